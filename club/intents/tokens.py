"""Sentences taken apart into folded words, each beside what was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.folding import fold
from club.intents.vocabulary import pairs

_TOKEN = re.compile(r"\+ ?\d+|\d{4}-\d\d-\d\d|\d+(?:[/:]\d+)*[^\W_]*|[^\W_]+(?:'[^\W_]+)*|[.,;:!?()]")
PUNCTUATION = frozenset(".,;:!?()")
MOST_WORDS = 80
"""Of a longer text only so many are read: nobody types that in a hurry."""
_LONGEST = 2000

_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?|(?<!\w)'(?=\w)(?:[^']|'(?=\w))*'(?!\w)")
_QUOTED_LINE = re.compile(r"^\s*(?:>|&gt;).*$", re.MULTILINE)

SPELT_OUT = pairs(
    """
i am: i'm im
i will: i'll
i would: i'd
i have: i've
will not: won't wont
can not: can't cant cannot
we are: we're
we will: we'll
what is: what's whats
who is: who's
where is: where's
when is: when's
it is: it's
there is: there's
let us: let's
do not: dont
did not: didnt
is not: isnt
could not: couldnt
would not: wouldnt
going to: gonna
have to: gotta
want to: wanna
tomorrow: tmrw tmw
je suis: chui chuis jsuis
je serai: jserai
je viens: jviens
je peux: jpeux
je pourrai: jpourrai
je viendrai: jviendrai
j arrive: jarrive
je serais: jserais
je veux: jveux
je pense: jpense
je sais: jsais
j ai: jai
quand: kan
qui: ki
quoi: koi
pour: pr
pourquoi: pk
y a: ya
aujourdhui: aujourd'hui
probleme: pbm
desole: dsl
dispo: dispos
demain: 2main 2m1
apres midi: aprem
    """
)
"""Contractions, and what is written for short."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark."""

    word: str
    """Folded; what the grammar reads."""
    typed: str
    """As it was typed; for names alone."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text without what is quoted in it, and the quotations."""

    rest: str
    quotations: tuple[str, ...]


def unquoted(text: str) -> Quoted:
    """Takes what stands between quotation marks, and lines that begin with ">", out of a text."""
    plain = text[:_LONGEST].replace("’", "'").replace("‘", "'")
    found = [*_QUOTED_LINE.findall(plain)]
    plain = _QUOTED_LINE.sub(" ", plain)
    found += _QUOTED.findall(plain)
    return Quoted(_QUOTED.sub(" , ", plain), tuple(one.strip("«»“”\"'> \u00a0\u202f") for one in found))


def tokens(text: str) -> list[Token]:
    """The words of a text, contractions spelt out and elisions parted: "j'annule" is "j" and "annule"."""
    found = list[Token]()
    for match in _TOKEN.finditer(text.replace("’", "'")):
        typed = match.group()
        parts = _parts(fold(typed))
        if len(parts) == 1:
            found.append(Token(parts[0], typed))
        else:
            found += _elided(parts, typed)
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def _parts(word: str) -> list[str]:
    if spelt := SPELT_OUT.get(word):
        return spelt.split()
    if word.endswith("n't"):
        return [word[:-3], "not"]
    if word.startswith("+"):
        return [word.replace(" ", "")]
    return [part for part in word.split("'") if part] or [word]


def _elided(parts: Sequence[str], typed: str) -> list[Token]:
    pieces = [piece for piece in typed.split("'") if piece]
    kept = pieces if len(pieces) == len(parts) else parts
    return [Token(part, piece) for part, piece in zip(parts, kept, strict=True)]


def line(words: Sequence[Token]) -> str:
    """The folded words, one space between them: what patterns are looked for in."""
    return " ".join(token.word for token in words)


def corrected(words: Sequence[Token], at: int, word: str) -> list[Token]:
    """The words with another one in that place."""
    return [*words[:at], replace(words[at], word=word), *words[at + 1 :]]


def place(text: str, match: re.Match[str]) -> range:
    """Which words of `text`, a line of words, a match covers; patterns begin and end at words."""
    first = text.count(" ", 0, match.start())
    return range(first, first + match.group().strip().count(" ") + 1)


def typed(words: Sequence[Token]) -> str:
    """As it was typed, elisions put together again."""
    said = " ".join(token.typed for token in words)
    return re.sub(r"\b([dljnmstcDLJ]|[Qq]u) (?=\w)", r"\1'", said)
