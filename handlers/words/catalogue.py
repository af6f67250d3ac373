"""The French catalogue `fr.po`, read into plain dictionaries."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from handlers.words.typography import typeset

FRENCH = Path(__file__).with_name("fr.po")

Singles = Mapping[str, str]
Plurals = Mapping[tuple[str, str], tuple[str, str]]


@cache
def read_french(path: Path = FRENCH) -> tuple[Singles, Plurals]:
    """The sentences and plurals of the catalogue, typeset; empty and fuzzy ones are left out.

    Read once a process: it takes 45 ms, and does not change while the program runs.
    """
    singles: dict[str, str] = {}
    plurals: dict[tuple[str, str], tuple[str, str]] = {}
    for message in messages(read_catalogue(path)):
        if message.fuzzy or not is_full(message):
            continue
        match ids(message), [typeset(string) for string in strings(message)]:
            case (singular,), [said]:
                singles[singular] = said
            case (singular, plural), [one, many]:
                plurals[(singular, plural)] = (one, many)
    return singles, plurals


def read_catalogue(path: Path = FRENCH) -> Catalog:
    """The catalogue as Babel reads it; an empty one when there is no file yet."""
    if not path.exists():
        return Catalog(locale="fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Every message but the header."""
    return (message for message in catalogue if message.id)


def ids(message: Message) -> tuple[str, ...]:
    """The English: one sentence, or a singular and a plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    """The French, in the same shape as `ids`; empty strings where nothing is said yet."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def is_full(message: Message) -> bool:
    """Whether every form of the message has its French."""
    return len(strings(message)) == len(ids(message)) and all(strings(message))
