"""What the person reads for whom somebody answered."""

from dataclasses import replace

from club.events import EventState
from handlers.events.shared import party, party_buttons
from handlers.events.shared.seats import participation
from handlers.kit.blocks import actions, context, message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.events import get_event
from storage.postings import event_of
from storage.seats import get_answered_by


def told(ctx: RenderContext) -> Message | None:
    """Where they stand, by whom it was noted, and the way to change it; nothing where they answered since."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None:
        return None
    by = get_answered_by(ctx.session, event.id, ctx.reader.id)
    if not ctx.posting.ts and (not by or event.state is EventState.CANCELLED):
        return None
    t, found = ctx.t, participation(ctx.session, event, ctx.reader.id, ctx.now)
    state = party.state(t, found)
    text = f"{event.title}{t(': ')}{state}"
    noted = t("Noted by {name}.", name=by) if by else ""
    shown = message(
        f"{text}. {noted}" if noted else text,
        rich("*{title}*\n{when}\n{state}", title=event.title, when=party.when(t, event), state=state),
        context(noted),
        actions(party_buttons.editing(t, event)),
    )
    return replace(shown, letter=message(text).text)
