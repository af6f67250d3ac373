"""What the box refuses, and to whom: `ApiError` to the app, `Refused` to the person."""

from typing import Any

Json = dict[str, Any]
"""A JSON object as Slack sends or stores it."""


class ApiError(Exception):
    """A Web API call refused with `{"ok": false, "error": code}`."""

    def __init__(self, code: str, messages: list[str] | None = None, **fields: Any) -> None:
        super().__init__(code if not messages else f"{code}: {'; '.join(messages)}")
        self.code = code
        self.messages = messages or []
        self.fields = fields

    def body(self) -> Json:
        """The answer's body, as documented under "Evaluating responses"."""
        answer: Json = {"ok": False, "error": self.code, **self.fields}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class Refused(Exception):  # noqa: N818  a person is refused; nothing broke
    """An act that the person's Slack client would not let them do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
