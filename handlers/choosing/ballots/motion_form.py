"""The fields of a resolution; the form of a new ballot has those of one, and of others as they are wanted."""

from collections.abc import Mapping

from club.ballots import LONGEST_MOTION, Option
from club.ids import OptionId
from club.readiness import OpeningFault, motion_faults
from handlers.choosing.ballots import form, ids, motions
from handlers.kit.blocks import Block, actions, button, context, field, text_input
from handlers.kit.interaction import Interaction
from handlers.words import Translator

MOST_TYPED = 10
"""Resolutions in the form of a new ballot; others follow one by one, in a form of their own."""
LONGEST_QUESTION = 150


def one(t: Translator, motion: Option | None, place: int = 0, name: str = "") -> list[Block]:
    """A resolution: the question, and its text or where it is read. `name` ends the block ids, and tells
    forms apart; `place` is in the labels, where there are several of them in one form."""
    known = motion or Option(OptionId(0), "")
    number = f" ({place})" if place else ""
    asks, says, reads = (f"{label}{number}" for label in (t("Question"), t("Text"), t("Link")))
    address: Block = {"type": "url_text_input"}
    address |= {"initial_value": known.link} if known.link else {}
    text = text_input(known.text[:LONGEST_MOTION], longest=LONGEST_MOTION, lines=True)
    asked = text_input(known.title, longest=LONGEST_QUESTION)
    longest = t("Beyond {n} characters, a link.", n=t.number(LONGEST_MOTION))
    where = t("Where members read it.")
    return [
        field(f"{form.QUESTION}{name}", asks, asked, optional=place > 1),
        field(f"{form.TEXT}{name}", says, text, optional=True, hint=longest),
        field(f"{form.READ_AT}{name}", reads, address, optional=True, hint=where),
    ]


def several(t: Translator, count: int, first: Option | None) -> list[Block | None]:
    """Room for so many, and the way to one more; `first`: what the first one says already."""
    blocks: list[Block | None] = [*one(t, first)]
    for place in range(2, count + 1):
        blocks += one(t, None, place, f"#{place}")
    if count < MOST_TYPED:
        return [*blocks, actions(button(t("Add a resolution"), ids.MOTION_ANOTHER))]
    return [*blocks, context(t("Further resolutions are added once these are saved."))]


def name_of(field: str, place: int) -> str:
    """The block id of a field of the resolution with that number."""
    return field if place == 1 else f"{field}#{place}"


def shown(interaction: Interaction) -> int:
    """How many resolutions the form that was sent has fields for."""
    return sum(block.partition("#")[0] == form.QUESTION for block in interaction.state)


def typed(interaction: Interaction) -> Mapping[int, Option]:
    """By number; fields that were added and left empty are none."""
    said = {
        place: [interaction.entered(name_of(field, place)) for field in form.MOTION]
        for place in range(1, shown(interaction) + 1)
    }
    return {place: motions.typed(fields) for place, fields in said.items() if place == 1 or any(fields)}


def faults(entered: Mapping[int, Option]) -> dict[str, OpeningFault]:
    """What is wrong with each, at its field."""
    return {
        name_of(form.FIELD_OF[fault], place): fault
        for place, motion in entered.items()
        for fault in motion_faults(motion)
    }
