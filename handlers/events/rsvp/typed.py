"""What `/prime rsvp …` says in words: `forum oui +1`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from club.folding import fold

YES = {"oui", "yes", "o", "y", "ok", "present", "presente"}
NO = {"non", "no", "n", "absent", "absente"}
WAYS: Mapping[tuple[str, ...], bool] = {
    ("a", "distance"): True,
    ("en", "visio"): True,
    ("by", "video"): True,
    ("remotely",): True,
    ("sur", "place"): False,
    ("on", "site"): False,
}
"""Words of a yes, folded, that say how: by the link, or on site."""
_PLUS = re.compile(r"\+\s*(\d+)")
MARKS = ' ,.;:!?…«»“”"()'
"""What may stand around a word."""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """The event's words, and the answer if there was one."""

    words: str
    action: str
    """The action it comes to; `rsvp.mine` where only an event was named, or both answers were given."""
    companions: int = 0
    """At most as many as may come along."""
    too_many: bool = False
    """Whether more were typed."""
    torn: bool = False
    """Whether yes and no were both typed: nothing may be answered before that is settled."""
    remote: bool | None = None
    """Whether a yes is by the link; None where it was not said."""


def read(text: str, most: int) -> TypedAnswer:
    """Takes the words apart; the order does not matter, case, accents and punctuation neither.

    `most`: how many people may come along.
    """
    asked = [int(digits[:4]) for digits in _PLUS.findall(text)]
    words = [bare for word in _PLUS.sub(" ", text).split() if (bare := word.strip(MARKS))]
    answers = {fold(word) in YES for word in words if fold(word) in YES | NO}
    others = " ".join(word for word in words if fold(word) not in YES | NO)
    companions = min(max(asked, default=0), most)
    too_many = max(asked, default=0) > most
    if len(answers) > 1:
        return TypedAnswer(others, "rsvp.mine", torn=True)
    if False in answers:
        return TypedAnswer(others, "rsvp.not_going")
    if companions or too_many:
        return TypedAnswer(others, "guests.companions", companions, too_many)
    return _coming(others) if answers else TypedAnswer(others, "rsvp.mine")


def _coming(others: str) -> TypedAnswer:
    """A yes, with how one comes where that was said beside the event's words."""
    words = others.split()
    folded = [fold(word) for word in words]
    for phrase, remote in WAYS.items():
        for at in range(len(words) - len(phrase) + 1):
            if tuple(folded[at : at + len(phrase)]) == phrase:
                rest = " ".join(words[:at] + words[at + len(phrase) :])
                return TypedAnswer(rest, "rsvp.remote" if remote else "rsvp.going", remote=remote)
    return TypedAnswer(others, "rsvp.come")
