"""What organisers are told where messages could not be prepared."""

from handlers import names
from handlers.kit.blocks import message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.outbox import list_broken
from storage.people import Role

SHOWN = 6
"""References in one message."""


def broken(ctx: RenderContext) -> Message | None:
    """How many messages are set aside, and under which references; in place, once none is any more."""
    reader, t = ctx.reader, ctx.t
    if reader is None or not reader.active or reader.role is not Role.ORGANISER:
        return None
    found = list_broken(ctx.session, but=names.BROKEN)
    if not found:
        said = t("✅ The messages that were set aside have been prepared again.")
        return message(said, rich("{said}", said=said)) if ctx.posting.ts else None
    head = t.plural(
        "⚠️ {n} message could not be prepared, by a fault of Prime. It is set aside, the others go on.",
        "⚠️ {n} messages could not be prepared, by a fault of Prime. They are set aside, the others go on.",
        len(found),
    )
    step = t(
        "Tell whoever looks after Prime: the log has the reason under {references}. "
        "They are prepared again as soon as a corrected version starts.",
        references=t.list(list(found[:SHOWN])),
    )
    return message(f"{head} {step}", rich("{head}\n{step}", head=head, step=step))
