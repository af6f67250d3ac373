"""What waits for a person, as the database keeps it."""

from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from club.followup import Matter
from storage import migrations
from storage.database import Database
from storage.followup import list_due
from tests.stories.club import NOW

_SCRIPTS = ScriptDirectory.from_config(migrations.config())
_FOLLOWED = (Matter.LATE_REQUEST, Matter.ADMISSION, Matter.READY, Matter.SEAT_WISH, Matter.PROPOSAL)
_AT = "'2027-01-02 09:00:00.000000'"
_EVENT = "1, 'u', 'F', 'f', 'forum', {at}, {at}, {at}, 'L', '', '', 'published', '', 0, 0"
_WAITING = [
    "INSERT INTO member (id, name, role, state, function, accepted_version)"
    " VALUES (1, 'Ana', 'member', 'admitted', '', 0)",
    "INSERT INTO event (id, uid, title, folded, kind, starts_at, ends_at, deadline, place, video_url, agenda,"
    f" state, cancel_reason, sequence, schedule) VALUES ({_EVENT.format(at=_AT)})",
    *(
        "INSERT INTO claim (event_id, member_id, kind, stage, seats, with_member, line, note, created_at,"
        f" reason) VALUES (1, 1, 'party', '{stage}', 1, true, 0, '', {_AT}, '')"
        for stage in ("requested", "declined")
    ),
    *(
        "INSERT INTO admission (member_id, company_typed, word, state, created_at, reason)"
        f" VALUES (1, '', '', '{state}', {_AT}, '')"
        for state in ("open", "seat_asked", "admitted")
    ),
    *(
        "INSERT INTO topic (kind, title, folded, description, why, state, reason, proposed_at, changed_at)"
        f" VALUES ('study', 'T', 't', '', '', '{state}', '', {_AT}, {_AT})"
        for state in ("proposed", "declined")
    ),
    "INSERT INTO posting (kind, subject, recipient, moment, live, stage, channel, ts, attempts, fault,"
    " queued_at) VALUES"
    f" ('admission.organiser', 'admission:1', 'U1', 'ready', true, 'sent', '', '', 0, '', {_AT})",
]


def test_what_waits_already_is_followed_up_from_then_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    before = next(one.down_revision for one in _SCRIPTS.walk_revisions() if "waits_for_a_person" in one.path)
    engine = create_engine(url)
    with engine.connect() as connection:
        command.upgrade(migrations.config(connection), str(before))
        for statement in _WAITING:
            connection.execute(text(statement))
        connection.commit()
    engine.dispose()
    migrations.upgrade(url)
    db = Database(url)
    with db.read() as session:
        found = {matter: list_due(session, matter, NOW) for matter in _FOLLOWED}
    db.dispose()
    assert found == {
        Matter.LATE_REQUEST: [1],
        Matter.ADMISSION: [1],
        Matter.READY: [1],
        Matter.SEAT_WISH: [2],
        Matter.PROPOSAL: [1],
    }
