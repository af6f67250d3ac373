"""What must hold of the database: found where it does not, and nowhere else."""

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from benchmarks.growth.seed import Seed
from bot.check import report
from bot.demo.tale import NOW
from club.ids import MemberId
from storage.database import Database
from storage.erasure import erase
from storage.invariants import INVARIANTS, find_broken
from storage.people import MEMBER, add_member
from tests.seeds import seed

__all__ = ["seed"]


@pytest.fixture
def path(seed: Seed, tmp_path: Path) -> Path:
    """A copy of its file."""
    return Path(shutil.copy(seed.path, tmp_path / "club.db"))


def broken(path: Path) -> dict[str, int]:
    """What does not hold, and in how many rows."""
    database = Database(f"sqlite:///{path}")
    try:
        return {one.name: one.count for one in find_broken(database, NOW)}
    finally:
        database.dispose()


def spoil(path: Path, *statements: str) -> None:
    """Writes past Prime, and past what the database would hold itself."""
    with sqlite3.connect(path) as connection:
        for one in statements:
            connection.execute(one)
    connection.close()


def test_the_demo_s_club_with_all_its_year_is_sound(path: Path) -> None:
    assert broken(path) == {}


_AWAITED = "(SELECT event_id FROM claim WHERE counted)"
_TWICE = "(SELECT event_id FROM claim GROUP BY event_id HAVING count(*) > 1)"
_TIED = "(SELECT ballot_id FROM paper WHERE attendance_id IS NOT NULL)"
_CLOSED = "(SELECT min(id) FROM ballot WHERE state = 'closed')"
_OTHER = "(SELECT max(b.id) FROM ballot b WHERE b.id <> attendance.ballot_id)"
SPOILT = {
    "seats": "UPDATE rsvp SET seats = seats + 1 WHERE seats > 0",
    "oversold": "UPDATE event SET capacity = 1, reserved = 0 WHERE capacity IS NOT NULL",
    "confirmed": "UPDATE rsvp SET calendar_turns = 0",
    "line": f"UPDATE claim SET stage = 'waiting', line = 1 WHERE event_id = {_TWICE}",
    "waits_in_vain": f"UPDATE event SET capacity = 99999 WHERE id IN {_AWAITED}",
    "hours": "UPDATE event SET ends_at = starts_at WHERE id = 1",
    "votes": "DELETE FROM paper WHERE id = (SELECT min(id) FROM paper)",
    "roll": f"UPDATE attendance SET ballot_id = {_OTHER} WHERE id = (SELECT min(id) FROM attendance)",
    "secrecy": f"UPDATE ballot SET state = 'closed' WHERE secrecy <> 'open' AND id IN {_TIED}",
    "sealed": "INSERT INTO sealed_paper (attendance_id, ballot_id, weight, sealed) "
    f"SELECT id, ballot_id, 1, x'00' FROM attendance WHERE ballot_id = {_CLOSED} LIMIT 1",
    "doubled": "UPDATE posting SET ts = '1.0', channel = 'C1' WHERE kind = 'rsvp.card'",
    "charter": "DELETE FROM acceptance",
    "orphan:rsvp.event_id": "UPDATE rsvp SET event_id = 99999 WHERE event_id = 1",
    "files": "UPDATE minutes_content SET content = x'00'",
    "figures": "UPDATE event_count SET taken = taken + 1",
}
"""What somebody may write past Prime, by the invariant that it breaks."""


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_each_is_found_where_it_does_not_hold(path: Path, name: str) -> None:
    spoil(path, SPOILT[name])
    assert name in broken(path)


def test_every_invariant_has_been_seen_broken() -> None:
    assert set(INVARIANTS) <= set(SPOILT)


def test_a_request_that_slack_has_and_the_tables_do_not_is_found(path: Path) -> None:
    spoil(
        path,
        "UPDATE posting SET kind = 'requests.decided', moment = 'claim:99999', stage = 'sent'"
        " WHERE id = (SELECT min(id) FROM posting WHERE stage = 'sent')",
    )
    assert broken(path)["confirmed"] == 1


def test_a_file_sent_to_an_account_that_another_member_has_today_is_no_fault(path: Path) -> None:
    """As long as whoever had it then is among the answers."""
    spoil(
        path,
        "CREATE TEMP TABLE one AS SELECT p.recipient, m.id FROM posting p"
        " JOIN member m ON m.slack_id = p.recipient WHERE p.kind = 'rsvp.ics' AND p.stage = 'sent' LIMIT 1",
        "UPDATE member SET slack_id = NULL WHERE id = (SELECT id FROM one)",
        "INSERT INTO member (name, email, role, state, function, accepted_version, slack_id)"
        " SELECT 'Eva Noll', 'eva@example.org', 'member', 'admitted', '', 0, recipient FROM one",
    )
    assert "confirmed" not in broken(path)


def test_a_row_of_somebody_erased_is_found_and_the_erasure_itself_leaves_none(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    with database.begin() as session:
        for member in (1, 2, 3):
            erase(session, MemberId(member), "Ancien membre", NOW)
    database.dispose()
    assert broken(path) == {}
    spoil(path, "INSERT INTO mailconsent (member_id) VALUES (1)")
    assert set(broken(path)) == {"erased:mailconsent.member_id"}


def test_it_changes_nothing_and_goes_on_both_engines(db: Database) -> None:
    with db.begin() as session:
        member = add_member(session, "Ana Berger", email="ana@example.org")
    assert find_broken(db, NOW) == []
    with db.begin() as session:
        session.connection().execute(update(MEMBER).values(accepted_version=3))
    for _ in range(2):
        (one,) = find_broken(db, NOW + timedelta(days=1))
        assert (one.name, one.rows, one.count) == ("charter", [str(member)], 1)
    assert report([one])[0] == "charter: a charter accepted without evidence of it: member (1)"
    assert report([]) == [
        f"ok: {len(INVARIANTS)} rules, every reference, every erasure and every figure kept hold"
    ]
