"""A reminder among others, in a digest, and what a digest takes in before its time."""

from collections.abc import Sequence
from datetime import datetime

from club.calendar import NUDGES
from club.digest import is_near
from club.events import Event, Phase
from club.seating import Says
from handlers import names
from handlers.events.rsvp.messages import is_open, may_ask, mine, nudge_moment, question_buttons
from handlers.events.shared import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.requests import moment_of
from handlers.events.shared.series import parts_of, parts_when
from handlers.kit.following import about
from handlers.kit.interaction import Line
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.database import Session
from storage.digests import get_put_off, list_unanswered
from storage.people import Person
from storage.postings import Note, subject_of


def nudge(ctx: RenderContext) -> Line | None:
    """Will you come? Then what was answered, until when it is put off, or that answers are closed."""
    found = mine(ctx)
    if found is None:
        return None
    if not ctx.posting.ts:
        return _asking(ctx, found) if may_ask(ctx, found) else None
    if not is_open(found):
        return _settled(ctx.t, found)
    later = get_put_off(ctx.session, ctx.posting, ctx.now)
    return _put_off(ctx.t, found, later) if later else _asking(ctx, found)


def _asking(ctx: RenderContext, found: out.Participation) -> Line:
    t, parts = ctx.t, parts_of(ctx.session, found.event)
    when = parts_when(t, parts) if parts else party.when(t, found.event)
    return Line(
        found.event.title,
        more=f"{when}\n{party.where(t, found.event)}",
        limit=found.event.deadline,
        buttons=question_buttons(t, found, parts, later=True),
    )


def _settled(t: Translator, found: out.Participation) -> Line:
    title, row = found.event.title, [party_buttons.editing(t, found.event)]
    if found.phase in (Phase.CANCELLED, Phase.OVER):
        return Line(f"{title}{t(': ')}{party.state(t, found)}", awaited=False)
    if found.has_link and not found.must_confirm and not found.answer.claims:
        return Line(t("✅ {title}: you take part remotely.", title=title), buttons=row, awaited=False)
    if found.answer.coming and not found.must_confirm and not found.answer.claims:
        return Line(t("✅ {title}: you are coming.", title=title), buttons=row, awaited=False)
    if found.rsvp.says is Says.NO:
        return Line(t("✅ {title}: you are not coming.", title=title), buttons=row, awaited=False)
    if found.silent:
        asking = party_buttons.buttons(t, found, primary=False) if found.phase is Phase.LATE else []
        return Line(t("{title}: answers are closed.", title=title), buttons=asking, awaited=False)
    return Line(f"{title}{t(': ')}{party.state(t, found)}", buttons=row, awaited=False)


def offered(ctx: RenderContext) -> Line | None:
    """A seat that is kept for the reader, until it no longer is; None for any other."""
    found = mine(ctx)
    claim = found.offered if found else None
    if found is None or claim is None or moment_of(claim.id) != about(ctx.posting.moment):
        return None
    t, event = ctx.t, found.event
    return Line(
        t("➡️ A seat came free: {title}", title=event.title),
        more=f"{party.when(t, event)}\n{party.where(t, event)}",
        limit=claim.offer_until,
        buttons=party_buttons.buttons(t, found, primary=True),
    )


def _put_off(t: Translator, found: out.Participation, until: datetime) -> Line:
    row = party_buttons.buttons(t, found, primary=False)
    said = t("⏳ {title}: on {date}.", title=found.event.title, date=t.date(until))
    return Line(said, buttons=row, awaited=False)


def ahead(session: Session, person: Person, now: datetime, until: datetime) -> Sequence[Note]:
    """The next reminder of every event that somebody has not answered, with a deadline by then."""
    if person.slack_id is None:
        return []
    return [
        Note(names.NUDGE, subject_of(event.id), person.slack_id, _next_moment(event, now), live=True)
        for event in list_unanswered(session, person.id, now, until)
    ]


def _next_moment(event: Event, now: datetime) -> str:
    week, day = NUDGES
    return nudge_moment((day if is_near(event.deadline, now) else week).name, event)
