"""A work taken away that was added by mistake: what would go with it, and the act (article ÉVALUER)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.ballots import Ballot
from club.ids import MemberId, WorkId
from club.topics import TopicState
from club.works import Work, WorkInUse, may_remove
from handlers.choosing.works.delivery import moved, state_after
from handlers.choosing.works.service import revision
from handlers.kit.services import Services
from storage.database import Session
from storage.topics import get_topic
from storage.uses import count_uses
from storage.works import (
    delete_work,
    get_work,
    list_ballots_of_work,
    list_later,
    lock_work,
    lock_works,
)


class RemovalStatus(StrEnum):
    """What an organiser's wish to take a work away came to, unless the work is kept."""

    ASKED = "asked"
    """It may go; nothing is done yet."""
    REMOVED = "removed"
    GONE = "gone"
    """It was not there any more."""
    CHANGED = "changed"
    """Somebody changed it after it was shown; nothing is done."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A work with what its going means for others."""

    work: Work
    topic: TopicState | None
    """Where the topic stands afterwards that it came from; None where it came from none."""
    previous: Work | None
    later: Sequence[Work]
    """The editions that then follow `previous`."""
    held: tuple[WorkInUse, Ballot] | None
    """Why it stays, and the ballot that keeps it."""
    uses: int = 0
    """How many uses of it were told of, which go with it."""


@dataclass(frozen=True, slots=True)
class RemovalOutcome:
    """What it came to; the work as it stands, or as it stood before it went."""

    result: RemovalStatus
    removal: Removal | None = None


def look(services: Services, work_id: WorkId) -> RemovalOutcome:
    """Whether a work may be taken away, and what that would mean."""
    with services.db.read() as session:
        work = get_work(session, work_id)
        return (
            RemovalOutcome(RemovalStatus.ASKED, _removal(session, work))
            if work
            else RemovalOutcome(RemovalStatus.GONE)
        )


def remove(services: Services, work_id: WorkId, seen: str, by: MemberId, now: datetime) -> RemovalOutcome:
    """Takes a work away; `seen` is the revision that was shown. Its topic stands where it stood before."""
    with services.db.begin() as session:
        lock_works(session)
        work = lock_work(session, work_id)
        if work is None:
            return RemovalOutcome(RemovalStatus.GONE)
        removal = _removal(session, work)
        if removal.held:
            return RemovalOutcome(RemovalStatus.ASKED, removal)
        if revision(work) != seen:
            return RemovalOutcome(RemovalStatus.CHANGED, removal)
        delete_work(session, work)
        moved(session, services, work, None, by, now)
        return RemovalOutcome(RemovalStatus.REMOVED, removal)


def _removal(session: Session, work: Work) -> Removal:
    topic = get_topic(session, work.topic_id) if work.topic_id is not None else None
    return Removal(
        work,
        state_after(session, topic, work.id) if topic else None,
        get_work(session, work.previous_id) if work.previous_id is not None else None,
        list_later(session, work.id),
        may_remove(list_ballots_of_work(session, work.id)),
        count_uses(session, work.id),
    )
