"""The rooms' own tables, one folder of migrations for each plugin that has some.

CKAN looks for them here, beside the rooms (`ckan db upgrade` applies what is new). A
room's folder holds `alembic.ini`, an `env.py` that calls `run`, and `versions/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool


def run(environment: str) -> None:
    """Apply the migrations in the folder of `environment`, the path of a room's `env.py`."""
    plugin = Path(environment).parent.name
    settings = context.config.get_section(context.config.config_ini_section) or {}
    engine = engine_from_config(settings, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            version_table=f"{plugin}_alembic_version",
            include_object=_only(plugin),
        )
        with context.begin_transaction():
            context.run_migrations()


def _only(plugin: str) -> Any:
    """Let Alembic compare only the tables of this plugin."""

    def includes(_item: Any, name: str | None, kind: str, *_rest: Any) -> bool:
        return kind != "table" or bool(name and name.startswith(plugin))

    return includes
