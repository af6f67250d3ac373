"""The day of an event as it is sent: to who comes, and to who receives them."""

from datetime import datetime

from club.events import Event, EventState, Phase, phase
from club.presence import CodeState, code_state
from handlers.events.presence import poster, views
from handlers.events.shared.party import shows_link
from handlers.events.shared.seats import participation
from handlers.events.shared.series import held_that_day
from handlers.kit.interaction import File, Message
from handlers.kit.router import RenderContext
from storage.attendance import count_coming, count_present, get_party
from storage.events import get_event
from storage.people import Role
from storage.postings import event_of
from storage.presence import get_code


def day_moment(event: Event) -> str:
    """The message of which start."""
    return f"day:{event.starts_at:%Y%m%dT%H%M}"


def organiser_moment(event: Event) -> str:
    """The organisers' message of which start."""
    return f"organiser:{event.starts_at:%Y%m%dT%H%M}"


def poster_moment(link: str, now: datetime) -> str:
    """A poster asked for now, whose link opens the conversation."""
    return f"{now:%Y%m%dT%H%M}|{link}"


def day(ctx: RenderContext) -> Message | None:
    """To who comes: where, how, whom to call, and the button that says that one is there."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None:
        return None
    found = participation(ctx.session, event, ctx.reader.id, ctx.now)
    held = held_that_day(ctx.session, event, ctx.reader.id, ctx.services.club.zone)
    if not ctx.posting.ts:
        due = phase(event, ctx.now) in (Phase.OPEN, Phase.LATE) and ctx.posting.moment == day_moment(event)
        if not due or not found.answer.coming or held[0].id != event.id:
            return None
    here, *others = (_is_here(ctx, one) for one in [event, *held])
    later = [
        one for one, noted in zip(held, others, strict=True) if one.starts_at > event.starts_at and not noted
    ]
    moved = ctx.posting.moment != day_moment(event)
    link = shows_link(found, ctx.reader)
    contact = ctx.services.club.contact
    return views.day(ctx.t, found, contact, held, later, here=here, moved=moved, link=link)


def _is_here(ctx: RenderContext, event: Event) -> bool:
    found = get_party(ctx.session, event.id, ctx.reader.id) if ctx.reader else None
    return bool(found and found.present)


def organiser(ctx: RenderContext) -> Message | None:
    """To organisers: the code to show, and how many are there."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    moved = ctx.posting.moment != organiser_moment(event)
    good = (
        not moved and event.state is EventState.PUBLISHED and code_state(event, ctx.now) is not CodeState.PAST
    )
    if not ctx.posting.ts and not good:
        return None
    code = get_code(ctx.session, event.id) if good else ""
    seats = count_coming(ctx.session, event.id)[1]
    present = count_present(ctx.session, event.id)
    return views.organiser(ctx.t, event, code, present, seats, moved=moved)


def picture(ctx: RenderContext) -> File | None:
    """The poster, to an organiser."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    code = get_code(ctx.session, event.id)
    if not code or event.state is not EventState.PUBLISHED:
        return None
    link = ctx.posting.moment.partition("|")[2]
    t, shared = ctx.t, ctx.services.shared
    said = t("The code to show in the room: {code}. {title}", code=code, title=event.title)
    name = f"{t('presence')}-{code}.png"
    return File(name, poster.draw(shared, event, code, link), said, poster.in_words(shared, event, code))
