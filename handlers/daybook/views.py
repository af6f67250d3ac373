"""The daybook as a message and as a part of the home tab."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.kit.blocks import Block, actions, header, message, rich
from handlers.kit.daybook import DaybookLine, Section
from handlers.kit.interaction import Message
from handlers.words import Translator


def week(t: Translator, monday: date, lines: Sequence[DaybookLine]) -> Message:
    """What the week holds; that there is nothing is said too."""
    title = t("Week of {date}", date=t.month_day(monday))
    nothing = t("Nothing to report.")
    said = [line.said for section in Section for line in lines if line.section is section] or [nothing]
    empty = None if lines else rich("{nothing}", nothing=nothing)
    return message("\n".join([title, *said]), header(title), *drawn(t, lines), empty)


def drawn(t: Translator, lines: Sequence[DaybookLine]) -> Iterator[Block]:
    """The lines under their titles; those without a button share one paragraph."""
    for section in Section:
        mine = [line for line in lines if line.section is section]
        said = [f"*{t(section.value)}*"] if mine else []
        values: dict[str, str] = {}
        for number, line in enumerate(mine):
            said.append(f"{{line{number}}}")
            values[f"line{number}"] = line.said
            row = actions(*line.buttons)
            if row or line is mine[-1]:
                yield rich("\n".join(said), **values)
                said, values = [], {}
            if row:
                yield row
