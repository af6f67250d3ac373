"""What renders the postings about a search for a date."""

from collections.abc import Sequence
from datetime import datetime

from club.date_polls import DatePoll, DatePollState
from club.digest import is_near
from club.events import Event, Phase, Ways
from club.ids import DatePollId
from handlers import names
from handlers.events.dates import reading, service, views
from handlers.events.dates.outcomes import MyDates
from handlers.events.shared import party, party_buttons
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.events.shared.series import parts_of
from handlers.kit import moments
from handlers.kit.blocks import Block, actions, aside, message, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.database import Session
from storage.date_polls import get_poll, list_unanswered_polls, poll_of, subject_of_poll
from storage.events import get_event
from storage.people import Person, Role
from storage.postings import Note, event_of


def _poll(ctx: RenderContext) -> DatePoll | None:
    return get_poll(ctx.session, poll_of(ctx.posting.subject))


def until_answers_close(ctx: RenderContext) -> datetime | None:
    """Until the search closes."""
    poll = _poll(ctx)
    return poll.closes_at if poll else None


def asked(ctx: RenderContext) -> Message | None:
    """To somebody asked; None where it is answered or over before it comes."""
    mine = _waiting(ctx)
    return views.asked(ctx.t, mine, ctx.now) if mine else None


def asked_line(ctx: RenderContext) -> Line | None:
    """The same among other matters."""
    mine = _waiting(ctx)
    return views.line(ctx.t, mine, ctx.now) if mine else None


def _waiting(ctx: RenderContext) -> MyDates | None:
    poll = _poll(ctx)
    if poll is None or ctx.reader is None:
        return None
    mine = reading.look_mine(ctx.session, poll, ctx.reader.id)
    waits = mine.asked and not mine.fits and poll.takes_answers(ctx.now)
    return mine if ctx.posting.ts or waits else None


def ahead(session: Session, person: Person, now: datetime, until: datetime) -> Sequence[Note]:
    """What somebody has to answer by then, as the message of it that would come by itself."""
    if person.slack_id is None:
        return []
    return [_note(person, poll, now) for poll in list_unanswered_polls(session, person.id, now, until)]


def _note(person: Person, poll: DatePoll, now: datetime) -> Note:
    assert person.slack_id is not None
    which = service.LAST if is_near(poll.closes_at, now) else service.FIRST
    subject = subject_of_poll(poll.id)
    return Note(names.DATES_ASKED, subject, person.slack_id, service.moment_of(which, poll), live=True)


def grid(ctx: RenderContext) -> Message | None:
    """To organisers, and to who leads the group that a lead searches for: each slot, and what was said of it.

    A former lead is told in its place that they lead it no longer.
    """
    poll = _poll(ctx)
    if poll is None:
        return None
    decides = ctx.reader is not None and ctx.reader.role is Role.ORGANISER
    open_ = poll.state is DatePollState.OPEN
    if ctx.reader is None or (open_ and not service.may_end(ctx.session, poll, ctx.reader)):
        return aside(views.not_theirs(ctx.t, poll)) if ctx.posting.ts else None
    return views.grid(ctx.t, reading.look(ctx.session, poll), ctx.now, decides=decides)


def over(ctx: RenderContext) -> Message | None:
    """To organisers: the closing has passed. None where they chose, or prolonged it, before it comes."""
    poll = _poll(ctx)
    if poll is None or (
        not ctx.posting.ts and (poll.state is not DatePollState.OPEN or poll.takes_answers(ctx.now))
    ):
        return None
    return grid(ctx)


def over_line(ctx: RenderContext) -> Line | None:
    """The same among other matters, while it is to be decided: a slot is kept where all of them are seen."""
    poll = _poll(ctx)
    if poll is None or poll.state is not DatePollState.OPEN or poll.takes_answers(ctx.now):
        return None
    return views.over_line(ctx.t, reading.look(ctx.session, poll), ctx.now)


def cancelled(ctx: RenderContext) -> Message | None:
    """To whoever answered: no date is looked for any more."""
    poll, t = _poll(ctx), ctx.t
    if poll is None:
        return None
    said = t("No date is looked for any more for {title}. Thank you for your answer.", title=poll.title)
    return aside(said)


def kept(ctx: RenderContext) -> Message | None:
    """To whoever said yes to the slot: will you come? Answered anywhere, it shows the answer."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    poll = get_poll(ctx.session, DatePollId(poll_of(ctx.posting.moment)))
    if event is None or poll is None or ctx.reader is None:
        return None
    found = participation(ctx.session, event, ctx.reader.id, ctx.now)
    asking = found.silent and found.phase is Phase.OPEN
    if not ctx.posting.ts and not (asking and ctx.reader.active):
        return None
    t, when = ctx.t, _said(ctx.t, event, poll)
    if not asking:
        state = party.state(t, found)
        closed = found.phase in (Phase.CANCELLED, Phase.OVER)
        row = actions(None if closed else party_buttons.editing(t, event))
        return message(
            f"{event.title}{t(': ')}{state}", rich("*{title}*\n{state}", title=event.title, state=state), row
        )
    parts = parts_of(ctx.session, event)
    ways = party_buttons.of_parts(t, event, parts.series.id) if parts else _confirming(t, found)
    return message(
        f"{event.title}{t(': ')}{when}",
        rich("*{title}*\n{when}\n{where}", title=event.title, when=when, where=party.where(t, event)),
        actions(*ways),
    )


def _confirming(t: Translator, found: Participation) -> list[Block | None]:
    event = found.event
    confirm = t("I confirm") if event.ways is not Ways.BOTH else party_buttons.on_site_label(t, event)
    return [
        party_buttons.going(t, event, found.room, primary=True, label=confirm),
        party_buttons.by_link(t, event),
        party_buttons.not_going(t, event),
        party_buttons.coming_with(t, event),
    ]


def _said(t: Translator, event: Event, poll: DatePoll) -> str:
    slot = poll.slots.get(poll.chosen or 0)
    date = moments.date(t, event)
    if slot is None or (slot.starts_at, slot.all_day) != (event.starts_at, event.all_day):
        return t("Date chosen: {date}. It is not the slot that you said yes to: will you come?", date=date)
    return t("Date chosen: {date}; you had said yes.", date=date)
