"""The minutes of an event: versions, and corrections proposed until they are final (article CONTRIBUER)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.events import Event, EventState
from club.ids import EventId, MemberId, MinutesId, RemarkId
from club.works import is_link

CORRECTED_FOR = timedelta(days=10)
"""How long corrections may be proposed of what was deposited first."""
MOST_REMARKS = 5
"""Corrections of one person that wait at a time."""


class MinutesAudience(StrEnum):
    """Who reads the minutes."""

    PRESENT = "present"
    """Whoever came or excused themselves."""
    MEMBERS = "members"


class MinutesFault(StrEnum):
    """Why minutes are not deposited."""

    EMPTY = "empty"
    """Neither text nor link."""
    LINK = "link"
    SHORT = "short"
    """A short version beside a whole one that all read."""
    SAME = "same"
    """To the letter, and for the same readers, the version that stands."""


class RemarkState(StrEnum):
    """What became of a proposed correction."""

    OPEN = "open"
    TAKEN = "taken"
    KEPT = "kept"
    """The text stays, with a reason."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """One version."""

    id: MinutesId
    event_id: EventId
    version: int
    text: str
    link: str
    audience: MinutesAudience
    by_id: MemberId | None
    at: datetime
    corrected_until: datetime
    """Of all versions that of the first."""
    short: str = ""
    """What all other members read instead; empty: nothing."""

    @property
    def for_all(self) -> bool:
        """Whether all members read them."""
        return self.audience is MinutesAudience.MEMBERS


@dataclass(frozen=True, slots=True)
class ProposedCorrection:
    """A correction that somebody proposes."""

    id: RemarkId
    event_id: EventId
    by_id: MemberId
    passage: str
    proposed: str
    at: datetime
    state: RemarkState = RemarkState.OPEN
    reason: str = ""


def may_deposit(event: Event, now: datetime) -> bool:
    """Whether there is something to write minutes of: it was held, or is being held."""
    return event.state is EventState.PUBLISHED and event.starts_at <= now


def faults(draft: Minutes, last: Minutes | None) -> list[MinutesFault]:
    """What keeps a version from being deposited."""
    found = {
        MinutesFault.EMPTY: not draft.text and not draft.link,
        MinutesFault.LINK: bool(draft.link) and not is_link(draft.link),
        MinutesFault.SHORT: bool(draft.short) and draft.for_all,
        MinutesFault.SAME: last is not None and _words(draft) == _words(last),
    }
    return [fault for fault, holds in found.items() if holds]


def _words(one: Minutes) -> tuple[str, str, MinutesAudience, str]:
    return one.text, one.link, one.audience, one.short


def corrected(text: str, remark: ProposedCorrection) -> str:
    """The text with what was proposed in place of the passage; as it stands where it is not in it."""
    return text.replace(remark.passage, remark.proposed, 1) if remark.passage in text else text
