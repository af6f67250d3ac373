"""What Slack lets this installation do: which scopes its token has, as Slack says with each answer.

Source: https://docs.slack.dev/authentication/installing-with-oauth (the header `x-oauth-scopes`).
"""

from collections.abc import Mapping
from typing import Any

HEADER = "x-oauth-scopes"
FILES = "files:read"


class GrantedScopes:
    """As Slack’s last answer said them; before its first, none."""

    def __init__(self) -> None:
        self._said, self._scopes = "", frozenset[str]()

    def __contains__(self, scope: str) -> bool:
        return scope in self._scopes

    def note(self, headers: Mapping[str, Any]) -> None:
        """What an answer says of them; where it says nothing, what the last one said stands."""
        found = next((value for name, value in headers.items() if name.lower() == HEADER), "")
        said = ",".join(found) if isinstance(found, list) else str(found)
        if said and said != self._said:
            self._said, self._scopes = said, frozenset(one.strip() for one in said.split(","))
