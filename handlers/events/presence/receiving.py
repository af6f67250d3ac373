"""Two hours before it begins, the company that receives an event reads who comes (article FACILITER)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from club.events import Event, Phase, Ways, phase
from club.ids import EventId, SlackId
from club.presence import told_at
from club.seating import Room
from handlers import names
from handlers.events.shared import party
from handlers.kit.blocks import actions, button, context, cut, message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.words import Translator
from storage.admission import list_confirmers
from storage.database import Session
from storage.events import get_event, list_starting
from storage.eves import Latecomer, list_late
from storage.marks import get_mark, put_mark
from storage.people import Role
from storage.postings import Note, enqueue, event_of, subject_of, touch_all
from storage.seats import get_room

MOST = 100
"""Events looked at: no club begins so many within hours."""
LATE, NAME = 8, 80
"""Latecomers named, and characters of each name."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """What changes until they come."""

    event: Event
    phase: Phase
    room: Room
    late: Sequence[Latecomer]
    """One more than is shown, where there are more."""


def host_moment(event: Event) -> str:
    """The hosts' message of which start."""
    return f"host:{event.starts_at:%Y%m%dT%H%M}"


def tell(services: Services, _since: datetime, now: datetime) -> None:
    """Queues the hosts' message of each event that begins soon, and has it follow what it shows."""
    with services.db.read() as session:
        starting = list_starting(session, now, now + services.club.told_before, MOST)
        turned = [(event, shown) for event in starting if (shown := _turned(session, services, event, now))]
    for event, shown in turned:
        with services.db.begin() as session:
            put_mark(session, _mark(event.id), shown)
            moment, subject = host_moment(event), subject_of(event.id)
            hosts = list_hosts(session, event)
            enqueue(session, [Note(names.DAY_HOST, subject, one, moment, live=True) for one in hosts], now)
            touch_all(session, subject, now, moment=moment)


def list_hosts(session: Session, event: Event) -> list[SlackId]:
    """Whoever receives it at their company's premises and reads nothing of it as an organiser."""
    company = event.host_company_id
    if company is None or event.ways is Ways.REMOTE:
        return []
    found = list_confirmers(session, company)
    return [one.slack_id for one in found if one.slack_id and one.role is not Role.ORGANISER]


def _turned(session: Session, services: Services, event: Event, now: datetime) -> str:
    """What the hosts read, where that is not what they read last; empty where there is none to tell."""
    told = told_at(event.starts_at, services.club.zone, services.club.told_before)
    hosts = list_hosts(session, event) if told and told <= now else []
    if not hosts:
        return ""
    shown = sha256(repr((_found(session, event, now), hosts)).encode()).hexdigest()[:16]
    return shown if shown != get_mark(session, _mark(event.id)) else ""


def _mark(event_id: EventId) -> str:
    return f"host:{event_id}"


def _found(session: Session, event: Event, now: datetime) -> Receiving:
    late = list_late(session, event.id, LATE + 1)
    return Receiving(event, phase(event, now), get_room(session, event), late)


def host(ctx: RenderContext) -> Message | None:
    """To a host, while they are one."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None or not ctx.reader.active:
        return None
    hosts = ctx.reader.company_id is not None and event.host_company_id == ctx.reader.company_id
    current = hosts and event.ways is not Ways.REMOTE and ctx.posting.moment == host_moment(event)
    found = _found(ctx.session, event, ctx.now)
    if not ctx.posting.ts and not (current and found.phase in (Phase.OPEN, Phase.LATE)):
        return None
    if not current or found.phase is Phase.CANCELLED:
        return _gone(ctx.t, found, hosts=hosts and event.ways is not Ways.REMOTE)
    return _drawn(ctx.t, found, ctx.services.club.contact)


def _gone(t: Translator, found: Receiving, *, hosts: bool) -> Message:
    title = found.event.title
    if found.phase is Phase.CANCELLED:
        state = t("Cancelled")
    else:
        state = t("Date changed") if hosts else t("It is held elsewhere")
    return message(f"{title}{t(': ')}{state}", rich("*{title}*\n{state}", title=title, state=state))


def _drawn(t: Translator, found: Receiving, contact: str) -> Message:
    event = found.event
    text = t("{title}: you receive the club today at {time}", title=event.title, time=t.time(event.starts_at))
    call = [t("A question: {contact}", contact=contact)] if contact else []
    who = [party.seats_taken(t, found.room), *_late(t, found.late)]
    lines = [party.when(t, event), party.where(t, event), *who, *call]
    return message(
        text,
        rich(
            "*{title}*\n{lines}", title=t("You receive: {title}", title=event.title), lines="\n".join(lines)
        ),
        context(t("Times are Paris time.")),
        actions(button(t("Who is coming?"), "rsvp.who", event.id, about=event.title)),
    )


def _late(t: Translator, late: Sequence[Latecomer]) -> Iterator[str]:
    named = [f"{cut(one.name, NAME)}, {party.delay(t, one.minutes).lower()}" for one in late[:LATE]]
    if named:
        more = [t("others")] if len(late) > LATE else []
        yield t("Late: {names}", names=" · ".join(named + more))
