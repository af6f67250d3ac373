"""Lists handed over as files: what each feature knows to read, and what importing one comes to.

A file is tried first, and all that it would do undone; then a click does it. Lines in doubt are left out of
both, by name, so that one wrong address does not keep forty people waiting.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from handlers.imports.faults import RowFault
from handlers.imports.wrong import Told
from handlers.kit.services import Services
from handlers.words import Translator
from storage.people import Person
from storage.session import Session

Parsed = TypeVar("Parsed")
MOST_KEPT = 50
"""Lines in doubt that are kept to be shown; they are counted whatever their number."""


@dataclass(frozen=True, slots=True)
class FileRemark:
    """A line's fault, or what is worth checking of it: English, to be said in any language."""

    line: int
    column: str
    template: str
    values: dict[str, str] = field(default_factory=dict)

    def told(self, t: Translator) -> str:
        """In the reader's words."""
        return t(self.template, **self.values)


@dataclass(frozen=True, slots=True)
class Trial:
    """What importing a file comes to: tried, or done."""

    lines: int = 0
    """Those that are taken."""
    added: int = 0
    changed: int = 0
    same: int = 0
    companies: int = 0
    """Named in those lines."""
    new: Sequence[str] = ()
    """Companies that nobody knew, by name."""
    faults: Sequence[FileRemark] = ()
    """Of the lines that are left out."""
    notes: Sequence[FileRemark] = ()
    left_out: int = 0
    """How many lines that is."""
    doubtful: int = 0
    """Lines that nothing is wrong with, and that only a person can place; each is among the notes."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What is kept of a file that was looked at: what it comes to, or why it cannot be read."""

    trial: Trial = Trial()
    why: FileRemark | None = None

    def packed(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def unpacked(text: str) -> "FileOutcome":
        """Back from it."""
        found = json.loads(text)
        trial = found["trial"]
        for name in ("faults", "notes"):
            trial[name] = tuple(FileRemark(**one) for one in trial[name])
        trial["new"] = tuple(trial["new"])
        return FileOutcome(Trial(**trial), found["why"] and FileRemark(**found["why"]))


def remark(told: Told, line: int = 0, column: str = "") -> FileRemark:
    """Words of a reader, to be kept."""
    return FileRemark(line, column, told.template, dict(told.values))


def remarks(found: Iterable[RowFault]) -> tuple[FileRemark, ...]:
    """The same of many lines."""
    return tuple(remark(one.reason, one.line, one.column) for one in found)


@dataclass(frozen=True, slots=True)
class FileKind(Generic[Parsed]):
    """A list that a feature reads."""

    name: str
    needs: str
    """Its columns, for whoever handed over something else: marked for the catalogue."""
    fits: Callable[[str], bool]
    """Whether a text's header is one of it."""
    parse: Callable[[str], Parsed]
    """What a text says: before any transaction, for while one writes nobody else does on SQLite."""
    save: Callable[[Session, Services, Parsed, frozenset[int], Person, datetime], Trial]
    """Saves all of it but these lines, in the transaction of whoever calls; what it came to."""
    says: Callable[[Translator, Trial], str]
    """“40 members, 13 companies”, of what is taken and left out together."""
    button: Callable[[Translator, Trial], str]
    """“Import 39 members”."""
    done: Callable[[Translator, Trial], str]
    csv: bool = True
    """Whether it is a list in columns; a text that is none is taken for something else only then, and what it
    `needs` is a sentence."""
