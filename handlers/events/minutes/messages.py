"""What goes out about minutes."""

from club.minutes import RemarkState
from handlers.events.minutes import filed, files, service, views
from handlers.kit.interaction import File, Message
from handlers.kit.router import RenderContext
from storage import minutes as rows
from storage.attendance import get_party
from storage.events import get_event
from storage.people import Role, get_person


def told(ctx: RenderContext) -> Message | None:
    """To who came, or excused themselves: the version that stands."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    event_id = service.event_of_minutes(ctx.posting.subject)
    found = service.look(ctx.session, event_id, ctx.reader, ctx.now)
    if found is None:
        return None
    party = get_party(ctx.session, event_id, ctx.reader.id)
    there = party is not None and bool(party.present) and party.with_member
    return views.told(ctx.t, found, certified=there and found.event.ends_at <= ctx.now)


def again(ctx: RenderContext) -> Message | None:
    """To whoever read an earlier version: there is another; None once they read it before it comes."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    event_id = service.event_of_minutes(ctx.posting.subject)
    found = service.look(ctx.session, event_id, ctx.reader, ctx.now)
    if found is None or found.brief:
        return None
    told_of = service.version_of(ctx.posting.moment)
    read = rows.get_reading(ctx.session, event_id, ctx.reader.id) >= told_of
    if not ctx.posting.ts and (read or found.minutes.version > told_of):
        return None
    return views.again(ctx.t, found)


def card(ctx: RenderContext) -> Message | None:
    """To the channel, where all members may read them; withdrawn from all, it says no more than that."""
    event_id = service.event_of_minutes(ctx.posting.subject)
    found = service.look_public(ctx.session, event_id, ctx.now)
    return (
        views.told(ctx.t, found, shared=True) if found else views.narrowed(ctx.t) if ctx.posting.ts else None
    )


def file(ctx: RenderContext) -> File | None:
    """To whoever asked for it, who may read the whole when it leaves."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    found = service.look(ctx.session, files.event_of_file(ctx.posting.subject), ctx.reader, ctx.now)
    if found is None or found.brief or found.minutes.file is None:
        return None
    content = rows.get_bytes(ctx.session, found.minutes.id)
    return filed.sent(ctx.t, found, found.minutes.file, content) if content else None


def remark(ctx: RenderContext) -> Message | None:
    """To organisers."""
    if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    found = rows.get_remark(ctx.session, service.remark_of(ctx.posting.subject))
    event = get_event(ctx.session, found.event_id) if found else None
    if event is None or found is None:
        return views.gone(ctx.t) if ctx.posting.ts else None  # erased with whoever proposed it
    by = get_person(ctx.session, found.by_id)
    return views.proposed(ctx.t, event, found, by.name if by else ctx.t("a former member"))


def settled(ctx: RenderContext) -> Message | None:
    """To whoever proposed a correction: what became of it."""
    found = rows.get_remark(ctx.session, service.remark_of(ctx.posting.subject))
    event = get_event(ctx.session, found.event_id) if found else None
    if event is None or found is None or found.state is RemarkState.OPEN:
        return None
    if ctx.reader is None or ctx.reader.id != found.by_id:
        return None
    return views.answered(ctx.t, event, found)
