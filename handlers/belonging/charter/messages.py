"""What goes out by itself about the charter: a new version, its reminders, the acceptance noted."""

from datetime import datetime

from handlers.belonging.charter import views
from handlers.belonging.charter.service import number_of, place_of
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import row_of, settled
from handlers.kit.router import RenderContext
from storage.charter import get_version


def version(ctx: RenderContext) -> Message | None:
    """A version was published; then, in place, where the reader stands. Not sent to who has accepted it."""
    return _told(ctx)


def nudge(ctx: RenderContext) -> Message | None:
    """It is still to be accepted; turned in place once it is. Never sent to who has nothing to do."""
    return _told(ctx, only_due=True)


def until_accepted_by(ctx: RenderContext) -> datetime | None:
    """Until the date by which the version is to be accepted, where it has one."""
    shown = get_version(ctx.session, number_of(ctx.posting.subject))
    return shown.accept_by if shown else None


def version_line(ctx: RenderContext) -> Line | None:
    """The publication among others."""
    return _line(ctx, version(ctx))


def nudge_line(ctx: RenderContext) -> Line | None:
    """The reminder among others: what is to be accepted, until when; then that it is."""
    return _line(ctx, nudge(ctx))


def _line(ctx: RenderContext, said: Message | None) -> Line | None:
    shown = get_version(ctx.session, number_of(ctx.posting.subject))
    if said is None or shown is None or ctx.reader is None:
        return None
    place = place_of(ctx.session, ctx.reader)
    if not place.due or place.required is None:
        return settled(said)
    return Line(
        ctx.t("Charter, version {number}", number=shown.number),
        more=shown.changes,
        limit=place.required.accept_by,
        buttons=row_of(said),
    )


def _told(ctx: RenderContext, *, only_due: bool = False) -> Message | None:
    shown = get_version(ctx.session, number_of(ctx.posting.subject))
    if shown is None or ctx.reader is None:
        return None
    place = place_of(ctx.session, ctx.reader)
    outdated = place.newest is not None and place.newest.number != shown.number
    done = place.accepted >= shown.number
    if not ctx.posting.ts and (done or (outdated and not only_due) or (only_due and not place.due)):
        return None
    return views.told(ctx.t, shown, place)


def accepted(ctx: RenderContext) -> Message | None:
    """The acceptance, noted: what, when, and the way back."""
    if ctx.reader is None:
        return None
    place = place_of(ctx.session, ctx.reader)
    mine = next((one for one in place.evidence if one.at.isoformat() == ctx.posting.moment), None)
    return views.noted(ctx.t, mine, place) if mine else None
