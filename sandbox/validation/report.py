"""The list of faults found, each naming its place as Slack does: a JSON pointer."""

from typing import Any

from sandbox.errors import Json


class Report:
    """Collects `[ERROR] … [json-pointer:/…]` lines."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def fault(self, where: str, what: str) -> None:
        """Note one fault at a JSON pointer."""
        self.messages.append(f"[ERROR] {what} [json-pointer:{where}]")

    def mapping(self, value: Any, where: str) -> Json | None:
        """`value` when it is an object, else a fault and None."""
        if isinstance(value, dict):
            return value
        self.fault(where, "must provide an object")
        return None

    def keys(self, value: Json, allowed: set[str], where: str) -> None:
        """Refuse keys that the object does not document."""
        for key in value:
            if key not in allowed:
                self.fault(f"{where}/{key}", f"additional property: {key}")

    def need(self, value: Json, names: tuple[str, ...], where: str) -> None:
        """Refuse an object without these keys."""
        for name in names:
            if value.get(name) is None:
                self.fault(where, f"missing required field: {name}")

    def string(self, value: Any, where: str, most: int | None, least: int = 1) -> None:
        """A string of `least` to `most` characters; None: Slack's pages name no limit."""
        if not isinstance(value, str):
            self.fault(where, "must be a string")
        elif len(value) < least:
            self.fault(where, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            self.fault(where, f"must be less than {most + 1} characters")

    def items(self, value: Any, where: str, most: int, least: int = 1) -> list[Any]:
        """The array, when it has `least` to `most` items; an empty list otherwise."""
        if not isinstance(value, list):
            self.fault(where, "must be an array")
            return []
        if len(value) < least:
            self.fault(where, f"must have at least {least} items" if value else "no items")
        if len(value) > most:
            self.fault(where, f"no more than {most} items allowed")
        return value

    def boolean(self, value: Json, name: str, where: str) -> None:
        """A flag is true or false, or absent."""
        if value.get(name) is not None and not isinstance(value[name], bool):
            self.fault(f"{where}/{name}", "must be a boolean")

    def one_of(self, value: Any, allowed: tuple[Any, ...], where: str) -> None:
        """One of a few values."""
        if value not in allowed or isinstance(value, bool):
            self.fault(where, "must be a valid enum value")

    def whole(self, value: Json, name: str, least: int, most: int, where: str) -> None:
        """A whole number from `least` to `most`, or absent."""
        number = value.get(name)
        good = isinstance(number, int) and not isinstance(number, bool) and least <= number <= most
        if number is not None and not good:
            self.fault(f"{where}/{name}", f"must be between {least} and {most}")

    def address(self, value: Any, where: str, *, most: int = 3000, only_https: bool = False) -> None:
        """An absolute address of at most `most` characters."""
        self.string(value, where, most)
        good = ("https://",) if only_https else ("https://", "http://", "mailto:", "slack:", "tel:", "sms:")
        if isinstance(value, str) and value and not value.startswith(good):
            self.fault(where, "must be a valid URL")
