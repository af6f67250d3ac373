"""What is sent about a company's page: to organisers, to publish again; to the contact, for their word."""

from collections.abc import Mapping

from club.ids import CompanyId
from handlers.belonging.companies import views
from handlers.belonging.companies.matter import Card, look
from handlers.kit.blocks import actions, button, context, message, rich
from handlers.kit.following import again, is_call
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.words import mark

CHANGES: Mapping[str, str] = {
    "agreed": mark("➡️ {company} agrees to a new page: publish the directory again."),
    "withdrawn": mark("➡️ {company} withdraws from the directory: publish it again, without the company."),
    "contact": mark("➡️ {company}: the contact agrees to be named. Publish the directory again."),
    "uncontact": mark("➡️ {company}: the contact withdraws. Publish the directory again, without the name."),
}


def _card(ctx: RenderContext) -> Card | None:
    company = ctx.posting.subject.removeprefix("company:")
    return look(ctx.session, CompanyId(int(company)), ctx.services.club.quota)


def publish(ctx: RenderContext) -> Message | None:
    """To organisers: something that is public changed. Nothing where it was overtaken meanwhile."""
    card = _card(ctx)
    what, _, consent = ctx.posting.moment.partition(":")
    if card is None or not _holds(card, what, int(consent)):
        return None
    t, by = ctx.t, card.last.name if what == "agreed" and card.last else ""
    said = t(CHANGES[what], company=card.page.name)
    who = t("Agreed by {name}", name=by) if by else ""
    again = button(t("Publish the directory"), views.PUBLISH)
    return message(said, rich("{said}", said=said), context(who), actions(again))


def _holds(card: Card, what: str, consent: int) -> bool:
    if what in ("agreed", "withdrawn"):
        last = card.last
        return last is not None and last.id == consent and last.live == (what == "agreed")
    return card.agreed is not None and (card.contact_since is not None) == (what == "contact")


def contact(ctx: RenderContext) -> Message | None:
    """To the person named: asks for their own agreement; then, in its place, what holds."""
    card = _card(ctx)
    if card is None or ctx.reader is None:
        return None
    if card.contact.member != ctx.reader.id and not ctx.posting.ts:
        return None
    said = views.asked(ctx.t, card, ctx.reader.id)
    waits = card.contact.member == ctx.reader.id and not card.contact_since
    return again(ctx.t, said) if waits and is_call(ctx.posting.moment) else said
