"""Following up what waits for a person: asks `club.followup` what is due, and queues it.

A feature notes that something waits (`storage.followup.follow`), and registers one sweep: `following(matter,
look)`. `look` says how the matter stands and who hears each call; None ends it, whatever ended it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from club.followup import CallDue, CallStep, CallWait, Matter, Whom, due
from club.ids import MemberId
from handlers.kit import organisers
from handlers.kit.blocks import context
from handlers.kit.interaction import Message
from handlers.kit.router import Sweep
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from handlers.words import Translator, mark
from storage.database import Session
from storage.followup import FollowUp, list_due, lock_follow_up, told, unfollow
from storage.people import Person, list_reachable_organisers
from storage.postings import Note, enqueue

_LAST = "last"
_NTH = (mark("First reminder"), mark("Second reminder"), mark("Third reminder"))


@dataclass(frozen=True, slots=True)
class Ear:
    """Who hears a call, and the kind of posting that says it."""

    kind: str
    people: Sequence[Person]
    office: bool = False
    """Whether they are all who organise: where there is nobody, the club's contact hears of it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter that still waits."""

    subject: str
    moment: str = ""
    """Which of several about that subject; what bears it is drawn again with it."""
    until: datetime | None = None
    ears: Mapping[Whom, Ear] = field(default_factory=dict)
    """Nobody: it waits, and no call is of use now."""


Look = Callable[[Session, Services, FollowUp, datetime], Waiting | None]


def office(session: Session, kind: str, but: MemberId | None = None) -> Ear:
    """All organisers who can read it; others than `but`, if there are any."""
    reached = list_reachable_organisers(session)
    return Ear(kind, [one for one in reached if one.id != but] or reached, office=True)


def following(matter: Matter, look: Look) -> Sweep:
    """The sweep that calls about one kind of matter."""

    def sweep(services: Services, _since: datetime, now: datetime) -> None:
        with services.db.read() as session:
            refs = list_due(session, matter, now)
        for ref in refs:
            with services.db.begin() as session:
                one = lock_follow_up(session, matter, ref)
                if one and one.due_at <= now:
                    _follow(session, services, one, look(session, services, one, now), now)

    sweep.__name__ = matter.value  # as the benchmark of what grows names it
    return sweep


def _follow(
    session: Session, services: Services, one: FollowUp, waiting: Waiting | None, now: datetime
) -> None:
    if waiting is None:
        return unfollow(session, one.matter, one.ref)
    club = services.club
    zones = {zone_of(person.zone, club.zone) for ear in waiting.ears.values() for person in ear.people}
    wait, days = CallWait(one.since, waiting.until), club.days
    found = due(one.matter, wait, one.told_at, now, days, zones)
    called = _call(session, services, one, waiting, found, now)
    again = found.again or waiting.until
    if again is None or again <= now:
        return unfollow(session, one.matter, one.ref)
    return told(session, one, found.told, one.times + called, again)


def _call(
    session: Session, services: Services, one: FollowUp, waiting: Waiting, found: CallDue, now: datetime
) -> bool:
    """Queues each call, of several to one person the latest; whether anybody is called."""
    heard: set[MemberId] = set()
    for whom, step in sorted(found.calls.items(), key=lambda call: call[1].moment, reverse=True):
        ear = waiting.ears.get(whom)
        if ear is None:
            continue
        if ear.office and not ear.people:
            organisers.alarm(session, services, now, asked=True)
        moment = moment_of(waiting.moment, one.times + 1, step)
        people = organisers.there(session, services, ear.people, now) if ear.office else ear.people
        for person in people:
            if person.slack_id and person.id not in heard:
                heard.add(person.id)
                at = max(now, step.on(zone_of(person.zone, services.club.zone)))
                enqueue(session, [Note(ear.kind, waiting.subject, person.slack_id, moment, live=True)], at)
    return bool(heard)


def moment_of(base: str, nth: int, step: CallStep) -> str:
    """Which call about what: `claim:7/2/20270126T0900`."""
    return "/".join([base, str(nth), f"{step.moment:%Y%m%dT%H%M}", *([_LAST] if step.last else [])])


def about(moment: str) -> str:
    """What the call is about: the first part of its moment."""
    return moment.partition("/")[0]


def is_call(moment: str) -> bool:
    """Whether a posting is a call, and not the message that the matter began with."""
    return "/" in moment


def which(t: Translator, moment: str) -> str:
    """Why it comes: “Second reminder”."""
    _, nth, *more = moment.split("/")
    if _LAST in more:
        return t("Last reminder, to all who organise")
    return t(_NTH[int(nth) - 1]) if int(nth) <= len(_NTH) else t("Reminder no. {n}", n=nth)


def again(t: Translator, said: Message) -> Message:
    """A message that is said once more, and says so first."""
    why = t("Reminder")
    blocks = [block for block in (context(why), *said.blocks) if block]
    return replace(said, text=f"{why}{t(': ')}{said.text}", blocks=blocks)
