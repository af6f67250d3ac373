"""What travels in a button's value, a form's `private_metadata` or a block's id, and comes back.

The id of what a button is about travels as it is, two of them with a colon between: such buttons stand in
messages for months. Whatever says more (`ReturnTo`, `ListPosition`) is a list in JSON behind the version of
its shape. Prime wrote all of it, though perhaps an older version of it; but what comes back is input as any
other. Whatever does not read as what we write today raises `OutOfDate`, and the dispatcher tells the person
so: nothing was done, and where to begin again.
"""

import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

VERSION = "1"
"""To be raised with any change of what is packed: what an older version wrote is then refused by name."""
BLOCK_ID, VALUE, METADATA = 255, 2000, 3000
"""Characters at most (docs.slack.dev: blocks, button element, views)."""
LARGEST = 2**31 - 1
"""Of ids and pages: what a column of theirs holds on PostgreSQL."""
BOUNDS = Field(ge=0, le=LARGEST)
Id = Annotated[int, BOUNDS]
"""An id, a page or another small number in what is packed."""

_reader: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
"""Made once for each shape: making one costs a thousand readings."""
Choice = TypeVar("Choice", bound=StrEnum)
Shape = TypeVar("Shape")


class OutOfDate(Exception):  # noqa: N818 - a state, not a bug
    """A value that no button or form of today carries."""


def packed(things: Sequence[object]) -> str:
    """Texts, numbers, flags, None, and tuples of them, as `unpacked` reads them."""
    return VERSION + json.dumps(things, separators=(",", ":"), ensure_ascii=False)


def is_packed(text: str) -> bool:
    """Whether this version wrote it, as far as its beginning tells."""
    return text.startswith(f"{VERSION}[")


def unpacked(text: str, shape: type[Shape]) -> Shape:
    """Back from `packed`, as a tuple or a `NamedTuple` of that shape. Raises OutOfDate."""
    if not is_packed(text):
        raise OutOfDate
    try:
        found: Shape = _reader(shape).validate_json(text.removeprefix(VERSION), strict=True)
    except ValidationError:
        raise OutOfDate from None
    return found


def number(text: str) -> int:
    """An id or a page: ASCII digits, from 0 to LARGEST. Raises OutOfDate."""
    found = whole(text, LARGEST)
    if found is None:
        raise OutOfDate
    return found


def pair(text: str, second: int | None = None) -> tuple[int, int]:
    """Two ids with a colon between; `second` where the second may be missing. Raises OutOfDate."""
    one, colon, other = text.partition(":")
    if second is not None and not colon:
        return number(one), second
    return number(one), number(other)


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
