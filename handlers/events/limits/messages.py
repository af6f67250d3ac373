"""What organisers read at the deadline of an event to which too few people come."""

from club.events import Event, EventState, Phase, phase
from handlers.events.limits import ids
from handlers.events.limits.ids import moment_of
from handlers.events.shared import party
from handlers.kit.blocks import actions, button, menu, message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.attendance import count_coming
from storage.care import get_care
from storage.events import get_event
from storage.people import Role, get_person
from storage.postings import event_of


def too_few(ctx: RenderContext) -> Message | None:
    """How many come, how many are needed, and what can be done; then, what was decided and by whom."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    t, coming = ctx.t, count_coming(ctx.session, event.id)[1]
    settled = _settled(ctx, event, coming)
    if settled and not ctx.posting.ts:
        return None
    said = settled or _asks(t, event, coming)
    text = f"{event.title}{t(': ')}{said}"
    head = rich("*{title}*\n{when}\n{said}", title=event.title, when=party.when(t, event), said=said)
    if settled or phase(event, ctx.now) is not Phase.LATE:
        return message(text, head)
    about = event.title
    row = actions(
        button(t("Hold it"), ids.HOLD, event.id, about=about, primary=True),
        button(t("Put the deadline off…"), "events.edit", event.id, about=about),
        menu(
            [
                (t("See the answers"), "events.answers", event.id),
                (t("Cancel…"), "events.cancel", event.id),
            ]
        ),
    )
    return message(text, head, row)


def _asks(t: Translator, event: Event, coming: int) -> str:
    minimum = event.limits.minimum or 0
    if not coming:
        return t("➡️ Nobody comes; minimum {minimum}.", minimum=minimum)
    return t.plural(
        "➡️ {n} person comes; minimum {minimum}.",
        "➡️ {n} people come; minimum {minimum}.",
        coming,
        minimum=minimum,
    )


def _settled(ctx: RenderContext, event: Event, coming: int) -> str:
    """What became of it; empty while it is to be decided."""
    t, care = ctx.t, get_care(ctx.session, event.id)
    if event.state is EventState.CANCELLED:
        return t("Cancelled: {reason}", reason=event.cancel_reason)
    if care.held_at:
        who = get_person(ctx.session, care.held_by) if care.held_by else None
        name = who.name if who else t("a former member")
        return t("✅ Held all the same, decided by {name}, {date}", name=name, date=t.date(care.held_at))
    if not event.falls_short(coming):
        return t.plural("✅ {n} person comes: enough.", "✅ {n} people come: enough.", coming)
    if ctx.posting.moment != moment_of(event.deadline):
        return t("✅ Deadline put off: {date}", date=t.date(event.deadline))
    return ""
