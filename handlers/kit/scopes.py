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
        said = header_of(headers, HEADER)
        if said and said != self._said:
            self._said, self._scopes = said, scopes_in(said)


def scopes_in(said: str) -> frozenset[str]:
    """The scopes that an answer names."""
    return frozenset(filter(None, said.replace(" ", "").split(",")))


def header_of(headers: Mapping[str, Any], name: str) -> str:
    """One header of an answer, however it is spelt; empty where there is none."""
    found = next((value for one, value in headers.items() if one.lower() == name), "")
    return str(found[0] if isinstance(found, list) and found else found)
