"""What waits for a person, and who hears of it when (articles FACILITER, ÊTRE constructif).

`PLANS` is all of it: for each kind of matter, who is called, when, and what ends the waiting. What a call
says stands in the feature whose matter it is; `handlers.kit.following` asks what is due. Days are the club's
working days, at nine on each reader's own clock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from club.calendar import (
    DAY,
    USUAL_HOURS,
    WorkHours,
    is_worked,
    next_working_moment,
    within_working_hours,
    working_moment,
)
from club.tasks import LEAD

LONGEST = 60
"""Working days after which nobody is called every day any more."""
FOREVER = timedelta(days=36525)


class Matter(StrEnum):
    """What may wait for somebody."""

    LATE_REQUEST = "late_request"
    ADMISSION = "admission"
    READY = "admission_ready"
    """Nothing is missing any more: it is for the organisers to decide."""
    SEAT_WISH = "seat_wish"
    PROPOSAL = "proposal"
    """A topic to which the organisers have said nothing."""
    ATTENDANCE = "attendance"
    """Who came to an event is not noted."""
    TASK = "task"
    """What an event charged somebody with."""
    OFFER = "offer"
    """A seat offered within a day of the start."""
    PROXY = "proxy"
    """A vote entrusted, and not cast yet."""
    CONTACT = "contact"
    """Somebody whom their company names as its public contact, and who has not agreed."""
    CORRECTION = "correction"
    """What organisers ask a company to correct in its page."""
    PROFILE = "profile"
    """A member's profile that says nothing."""
    PAGE = "page"
    """A company's public page that nobody has completed."""
    DIRECTORY = "directory"
    """The public directory is no longer as it was last handed out."""


class Whom(StrEnum):
    """Who is called."""

    TURN = "turn"
    """Whoever has the next word: an organiser, a colleague, the person who was asked."""
    OFFICE = "office"
    """All who organise: to them it goes where the others said nothing."""
    ASKER = "asker"
    """Whoever waits for the answer."""


@dataclass(frozen=True, slots=True)
class CallWait:
    """One matter: since when it waits, and until when an answer is of use."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """Working days that the club chose."""

    topic: int = 10
    """A topic to which organisers said nothing is recalled to them."""
    author: int = 30
    """Its author hears of it."""
    first: int = 3
    """A request to join, or for one more representative, is recalled."""
    second: int = 7
    """It is recalled to all who organise."""
    asker: int = 14
    """Whoever asked hears where it stands."""
    attendance: int = 2
    """Hours after an event whoever has it in hand is asked who came."""
    attendance_last: int = 7
    """Days after it all who organise are."""
    profile: int = 91
    """Days between two reminders of what is found empty."""
    directory: int = 1
    """A directory that is no longer true is recalled."""


USUAL_WAITS = Waits()


@dataclass(frozen=True, slots=True)
class Days:
    """The club's calendar."""

    zone: tzinfo
    work: WorkHours = USUAL_HOURS
    waits: Waits = USUAL_WAITS


Rule = Callable[[CallWait, Days, tzinfo], datetime]
"""When a call reaches a reader whose clock is the last argument."""


@dataclass(frozen=True, slots=True)
class Call:
    """One line of a plan."""

    whom: Sequence[Whom]
    at: Sequence[Rule]
    last: bool = False
    """Whether nothing comes after it: what else would come that day or later is left out."""


@dataclass(frozen=True, slots=True)
class CallPlan:
    """Who is called about one kind of matter, and what ends it (in words, for whoever reads this)."""

    calls: Sequence[Call]
    ends: str


@dataclass(frozen=True, slots=True)
class CallStep:
    """One call of one matter."""

    moment: datetime
    """On the club's clock."""
    whom: Sequence[Whom]
    last: bool
    _rule: Rule
    _wait: CallWait
    _days: Days

    def on(self, zone: tzinfo) -> datetime:
        """The same on a reader's clock."""
        return self._rule(self._wait, self._days, zone)


def workday(nth: int) -> Rule:
    """As the n-th working day after it began opens."""

    def moment(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
        day = wait.since.astimezone(days.zone).date()
        for _ in range(nth):
            day = _next_worked(day, days.work)
        return _opening(day, zone, days.work)

    return moment


def chosen(of: Callable[[Waits], int]) -> Rule:
    """As the working day opens that the club chose."""

    def moment(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
        return workday(of(days.waits))(wait, days, zone)

    return moment


def later(after: timedelta) -> Rule:
    """So long after it began, or as the next working hours open."""

    def moment(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
        return next_working_moment(wait.since + after, zone, days.work)

    return moment


def days_later(count: int) -> Rule:
    """As the day opens so many days after it began, or the working day before that.

    Never before it began: then as the next working day opens.
    """

    def moment(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
        day = wait.since.astimezone(days.zone).date() + count * DAY
        before = working_moment(_opening(day, zone, days.work), zone, days.work)
        return before if before > wait.since else workday(1)(wait, days, zone)

    return moment


def before_end(back: timedelta) -> Rule:
    """So long before the end; where it began later than that, when half of what was left is over."""

    def moment(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
        assert wait.until is not None, "the matter has an end"
        instant = wait.until - back
        if instant <= wait.since:
            instant = wait.since + (wait.until - wait.since) / 2
        return _decent(instant, wait, days.work, zone)

    return moment


def _each_quarter(nth: int) -> Rule:
    def moment(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
        return days_later(nth * days.waits.profile)(wait, days, zone)

    return moment


def _soon_after(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
    return later(timedelta(hours=days.waits.attendance))(wait, days, zone)


def _attendance_last(wait: CallWait, days: Days, zone: tzinfo) -> datetime:
    return days_later(days.waits.attendance_last)(wait, days, zone)


def half() -> Rule:
    """When half of what was left at the beginning is over."""
    return before_end(FOREVER)


def _next_worked(day: date, work: WorkHours) -> date:
    day += DAY
    while not is_worked(day, work):
        day += DAY
    return day


def _opening(day: date, zone: tzinfo, work: WorkHours) -> datetime:
    return datetime.combine(day, work.opens, tzinfo=zone).astimezone(UTC)


def _decent(instant: datetime, wait: CallWait, work: WorkHours, zone: tzinfo) -> datetime:
    """The instant at a decent hour while it still waits; itself where no such hour is left."""
    evening = datetime.combine(wait.since.astimezone(zone).date(), work.last_call, tzinfo=zone)
    for one in (
        working_moment(instant, zone, work),
        next_working_moment(instant, zone, work),
        working_moment(evening.astimezone(UTC), zone, work),
    ):
        if wait.since < one and (wait.until is None or one < wait.until):
            return one
    return instant


_QUARTERLY = Call([Whom.TURN], [_each_quarter(nth) for nth in (1, 2, 3)])
"""What is found empty in one quarter, and still is in the next, is spoken of; then twice more."""
_FIRST, _SECOND = chosen(lambda waits: waits.first), chosen(lambda waits: waits.second)
_ASKER = chosen(lambda waits: waits.asker)
PLANS: Mapping[Matter, CallPlan] = {
    Matter.LATE_REQUEST: CallPlan(
        [
            Call([Whom.TURN], [workday(nth) for nth in range(1, LONGEST + 1)]),
            Call([Whom.OFFICE, Whom.ASKER], [before_end(timedelta(hours=24))], last=True),
        ],
        ends="decided, taken back, or the event begins",
    ),
    Matter.ADMISSION: CallPlan(
        [
            Call([Whom.TURN], [_FIRST]),
            Call([Whom.TURN, Whom.OFFICE], [_SECOND]),
            Call([Whom.ASKER], [_ASKER]),
        ],
        ends="admitted, declined or taken back",
    ),
    Matter.READY: CallPlan([Call([Whom.OFFICE], [_FIRST, _SECOND])], ends="as before"),
    Matter.SEAT_WISH: CallPlan(
        [Call([Whom.OFFICE], [_FIRST, _SECOND]), Call([Whom.ASKER], [_ASKER])],
        ends="granted or declined",
    ),
    Matter.PROPOSAL: CallPlan(
        [
            Call([Whom.OFFICE], [chosen(lambda waits: waits.topic)]),
            Call([Whom.ASKER], [chosen(lambda waits: waits.author)]),
        ],
        ends="shortlisted, declined, put to a vote, merged or taken back",
    ),
    Matter.ATTENDANCE: CallPlan(
        [
            Call([Whom.TURN], [_soon_after, workday(1)]),
            Call([Whom.OFFICE], [_attendance_last], last=True),
        ],
        ends="noted, or eight days after the end",
    ),
    Matter.TASK: CallPlan(
        [Call([Whom.TURN], [days_later(days) for days in (0, LEAD.days, *range(LEAD.days + 7, 366, 7))])],
        ends="done, given up, or after a year",
    ),
    Matter.OFFER: CallPlan([Call([Whom.TURN], [half()])], ends="taken, passed on or over"),
    Matter.PROXY: CallPlan([Call([Whom.TURN], [half()])], ends="cast, taken back, or the vote is closed"),
    Matter.CONTACT: CallPlan([Call([Whom.TURN], [half()])], ends="agreed, or the page names somebody else"),
    Matter.CORRECTION: CallPlan(
        [Call([Whom.TURN], [half()])],
        ends="the page is saved anew, left as it is, taken back, or its day is over",
    ),
    Matter.PROFILE: CallPlan([_QUARTERLY], ends="a word of it is written, or after three calls"),
    Matter.PAGE: CallPlan([_QUARTERLY], ends="completed, or after three calls"),
    Matter.DIRECTORY: CallPlan(
        [Call([Whom.OFFICE], [chosen(lambda waits: waits.directory)])], ends="its files are handed out"
    ),
}


def steps(matter: Matter, wait: CallWait, days: Days) -> list[CallStep]:
    """Every call of one matter, in order, on the club's clock; none when it is over."""
    found = []
    for call in PLANS[matter].calls:
        for rule in call.at:
            moment = rule(wait, days, days.zone)
            if wait.until is not None and moment >= wait.until:
                break  # those of one call come one after the other
            if not call.last and not within_working_hours(moment, days.zone, days.work):
                continue  # no decent hour is left; a last call comes all the same
            found.append(CallStep(moment, call.whom, call.last, rule, wait, days))
    ends = min((step.moment for step in found if step.last), default=None)
    kept = [step for step in found if step.last or ends is None or _day(step.moment, days) < _day(ends, days)]
    return sorted(kept, key=lambda step: step.moment)


def _day(moment: datetime, days: Days) -> date:
    return moment.astimezone(days.zone).date()


@dataclass(frozen=True, slots=True)
class CallDue:
    """What is to be said now, and when to look again."""

    calls: Mapping[Whom, CallStep]
    """Of several that came due while nobody looked, each hears the latest."""
    told: datetime | None
    """Up to which moment of the plan everything is said then."""
    again: datetime | None
    """None: nothing comes any more."""


def due(
    matter: Matter,
    wait: CallWait,
    told: datetime | None,
    now: datetime,
    days: Days,
    zones: Iterable[tzinfo] = (),
) -> CallDue:
    """What is due, where everything up to `told` was said: once the first of the `zones` comes to it."""
    clocks = [*zones] or [days.zone]
    left = [(min(map(step.on, clocks)), step) for step in steps(matter, wait, days)]
    left = [(first, step) for first, step in left if told is None or step.moment > told]
    come = [step for first, step in left if first <= now]
    again = min((first for first, step in left if first > now), default=None)
    calls = {whom: step for step in come for whom in step.whom}
    return CallDue(calls, come[-1].moment if come else told, again)
