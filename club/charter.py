"""Versions of the charter, and whom they bind (articles PARTICIPER and RESPECTER la confidentialité)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NONE, WITHDRAWN = 0, -1
"""What `accepted_version` holds for somebody who never accepted, and for somebody who took it back: below
every version, so that a withdrawal shuts the club at once, also before the date of the first version."""

ACCEPT_WITHIN = timedelta(days=30)
"""How long members usually have for a material version."""

REST = timedelta(days=1)
"""The least time they get."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version as published; never changed afterwards."""

    number: int
    material: bool
    """Whether everybody accepts again."""
    text: str
    """Markdown."""
    sha256: str
    changes: str
    published_at: datetime
    accept_by: datetime | None
    """Of a material version: until when; only then does it bind those admitted before."""


class CharterFault(StrEnum):
    """What keeps a version from being published."""

    EMPTY = "empty"
    SAME = "same"
    """The text is, to the letter, that of the version before."""
    FIRST_IS_MATERIAL = "first_is_material"
    DATE_TOO_SOON = "date_too_soon"


def digest(text: str) -> str:
    """The SHA-256 of a text as shown, in hexadecimal: what an acceptance is the evidence of."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def tidy(text: str) -> str:
    """The text with the line ends of one kind and none at its end: line numbers stay what they are."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def publication_faults(
    text: str, *, material: bool, accept_by: datetime | None, newest: Version | None, now: datetime
) -> Sequence[CharterFault]:
    """Why this version may not be published; nothing where it may.

    The first version is material: there is nothing yet that it could be an editorial change of.
    """
    faults = {
        CharterFault.EMPTY: not text.strip(),
        CharterFault.SAME: newest is not None and newest.sha256 == digest(text),
        CharterFault.FIRST_IS_MATERIAL: newest is None and not material,
        CharterFault.DATE_TOO_SOON: material and (accept_by is None or accept_by < now + REST),
    }
    return [fault for fault, holds in faults.items() if holds]


def next_number(newest: Version | None) -> int:
    """Versions count from 1."""
    return newest.number + 1 if newest else 1


def must_accept(accepted: int, required: int) -> bool:
    """Whether somebody still has to accept: `required` is the newest material version, 0 while there is none.

    PARTICIPER: nobody becomes a member before validating the charter. While none is published the rule
    sleeps, but not for somebody who has taken an acceptance back.
    """
    return accepted < required or accepted == WITHDRAWN
