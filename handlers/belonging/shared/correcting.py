"""Asking a company to correct its public page: one transaction a function (article COMMUNIQUER)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.corrections import Correction, CorrectionState
from club.followup import Matter
from club.ids import CompanyId, CorrectionId, MemberId
from club.publication import Content, entry
from handlers import names
from handlers.kit import organisers
from handlers.kit.carried import OutOfDate
from handlers.kit.services import Services
from storage import companies
from storage import corrections as rows
from storage.admission import list_confirmers, lock_company
from storage.companies import subject_of_page
from storage.corrections import moment_of
from storage.database import Session
from storage.followup import follow, unfollow
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, touch_all

ANSWERED = "answered"
"""How the moment of a word to the asker begins, once something came of it."""


class CorrectionDone(StrEnum):
    """What an act on a correction came to."""

    ASKED = "asked"
    ALREADY = "already"
    """The same was asked, or it is settled: nothing is done."""
    NOT_PUBLIC = "not_public"
    """The company shows nothing that could be corrected."""
    UNREACHED = "unreached"
    """None of its members reads what Prime sends."""
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Correctable:
    """What of a company is public, and who is asked to correct it."""

    content: Content | None
    """None: nothing is public."""
    people: tuple[Person, ...]


def get_correctable(session: Session, company_id: CompanyId) -> Correctable:
    """What organisers may ask about: the very words that anybody reads."""
    last = companies.get_agreement(session, company_id)
    contacts = companies.list_contacts(session, company_id)
    public = None
    if last:
        agrees = (company_id, last.content.contact.member) in contacts
        public = entry(company_id, last, contact_agrees=agrees)
    people = [one for one in list_confirmers(session, company_id) if one.slack_id]
    return Correctable(public.content if public else None, tuple(people))


def ask(
    services: Services, person: Person, company_id: CompanyId, wording: str, until: datetime, now: datetime
) -> CorrectionDone:
    """Asks a company's members; `wording` says what, `until` is the instant at which it is over."""
    with services.db.begin() as session:
        lock_company(session, company_id)
        found = get_correctable(session, company_id)
        if found.content is None:
            return CorrectionDone.NOT_PUBLIC
        if not found.people:
            return CorrectionDone.UNREACHED
        if any(one.wording == wording for one in rows.list_open_corrections(session, company_id)):
            return CorrectionDone.ALREADY
        made = rows.add_correction(session, company_id, person.id, wording, until, now)
        follow(session, Matter.CORRECTION, made, now)
        subject, moment = subject_of_page(company_id), moment_of(made)
        readers = [one.slack_id for one in found.people if one.slack_id]
        notes = [Note(names.CORRECTION, subject, reader, moment, live=True) for reader in readers]
        if person.slack_id:
            notes.append(Note(names.CORRECTION_ASKED, subject, person.slack_id, moment, live=True))
        enqueue(session, notes, now)
        touch_all(session, subject, now)
        return CorrectionDone.ASKED


def get_for(services: Services, person: Person, correction_id: CorrectionId) -> Correction | None:
    """One that this person's company is asked, still open; None for any other."""
    with services.db.read() as session:
        one = rows.get_correction(session, correction_id)
    return one if one and one.open and one.company == person.company_id else None


def keep(
    services: Services, person: Person, correction_id: CorrectionId, reason: str, now: datetime
) -> CorrectionDone:
    """A member of the company leaves the page as it is, and says why."""
    with services.db.begin() as session:
        one = _locked(session, correction_id)
        if one.company != person.company_id or not one.open:
            return CorrectionDone.ALREADY
        _settle(session, one, CorrectionState.KEPT, person.id, now, reason)
        return CorrectionDone.KEPT


def take_back(
    services: Services, person: Person, correction_id: CorrectionId, now: datetime
) -> CorrectionDone:
    """Organisers no longer ask for it."""
    with services.db.begin() as session:
        one = _locked(session, correction_id)
        if not one.open:
            return CorrectionDone.ALREADY
        _settle(session, one, CorrectionState.WITHDRAWN, person.id, now)
        return CorrectionDone.WITHDRAWN


def page_saved(session: Session, company_id: CompanyId, by: MemberId, now: datetime) -> None:
    """The company changed its page: what it was asked is answered, by whoever saved it."""
    for one in rows.list_open_corrections(session, company_id):
        _settle(session, one, CorrectionState.CHANGED, by, now)


def page_ended(session: Session, company_id: CompanyId, by: MemberId, now: datetime) -> None:
    """The page is public no more: nothing is left to correct."""
    for one in rows.list_open_corrections(session, company_id):
        _settle(session, one, CorrectionState.WITHDRAWN, by, now)


def pass_over(session: Session, one: Correction, now: datetime) -> None:
    """Its day is over, and nobody said anything."""
    _settle(session, one, CorrectionState.OVER, None, now)


def _locked(session: Session, correction_id: CorrectionId) -> Correction:
    """The correction as it stands, its company locked. Raises OutOfDate for one that is kept no longer."""
    found = rows.get_correction(session, correction_id)
    if found is None:
        raise OutOfDate
    lock_company(session, found.company)
    after = rows.get_correction(session, correction_id)
    if after is None:
        raise OutOfDate
    return after


def _settle(
    session: Session,
    one: Correction,
    state: CorrectionState,
    by: MemberId | None,
    now: datetime,
    reason: str = "",
) -> None:
    if not rows.settle_correction(session, one.id, state, by, now, reason):
        return  # answered while its day was found to be over
    unfollow(session, Matter.CORRECTION, one.id)
    touch_all(session, subject_of_page(one.company), now)
    if by != one.asker:
        _answer(session, one, now)


def _answer(session: Session, one: Correction, now: datetime) -> None:
    """Whoever asked hears what came of it; where they organise no longer, all who do."""
    subject, moment = subject_of_page(one.company), f"{ANSWERED}:{one.id}"
    asker = get_person(session, one.asker)
    if asker and asker.slack_id and asker.can_act and asker.role is Role.ORGANISER:
        enqueue(session, [Note(names.CORRECTION_ASKED, subject, asker.slack_id, moment)], now)
    else:
        organisers.tell(session, names.CORRECTION_ASKED, subject, moment, now)
