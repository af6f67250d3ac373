"""A bank's list, or calls of dues, out of a file that an organiser hands over (article COTISER).

What is certain is saved; what could be two companies', or another amount than is owed, is listed with its
reason, and nobody guesses.
"""

from collections.abc import Sequence
from datetime import datetime

from handlers.imports.columns import BANK_COLUMNS, DUES_COLUMNS
from handlers.imports.faults import RowFault
from handlers.imports.parse_dues import ParsedDues, parse_dues
from handlers.imports.table import Column, read_table
from handlers.kit.handed import FileKind, Trial, remarks
from handlers.kit.services import Services
from handlers.living.dues.importing import save_calls, save_payments
from handlers.words import Translator, mark
from storage.people import Person
from storage.session import Session


def _has(columns: Sequence[Column], text: str) -> bool:
    there = set(read_table(text, columns, ignore_extra=True).columns)
    return all(one.name in there for one in columns if one.needed)


def _is_calls(text: str) -> bool:
    return _has(DUES_COLUMNS, text)


def _is_bank(text: str) -> bool:
    return not _is_calls(text) and _has(BANK_COLUMNS, text)


def _parse(text: str) -> ParsedDues:
    return parse_dues(text, ignore_extra=True)


def save_bank_list(
    session: Session,
    _services: Services,
    parsed: ParsedDues,
    left_out: frozenset[int],
    by: Person,
    now: datetime,
) -> Trial:
    """Notes the payments that are certain."""
    wrong = left_out | {fault.line for fault in parsed.faults}
    counts = save_payments(session, [one for one in parsed.lines if one.number not in wrong], now, by.id)
    return Trial(
        lines=counts.added,
        added=counts.added,
        same=counts.same,
        doubtful=counts.doubtful,
        faults=remarks(_of_lines(parsed.faults, left_out)),
        notes=remarks([*counts.notes, *parsed.notes]),
    )


def save_call_list(
    session: Session,
    services: Services,
    parsed: ParsedDues,
    left_out: frozenset[int],
    by: Person,
    now: datetime,
) -> Trial:
    """Calls the companies that are not called for that year; their members are told in private."""
    wrong = left_out | {fault.line for fault in parsed.faults}
    rows = [one for one in parsed.calls if one.line not in wrong]
    counts = save_calls(session, rows, services.club.zone, now, by.id)
    return Trial(
        lines=counts.added,
        added=counts.added,
        same=counts.same,
        faults=remarks([*_of_lines(parsed.faults, left_out), *counts.faults]),
        notes=remarks(parsed.notes),
    )


def _of_lines(faults: Sequence[RowFault], left_out: frozenset[int]) -> list[RowFault]:
    return [fault for fault in faults if fault.line not in left_out]


def _bank_says(t: Translator, trial: Trial) -> str:
    """“15 lines matched, 2 to check”."""
    checks = t.plural("{n} to check", "{n} to check", trial.doubtful) if trial.doubtful else ""
    matched = t.plural("{n} line matched", "{n} lines matched", trial.lines)
    return ", ".join(filter(None, (matched, checks, _noted(t, trial))))


def _noted(t: Translator, trial: Trial) -> str:
    return t.plural("{n} noted already", "{n} noted already", trial.same) if trial.same else ""


def _bank_done(t: Translator, trial: Trial) -> str:
    said = t.plural("✅ {n} payment noted.", "✅ {n} payments noted.", trial.lines)
    if not trial.doubtful:
        return said
    check = t.plural(
        "{n} line stays to be checked: note it by hand, in /prime cotisations.",
        "{n} lines stay to be checked: note them by hand, in /prime cotisations.",
        trial.doubtful,
    )
    return f"{said} {check}"


def _calls_say(t: Translator, trial: Trial) -> str:
    called = t.plural("{n} company to call", "{n} companies to call", trial.lines)
    again = t.plural("{n} called already", "{n} called already", trial.same) if trial.same else ""
    return ", ".join(filter(None, (called, again)))


CALLS = FileKind(
    "dues",
    mark("calls of dues: company, year, amount with tax, due date"),
    _is_calls,
    _parse,
    save_call_list,
    _calls_say,
    lambda t, trial: t.plural("Call {n} company", "Call {n} companies", trial.lines),
    lambda t, trial: t.plural("✅ {n} company called.", "✅ {n} companies called.", trial.lines),
)
BANK = FileKind(
    "bank",
    mark("a bank’s list: date, amount, label"),
    _is_bank,
    _parse,
    save_bank_list,
    _bank_says,
    lambda t, trial: t.plural("Save {n} line", "Save {n} lines", trial.lines),
    _bank_done,
)
