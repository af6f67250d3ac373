"""Choosing a member in a form: a select that loads its options from the directory's own search."""

from collections.abc import Sequence

from club.homonyms import Named, marks
from club.ids import MemberId
from handlers.kit.blocks import OPTION, Block, cut, field, plain
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction
from handlers.words import Translator
from storage.accounts import has_namesake
from storage.database import Session
from storage.people import Person

PEOPLE = "directory.people"
"""Block and action id of the select; the directory answers its searches, whatever form it stands in."""


def people_field(
    t: Translator, label: str, *, optional: bool = False, initial: Block | None = None, hint: str = ""
) -> Block:
    """The select, labelled; one a form. `initial`: the option that is chosen as it opens."""
    holder = plain(t("Name, company, expertise…"), 150)
    element: Block = {"type": "external_select", "min_query_length": 2, "placeholder": holder}
    element |= {"initial_option": initial} if initial else {}
    return field(PEOPLE, label, element, optional=optional, hint=hint)


def chosen_person(interaction: Interaction) -> MemberId | None:
    """Who was chosen in it; None for nobody."""
    chosen = interaction.entered(PEOPLE)
    return MemberId(number(chosen)) if chosen else None


def apart(session: Session, person: Person) -> str:
    """What stands behind a name that organisers decide on, where two in the club bear it."""
    known = [part for part in (person.function, person.email) if part]
    return f" ({', '.join(known)})" if known and has_namesake(session, person) else ""


def person_labels(people: Sequence[Named]) -> list[str]:
    """How members read in a list of options: two of one name are told apart, and both ends are kept."""
    return [_label(one, mark) for one, mark in zip(people, marks(people), strict=True)]


def _label(one: Named, mark: Sequence[str]) -> str:
    return cut(" · ".join(part for part in (one.name, *mark, one.company) if part), OPTION)
