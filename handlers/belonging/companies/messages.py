"""What is sent about a company's page: to organisers, to publish again; to the contact, for their word."""

from collections.abc import Mapping

from club.ids import CompanyId
from handlers.belonging.companies import views
from handlers.belonging.companies.matter import Card, look
from handlers.kit.act import Message
from handlers.kit.blocks import context, message, rich
from handlers.kit.router import Sheet
from handlers.words import mark

CHANGES: Mapping[str, str] = {
    "agreed": mark("➡️ {company} agrees to a new page: publish the directory again."),
    "withdrawn": mark("➡️ {company} withdraws from the directory: publish it again, without the company."),
    "contact": mark("➡️ {company}: the contact agrees to be named. Publish the directory again."),
    "uncontact": mark("➡️ {company}: the contact withdraws. Publish the directory again, without the name."),
}


def _card(sheet: Sheet) -> Card | None:
    company = sheet.posting.subject.removeprefix("company:")
    return look(sheet.session, CompanyId(int(company)), sheet.desk.club.quota)


def publish(sheet: Sheet) -> Message | None:
    """To organisers: something that is public changed. Nothing where it was overtaken meanwhile."""
    card = _card(sheet)
    what, _, consent = sheet.posting.moment.partition(":")
    if card is None or not _holds(card, what, int(consent)):
        return None
    t, by = sheet.t, card.last.name if what == "agreed" and card.last else ""
    said = t(CHANGES[what], company=card.page.name)
    who = t("Agreed by {name}", name=by) if by else ""
    how = t("On the server: prime export directory --html FOLDER")
    return message(said, rich("{said}", said=said), context(who, how))


def _holds(card: Card, what: str, consent: int) -> bool:
    if what in ("agreed", "withdrawn"):
        last = card.last
        return last is not None and last.id == consent and last.live == (what == "agreed")
    return card.agreed is not None and (card.contact_since is not None) == (what == "contact")


def contact(sheet: Sheet) -> Message | None:
    """To the person named: asks for their own agreement; then, in its place, what holds."""
    card = _card(sheet)
    if card is None or sheet.reader is None:
        return None
    if card.contact.member != sheet.reader.id and not sheet.posting.ts:
        return None
    return views.asked(sheet.t, card, sheet.reader.id)
