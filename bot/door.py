"""The door of both transports: a payload comes in, an answer goes out, whatever the payload is."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

from bot.errors import Incident, guarded
from bot.payload import Read, read
from handlers.kit.reference import one_reference


class Door:
    """Answers payloads, from several threads at once."""

    def __init__(self, bolt: App) -> None:
        self._bolt = bolt

    def answer(self, payload: object) -> BoltResponse:
        """Never raises, and never refuses: what met another status than 200, Slack sends again.

        What Prime does not handle is acknowledged and ignored.
        """
        with one_reference():
            return guarded(lambda: self._answer(payload), _acknowledged, "the door")

    def _answer(self, payload: object) -> BoltResponse:
        found = read(payload)
        if found is None:
            return _acknowledged()
        # Bolt is given nothing of the payload, which is read already, once: it would look for users and
        # channels at some thirty places of it, and break where one is not as documented.
        answer = self._bolt.dispatch(BoltRequest(body={}, mode="socket_mode", context={"read": found}))
        return answer if answer.status == 200 else _acknowledged()


def read_of(context: Mapping[str, Any]) -> Read:
    """What the door has read, in Bolt's context."""
    found = context["read"]
    assert isinstance(found, Read)
    return found


def _acknowledged(_fault: Incident | None = None) -> BoltResponse:
    return BoltResponse(status=200, body="")
