"""The members' directory: who sees what, how it is searched, how often contact details are shown.

Article S'ENTRAIDER: a directory for members alone; own needs or cooperation, never prospecting.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from club.folding import fold

LONGEST_QUERY = 200
"""Characters of a search that are read; what follows is left aside."""
MOST_TERMS = 8
LONGEST_WORD = 40
_COMPOUND = re.compile(r"[^\W_]+(?:['.&‐‑-][^\W_]+)*")
_JOINT = re.compile(r"['.&‐‑-]")


class Audience(StrEnum):
    """Who searches; each is searched, ranked and corrected with what it may see and nothing else."""

    MEMBERS = "members"
    ORGANISERS = "organisers"


class Visibility(StrEnum):
    """Who sees a field of a profile; the person alone, unless they say otherwise (CONFIDENTIALITÉ)."""

    MEMBERS = "members"
    ORGANISERS = "organisers"
    NOBODY = "nobody"

    def shown_to(self, audience: Audience) -> bool:
        """Organisers see what members see."""
        if self is Visibility.ORGANISERS:
            return audience is Audience.ORGANISERS
        return self is Visibility.MEMBERS


class Field(StrEnum):
    """The fields of a profile beside name, company and function, which are always visible."""

    EXPERTISE = "expertise"
    CAREER = "career"
    SEEKS = "seeks"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"


CONTACTS = (Field.PHONE, Field.EMAIL, Field.LINK)
"""Shown one person at a time, counted and logged; never searched, so that no search guesses them."""
LONGEST_FUNCTION = 150
LONGEST: Mapping[Field, int] = {
    Field.EXPERTISE: 500,
    Field.CAREER: 1000,
    Field.SEEKS: 500,
    Field.PHONE: 40,
    Field.EMAIL: 254,
    Field.LINK: 300,
}
"""Characters; of an address, what mail can reach (RFC 5321, 4.5.3.1.3, less the brackets)."""
_PHONE = re.compile(r"\+?[\d ().\-\u00a0\u202f]{6,}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Detail:
    """One field as its owner left it."""

    value: str
    visibility: Visibility = Visibility.NOBODY
    changed_at: datetime | None = None


Details = Mapping[Field, Detail]


def shown(details: Details, audience: Audience) -> dict[Field, str]:
    """What this audience sees of a profile, in the order of the fields."""
    return {
        name: details[name].value
        for name in Field
        if name in details and details[name].visibility.shown_to(audience)
    }


class Flaw(StrEnum):
    """What is wrong with a field as typed."""

    LONG = "long"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"


def flaw_of(name: Field, value: str) -> Flaw | None:
    """What keeps a value from being taken; an empty one never is wrong."""
    if len(value) > LONGEST[name]:
        return Flaw.LONG
    if not value:
        return None
    if name is Field.PHONE and not _PHONE.fullmatch(value):
        return Flaw.PHONE
    if name is Field.EMAIL and not _EMAIL.fullmatch(value):
        return Flaw.EMAIL
    return Flaw.LINK if name is Field.LINK and not _is_link(value) else None


def _is_link(value: str) -> bool:
    """Https alone: what is clicked in Slack should lead where it says."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and not re.search(r"\s", value)


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """When the club's day began: consultations are counted from midnight on its wall clock."""
    today: date = now.astimezone(zone).date()
    return datetime.combine(today, time(), zone).astimezone(UTC)


def words_of(text: str) -> list[str]:
    """The folded words under which a text is found; "Jean-Pierre" also as "jeanpierre", "R&D" as "rd"."""
    found: list[str] = []
    for parts in _compounds(text):
        found.extend(parts)
        if len(parts) > 1:
            found.append("".join(parts)[:LONGEST_WORD])
    return found


Clause = tuple[tuple[str, ...], ...]
"""What one word of a search asks for: any of several alternatives, each of which is all of its parts."""


def clauses_of(text: str) -> list[Clause]:
    """What a search asks for, word by word; nothing where it holds no letter and no figure."""
    asked: list[Clause] = []
    for parts in _compounds(text[:LONGEST_QUERY]):
        clause: Clause = (parts,) if len(parts) == 1 else (parts, ("".join(parts)[:LONGEST_WORD],))
        if clause not in asked:
            asked.append(clause)
    return asked[:MOST_TERMS]


def _compounds(text: str) -> list[tuple[str, ...]]:
    return [
        tuple(part[:LONGEST_WORD] for part in _JOINT.split(compound))
        for compound in _COMPOUND.findall(fold(text))
    ]


@dataclass(frozen=True, slots=True)
class Document:
    """What one audience finds a member by; earlier fields weigh more."""

    names: Sequence[str]
    expertise: Sequence[str] = field(default=())
    work: Sequence[str] = field(default=())
    career: Sequence[str] = field(default=())


def document(name: str, function: str, company: str, details: Details, audience: Audience) -> Document:
    """What is found by this audience: name, company, function, and what the person shows it."""
    visible = shown(details, audience)
    return Document(
        words_of(name),
        words_of(visible.get(Field.EXPERTISE, "")),
        words_of(f"{function} {company}"),
        words_of(visible.get(Field.CAREER, "")),
    )
