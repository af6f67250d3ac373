"""One's own profile as typed: what it holds, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from club.directory import LONGEST, LONGEST_FUNCTION, Detail, Details, Field, Flaw, Visibility, flaw_of
from handlers.kit.act import Act

FUNCTION = "function"
PARAGRAPHS = (Field.EXPERTISE, Field.CAREER, Field.SEEKS)
"""Fields of several lines."""


def visibility_block(name: Field) -> str:
    """The id of the select that says who sees a field."""
    return f"{name.value}_to"


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a field from being taken, and by how much it is too long."""

    flaw: Flaw
    length: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A profile as it stands in the form."""

    function: str
    details: Details


def read(act: Act) -> Typed:
    """What the form holds; a visibility that is none of ours counts as nobody's."""
    details = {name: Detail(_value(act, name), _visibility(act, name)) for name in Field}
    return Typed(" ".join(act.entered(FUNCTION).split()), details)


def _value(act: Act, name: Field) -> str:
    typed = act.entered(name.value)
    return typed if name in PARAGRAPHS else " ".join(typed.split())


def _visibility(act: Act, name: Field) -> Visibility:
    chosen = act.entered(visibility_block(name))
    return Visibility(chosen) if chosen in set(Visibility) else Visibility.NOBODY


def faults_of(typed: Typed) -> Mapping[str, Fault]:
    """What is wrong, by block id."""
    faults = {
        name.value: Fault(flaw, len(one.value), LONGEST[name])
        for name, one in typed.details.items()
        if (flaw := flaw_of(name, one.value))
    }
    if len(typed.function) > LONGEST_FUNCTION:
        faults[FUNCTION] = Fault(Flaw.LONG, len(typed.function), LONGEST_FUNCTION)
    return faults
