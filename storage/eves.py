"""What organisers ask for on the eve of an event: who is late, and who reads nothing of what Prime sends."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, literal_column, select

from club.directory import Field, Visibility
from club.ids import CompanyId, EventId, MemberId
from storage import tables
from storage.people import ADMITTED, COMPANY, MEMBER
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core

DETAIL = core(tables.Detail)
_LATE: ColumnElement[bool] = literal_column("rsvp.late_minutes IS NOT NULL")
"""In the words of the index."""
_COMPANY_NAME = func.coalesce(COMPANY.c.name, "").label("company")
_SHOWN = (Visibility.MEMBERS.value, Visibility.ORGANISERS.value)
_CALLABLE = (
    select(DETAIL.c.member_id)
    .where(
        DETAIL.c.member_id == MEMBER.c.id,
        DETAIL.c.name.in_([Field.PHONE.value, Field.EMAIL.value]),
        DETAIL.c.visibility.in_(_SHOWN),
        DETAIL.c.value != "",
    )
    .exists()
)


@dataclass(frozen=True, slots=True)
class Latecomer:
    """Somebody who comes, and said to be late."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to be called."""

    id: MemberId
    name: str
    company: str
    shares: bool
    """Whether they share a phone number or an address with organisers."""


def list_late(session: Session, event_id: EventId, limit: int) -> list[Latecomer]:
    """Who comes late, by name; so many at most."""
    late = select(MEMBER.c.name, RSVP.c.late_minutes).join(MEMBER, MEMBER.c.id == RSVP.c.member_id)
    late = late.where(_LATE, RSVP.c.event_id == event_id, RSVP.c.seats > 0)
    rows = session.connection().execute(late.order_by(MEMBER.c.name, MEMBER.c.id).limit(limit))
    return [Latecomer(*row) for row in rows]


_CALLEES = select(MEMBER.c.id, MEMBER.c.name, _COMPANY_NAME, _CALLABLE.label("shares"))


def list_deaf(session: Session, event_id: EventId, limit: int) -> list[Callee]:
    """Who comes and reads nothing in Slack now; so many at most."""
    who = (RSVP.c.event_id == event_id, RSVP.c.seats > 0, ~MEMBER.c.acts, ADMITTED)
    coming = _CALLEES.join(RSVP, RSVP.c.member_id == MEMBER.c.id)
    found = coming.outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id).where(*who)
    return [Callee(*row) for row in session.connection().execute(found.order_by(MEMBER.c.id).limit(limit))]


def list_hosts(session: Session, company_id: CompanyId, limit: int) -> list[Callee]:
    """Members of the company that hosts, by name; so many at most."""
    theirs = _CALLEES.join(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
    hosts = theirs.where(MEMBER.c.company_id == company_id, ADMITTED).order_by(MEMBER.c.name, MEMBER.c.id)
    return [Callee(*row) for row in session.connection().execute(hosts.limit(limit))]
