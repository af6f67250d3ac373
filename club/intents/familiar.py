"""Which words of a clause the grammar knows."""

from club.intents import lexicon as lex
from club.intents import vocabulary as voc
from club.intents.delays import duration_in, hour_in
from club.intents.tokens import place

_PLACEHOLDERS = frozenset("%@#")
_FAMILIAR = (
    lex.COMING,
    lex.STAYING_AWAY,
    lex.NO,
    lex.YES,
    lex.DOUBT,
    lex.LATE,
    lex.AFTER_ALL,
    lex.MEANT_ONCE,
    lex.ABLE,
    lex.BRING,
    lex.SEND,
    lex.SENDING,
    lex.GREETINGS,
    lex.PAST,
)


def familiar(text: str) -> list[bool]:
    """Of each word of a clause, whether the grammar knows it: what it does not may be anybody or anything."""
    said = text.split(" ")
    known = [
        word in voc.SMALL or word in _PLACEHOLDERS or word.isdecimal() or not word[:1].isalpha()
        for word in said
    ]
    for pattern in _FAMILIAR:
        if all(known):
            return known
        for match in pattern.finditer(text):
            for at in place(text, match):
                known[at] = True
    for timed in (duration_in(text), hour_in(text)):
        for at in timed[1] if timed else ():
            known[at] = True
    return known
