"""A company has another name, becomes one with another, or leaves: what of it moves, and what stays."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Column, Table, delete, exists, func, select, update
from sqlmodel import SQLModel

from club.folding import fold
from club.ids import CompanyId, MemberId
from storage.indexing import reindex
from storage.kept_figures import unite_figures
from storage.people import _PEOPLE, COMPANY, MEMBER, Membership, Person, _person
from storage.session import Session
from storage.work_words import index_works_of_company

MOVES: Mapping[str, tuple[str, ...]] = {
    "admission": (),
    "event": (),
    "member": (),
    "companypage": ("company_id",),
    "voter": ("ballot_id", "company_id"),
    "workcompany": ("work_id", "company_id"),
    "workuse": (),
    "dues": ("year", "company_id"),
    "hosting_offer": (),
    "company_letter": (),
    "gate_list": (),
    "date_poll": (),
    "tenure": (),
    "kept_figure": ("year", "figure", "company_id"),
}
"""Tables whose rows go over to the company that stays, each with the columns of which there is one row alone:
where the other company has its own already, the row stays where it was."""
STAYS = frozenset({"consent", "contactconsent", "correction", "duescontact"})
"""Evidence of what the company agreed to, and was asked to correct, under its own name; and who it wanted to
read its dues: by whose word the united company goes, nobody has said."""


def ties() -> list[tuple[Table, Column[int]]]:
    """Every column that points at a company, as the schema declares them."""
    return [
        (table, column)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "company" for key in column.foreign_keys)
    ]


def rename(session: Session, company_id: CompanyId, name: str) -> None:
    """Another name, which no other company has; whoever represents it is found by it from now on."""
    renamed = update(COMPANY).where(COMPANY.c.id == company_id).values(name=name, folded=fold(name))
    session.connection().execute(renamed)
    reindex(session, _members(session, company_id))
    index_works_of_company(session, company_id)


def unite(session: Session, gone: CompanyId, stays: CompanyId, now: datetime) -> None:
    """What was one company's is the other's; under the old name the one that stays is found."""
    moved = _members(session, gone)
    unite_figures(session, gone, stays)
    for table, column in ties():
        if table.name in MOVES:
            _move(session, table, column, gone, stays)
    ended = update(COMPANY).where(COMPANY.c.id == gone).values(ended_at=now, merged_into=stays)
    session.connection().execute(ended)
    # Those united with it before are found under their names too.
    before = update(COMPANY).where(COMPANY.c.merged_into == gone).values(merged_into=stays)
    session.connection().execute(before)
    reindex(session, moved)
    index_works_of_company(session, stays)


def _move(session: Session, table: Table, column: Column[int], gone: CompanyId, stays: CompanyId) -> None:
    single = MOVES[table.name]
    going = column == gone
    if single:
        other = table.alias("other")
        alike = [other.c[name] == (stays if name == column.name else table.c[name]) for name in single]
        going = going & ~exists().where(*alike)
    session.connection().execute(update(table).where(going).values({column.name: stays}))
    if table.name in ("companypage", "workcompany"):  # the other's own says it
        session.connection().execute(delete(table).where(column == gone))


def end(session: Session, company_id: CompanyId, now: datetime) -> None:
    """It is in no list any more; imported or typed again, it is back."""
    session.connection().execute(update(COMPANY).where(COMPANY.c.id == company_id).values(ended_at=now))


def list_here(session: Session, *company_ids: CompanyId, lock: bool = True) -> list[tuple[CompanyId, str]]:
    """Those of them that are in the club, with their names; locked in the order of their ids."""
    found = select(COMPANY.c.id, COMPANY.c.name).where(
        COMPANY.c.id.in_(company_ids), COMPANY.c.ended_at.is_(None)
    )
    ordered = found.order_by(COMPANY.c.id)
    rows = session.connection().execute(ordered.with_for_update() if lock else ordered)
    return [(CompanyId(row.id), row.name) for row in rows]


def count_hosted(session: Session, company_id: CompanyId, now: datetime) -> int:
    """Events to come that it hosts."""
    event = SQLModel.metadata.tables["event"]
    coming = (event.c.host_company_id == company_id, event.c.state == "published", event.c.starts_at > now)
    return int(
        session.connection().execute(select(func.count()).select_from(event).where(*coming)).scalar_one()
    )


def _members(session: Session, company_id: CompanyId) -> list[MemberId]:
    found = select(MEMBER.c.id).where(MEMBER.c.company_id == company_id)
    return [MemberId(one) for one in session.connection().execute(found).scalars()]


def list_people(session: Session, company_id: CompanyId) -> list[Person]:
    """Everybody who represents it, or is about to; suspended members too."""
    found = _PEOPLE.where(MEMBER.c.company_id == company_id, MEMBER.c.state != Membership.LEFT.value)
    return [_person(row) for row in session.connection().execute(found.order_by(MEMBER.c.id))]
