"""What is wrong on a line of a file, or worth knowing of it."""

from dataclasses import dataclass, field

from handlers.imports.wrong import Told

LONGEST_QUOTED = 40


@dataclass(frozen=True, slots=True, order=True)
class RowFault:
    """What is said of a line of the file (as an editor counts), in which column ("" for the whole line)."""

    line: int
    column: str
    reason: Told
    no_hour: bool = field(default=False, compare=False)
    """Whether it is that a day has no hour."""

    def __str__(self) -> str:
        where = f"line {self.line}, {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.reason}"


def short(value: str) -> str:
    """The value on one line, cut where it is long."""
    said = " ".join(value.split())
    return said if len(said) <= LONGEST_QUOTED else f"{said[: LONGEST_QUOTED - 1]}…"
