"""`prime doctor` turns red for each fault that it names, for no other, and green again once it is mended."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import backup
from bot.cli import main
from bot.doctor import examine, tell
from bot.doctor.diagnosis import Condition
from bot.doctor.slack import wanted_scopes
from bot.older import tender_of
from bot.settings import GUIDE, GivenSettings
from handlers.kit.drawing import FONT
from handlers.names import HELP, NUDGE
from storage.holding import HELD, hold
from storage.marks import drop_mark
from storage.postings import Note, enqueue
from tests.stories.club import CHANNEL, Club
from tests.stories.outage import queues

Act = Callable[["Patient"], object]


@dataclass
class Patient:
    """A club that is well, and what a doctor is told of it."""

    club: Club
    folder: Path
    given: dict[str, Any] = field(default_factory=dict)
    ahead: timedelta = timedelta(0)
    room: os.statvfs_result | None = None
    font: str = FONT

    @property
    def settings(self) -> GivenSettings:
        """As they are now."""
        known = self.club.prime.settings.model_dump() | {"prime_organisers": ("odile@example.org",)}
        return GivenSettings(**(known | self.given))

    @property
    def file(self) -> Path:
        """The database."""
        return Path(self.club.prime.services.db.url.removeprefix("sqlite:///"))

    def now(self) -> datetime:
        """By this machine's clock."""
        return self.club.clock.now() + self.ahead

    def red(self) -> dict[str, str]:
        """What is wrong, by check."""
        found = examine(
            self.settings,
            self.now,
            self.folder,
            statvfs=lambda where: self.room or os.statvfs(where),
            font=self.font,
        )
        assert len(found) == len({one.check for one in found})
        return {one.check: one.words for one in found if one.state is Condition.WRONG}

    def lives(self) -> None:
        """`prime run` gives its sign of life, and a backup is made, as each day."""
        tender_of(self.club.prime).tend(self.club.clock.now())
        target = self.folder / "backup"
        assert backup.run(target, self.settings, self.club.clock.now(), force=True, tools=None) == 0

    def says(self, statement: str) -> None:
        """A statement, to the database itself."""
        with self.club.prime.services.db.begin() as session:
            session.connection().execute(text(statement))


@pytest.fixture
def patient(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Patient]:
    """All is well."""
    club = Club(sqlite_url, {"prime_ledger": str(tmp_path / "ledger")})
    club.joins("Odile Garnier", role="organiser")
    club.settle()
    made = Patient(club, tmp_path)
    made.lives()
    capsys.readouterr()
    yield made
    club.stop()


def lacks(scope: str) -> Act:
    """The app is installed by an older manifest."""

    def act(patient: Patient) -> None:
        ws = patient.club.box.workspace
        ws.manifest = replace(ws.manifest, scopes=tuple(one for one in ws.manifest.scopes if one != scope))

    return act


def gives(**settings: Any) -> Act:
    """The operator sets something."""
    return lambda patient: patient.given.update(settings)


def forgets(patient: Patient) -> None:
    """The operator takes it back."""
    patient.given.clear()


def full(*, blocks: int, inodes: int) -> Act:
    """A disk with so many free blocks of 4 KiB, and so many free inodes."""
    return lambda patient: setattr(
        patient, "room", os.statvfs_result((4096, 4096, 10**6, blocks, blocks, 10**6, inodes, inodes, 0, 255))
    )


def queues_help(patient: Patient) -> None:
    """Something was due long ago."""
    with patient.club.prime.services.db.begin() as session:
        earlier = patient.club.clock.now() - timedelta(hours=1)
        enqueue(session, [Note(HELP, "dm:1", CHANNEL)], earlier)


def is_refused(patient: Patient) -> None:
    """Slack refuses a message for good."""
    club = patient.club
    ana = club.joins("Ana Berger")
    club.plans()
    queues(club, NUDGE, ana, moment="asked:1")
    club.box.faults.error("*", "user_disabled", times=9, to=ana.id)
    club.settle()
    club.box.faults.clear()


def a_day_passes(patient: Patient) -> None:
    """And Prime goes on."""
    patient.club.later(hours=25)
    patient.club.settle()
    patient.lives()


def holds(patient: Patient) -> None:
    """After a restore."""
    with patient.club.prime.services.db.begin() as session:
        hold(session, "put back", patient.club.clock.now())


def releases(patient: Patient) -> None:
    """It is decided."""
    with patient.club.prime.services.db.begin() as session:
        drop_mark(session, HELD)


def another_posts(patient: Patient) -> None:
    """Another Prime, with another database and these tokens."""
    mark = {"event_type": "prime_posting", "event_payload": {"id": 7, "identity": "another"}}
    patient.club.prime.services.client.chat_postMessage(channel=CHANNEL, text="A card", metadata=mark)
    patient.club.later(minutes=3)


def it_is_deleted(patient: Patient) -> None:
    """Its message, by an administrator."""
    channel = patient.club.box.workspace.channels[CHANNEL]
    for ts in list(channel.messages):
        patient.club.box.delete_message(CHANNEL, ts)


def loses_the_file(patient: Patient) -> None:
    """The database is elsewhere."""
    patient.given["database_url"] = f"sqlite:///{patient.folder / 'nowhere.db'}"


def from_elsewhere(revision: str) -> Act:
    """The tables are another program's."""
    return lambda patient: patient.says(f"UPDATE alembic_version SET version_num = '{revision}'")


def as_before(patient: Patient) -> None:
    """The tables are this program's again."""
    from alembic.script import ScriptDirectory

    from storage.migrations import config

    newest = ScriptDirectory.from_config(config()).get_current_head()
    patient.says(f"UPDATE alembic_version SET version_num = '{newest}'")


def fails_to_write(patient: Patient) -> None:
    """No pulse can be noted."""
    patient.says("CREATE TRIGGER no_room BEFORE INSERT ON mark BEGIN SELECT RAISE(ABORT, 'no room'); END")


def mode(bits: int) -> Act:
    """`.env` with these rights."""

    def act(patient: Patient) -> None:
        (patient.folder / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\n", encoding="utf-8")
        (patient.folder / ".env").chmod(bits)

    return act


def installed(there: bool) -> Act:
    """The app is removed from the workspace, or back."""
    return lambda patient: setattr(patient.club.box.workspace, "installed", there)


@dataclass(frozen=True)
class Fault:
    """What goes wrong, what is to be told of it, and what mends it."""

    check: str
    told: str
    breaks: Act
    mends: Act


def bot(patient: Patient) -> None:
    """Prime is in the channel again."""
    patient.club.box.workspace.channels[CHANNEL].members.add(patient.club.box.bot_user_id)


FAULTS = [
    Fault("token", "SLACK_BOT_TOKEN is not set", gives(slack_bot_token=""), forgets),
    Fault("token", "invalid_auth", gives(slack_bot_token="xoxb-stale"), forgets),
    Fault("token", "account_inactive", installed(False), installed(True)),
    Fault("socket", "invalid_auth", gives(slack_app_token="xapp-stale"), forgets),
    Fault("socket", "Socket Mode", gives(slack_app_token="", slack_signing_secret=""), forgets),
    Fault(
        "scopes", "files:write", lacks("files:write"), lambda patient: patient.club.box.grant("files:write")
    ),
    Fault("channel", "/invite @Prime", lambda patient: patient.club.box.kick_bot(CHANNEL), bot),
    Fault("channel", "channel_not_found", gives(prime_channel="C0NOWHERE"), forgets),
    Fault("channel", "PRIME_CHANNEL is not set", gives(prime_channel=""), forgets),
    Fault("topics", "channel_not_found", gives(prime_topics_channel="C0NOWHERE"), forgets),
    Fault(
        "clock",
        "120 s ahead of",
        lambda patient: setattr(patient, "ahead", timedelta(minutes=2)),
        lambda patient: setattr(patient, "ahead", timedelta(0)),
    ),
    Fault("tables", "no database yet", loses_the_file, forgets),
    Fault("tables", "tables of revision 0001", from_elsewhere("0001"), as_before),
    Fault("tables", "made by a newer Prime", from_elsewhere("9999"), as_before),
    Fault("tables", "does not answer", gives(database_url="postgresql://prime@127.0.0.1:1/prime"), forgets),
    Fault(
        "writing",
        "nothing can be saved",
        fails_to_write,
        lambda patient: patient.says("DROP TRIGGER no_room"),
    ),
    Fault(
        "names",
        "hard links",
        lambda patient: (patient.folder / "second.db").hardlink_to(patient.file),
        lambda patient: (patient.folder / "second.db").unlink(),
    ),
    Fault(
        "ledger",
        "cannot be read",
        lambda patient: (patient.folder / "ledger").write_text("{", encoding="utf-8"),
        lambda patient: (patient.folder / "ledger").unlink(),
    ),
    Fault(
        "organisers",
        "nobody organises",
        lambda patient: patient.says("UPDATE member SET role = 'member'"),
        lambda patient: patient.says("UPDATE member SET role = 'organiser'"),
    ),
    Fault("outbox", "due since 60 min", queues_help, lambda patient: patient.club.settle()),
    Fault("refused", "user_disabled", is_refused, a_day_passes),
    Fault(
        "prepared",
        "could not be prepared",
        lambda patient: (
            queues_help(patient),
            patient.says("UPDATE posting SET stage = 'broken', due_at = NULL"),
        ),
        lambda patient: patient.says("UPDATE posting SET stage = 'sent'"),
    ),
    Fault("mail", "prime release", holds, releases),
    Fault(
        "backups",
        "none was ever made",
        lambda patient: patient.says("DELETE FROM mark WHERE name = 'backed up'"),
        Patient.lives,
    ),
    Fault(
        "backups",
        "the last is 3 days old",
        lambda patient: (
            patient.club.later(hours=80),
            patient.club.settle(),
            tender_of(patient.club.prime).tend(patient.club.clock.now()),
        ),
        Patient.lives,
    ),
    Fault(
        "running",
        "not running since",
        lambda patient: patient.club.clock.advance(timedelta(minutes=6)),
        Patient.lives,
    ),
    Fault("alone", "not of this database", another_posts, it_is_deleted),
    Fault(
        "disk",
        "40 MB free",
        full(blocks=10_000, inodes=10**6),
        lambda patient: setattr(patient, "room", None),
    ),
    Fault(
        "inodes", "9 more files", full(blocks=10**6, inodes=9), lambda patient: setattr(patient, "room", None)
    ),
    Fault(
        "zones",
        "Mars/Olympus_Mons",
        lambda patient: patient.says("UPDATE profile SET zone = 'Mars/Olympus_Mons'"),
        lambda patient: patient.says("UPDATE profile SET zone = 'Europe/Paris'"),
    ),
    Fault(
        "fonts",
        "No Such Font",
        lambda patient: setattr(patient, "font", "No Such Font"),
        lambda patient: setattr(patient, "font", FONT),
    ),
    Fault("secrets", "chmod 600", mode(0o640), mode(0o600)),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check}: {fault.told}")
def test_each_fault_turns_one_line_red_and_its_mending_green(patient: Patient, fault: Fault) -> None:
    assert patient.red() == {}
    fault.breaks(patient)
    found = patient.red()
    assert fault.told in found[fault.check]
    assert set(found) == {fault.check}
    fault.mends(patient)
    assert patient.red() == {}


def test_a_club_that_is_well_is_green_on_either_engine(database_url: str, tmp_path: Path) -> None:
    club = Club(database_url, {"prime_ledger": str(tmp_path / "ledger")})
    try:
        club.joins("Odile Garnier", role="organiser")
        club.settle()
        tender_of(club.prime).tend(club.clock.now())
        made = Patient(club, tmp_path)
        assert set(made.red()) <= {"backups"}
    finally:
        club.stop()


def test_every_check_has_its_fault(patient: Patient) -> None:
    found = examine(patient.settings, patient.now, patient.folder)
    assert {one.check for one in found} | {"topics"} == {fault.check for fault in FAULTS}


def test_where_slack_is_silent_the_rest_is_looked_at_all_the_same(patient: Patient) -> None:
    patient.club.box.faults.reset_before_effect("*", times=9)
    found = {one.check: one for one in examine(patient.settings, patient.now, patient.folder)}
    assert "does not answer" in found["token"].says
    assert found["channel"].state is found["scopes"].state is found["clock"].state is Condition.UNKNOWN
    assert found["backups"].state is Condition.OK


def test_no_secret_and_nobody_s_name_is_told(patient: Patient) -> None:
    is_refused(patient)
    patient.given["slack_app_token"] = "xapp-stale-key"
    said = " ".join(one.words for one in examine(patient.settings, patient.now, patient.folder))
    for kept in ("xoxb", "xapp-stale-key", "Odile", "Ana", "UANABERGE", "example.org"):
        assert kept not in said


def test_nothing_of_the_club_s_is_changed(patient: Patient) -> None:
    def rows() -> list[str]:
        with closing(sqlite3.connect(patient.file)) as connection:
            return [line for line in connection.iterdump() if '"mark"' not in line]

    before, calls = rows(), len(patient.club.box.calls)
    assert patient.red() == {}
    assert rows() == before
    asked = {call.method for call in patient.club.box.calls[calls:]}
    assert asked == {"auth.test", "apps.connections.open", "conversations.history"}


def test_programs_get_the_same(patient: Patient, capsys: pytest.CaptureFixture[str]) -> None:
    tell(examine(patient.settings, patient.now, patient.folder), as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert said["findings"][0].keys() == {"check", "state", "says", "do"}
    patient.given["prime_channel"] = ""
    tell(examine(patient.settings, patient.now, patient.folder), as_json=False)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("1 of ")


def test_before_anything_is_set_up_it_says_what_to_do_and_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "SLACK_BOT_TOKEN is not set" in said
    assert not list(tmp_path.iterdir()), "a doctor makes nothing"
    monkeypatch.setenv("PRIME_CHANNEL", "club-prime")
    assert main(["doctor", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["ok"] is False


def test_the_manifest_asks_for_all_that_the_clubs_of_tests_have(patient: Patient) -> None:
    assert set(wanted_scopes()) == set(patient.club.box.workspace.manifest.scopes)
