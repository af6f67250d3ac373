"""What members hear of a change of their company."""

from club.ids import CompanyId
from handlers.belonging.company_changes.service import company_of
from handlers.kit.blocks import context, message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.admission import get_company_name
from storage.companies import get_agreement


def changed(ctx: RenderContext) -> Message | None:
    """To whoever represents it: how it is called now, or which company became part of it."""
    company_id = company_of(ctx.posting.subject)
    if ctx.reader is None or ctx.reader.company_id != company_id:
        return None
    t, name = ctx.t, get_company_name(ctx.session, company_id)
    _, _, gone = ctx.posting.moment.partition(" united:")
    if gone:
        former = get_company_name(ctx.session, CompanyId(int(gone)))
        known = {"former": former, "company": name}
        said = t("{former} and {company} are one company in the club now: {company}.", **known)
        return message(said, rich("{said}", said=said))
    said = t("Your company is called {company} in the club from now on.", company=name)
    agreement = get_agreement(ctx.session, company_id)
    public = bool(agreement and agreement.live)
    page = t("Its public page keeps the former name until your company agrees to it again.") if public else ""
    return message(said, rich("{said}", said=said), context(page))


def left(ctx: RenderContext) -> Message:
    """To somebody whose membership ends with their company's."""
    t, name = ctx.t, get_company_name(ctx.session, company_of(ctx.posting.subject))
    contact = ctx.services.club.contact or t("the organisers of the club")
    said = t(
        "{company} has left the club: your membership ends, and your coming seats are free.", company=name
    )
    ask = t("To take part for another company: `/prime join`. A question: {contact}.", contact=contact)
    return message(said, rich("{said}\n{ask}", said=said, ask=ask))
