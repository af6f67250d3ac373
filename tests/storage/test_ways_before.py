"""Clubs from before one could come either way: what they hold at an event that has a link and no place."""

from datetime import UTC, datetime
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import insert, text

from storage import migrations, tables
from storage.database import Database
from storage.people import add_member
from storage.recount import recount
from storage.tables import core

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
TIMES = {"starts_at": NOW.replace(day=28), "ends_at": NOW.replace(day=28, hour=17), "deadline": NOW}
EVENT = {"title": "E", "folded": "e", "kind": "forum", "state": "published", "capacity": 1, **TIMES}
NONE = {"agenda": "", "cancel_reason": "", "sequence": 0, "schedule": 0}
GUEST = {"representative": False, "name": "Paul", "email": "p@x.example", "function": "f", "company": "c"}


def _before(config: Config) -> str:
    found = ScriptDirectory.from_config(config).walk_revisions()
    told = "by the video link are counted apart"
    return str(next(one.down_revision for one in found if told in (one.doc or "")))


def _lives(db: Database) -> None:
    """By the link alone, and at a place: one seat each, held by one, and waited for by two people."""

    def put(table: type, **values: Any) -> None:
        session.connection().execute(insert(core(table)).values(**values))

    with db.begin() as session:
        ana, luc = (add_member(session, name, email=f"{name}@x.example") for name in ("Ana", "Luc"))
        for one, place in ((1, ""), (2, "Lyon")):
            where = {"video_url": f"https://visio.example/{one}", "place": place}
            put(tables.Event, id=one, uid=f"u{one}", **EVENT, **NONE, **where)
            said = {"event_id": one, "says": "yes", "with_member": True, "schedule": 0, "answered_at": NOW}
            put(tables.Rsvp, member_id=ana, seats=1, calendar_turns=1, **said)
            put(tables.Rsvp, member_id=luc, seats=0, calendar_turns=0, **said)
            claim = {"kind": "party", "stage": "waiting", "seats": 2, "with_member": True, "line": 1}
            put(
                tables.Claim, id=one, event_id=one, member_id=luc, note="", reason="", created_at=NOW, **claim
            )
            attested = {"why": "", "attested_by": luc, "attested_at": NOW}
            put(tables.Guest, event_id=one, member_id=luc, claim_id=one, **GUEST, **attested)


def test_by_the_link_alone_everybody_follows_and_at_a_place_nothing_changes(database_url: str) -> None:
    db = Database(database_url)
    with db.engine.begin() as connection:
        config = migrations.config(connection)
        command.downgrade(config, _before(config))
    _lives(db)
    migrations.upgrade(database_url)
    with db.begin() as session:
        assert recount(session) == []

        def read(statement: str) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in session.connection().execute(text(statement))]

        held = read("SELECT event_id, member_id, seats, remote, calendar_turns FROM rsvp ORDER BY 1, 2")
        assert held == [(1, 1, 1, True, 1), (1, 2, 2, True, 1), (2, 1, 1, False, 1), (2, 2, 0, False, 0)]
        assert read("SELECT stage FROM claim ORDER BY event_id") == [("granted",), ("waiting",)]
        assert read("SELECT taken, remote FROM event_count ORDER BY event_id") == [(0, 3), (1, 0)]
        assert read("SELECT claim_id FROM guest ORDER BY event_id") == [(None,), (2,)]
    db.dispose()
