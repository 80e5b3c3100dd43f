"""What Alembic runs for plugin `ambon_tables`."""

from ckanext.ambon import migration

migration.run(__file__)
