"""Who of a company follows its dues (article COTISER): named by its contact or the organisers.

They alone see what it owes, and are reminded; where nobody is named, all its members.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.dues import State
from club.ids import CompanyId, MemberId
from handlers import names
from handlers.kit.services import Services
from storage.admission import get_company_name
from storage.companies import list_contacts
from storage.database import Session
from storage.dues import (
    MOST_MEMBERS,
    list_company_dues,
    list_dues_contacts,
    list_nameable,
    list_readers,
    set_dues_contacts,
    subject_of_dues,
)
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, touch_all

MOST_YEARS = 100
OPEN = frozenset({State.CALLED, State.PART, State.DISCUSSED})


@dataclass(frozen=True, slots=True)
class Nameable:
    """A company, and who may follow its dues."""

    company_id: CompanyId
    company: str
    members: Sequence[tuple[MemberId, str]]
    named: Collection[MemberId]


def may_name(session: Session, person: Person, company_id: CompanyId) -> bool:
    """Organisers of every company, and a company’s contact of their own."""
    return person.role is Role.ORGANISER or (company_id, person.id) in list_contacts(session, company_id)


def find(services: Services, person: Person, company_id: CompanyId) -> Nameable | None:
    """Who may be named; None for who may not name, and of a company without members."""
    with services.db.read() as session:
        members = list_nameable(session, company_id, MOST_MEMBERS)
        if not members or not may_name(session, person, company_id):
            return None
        named = frozenset(list_dues_contacts(session, company_id))
        return Nameable(company_id, get_company_name(session, company_id), members, named)


def name(
    services: Services, person: Person, company_id: CompanyId, chosen: Sequence[MemberId], now: datetime
) -> list[str] | None:
    """Names them; what stands open comes to who did not read it, and goes from who reads it no more.

    Returns who reads the dues from now on; None for who may not name.
    """
    with services.db.begin() as session:
        acting = get_person(session, person.id)
        if acting is None or not acting.can_act or not may_name(session, acting, company_id):
            return None
        set_dues_contacts(session, company_id, chosen, now)
        readers = list_readers(session, company_id)
        for one in list_company_dues(session, company_id, MOST_YEARS):
            subject = subject_of_dues(one.id)
            touch_all(session, subject, now)
            if one.state in OPEN:
                notes = [Note(names.DUES, subject, account, live=True) for _, account in readers if account]
                enqueue(session, notes, now)
        return [reader for reader, _ in readers]
