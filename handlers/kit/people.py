"""Choosing a member in a form: a select that loads its options from the directory's own search."""

from club.ids import MemberId
from handlers.kit.act import Act
from handlers.kit.blocks import OPTION, Block, cut, field, plain
from handlers.kit.carried import number
from handlers.words import Translator

PEOPLE = "directory.people"
"""Block and action id of the select; the directory answers its searches, whatever form it stands in."""


def people_field(t: Translator, label: str, *, optional: bool = False) -> Block:
    """The select, labelled; one a form."""
    hint = plain(t("Name, company, expertise…"), 150)
    element: Block = {"type": "external_select", "min_query_length": 2, "placeholder": hint}
    return field(PEOPLE, label, element, optional=optional)


def chosen_person(act: Act) -> MemberId | None:
    """Who was chosen in it; None for nobody."""
    chosen = act.entered(PEOPLE)
    return MemberId(number(chosen)) if chosen else None


def person_label(name: str, company: str) -> str:
    """How a member reads in a list of options."""
    return cut(" · ".join(part for part in (name, company) if part), OPTION)
