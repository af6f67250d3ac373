"""Finding a date: slots, who is asked, what they answer, which of them is best (article FACILITER).

| state | what happens | it becomes |
|-|-|-|
| open | its closing passes: answers no longer change | open, closed to answers |
| open, closed to answers or not | organisers keep a slot, by the event that they make of it | chosen |
| open | organisers set its closing to another time | open |
| open | organisers give the search up | cancelled |
| chosen | the event made of it is called off | may be chosen anew |

An event is made once: of two organisers who keep a slot at once, one does, and the other is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from club.calendar import DAY, USUAL_HOURS, WorkHours, wall_minus, working_moment
from club.events import Event, EventState
from club.ids import CompanyId, DatePollId, EventId, MemberId, OfferId, TopicId

LEAST_SLOTS, MOST_SLOTS = 2, 12
"""So few are no choice; more do not fit one form on a phone."""
LONGEST_TITLE = 150
MOST_PEOPLE = 100
"""Members chosen by name: as many as Slack shows in one select."""


class DateFit(StrEnum):
    """What somebody says of one slot."""

    YES = "yes"
    IF_NEEDED = "if_needed"
    NO = "no"


class DateCircle(StrEnum):
    """Who is asked."""

    EVERYBODY = "everybody"
    TOPIC = "topic"
    """Whoever stands behind a topic: its author, who carries and who supports it."""
    GROUP = "group"
    """Those in the study group of a topic."""
    COMPANY = "company"
    PEOPLE = "people"
    """Those who were chosen by name."""


class DatePollState(StrEnum):
    """Of a search."""

    OPEN = "open"
    CHOSEN = "chosen"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, order=True)
class DateSlot:
    """From when to when; instants in UTC."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    """Whether it lasts whole days (`club.whole_days`)."""


@dataclass(frozen=True, slots=True)
class DateDraft:
    """A search as it is typed."""

    title: str
    slots: tuple[DateSlot, ...]
    """In order of time; the first has number 1."""
    closes_at: datetime
    circle: DateCircle = DateCircle.EVERYBODY
    topic_id: TopicId | None = None
    company_id: CompanyId | None = None
    people: tuple[MemberId, ...] = ()
    offer_id: OfferId | None = None
    """The premises in view, whose host is asked too."""


@dataclass(frozen=True, slots=True)
class DatePoll:
    """A search as it stands."""

    id: DatePollId
    title: str
    slots: Mapping[int, DateSlot]
    """By number, in order of time."""
    closes_at: datetime
    state: DatePollState
    circle: DateCircle
    made_by: MemberId
    made_at: datetime
    topic_id: TopicId | None = None
    company_id: CompanyId | None = None
    offer_id: OfferId | None = None
    chosen: int | None = None
    """The number of the slot that was kept."""
    event_id: EventId | None = None
    """What was made of it."""

    def takes_answers(self, now: datetime) -> bool:
        """Whether answers are given and changed."""
        return self.state is DatePollState.OPEN and now < self.closes_at

    def is_settled(self, event: Event | None) -> bool:
        """Whether nothing can be kept of it any more: given up, or kept for an event that is not called off.

        `event` is what was made of it.
        """
        held = event is not None and event.state is not EventState.CANCELLED
        return self.state is DatePollState.CANCELLED or held

    def may_keep(self, number: int, now: datetime) -> bool:
        """Whether that slot is one, and still to come."""
        return number in self.slots and self.slots[number].starts_at > now


class DateFault(StrEnum):
    """What is wrong with a search as typed, but for its lines of slots (`club.date_lines`)."""

    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    FEW_SLOTS = "few_slots"
    MANY_SLOTS = "many_slots"
    NO_TOPIC = "no_topic"
    NO_GROUP = "no_group"
    NO_COMPANY = "no_company"
    NOBODY = "nobody"
    SOMEBODY_LEFT = "somebody_left"
    """One of those chosen by name can be asked no longer."""
    OFFER_GONE = "offer_gone"
    CLOSING_PAST = "closing_past"
    CLOSING_LATE = "closing_late"
    """The first slot would be there before it closes."""


def faults_of(draft: DateDraft, now: datetime) -> list[DateFault]:
    """What keeps a search from being sent."""
    first = min((slot.starts_at for slot in draft.slots), default=None)
    past = draft.closes_at <= now
    found = [
        (not draft.title, DateFault.NO_TITLE),
        (len(draft.title) > LONGEST_TITLE, DateFault.LONG_TITLE),
        (len(draft.slots) < LEAST_SLOTS, DateFault.FEW_SLOTS),
        (len(draft.slots) > MOST_SLOTS, DateFault.MANY_SLOTS),
        (draft.circle is DateCircle.TOPIC and draft.topic_id is None, DateFault.NO_TOPIC),
        (draft.circle is DateCircle.GROUP and draft.topic_id is None, DateFault.NO_GROUP),
        (draft.circle is DateCircle.COMPANY and draft.company_id is None, DateFault.NO_COMPANY),
        (draft.circle is DateCircle.PEOPLE and not draft.people, DateFault.NOBODY),
        (past, DateFault.CLOSING_PAST),
        (not past and first is not None and draft.closes_at > first, DateFault.CLOSING_LATE),
    ]
    return [fault for is_so, fault in found if is_so]


def closing_fault(poll: DatePoll, closes_at: datetime, now: datetime) -> DateFault | None:
    """What keeps an open search from closing at that time: it passed, or the last slot is there by then."""
    if closes_at <= now:
        return DateFault.CLOSING_PAST
    last = max(slot.starts_at for slot in poll.slots.values())
    return DateFault.CLOSING_LATE if closes_at > last else None


@dataclass(frozen=True, slots=True)
class SlotTally:
    """What was said of one slot."""

    number: int
    slot: DateSlot
    yes: int = 0
    if_needed: int = 0
    companies: int = 0
    """Of those who can, if needed or not: companies that would be there."""
    host: DateFit | None = None
    """What the host of the premises in view says; None where there is none, or no answer."""


def best_first(tallies: Iterable[SlotTally]) -> list[SlotTally]:
    """Most *yes* first; of as many, most *if needed*; then most companies; then the earliest."""
    return sorted(tallies, key=lambda one: (-one.yes, -one.if_needed, -one.companies, one.slot, one.number))


def reminder_at(
    since: datetime, closes_at: datetime, zone: tzinfo, work: WorkHours = USUAL_HOURS
) -> datetime:
    """When those who have not answered are reminded, once.

    A day before the closing, in working hours; where less than two days are given, halfway.
    """
    if closes_at - since < 2 * DAY:
        return since + (closes_at - since) / 2
    moment = working_moment(wall_minus(closes_at, timedelta(days=1), zone), zone, work)
    return moment if moment > since else since + (closes_at - since) / 2
