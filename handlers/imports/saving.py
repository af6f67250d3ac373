"""Saving what a file said: each function may be run again with the same rows, and then changes nothing.

A row that cannot be saved as it stands is a fault; with any fault the caller rolls everything back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from club.calendar import default_deadline
from club.events import Event, EventState
from club.folding import fold
from club.ids import CompanyId, EventId
from handlers.imports.faults import RowFault, short
from handlers.imports.parse import CompanyRow, EventRow
from handlers.imports.wrong import Told
from handlers.words import mark
from storage.ballots import list_weights, set_organisation, set_weight
from storage.events import add_event, list_managed, save_event
from storage.people import add_company, list_companies
from storage.session import Session

_ALL_COMPANIES = 1_000_000
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Counts:
    """How many rows were new, differed from what was there, or said nothing new."""

    added: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    """Lines that could mean more than one thing: told, and not saved."""
    faults: list[RowFault] = field(default_factory=list)
    notes: list[RowFault] = field(default_factory=list)
    """Whom a line was matched with, and what is worth checking of it."""
    told: str = ""
    """What it came to, where rows were not simply added or changed."""

    def count(self, *, added: bool, changed: bool) -> None:
        """One row more."""
        self.added += added
        self.changed += changed and not added
        self.same += not added and not changed


def save_companies(session: Session, rows: Sequence[CompanyRow]) -> Counts:
    """Add the companies that are not there; one already known keeps its spelling.

    The weight of a vote, and which company is the club's own organisation, hold for ballots that open from
    now on; an empty cell changes nothing.
    """
    counts, known, weights = Counts(), list_known(session), list_weights(session)
    for row in rows:
        there = known.get(fold(row.name))
        company_id = there or add_company(session, row.name)
        news = row.weight is not None and row.weight != weights.get(company_id, 1)
        if row.weight is not None and news:
            set_weight(session, company_id, row.weight)
        if row.organisation is not None:
            news |= set_organisation(session, company_id, marked=row.organisation)
        counts.count(added=there is None, changed=news)
    return counts


def save_events(session: Session, rows: Sequence[EventRow], zone: ZoneInfo, notice: int) -> Counts:
    """Add events as drafts, or change drafts, found by title and start.

    What was published is changed in Slack alone, where those who said yes are told of it.
    """
    counts, companies = Counts(), list_known(session)
    known = {(fold(event.title), event.starts_at): event for event in list_managed(session, _EVER, _EVER)}
    for row in rows:
        host = company_of(row.line, "host company", row.host_company, companies, counts)
        event = _event(row, host, zone, timedelta(days=notice))
        found = known.get((fold(row.title), row.starts_at))
        if found is None:
            add_event(session, event)
            counts.added += 1
        else:
            _change_event(session, found, event, row.line, counts)
    return counts


def list_known(session: Session) -> dict[str, CompanyId]:
    """All companies, by folded name."""
    return {fold(name): company_id for company_id, name in list_companies(session, limit=_ALL_COMPANIES)}


def company_of(
    line: int, column: str, name: str, known: dict[str, CompanyId], counts: Counts
) -> CompanyId | None:
    """The company of that name; a fault where it is not known."""
    if name and fold(name) not in known:
        unknown = Told(mark("“{name}” is not known; import companies first"), name=short(name))
        counts.faults.append(RowFault(line, column, unknown))
    return known.get(fold(name))


def _event(row: EventRow, host: CompanyId | None, zone: ZoneInfo, notice: timedelta) -> Event:
    return Event(
        id=EventId(0),  # given by the database
        title=row.title,
        kind=row.kind,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        deadline=row.deadline or default_deadline(row.starts_at, zone, notice),
        capacity=row.capacity,
        state=EventState.DRAFT,
        place=row.place,
        video_url=row.video_url,
        host_company_id=host,
        agenda=row.agenda,
        all_day=row.all_day,
    )


def _change_event(session: Session, found: Event, event: Event, line: int, counts: Counts) -> None:
    wanted = replace(
        found,
        title=event.title,
        kind=event.kind,
        ends_at=event.ends_at,
        all_day=event.all_day,
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
    elif found.state is EventState.DRAFT:
        save_event(session, wanted)
        counts.changed += 1
    else:
        counts.faults.append(
            RowFault(
                line,
                "",
                Told(mark("is {state} already; change it with /prime event"), state=found.state.value),
            )
        )
