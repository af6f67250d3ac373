"""Saving calls of dues, and payments out of a bank's list (article COTISER).

Calls are all saved or none. Of a bank's list what is certain is saved; what is not is listed, and never
guessed. Run again with the same file, it changes nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from club.dues import Dues, faults_of
from club.dues import Fault as DuesFault
from club.folding import fold
from club.ids import DuesId, MemberId
from club.money import plain_amount
from club.reconciling import BankLine, Doubt, reconcile
from handlers.imports.faults import RowFault, short
from handlers.imports.parse_dues import CallRow
from handlers.imports.saving import Counts, company_of, list_known
from handlers.imports.wrong import Told
from handlers.living.dues.service import call_all
from handlers.words import mark
from storage.dues import (
    add_payment,
    list_borne,
    list_called,
    list_every_dues,
    list_traces,
    lock_year,
    subject_of_dues,
    trace_of,
)
from storage.postings import touch_all
from storage.session import Session

WRONG: Mapping[DuesFault, tuple[str, str]] = {
    DuesFault.YEAR: ("year", mark("no year of the club")),
    DuesFault.AMOUNT: ("gross", mark("not above zero; leave out a company that owes nothing, or exempt it")),
    DuesFault.NET: ("net", mark("more than the amount with tax")),
    DuesFault.PAST: ("due date", mark("is over")),
    DuesFault.FAR: ("due date", mark("is more than two years away")),
}
DOUBTS: Mapping[Doubt, str] = {
    Doubt.NOBODY: mark(
        "to check, {amount}: neither a reference nor a company that owes this amount (“{label}”)"
    ),
    Doubt.SEVERAL: mark("to check, {amount}: may be of more than one company or year (“{label}”)"),
    Doubt.OTHER_AMOUNT: mark("to check, {amount}: names a company that owes another amount (“{label}”)"),
    Doubt.TOO_MUCH: mark("to check, {amount}: more than what is left to pay (“{label}”)"),
}


def save_calls(
    session: Session, rows: Sequence[CallRow], zone: ZoneInfo, now: datetime, by: MemberId | None = None
) -> Counts:
    """Calls companies that are not called for that year; their members are told in private."""
    counts, known, today = Counts(), list_known(session), now.astimezone(zone).date()
    lock_year(session)
    called = {year: list_called(session, year) for year in {row.year for row in rows}}
    borne = list_borne(session, [row.reference for row in rows if row.reference])
    wanted = list[Dues]()
    for row in rows:
        company_id = company_of(row.line, "company", row.company, known, counts)
        if company_id is None:
            continue
        if company_id in called[row.year]:
            counts.same += 1
            continue
        given = (row.net, row.gross, row.day, row.reference)
        dues = Dues(DuesId(0), company_id, row.year, *given, called_on=today)
        counts.faults += [_wrong(row.line, one) for one in faults_of(dues, today)]
        if row.reference in borne:
            reason = Told(mark("“{reference}” is another company’s"), reference=short(row.reference))
            counts.faults.append(RowFault(row.line, "reference", reason))
        borne |= {row.reference} - {""}
        wanted.append(dues)
    if not counts.faults:
        call_all(session, wanted, by, now)
        counts.added = len(wanted)
    return counts


def save_payments(
    session: Session, lines: Sequence[BankLine], now: datetime, by: MemberId | None = None
) -> Counts:
    """Notes what is certain; the other lines are told, each with its reason."""
    counts = Counts()
    fresh = _fresh(session, lines, counts)
    found = reconcile([line for line, _ in fresh], list_every_dues(session))
    names = {line.number: name for line, name in fresh}
    for one in found.matched:
        name = names[one.line.number]
        add_payment(session, one.dues.id, one.line.cents, one.line.day, name, by, now)
        touch_all(session, subject_of_dues(one.dues.id), now)
        counts.added += 1
    counts.notes += [
        RowFault(line.number, "", Told(DOUBTS[why], amount=plain_amount(line.cents), label=short(line.label)))
        for line, why in found.doubtful
    ]
    left = Told(mark("{count} lines of money that went out, left out"), count=len(found.left_out))
    counts.notes += [RowFault(1, "", left)] if found.left_out else []
    counts.doubtful = len(found.doubtful)
    counts.told = f"{counts.added} lines matched, {len(found.doubtful)} to check, {counts.same} as before"
    return counts


def _wrong(line: int, fault: DuesFault) -> RowFault:
    column, reason = WRONG[fault]
    return RowFault(line, column, Told(reason))


def _fresh(session: Session, lines: Sequence[BankLine], counts: Counts) -> list[tuple[BankLine, str]]:
    """The lines that no import noted before, each with a name: alike ones of a day are numbered."""
    noted = _noted(session)
    seen = Counter[tuple[object, int, str]]()
    fresh = []
    for line in lines:
        key = (line.day, line.cents, fold(line.label))
        seen[key] += 1
        name = line.label if seen[key] == 1 else f"{line.label} ({seen[key]})"
        if trace_of(line.day, line.cents, name) in noted:
            counts.same += 1
        else:
            fresh.append((line, name))
    return fresh


def _noted(session: Session) -> set[str]:
    """The payments noted, whatever call they are of."""
    return {trace.partition(":")[2] for trace in list_traces(session)}
