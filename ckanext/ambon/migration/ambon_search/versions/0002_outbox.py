"""Which entries the index must learn of, noted by the database itself.

Triggers note every change, whoever makes it and however: a note stands or falls with
the transaction of the change.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# One note for an entry and a transaction, however many rows of it change.
NOTE = """
CREATE OR REPLACE FUNCTION ambon_search_note(entry text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO ambon_search_outbox (entry_id, transaction)
    SELECT entry, txid_current() WHERE entry IS NOT NULL
    ON CONFLICT DO NOTHING
$$
"""

# For each table: which entries a change of one of its rows concerns; `changed` is the row.
CONCERNED = {
    "package": """
        PERFORM ambon_search_note(changed.id);
        IF TG_OP = 'UPDATE' AND OLD.name <> NEW.name THEN
            PERFORM ambon_search_note(CASE WHEN subject_package_id = changed.id
                THEN object_package_id ELSE subject_package_id END)
            FROM package_relationship
            WHERE changed.id IN (subject_package_id, object_package_id);
        END IF;""",
    "resource": "PERFORM ambon_search_note(changed.package_id);",
    "package_tag": "PERFORM ambon_search_note(changed.package_id);",
    "package_relationship": """
        PERFORM ambon_search_note(changed.subject_package_id);
        PERFORM ambon_search_note(changed.object_package_id);""",
    "member": """
        IF changed.table_name = 'package' THEN
            PERFORM ambon_search_note(changed.table_id);
        END IF;""",
    # An entry's document holds a copy of its organization, and the names of its groups.
    "group": """
        PERFORM ambon_search_note(id) FROM package WHERE owner_org = changed.id;
        PERFORM ambon_search_note(table_id) FROM member
        WHERE group_id = changed.id AND table_name = 'package' AND state = 'active';""",
    "tag": """
        PERFORM ambon_search_note(package_id) FROM package_tag WHERE tag_id = changed.id;""",
    "vocabulary": """
        PERFORM ambon_search_note(package_id) FROM package_tag
        JOIN tag ON tag.id = tag_id WHERE vocabulary_id = changed.id;""",
}
TRIGGER = """
CREATE OR REPLACE FUNCTION ambon_search_{table}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        changed := OLD; {concerned}
    END IF;
    IF TG_OP <> 'DELETE' THEN
        changed := NEW; {concerned}
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER ambon_search_changed AFTER INSERT OR UPDATE OR DELETE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION ambon_search_{table}_changed()
"""


def upgrade() -> None:
    op.create_table(
        "ambon_search_outbox",
        sa.Column("entry_id", sa.Text, primary_key=True),
        sa.Column("transaction", sa.BigInteger, primary_key=True),
        sa.Column(
            "noted",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("clock_timestamp()"),
        ),
        sa.Column(
            "due",
            sa.DateTime(timezone=True),
            nullable=False,
            server_default=sa.text("clock_timestamp()"),
        ),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("doubtful", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("refusal", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ambon_search_outbox_due", "ambon_search_outbox", ["due"])
    op.create_table(
        "ambon_search_rebuild",
        sa.Column("part", sa.Integer, primary_key=True),
        sa.Column("core", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False, server_default=""),
        sa.Column("spoiled", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.execute(NOTE)
    for table, concerned in CONCERNED.items():
        op.execute(TRIGGER.format(table=table, concerned=concerned))


def downgrade() -> None:
    for table in CONCERNED:
        op.execute(f'DROP TRIGGER ambon_search_changed ON "{table}"')
        op.execute(f"DROP FUNCTION ambon_search_{table}_changed()")
    op.execute("DROP FUNCTION ambon_search_note(text)")
    op.drop_table("ambon_search_rebuild")
    op.drop_table("ambon_search_outbox")
