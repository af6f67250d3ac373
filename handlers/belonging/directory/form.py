"""One's own profile as typed: what it holds, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from club.directory import LONGEST, LONGEST_FUNCTION, Detail, Details, Field, Flaw, Visibility, flaw_of
from handlers.kit.interaction import Interaction

FUNCTION = "function"
PARAGRAPHS = (Field.EXPERTISE, Field.CAREER, Field.SEEKS)
"""Fields of several lines."""


def visibility_block(name: Field) -> str:
    """The id of the select that says who sees a field."""
    return f"{name.value}_to"


@dataclass(frozen=True, slots=True)
class ProfileFault:
    """What keeps a field from being taken, and by how much it is too long."""

    flaw: Flaw
    length: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """A profile as it stands in the form."""

    function: str
    details: Details


def read(interaction: Interaction) -> ProfileForm:
    """What the form holds; a visibility that is none of ours counts as nobody's."""
    details = {name: Detail(_value(interaction, name), _visibility(interaction, name)) for name in Field}
    return ProfileForm(" ".join(interaction.entered(FUNCTION).split()), details)


def _value(interaction: Interaction, name: Field) -> str:
    typed = interaction.entered(name.value)
    return typed if name in PARAGRAPHS else " ".join(typed.split())


def _visibility(interaction: Interaction, name: Field) -> Visibility:
    chosen = interaction.entered(visibility_block(name))
    return Visibility(chosen) if chosen in set(Visibility) else Visibility.NOBODY


def faults_of(typed: ProfileForm) -> Mapping[str, ProfileFault]:
    """What is wrong, by block id."""
    faults = {
        name.value: ProfileFault(flaw, len(one.value), LONGEST[name])
        for name, one in typed.details.items()
        if (flaw := flaw_of(name, one.value))
    }
    if len(typed.function) > LONGEST_FUNCTION:
        faults[FUNCTION] = ProfileFault(Flaw.LONG, len(typed.function), LONGEST_FUNCTION)
    return faults
