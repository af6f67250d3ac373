"""Completing, agreeing, withdrawing: one transaction a function (article COMMUNIQUER)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.followup import Matter
from club.ids import CompanyId
from club.publication import CompanyPageFault, Content, canonical, digest, faults, keeps_contact
from handlers import names
from handlers.belonging.companies.form import CompanyPageForm
from handlers.belonging.companies.matter import CompanyCard, look
from handlers.belonging.shared import correcting
from handlers.kit import organisers
from handlers.kit.carried import OutOfDate
from handlers.kit.published import moved
from handlers.kit.services import Services
from storage import companies
from storage.admission import lock_company
from storage.ballots import list_organisations
from storage.companies import subject_of_page
from storage.database import Session
from storage.followup import follow
from storage.people import Person, list_slack_ids
from storage.postings import Note, enqueue, touch_all


class PageDone(StrEnum):
    """What an act came to."""

    SAVED = "saved"
    SAME = "same"
    """Nothing was changed: what was typed, or agreed to, stood there already."""
    AGREED = "agreed"
    OVERTAKEN = "overtaken"
    """A colleague changed the page since it was shown: nothing is done."""
    WITHDRAWN = "withdrawn"
    CONTACT = "contact"
    NO_CONTACT = "no_contact"
    NOT_NAMED = "not_named"
    """The public page names somebody else, other details, or nobody, now."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What was done, and the page as it stands now."""

    done: PageDone
    card: CompanyCard


@dataclass(frozen=True, slots=True)
class CompanyPageFaulty:
    """Nothing was saved; each fault belongs to a field."""

    faults: Mapping[str, CompanyPageFault]


def is_organisation(services: Services, company_id: CompanyId) -> bool:
    """Whether a company is the club's own organisation."""
    with services.db.read() as session:
        return company_id in list_organisations(session)


def get_card(services: Services, company_id: CompanyId) -> CompanyCard | None:
    """The page as it stands."""
    with services.db.read() as session:
        return look(session, company_id, services.club.quota)


def save(
    services: Services,
    person: Person,
    company_id: CompanyId,
    typed: CompanyPageForm,
    seen: str,
    now: datetime,
) -> PageOutcome | CompanyPageFaulty:
    """Keeps what was typed; it waits for an agreement. `seen` is the content that the form was opened on."""
    with services.db.begin() as session:
        card = _locked(services, session, company_id)
        content = typed.content(card.page.name, card.colleagues)
        if wrong := faults(content):
            return CompanyPageFaulty(wrong)
        if card.content and canonical(card.content) == canonical(content):
            return PageOutcome(PageDone.SAME, card)
        if card.seen != seen:
            return PageOutcome(PageDone.OVERTAKEN, card)
        companies.save_page(session, company_id, content, person.id, now)
        correcting.page_saved(session, company_id, person.id, now)
        touch_all(session, subject_of_page(company_id), now)
        return PageOutcome(PageDone.SAVED, _again(services, session, card))


def agree(services: Services, person: Person, company_id: CompanyId, seen: str, now: datetime) -> PageOutcome:
    """The company agrees to the publication of exactly the content that was shown."""
    with services.db.begin() as session:
        card = _locked(services, session, company_id)
        if card.content is None or card.seen != seen:
            return PageOutcome(PageDone.OVERTAKEN, card)
        if card.agreed and digest(card.agreed.content) == seen:
            return PageOutcome(PageDone.SAME, card)
        if not keeps_contact(card.last, card.content):
            companies.end_contacts(session, company_id, now)
        consent = companies.add_agreement(session, company_id, card.content, person.id, person.name, now)
        moved(session, now)
        after = _again(services, session, card)
        _ask_contact(session, after, card.content, consent, now)
        touch_all(session, subject_of_page(company_id), now)
        return PageOutcome(PageDone.AGREED, after)


def withdraw(services: Services, person: Person, company_id: CompanyId, now: datetime) -> PageOutcome:
    """The company takes its agreement back: nothing of it is public from the next publication on."""
    with services.db.begin() as session:
        card = _locked(services, session, company_id)
        if card.agreed is None:
            return PageOutcome(PageDone.SAME, card)
        companies.revoke_agreements(session, company_id, person.id, now)
        companies.end_contacts(session, company_id, now)
        correcting.page_ended(session, company_id, person.id, now)
        _tell_organisers(session, company_id, f"withdrawn:{card.agreed.id}", now)
        touch_all(session, subject_of_page(company_id), now)
        return PageOutcome(PageDone.WITHDRAWN, _again(services, session, card))


def accept_contact(
    services: Services, person: Person, company_id: CompanyId, shown: str, now: datetime
) -> PageOutcome:
    """The person named agrees for themself, to the very details that they were shown."""
    with services.db.begin() as session:
        card = _locked(services, session, company_id)
        if not _names(card, person) or contact_key(card) != shown:
            return PageOutcome(PageDone.NOT_NAMED, card)
        if card.contact_since:
            return PageOutcome(PageDone.SAME, card)
        companies.add_contact(session, company_id, person.id, now)
        moved(session, now)
        touch_all(session, subject_of_page(company_id), now)
        return PageOutcome(PageDone.CONTACT, _again(services, session, card))


def leave_contact(services: Services, person: Person, company_id: CompanyId, now: datetime) -> PageOutcome:
    """The contact takes their own agreement back, whether or not the page still names them."""
    with services.db.begin() as session:
        card = _locked(services, session, company_id)
        ended = companies.end_contacts(session, company_id, now, person.id)
        if not ended:
            return PageOutcome(PageDone.SAME, card)
        _tell_organisers(session, company_id, f"uncontact:{ended[-1]}", now)
        touch_all(session, subject_of_page(company_id), now)
        return PageOutcome(PageDone.NO_CONTACT, _again(services, session, card))


def contact_key(card: CompanyCard) -> str:
    """Which contact details are public, for a button to carry: only a click on these counts."""
    return digest(Content("", contact=card.contact))[:16]


def count_agreed(services: Services) -> int:
    """How many companies agree to be public."""
    with services.db.read() as session:
        return sum(one.live for one in companies.list_agreements(session).values())


def _locked(services: Services, session: Session, company_id: CompanyId) -> CompanyCard:
    lock_company(session, company_id)
    card = look(session, company_id, services.club.quota)
    if card is None:  # a company is never deleted: this is none of ours
        raise OutOfDate
    return card


def _again(services: Services, session: Session, card: CompanyCard) -> CompanyCard:
    after = look(session, card.company, services.club.quota)
    assert after is not None, "a company is never deleted"
    return after


def _names(card: CompanyCard, person: Person) -> bool:
    return card.contact.member == person.id and person.company_id == card.company


def _tell_organisers(session: Session, company_id: CompanyId, moment: str, now: datetime) -> None:
    """What somebody no longer wants public is told at once; the rest with the next day's."""
    organisers.tell(session, names.PUBLISH, subject_of_page(company_id), moment, now, live=True)
    moved(session, now)


def _ask_contact(session: Session, card: CompanyCard, content: Content, consent: int, now: datetime) -> None:
    """Asks the person named, unless they agree to these details already or Slack does not know them."""
    member = content.contact.member
    if member is None or card.contact_since:
        return
    follow(session, Matter.CONTACT, card.company, now, anew=True)
    for slack_id in list_slack_ids(session, [member]).values():
        note = Note(names.CONTACT, subject_of_page(card.company), slack_id, f"agreed:{consent}", live=True)
        enqueue(session, [note], now)
