"""What goes out by itself about the charter: a new version, its reminders, the acceptance noted."""

from handlers.belonging.charter import views
from handlers.belonging.charter.service import number_of, place_of
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.charter import get_version


def version(ctx: RenderContext) -> Message | None:
    """A version was published; then, in place, where the reader stands with it."""
    return _told(ctx)


def nudge(ctx: RenderContext) -> Message | None:
    """It is still to be accepted; turned in place once it is. Never sent to who has nothing to do."""
    return _told(ctx, only_due=True)


def _told(ctx: RenderContext, *, only_due: bool = False) -> Message | None:
    shown = get_version(ctx.session, number_of(ctx.posting.subject))
    if shown is None or ctx.reader is None:
        return None
    place = place_of(ctx.session, ctx.reader)
    outdated = place.newest is not None and place.newest.number != shown.number
    if not ctx.posting.ts and ((outdated and not only_due) or (only_due and not place.due)):
        return None
    return views.told(ctx.t, shown, place)


def accepted(ctx: RenderContext) -> Message | None:
    """The acceptance, noted: what, when, and the way back."""
    if ctx.reader is None:
        return None
    place = place_of(ctx.session, ctx.reader)
    mine = next((one for one in place.evidence if one.at.isoformat() == ctx.posting.moment), None)
    return views.noted(ctx.t, mine, place) if mine else None
