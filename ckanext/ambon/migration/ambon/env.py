"""What Alembic runs for plugin `ambon`."""

from ckanext.ambon import migration

migration.run(__file__)
