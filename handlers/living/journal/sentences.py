"""How an act, who did it, what it is about and a value read."""

from collections.abc import Mapping
from datetime import date, datetime

from club.settings import Setting
from handlers.kit.acts import ACTS, THEMES, ActTheme
from handlers.living.journal.service import REFERS
from handlers.living.journal.words import COLUMNS, KINDS, VALUES, ColumnShown
from handlers.living.settings.words import WORDS
from handlers.words import Translator
from storage.audited import ROWS, Value, ValueChange
from storage.journal import JournalEntry, SubjectName

NOTHING = "—"


def act(t: Translator, entry: str) -> str:
    """What was done; of an entry that no version knows any more, its name."""
    return t(ACTS[entry]) if entry in ACTS else entry


def theme(t: Translator, name: str) -> str:
    """What it is about."""
    return t(THEMES[ActTheme(name)]) if name in set(ActTheme) else name


def who(t: Translator, line: JournalEntry, called: Mapping[str, SubjectName]) -> str:
    """Who did it: of somebody who was erased, the number that the line keeps."""
    return member(t, line.by, called.get(f"member:{line.by}")) if line.by is not None else "Prime"


def member(t: Translator, number: int, named: SubjectName | None) -> str:
    """Somebody by name, or by number."""
    if named and named.named:
        return named.name
    return t("Former member no. {n}", n=number)


def subject(t: Translator, one: str, called: Mapping[str, SubjectName]) -> str:
    """What an act is about, by its name of today; what is gone, by its number."""
    kind, _, number = one.partition(":")
    if kind == "member" and number.isdigit():
        return member(t, int(number), called.get(one))
    if kind == "setting":
        return _setting(t, number)
    if one in called:
        return called[one].name
    word = t(KINDS[kind]) if kind in KINDS else kind
    return t("{kind} no. {n}", kind=word, n=number)


def label(t: Translator, column: str) -> str:
    """What a column is called."""
    if column.startswith("setting."):
        return _setting(t, column.partition(".")[2])
    if column == ROWS:
        return t("Lines added")
    return t(COLUMNS[column].label) if column in COLUMNS else column


def _setting(t: Translator, name: str) -> str:
    return t(WORDS[Setting(name)].label) if name in set(Setting) else name


def value(t: Translator, one: ValueChange, given: Value, called: Mapping[str, SubjectName]) -> str:
    """A value in words."""
    if one.told or given is None or given == "":
        return NOTHING
    if one.column in REFERS:
        return subject(t, f"{REFERS[one.column]}:{given}", called)
    if one.column in VALUES:
        return t(VALUES[one.column].get(str(given), str(given)))
    if one.column.startswith("setting.") and isinstance(given, int):
        name = one.column.partition(".")[2]
        return WORDS[Setting(name)].amount(t, given) if name in set(Setting) else str(given)
    return _plain(t, COLUMNS[one.column].shown if one.column in COLUMNS else ColumnShown.TEXT, given)


def _plain(t: Translator, shown: ColumnShown, given: str | int) -> str:
    if isinstance(given, bool):
        return t("yes") if given else t("no")
    if shown is ColumnShown.INSTANT:
        return t.date(datetime.fromisoformat(str(given)))
    if shown is ColumnShown.DAY:
        return t.day(date.fromisoformat(str(given)))
    if shown is ColumnShown.CENTS and isinstance(given, int):
        return f"{t.number(given / 100)} €"
    return t.number(given) if isinstance(given, int) and shown is ColumnShown.NUMBER else str(given)
