"""What a cell's reader raises, and the words of it."""

from collections.abc import Mapping


class Told(str):
    """A sentence in English that can be said in another language: it keeps what it was made from."""

    template: str
    values: Mapping[str, str]
    __slots__ = ("template", "values")

    def __new__(cls, template: str, **values: object) -> "Told":
        """The template, marked for the catalogue, with these values in its places."""
        made = super().__new__(cls, template.format_map(values))
        made.template, made.values = template, {name: str(value) for name, value in values.items()}
        return made


class CellError(ValueError):
    """Why a cell cannot be taken; `no_hour` where only the hour of a day is missing."""

    def __init__(self, template: str, *, no_hour: bool = False, **values: object) -> None:
        self.reason = Told(template, **values)
        super().__init__(self.reason)
        self.no_hour = no_hour
