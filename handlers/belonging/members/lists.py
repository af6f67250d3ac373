"""Members and companies out of a file that an organiser hands over (article INTÉGRER).

What `prime import` keeps apart comes together here: a company that nobody knew is added with its members, for
it is named before the click, beside the known one that it resembles.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches

from club.folding import fold
from handlers.imports.columns import COMPANY_COLUMNS, MEMBER_COLUMNS
from handlers.imports.faults import RowFault
from handlers.imports.parse import CompanyRow, MemberRow, Parsed, parse_companies, parse_members
from handlers.imports.people import save_members
from handlers.imports.saving import save_companies
from handlers.imports.table import read_table
from handlers.imports.wrong import Told
from handlers.kit.handed import FileKind, Trial, remarks
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.people import Person, Role, list_companies
from storage.session import Session

MOST_COMPANIES = 1_000_000
MOST_COMPARED = 50
"""New companies: a message names fewer, and comparing names is slow."""
LIKE = 0.85
"""How close two names are, of 1, for the one to be perhaps a slip of the other (difflib)."""


def _is_members(text: str) -> bool:
    table = read_table(text, MEMBER_COLUMNS, ignore_extra=True)
    return bool({"e-mail", "slack id"} & set(table.columns)) and not _lacks_columns(table.faults)


def _is_companies(text: str) -> bool:
    """Nothing but what is known of companies: a name alone stands in many a list."""
    table = read_table(text, COMPANY_COLUMNS)
    return bool(table.columns) and not any(fault.line == table.header for fault in table.faults)


def _lacks_columns(faults: Sequence[RowFault]) -> bool:
    return any(fault.reason == "column missing" for fault in faults)


def save_member_list(
    session: Session,
    _services: Services,
    parsed: Parsed[MemberRow],
    left_out: frozenset[int],
    _by: Person,
    _now: datetime,
) -> Trial:
    """Adds the companies that these lines name and nobody knew, then the members."""
    wrong = left_out | {fault.line for fault in parsed.faults}
    rows = [row for row in parsed.rows if row.line not in wrong]
    known = _known(session)
    named = {fold(row.company): CompanyRow(row.line, row.company) for row in rows if row.company}
    new = [one for key, one in named.items() if key not in known]
    notes = [note for one in new[:MOST_COMPARED] for note in _resembles(one, known)]
    save_companies(session, new)
    counts = save_members(session, rows)
    notes += [*_appointed(rows), *counts.notes, *parsed.notes]
    return Trial(
        lines=len(rows) - len({fault.line for fault in counts.faults}),
        added=counts.added,
        changed=counts.changed,
        same=counts.same,
        companies=len(named),
        new=tuple(one.name for one in new),
        faults=remarks([*_of_lines(parsed.faults, left_out), *counts.faults]),
        notes=remarks(notes),
    )


def save_company_list(
    session: Session,
    _services: Services,
    parsed: Parsed[CompanyRow],
    left_out: frozenset[int],
    _by: Person,
    _now: datetime,
) -> Trial:
    """Adds the companies that are not there, and sets what a vote weighs where the file says so."""
    wrong = left_out | {fault.line for fault in parsed.faults}
    rows = [row for row in parsed.rows if row.line not in wrong]
    known = _known(session)
    new = [row for row in rows if fold(row.name) not in known]
    notes = [note for row in new[:MOST_COMPARED] for note in _resembles(row, known)]
    counts = save_companies(session, rows)
    return Trial(
        lines=len(rows),
        added=counts.added,
        changed=counts.changed,
        same=counts.same,
        companies=len(rows),
        new=tuple(row.name for row in new),
        faults=remarks(_of_lines(parsed.faults, left_out)),
        notes=remarks([*notes, *parsed.notes]),
    )


def _of_lines(faults: Sequence[RowFault], left_out: frozenset[int]) -> list[RowFault]:
    return [fault for fault in faults if fault.line not in left_out]


def _known(session: Session) -> Mapping[str, str]:
    """All companies by folded name, as they are written."""
    return {fold(name): name for _, name in list_companies(session, limit=MOST_COMPANIES)}


def _resembles(one: CompanyRow, known: Mapping[str, str]) -> list[RowFault]:
    like = get_close_matches(fold(one.name), list(known), 1, LIKE)
    told = mark("“{name}” is new; is it “{known}”?")
    return [RowFault(one.line, "", Told(told, name=one.name, known=known[like[0]]))] if like else []


def _appointed(rows: Sequence[MemberRow]) -> list[RowFault]:
    """Who organises the club by this list: that is worth a second look."""
    told = mark("{name} organises the club, the list says")
    return [RowFault(row.line, "", Told(told, name=row.name)) for row in rows if row.role is Role.ORGANISER]


def _members(t: Translator, count: int) -> str:
    return t.plural("{n} member", "{n} members", count)


def _companies(t: Translator, count: int) -> str:
    return t.plural("{n} company", "{n} companies", count)


def _says(t: Translator, trial: Trial) -> str:
    members = _members(t, trial.lines + trial.left_out)
    return f"{members}, {_companies(t, trial.companies)}" if trial.companies else members


def _done(t: Translator, trial: Trial) -> str:
    figures = t(
        "new: {added}, changed: {changed}, as before: {same}",
        added=t.number(trial.added),
        changed=t.number(trial.changed),
        same=t.number(trial.same),
    )
    return t.plural(
        "✅ {n} member imported ({figures}).",
        "✅ {n} members imported ({figures}).",
        trial.lines,
        figures=figures,
    )


def _companies_done(t: Translator, trial: Trial) -> str:
    return t.plural("✅ {n} company imported.", "✅ {n} companies imported.", trial.lines)


MEMBERS = FileKind(
    "members",
    mark("members: name, e-mail or Slack id, company"),
    _is_members,
    lambda text: parse_members(text, ignore_extra=True),
    save_member_list,
    _says,
    lambda t, trial: t.plural("Import {n} member", "Import {n} members", trial.lines),
    _done,
)
COMPANIES = FileKind(
    "companies",
    mark("companies: name, and the weight of their vote"),
    _is_companies,
    parse_companies,
    save_company_list,
    lambda t, trial: _companies(t, trial.lines + trial.left_out),
    lambda t, trial: t.plural("Import {n} company", "Import {n} companies", trial.lines),
    _companies_done,
)
