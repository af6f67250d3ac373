"""A club made by the code of earlier days is brought to today's: whole, while others write, after a kill.

Nothing was published yet (CHANGELOG: to become 0.1.0), so the versions are commits that had a schema of their
own; their code is taken from git's history, and skipped aloud where that is not there.
"""

import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from storage import migrations
from storage.database import Database
from storage.invariants import find_broken
from tests.databases import SERVER
from tests.stories.club import NOW

ROOT = Path(__file__).parents[2]
VERSIONS = {"0012": "113c71d", "0024": "b2094c2", "0036": "875e050", "0043": "82113e9"}
"""Revisions, each with the commit that brought it."""
MEMBERS = 40
BUILDS = f"""
import sys
from datetime import UTC, datetime, timedelta
from club import events
from club.events import Event
from club.ids import EventId
from club.seating import Rsvp, Says
from storage.database import Database
from storage.events import add_event
from storage.migrations import upgrade
from storage.people import add_company, add_member
from storage.seats import save_rsvp
upgrade(sys.argv[1])
Kind = getattr(events, "EventKind", None) or events.Kind
State = getattr(events, "EventState", None) or events.State
db, now = Database(sys.argv[1]), datetime(2027, 1, 4, 8, tzinfo=UTC)
with db.begin() as session:
    start = now + timedelta(days=40)
    event = Event(
        id=EventId(0), title="Forum", kind=Kind.FORUM, starts_at=start, ends_at=start + timedelta(hours=3),
        deadline=start - timedelta(days=7), capacity=60, state=State.PUBLISHED, place="Lyon",
        published_at=now,
    )
    event_id = add_event(session, event)
    for at in range({MEMBERS}):
        company = add_company(session, f"Entreprise {{at // 3}}")
        who = dict(slack_id=f"U0{{at}}", email=f"m{{at}}@example.org", company_id=company)
        member = add_member(session, f"Membre {{at}}", **who)
        save_rsvp(session, event_id, member, Rsvp(Says.YES, 1), now)
db.dispose()
"""
UPGRADES = """
import os, signal, sys
from sqlalchemy import Engine, event
from storage.migrations import upgrade
left = [int(sys.argv[2])]
@event.listens_for(Engine, "before_cursor_execute")
def strike(connection, cursor, statement, *rest):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
upgrade(sys.argv[1])
"""
"""Kills itself before the statement of that number."""
WRITES = """
import sys
from sqlalchemy import create_engine, text
engine = create_engine(sys.argv[1])
print("ready", flush=True)
for at in range(200):
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA busy_timeout = 30000")
        said = {"slack_id": f"U9{at}"}
        columns = "(slack_id, name, email, locale, zone, standing)"
        values = "(:slack_id, '', NULL, 'fr-FR', 'Europe/Paris', 'full')"
        connection.execute(text(f"INSERT INTO profile {columns} VALUES {values}"), said)
    with engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM profile")).scalar_one()
"""


def starts(code: str, *words: str, at: Path = ROOT) -> "subprocess.Popen[str]":
    """A process that runs this, with the rooms that stand in a folder."""
    given = {**os.environ, "PYTHONPATH": str(at)}
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", code, *words], cwd=at, env=given, **piped)  # type: ignore[call-overload,no-any-return]


def runs(code: str, *words: str, at: Path = ROOT) -> int:
    """Runs it to its end; what it complained of, where that was no kill, fails the test."""
    done = starts(code, *words, at=at)
    complaint = done.communicate(timeout=120)[1]
    assert done.returncode in (0, -signal.SIGKILL), complaint[-2000:]
    return int(done.returncode)


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'older.db'}"
        return
    if not SERVER:
        pytest.skip("no PostgreSQL server: set PRIME_TEST_DATABASE_URL")
    name = f"prime_older_{os.getpid()}"
    server = make_url(SERVER).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def built(revision: str, url: str, folder: Path) -> None:
    """A club, by the code and the migrations of that revision's own day."""
    asked = ["git", "-C", str(ROOT), "archive", VERSIONS[revision], "club", "storage", "handlers", "bot"]
    try:
        archive = subprocess.run(asked, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"no history here: the code of {VERSIONS[revision]} is not to be had")
    folder.mkdir()
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    assert runs(BUILDS, url, at=folder) == 0
    assert stands_at(url) == revision


def stands_at(url: str) -> str:
    """The revision of its tables."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    engine.dispose()
    return str(found)


def count(url: str, table: str) -> int:
    """Its rows."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    return int(found)


def is_whole(url: str) -> None:
    """Today's tables, all that was in them, and figures that agree with it."""
    assert migrations.check_tables(url) == ""
    assert (count(url, "member"), count(url, "rsvp"), count(url, "event")) == (MEMBERS, MEMBERS, 1)
    db = Database(url)
    assert [one.says for one in find_broken(db, NOW)] == []
    db.dispose()


@pytest.mark.parametrize("revision", VERSIONS)
def test_a_club_of_earlier_days_is_whole_afterwards(revision: str, nowhere: str, tmp_path: Path) -> None:
    built(revision, nowhere, tmp_path / "then")
    migrations.upgrade(nowhere)
    is_whole(nowhere)


@pytest.mark.parametrize("statement", [5, 120])
def test_killed_on_the_way_it_stands_as_before_and_goes_on(
    statement: int, nowhere: str, tmp_path: Path
) -> None:
    built("0024", nowhere, tmp_path / "then")
    assert runs(UPGRADES, nowhere, str(statement)) == -signal.SIGKILL
    assert stands_at(nowhere) == "0024"
    assert count(nowhere, "member") == MEMBERS
    assert runs(UPGRADES, nowhere, "0") == 0
    is_whole(nowhere)


@pytest.mark.parametrize("revision", VERSIONS)
def test_several_start_at_once_while_somebody_writes_and_reads(
    revision: str, nowhere: str, tmp_path: Path
) -> None:
    """On SQLite one process serves, and so one upgrades; on PostgreSQL three start together."""
    built(revision, nowhere, tmp_path / "then")
    before = count(nowhere, "profile")
    writer = starts(WRITES, nowhere)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    starting = [starts(UPGRADES, nowhere, "0") for _ in range(1 if nowhere.startswith("sqlite") else 3)]
    for process in (*starting, writer):
        complaint = process.communicate(timeout=120)[1]
        assert process.returncode == 0, complaint[-2000:]
    assert count(nowhere, "profile") == before + 200, "what was written meanwhile is there"
    is_whole(nowhere)


def test_back_to_the_version_before_is_the_copy_made_before(tmp_path: Path) -> None:
    """The older program reads its own copy again; the newer one's tables it is not given."""
    url, kept = f"sqlite:///{tmp_path / 'older.db'}", tmp_path / "kept.db"
    built("0043", url, tmp_path / "then")
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("VACUUM INTO :kept"), {"kept": str(kept)})
    engine.dispose()
    migrations.upgrade(url)
    opens = "import sys; from storage.migrations import upgrade; upgrade(sys.argv[1])"
    refused = starts(opens, url, at=tmp_path / "then")
    refused.communicate(timeout=120)
    assert refused.returncode != 0, "the older program refuses the newer one's tables"
    assert runs(opens, f"sqlite:///{kept}", at=tmp_path / "then") == 0
    assert (stands_at(f"sqlite:///{kept}"), count(f"sqlite:///{kept}", "rsvp")) == ("0043", MEMBERS)
