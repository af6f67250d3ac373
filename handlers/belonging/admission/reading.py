"""What the forms and lists ask for before anything is decided."""

from club.admission import Seats
from club.ids import CompanyId
from handlers.belonging.shared.admitting import AdmissionMatter
from handlers.kit.services import Services
from storage import admission as rows
from storage.people import Person, Role, list_companies


def get_seats(services: Services, company_id: CompanyId) -> Seats:
    """A company's seats."""
    with services.db.read() as session:
        return rows.get_seats(session, company_id, services.club.quota)


def companies(services: Services, words: str) -> list[tuple[CompanyId, str]]:
    """Companies whose name holds the words."""
    with services.db.read() as session:
        return list_companies(session, words)


def may_refuse(member: Person, matter: AdmissionMatter) -> bool:
    """Organisers, and those whose company it is."""
    return member.role is Role.ORGANISER or (
        member.company_id is not None and member.company_id == matter.request.company_id
    )
