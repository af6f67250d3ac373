"""The certificate as a PDF (ISO 32000), drawn by the library that draws the pictures: one page, A4."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from club.events import Event
from handlers.events.shared import party as shown
from handlers.kit.drawing import pdf, write
from handlers.words import Translator
from storage.attendance import Party

WIDTH, HEIGHT = 8.27, 11.69
"""A4, in inches."""
WRAPPED = 62
"""Characters of a line at the size of the text."""
LEFT, TOP, STEP = 0.12, 0.83, 0.027
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Certified:
    """All that the page says, in its order."""

    club: str
    title: str
    lines: Sequence[str]
    foot: Sequence[str]


def in_words(t: Translator, event: Event, party: Party, issued: datetime) -> Certified:
    """What is certified, in the club's language."""
    club = t("Club PRIME")
    who = ", ".join(part for part in (party.name, party.function, party.company) if part)
    took = t("took part remotely in:") if party.remote else t("took part in:")
    where = t("By video") if party.remote else shown.where(t, event)
    return Certified(
        club,
        t("Certificate of attendance"),
        [
            t("{club} certifies that", club=club),
            f"*{who}",
            took,
            f"*{event.title}",
            t("Date: {when}", when=shown.when(t, event)),
            t("Place: {place}", place=where),
            *_duration(t, event),
        ],
        [
            t("According to the attendance noted for this event."),
            t("Made out on {date} at the request of the person named.", date=t.day(issued)),
            t("For {club}, its organisers", club=club),
        ],
    )


def _duration(t: Translator, event: Event) -> list[str]:
    """In hours; of what lasts whole days nobody knows how many of their hours somebody was there."""
    lasts = event.ends_at - event.starts_at
    if lasts >= DAY or event.all_day:
        return []
    hours, minutes = divmod(lasts // timedelta(minutes=1), 60)
    if minutes:
        return [t("Duration: {hours} h {minutes:02}", hours=hours, minutes=minutes)]
    return [t.plural("Duration: {n} hour", "Duration: {n} hours", hours)]


def draw(said: Certified) -> bytes:
    """The page; the same words give the same bytes."""
    return pdf([written(said)], said.title)


def written(said: Certified) -> Any:
    """The page as matplotlib has it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, HEIGHT), facecolor="white")
    write(figure, LEFT, 0.92, said.club, size=14, weight="bold")
    write(figure, 0.5, TOP, said.title, size=22, weight="bold", ha="center")
    at = TOP - 3 * STEP
    for line in said.lines:
        strong = line.startswith("*")
        for part in textwrap.wrap(line.removeprefix("*"), WRAPPED) or [""]:
            write(figure, LEFT, at, part, size=12, weight="bold" if strong else "normal")
            at -= STEP
        at -= STEP / 3
    at -= STEP
    for line in said.foot:
        for part in textwrap.wrap(line, WRAPPED + 10):
            write(figure, LEFT, at, part, size=10)
            at -= STEP
    return figure
