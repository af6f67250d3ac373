"""What a Web API method is to the box, and the arguments of one call."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.core import Core
from sandbox.errors import ApiError, Json


class Args:
    """The arguments of one call, from JSON, a form or the query string."""

    def __init__(self, given: Json, person: str | None = None) -> None:
        self.given = given
        self.person = person
        """Whose token it is, of a person's; None for the app's own."""
        self._known = {"token", "team_id"}  # Bolt names the team to every method; there is one

    def __contains__(self, name: str) -> bool:
        return self.raw(name) not in (None, "")

    def known(self, *names: str) -> None:
        """These arguments mean something to the method, whether it looked at them or not."""
        self._known.update(names)

    def ignored(self) -> list[str]:
        """The arguments that were given and never looked at."""
        return [name for name, value in self.given.items() if name not in self._known and value is not None]

    def raw(self, name: str) -> Any:
        """An argument as it was given."""
        self._known.add(name)
        return self.given.get(name)

    def text(self, name: str) -> str | None:
        """A string, None when absent; numbers are taken as typed."""
        value = self.raw(name)
        return None if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean, written true, "true" or "1"."""
        value = self.raw(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int, most: int) -> int:
        """A positive whole number up to `most`; `invalid_limit` otherwise."""
        value = self.raw(name)
        if value in (None, "", "0", 0):
            return default
        try:
            found = int(str(value))
        except ValueError:
            raise ApiError("invalid_limit") from None
        if not 0 < found <= most:
            raise ApiError("invalid_limit")
        return found

    def json(self, name: str, error: str) -> Any:
        """A structure, given as such or as a JSON string; `error` when it is not JSON."""
        value = self.raw(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(error) from None


Handler = Callable[[Core, Args], Json]


@dataclass(frozen=True)
class Method:
    """One method: its handler, the scope it needs (None: any token), its tier, required arguments.

    `token` is the kind it takes: "bot", "app", "user", "any" (bot or user) or "none". `per_channel` adds one
    call a second a channel.
    """

    handler: Handler
    scope: str | None
    tier: int
    required: tuple[str, ...] = ()
    token: str = "bot"
    per_channel: bool = False


def need_scope(core: Core, scope: str, *, user: bool = False) -> None:
    """`missing_scope`, with `needed` and `provided`, unless the manifest grants it (to its users' tokens)."""
    manifest = core.workspace.manifest
    granted = manifest.user_scopes if user else manifest.scopes
    if scope not in granted:
        raise ApiError("missing_scope", needed=scope, provided=",".join(granted))


def page(items: list[Any], args: Args, default: int = 100, most: int = 1000) -> tuple[list[Any], str]:
    """One page by `limit` and `cursor`, and the next cursor ("" at the end).

    Source: https://docs.slack.dev/apis/web-api/pagination
    """
    limit = args.number("limit", default, most)
    cursor = args.text("cursor") or ""
    start = 0
    if cursor:
        if not cursor.startswith("next:") or not cursor[5:].isdigit():
            raise ApiError("invalid_cursor")
        start = int(cursor[5:])
    end = start + limit
    return items[start:end], f"next:{end}" if end < len(items) else ""
