"""Which events the words of `/prime rsvp` are about."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from club.events import Event, EventKind
from club.folding import fold
from handlers.events.rsvp.typed import MARKS
from handlers.events.shared import party
from handlers.kit.services import Services
from storage.events import list_coming

SMALL = {
    *("a", "au", "aux", "la", "le", "les", "l", "l'", "du", "de", "des", "d", "d'", "un", "une", "pour"),
    *("merci", "svp", "stp", "s'il", "vous", "te", "plait"),
    *("the", "to", "at", "an", "for", "please", "thanks", "thank", "you"),
}
"""Articles and courtesies, folded: they tell no event from another, unless one is called exactly so."""
_ELIDED = re.compile(r"^[ld]'(?=.)")


def find(services: Services, words: str, now: datetime) -> list[Event]:
    """Coming events that the words fit; kinds are known by their names in both languages."""
    kinds: dict[EventKind, str] = {
        kind: " ".join(voice(party.KINDS[kind.value]) for voice in services.words.by_language.values())
        for kind in EventKind
        if kind is not EventKind.OTHER
    }
    with services.db.read() as session:
        return fitting(list_coming(session, now), words, kinds)


def fitting(events: Sequence[Event], words: str, kinds: Mapping[EventKind, str]) -> list[Event]:
    """The events that the words are about: the one that is called so, else those that hold every word.

    Looked for in title, place and kind; `kinds` has the names of each kind, in every language spoken.
    Words that are no more than courtesies fit every event.
    """
    if named := [event for event in events if words and _said(event.title) == _said(words)]:
        return named
    wanted = _telling(words)
    if not wanted:
        return list(events)
    found = [event for event in events if _holds(_haystack(event, kinds), wanted)]
    exact = [event for event in found if _telling(event.title) == wanted]
    return exact or found


def _said(words: str) -> list[str]:
    """The words, folded, without punctuation: a title is typed without its colon."""
    return [bare for word in fold(words).split() if (bare := word.strip(MARKS))]


def _telling(words: str) -> list[str]:
    """The words that tell which event is meant."""
    return [_ELIDED.sub("", word) for word in _said(words) if word not in SMALL]


def _haystack(event: Event, kinds: Mapping[EventKind, str]) -> str:
    return fold(f"{event.title} {event.place} {kinds.get(event.kind, '')}")


def _holds(haystack: str, wanted: Sequence[str]) -> bool:
    """Whether every word occurs, a number as a whole: 1 is not in 10."""
    return all(
        re.search(rf"(?<!\d){word}(?!\d)", haystack) if word.isdecimal() else word in haystack
        for word in wanted
    )
