"""The club as it was installed, with what organisers set since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from club.settings import Setting
from handlers.kit.club import Club

_KEEPS = {
    Setting.KEEP_GUESTS: "guests",
    Setting.KEEP_DATES: "dates",
    Setting.KEEP_CONSULTATIONS: "consultations",
    Setting.KEEP_DEPARTED: "departed",
    Setting.KEEP_ACCEPTANCES: "acceptances",
    Setting.KEEP_JOURNAL: "journal",
}
"""Settings that are fields of `Club.keeping`; the others are the club's own, by their name."""


def value_of(club: Club, setting: Setting) -> int:
    """What a setting is in this club."""
    owner, name = (club.keeping, _KEEPS[setting]) if setting in _KEEPS else (club, setting.value)
    value = getattr(owner, name)
    assert isinstance(value, int)
    return value


def with_values(club: Club, values: Mapping[Setting, int]) -> Club:
    """The club with these values; those that the installation gave stay."""
    mine = {setting: value for setting, value in values.items() if setting not in club.locked}
    keeping = {_KEEPS[setting]: value for setting, value in mine.items() if setting in _KEEPS}
    others: dict[str, Any] = {
        setting.value: value for setting, value in mine.items() if setting not in _KEEPS
    }
    return replace(club, keeping=replace(club.keeping, **keeping), **others)


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds, and up to which change it was read."""

    club: Club
    newest: int = 0


@dataclass(slots=True)
class ChosenSettings:
    """The one thing of `Services` that changes. Replaced whole, so threads need no lock: a slower one that
    puts back what it read earlier also puts back up to where, and the next look follows."""

    in_force: InForce
