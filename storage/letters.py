"""Letters of organisers to the members of a company."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select

from club.ids import CompanyId, LetterId, MemberId
from storage import tables
from storage.people import MEMBER
from storage.session import Session
from storage.tables import core

LETTER = core(tables.CompanyLetter)
_LETTERS = select(LETTER, MEMBER.c.name).join(MEMBER, MEMBER.c.id == LETTER.c.by_id)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter."""

    id: LetterId
    company_id: CompanyId
    by_id: MemberId
    by: str
    """Whoever wrote it, by name."""
    wording: str
    """Empty once whoever wrote it was erased."""
    at: datetime


def subject_of_letter(letter_id: LetterId) -> str:
    """The subject of what brings it."""
    return f"letter:{letter_id}"


def letter_of(subject: str) -> LetterId:
    """Back from `subject_of_letter`."""
    return LetterId(int(subject.removeprefix("letter:")))


def add_letter(
    session: Session, company_id: CompanyId, by: MemberId, wording: str, now: datetime
) -> LetterId:
    """A new one."""
    values = {"company_id": company_id, "by_id": by, "wording": wording, "at": now}
    made = insert(LETTER).values(values).returning(LETTER.c.id)
    return LetterId(session.connection().execute(made).scalar_one())


def get_letter(session: Session, letter_id: LetterId) -> Letter | None:
    """One by id."""
    return _first(session, _LETTERS.where(LETTER.c.id == letter_id))


def get_last_letter(session: Session, company_id: CompanyId) -> Letter | None:
    """The last one to a company."""
    found = _LETTERS.where(LETTER.c.company_id == company_id).order_by(LETTER.c.at.desc()).limit(1)
    return _first(session, found)


def _first(session: Session, found: Select[Any]) -> Letter | None:
    row = session.connection().execute(found).one_or_none()
    return Letter(LetterId(row.id), row.company_id, row.by_id, row.name, row.wording, row.at) if row else None
