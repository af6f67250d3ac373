"""Saving what a file said: each function may be run again with the same rows, and then changes nothing.

A row that cannot be saved as it stands is a fault; with any fault the caller rolls everything back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.imports.parse import CompanyRow, EventRow, MemberRow
from bot.imports.table import Fault
from club.calendar import default_deadline
from club.events import Event, State
from club.folding import fold
from club.ids import CompanyId, EventId, SlackId
from storage.ballots import list_weights, set_weight
from storage.events import add_event, list_managed, save_event
from storage.people import Person, Role, add_company, add_member, change_member, find_member, list_companies

_ALL_COMPANIES = 1_000_000
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Counts:
    """How many rows were new, differed from what was there, or said nothing new."""

    added: int = 0
    changed: int = 0
    same: int = 0
    faults: list[Fault] = field(default_factory=list)

    def count(self, *, added: bool, changed: bool) -> None:
        """One row more."""
        self.added += added
        self.changed += changed and not added
        self.same += not added and not changed


def save_companies(session: Session, rows: Sequence[CompanyRow]) -> Counts:
    """Add the companies that are not there; one already known keeps its spelling.

    The weight of a vote is that of ballots that open from now on; an empty cell changes nothing.
    """
    counts, known, weights = Counts(), _companies(session), list_weights(session)
    for row in rows:
        there = known.get(fold(row.name))
        company_id = there or add_company(session, row.name)
        news = row.weight is not None and row.weight != weights.get(company_id, 1)
        if row.weight is not None and news:
            set_weight(session, company_id, row.weight)
        counts.count(added=there is None, changed=news)
    return counts


def save_members(session: Session, rows: Sequence[MemberRow]) -> Counts:
    """Add or change people, found by Slack id or else by e-mail; an empty cell changes nothing.

    Their companies must be known, so that a slip of the pen makes no new one. Who left stays inactive.
    """
    counts, companies = Counts(), _companies(session)
    for row in rows:
        company_id = _company_of(row.line, "company", row.company, companies, counts)
        by_slack = find_member(session, email=None, slack_id=row.slack_id)
        by_email = find_member(session, email=row.email, slack_id=None)
        if by_slack and by_email and by_slack.id != by_email.id:
            reason = f"belongs to {by_email.name}, the Slack id to {by_slack.name}"
            counts.faults.append(Fault(row.line, "e-mail", reason))
        elif found := by_slack or by_email:
            _change_member(session, found, row, company_id, counts)
        else:
            slack_id = SlackId(row.slack_id) if row.slack_id else None
            role = row.role or Role.MEMBER
            add_member(
                session, row.name, email=row.email, slack_id=slack_id, company_id=company_id, role=role
            )
            counts.added += 1
    return counts


def save_events(session: Session, rows: Sequence[EventRow], zone: ZoneInfo) -> Counts:
    """Add events as drafts, or change drafts, found by title and start.

    What was published is changed in Slack alone, where those who said yes are told of it.
    """
    counts, companies = Counts(), _companies(session)
    known = {(fold(event.title), event.starts_at): event for event in list_managed(session, _EVER, _EVER)}
    for row in rows:
        host = _company_of(row.line, "host company", row.host_company, companies, counts)
        event = _event(row, host, zone)
        found = known.get((fold(row.title), row.starts_at))
        if found is None:
            add_event(session, event)
            counts.added += 1
        else:
            _change_event(session, found, event, row.line, counts)
    return counts


def _companies(session: Session) -> dict[str, CompanyId]:
    return {fold(name): company_id for company_id, name in list_companies(session, limit=_ALL_COMPANIES)}


def _company_of(
    line: int, column: str, name: str, known: dict[str, CompanyId], counts: Counts
) -> CompanyId | None:
    if name and fold(name) not in known:
        counts.faults.append(Fault(line, column, f"“{name}” is not known; import companies first"))
    return known.get(fold(name))


def _change_member(
    session: Session, found: Person, row: MemberRow, company_id: CompanyId | None, counts: Counts
) -> None:
    said = {
        "name": row.name,
        "email": row.email,
        "slack_id": row.slack_id,
        "company_id": company_id,
        "role": row.role,
    }
    news = {name: value for name, value in said.items() if value and value != getattr(found, name)}
    if news:
        change_member(session, found.id, **news)
        counts.changed += 1
    else:
        counts.same += 1


def _event(row: EventRow, host: CompanyId | None, zone: ZoneInfo) -> Event:
    return Event(
        id=EventId(0),  # given by the database
        title=row.title,
        kind=row.kind,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        deadline=row.deadline or default_deadline(row.starts_at, zone),
        capacity=row.capacity,
        state=State.DRAFT,
        place=row.place,
        video_url=row.video_url,
        host_company_id=host,
        agenda=row.agenda,
    )


def _change_event(session: Session, found: Event, event: Event, line: int, counts: Counts) -> None:
    wanted = replace(
        found,
        title=event.title,
        kind=event.kind,
        ends_at=event.ends_at,
        deadline=event.deadline,
        capacity=event.capacity,
        place=event.place,
        video_url=event.video_url,
        host_company_id=event.host_company_id,
        agenda=event.agenda,
    )
    # The host's name is read with the event and not saved: it tells nothing that its id does not.
    if wanted == found:
        counts.same += 1
    elif found.state is State.DRAFT:
        save_event(session, wanted)
        counts.changed += 1
    else:
        counts.faults.append(Fault(line, "", f"is {found.state.value} already; change it with /prime event"))
