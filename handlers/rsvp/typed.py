"""What `/prime rsvp …` says in words: `forum oui +1`."""

import re
from dataclasses import dataclass

from club.folding import fold
from club.seating import MOST_COMPANIONS

YES = {"oui", "yes", "o", "y", "ok", "present", "presente"}
NO = {"non", "no", "n", "absent", "absente"}
_PLUS = re.compile(r"\+(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Typed:
    """The event's words, and the answer if there was one."""

    words: str
    action: str
    """The action it comes to; `rsvp.mine` where only an event was named."""
    companions: int = 0


def read(text: str) -> Typed:
    """Takes the words apart; the order does not matter, case and accents neither."""
    words: list[str] = []
    action, companions = "rsvp.mine", 0
    for word in text.split():
        if plus := _PLUS.fullmatch(word):
            companions = min(int(plus[1]), MOST_COMPANIONS)
        elif fold(word) in YES:
            action = "rsvp.going"
        elif fold(word) in NO:
            action = "rsvp.not_going"
        else:
            words.append(word)
    if companions and action != "rsvp.not_going":
        action = "guests.companions"
    return Typed(" ".join(words), action, companions)
