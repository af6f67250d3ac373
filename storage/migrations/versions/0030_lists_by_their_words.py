"""Lists are searched by an index of their words; what stood in them before is filled in at the start.

A topic moves to another part of its list with its state: triggers follow it.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOVED = Trigger(
    "worded_topic",
    "UPDATE OF state, unanswered",
    "topic",
    [
        """UPDATE listed_word SET shelf = CASE WHEN NEW.unanswered THEN 'unanswered' ELSE NEW.state END
          WHERE list = 'topic' AND ref = NEW.id"""
    ],
    "OLD.state <> NEW.state OR OLD.unanswered <> NEW.unanswered",
)


def upgrade() -> None:
    """From the revision before to this one."""
    exact = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "listed_word",
        sa.Column("list", sa.String(), nullable=False),
        *(sa.Column(name, exact, nullable=False) for name in ("word", "shelf", "place")),
        sa.Column("ref", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("list", "word", "shelf", "place", "ref"),
    )
    op.create_index("ix_listed_word_ref", "listed_word", ["list", "ref", "word"])
    MOVED.create()


def downgrade() -> None:
    """And back."""
    MOVED.drop()
    op.drop_table("listed_word")
