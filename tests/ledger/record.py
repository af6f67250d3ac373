"""Everything that Slack was asked to post, as it is posted: rows of the outbox are erased after 90 days."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sandbox.core import Call
from storage.postings import POSTING
from tests.stories.club import Club

FILE = "files.completeUploadExternal"
FILES = "file"
"""The kind of what is handed over as a file, which was asked for: calendar entries, pictures of results."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message, as it was when it was sent."""

    at: datetime
    step: datetime
    """When the day's step of the story began: the same however long Slack takes."""
    to: str
    kind: str
    subject: str
    moment: str
    text: str
    said: str
    """All words and buttons, as JSON."""
    asks: frozenset[tuple[str, str, str]]
    """Its buttons: which action, about what, and what stands on it."""

    def has(self, action: str, about: object, label: str = "") -> bool:
        """Whether it bears this button, whatever stands on it or so."""
        return any(one[:2] == (action, str(about)) and one[2].startswith(label) for one in self.asks)


class Recorder:
    """Takes down what was sent since it last looked."""

    def __init__(self, club: Club) -> None:
        self.club, self.sent = club, list[Sent]()

    def takes_down(self, step: datetime) -> None:
        """Of each new message its kind, from the row that is there yet."""
        calls = [*self.club.box.calls]
        self.club.box.calls.clear()
        posts = [one for one in calls if one.result.get("ok") and one.method in ("chat.postMessage", FILE)]
        rows = self._rows([_id(one) for one in posts])
        whose = {dm: person for person, dm in self.club.box.workspace.dms.items()}
        found = [_sent(one, step, rows, whose) for one in posts]
        self.sent += sorted(found, key=lambda one: (one.to, one.kind, one.text))

    def _rows(self, ids: list[int]) -> Mapping[int, tuple[str, str, str]]:
        with self.club.prime.services.db.read() as session:
            wanted = select(POSTING.c.id, POSTING.c.kind, POSTING.c.subject, POSTING.c.moment)
            found = session.connection().execute(wanted.where(POSTING.c.id.in_(ids)))
            return {row[0]: (row[1], row[2], row[3]) for row in found}


def _id(call: Call) -> int:
    mark = call.args.get("metadata") or {}
    mark = json.loads(mark) if isinstance(mark, str) else mark
    return int(mark.get("event_payload", {}).get("id", 0))


def _sent(
    call: Call, step: datetime, rows: Mapping[int, tuple[str, str, str]], whose: Mapping[str, str]
) -> Sent:
    kind, subject, moment = rows.get(_id(call), (FILES, "", ""))
    blocks = call.args.get("blocks") or []
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    to = call.args.get("channel") or call.args.get("channel_id") or ""
    to = whose.get(to, to)
    text = str(call.args.get("text", "")).replace("\xa0", " ").replace("\u202f", " ")
    asks = frozenset(_buttons(blocks))
    return Sent(call.at, step, to, kind, subject, moment, text, json.dumps(blocks, ensure_ascii=False), asks)


def _buttons(blocks: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for block in blocks:
        for one in block.get("elements", ()):
            if "action_id" in one:
                label = str(one.get("text", {}).get("text", "")) if one["type"] == "button" else ""
                yield one["action_id"].partition("#")[0], str(one.get("value", "")), label
