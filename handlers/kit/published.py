"""What of companies may be public now, and whether that left Prime since it changed (article COMMUNIQUER)."""

from collections.abc import Sequence
from datetime import datetime

from club.followup import Matter
from club.ids import CompanyId, MemberId
from club.publication import PublicEntry, digest, entry, in_order
from handlers import names
from storage import companies
from storage.database import Session
from storage.exported import Exported, get_exported, put_exported
from storage.followup import follow, unfollow
from storage.missing_posts import touch_kind
from storage.postings import touch_all

DIRECTORY = "directory"
"""The subject of what is about it."""
ONE = 0
"""There is one directory."""


def list_entries(session: Session) -> list[PublicEntry]:
    """What each company agreed to, with the contacts who agree for themselves; as a reader looks for it."""
    contacts = companies.list_contacts(session)
    found = [
        entry(company, last, contact_agrees=(company, last.content.contact.member) in contacts)
        for company, last in companies.list_agreements(session).items()
    ]
    return in_order([one for one in found if one])


def list_changed(session: Session) -> list[str]:
    """The names of the companies that are not, or no longer, as they were last handed out."""
    before = get_exported(session).digests
    now = {one.company: (one.content.name, _digest(one)) for one in list_entries(session)}
    fresh = [name for company, (name, said) in now.items() if before.get(company) != said]
    return fresh + [_name(session, company) for company in before if company not in now]


def _name(session: Session, company: CompanyId) -> str:
    page = companies.get_page(session, company)
    assert page is not None, "a company is never deleted"
    return page.name


def _digest(one: PublicEntry) -> str:
    return digest(one.content)[:16]


def moved(session: Session, now: datetime) -> None:
    """Something that is public changed: whoever organises hears of it, the next working day, once."""
    follow(session, Matter.DIRECTORY, ONE, now)
    touch_all(session, DIRECTORY, now)


def handed_out(session: Session, entries: Sequence[PublicEntry], by: MemberId | None, now: datetime) -> None:
    """These entries leave Prime: whatever says that they are to be published says so. None: on the server."""
    put_exported(session, Exported(now, by, {one.company: _digest(one) for one in entries}))
    unfollow(session, Matter.DIRECTORY, ONE)
    touch_all(session, DIRECTORY, now)
    touch_kind(session, names.PUBLISH, now)
