"""Companies' public pages: their content, who agreed to publish it, and the contacts' own agreement."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, insert, select, update

from club.ids import CompanyId, MemberId
from club.publication import Agreement, Content, canonical, digest, parsed
from storage.people import ADMITTED, COMPANY, MEMBER, Role
from storage.session import Session
from storage.tables import CompanyPage, Consent, ContactConsent, core
from storage.upsert import Upsert

PAGE, CONSENT, CONTACT = core(CompanyPage), core(Consent), core(ContactConsent)
_SAVE = Upsert(PAGE, ["company_id"], ["content", "changed_by", "changed_at"])
_PAGE = (
    select(COMPANY.c.name, PAGE.c.content, MEMBER.c.name.label("by"), PAGE.c.changed_at)
    .select_from(COMPANY)
    .outerjoin(PAGE, PAGE.c.company_id == COMPANY.c.id)
    .outerjoin(MEMBER, MEMBER.c.id == PAGE.c.changed_by)
)
_LAST = select(func.max(CONSENT.c.id)).group_by(CONSENT.c.company_id)
_AGREEMENTS = select(
    CONSENT.c.company_id,
    CONSENT.c.id,
    CONSENT.c.content,
    CONSENT.c.agreed_by,
    CONSENT.c.agreed_name,
    CONSENT.c.agreed_at,
    CONSENT.c.revoked_at,
).where(CONSENT.c.id.in_(_LAST))
_THEIRS = MEMBER.c.company_id == CONTACT.c.company_id
# A contact speaks for a company only while they belong to it.
_CONTACTS = (
    select(CONTACT.c.company_id, CONTACT.c.member_id, CONTACT.c.agreed_at)
    .where(CONTACT.c.revoked_at.is_(None))
    .where(exists().where(MEMBER.c.id == CONTACT.c.member_id, ADMITTED, _THEIRS))
)


def subject_of_page(company_id: CompanyId) -> str:
    """The subject of everything that is about a company's page."""
    return f"company:{company_id}"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A company and its page as last saved."""

    company: CompanyId
    name: str
    content: Content | None
    """None while nobody has completed it."""
    changed_by: str
    """Empty where nobody did, or who did is no longer known."""
    changed_at: datetime | None


def get_page(session: Session, company_id: CompanyId) -> SavedPage | None:
    """The page of a company; it bears the name that the company has now."""
    row = session.connection().execute(_PAGE.where(COMPANY.c.id == company_id)).one_or_none()
    if row is None:
        return None
    name, text, by, changed_at = row
    content = None if text is None else replace(parsed(text), name=name)
    return SavedPage(company_id, name, content, by or "", changed_at)


def save_page(session: Session, company_id: CompanyId, content: Content, by: MemberId, now: datetime) -> None:
    """Keeps a page's content, whatever stood there before."""
    row = {"company_id": company_id, "content": canonical(content), "changed_by": by, "changed_at": now}
    _SAVE.run(session.connection(), row)


def get_agreement(session: Session, company_id: CompanyId) -> Agreement | None:
    """The company's last agreement, taken back or not."""
    found = _AGREEMENTS.where(CONSENT.c.company_id == company_id)
    row = session.connection().execute(found).one_or_none()
    return None if row is None else _agreement(row)


def _agreement(row: Any) -> Agreement:
    _, consent_id, text, by, name, at, revoked_at = row
    return Agreement(consent_id, parsed(text), by, name, at, revoked_at)


def list_agreements(session: Session) -> dict[CompanyId, Agreement]:
    """Each company's last agreement, for those who ever gave one."""
    rows = session.connection().execute(_AGREEMENTS)
    return {row.company_id: _agreement(row) for row in rows}


def add_agreement(
    session: Session, company_id: CompanyId, content: Content, by: MemberId, name: str, now: datetime
) -> int:
    """The evidence: the exact content, its SHA-256, who agreed and when. Returns its id."""
    values = {
        "company_id": company_id,
        "content": canonical(content),
        "sha256": digest(content),
        "agreed_by": by,
        "agreed_name": name,
        "agreed_at": now,
    }
    made = insert(CONSENT).values(values).returning(CONSENT.c.id)
    return int(session.connection().execute(made).scalar_one())


def revoke_agreements(session: Session, company_id: CompanyId, by: MemberId, now: datetime) -> None:
    """Takes back whatever of the company's agreements still held."""
    held = update(CONSENT).where(CONSENT.c.company_id == company_id, CONSENT.c.revoked_at.is_(None))
    session.connection().execute(held.values(revoked_by=by, revoked_at=now))


def list_contacts(session: Session, company_id: CompanyId | None = None) -> dict[tuple[int, int], datetime]:
    """(company, member) of every contact who agrees and belongs to the company now, and since when."""
    found = _CONTACTS if company_id is None else _CONTACTS.where(CONTACT.c.company_id == company_id)
    return {(row.company_id, row.member_id): row.agreed_at for row in session.connection().execute(found)}


def add_contact(session: Session, company_id: CompanyId, member_id: MemberId, now: datetime) -> int:
    """A person agrees to be named as the company's contact. Returns the agreement's id."""
    values = {"company_id": company_id, "member_id": member_id, "agreed_at": now}
    made = insert(CONTACT).values(values).returning(CONTACT.c.id)
    return int(session.connection().execute(made).scalar_one())


def end_contacts(
    session: Session, company_id: CompanyId, now: datetime, member_id: MemberId | None = None
) -> list[int]:
    """Ends the agreement of one contact or of all; returns the ids of those that held."""
    held = update(CONTACT).where(CONTACT.c.company_id == company_id, CONTACT.c.revoked_at.is_(None))
    if member_id is not None:
        held = held.where(CONTACT.c.member_id == member_id)
    ended = held.values(revoked_at=now).returning(CONTACT.c.id)
    return sorted(session.connection().execute(ended).scalars())


def list_colleagues(session: Session, company_id: CompanyId) -> list[tuple[MemberId, str, str]]:
    """The company's members now, by name, with their function."""
    found = select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.function).where(
        MEMBER.c.company_id == company_id, ADMITTED
    )
    rows = session.connection().execute(found.order_by(MEMBER.c.name, MEMBER.c.id))
    return [(row.id, row.name, row.function) for row in rows]


def count_members(session: Session, company_id: CompanyId) -> int:
    """How many represent the company now; organisers represent the alliance."""
    counted = select(func.count()).where(
        MEMBER.c.company_id == company_id, ADMITTED, MEMBER.c.role == Role.MEMBER.value
    )
    return int(session.connection().execute(counted).scalar_one())
