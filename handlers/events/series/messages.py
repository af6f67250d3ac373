"""What goes out about a series: its card, a change of its dates, and that they do not take place."""

from collections.abc import Sequence
from datetime import datetime

from club.events import Event, EventState
from club.ids import EventId
from handlers import names
from handlers.events.series import ids, views
from handlers.events.series.service import is_shown
from handlers.events.shared.seats import participation
from handlers.events.shared.series import PARTED, is_ahead
from handlers.kit.interaction import Message
from handlers.kit.missing_posts import CARD, LostPost, Watch
from handlers.kit.router import RenderContext
from storage.database import Session
from storage.series import get_series, list_dates, series_of_subject


def card(ctx: RenderContext) -> Message | None:
    """The card in the channel."""
    series = get_series(ctx.session, series_of_subject(ctx.posting.subject))
    dates = _shown(ctx.session, ctx.posting.subject)
    return views.card(ctx.t, series, dates, ctx.now) if series and dates else None


def moved(ctx: RenderContext) -> Message | None:
    """Other times or places, to whoever comes, waits or has asked; it follows where they stand."""
    if ctx.reader is None:
        return None
    dates = [one for one in _from(ctx) if is_ahead(one, ctx.now)]
    found = [participation(ctx.session, one, ctx.reader.id, ctx.now) for one in dates]
    concerned = [one for one in found if one.answer.coming or one.answer.claims]
    series = get_series(ctx.session, series_of_subject(ctx.posting.subject))
    shown = found if ctx.posting.ts and not concerned else concerned
    parted = ctx.posting.moment.endswith(PARTED)
    return views.moved(ctx.t, series, shown, parted=parted) if series and shown else None


def called_off(ctx: RenderContext) -> Message | None:
    """The dates that do not take place."""
    gone = [one for one in _from(ctx) if one.state is EventState.CANCELLED]
    series = get_series(ctx.session, series_of_subject(ctx.posting.subject))
    return views.called_off(ctx.t, series, gone) if series and gone and ctx.reader else None


def _from(ctx: RenderContext) -> Sequence[Event]:
    """The dates from the one that the moment names on."""
    dates = _shown(ctx.session, ctx.posting.subject)
    first = EventId(int(ctx.posting.moment.partition(":")[0]))
    at = next((number for number, one in enumerate(dates) if one.id == first), len(dates))
    return dates[at:]


def _shown(session: Session, subject: str) -> list[Event]:
    return [one for one in list_dates(session, series_of_subject(subject)) if is_shown(one)]


def look(session: Session, subject: str, now: datetime) -> LostPost | None:
    """The series whose card is missing: members look for it until its last date is over."""
    dates = _shown(session, subject)
    wanted = any(one.state is EventState.PUBLISHED and now < one.ends_at for one in dates)
    return LostPost(dates[0].title, wanted) if dates else None


LOST = Watch(names.SERIES_LOST, ids.PUT_BACK, {names.SERIES_CARD: CARD}, look)
