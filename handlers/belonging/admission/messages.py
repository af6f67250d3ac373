"""What is sent about a way into the club: to the person, their company, the organisers."""

from club.admission import AdmissionStep
from club.ids import CompanyId
from handlers.belonging.admission import seat_views, seats, views
from handlers.belonging.shared.admitting import AdmissionMatter, look, request_of
from handlers.kit.following import about, is_call, which
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.admission import get_company_name
from storage.people import Role


def _matter(ctx: RenderContext) -> AdmissionMatter | None:
    return look(ctx.session, request_of(ctx.posting.subject), ctx.services.club.quota)


def mine(ctx: RenderContext) -> Message | None:
    """To the person: every step, and whose turn it is."""
    matter = _matter(ctx)
    if matter is None or not (matter.request.open or ctx.posting.ts):
        return None
    return views.mine(ctx.t, matter)


def colleague(ctx: RenderContext) -> Message | None:
    """To somebody of the company: is this person one of yours? Then, what was answered."""
    matter = _matter(ctx)
    if matter is None or not (matter.request.open or ctx.posting.ts):
        return None
    reader = ctx.reader
    if reader is None or not reader.active or reader.company_id != matter.request.company_id:
        return None
    return _again(ctx, matter, views.colleague(ctx.t, matter), AdmissionStep.COLLEAGUE in matter.missing)


def _again(ctx: RenderContext, matter: AdmissionMatter, said: Message, waits: bool) -> Message:
    """A reminder says first that it is one, as long as it `waits`; a first message stays as it is."""
    if not (waits and is_call(ctx.posting.moment)):
        return said
    return views.again(ctx.t, matter.request.created_at, which(ctx.t, ctx.posting.moment), said)


def organiser(ctx: RenderContext) -> Message | None:
    """To organisers: what is missing, then the decision; in every copy, what was decided."""
    matter = _matter(ctx)
    if matter is None or not (matter.request.open or ctx.posting.ts):
        return None
    if ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    return _again(ctx, matter, views.copy(ctx.t, matter), matter.request.open)


def undecided(ctx: RenderContext) -> Message | None:
    """To the person: where it stands, for it has waited long."""
    matter = _matter(ctx)
    if matter is None or not (matter.request.open or ctx.posting.ts):
        return None
    return views.undecided(ctx.t, matter, ctx.services.club.contact)


def decided(ctx: RenderContext) -> Message | None:
    """To the person: welcome, or why not."""
    matter = _matter(ctx)
    if matter is None or matter.request.open:
        return None
    return views.decided(ctx.t, matter, ctx.services.club.contact)


def seat_asked(ctx: RenderContext) -> Message | None:
    """To organisers: a company asks for a seat more than it has; then, what was decided."""
    wish = _wish(ctx)
    if wish is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    said = seat_views.asked(ctx.t, wish)
    if not (wish.open and is_call(ctx.posting.moment)):
        return said
    return views.again(ctx.t, wish.row.created_at, which(ctx.t, ctx.posting.moment), said)


def seat_undecided(ctx: RenderContext) -> Message | None:
    """To who asked: nobody has answered yet, and whom to ask."""
    wish = _wish(ctx)
    return seat_views.undecided(ctx.t, wish, ctx.services.club.contact) if wish else None


def _wish(ctx: RenderContext) -> seats.SeatRequest | None:
    """The wish while it is open, and as long as it is shown."""
    wish = seats.look(ctx.session, int(about(ctx.posting.moment)), ctx.services.club.quota)
    return wish if wish and (wish.open or ctx.posting.ts) else None


def seat_granted(ctx: RenderContext) -> Message | None:
    """To who asked: there is a seat more."""
    company_id = CompanyId(int(ctx.posting.subject.partition(":")[2]))
    name = get_company_name(ctx.session, company_id)
    return seat_views.granted(ctx.t, name, int(ctx.posting.moment.partition(":")[0]))


def seat_refused(ctx: RenderContext) -> Message | None:
    """To who asked: why there is none."""
    wish = seats.look(ctx.session, int(ctx.posting.moment), ctx.services.club.quota)
    return seat_views.refused(ctx.t, wish, ctx.services.club.contact) if wish else None
