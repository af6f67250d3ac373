"""What the fields of a ballot's form are drawn from."""

from collections.abc import Sequence
from fractions import Fraction

from club.ballots import Ballot, Purpose, Rules
from handlers.choosing.ballots import form
from handlers.choosing.ballots.place import First
from handlers.kit.blocks import Block, field, text_input
from handlers.kit.services import Club
from handlers.words import Translator

LONGEST_PORTION = 30


def one_of(options: Sequence[Block], value: str) -> Block:
    """The option of that value."""
    return next(one for one in options if one["value"] == value)


class Drawn:
    """What the fields of the second step are drawn from."""

    def __init__(self, t: Translator, first: First, old: Ballot | None, club: Club) -> None:
        self.t, self.first, self.old, self.club = t, first, old, club
        self.choosing = first.purpose is Purpose.SELECTION
        self.rules = old.rules if old else None
        # The words told to voters ask for the secrecy alone.
        self.rules_shown = Rules(first.method, first.unit, first.secrecy)

    def number(
        self, name: str, label: str, initial: int, *, least: int = 1, optional: bool = False, hint: str = ""
    ) -> Block:
        """A whole number; a ballot's own value, where it has one, stands in it."""
        kept = getattr(self.rules, name) if self.rules else 0
        element: Block = {
            "type": "number_input",
            "is_decimal_allowed": False,
            "min_value": str(least),
            "max_value": str(form.LARGEST),
        }
        if kept or initial:
            element["initial_value"] = str(kept or initial)
        return field(name, label, element, optional=optional, hint=hint)

    def day(self, name: str, label: str, initial: str, *, optional: bool = False) -> Block:
        """A date picker."""
        element: Block = {"type": "datepicker"}
        if initial:
            element["initial_date"] = initial
        return field(name, label, element, optional=optional)

    def clock(self, name: str, label: str, initial: str, *, optional: bool = False) -> Block:
        """A time picker."""
        element: Block = {"type": "timepicker"}
        if initial:
            element["initial_time"] = initial
        return field(name, label, element, optional=optional)

    def portion(self, name: str, label: str, hint: str, number: int, share: Fraction) -> Block:
        """A number or a share, typed; what a ballot has stands in it."""
        kept = f"{share.numerator}/{share.denominator}" if share else str(number or "")
        return field(name, label, text_input(kept, longest=LONGEST_PORTION), optional=True, hint=hint)
