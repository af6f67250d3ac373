"""What goes out about a list for a site's gate."""

from datetime import datetime

from club.events import EventState
from club.folding import fold
from club.gate import GateFormat, erased_from
from handlers.events.gate import reading, views
from handlers.events.gate.ids import COPIED, event_of_gate
from handlers.events.gate.paper import paper_of
from handlers.events.gate.sheet import sheet_of
from handlers.kit.interaction import File, Message
from handlers.kit.router import RenderContext
from storage import gate as rows
from storage.events import get_event
from storage.people import Role


def until_start(ctx: RenderContext) -> datetime | None:
    """Until the event begins."""
    event = get_event(ctx.session, event_of_gate(ctx.posting.subject))
    return event.starts_at if event else None


def asked(ctx: RenderContext) -> Message | None:
    """To who comes to the site; None where nothing is asked of them, or they said it."""
    event = get_event(ctx.session, event_of_gate(ctx.posting.subject))
    if event is None or ctx.reader is None:
        return None
    mine = reading.my_entry(ctx.session, ctx.services, event.id, ctx.reader, ctx.now)
    if mine is None:
        return views.over(ctx.t, event.title) if ctx.posting.ts else None
    if not ctx.posting.ts and (mine.said or mine.withdrawn or not ctx.reader.active):
        return None
    return views.asked(ctx.t, mine)


def listed(ctx: RenderContext) -> File | None:
    """The list, to the host's member, or to an organiser who asked for it; to nobody else."""
    event_id = event_of_gate(ctx.posting.subject)
    event, gate = get_event(ctx.session, event_id), rows.get_gate(ctx.session, event_id)
    if event is None or gate is None or gate.ended_at or ctx.reader is None:
        return None
    organises = ctx.reader.active and ctx.reader.role is Role.ORGANISER
    if not (
        reading.is_host(event, gate, ctx.reader) or (organises and ctx.posting.moment.startswith(COPIED))
    ):
        return None
    lines, said = reading.read_lines(ctx.session, event)
    until = erased_from(event, ctx.services.club.keep_gate)
    comment = views.comment(ctx.t, event.title, gate.version, until)
    if gate.format is GateFormat.PDF:
        content = paper_of(ctx.t, event, comment, gate.fields, lines, said)
    else:
        content = sheet_of(ctx.t, event.title, gate.fields, lines, said)
    day = event.starts_at.astimezone(ctx.t.zone).date().isoformat()
    name = f"{day}-{fold(ctx.t('Visitors'))}-v{gate.version}.{gate.format}"
    return File(name, content, comment)


def no_host(ctx: RenderContext) -> Message | None:
    """To organisers: whoever was to get the list cannot; once somebody can, who."""
    event_id = event_of_gate(ctx.posting.subject)
    event, gate = get_event(ctx.session, event_id), rows.get_gate(ctx.session, event_id)
    if event is None or ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    if gate is None or gate.ended_at or event.state is EventState.CANCELLED or event.ends_at <= ctx.now:
        return views.over(ctx.t, event.title) if ctx.posting.ts else None
    receiver = reading.receiver(ctx.session, event, gate)
    if receiver and not ctx.posting.ts:
        return None
    return views.no_host(ctx.t, event.title, event.id, receiver.name if receiver else "")


def moved(ctx: RenderContext) -> Message | None:
    """To who had the list: their company receives no longer."""
    event = get_event(ctx.session, event_of_gate(ctx.posting.subject))
    return views.moved(ctx.t, event.title) if event and ctx.reader else None


def changed(ctx: RenderContext) -> Message | None:
    """To the host's member: who was added, who comes no more."""
    event_id = event_of_gate(ctx.posting.subject)
    event, gate = get_event(ctx.session, event_id), rows.get_gate(ctx.session, event_id)
    if event is None or gate is None or gate.ended_at or ctx.reader is None:
        return None
    if not reading.is_host(event, gate, ctx.reader):
        return None
    version = int(ctx.posting.moment.rpartition(":")[2])
    return views.changed(ctx.t, event.title, event.id, version, rows.list_lines(ctx.session, event_id))
