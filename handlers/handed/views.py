"""What a file comes to, on screen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from club.ids import HandedId
from handlers.handed.service import Wanted
from handlers.imports.cells import UNREADABLE_AMOUNT
from handlers.imports.names import NO_ADDRESS
from handlers.kit.blocks import actions, aside, button, message, rich
from handlers.kit.handed import FileKind, FileOutcome, FileRemark, Trial
from handlers.kit.interaction import Message
from handlers.words import Translator, mark

IMPORT = "handed.import"
MOST_LINES, MOST_NAMES = 10, 8
"""Of lines in doubt, and of new companies, that one message names."""
NOT_KNOWN = mark("I know no list with these columns.")
COLUMNS: Mapping[str, str] = {
    "name": mark("name"),
    "first name": mark("first name"),
    "last name": mark("last name"),
    "slack id": mark("Slack id"),
    "company": mark("company"),
    "role": mark("role"),
    "status": mark("status"),
    "weight": mark("weight"),
    "club organisation": mark("club organisation"),
    "year": mark("year"),
    "net": mark("amount without tax"),
    "gross": mark("amount with tax"),
    "due date": mark("due date"),
    "reference": mark("reference"),
    "date": mark("date"),
    "amount": mark("amount"),
    "debit": mark("debit"),
    "label": mark("label"),
    "e-mail": mark("e-mail"),
}
"""Where a fault is, beside its line."""
SPEAKING = frozenset({NO_ADDRESS, UNREADABLE_AMOUNT})
"""Faults that say themselves where they are."""


def not_yours(t: Translator) -> Message:
    """To whoever is no organiser."""
    said = t(
        "Thank you. I read lists (members, companies, dues) for organisers alone: please give it to them."
    )
    return aside(said)


def waiting(t: Translator) -> Message:
    """Between the click and the import."""
    return aside(t("⏳ Importing…"))


def gone(t: Translator) -> Message:
    """Of a list that was forgotten, or never could be read."""
    return aside(t("Nothing was imported: after an hour I forget a list. Please hand the file over again."))


WANTED: Mapping[Wanted, Callable[[Translator], Message] | None] = {
    Wanted.WANTED: None,
    Wanted.ALREADY: None,
    Wanted.GONE: gone,
    Wanted.NOT_YOURS: lambda t: aside(t("Whoever handed the file over imports it.")),
}


def refused(t: Translator, why: FileRemark, kinds: Sequence[FileKind[Any]]) -> Message:
    """Why a file cannot be read; and what could be, where that is what is missing."""
    reason = why.told(t)
    if why.template.endswith("."):  # a sentence of ours, that says what to do
        said, told = reason, known(t, kinds) if why.template == NOT_KNOWN else ""
    else:
        work = t("A study to share? Drop it in the club’s channel, and give its link in /prime travaux.")
        said = t("I cannot import this file: {why}.", why=reason)
        told = f"{known(t, kinds)}\n{work}"
    return message(said, rich("{said}", said=said), rich("{told}", told=told) if told else None)


def known(t: Translator, kinds: Sequence[FileKind[Any]]) -> str:
    """The lists that are read, with their columns, and what else is."""
    lists = " ; ".join(t(kind.needs) for kind in kinds if kind.csv)
    others = [t(kind.needs) for kind in kinds if not kind.csv]
    return "\n".join([t("I read CSV files with a line of titles: {lists}.", lists=lists), *others])


def tried(t: Translator, kind: FileKind[Any], outcome: FileOutcome, handed_id: HandedId) -> Message:
    """What importing it would do, line by line where there is something to say; and the button."""
    trial = outcome.trial
    said = t("{list}; nothing is imported yet.", list=kind.says(t, trial))
    lines = [*_new(t, trial), *_remarks(t, trial.faults, trial.left_out), *_remarks(t, trial.notes)]
    press = button(kind.button(t, trial), IMPORT, handed_id, primary=True) if trial.lines else None
    told = "\n".join(filter(None, (*lines, _nothing(t, trial))))
    return message(
        said, rich("*{said}*", said=said), rich("{told}", told=told) if told else None, actions(press)
    )


def _nothing(t: Translator, trial: Trial) -> str:
    """Why there is no button."""
    if trial.lines:
        return ""
    if trial.left_out:
        return t("Nothing can be imported: please correct these lines and hand it over again.")
    return t("There is nothing new in it to import.")


def _new(t: Translator, trial: Trial) -> list[str]:
    if not trial.new:
        return []
    names, more = list(trial.new[:MOST_NAMES]), len(trial.new) - MOST_NAMES
    if more > 0:
        names.append(t.plural("{n} more", "{n} more", more))
    return [t.plural("New company: {names}.", "New companies: {names}.", len(trial.new), names=t.list(names))]


def _remarks(t: Translator, found: Sequence[FileRemark], count: int = 0) -> list[str]:
    lines = [_line(t, one) for one in found[:MOST_LINES]]
    more = max(count, len(found)) - len(lines)
    return [*lines, t.plural("and {n} more line", "and {n} more lines", more)] if more > 0 else lines


def _line(t: Translator, one: FileRemark) -> str:
    said, column = one.told(t), COLUMNS.get(one.column, one.column)
    if not one.line or one.template.startswith("line {line}"):
        return said
    if not column or one.template in SPEAKING:
        return t("line {line}: {reason}", line=str(one.line), reason=said)
    return t("line {line}, {column}: {reason}", line=str(one.line), column=t(column), reason=said)


def done(t: Translator, kind: FileKind[Any], trial: Trial) -> Message:
    """What was imported, and what was left out or is worth a look; after an hour, how much."""
    left = (
        t.plural("{n} line was left out.", "{n} lines were left out.", trial.left_out)
        if trial.left_out
        else ""
    )
    said = " ".join(filter(None, (kind.done(t, trial), *_new(t, trial), left)))
    lines = [*_remarks(t, trial.faults, trial.left_out), *_remarks(t, trial.notes)]
    told = "\n".join(lines) if trial.faults or trial.notes else ""
    return message(said, rich("{said}", said=said), rich("{told}", told=told) if told else None)
