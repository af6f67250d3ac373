"""Which company, what becomes of it, and what follows before it is done."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from club.corrections import LONGEST_WORDING, CorrectionFault
from club.publication import Content
from handlers.belonging.company_changes.service import LONGEST_NAME, CompanyStanding
from handlers.belonging.shared.company_page import content
from handlers.kit.blocks import Block, context, field, modal, option, radio, rich, text_input
from handlers.words import Translator, mark

COMPANY, CHANGE, NAME, OTHER = "members.companies", "change", "name", "members.companies#other"
WORDING, UNTIL = "wording", "until"


class CompanyChange(StrEnum):
    """What becomes of a company."""

    RENAME = "rename"
    UNITE = "unite"
    END = "end"
    CORRECT = "correct"
    """Nothing of the company itself: its public page is to be corrected."""


def choosing(t: Translator, company: CompanyStanding | None, metadata: str) -> Block:
    """The first step; `company` where it is known which one is meant."""
    chosen: Block = {"type": "external_select", "min_query_length": 0}
    if company:
        chosen["initial_option"] = option(company.name, company.id)
    ways = {
        CompanyChange.RENAME: t("It has another name"),
        CompanyChange.UNITE: t("It becomes one with another company"),
        CompanyChange.END: t("It leaves the club"),
        CompanyChange.CORRECT: t("Its public page is to be corrected"),
    }
    radios = radio([option(label, way.value) for way, label in ways.items()])
    return modal(
        "companychanges.chosen",
        t("A company changes"),
        [field(COMPANY, t("Company"), chosen), field(CHANGE, t("What changes?"), radios)],
        submit=t("Next step"),
        close=t("Back"),
        metadata=metadata,
    )


def renaming(t: Translator, company: CompanyStanding, metadata: str) -> Block:
    """Which name, from now on?"""
    public = t("The public page keeps the former name until the company agrees to it again.")
    told = t("Its members are told; what is past names it anew too.")
    return modal(
        "companychanges.rename",
        t("Another name"),
        [
            rich("*{name}*", name=company.name),
            field(NAME, t("New name"), text_input(company.name, longest=LONGEST_NAME)),
            context(told, public if company.public else ""),
        ],
        submit=t("Rename"),
        close=t("Back"),
        metadata=metadata,
    )


def uniting(t: Translator, company: CompanyStanding, metadata: str) -> Block:
    """With which one; what follows."""
    other: Block = {"type": "external_select", "min_query_length": 0}
    follows = [
        t(
            "Members, seats, votes not cast yet, works and the meetings it hosted go over to the other "
            "company."
        ),
        t("Votes that both companies have in an open ballot stay as they are; decided ones do not change."),
        t("Its public page ends. This cannot be undone.") if company.public else t("This cannot be undone."),
    ]
    return modal(
        "companychanges.unite",
        t("Unite two companies"),
        [
            rich("*{name}*", name=company.name),
            field(OTHER, t("Which company takes it in?"), other),
            rich("{said}", said="\n".join(follows)),
        ],
        submit=t("Unite"),
        close=t("Back"),
        metadata=metadata,
    )


FAULTS: Mapping[tuple[str, CorrectionFault], str] = {
    (WORDING, CorrectionFault.MISSING): mark("Say what is to be corrected."),
    (WORDING, CorrectionFault.LONG): mark("1,000 characters at most."),
    (UNTIL, CorrectionFault.DAY): mark("Choose a day from tomorrow on, 90 days ahead at most."),
}


def correcting(t: Translator, company: CompanyStanding, public: Content, usual: date, metadata: str) -> Block:
    """What is public, what is to be corrected in it, and until when; the company alone changes its page."""
    told = t(
        "Its members are told. They correct the page, or say why it stays as it is; you read their answer."
    )
    picker: Block = {"type": "datepicker", "initial_date": usual.isoformat()}
    return modal(
        "companychanges.correct",
        t("Correction of a page"),
        [
            rich("*{name}*", name=company.name),
            *content(t, public),
            field(WORDING, t("What is to be corrected?"), text_input(longest=LONGEST_WORDING, lines=True)),
            field(UNTIL, t("Until"), picker),
            context(told),
        ],
        submit=t("Ask"),
        close=t("Back"),
        metadata=metadata,
    )


def ending(t: Translator, company: CompanyStanding, metadata: str) -> Block:
    """What follows; a submission confirms it."""
    return modal(
        "companychanges.end",
        t("A company leaves"),
        [rich("*{name}*", name=company.name), rich("{said}", said="\n".join(_follows(t, company)))],
        submit=t("It leaves the club"),
        close=t("Back"),
        metadata=metadata,
    )


def _follows(t: Translator, company: CompanyStanding) -> list[str]:
    ends = t.plural(
        "{n} membership ends; the person is told, and gives back seats of events to come.",
        "{n} memberships end; these people are told, and give back seats of events to come.",
        company.members,
    )
    stay = t.plural(
        "{n} person who organises stays, and represents no company.",
        "{n} people who organise stay, and represent no company.",
        company.organisers,
    )
    hosts = t.plural(
        "It hosts {n} event to come: choose another place.",
        "It hosts {n} events to come: choose another place.",
        company.hosts,
    )
    page = t("Its public page ends.")
    stays = t("What it decided and hosted stays in the books; imported again, it is back.")
    lines = [(company.members, ends), (company.organisers, stay), (company.hosts, hosts)]
    return [said for holds, said in [*lines, (company.public, page), (True, stays)] if holds]
