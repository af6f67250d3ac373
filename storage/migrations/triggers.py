"""Triggers, written once for both engines.

What a body says is SQL that both understand: CASE for conditions, no name of a type, no function but
`coalesce`, `count` and `sum`. A migration that rebuilds a table on SQLite (`batch_alter_table`) loses its
triggers, and makes them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alembic import op


@dataclass(frozen=True, slots=True)
class Trigger:
    """Runs its body after each row that a statement wrote."""

    name: str
    after: str
    """`INSERT`, `DELETE`, or `UPDATE OF` and the columns that are written, changed or not."""
    table: str
    body: Sequence[str]
    when: str = ""

    def create(self) -> None:
        """In the database that is being migrated."""
        body = ";\n".join(" ".join(one.split()) for one in self.body)
        when = f" WHEN ({self.when})" if self.when else ""
        head = f"CREATE TRIGGER {self.name} AFTER {self.after} ON {self.table} FOR EACH ROW{when}"
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"{head} BEGIN {body}; END")
            return
        does = f"$$ BEGIN {body}; RETURN NULL; END $$"
        op.execute(f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS {does}")
        op.execute(f"{head} EXECUTE FUNCTION {self.name}()")

    def drop(self) -> None:
        """And away with it."""
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER IF EXISTS {self.name}")
            return
        op.execute(f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}")
        op.execute(f"DROP FUNCTION IF EXISTS {self.name}()")
