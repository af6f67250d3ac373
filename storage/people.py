"""Companies, members, and what Slack says of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from club.folding import fold
from club.ids import CompanyId, MemberId, SlackId
from storage.indexing import reindex
from storage.prepared import Prepared
from storage.session import Session
from storage.tables import CharterVersion, Company, Member, Profile, core
from storage.types import Utc
from storage.upsert import Upsert

COMPANY, MEMBER, PROFILE, VERSION = core(Company), core(Member), core(Profile), core(CharterVersion)


class Role(StrEnum):
    """What a member may do."""

    MEMBER = "member"
    ORGANISER = "organiser"


class Membership(StrEnum):
    """Where somebody stands on the way into the club and out of it."""

    INVITED = "invited"
    """Asked, or was asked; not admitted yet. May read and accept the charter."""
    ADMITTED = "admitted"
    SUSPENDED = "suspended"
    LEFT = "left"


class AccountKind(StrEnum):
    """What Slack says of an account; only a full one belongs to the club's workspace."""

    FULL = "full"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the rest of the program sees one."""

    id: MemberId
    name: str
    role: Role
    company: str
    company_id: CompanyId | None
    slack_id: SlackId | None
    email: str | None
    language: str
    """`fr`, `en`, a Slack locale such as `en-GB`, or empty where nothing is known."""
    zone: str
    state: Membership
    function: str = ""
    account_kind: AccountKind = AccountKind.FULL
    """Of the Slack account; a full one where Slack has said nothing yet."""

    @property
    def active(self) -> bool:
        """Whether this is a member now."""
        return self.state is Membership.ADMITTED

    @property
    def is_insider(self) -> bool:
        """Whether this is a member now whom Slack, where it knows them, does not keep as a guest."""
        return self.active and self.account_kind is AccountKind.FULL

    @property
    def can_act(self) -> bool:
        """Whether this member can do anything in Slack now: `CAN_ACT` of one person."""
        return self.is_insider and self.slack_id is not None


@dataclass(frozen=True, slots=True)
class SlackProfile:
    """What Slack says of a person."""

    slack_id: SlackId
    name: str
    email: str | None
    locale: str
    zone: str
    account_kind: AccountKind


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever stands at the door: what Slack says of them, and the member they are, if any."""

    slack_id: SlackId
    known: bool
    """Whether Slack's word on this person is cached."""
    account_kind: AccountKind
    locale: str
    member: Person | None
    """Set for an admitted member alone."""
    person: Person | None = None
    """Set for whoever is in the books, invited or suspended people included."""
    charter_due: bool = False
    """Whether a charter version binds that this person has not accepted."""


_PERSON = (
    MEMBER.c.id,
    MEMBER.c.name,
    MEMBER.c.role,
    func.coalesce(COMPANY.c.name, "").label("company"),
    MEMBER.c.company_id,
    MEMBER.c.slack_id,
    MEMBER.c.email,
    func.coalesce(MEMBER.c.language, PROFILE.c.locale, "").label("language"),
    func.coalesce(PROFILE.c.zone, "").label("zone"),
    MEMBER.c.state,
    MEMBER.c.function,
    func.coalesce(PROFILE.c.standing, AccountKind.FULL.value).label("standing"),
)
ADMITTED = MEMBER.c.state == "admitted"
"""The condition that somebody is a member now."""
_ACCOUNT = PROFILE.alias("account")


def has_account(member: FromClause = MEMBER) -> ColumnElement[bool]:
    """The condition that Slack knows this row of members by a full account, neither closed nor a guest's."""
    return and_(member.c.slack_id.is_not(None), ~_has_other(member))


def _has_other(member: FromClause) -> ColumnElement[bool]:
    """The condition that the account Slack knows is closed, a guest's, a bot's or of another workspace."""
    other = exists().where(
        _ACCOUNT.c.slack_id == member.c.slack_id, _ACCOUNT.c.standing != AccountKind.FULL.value
    )
    return other.correlate(member)


def can_act(member: FromClause = MEMBER) -> ColumnElement[bool]:
    """The condition that somebody can answer, decide, be asked; whoever cannot is passed over meanwhile."""
    return and_(member.c.state == Membership.ADMITTED.value, has_account(member))


CAN_ACT = can_act()
_THEIR_COMPANY = COMPANY.alias("their_company")
EXPECTED = or_(
    MEMBER.c.role != Role.ORGANISER.value,
    exists()
    .where(_THEIR_COMPANY.c.id == MEMBER.c.company_id, ~_THEIR_COMPANY.c.organisation)
    .correlate(MEMBER),
)
"""The condition that an answer or a vote is expected of a member: staff who organise represent no company, or
the club's own organisation."""
_PEOPLE = (
    select(*_PERSON)
    .select_from(MEMBER)
    .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
    .outerjoin(PROFILE, PROFILE.c.slack_id == MEMBER.c.slack_id)
)
_BY_ID = _PEOPLE.where(MEMBER.c.id == bindparam("member_id"))
_BY_SLACK = _PEOPLE.where(MEMBER.c.slack_id == bindparam("slack_id"))
ORGANISES: ColumnElement[bool] = literal_column("member.role = 'organiser'")
"""In the words of the index."""
_ORGANISERS = _PEOPLE.where(ORGANISES, ADMITTED).order_by(MEMBER.c.id)
_DOOR = select(cast(bindparam("slack_id"), String).label("slack_id")).subquery("door")
# Material versions bind those admitted before once their date has come; others ask nothing.
_BINDING = (
    select(func.coalesce(func.max(VERSION.c.number), 0))
    .where(VERSION.c.material, VERSION.c.accept_by <= bindparam("now", type_=Utc()))
    .scalar_subquery()
)
_VISITOR = Prepared(
    select(PROFILE.c.standing, PROFILE.c.locale, MEMBER.c.accepted_version < _BINDING, *_PERSON)
    .select_from(_DOOR)
    .outerjoin(PROFILE, PROFILE.c.slack_id == _DOOR.c.slack_id)
    .outerjoin(MEMBER, MEMBER.c.slack_id == _DOOR.c.slack_id)
    .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
)
_COMPANY = Upsert(COMPANY, ["folded"])
_FOUND_BY = frozenset({"name", "function", "company_id", "state", "email"})
"""The columns that a member is found by."""


def _person(row: Any) -> Person:
    member_id, name, role, company, company_id, slack_id, email, language, zone, state, function, account = (
        row
    )
    known = (company, company_id, slack_id, email, language, zone)
    return Person(member_id, name, Role(role), *known, Membership(state), function, AccountKind(account))


def get_visitor(session: Session, slack_id: SlackId, now: datetime) -> Visitor:
    """Who stands at the door. One statement: every click asks."""
    row = _VISITOR.row(session.connection(), {"slack_id": slack_id, "now": now})
    assert row is not None, "the door itself is a row"
    account_kind, locale, charter_due, *found = row
    person = _person(found) if found[0] is not None else None
    known = account_kind is not None
    return Visitor(
        slack_id=slack_id,
        known=known,
        account_kind=AccountKind(account_kind) if known else AccountKind.FULL,
        locale=locale or "",
        member=person if person and person.state is Membership.ADMITTED else None,
        person=person,
        charter_due=bool(charter_due),
    )


def is_charter_due(session: Session, member_id: MemberId, now: datetime) -> bool:
    """Whether a charter version binds that this member has not accepted."""
    due = select(MEMBER.c.accepted_version < _BINDING).where(MEMBER.c.id == member_id)
    return bool(session.connection().execute(due, {"now": now}).scalar())


def list_charter_due(session: Session, member_ids: Iterable[MemberId], now: datetime) -> set[MemberId]:
    """Those of the members who are kept out until they accept the charter: no organiser is."""
    owing = and_(MEMBER.c.accepted_version < _BINDING, MEMBER.c.role != Role.ORGANISER.value)
    due = select(MEMBER.c.id).where(MEMBER.c.id.in_(list(member_ids)), owing)
    return set(session.connection().execute(due, {"now": now}).scalars())


def get_person(session: Session, member_id: MemberId) -> Person | None:
    """A member by id."""
    row = session.connection().execute(_BY_ID, {"member_id": member_id}).one_or_none()
    return row and _person(row)


def get_person_by_slack(session: Session, slack_id: SlackId) -> Person | None:
    """A member by Slack id."""
    row = session.connection().execute(_BY_SLACK, {"slack_id": slack_id}).one_or_none()
    return row and _person(row)


def list_organisers(session: Session) -> list[Person]:
    """Everybody who organises and is active, whether they can be reached in Slack or not."""
    return [_person(row) for row in session.connection().execute(_ORGANISERS)]


def list_reachable_organisers(session: Session) -> list[Person]:
    """Those of them who can act."""
    return [one for one in list_organisers(session) if one.can_act]


def is_member_email(session: Session, emails: Iterable[str]) -> set[str]:
    """Those of the addresses that belong to active members."""
    wanted = [email.casefold() for email in emails]
    found = select(MEMBER.c.email).where(MEMBER.c.email.in_(wanted), ADMITTED)
    return set(session.connection().execute(found).scalars())


def list_companies(session: Session, words: str = "", limit: int = 100) -> list[tuple[CompanyId, str]]:
    """Companies whose name holds the words, by name; at most `limit`."""
    known = select(COMPANY.c.id, COMPANY.c.name).where(COMPANY.c.ended_at.is_(None))
    statement = known.order_by(COMPANY.c.folded).limit(limit)
    for word in fold(words).split():
        statement = statement.where(COMPANY.c.folded.contains(word, autoescape=True))
    return [(row.id, row.name) for row in session.connection().execute(statement)]


def add_company(session: Session, name: str) -> CompanyId:
    """The company of that name, made if there is none yet (case and accents do not tell two apart).

    Under the name of one that became one with another, that other; one that left is back.
    """
    connection = session.connection()
    folded = fold(name)
    _COMPANY.run(connection, {"name": name, "folded": folded})
    found = select(COMPANY.c.id, COMPANY.c.merged_into, COMPANY.c.ended_at)
    row = connection.execute(found.where(COMPANY.c.folded == folded)).one()
    if row.ended_at is not None and row.merged_into is None:
        connection.execute(update(COMPANY).where(COMPANY.c.id == row.id).values(ended_at=None))
    return CompanyId(row.merged_into or row.id)


def add_member(
    session: Session,
    name: str,
    *,
    email: str | None = None,
    slack_id: SlackId | None = None,
    company_id: CompanyId | None = None,
    role: Role = Role.MEMBER,
    state: Membership = Membership.ADMITTED,
) -> MemberId:
    """A new member, known by e-mail, Slack id, or both; the address is kept folded."""
    values = {
        "name": name,
        "email": email.casefold() if email else None,
        "slack_id": slack_id,
        "company_id": company_id,
        "role": role.value,
        "state": state.value,
    }
    result = session.connection().execute(insert(MEMBER).values(values).returning(MEMBER.c.id))
    member_id = MemberId(result.scalar_one())
    reindex(session, [member_id])
    return member_id


def find_member(session: Session, *, email: str | None, slack_id: str | None) -> Person | None:
    """The member who has that address or that Slack id (the id weighs more); None if nobody has."""
    if slack_id and (person := get_person_by_slack(session, SlackId(slack_id))):
        return person
    if not email:
        return None
    row = session.connection().execute(_PEOPLE.where(MEMBER.c.email == email.casefold())).one_or_none()
    return row and _person(row)


def change_member(session: Session, member_id: MemberId, **values: object) -> None:
    """Sets columns of one member, named as in the table; the directory follows in the same transaction."""
    session.connection().execute(update(MEMBER).where(MEMBER.c.id == member_id).values(values))
    if not _FOUND_BY.isdisjoint(values):
        reindex(session, [member_id])


def list_slack_ids(session: Session, member_ids: Iterable[MemberId]) -> dict[MemberId, SlackId]:
    """How Slack names those of the members who can act."""
    known = select(MEMBER.c.id, MEMBER.c.slack_id).where(MEMBER.c.id.in_(list(member_ids)), CAN_ACT)
    return {row.id: row.slack_id for row in session.connection().execute(known)}
