"""A company's page as it stands: what every view of it is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.admission import Seats
from club.corrections import Correction
from club.ids import CompanyId, MemberId
from club.publication import NOBODY, Agreement, CompanyPageState, Contact, Content, digest, state
from storage import companies
from storage.admission import get_seats
from storage.companies import SavedPage
from storage.corrections import list_open_corrections
from storage.database import Session


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """One company's page, its last agreement, and the contact's own."""

    page: SavedPage
    last: Agreement | None
    colleagues: Sequence[tuple[MemberId, str, str]]
    members: int
    seats: Seats
    contact_since: datetime | None
    """When the person named in the agreed content agreed for themself; None while they do not."""
    asked: Sequence[Correction] = ()
    """What organisers ask to be corrected in it."""

    @property
    def company(self) -> CompanyId:
        """Whose page."""
        return self.page.company

    @property
    def content(self) -> Content | None:
        """What was last saved."""
        return self.page.content

    @property
    def state(self) -> CompanyPageState:
        """Where the page stands."""
        return state(self.page.content, self.last)

    @property
    def agreed(self) -> Agreement | None:
        """The agreement that holds, if one does."""
        return self.last if self.last and self.last.live else None

    @property
    def contact(self) -> Contact:
        """The contact in the agreed content: whom the public would read of."""
        return self.agreed.content.contact if self.agreed else NOBODY

    @property
    def seen(self) -> str:
        """Which content this is: told apart by it from one saved meanwhile. Empty for none."""
        return digest(self.content) if self.content else ""


def look(session: Session, company_id: CompanyId, quota: int) -> CompanyCard | None:
    """The page of a company as it stands now; `quota` is the club's usual one."""
    page = companies.get_page(session, company_id)
    if page is None:
        return None
    last = companies.get_agreement(session, company_id)
    agreeing = companies.list_contacts(session, company_id)
    named = last.content.contact.member if last and last.live else None
    return CompanyCard(
        page,
        last,
        companies.list_colleagues(session, company_id),
        companies.count_members(session, company_id),
        get_seats(session, company_id, quota),
        agreeing.get((company_id, named)) if named else None,
        list_open_corrections(session, company_id),
    )
