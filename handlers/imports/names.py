"""Addresses, ids and people's names as they come from other programs."""

import re
import unicodedata

from club.folding import fold
from handlers.imports.faults import short
from handlers.imports.wrong import CellError
from handlers.words import mark

LONGEST = 150
NO_ADDRESS = mark("“{cell}” is no e-mail address; write name@company.fr")
_EMAIL = re.compile(
    r"(?!\.)[A-Za-z0-9.!#$%&'()*+/=?^_`{|}~-]+(?<!\.)@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_BRACKETED = re.compile(r"[^<>]*<([^<>]*)>")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_SLACK_FORMS = re.compile(
    r"(?:<@([a-z0-9]+)(?:\|[^>]*)?>|https://[^/]+/team/([a-z0-9]+)|@([uw][a-z0-9]+))", re.IGNORECASE
)
_PARTS = re.compile(r"([\s’'-]+)")


def email(cell: str) -> str:
    """An address, in lower case: of `mailto:ida@x.fr` or `Ida Perrin <ida@x.fr>` the address alone."""
    said = unicodedata.normalize("NFKC", cell).strip()
    bracketed = _BRACKETED.fullmatch(said)
    said = (bracketed[1] if bracketed else said).strip()
    if said.lower().startswith("mailto:"):
        said = said[len("mailto:") :].partition("?")[0].strip()
    if said.count("@") > 1:
        raise CellError(mark("“{cell}” holds several addresses; write one"), cell=short(cell))
    if not said.isascii():
        odd = next(sign for sign in said if not sign.isascii())
        raise CellError(
            mark("“{cell}” holds “{odd}”; an address has plain letters (its domain may be xn--…)"),
            cell=short(cell),
            odd=odd,
        )
    if not _EMAIL.fullmatch(said) or ".." in said or len(said) > LONGEST:
        raise CellError(NO_ADDRESS, cell=short(cell))
    return said.lower()


def slack_id(cell: str) -> str:
    """A person's Slack id: U… or, in Enterprise Grid, W…; also out of a mention or a profile's address."""
    said = unicodedata.normalize("NFKC", cell).strip()
    form = _SLACK_FORMS.fullmatch(said)
    found = next((part for part in form.groups() if part), said) if form else said
    a_word = found.islower() and found.isalpha()
    if a_word or not _SLACK_ID.fullmatch(found.upper()):
        raise CellError(
            mark("“{cell}” is no Slack id (U...): in a profile, ... > Copy member ID"), cell=short(cell)
        )
    return found.upper()


def person(name: str) -> str:
    """A person's name, given name first; a family name in capitals says which is which, and loses them."""
    words = name.split()
    family = [word for word in words if _in_capitals(word)]
    given = [word for word in words if not _in_capitals(word)]
    # Two letters may be initials: "JP Martin".
    told = any(len(word) > len("JP") for word in family)
    if given and told and words in (family + given, given + family):
        return " ".join([*given, *map(lowered, family)])
    return " ".join(words)


def lowered(word: str) -> str:
    """A name in capitals as it is written in a sentence: "LE GOFF-D’ARC" is "Le Goff-d’Arc"."""
    if not _in_capitals(word):
        return word
    parts = _PARTS.split(word)
    return "".join(
        part.lower() if part in ("DE", "D") and index + 1 < len(parts) else part.capitalize()
        for index, part in enumerate(parts)
    )


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same words, whatever their case, accents and order."""
    return sorted(_words(one)) == sorted(_words(other))


def _words(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()


def _in_capitals(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and "".join(letters).isupper()


def holds(name: str, part: str) -> bool:
    """Whether all words of `part` are in `name` already."""
    return set(_words(part)) < set(_words(name))
