"""The index of the directory: FTS5 on SQLite, tsvector on PostgreSQL, and the words it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXES = ("find_members", "find_organisers")
# Words come folded and apart by spaces; every other character is part of a word. Columns tell where a word
# stands, positions are not kept: they made the queries twice as dear, and no phrase is ever searched.
FTS5 = (
    "CREATE VIRTUAL TABLE {name} USING fts5(names, expertise, work, career, detail=column, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* S* P* C*'\")"
)


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("word", schema=None) as batch_op:
        batch_op.create_index("ix_word_audience_word", ["audience", "word"], unique=False)
    for name in INDEXES:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(FTS5.format(name=name))
        else:
            _vectors(name)


def _vectors(name: str) -> None:
    op.execute(
        f"CREATE TABLE {name} (member_id integer PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE, "
        "words tsvector NOT NULL)"
    )
    # Without the list of pending entries, which every search would have to read through.
    op.execute(f"CREATE INDEX ix_{name}_words ON {name} USING gin (words) WITH (fastupdate = off)")


def downgrade() -> None:
    """Back."""
    for name in INDEXES:
        op.execute(f"DROP TABLE {name}")
    with op.batch_alter_table("word", schema=None) as batch_op:
        batch_op.drop_index("ix_word_audience_word")

    op.drop_table("word")
