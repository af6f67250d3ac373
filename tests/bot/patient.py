"""A club for `prime doctor` to look at: well, and what may go wrong with it and be mended."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import backup
from bot.doctor import examine
from bot.doctor.diagnosis import Condition
from bot.older import tender_of
from bot.settings import GivenSettings
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
