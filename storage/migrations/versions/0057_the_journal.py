"""The journal of organisers' acts: append-only, purged by age alone."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

PURGED = sa.text("upto IS NOT NULL")
LEAST = 360
"""Days for which every line stays, whatever a purge says."""
REFUSED = "the journal is append-only"
ALLOWED = "EXISTS (SELECT 1 FROM journal_line AS purge WHERE purge.upto > old.at)"
"""Whether a purge that is itself a line says so of a line that goes."""
SQLITE = (
    f"""CREATE TRIGGER journal_line_stays BEFORE UPDATE ON journal_line
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    # An INSERT OR REPLACE deletes without a trigger's knowing (sqlite.org/lang_conflict.html).
    f"""CREATE TRIGGER journal_line_adds BEFORE INSERT ON journal_line
        WHEN EXISTS (SELECT 1 FROM journal_line AS other WHERE other.id = new.id)
          OR new.upto > datetime(new.at, '-{LEAST} days')
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER journal_line_kept BEFORE DELETE ON journal_line WHEN NOT {ALLOWED}
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION journal_line_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$""",
    f"""CREATE FUNCTION journal_line_kept() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF {ALLOWED} THEN RETURN old; END IF; RAISE EXCEPTION '{REFUSED}'; END $$""",
    """CREATE TRIGGER journal_line_stays BEFORE UPDATE ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_line_stays()""",
    f"""CREATE TRIGGER journal_line_adds BEFORE INSERT ON journal_line
        FOR EACH ROW WHEN (new.upto > new.at - interval '{LEAST} days')
        EXECUTE FUNCTION journal_line_stays()""",
    """CREATE TRIGGER journal_line_kept BEFORE DELETE ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_line_kept()""",
    """CREATE TRIGGER journal_line_whole BEFORE TRUNCATE ON journal_line
        FOR EACH STATEMENT EXECUTE FUNCTION journal_line_stays()""",
)


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "journal_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("upto", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_journal_line_by_id", "journal_line", ["by_id", "theme", "id"])
    op.create_index("ix_journal_line_theme", "journal_line", ["theme", "id"])
    op.create_index("ix_journal_line_at", "journal_line", ["at"])
    op.create_index(
        "ix_journal_line_upto", "journal_line", ["upto"], sqlite_where=PURGED, postgresql_where=PURGED
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """And back."""
    op.drop_table("journal_line")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION journal_line_stays()")
        op.execute("DROP FUNCTION journal_line_kept()")
