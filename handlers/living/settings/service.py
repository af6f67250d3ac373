"""What the club's numbers are, and changing them: one transaction a function."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.settings import RANGES, Setting
from handlers import names
from handlers.kit.chosen import InForce, value_of, with_values
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage import settings as rows
from storage.database import Session
from storage.events import count_published
from storage.marks import put_mark
from storage.missing_posts import touch_kind
from storage.people import Person
from storage.settings import LastChange

TURN = "settings"
"""The mark that whoever changes a setting writes first: so they do it one after the other."""
SHOW_SEATS = (names.ADMISSION, names.ADMISSION_COLLEAGUE, names.ADMISSION_ORGANISER, names.SEAT_ASKED)
"""Messages that say how many seats a company has."""


class Outcome(StrEnum):
    """What a change came to."""

    DONE = "done"
    ALREADY = "already"
    LOCKED = "locked"
    """The installation gives it."""
    MEANWHILE = "meanwhile"
    """Somebody else changed it since it was shown."""


@dataclass(frozen=True, slots=True)
class SettingStanding:
    """One setting as it stands."""

    setting: Setting
    value: int
    installed: int
    """What it is again once it is restored."""
    locked: bool
    last: LastChange | None

    @property
    def seen(self) -> str:
        """Names it as it was shown."""
        return str(self.last.id if self.last else 0)


def refresh(services: Services) -> None:
    """Has this process follow what was set; one statement where nothing was."""
    with services.db.read() as session:
        newest = rows.get_newest(session)
        if newest == services.chosen.in_force.newest:
            return
        values = _values(rows.list_changes(session))
    services.chosen.in_force = InForce(with_values(services.installed, values), newest)


def _values(changes: Mapping[Setting, LastChange]) -> dict[Setting, int]:
    return {setting: one.value for setting, one in changes.items() if one.value is not None}


def listing(
    services: Services, asked: ListPosition, wanted: Collection[Setting] = tuple(Setting)
) -> Page[SettingStanding]:
    """Every setting, or those wanted, five a page."""
    with services.db.read() as session:
        changes = rows.list_changes(session)
    return Page.cut([_standing(services, changes, one) for one in Setting if one in wanted], asked)


def get(services: Services, setting: Setting) -> SettingStanding:
    """One of them."""
    with services.db.read() as session:
        return _standing(services, rows.list_changes(session), setting)


def _standing(services: Services, changes: Mapping[Setting, LastChange], setting: Setting) -> SettingStanding:
    installed, last = value_of(services.installed, setting), changes.get(setting)
    locked = setting in services.installed.locked
    value = installed if locked or last is None or last.value is None else last.value
    return SettingStanding(setting, value, installed, locked, last)


def count_announced(services: Services, now: datetime) -> int:
    """Events to come whose deadline members were told."""
    with services.db.read() as session:
        return count_published(session, now)


def change(
    services: Services, setting: Setting, value: int, seen: str, organiser: Person, now: datetime
) -> Outcome:
    """Another value from now on; `seen` is how it stood in the form."""
    assert value in RANGES[setting], "the form says what is possible"
    with services.db.begin() as session:
        put_mark(session, TURN, seen)
        standing = _standing(services, rows.list_changes(session), setting)
        if standing.locked:
            return Outcome.LOCKED
        if standing.value == value:
            return Outcome.ALREADY
        if standing.seen != seen:
            return Outcome.MEANWHILE
        _note(session, standing, value, organiser, now)
    refresh(services)
    return Outcome.DONE


def restore(services: Services, setting: Setting, organiser: Person, now: datetime) -> Outcome:
    """What the installation gives, again."""
    standing = get(services, setting)
    return change(services, setting, standing.installed, standing.seen, organiser, now)


def _note(session: Session, standing: SettingStanding, value: int, organiser: Person, now: datetime) -> None:
    kept = None if value == standing.installed else value
    rows.add_change(session, standing.setting, standing.value, kept, organiser.id, now)
    name = f"setting.{standing.setting}"
    session.changed(name.replace(".", ":"), name, standing.value, value)
    for kind in SHOW_SEATS if standing.setting is Setting.QUOTA else ():
        touch_kind(session, kind, now)
