"""Whatever Slack, or a forger, may send: real buttons and forms, found on screen, then put out of shape.

Each case starts from the same full club (`tests/stories/matrix.py`), as one of the people at its door: what
one case did changes nothing for the next, and a case that fails fails again.
"""

import copy
import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from slack_bolt import Ack

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
JUNK: tuple[Any, ...] = (
    *(
        None,
        "",
        "x",
        "\x00",
        "\ud83d",
        0,
        -1,
        2**70,
        1.5,
        True,
        [],
        {},
        [[]],
        [{}],
        {"id": []},
        {"value": {}},
    ),
    *("9" * 40, "é" * 5000, "<!channel>", "<@U0OTHER>", "' OR 1=1 --", "2027-02-30", "24:61", "1e3", "-0"),
)
IDS = ("1", "2", "3", "7", "999999", "-1", "0", str(2**31), str(2**63))
"""Other people's, stale ones, and none at all."""
WORDS = (
    *(
        "rsvp",
        "forum",
        "oui",
        "non",
        "+1",
        "+99",
        "annuaire",
        "aide",
        "voter",
        "sujets",
        "presence",
        "KPRT",
        "demain",
    ),
    *(
        "je",
        "ne",
        "viendrai",
        "pas",
        "au",
        "avec",
        "Wolfram",
        "Quetzal",
        "Zirconium",
        "en",
        "retard",
        "de",
        "30",
        "min",
    ),
    *(
        "qui",
        "connaît",
        "?",
        "«",
        "»",
        "\u00a0",
        "\u202e",
        "\U0001f600",
        "%s",
        "{name}",
        "*",
        "_",
        "`",
        "<",
        "&amp;",
        "\t",
    ),
)


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
            if isinstance(seen.get("action_id"), str) and isinstance(seen.get("value"), str):
                self.buttons.setdefault(seen["action_id"], set()).add((seen["value"], block_id))
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
        """Opens what can be opened: every command and button, those found on the way too."""
        tried: set[tuple[str, str]] = set()
        self._hears(name)
        for _ in range(4):
            for kind, entry in self.entries:
                if kind is InteractionKind.COMMAND or (
                    kind is InteractionKind.EVENT and entry == "app_home_opened"
                ):
                    found = {("", "")}
                elif kind is InteractionKind.ACTION:
                    found = {(value, "") for value in ("1", "2", "")} | self.known.buttons.get(entry, set())
                else:
                    continue
                for value, block_id in sorted(found)[:8]:
                    if (entry, value) not in tried:
                        tried.add((entry, value))
                        self._sees(name, payload(kind, entry, value, block_id))

    def _hears(self, name: str) -> None:
        """What Prime says by itself: cards, decisions asked, reminders."""
        made = self.doors[name]
        made.slack.told.clear()
        tick = Tick(made.services, made.dispatcher.router, made.clock.now)
        tick.sweep()
        made.drains()
        self._looks(made)
        made.clock.set(NOW)
        self.puts_back(name)

    def _looks(self, made: Door) -> None:
        for _, given in made.slack.told:
            parts = {key: given[key] for key in ("view", "blocks") if key in given}
            self.known.takes([json.loads(one) if isinstance(one, str) else one for one in parts.values()])

    def _sees(self, name: str, body: dict[str, Any]) -> None:
        made = self.doors[name]
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
        if made.written:
            self.puts_back(name)

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


# Strategies


def typed_words() -> st.SearchStrategy[str]:
    """What somebody may type."""
    return st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
        st.text(max_size=60),
        st.sampled_from(IDS),
    )


def places(at: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a payload, with each of its keys."""
    pairs = list(at.items()) if isinstance(at, dict) else list(enumerate(at)) if isinstance(at, list) else []
    for key, inner in pairs:
        yield at, key
        yield from places(inner)


@st.composite
def filled(draw: st.DrawFn, form: Mapping[str, Any]) -> dict[str, Any]:
    """The state of a form: each of its inputs as somebody might have it, or as nobody could."""
    values: dict[str, Any] = {}
    for block in form.get("blocks", ()):
        for element in _elements(block):
            if draw(st.integers(0, 9)):
                given = draw(entered(element))
                values.setdefault(str(block.get("block_id", "b")), {})[str(element.get("action_id", "a"))] = (
                    given
                )
    return values


def _elements(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = block.get("element"), block.get("accessory"), *block.get("elements", ())
    return [one for one in found if isinstance(one, dict) and "action_id" in one]


@st.composite
def entered(draw: st.DrawFn, element: Mapping[str, Any]) -> Any:
    """What Slack says of one input (docs.slack.dev, view state)."""
    kind = str(element.get("type", ""))
    options = _options(element) or [{"value": draw(st.sampled_from(IDS))}]
    junk = st.sampled_from(JUNK).map(copy.deepcopy)
    if draw(st.integers(0, 7)) == 0:
        return draw(st.one_of(junk, st.fixed_dictionaries({"type": st.just(kind), "value": junk})))
    if "select" in kind and kind.startswith("multi"):
        return {"type": kind, "selected_options": draw(st.lists(st.sampled_from(options), max_size=5))}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": draw(st.lists(st.sampled_from(options), max_size=5))}
    if kind == "users_select":
        return {
            "type": kind,
            "selected_user": draw(st.sampled_from(("U0OTHER", "U0VISITOR", "U0NOBODY", ""))),
        }
    if "select" in kind or kind == "radio_buttons":
        return {"type": kind, "selected_option": draw(st.one_of(st.sampled_from(options), st.none()))}
    if kind == "datepicker":
        return {
            "type": kind,
            "selected_date": draw(st.sampled_from(("2027-03-01", "2020-01-01", "2027-02-30", "x", None))),
        }
    if kind == "timepicker":
        return {"type": kind, "selected_time": draw(st.sampled_from(("09:30", "24:00", "00:00", "9", None)))}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": draw(st.sampled_from((0, 1_800_000_000, 2**40, -1)))}
    words = st.one_of(
        typed_words(),
        st.sampled_from(("12", "1200,50", "-3", "0", "ana@example.org", "https://a.example/x", "é" * 4000)),
    )
    return {"type": kind, "value": draw(words)}


def _options(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = [one for one in element.get("options", ()) if isinstance(one, dict)]
    for group in element.get("option_groups", ()):
        found += [one for one in group.get("options", ()) if isinstance(one, dict)]
    return found


@st.composite
def cases(draw: st.DrawFn, fuzzed: Fuzzed) -> tuple[str, Any]:
    """Who sends what: an entry as it was found, filled in somehow, then put out of shape or not."""
    who = draw(st.sampled_from(PEOPLE))
    kind, name = draw(st.sampled_from(fuzzed.entries))
    body = copy.deepcopy(draw(_of(fuzzed, kind, name)))
    slack_id = draw(st.sampled_from((fuzzed.doors[who].slack_id,) * 9 + ("U0OTHER",)))
    if kind is InteractionKind.EVENT:
        body["event"].setdefault("user", slack_id)
    else:
        body |= {"user": {"id": slack_id}, "user_id": slack_id}
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2, 4)))):
        _out_of_shape(draw, body)
    return who, body


def _of(fuzzed: Fuzzed, kind: InteractionKind, name: str) -> st.SearchStrategy[dict[str, Any]]:
    values: st.SearchStrategy[tuple[str, str]] = st.tuples(
        st.one_of(st.sampled_from(IDS), typed_words()), st.just("b")
    )
    if found := sorted(fuzzed.known.buttons.get(name, ())):
        values = st.one_of(st.sampled_from(found), st.sampled_from(found), values)
    forms: Sequence[dict[str, Any]] = fuzzed.known.forms.get(name, ())
    if kind in (InteractionKind.VIEW, InteractionKind.CLOSED) and forms:
        return st.sampled_from(forms).flatmap(
            lambda form: filled(form).map(lambda state: _sent(kind, name, form, state))
        )
    return values.map(lambda given: payload(kind, name, *given))


def _sent(
    kind: InteractionKind, name: str, form: Mapping[str, Any], state: Mapping[str, Any]
) -> dict[str, Any]:
    body = payload(kind, name)
    view = {**form, **body["view"], "private_metadata": form.get("private_metadata", "")}
    return body | {"view": view | {"state": {"values": dict(state)}}}


def _out_of_shape(draw: st.DrawFn, body: dict[str, Any]) -> None:
    found = [
        (holder, key) for holder, key in places(body) if key not in ("user", "user_id", "type", "command")
    ]
    if not found:
        return
    holder, key = draw(st.sampled_from(range(len(found))).map(lambda at: found[at]))
    how, old = draw(st.sampled_from(("drop", "junk", "junk", "id", "nest", "wrap"))), holder[key]
    if how == "drop":
        del holder[key]
    else:
        junk = copy.deepcopy(draw(st.sampled_from(IDS if how == "id" else JUNK)))
        holder[key] = {"value": old} if how == "nest" else [old] if how == "wrap" else junk


TITLES = (
    *(
        "nom",
        "name",
        "prénom",
        "e-mail",
        "courriel",
        "société",
        "company",
        "rôle",
        "slack id",
        "titre",
        "title",
    ),
    *(
        "début",
        "start",
        "fin",
        "deadline",
        "lieu",
        "année",
        "year",
        "montant",
        "amount",
        "référence",
        "date",
        "x",
        "",
    ),
)
CELLS = (
    *(
        "Ana Berger",
        "ana@example.org",
        "paul@",
        "Verrerie Ardoin",
        "2027-03-01",
        "1/3/2027 9h30",
        "31/02/2027",
        "1.234.50",
    ),
    *(
        "1 200,00 €",
        "-3",
        "U0OTHER",
        "organiser",
        "=1+1",
        '"',
        "é" * 3000,
        "\x00",
        "\u202e",
        "",
        " ",
        "2027-014",
        "9" * 50,
    ),
)


@st.composite
def csv_files(draw: st.DrawFn) -> bytes:
    """A list as somebody might hand it over, or anything else."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=400))
    sign = draw(st.sampled_from((",", ";", "\t", "|")))
    header = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=7))
    cell = st.one_of(st.sampled_from(CELLS), st.sampled_from(CELLS), st.text(max_size=12))
    rows = draw(st.lists(st.lists(cell, max_size=9), max_size=6))
    lines = [sign.join(row) for row in (header, *rows)]
    text = draw(st.sampled_from(("\n", "\r\n", "\r"))).join(lines)
    coding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850")))
    return text.encode(coding, errors="ignore")


def markdown_texts() -> st.SearchStrategy[str]:
    """A charter as somebody might write it, or anything else."""
    pieces = (
        "# ",
        "## ",
        "### ",
        "- ",
        "1. ",
        "  - ",
        "> ",
        "**",
        "*",
        "_",
        "`",
        "```",
        "[a](https://a.example)",
        "![i](x)",
        "<b>",
        "---",
        "===",
        "| a | b |",
        "\\",
        "\n",
        "\n\n",
        "Article 1",
        "é" * 900,
        "\t",
        "\x00",
        "\u202e",
        "&amp;",
    )
    return st.lists(st.one_of(st.sampled_from(pieces), st.text(max_size=9)), max_size=40).map("".join)
