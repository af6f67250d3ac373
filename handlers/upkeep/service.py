"""The organisers' list of messages: read it a page at a time, try one again, have one not sent."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from club.ids import EventId, MemberId, PostingId
from handlers import names
from handlers.kit.carried import OutOfDate, choice, number
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from handlers.kit.told import DISCREET
from storage.database import Session
from storage.events import get_event
from storage.missing_posts import find_missing_post, put_back, touch_kind
from storage.people import get_person
from storage.sendings import (
    MOST,
    Sending,
    Standing,
    WantedSendings,
    cancel_sending,
    count_sendings,
    find_recipients,
    find_subjects,
    get_sending,
    list_sendings,
    try_again,
)

log = logging.getLogger(__name__)
LOSSES = (names.CARD_LOST, names.TOPIC_CARD_LOST, names.BALLOT_CARD_LOST, names.RESULT_LOST)
"""What organisers were told is missing in the channel: their copies follow."""
COUNTED = (Standing.WAITING, Standing.REFUSED, Standing.BROKEN)
OPTIONS = 20


class SendingDone(StrEnum):
    """What became of a click."""

    AGAIN = "again"
    CANCELLED = "cancelled"
    NOTHING = "nothing"
    """It stands elsewhere by now: sent, or tried again by somebody else."""


class Filter(NamedTuple):
    """What the list is narrowed to (`ListPosition.only`)."""

    standing: str = ""
    who: str = ""
    """`m12`, a member; `e5`, an event; empty for all."""

    @staticmethod
    def of(position: ListPosition) -> "Filter":
        """That of a place in the list."""
        return Filter(*position.only[: len(Filter._fields)])


@dataclass(frozen=True, slots=True)
class SendingPage:
    """A page of the list."""

    page: Page[Sending]
    """`MOST` in all, at most."""
    counts: Sequence[tuple[Standing, int]]
    """What waits, was refused or is broken, in all."""
    who: str
    """The name or title that the list is narrowed to."""

    @property
    def filter(self) -> Filter:
        """What it is narrowed to."""
        return Filter.of(self.page.position)

    @property
    def capped(self) -> bool:
        """Whether there are more than the list shows."""
        return self.page.total >= MOST


def listing(services: Services, asked: ListPosition) -> SendingPage:
    """A page of what the filter leaves, and the counts of what asks for attention."""
    with services.db.read() as session:
        wanted, who = _wanted(session, Filter.of(asked))
        total = count_sendings(session, wanted)
        at = asked.within(total)
        lines = list_sendings(session, wanted, at.number * PAGE, PAGE)
        counts = [(one, count_sendings(session, WantedSendings(one, discreet=DISCREET))) for one in COUNTED]
    return SendingPage(Page.of(lines, total, at), counts, who)


def _wanted(session: Session, narrowed: Filter) -> tuple[WantedSendings, str]:
    """What to look for, and the name of the one it is narrowed to. Raises OutOfDate."""
    standing = choice(Standing, narrowed.standing) if narrowed.standing else None
    kind, rest = narrowed.who[:1], narrowed.who[1:]
    if kind == "m":
        person = get_person(session, MemberId(number(rest)))
        if person is None or person.slack_id is None:
            raise OutOfDate
        return WantedSendings(standing, recipient=person.slack_id, discreet=DISCREET), person.name
    if kind == "e":
        event = get_event(session, EventId(number(rest)))
        if event is None:
            raise OutOfDate
        return WantedSendings(standing, event_id=event.id, discreet=DISCREET), event.title
    return WantedSendings(standing, discreet=DISCREET), ""


def find_who(services: Services, words: str) -> list[tuple[str, str]]:
    """Members and events that fit what was typed, each with its value."""
    with services.db.read() as session:
        people = find_recipients(session, words, OPTIONS)
        events = find_subjects(session, words, OPTIONS)
    return [(name, f"m{one}") for one, name in people] + [(title, f"e{one}") for one, title in events]


def send_again(services: Services, posting_id: PostingId, by: MemberId, now: datetime) -> SendingDone:
    """One that was refused, is broken or was cancelled; what the channel lost goes to the channel of now."""
    with services.db.begin() as session:
        sending = get_sending(session, posting_id)
        if sending is None:
            return SendingDone.NOTHING
        lost = find_missing_post(session, posting_id, [sending.kind])
        if lost and lost.missing and sending.recipient[:1] in "CG":
            put_back(session, lost.posting, services.club.channel_of(lost.posting.kind), now)
            for kind in LOSSES:
                touch_kind(session, kind, now)
        elif not try_again(session, posting_id, now):
            return SendingDone.NOTHING
    log.info("posting %s is tried again by member %s", posting_id, by)
    return SendingDone.AGAIN


def cancel(services: Services, posting_id: PostingId, by: MemberId) -> SendingDone:
    """One that nobody has seen is never sent, unless an organiser sends it after all."""
    with services.db.begin() as session:
        if not cancel_sending(session, posting_id):
            return SendingDone.NOTHING
    log.info("posting %s is cancelled by member %s", posting_id, by)
    return SendingDone.CANCELLED
