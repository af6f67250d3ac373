"""What companies owe: called, paid, told of; amounts in whole cents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update

from club.dues import Dues, Stand, State, Term
from club.folding import fold
from club.ids import CompanyId, DuesId, MemberId, SlackId
from storage import tables
from storage.people import COMPANY, MEMBER, Role
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

LOOKED_BACK = timedelta(days=731)
"""What is older than this is looked for in its year's list."""
DUES, TERM, PAYMENT = core(tables.Dues), core(tables.DuesTerm), core(tables.DuesPayment)
CONTACT = core(tables.DuesContact)
PEER = MEMBER.alias("peer")
Item = TypeVar("Item")
CompanyOf = CompanyId | ColumnElement[Any]
TOGETHER = 500
"""Companies asked for in one statement."""
MOST_MEMBERS = 100
"""Of one company: what a select holds."""
_CALL = Upsert(DUES, ["year", "company_id"])
_PAY = Upsert(PAYMENT, ["trace"])
_PAID = (
    select(func.coalesce(func.sum(PAYMENT.c.cents), 0))
    .where(PAYMENT.c.dues_id == DUES.c.id)
    .correlate(DUES)
    .scalar_subquery()
)
_LAST = (
    select(func.max(PAYMENT.c.day)).where(PAYMENT.c.dues_id == DUES.c.id).correlate(DUES).scalar_subquery()
)
_DUES = select(DUES, _PAID.label("paid"), _LAST.label("paid_on"), COMPANY.c.name.label("company")).join(
    COMPANY, COMPANY.c.id == DUES.c.company_id
)


def subject_of_dues(dues_id: DuesId) -> str:
    """The subject of everything that is said of a call."""
    return f"dues:{dues_id}"


def dues_of(subject: str) -> DuesId:
    """The call that a subject names."""
    return DuesId(int(subject.removeprefix("dues:")))


def add_dues(session: Session, called: Sequence[Dues], by: MemberId | None, now: datetime) -> list[DuesId]:
    """New calls, of companies not called for that year; a dozen statements however many they are."""
    rows = [
        {
            "company_id": dues.company_id,
            "year": dues.year,
            "net": dues.net,
            "gross": dues.gross,
            "day": dues.day,
            "reference": dues.reference,
            "stand": dues.stand.value,
            "reason": "",
            "told_on": None,
            "told_reference": "",
            "address": "",
            "told_by": None,
            "called_on": dues.called_on,
            "called_by": by,
            "at": now,
        }
        for dues in called
    ]
    if rows:
        _CALL.run(session.connection(), rows)
    found = {key: one for some in _together(called) for key, one in _ids(session, some)}
    return [found[dues.year, dues.company_id] for dues in called]


def _ids(session: Session, called: Sequence[Dues]) -> list[tuple[tuple[int, CompanyId], DuesId]]:
    years, companies = ({one.year for one in called}, {one.company_id for one in called})
    found = select(DUES.c.id, DUES.c.year, DUES.c.company_id)
    rows = session.connection().execute(found.where(DUES.c.year.in_(years), DUES.c.company_id.in_(companies)))
    return [((row.year, CompanyId(row.company_id)), DuesId(row.id)) for row in rows]


def _together(many: Sequence[Item]) -> list[Sequence[Item]]:
    """In parts of which each is asked for in one statement."""
    return [many[first : first + TOGETHER] for first in range(0, len(many), TOGETHER)]


def lock_year(session: Session) -> None:
    """Nobody else makes a call until the transaction ends: references follow one another. SQLite has one
    writer at a time anyway."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE dues IN SHARE ROW EXCLUSIVE MODE")


def list_references(session: Session, year: int) -> list[str]:
    """The references that a year has."""
    found = select(DUES.c.reference).where(DUES.c.reference.startswith(f"{year}-", autoescape=True))
    return list(session.connection().execute(found).scalars())


def list_borne(session: Session, references: Sequence[str]) -> set[str]:
    """Those of these references that a call bears."""
    connection, found = session.connection(), select(DUES.c.reference)
    return {
        one
        for some in _together(references)
        for one in connection.execute(found.where(DUES.c.reference.in_(some))).scalars()
    }


def get_dues(session: Session, dues_id: DuesId) -> Dues | None:
    """A call by id."""
    return next(iter(_all(session, _DUES.where(DUES.c.id == dues_id))), None)


def lock_dues(session: Session, dues_id: DuesId) -> Dues | None:
    """The same; nobody else changes it until the transaction ends."""
    session.connection().execute(select(DUES.c.id).where(DUES.c.id == dues_id).with_for_update())
    return get_dues(session, dues_id)


def list_company_dues(session: Session, company_id: CompanyId, limit: int) -> list[Dues]:
    """What a company owes or owed, the last year first."""
    found = _DUES.where(DUES.c.company_id == company_id).order_by(DUES.c.year.desc())
    return _all(session, found.limit(limit))


def list_year_dues(session: Session, year: int) -> list[Dues]:
    """All calls of a year, by company."""
    return _all(session, _DUES.where(DUES.c.year == year).order_by(COMPANY.c.folded, DUES.c.id))


def list_states(session: Session, year: int, companies: Sequence[CompanyId]) -> Mapping[CompanyId, State]:
    """Where the calls of a year to these companies stand, without any amount."""
    called = _DUES.where(DUES.c.year == year, DUES.c.company_id.in_(companies))
    return {one.company_id: one.state for one in _all(session, called)}


def list_open_dues(session: Session) -> list[Dues]:
    """All calls, of any year, that something may still be paid of."""
    return _all(session, _DUES.where(DUES.c.gross > _PAID).order_by(DUES.c.year, DUES.c.id))


def find_overdue(session: Session, until: date, most: int) -> tuple[list[str], int]:
    """Companies that owe since that day or longer, of the last two years: names, and how many.

    But for those that the club talks with, or that say they have paid, or with whom it is to be settled.
    """
    late = and_(DUES.c.day <= until, DUES.c.day > until - LOOKED_BACK)
    owed = and_(late, DUES.c.gross > _PAID, DUES.c.told_on.is_(None), DUES.c.address == "")
    found = (
        select(COMPANY.c.name)
        .join(DUES, DUES.c.company_id == COMPANY.c.id)
        .where(DUES.c.stand == Stand.CALLED.value, owed)
        .distinct()
        .order_by(COMPANY.c.name)
    )
    names = list(session.connection().execute(found).scalars())
    return names[:most], len(names)


def list_every_dues(session: Session) -> list[Dues]:
    """All calls of all years: those that a bank's lines may be of."""
    return _all(session, _DUES.order_by(DUES.c.year, DUES.c.id))


def list_dues_years(session: Session) -> list[int]:
    """The years that were called, the newest first."""
    found = select(DUES.c.year).distinct().order_by(DUES.c.year.desc())
    return list(session.connection().execute(found).scalars())


def list_called(session: Session, year: int) -> set[CompanyId]:
    """The companies called for a year."""
    found = select(DUES.c.company_id).where(DUES.c.year == year)
    return set(session.connection().execute(found).scalars())


def list_payers(session: Session) -> list[CompanyId]:
    """The companies that a member represents, but the club's own organisation; by name.

    Organisers represent the alliance.
    """
    ours = (MEMBER.c.state == "admitted", MEMBER.c.role == Role.MEMBER.value)
    owns = select(MEMBER.c.id).where(MEMBER.c.company_id == COMPANY.c.id, *ours)
    found = select(COMPANY.c.id).where(~COMPANY.c.organisation, owns.exists()).order_by(COMPANY.c.folded)
    return [CompanyId(one) for one in session.connection().execute(found).scalars()]


def _named(company_id: CompanyOf) -> Select[Any]:
    """Its dues contacts, as long as they are its own and can act: otherwise nobody would be reminded."""
    theirs = (PEER.c.company_id == company_id, PEER.c.acts)
    found = select(CONTACT.c.member_id).join(PEER, PEER.c.id == CONTACT.c.member_id)
    return found.where(CONTACT.c.company_id == company_id, *theirs)


def _reading(company_id: CompanyOf) -> tuple[ColumnElement[bool], ...]:
    """Who of a company reads what it owes: its dues contacts; where none is named, its members."""
    named = _named(company_id)
    return (
        MEMBER.c.company_id == company_id,
        MEMBER.c.state == "admitted",
        or_(MEMBER.c.id.in_(named), ~named.exists()),
    )


def list_readers(session: Session, company_id: CompanyId) -> list[tuple[str, SlackId | None]]:
    """Who of a company reads what it owes, by name, with the account of those who can act."""
    account = func.coalesce(MEMBER.c.slack_id, "")
    found = select(MEMBER.c.name, account.label("account"), MEMBER.c.acts).where(*_reading(company_id))
    rows = session.connection().execute(found.order_by(MEMBER.c.name, MEMBER.c.id))
    return [(row.name, SlackId(row.account) if row.acts else None) for row in rows]


def list_accounts(session: Session, companies: Sequence[CompanyId]) -> list[tuple[CompanyId, SlackId]]:
    """Who reads what these companies owe and can act, by company."""
    owns = _reading(MEMBER.c.company_id)
    found = select(MEMBER.c.company_id, MEMBER.c.slack_id).where(MEMBER.c.acts, *owns)
    connection = session.connection()
    return [
        (CompanyId(row.company_id), SlackId(row.slack_id))
        for some in _together(companies)
        for row in connection.execute(found.where(MEMBER.c.company_id.in_(some)))
    ]


def reads_dues(session: Session, company_id: CompanyId, member_id: MemberId) -> bool:
    """Whether this member reads what that company owes."""
    found = select(MEMBER.c.id).where(MEMBER.c.id == member_id, *_reading(company_id))
    return session.connection().execute(found).first() is not None


def list_dues_contacts(session: Session, company_id: CompanyId) -> list[MemberId]:
    """The dues contacts named for a company; none: all its members read its dues."""
    return [MemberId(one) for one in session.connection().execute(_named(company_id)).scalars()]


def list_nameable(session: Session, company_id: CompanyId, limit: int) -> list[tuple[MemberId, str]]:
    """The members of a company, by name: those who may be its dues contacts."""
    theirs = (MEMBER.c.company_id == company_id, MEMBER.c.state == "admitted")
    found = select(MEMBER.c.id, MEMBER.c.name).where(*theirs).order_by(MEMBER.c.name, MEMBER.c.id)
    return [(MemberId(row.id), row.name) for row in session.connection().execute(found.limit(limit))]


def set_dues_contacts(
    session: Session, company_id: CompanyId, members: Sequence[MemberId], now: datetime
) -> None:
    """These and nobody else; of its own members alone."""
    connection = session.connection()
    connection.execute(delete(CONTACT).where(CONTACT.c.company_id == company_id))
    theirs = {one for one, _ in list_nameable(session, company_id, MOST_MEMBERS)}
    rows = [{"company_id": company_id, "member_id": one, "at": now} for one in members if one in theirs]
    if rows:
        connection.execute(insert(CONTACT), rows)


def set_terms(session: Session, dues_id: DuesId, terms: Sequence[Term]) -> None:
    """The instalments of a call; the last day is then its own."""
    connection = session.connection()
    connection.execute(delete(TERM).where(TERM.c.dues_id == dues_id))
    if terms:
        rows = [{"dues_id": dues_id, "day": one.day, "cents": one.cents} for one in terms]
        connection.execute(insert(TERM), rows)
        connection.execute(update(DUES).where(DUES.c.id == dues_id).values(day=terms[-1].day))


def set_stand(session: Session, dues_id: DuesId, stand: Stand, reason: str) -> None:
    """What organisers made of a call; called again, whatever the company said before is over."""
    values: dict[str, Any] = {"stand": stand.value, "reason": reason}
    if stand is Stand.CALLED:
        values |= {"told_on": None, "told_reference": "", "address": "", "told_by": None}
    session.connection().execute(update(DUES).where(DUES.c.id == dues_id).values(values))


def tell_paid(session: Session, dues_id: DuesId, day: date, reference: str, by: MemberId) -> None:
    """The company says that it has paid."""
    said = {"told_on": day, "told_reference": reference, "told_by": by}
    session.connection().execute(update(DUES).where(DUES.c.id == dues_id).values(said))


def tell_address(session: Session, dues_id: DuesId, address: str, by: MemberId) -> None:
    """The company says with whom it is to be settled."""
    said = {"address": address, "told_by": by}
    session.connection().execute(update(DUES).where(DUES.c.id == dues_id).values(said))


def add_payment(
    session: Session,
    dues_id: DuesId,
    cents: int,
    day: date,
    reference: str,
    by: MemberId | None,
    now: datetime,
) -> bool:
    """Money that came in; False where this very payment is noted already."""
    trace = f"{dues_id}:{trace_of(day, cents, reference)}"
    row = {"dues_id": dues_id, "cents": cents, "day": day, "reference": reference, "trace": trace}
    return bool(_PAY.run(session.connection(), row | {"noted_by": by, "at": now}))


def trace_of(day: date, cents: int, reference: str) -> str:
    """What names a payment, whatever it is of."""
    return f"{day.isoformat()}:{cents}:{fold(reference)}"


def list_traces(session: Session) -> set[str]:
    """The payments noted, by what names each."""
    return set(session.connection().execute(select(PAYMENT.c.trace)).scalars())


def list_payments(session: Session, ids: Sequence[DuesId]) -> Mapping[DuesId, list[tuple[date, int, str]]]:
    """The payments of these calls: day, cents, reference; the first one first."""
    found: dict[DuesId, list[tuple[date, int, str]]] = defaultdict(list)
    rows = select(PAYMENT).where(PAYMENT.c.dues_id.in_(ids)).order_by(PAYMENT.c.day, PAYMENT.c.id)
    for row in session.connection().execute(rows):
        found[row.dues_id].append((row.day, row.cents, row.reference))
    return found


def _all(session: Session, found: Select[Any], *where: ColumnElement[bool]) -> list[Dues]:
    rows = session.connection().execute(found.where(*where)).mappings().all()
    terms: dict[int, list[Term]] = defaultdict(list)
    ids = [row["id"] for row in rows]
    parts = select(TERM).where(TERM.c.dues_id.in_(ids)).order_by(TERM.c.day)
    for row in session.connection().execute(parts) if ids else ():
        terms[row.dues_id].append(Term(row.day, row.cents))
    return [_dues(row, terms[row["id"]]) for row in rows]


def _dues(row: Any, terms: Sequence[Term]) -> Dues:
    return Dues(
        id=DuesId(row["id"]),
        company_id=CompanyId(row["company_id"]),
        year=row["year"],
        net=row["net"],
        gross=row["gross"],
        day=row["day"],
        reference=row["reference"],
        stand=Stand(row["stand"]),
        reason=row["reason"],
        called_on=row["called_on"],
        paid=int(row["paid"]),
        terms=tuple(terms),
        told_on=row["told_on"],
        told_reference=row["told_reference"],
        address=row["address"],
        company=row["company"],
        paid_on=row["paid_on"],
    )
