"""Calendars that are subscribed to: an address a person, which opens to whoever holds it (article FACILITER).

Only the address's digest is kept: it is shown once, and a copy of the database opens nobody's calendar.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from club.ids import MemberId

BYTES = 32
"""Of randomness in an address."""
PUBLIC = "public"
"""Stands in the place of the digest for the one calendar that is everybody's."""
MARK = 12
"""Characters of a digest by which a button names the address that it was drawn for."""
NONE = "0"
"""The mark where there is no address."""
PAST = timedelta(days=30)
"""For how long an event that is over stays in the calendar."""
MOST = 300
"""Events in a calendar."""
REFRESH = timedelta(hours=1)
"""How often a calendar program may well look."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class CalendarScope(StrEnum):
    """Which events a personal calendar has."""

    MINE = "mine"
    """Those the person comes to."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A calendar that can be subscribed to, by the digest of its address."""

    digest: str
    member_id: MemberId | None
    """Whose; None: everybody's."""
    scope: CalendarScope
    made_at: datetime
    tag: str = ""
    """Names what it held when it was last served."""
    changed_at: datetime | None = None
    """Since when it holds that."""

    @property
    def mark(self) -> str:
        """Names the address in a button; of no use to whoever would open it."""
        return self.digest[:MARK]


def is_token(text: str) -> bool:
    """Whether it has the shape of an address's secret part."""
    return _TOKEN.fullmatch(text) is not None


def digest_of(token: str) -> str:
    """What is kept of an address. Its 256 random bits cannot be tried out, so no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests are one, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def changed_since(before: datetime | None, now: datetime) -> datetime:
    """When a calendar that is served for the first time as it is now is said to have changed.

    HTTP's dates and iCalendar's have whole seconds: two states never share one, whatever the clock does.
    """
    whole = now.astimezone(UTC).replace(microsecond=0)
    return whole if before is None else max(whole, before + timedelta(seconds=1))
