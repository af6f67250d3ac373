"""The forms around a company's page: completing it, agreeing to it, withdrawing it."""

from collections.abc import Mapping

from club.corrections import LONGEST_REASON, Correction, CorrectionFault
from club.homonyms import Named
from club.publication import (
    LONGEST_ACTIVITY,
    LONGEST_LINK,
    LONGEST_SITE,
    MOST_SITES,
    CompanyPageFault,
    Contact,
    Content,
)
from handlers.belonging.companies import form
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.companies.service import PageDone
from handlers.belonging.companies.views import SAID, corrections
from handlers.belonging.shared.company_page import asked_for, content
from handlers.kit.blocks import (
    Block,
    context,
    email_input,
    field,
    modal,
    option,
    rich,
    select,
    text_input,
)
from handlers.kit.people import person_labels
from handlers.kit.sectors import SECTORS
from handlers.words import Translator, mark

LONGEST_SITES = MOST_SITES * (LONGEST_SITE + 1)
MOST_COLLEAGUES = 99

FAULTS: Mapping[tuple[str, CompanyPageFault], str] = {
    (form.ACTIVITY, CompanyPageFault.MISSING): mark("Say what the company does."),
    (form.ACTIVITY, CompanyPageFault.LONG): mark("1,000 characters at most."),
    (form.SECTOR, CompanyPageFault.SECTOR): mark("Choose a sector."),
    (form.SITES, CompanyPageFault.MANY): mark("20 sites at most, one a line."),
    (form.SITES, CompanyPageFault.LONG_LINE): mark("100 characters a line at most."),
    (form.WEBSITE, CompanyPageFault.LINK): mark("Give a whole address that begins with https://"),
    (form.LOGO, CompanyPageFault.LINK): mark("Give a whole address that begins with https://"),
    (form.EMAIL, CompanyPageFault.EMAIL): mark("Give an e-mail address."),
}

REASON_FAULTS: Mapping[CorrectionFault, str] = {
    CorrectionFault.MISSING: mark("Say why in a few words."),
    CorrectionFault.LONG: mark("500 characters at most."),
}


def editing(t: Translator, card: CompanyCard, metadata: str, *, overtaken: bool = False) -> Block:
    """The form of the page; filled in with what was saved last."""
    now = card.content or Content(card.page.name)
    warned = t("{name} changed the page meanwhile; saving replaces it.", name=card.page.changed_by)
    return modal(
        "companies.edit",
        t("Company page"),
        [
            context(card.page.name, t("Nothing is public before somebody of the company agrees.")),
            rich("{warned}", warned=warned) if overtaken else None,
            *corrections(t, card),
            *_company_fields(t, now),
            *_contact_fields(t, card, now.contact),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _company_fields(t: Translator, now: Content) -> list[Block]:
    sectors = [option(t(label), sector) for sector, label in SECTORS.items()]
    chosen = next((one for one in sectors if one["value"] == now.sector), None)
    activity = text_input(now.activity, longest=LONGEST_ACTIVITY, lines=True)
    sites = text_input("\n".join(now.sites), longest=LONGEST_SITES, lines=True)
    website, logo = (text_input(url, longest=LONGEST_LINK) for url in (now.website, now.logo))
    image = t("PNG, JPEG, GIF or WebP, 200 kB at most; begins with https://")
    return [
        field(form.ACTIVITY, t("Activity"), activity),
        field(form.SECTOR, t("Sector"), select(sectors, chosen)),
        field(form.SITES, t("Sites"), sites, optional=True, hint=t("One a line: town, what is made there.")),
        field(form.WEBSITE, t("Website"), website, optional=True, hint=t("Begins with https://")),
        field(form.LOGO, t("Address of the logo"), logo, optional=True, hint=image),
    ]


def _contact_fields(t: Translator, card: CompanyCard, now: Contact) -> list[Block]:
    people = card.colleagues[:MOST_COLLEAGUES]
    labels = person_labels([Named(name, function=function) for _, name, function in people])
    named = [option(label, one) for label, (one, *_) in zip(labels, people, strict=True)]
    choices = [option(t("Nobody by name"), form.NO_CONTACT), *named]
    chosen = next((one for one in choices if one["value"] == str(now.member)), choices[0])
    hint = t("Shown only once this person has agreed.")
    address = t("For the public: the person’s, or a general address.")
    return [
        field(form.CONTACT, t("Contact"), select(choices, chosen), hint=hint),
        field(form.EMAIL, t("Contact’s e-mail"), email_input(now.email), optional=True, hint=address),
    ]


def keeping(t: Translator, one: Correction, metadata: str) -> Block:
    """Why the page stays as it is."""
    hint = t("Whoever asked for the correction reads it.")
    return modal(
        "companies.keep",
        t("Page left as it is"),
        [
            rich("*{name}*", name=one.company_name),
            *asked_for(t, one),
            field(form.REASON, t("Why?"), text_input(longest=LONGEST_REASON, lines=True), hint=hint),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def errors(t: Translator, faults: Mapping[str, CompanyPageFault]) -> dict[str, str]:
    """Each fault at its field, in words."""
    return {name: t(FAULTS[name, fault]) for name, fault in faults.items()}


def agreeing(t: Translator, card: CompanyCard, metadata: str, *, overtaken: bool = False) -> Block:
    """The exact content, to be agreed to."""
    shown = card.content or Content(card.page.name)
    what = t("Anybody will be able to read exactly this, on the web:")
    after = t("Later changes wait for another agreement. You may withdraw this one at any time.")
    said = t(SAID[PageDone.OVERTAKEN]) if overtaken else ""
    own = t("{name} is asked too; without their agreement the contact is left out.", name=shown.contact.name)
    return modal(
        "companies.agree",
        t("Agree to publication"),
        [
            rich("{said}", said=said) if said else None,
            rich("{what}\n\n*{name}*", what=what, name=shown.name),
            *content(t, shown),
            context(own if shown.contact.personal else "", after),
        ],
        submit=t("Agree"),
        close=t("Back"),
        metadata=metadata,
    )


def withdrawing(t: Translator, card: CompanyCard, metadata: str) -> Block:
    """What follows from a withdrawal, before it is made."""
    what = t(
        "{company} leaves the public directory at its next publication. The page is kept here.",
        company=card.page.name,
    )
    return modal(
        "companies.withdraw",
        t("Withdraw the agreement"),
        [rich("{what}", what=what)],
        submit=t("Withdraw"),
        close=t("Keep it public"),
        metadata=metadata,
    )
