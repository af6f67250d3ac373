"""Charter versions, and the evidence of who accepted which."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, literal_column, select, union_all, update

from club.charter import Version
from club.ids import MemberId, SlackId
from storage.people import COMPANY, MEMBER, PROFILE, VERSION, Membership, Role, has_account
from storage.session import Session
from storage.tables import Acceptance, AcceptanceCount, core
from storage.upsert import Upsert

ACCEPTANCE, ACCEPTED = core(Acceptance), core(AcceptanceCount)
_VERSION = (
    VERSION.c.number,
    VERSION.c.material,
    VERSION.c.text,
    VERSION.c.sha256,
    VERSION.c.changes,
    VERSION.c.published_at,
    VERSION.c.accept_by,
)
_ADD = Upsert(VERSION, ["number"])
_BOUND: ColumnElement[bool] = literal_column("member.acts AND member.role = 'member'")
"""Whose acceptance is awaited: members who can give it; organisers are never locked out, and not asked.
In the words of the index."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the append-only evidence."""

    number: int
    sha256: str
    language: str
    withdrawn: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody a new version is told to."""

    slack_id: SlackId
    accepted: int
    zone: str
    state: Membership


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A member who has not accepted yet."""

    member_id: MemberId
    name: str
    company: str


def add_version(session: Session, version: Version, by: MemberId | None) -> bool:
    """Publishes a version; False where its number was taken meanwhile, and nothing is written."""
    values = {
        "number": version.number,
        "material": version.material,
        "text": version.text,
        "sha256": version.sha256,
        "changes": version.changes,
        "published_at": version.published_at,
        "published_by": by,
        "accept_by": version.accept_by,
    }
    return _ADD.run(session.connection(), values) == 1


def get_newest(session: Session) -> Version | None:
    """The version published last."""
    found = select(*_VERSION).order_by(VERSION.c.number.desc()).limit(1)
    row = session.connection().execute(found).one_or_none()
    return row and Version(*row)


def get_version(session: Session, number: int) -> Version | None:
    """A version by number."""
    row = session.connection().execute(select(*_VERSION).where(VERSION.c.number == number)).one_or_none()
    return row and Version(*row)


def get_required(session: Session) -> Version | None:
    """The newest material version: the one that whoever accepts nothing newer must accept."""
    found = select(*_VERSION).where(VERSION.c.material).order_by(VERSION.c.number.desc()).limit(1)
    row = session.connection().execute(found).one_or_none()
    return row and Version(*row)


def required_number(session: Session) -> int:
    """Its number; 0 while none is published."""
    newest = select(func.coalesce(func.max(VERSION.c.number), 0)).where(VERSION.c.material)
    return int(session.connection().execute(newest).scalar_one())


def get_accepted(session: Session, member_id: MemberId, *, lock: bool = False) -> int:
    """The version a member accepted last; `lock` keeps a second click waiting until this one is written."""
    mine = select(MEMBER.c.accepted_version).where(MEMBER.c.id == member_id)
    return int(session.connection().execute(mine.with_for_update() if lock else mine).scalar_one())


def add_evidence(session: Session, member_id: MemberId, evidence: Evidence, accepted: int) -> None:
    """Adds to the evidence, and notes what the member has `accepted` from now on."""
    row: dict[str, Any] = {
        "member_id": member_id,
        "number": evidence.number,
        "sha256": evidence.sha256,
        "language": evidence.language,
        "withdrawn": evidence.withdrawn,
        "at": evidence.at,
    }
    connection = session.connection()
    connection.execute(insert(ACCEPTANCE).values(row))
    connection.execute(update(MEMBER).where(MEMBER.c.id == member_id).values(accepted_version=accepted))


def list_evidence(session: Session, member_id: MemberId) -> list[Evidence]:
    """What a member accepted and took back, the newest first."""
    rows = session.connection().execute(
        select(
            ACCEPTANCE.c.number,
            ACCEPTANCE.c.sha256,
            ACCEPTANCE.c.language,
            ACCEPTANCE.c.withdrawn,
            ACCEPTANCE.c.at,
        )
        .where(ACCEPTANCE.c.member_id == member_id)
        .order_by(ACCEPTANCE.c.id.desc())
    )
    return [Evidence(*row) for row in rows]


def count_accepted(session: Session, required: int) -> tuple[int, int]:
    """How many members have accepted `required` or newer, and how many members there are."""
    found = session.connection().execute(select(ACCEPTED.c.number, ACCEPTED.c.members)).all()
    return sum(row.members for row in found if row.number >= required), sum(row.members for row in found)


def list_outstanding(
    session: Session, required: int, offset: int = 0, limit: int = 1_000_000
) -> list[Outstanding]:
    """A page of the members who have not accepted `required` or newer, by company and name.

    There are few versions: of those who accepted each, no more are read than the page can show.
    """
    older = select(ACCEPTED.c.number).where(ACCEPTED.c.number < required, ACCEPTED.c.members > 0)
    each = [_accepted(one, offset + limit) for one in session.connection().execute(older).scalars()]
    if not each:
        return []
    some = union_all(*(select(one.subquery()) for one in each)).subquery("outstanding")
    found = (
        select(some.c.id, some.c.name, func.coalesce(COMPANY.c.name, ""))
        .outerjoin(COMPANY, COMPANY.c.id == some.c.company_id)
        .order_by(some.c.listed, some.c.name, some.c.id)
        .offset(offset)
        .limit(limit)
    )
    return [Outstanding(*row) for row in session.connection().execute(found)]


def _accepted(number: int, limit: int) -> Select[Any]:
    """Members who accepted that version last, as the index has them."""
    known = (MEMBER.c.id, MEMBER.c.name, MEMBER.c.company_id, MEMBER.c.listed)
    found = select(*known).where(_BOUND, MEMBER.c.accepted_version == number)
    return found.order_by(MEMBER.c.listed, MEMBER.c.name, MEMBER.c.id).limit(limit)


def list_concerned(session: Session) -> list[Concerned]:
    """Members and invited people whom Slack knows; organisers are not asked."""
    states = (Membership.ADMITTED.value, Membership.INVITED.value)
    found = (
        select(
            MEMBER.c.slack_id, MEMBER.c.accepted_version, func.coalesce(PROFILE.c.zone, ""), MEMBER.c.state
        )
        .select_from(MEMBER)
        .outerjoin(PROFILE, PROFILE.c.slack_id == MEMBER.c.slack_id)
        .where(MEMBER.c.state.in_(states), MEMBER.c.role == Role.MEMBER.value, has_account())
        .order_by(MEMBER.c.id)
    )
    rows = session.connection().execute(found)
    return [
        Concerned(slack_id, accepted, zone, Membership(state)) for slack_id, accepted, zone, state in rows
    ]
