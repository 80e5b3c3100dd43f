"""What Alembic runs for plugin `ambon_search`."""

from ckanext.ambon import migration

migration.run(__file__)
