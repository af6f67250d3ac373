"""Whatever Slack, or a forger, may send: real buttons and forms, found on screen, then put out of shape.

Each case starts from the same full club (`tests/stories/matrix.py`), as one of the people at its door: what
one case did changes nothing for the next, and a case that fails fails again.
"""

import json
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_bolt import Ack

from benchmarks.growth.forms import filled
from bot.payload import read
from handlers.kit.router import InteractionKind, menu_choice
from handlers.names import COMMANDS
from scheduler.tick import Tick
from tests.stories.club import NOW
from tests.stories.matrix import Door, door

SLOW = 3.0
"""Seconds that Slack waits (docs.slack.dev, acknowledging requests)."""
PEOPLE = ("member", "organiser", "not accepted", "stranger", "guest")
FORBIDDEN = ("datanotice", "seen", "posting", "profile")
"""Tables in which something may be noted of whoever is refused: that they were told, and by which event."""
AHEAD = (0, 1, 3, 7, 12, 21, 35, 60)
"""Days after which it is heard what Prime says by itself."""
ROUNDS, MOST_VALUES = 4, 8


@dataclass
class Known:
    """What was found on screen: buttons with their values, forms as they were opened."""

    buttons: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """By action: values, each with the id of the block it stood in."""
    forms: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By callback id."""

    def takes(self, seen: Any, block_id: str = "") -> None:
        """All that can be used in something that Slack was told to show."""
        if isinstance(seen, list):
            for one in seen:
                self.takes(one, block_id)
        elif isinstance(seen, dict):
            block_id = str(seen.get("block_id", block_id))
            if isinstance(seen.get("action_id"), str):
                value = str(seen.get("value", ""))  # many buttons have none
                self.buttons.setdefault(seen["action_id"], set()).add((value, block_id))
            if seen.get("type") == "overflow":
                for option in seen.get("options", ()):
                    action, value = menu_choice(str(option.get("value", "")))
                    self.buttons.setdefault(action, set()).add((value, block_id))
            if seen.get("type") == "modal" and isinstance(seen.get("callback_id"), str):
                forms = self.forms.setdefault(seen["callback_id"], [])
                if seen not in forms and len(forms) < 4:
                    forms.append(seen)
            for value in seen.values():
                self.takes(value, block_id)


class Fuzzed:
    """A club for each of the people, put back after whatever wrote to it."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.doors: dict[str, Door] = {}
        self._kept: dict[str, Path] = {}
        for name in PEOPLE:
            at = folder / name.replace(" ", "-")
            at.mkdir()
            made = self.doors[name] = door(name, template, at)
            made.slack.more["user"] = {"id": "U0OTHER", "profile": {}}
            made.services.db.dispose()
            self._kept[name] = at / "kept.db"
            shutil.copy(self._path(made), self._kept[name])
        self.entries = sorted(self.doors["member"].dispatcher.router.entries)
        self.known = Known()
        for name in ("organiser", "member"):
            self._walks(name)

    def stop(self) -> None:
        """Lets everything go."""
        for one in self.doors.values():
            one.stop()

    def _path(self, at: Door) -> Path:
        return Path(at.services.db.url.removeprefix("sqlite:///"))

    def puts_back(self, name: str) -> None:
        """The club as it was."""
        made = self.doors[name]
        made.services.db.dispose()
        path = self._path(made)
        for left in path.parent.glob(f"{path.name}-*"):
            left.unlink()
        shutil.copy(self._kept[name], path)
        made.written.clear()

    def _walks(self, name: str) -> None:
        """Opens what can be opened: every command and button, those found on the way too; sends each form."""
        tried: set[tuple[str, str]] = set()
        self._hears(name)
        for _ in range(ROUNDS):
            for kind, entry in self.entries:
                for value, block_id in sorted(self._values(kind, entry))[:MOST_VALUES]:
                    if (entry, value) not in tried:
                        tried.add((entry, value))
                        self._sees(name, payload(kind, entry, value, block_id))
                if kind is InteractionKind.VIEW:
                    for form in self.known.forms.get(entry, ()):
                        if (entry, form["private_metadata"]) not in tried:
                            tried.add((entry, form["private_metadata"]))
                            self._sees(name, sent(kind, entry, form, filled(form, _nothing, "U0OTHER", 0)))

    def _values(self, kind: InteractionKind, entry: str) -> set[tuple[str, str]]:
        if kind is InteractionKind.COMMAND or (kind, entry) == (InteractionKind.EVENT, "app_home_opened"):
            return {("", "")}
        if kind is InteractionKind.ACTION:
            return {(value, "") for value in ("1", "2", "1:1", "")} | self.known.buttons.get(entry, set())
        return set()

    def _hears(self, name: str) -> None:
        """What Prime says by itself in the weeks to come: cards, decisions asked, reminders."""
        made = self.doors[name]
        for days in AHEAD:
            made.slack.told.clear()
            made.clock.set(NOW + timedelta(days=days))
            Tick(made.services, made.dispatcher.router, made.clock.now).sweep()
            made.drains()
            self._looks(made)
        made.clock.set(NOW)
        self.puts_back(name)

    def _looks(self, made: Door) -> None:
        for _, given in made.slack.told:
            parts = {key: given[key] for key in ("view", "blocks") if key in given}
            self.known.takes([json.loads(one) if isinstance(one, str) else one for one in parts.values()])

    def _sees(self, name: str, body: dict[str, Any]) -> None:
        """What this leads to; where it wrote something, what is there to be done then, too."""
        made, before = self.doors[name], self._all_buttons()
        self._does(made, body)
        if made.written:
            made.drains()
            self._looks(made)
            for kind, entry in self.entries:
                if kind is InteractionKind.COMMAND:
                    self._does(made, payload(kind, entry, ""))
            for entry, value, block_id in sorted(self._all_buttons() - before):
                self._does(made, payload(InteractionKind.ACTION, entry, value, block_id))
            made.clock.set(NOW)
            self.puts_back(name)

    def _all_buttons(self) -> set[tuple[str, str, str]]:
        return {(entry, *one) for entry, found in self.known.buttons.items() for one in found}

    def _does(self, made: Door, body: dict[str, Any]) -> None:
        made.slack.told.clear()
        body = body | {"user": {"id": made.slack_id}, "user_id": made.slack_id}
        if "event" in body:
            body["event"]["user"] = made.slack_id
        found = read(body)
        if found is None:
            return
        answer = made.dispatcher.handle(found, Ack())
        made.dispatcher.background.finish()
        self.known.takes(json.loads(answer.body) if answer.body else None)
        self._looks(made)

    def answers(self, name: str, body: Any) -> list[str]:
        """What is wrong with how Prime took this; nothing is left of it."""
        made = self.doors[name]
        found = read(body)
        if found is None:
            return []
        made.slack.told.clear()
        made.written.clear()
        began = time.perf_counter()
        answer = made.dispatcher.handle(found, Ack())
        took = time.perf_counter() - began
        made.dispatcher.background.finish()
        faults = [] if answer.status == 200 else [f"answered {answer.status}"]
        if took > SLOW:
            faults.append(f"answered in {took:.1f} s")
        entry = made.dispatcher.router.find(found.kind, found.name)
        if made.written and found.slack_id == made.slack_id and entry and not made.may(entry):
            faults += [
                f"wrote without the right to: {one[:120]}" for one in made.written if not _may_note(one)
            ]
        if made.written:
            self.puts_back(name)
        return faults


def _may_note(statement: str) -> bool:
    words = statement.replace('"', " ").split()
    about = {"INSERT": 2, "UPDATE": 1, "DELETE": 2}.get(words[0].upper())
    return about is None or (len(words) > about and words[about].partition("(")[0] in FORBIDDEN)


def _nothing(_action_id: str) -> list[dict[str, Any]]:
    """What a list that is typed into offers a form that is sent while walking."""
    return []


def payload(
    kind: InteractionKind, name: str, value: str = "1", block_id: str = "b", **more: Any
) -> dict[str, Any]:
    """One as Slack would send it, but for who it is from."""
    base = {"trigger_id": "1.1.x", "team": {"id": "T0CLUB"}, "api_app_id": "A0PRIME"}
    seen = {
        "container": {"type": "message", "channel_id": "D0X"},
        "channel": {"id": "D0X"},
        "response_url": "",
    }
    if kind is InteractionKind.COMMAND:
        return base | {"command": COMMANDS[0], "text": f"{name} {value}".strip(), **more}
    if kind is InteractionKind.ACTION:
        action = {"type": "button", "action_id": name, "block_id": block_id, "value": value}
        return base | seen | {"type": "block_actions", "actions": [action], **more}
    if kind is InteractionKind.OPTIONS:
        return base | {
            "type": "block_suggestion",
            "action_id": name,
            "block_id": block_id,
            "value": value,
            **more,
        }
    if kind is InteractionKind.SHORTCUT:
        message = {"type": "message", "user": "U0OTHER", "ts": "1.1", "text": value}
        return base | seen | {"type": "message_action", "callback_id": name, "message": message, **more}
    if kind is InteractionKind.EVENT:
        typed, _, channel_type = name.removesuffix(".file").partition(".")
        about: dict[str, Any] = {"type": typed, "channel": "D0X", "tab": "home", "text": value, "ts": "1.1"}
        about |= {"channel_type": channel_type} if channel_type else {}
        about |= {"subtype": "file_share", "files": [{"id": "F1"}]} if name.endswith(".file") else {}
        return {"type": "event_callback", "event_id": "Ev1", "event": about | more}
    view = {"id": "V1", "type": "modal", "callback_id": name, "private_metadata": value, "hash": "1"}
    typed = "view_closed" if kind is InteractionKind.CLOSED else "view_submission"
    return base | {"type": typed, "view": view | {"state": {"values": {}}}, **more}


def sent(
    kind: InteractionKind, name: str, form: Mapping[str, Any], state: Mapping[str, Any]
) -> dict[str, Any]:
    """A form as it was opened, with this in its inputs."""
    body = payload(kind, name)
    view = {**form, **body["view"], "private_metadata": form.get("private_metadata", "")}
    return body | {"view": view | {"state": {"values": dict(state)}}}
