"""What travels in a button's value, a form's `private_metadata` or a block's id, and comes back.

Prime wrote all of it, though perhaps an older version of it; but what comes back is input as any other.
Whatever does not read as what we write today raises `OutOfDate`, and the dispatcher tells the person so:
nothing was done, and where to begin again.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar

LARGEST = 2**31 - 1
"""Of ids and pages: what a column of theirs holds on PostgreSQL."""

Choice = TypeVar("Choice", bound=StrEnum)


class OutOfDate(Exception):  # noqa: N818 - a state, not a bug
    """A value that no button or form of today carries."""


def number(text: str) -> int:
    """An id or a page: ASCII digits, from 0 to LARGEST. Raises OutOfDate."""
    found = whole(text, LARGEST)
    if found is None:
        raise OutOfDate
    return found


def numbers(text: str, count: int) -> Sequence[int]:
    """So many of them with a colon between two. Raises OutOfDate."""
    parts = text.split(":")
    if len(parts) != count:
        raise OutOfDate
    return [number(part) for part in parts]


def parts(text: str, separator: str, count: int) -> Sequence[str]:
    """A text in so many parts; the last one may hold the separator. Raises OutOfDate."""
    found = text.split(separator, count - 1)
    if len(found) != count:
        raise OutOfDate
    return found


def unpacked(text: str, *kinds: type | UnionType) -> Sequence[Any]:
    """A JSON list of these types; an `int` is an id, a page or a flag of theirs. Raises OutOfDate."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise OutOfDate from None
    return typed(found, *kinds)


def typed(found: object, *kinds: type | UnionType) -> Sequence[Any]:
    """The same of what was unpacked already. Raises OutOfDate."""
    if not isinstance(found, list) or len(found) != len(kinds):
        raise OutOfDate
    if not all(_is(one, kind) for one, kind in zip(found, kinds, strict=True)):
        raise OutOfDate
    return found


def whole(text: str, most: int) -> int | None:
    """A whole number as somebody typed it, from 0 to `most`; None for anything else."""
    plain = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    return found if plain and (found := int(text)) <= most else None


def choice(kinds: type[Choice], text: str) -> Choice:
    """One of a list of ours, such as a select holds. Raises OutOfDate."""
    try:
        return kinds(text)
    except ValueError:
        raise OutOfDate from None


def _is(one: object, kind: type | UnionType) -> bool:
    if isinstance(one, bool):
        return kind is bool
    return isinstance(one, kind) and not (isinstance(one, int) and not 0 <= one <= LARGEST)
