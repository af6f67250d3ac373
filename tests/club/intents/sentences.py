"""The sentences of this folder, what they mean, and how a reading is compared with that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from club.events import EventKind
from club.folding import fold
from club.ids import EventId
from club.intents import ABOUT_EVENTS, ACTS, Happening, Known, Meaning, Reading, read
from tests.club.intents.a_club import COMING, EVENTS, NOW, PARIS, PEOPLE

IDS = {name: EventId(at) for at, name in enumerate(EVENTS, 1)}
NAMES = {id_: name for name, id_ in IDS.items()}
FOLDER = Path(__file__).parent


def known() -> Known:
    """The fixture club as the grammar is given it."""
    return Known([_happening(name, *row) for name, row in EVENTS.items()], PEOPLE)


def _happening(name: str, title: str, kind: str, place: str, start: str) -> Happening:
    starts_at = datetime.fromisoformat(start).replace(tzinfo=PARIS)
    return Happening(IDS[name], title, place, EventKind(kind), starts_at, coming=name in COMING)


@dataclass(frozen=True)
class Line:
    """A sentence and its meanings, as the files have them."""

    sentence: str
    meanings: frozenset[str]

    @property
    def reading(self) -> Reading:
        """What the grammar makes of it."""
        return read(self.sentence, known(), NOW)


def lines(file: str) -> Iterator[Line]:
    """The lines of a file of this folder."""
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        if line and not line.startswith("# ") and line != "#":
            sentence, _, meanings = line.rpartition(" => ")
            yield Line(sentence, frozenset(one for one in map(str.strip, meanings.split("|")) if one != "-"))


def written(meaning: Meaning) -> str:
    """A meaning as the files have it."""
    event = NAMES.get(meaning.event, "?") if meaning.event else "?"
    parts = [meaning.intent.value]
    if meaning.intent in ABOUT_EVENTS:
        parts.append(event)
    if meaning.minutes:
        parts.append(str(meaning.minutes))
    parts += [", ".join(meaning.people)] if meaning.people else []
    parts += [f"+{meaning.companions}"] if meaning.companions else []
    parts += [fold(meaning.words)] if meaning.words else []
    return " ".join(parts)


def said(reading: Reading) -> frozenset[str]:
    """A reading as the files have it."""
    return frozenset(written(one) for one in reading.meanings)


def is_right(line: Line) -> bool:
    """Whether the reading is exactly what was meant."""
    return {fold(one) for one in said(line.reading)} == {fold(one) for one in line.meanings}


def is_wrong_act(line: Line) -> bool:
    """Whether an act that was not meant, or not alone, is offered as the only choice."""
    found = line.reading.meanings
    return len(found) == 1 and found[0].intent in ACTS and not is_right(line)


def is_reversed(line: Line) -> bool:
    """Whether coming was read as staying away or the contrary, without what was meant beside it."""
    found = said(line.reading)
    wrong = found - line.meanings
    return any(_contrary(one) in wrong for one in line.meanings - found)


def _contrary(meaning: str) -> str:
    intent, _, rest = meaning.partition(" ")
    event, _, _ = rest.partition(" ")
    return f"{'come' if intent == 'away' else 'away'} {event}"
