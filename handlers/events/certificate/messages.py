"""The certificate, as it is sent."""

from club.folding import fold
from handlers.events.certificate import paper
from handlers.events.certificate.service import Attended, certified_event, look
from handlers.kit.interaction import File
from handlers.kit.router import RenderContext


def certificate(ctx: RenderContext) -> File | None:
    """To whoever asked, for themself; None where attendance was corrected meanwhile."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    found = look(ctx.session, certified_event(ctx.posting.subject), ctx.reader, ctx.now)
    if not isinstance(found, Attended):
        return None
    said = paper.in_words(ctx.services.shared, found.event, found.party, ctx.now)
    kind = ctx.t("certificate")
    name = "-".join(fold(found.event.title).split())[:60]
    told = ctx.t("Certificate of attendance: {title}", title=found.event.title)
    return File(f"{kind}-{name}.pdf", paper.draw(said), told)
