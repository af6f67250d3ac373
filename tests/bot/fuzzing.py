"""Whatever Slack, or a forger, may send: real buttons and forms, found on screen, then put out of shape.

Each case starts from the same club, as one of the people at its door: what one case did changes nothing for
the next, and a case that fails fails again. There are two clubs: the full one of `tests/stories/matrix.py`,
and the demo's, in which nearly everything can be done that there is.
"""

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_bolt import Ack

from benchmarks.growth.forms import filled
from benchmarks.growth.people import AUTHOR, MEMBER, NEWCOMER, ORGANISER, SEATED
from benchmarks.growth.seed import Seed, sown
from benchmarks.growth.walk import Found
from benchmarks.growth.ways import Scene, Way
from bot.background import BackgroundTasks
from bot.demo.house import CHANNEL, PARIS
from bot.demo.tale import NOW as TOLD
from bot.dispatch import Dispatcher
from bot.features import router
from bot.payload import read
from club.ids import SlackId
from handlers.kit.router import Entry, InteractionKind, menu_choice
from handlers.kit.services import Club, Services
from handlers.names import COMMANDS
from handlers.words import load
from sandbox import SettableClock
from scheduler.tick import Tick
from storage.database import Database
from storage.people import Role, get_person_by_slack
from storage.postings import Posting
from tests.bot.theirs import Theirs
from tests.rendered.test_rendered import Uncounted
from tests.rendered.walking import Rendering
from tests.stories.club import NOW
from tests.stories.matrix import CONTACT, Door, Slack, door, noting

SLOW = 3.0
"""Seconds that Slack waits (docs.slack.dev, acknowledging requests)."""
PEOPLE = ("member", "organiser", "not accepted", "stranger", "guest")
IN_DEMO: Mapping[str, str] = {
    MEMBER: "member",
    AUTHOR: "member",
    SEATED: "member",
    ORGANISER: "organiser",
    NEWCOMER: "stranger",
}
"""Of the demo's club, what each is at the door."""
CLUBS = ("full", "demo")
SAID = (InteractionKind.COMMAND, InteractionKind.ACTION, InteractionKind.SHORTCUT, InteractionKind.VIEW)
"""What somebody waits for an answer to, be it that something changed."""
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
    outside: set[str] = field(default_factory=set)
    """The buttons that stand in messages: those of a window may redraw it alone."""

    def takes(self, seen: Any, block_id: str = "", *, window: bool = False) -> None:
        """All that can be used in something that Slack was told to show."""
        if isinstance(seen, list):
            for one in seen:
                self.takes(one, block_id, window=window)
        elif isinstance(seen, dict):
            block_id, window = str(seen.get("block_id", block_id)), window or seen.get("type") == "modal"
            if isinstance(seen.get("action_id"), str):
                value = str(seen.get("value", ""))  # many buttons have none
                name = seen["action_id"].partition("#")[0]
                self.buttons.setdefault(name, set()).add((value, block_id))
                self.outside |= set() if window else {name}
            if seen.get("type") == "overflow":
                for option in seen.get("options", ()):
                    action, value = menu_choice(str(option.get("value", "")))
                    self.buttons.setdefault(action, set()).add((value, block_id))
            if seen.get("type") == "modal" and isinstance(seen.get("callback_id"), str):
                forms = self.forms.setdefault(seen["callback_id"], [])
                if seen not in forms and len(forms) < 4:
                    forms.append(seen)
            for value in seen.values():
                self.takes(value, block_id, window=window)


class Finding(Rendering):
    """Walks through the demo's club, and keeps all that can be used there."""

    def __init__(self, ground: Uncounted, known: Known) -> None:
        super().__init__(ground, TOLD, 1, ground.written)
        self._known = known

    def _does(self, way: Way, body: Mapping[str, Any] | None = None) -> None:
        before = len(self._replies)
        super()._does(way, body)
        said = [one.message.blocks for one in self._replies[before:] if one.message]
        windows = [view for one in self._replies[before:] for view in (one.update, one.push) if view]
        for seen in (*windows, *self._slack.views):
            self._known.takes(dict(seen))
        for blocks in (*said, *(blocks for _, blocks in self._slack.messages)):
            self._known.takes(list(blocks))

    def _draws(self, posting: Posting, before: tuple[Way, ...]) -> Iterator[tuple[Found, Scene | None]]:
        for found, scene in super()._draws(posting, before):
            self._known.takes(list(scene.blocks) if scene else [])
            yield found, scene


def demo_door(name: str, slack_id: str, seed: Seed, folder: Path) -> Door:
    """One of the demo's people before its club."""
    path = folder / "club.db"
    seed.copy_to(path)
    slack, clock, routes = Slack(), SettableClock(TOLD), router()
    club = Club(PARIS, CHANNEL, CONTACT, mails=True, public_url="https://prime.club.example")
    db = Database(f"sqlite:///{path}", vault=seed.vault)
    services = Services(db, slack, load(PARIS), club, routes.membership)
    services.granted.note({"X-OAuth-Scopes": "files:read"})
    slack.more["file"] = None  # whatever is chosen was deleted since
    with db.read() as session:
        person = get_person_by_slack(session, SlackId(slack_id))
    member_id = person.id if person else None
    dispatcher = Dispatcher(services, routes, clock, BackgroundTasks(1))
    made = Door(name, services, slack, dispatcher, clock, member_id, slack_id)
    db.dispose()
    noting(db, made.written)
    return made


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


class Fuzzed:
    """A club for each of the people, put back after whatever wrote to it."""

    def __init__(self, template: Path, folder: Path, *, demo: bool = False) -> None:
        self.doors: dict[str, Door] = {}
        self._kept: dict[str, Path] = {}
        self._theirs: dict[str, Theirs] = {}
        self._known = {name: Known() for name in CLUBS}
        for name in PEOPLE:
            self._opens(name, door(name, template, _made(folder / name.replace(" ", "-"))))
        self.entries = sorted(self.doors["member"].dispatcher.router.entries)
        for name in ("organiser", "member"):
            self._walks(name)
        if demo:
            with sown() as seed:
                self._enters_demo(seed, folder)

    def _enters_demo(self, seed: Seed, folder: Path) -> None:
        for slack_id, name in IN_DEMO.items():
            self._opens(slack_id, demo_door(name, slack_id, seed, _made(folder / slack_id)))
        ground = Uncounted(seed.path, seed.vault)
        Finding(ground, self.known_of(ORGANISER)).everything()
        ground.close()

    def _opens(self, name: str, made: Door) -> None:
        self.doors[name] = made
        made.slack.more["user"] = {"id": "U0OTHER", "profile": {}}
        made.services.db.dispose()
        self._kept[name] = self._path(made).with_name("kept.db")
        shutil.copy(self._path(made), self._kept[name])
        self._theirs[name] = Theirs(self._kept[name])

    def known_of(self, name: str) -> Known:
        """What was found on screen in this person's club."""
        return self._known["demo" if name in IN_DEMO else "full"]

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
                    for form in self._known["full"].forms.get(entry, ()):
                        if (entry, form["private_metadata"]) not in tried:
                            tried.add((entry, form["private_metadata"]))
                            self._sees(name, sent(kind, entry, form, filled(form, _nothing, "U0OTHER", 0)))

    def _values(self, kind: InteractionKind, entry: str) -> set[tuple[str, str]]:
        if kind is InteractionKind.COMMAND or (kind, entry) == (InteractionKind.EVENT, "app_home_opened"):
            return {("", "")}
        if kind is InteractionKind.ACTION:
            return {(value, "") for value in ("1", "2", "1:1", "")} | self._known["full"].buttons.get(
                entry, set()
            )
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
            self._known["full"].takes(
                [json.loads(one) if isinstance(one, str) else one for one in parts.values()]
            )

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
        return {(entry, *one) for entry, found in self._known["full"].buttons.items() for one in found}

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
        self._known["full"].takes(json.loads(answer.body) if answer.body else None)
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
        silent = not (answer.body or made.slack.told or made.written)
        if silent and entry and self._is_answered(name, entry):
            faults.append("told nothing")
        if made.written:
            faults += self._wronged(name, found.slack_id, entry)
            self.puts_back(name)
        return faults

    def _is_answered(self, name: str, entry: Entry) -> bool:
        in_messages = entry.kind is not InteractionKind.ACTION or entry.name in self.known_of(name).outside
        return entry.kind in SAID and in_messages

    def _wronged(self, name: str, slack_id: str, entry: Entry | None) -> Iterator[str]:
        """What was written by whoever may not: through an entry that is not theirs, or to what is others'."""
        made = self.doors[name]
        if slack_id != made.slack_id:
            return
        if entry and not made.may(entry):
            yield from (
                f"wrote without the right to: {one[:120]}" for one in made.written if not _may_note(one)
            )
        if made.who.role is not Role.ORGANISER and made.member_id is not None:
            made.services.db.dispose()
            touched = set(self._theirs[name].touched(Theirs(self._path(made)), made.member_id))
            yield from (f"did to another's: {one}" for one in sorted(touched))


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
