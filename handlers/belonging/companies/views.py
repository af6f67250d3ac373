"""A company's page as its members see it, the forms around it, and the words of each outcome."""

from collections.abc import Iterable, Mapping, Sequence

from club.ids import MemberId
from club.publication import CompanyPageState
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.companies.service import PageDone, contact_key
from handlers.belonging.shared.company_page import asked_for, contact_line, content, line
from handlers.belonging.shared.correcting import CorrectionDone
from handlers.kit.blocks import Block, actions, aside, button, context, message, rich
from handlers.kit.home import CompanyLine
from handlers.kit.interaction import Blocks, Message
from handlers.words import Translator, mark

PAGE, ASKED = "company", "contact"
"""The block ids of the buttons: in the page, or in the message to a contact."""
INVITE = "admission.invite"
"""Answered by another feature: a colleague is proposed for a seat."""
PUBLISH = "site.publish"
"""Answered by another feature."""
CHANGES = "companychanges.open"
"""Answered by another feature: what organisers do to a company."""
MOST_ASKED = 5
"""Corrections that the page shows, the oldest first."""

SAID: Mapping[PageDone, str] = {
    PageDone.SAVED: mark("✅ Page saved. It becomes public once somebody of the company agrees to it."),
    PageDone.SAME: mark("Already noted; this is what holds."),
    PageDone.AGREED: mark("✅ Agreement noted. The organisers are told, and publish."),
    PageDone.OVERTAKEN: mark("A colleague changed the page meanwhile: read it again."),
    PageDone.WITHDRAWN: mark(
        "✅ Agreement withdrawn. The organisers are told, and publish without the company."
    ),
    PageDone.CONTACT: mark("✅ You are the public contact. The organisers are told, and publish."),
    PageDone.NO_CONTACT: mark(
        "✅ You are no longer the public contact. The organisers are told, and publish."
    ),
    PageDone.NOT_NAMED: mark("The page has changed since: this is what holds."),
}


CORRECTED: Mapping[CorrectionDone, str] = {
    CorrectionDone.ALREADY: mark("Already noted; this is what holds."),
    CorrectionDone.KEPT: mark("✅ Noted: the page stays as it is. Whoever asked reads why."),
    CorrectionDone.WITHDRAWN: mark("✅ Request taken back: the company sees it."),
}


def page(t: Translator, card: CompanyCard, viewer: MemberId, done: PageDone | None = None) -> Message:
    """The page, where it stands, and what can be done."""
    said = t(SAID[done]) if done else ""
    stands = standing(t, card)
    row = actions(*_buttons(t, card, viewer))
    return message(
        said or f"{card.page.name}{t(': ')}{stands}",
        rich("{said}", said=said) if said else None,
        rich("*{name}*\n{stands}", name=card.page.name, stands=stands),
        *(content(t, card.content) if card.content else ()),
        *corrections(t, card),
        context(_places(t, card), _contact_state(t, card), _changed(t, card)),
        {**row, "block_id": PAGE} if row else None,
    )


def standing(t: Translator, card: CompanyCard) -> str:
    """Whether the page is public, by whose word, and what it waits for."""
    last = card.last
    match card.state:
        case CompanyPageState.EMPTY:
            return t("➡️ The page for the public directory is still empty.")
        case CompanyPageState.AGREED if last:
            return t("✅ Public, as agreed by {name}, {date}", name=last.name, date=t.date(last.at))
        case CompanyPageState.CHANGED if last:
            said = t("⏳ Changed since: the changes wait for an agreement.")
            agreed = t(
                "Until then, what {name} agreed to on {date} stays public.",
                name=last.name,
                date=t.date(last.at),
            )
            return f"{said}\n{agreed}"
        case CompanyPageState.REVOKED if last and last.revoked_at:
            return t("Not public: agreement withdrawn, {date}", date=t.date(last.revoked_at))
    return t("➡️ Not public: nobody of the company has agreed yet.")


def corrections(t: Translator, card: CompanyCard) -> Iterable[Block | None]:
    """What organisers ask to be corrected in the page."""
    if card.asked:
        yield rich("*{title}*", title=t("Correction asked by the organisers"))
    for one in card.asked[:MOST_ASKED]:
        yield from asked_for(t, one)


def _places(t: Translator, card: CompanyCard) -> str:
    members = t.plural("{n} member", "{n} members", card.members) if card.members else t("no member")
    places = t.plural("{n} place", "{n} places", card.seats.quota)
    return t("{members} for {places}", members=members, places=places)


def _contact_state(t: Translator, card: CompanyCard) -> str:
    if not card.contact.personal:
        return ""
    name = card.contact.name
    if card.contact_since:
        return t("{name} agrees to be the contact since {date}", name=name, date=t.day(card.contact_since))
    return t("Contact left out: {name} has not agreed yet", name=name)


def _changed(t: Translator, card: CompanyCard) -> str:
    if not card.page.changed_at or not card.page.changed_by:
        return ""
    return t("Changed by {name}, {date}", name=card.page.changed_by, date=t.date(card.page.changed_at))


def _buttons(t: Translator, card: CompanyCard, viewer: MemberId) -> Iterable[Block]:
    name, waits = (
        card.page.name,
        card.state in (CompanyPageState.NEVER, CompanyPageState.CHANGED, CompanyPageState.REVOKED),
    )
    if waits:
        yield button(t("Agree to publication…"), "companies.agree", card.company, about=name, primary=True)
    empty = card.state is CompanyPageState.EMPTY
    label = t("Complete…") if empty else t("Edit…")
    yield button(label, "companies.edit", card.company, about=name, primary=empty)
    yield from contact_buttons(t, card, viewer)
    if card.agreed:
        yield button(t("Withdraw the agreement…"), "companies.withdraw", card.company, about=name)
    yield button(t("Invite a person…"), INVITE, about=name)


def contact_buttons(t: Translator, card: CompanyCard, viewer: MemberId) -> Iterable[Block]:
    """What the person named as contact decides for themself; nothing for others."""
    if card.contact.member != viewer:
        return
    name, value = card.page.name, f"{card.company}:{contact_key(card)}"
    if card.contact_since:
        yield button(t("Stop being the contact"), "companies.leave", value, about=name)
    else:
        yield button(t("Agree to be the contact"), "companies.accept", value, about=name, primary=True)


def asked(t: Translator, card: CompanyCard, viewer: MemberId, done: PageDone | None = None) -> Message:
    """To the person named as contact: what would be public of them, and their own word on it."""
    said = t(SAID[done]) if done else ""
    if card.contact.member != viewer:
        stands = t("You are not named as the contact of {company}.", company=card.page.name)
        return aside(stands)
    if card.contact_since:
        stands = t("✅ You are the public contact of {company}.", company=card.page.name)
    else:
        stands = t("➡️ {company} names you as its public contact.", company=card.page.name)
    explained = t("Without your agreement nothing of this is public; you may withdraw it at any time.")
    row = actions(*contact_buttons(t, card, viewer))
    return message(
        said or stands,
        rich("{stands}", stands=stands),
        line(t("Public in the directory"), contact_line(card.contact)),
        context(explained),
        {**row, "block_id": ASKED} if row else None,
    )


def no_company(t: Translator, contact: str, agreed: int | None) -> Message:
    """To somebody who represents no company; organisers read how many are ready to be published."""
    if agreed is None:
        asking = t("A question: {contact}.", contact=contact or t("the organisers of the club"))
        said = t("No company is tied to you.")
        return message(f"{said} {asking}", rich("{said} {asking}", said=said, asking=asking))
    said = t.plural("{n} company agrees to be public.", "{n} companies agree to be public.", agreed)
    again = button(t("Publish the directory"), PUBLISH) if agreed else None
    return message(said, rich("{said}", said=said), actions(again))


PUBLIC: Mapping[CompanyPageState, str] = {
    CompanyPageState.EMPTY: mark("page to be completed"),
    CompanyPageState.NEVER: mark("page not public"),
    CompanyPageState.AGREED: mark("public page"),
    CompanyPageState.CHANGED: mark("public page, changed since"),
    CompanyPageState.REVOKED: mark("page not public"),
}


def home_part(
    t: Translator, card: CompanyCard, lines: Sequence[CompanyLine], *, organisation: bool
) -> Blocks:
    """The company in the home tab: its places, its page, and what other features tell of it."""
    places = t("the club’s organisation") if organisation else _places(t, card)
    stands = f"{places} · {t(PUBLIC[card.state])}"
    said = "\n".join([stands, *(line.said for line in lines)])
    open_ = button(t("Open"), "companies.open", about=card.page.name)
    row = actions(open_, *(line.button for line in lines))
    head = rich("*{title}*\n{said}", title=card.page.name, said=said)
    return [block for block in (head, row) if block]
