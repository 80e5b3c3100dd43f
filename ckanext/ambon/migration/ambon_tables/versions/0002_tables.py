"""How far each file is on its way to a table, answers that are remembered, tables published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "ambon_table_file",
        sa.Column("resource_id", sa.UnicodeText, primary_key=True),
        sa.Column("version", sa.UnicodeText, nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False),
        sa.Column("progress", sa.Float, nullable=False),
        sa.Column("message", sa.UnicodeText, nullable=False),
        sa.Column("shape", sa.UnicodeText, nullable=False),
        sa.Column("preview", sa.UnicodeText, nullable=False),
        sa.Column("checks", sa.UnicodeText, nullable=False),
        sa.Column("job_id", sa.UnicodeText, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "ambon_table_answer",
        sa.Column("opd", sa.UnicodeText, primary_key=True),
        sa.Column("shape", sa.UnicodeText, primary_key=True),
        sa.Column("key", sa.UnicodeText, primary_key=True),
        sa.Column("value", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.UnicodeText, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "ambon_table_part",
        sa.Column("resource_id", sa.UnicodeText, primary_key=True),
        sa.Column("table_key", sa.UnicodeText, primary_key=True),
        sa.Column("target_id", sa.UnicodeText, nullable=False, index=True),
        sa.Column("version", sa.UnicodeText, nullable=False),
        sa.Column("row_count", sa.BigInteger, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Take the three tables away."""
    for table in ("ambon_table_part", "ambon_table_answer", "ambon_table_file"):
        op.drop_table(table)
