"""What was found in each file, and what people decided about it.

Files that are there already are noted as such: they stay as they are until they are scanned.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables, and note the files that are there."""
    op.create_table(
        "ambon_pii_check",
        sa.Column("resource_id", sa.UnicodeText, primary_key=True),
        sa.Column("part", sa.UnicodeText, primary_key=True),
        sa.Column("package_id", sa.UnicodeText, nullable=False, index=True),
        sa.Column("version", sa.UnicodeText, nullable=False),
        sa.Column("state", sa.UnicodeText, nullable=False, index=True),
        sa.Column("findings", sa.UnicodeText, nullable=False),
        sa.Column("remark", sa.UnicodeText, nullable=False),
        sa.Column("checked_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "ambon_pii_decision",
        sa.Column("id", sa.UnicodeText, primary_key=True),
        sa.Column("resource_id", sa.UnicodeText, nullable=False, index=True),
        sa.Column("version", sa.UnicodeText, nullable=False),
        sa.Column("what", sa.UnicodeText, nullable=False),
        sa.Column("text", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.UnicodeText, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.execute(
        "INSERT INTO ambon_pii_check (resource_id, part, package_id, version, state, findings,"
        " remark, checked_at)"
        " SELECT id, 'file', package_id, '', 'before', '[]', '', now() AT TIME ZONE 'utc'"
        " FROM resource WHERE url_type = 'upload' AND state = 'active'"
    )


def downgrade() -> None:
    """Take both tables away."""
    op.drop_table("ambon_pii_decision")
    op.drop_table("ambon_pii_check")
