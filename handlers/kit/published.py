"""What of companies may be public now."""

from club.publication import Entry, entry, in_order
from storage import companies
from storage.database import Session


def list_entries(session: Session) -> list[Entry]:
    """What each company agreed to, with the contacts who agree for themselves; as a reader looks for it."""
    contacts = companies.list_contacts(session)
    found = [
        entry(company, last, contact_agrees=(company, last.content.contact.member) in contacts)
        for company, last in companies.list_agreements(session).items()
    ]
    return in_order([one for one in found if one])
