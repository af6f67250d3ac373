"""Members out of reach, what they missed, and that somebody told them: one transaction a function."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from club.ids import MemberId
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage.database import Session
from storage.missed import MissedMatter, Unreached, count_unreached, list_matters, list_unreached, note_passed

log = logging.getLogger(__name__)


class Passed(StrEnum):
    """What noting it came to."""

    NOTED = "noted"
    CHANGED = "changed"
    """There is more to tell, or less, than was shown: nothing is noted."""


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A member, and what they missed."""

    member: Unreached
    matters: Sequence[MissedMatter]

    @property
    def seen(self) -> int:
        """Names what is shown: whoever notes that it was told says so of this and nothing else."""
        return seen(self.matters)


def seen(matters: Sequence[MissedMatter]) -> int:
    """A number that stands for these."""
    keys = sorted((one.kind, one.subject, one.moment) for one in matters)
    return int(sha256(repr(keys).encode()).hexdigest()[:7], 16)


def listing(services: Services, asked: ListPosition, now: datetime) -> Page[OutOfReach]:
    """A page of them, whoever missed something last first."""
    with services.db.read() as session:
        total = count_unreached(session, now)
        at = asked.within(total)
        found = list_unreached(session, now, at.number * PAGE, PAGE)
        return Page.of([_looked(session, one, now) for one in found], total, at)


def _looked(session: Session, one: Unreached, now: datetime) -> OutOfReach:
    return OutOfReach(one, list_matters(session, one.id, now))


def pass_on(services: Services, member_id: MemberId, shown: int, by: MemberId, now: datetime) -> Passed:
    """What was shown has been told: it goes from the list."""
    with services.db.begin() as session:
        matters = list_matters(session, member_id, now)
        if not matters or seen(matters) != shown:
            return Passed.CHANGED
        note_passed(session, member_id, matters, by, now)
    log.info("what member %s missed was passed on by member %s", member_id, by)
    return Passed.NOTED
