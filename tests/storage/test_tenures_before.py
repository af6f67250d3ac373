"""Members of the edition before represent their company since ever, and are asked since they came."""

from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select, text

from storage import migrations
from storage.database import Database
from storage.tenures import BEGINNING, OPEN_END, TENURE, is_unsettled
from tests.stories.club import paris

SCRIPTS = ScriptDirectory.from_config(migrations.config()).walk_revisions()
BEFORE = str(next(one.down_revision for one in SCRIPTS if "years_summary" in one.path))
ADMITTED = "2026-03-02 09:00:00.000000"
ROWS = (
    "INSERT INTO company (id, name, folded) VALUES (1, 'Verrerie', 'verrerie')",
    """INSERT INTO member (id, company_id, name, slack_id, role, state, function, accepted_version) VALUES
      (1, 1, 'Ana', 'U1', 'member', 'admitted', '', 0), (2, 1, 'Bo', 'U2', 'member', 'suspended', '', 0),
      (3, NULL, 'Cy', 'U3', 'organiser', 'admitted', '', 0)""",
    f"""INSERT INTO admission
      (member_id, company_id, company_typed, word, state, created_at, decided_at, reason)
      VALUES (1, 1, '', '', 'admitted', '{ADMITTED}', '{ADMITTED}', '')""",
)


def test_who_is_a_member_already_is_noted(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'before.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        command.upgrade(migrations.config(connection), BEFORE)
        for row in ROWS:
            connection.execute(text(row))
    engine.dispose()
    migrations.upgrade(url)
    database = Database(url)
    columns = ("member_id", "company_id", "since", "known_since", "until", "expected")
    with database.read() as session:
        rows = session.connection().execute(select(*(TENURE.c[one] for one in columns)).order_by(TENURE.c.id))
        found = [tuple(row) for row in rows]
        assert not is_unsettled(session)
    database.dispose()
    assert found == [
        (1, 1, BEGINNING, paris(2026, 3, 2, 10), OPEN_END, True),
        (2, 1, BEGINNING, BEGINNING, OPEN_END, False),
    ]
