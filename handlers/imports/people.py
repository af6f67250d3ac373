"""Saving the members of a file: each line is one person of the books or nobody's yet, and never a guess."""

from collections.abc import Sequence
from dataclasses import replace

from club.folding import fold
from club.ids import CompanyId, MemberId, SlackId
from handlers.imports.faults import RowFault
from handlers.imports.names import same_person
from handlers.imports.parse import MemberRow
from handlers.imports.saving import Counts, company_of, list_known
from handlers.imports.wrong import Told
from handlers.words import mark
from storage.people import Membership, Person, Role, SlackProfile, change_member
from storage.register import Names, Register, Traces, add_people
from storage.session import Session

_TOLD = ("name", "email", "slack_id", "company_id", "role")
"""What a line may say of a member."""


def save_members(
    session: Session,
    rows: Sequence[MemberRow],
    *,
    homonyms: bool = False,
    accounts: Sequence[SlackProfile] = (),
) -> Counts:
    """Add or change people, found by Slack id, by address, or by the address that Slack has for them.

    `accounts` is what Slack says now of everybody in the workspace: nothing of it is kept.

    An empty cell changes nothing. Their companies must be known, so that a slip of the pen makes no new one.
    Who left or is suspended stays so. Somebody new who bears the name of a member of the same company is a
    fault, unless `homonyms` says that there are such.
    """
    counts, companies, register = Counts(), list_known(session), Register(session, accounts)
    named, new = {} if homonyms else register.names(), []
    for row in rows:
        company_id = company_of(row.line, "company", row.company, companies, counts)
        traces = register.find(row.email, row.slack_id)
        if conflict := _conflict(row, traces):
            counts.faults.append(RowFault(row.line, "e-mail" if row.email else "slack id", conflict))
        elif traces.people:
            _change(session, register, traces.people[0], row, company_id, counts)
        elif fault := _unfit(row, company_id, named):
            counts.faults.append(fault)
        else:
            new.append(_newcomer(row, company_id))
            register.note(new[-1])
            if not homonyms:
                named[fold(row.name), company_id] = row.email or row.slack_id or ""
    counts.added = len(add_people(session, new))
    return counts


def _conflict(row: MemberRow, traces: Traces) -> Told | None:
    """Why the line cannot be about one person of the books, or about somebody new; None where it can."""
    for person in traces.people:
        if person.id < 0:
            return Told(
                mark("is {name} of line {line}, by what Slack says; keep one of the two lines"),
                name=person.name,
                line=-person.id,
            )
    first, second = traces.by_id, traces.by_email
    if first and second and first.id != second.id:
        return Told(
            mark("belongs to {second}, the Slack id to {first}; correct one of the two"),
            second=second.name,
            first=first.name,
        )
    if row.slack_id and traces.account and traces.account != row.slack_id:
        whose = f" ({traces.by_account.name})" if traces.by_account else ""
        return Told(
            mark("is that of {account} in Slack, not of {id}; correct one of the two"),
            account=f"{traces.account}{whose}",
            id=row.slack_id,
        )
    if len(traces.people) > 1:
        one, other = traces.people[:2]
        return Told(
            mark(
                "leads to two entries, {one} and {other}; give one by Slack id alone, suspend the other "
                "(/prime members)"
            ),
            one=_known_as(one),
            other=_known_as(other),
        )
    found = next(iter(traces.people), None)
    if found and found.slack_id and row.slack_id not in (None, found.slack_id) and not traces.closed:
        return Told(
            mark("belongs to {name}, who is {account} in Slack, not {id}; correct one"),
            name=found.name,
            account=found.slack_id,
            id=row.slack_id,
        )
    return None


def _known_as(person: Person) -> str:
    return f"{person.name} ({person.email or person.slack_id})"


def _unfit(row: MemberRow, company_id: CompanyId | None, named: Names) -> RowFault | None:
    """Why somebody new cannot be added."""
    if not row.company and row.role is not Role.ORGANISER:
        return RowFault(row.line, "company", Told(mark("empty; only an organiser may have none")))
    known_as = named.get((fold(row.name), company_id))
    if known_as is None:
        return None
    reason = Told(
        mark(
            "“{name}” is in that company already, as {known}: for the same person, give the Slack id "
            "with the new address; for two people, prime import --homonyms"
        ),
        name=row.name,
        known=known_as,
    )
    return RowFault(row.line, "name", reason)


def _newcomer(row: MemberRow, company_id: CompanyId | None) -> Person:
    """Somebody who is in no books yet: the line stands for the id."""
    return Person(
        MemberId(-row.line),
        row.name,
        row.role or Role.MEMBER,
        company=row.company,
        company_id=company_id,
        slack_id=SlackId(row.slack_id) if row.slack_id else None,
        email=row.email,
        language="",
        zone="",
        state=Membership.ADMITTED,
    )


def _change(
    session: Session,
    register: Register,
    found: Person,
    row: MemberRow,
    company_id: CompanyId | None,
    counts: Counts,
) -> None:
    after = replace(
        found,
        name=found.name if _worse(row.name, found.name) else row.name,
        email=row.email or found.email,
        slack_id=SlackId(row.slack_id) if row.slack_id else found.slack_id,
        company_id=company_id or found.company_id,
        role=row.role or found.role,
    )
    news = {name: getattr(after, name) for name in _TOLD if getattr(after, name) != getattr(found, name)}
    counts.notes.extend(RowFault(row.line, "", note) for note in _notes(found, row))
    if news:
        change_member(session, found.id, **news)
        register.note(after, found)
    counts.count(added=False, changed=bool(news))


def _notes(found: Person, row: MemberRow) -> list[Told]:
    """What is worth checking before a member is changed."""
    notes = []
    known_as = found.email or found.slack_id
    if row.email and row.email != found.email:
        under = mark("{name} is already a member under {known}; the address becomes {email}")
        bare = mark("{name} is already a member as {known}, without an address; the address becomes {email}")
        what = under if found.email else bare
        notes.append(Told(what, name=found.name, known=known_as, email=row.email))
    if row.slack_id and found.slack_id and row.slack_id != found.slack_id:
        moved = mark("{name}: the account {old} is closed, {new} takes its place")
        notes.append(Told(moved, name=found.name, old=found.slack_id, new=row.slack_id))
    if not same_person(row.name, found.name):
        named = mark("{known} is {name}; the name becomes {new}")
        notes.append(Told(named, known=known_as, name=found.name, new=row.name))
    if found.state in (Membership.SUSPENDED, Membership.LEFT):
        suspended, left = mark("{name}: suspended, and stays so"), mark("{name}: left, and stays so")
        what = suspended if found.state is Membership.SUSPENDED else left
        notes.append(Told(what, name=found.name))
    return notes


def _worse(name: str, known: str) -> bool:
    """Whether a file writes a known name in capitals, or without its accents."""
    plain = name.isupper() or (name.isascii() and not known.isascii())
    return plain and same_person(name, known)
