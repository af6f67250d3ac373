"""The tables. One class a table; what a column means stands beside it.

`SQLModel(table=True)` does not validate: every value comes through `club` or a parsed form first.
"""

from sqlalchemy import Table
from sqlmodel import SQLModel

from storage.tables.directory import CompanyPage, Consent, Consultation, ContactConsent, Detail, Report
from storage.tables.events import Claim, Event, Guest, Rsvp
from storage.tables.outbox import Posting, Seen
from storage.tables.people import Acceptance, Admission, CharterVersion, Company, Member, Profile
from storage.tables.search import Word

__all__ = [
    "Acceptance",
    "Admission",
    "CharterVersion",
    "Claim",
    "Company",
    "CompanyPage",
    "Consent",
    "Consultation",
    "ContactConsent",
    "Detail",
    "Event",
    "Guest",
    "Member",
    "Posting",
    "Profile",
    "Report",
    "Rsvp",
    "Seen",
    "Word",
    "core",
]


def core(model: type[SQLModel]) -> Table:
    """The Core table of a model: what the statements in this room are written with."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
