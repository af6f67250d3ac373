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
LARGEST_FILE = 10 * 2**20
"""Bytes: what Slack takes in a form (docs.slack.dev, file input element)."""
LONGEST_FILE_NAME = 100
"""Characters, its ending included."""
_ENDINGS = {"jpg": ("jpg", "jpeg"), "txt": ("txt", "md")}
"""Of what has several."""
_APART = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))
"""What no file's name has on one system or another."""


class MinutesAudience(StrEnum):
    """Who reads the minutes."""

    PRESENT = "present"
    """Whoever came or excused themselves."""
    MEMBERS = "members"


class MinutesFault(StrEnum):
    """Why minutes are not deposited."""

    EMPTY = "empty"
    """Neither text, nor link, nor file."""
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
class MinutesFile:
    """The file of a version; its bytes stand apart."""

    name: str
    kind: str
    """The ending that its bytes deserve."""
    size: int
    """Bytes."""
    sha256: str
    by_id: MemberId | None
    """Whoever handed it over."""


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
    file: MinutesFile | None = None

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
        MinutesFault.EMPTY: not draft.text and not draft.link and draft.file is None,
        MinutesFault.LINK: bool(draft.link) and not is_link(draft.link),
        MinutesFault.SHORT: bool(draft.short) and draft.for_all,
        MinutesFault.SAME: last is not None and _words(draft) == _words(last),
    }
    return [fault for fault, holds in found.items() if holds]


def _words(one: Minutes) -> tuple[str, str, MinutesAudience, str, str]:
    return one.text, one.link, one.audience, one.short, one.file.sha256 if one.file else ""


def file_name(typed: str, kind: str) -> str:
    """A file's name as it is kept: no path, no control character, and the ending that its bytes deserve."""
    words = " ".join(typed.translate(_APART).split())
    plain = "".join(one for one in words if one.isprintable() and one != "\ufffd")
    stem = " ".join(plain.split()).strip(". -")
    ending = next((one for one in _ENDINGS.get(kind, (kind,)) if stem.lower().endswith(f".{one}")), "")
    if ending:
        stem = stem[: -len(ending) - 1].rstrip(". ")
    ending = ending or kind
    return f"{(stem or 'document')[: LONGEST_FILE_NAME - len(ending) - 1].rstrip()}.{ending}"


def corrected(text: str, remark: ProposedCorrection) -> str:
    """The text with what was proposed in place of the passage; as it stands where it is not in it."""
    return text.replace(remark.passage, remark.proposed, 1) if remark.passage in text else text
