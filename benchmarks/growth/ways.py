"""What can be done with what is on screen: every button, menu, select and form of a message or a window."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.growth.forms import Block, elements
from bot.payload import read_action, read_command, read_event, read_options, read_shortcut, read_view
from handlers.kit.router import InteractionKind

Body = Mapping[str, Any]
READERS = {
    InteractionKind.COMMAND: read_command,
    InteractionKind.ACTION: read_action,
    InteractionKind.VIEW: read_view,
    InteractionKind.OPTIONS: read_options,
    InteractionKind.SHORTCUT: read_shortcut,
    InteractionKind.EVENT: read_event,
}
VARIANTS = 3
URL = "https://hooks.slack.test/1"


@dataclass(frozen=True, slots=True)
class Way:
    """One thing somebody may do: the payload that Slack would send, and what was done before it."""

    kind: InteractionKind
    who: str
    body: Body
    before: tuple["Way", ...] = ()
    """What wrote something on the way here, in order: done again where the database is as it was."""
    about: str = ""
    form: Body = field(default_factory=dict)
    """The window, where it is to be filled in."""
    variant: int = 0
    """Which of its choices are made: the first, the second, the third of each."""
    beside: frozenset[str] = frozenset()
    """The buttons and inputs that were there too."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What somebody sees: blocks, and the window they stand in, if any."""

    who: str
    blocks: Sequence[Block]
    view: Body = field(default_factory=dict)
    channel: str = "D1"
    before: tuple[Way, ...] = ()

    def ways(self) -> Iterator[Way]:
        """Everything that can be done here."""
        here = frozenset(element["action_id"].partition("#")[0] for _, element in elements(self.blocks))
        yield from (replace(way, beside=here) for way in self._all())

    def _all(self) -> Iterator[Way]:
        for block, element in elements(self.blocks):
            yield from self._uses(block, element)
        if self.view.get("submit"):
            body = {"user": {"id": self.who}, "type": "view_submission", "trigger_id": "1", "view": self.view}
            for variant in range(VARIANTS):
                yield Way(InteractionKind.VIEW, self.who, body, self.before, form=self.view, variant=variant)

    def _uses(self, block: Block, element: Block) -> Iterator[Way]:
        kind = element["type"]
        if kind == "button":
            yield self._action(block, element, {"value": element.get("value", "")})
        elif kind == "overflow":
            yield from (self._action(block, element, {"selected_option": one}) for one in element["options"])
        elif "external" in kind:
            for typed in ("", "energie"):
                yield Way(
                    InteractionKind.OPTIONS, self.who, self._asked(element["action_id"], typed), self.before
                )
        elif block["type"] != "input" or block.get("dispatch_action"):
            yield from (self._action(block, element, {"selected_option": one}) for one in _others(element))

    def _asked(self, action_id: str, typed: str) -> Body:
        return {"user": {"id": self.who}, "action_id": action_id, "value": typed, "view": self.view}

    def _action(self, block: Block, element: Block, given: Body) -> Way:
        action = {"action_id": element["action_id"], "block_id": block.get("block_id", ""), **given}
        container = {"channel_id": self.channel, "is_ephemeral": self.channel == "D1"}
        where: dict[str, Any] = {"view": self.view} if self.view else {"response_url": URL}
        body = {"user": {"id": self.who}, "trigger_id": "1", "container": container, "actions": [action]}
        return Way(InteractionKind.ACTION, self.who, body | where, self.before, form=self.view)


def _others(element: Block) -> Sequence[Block]:
    """The last choices of a select: the first is often what stands there already."""
    return list(element.get("options", []))[-2:]


def command(who: str, typed: str) -> Way:
    """`/prime` and what follows."""
    body = {"user_id": who, "text": typed, "trigger_id": "1", "channel_id": "D1", "response_url": URL}
    return Way(InteractionKind.COMMAND, who, body, about=typed)


def shortcut(who: str, name: str) -> Way:
    """A shortcut on somebody's message."""
    message = {"text": "Récupérer la chaleur des fours", "user": "UKARIMBENALI", "ts": "1.1"}
    where = {"channel": {"id": "C1"}, "response_url": URL, "trigger_id": "1"}
    return Way(
        InteractionKind.SHORTCUT, who, {"user": {"id": who}, "callback_id": name, "message": message, **where}
    )


def event(who: str, name: str, said: str = "bonjour") -> Way:
    """An event of Slack's; of a message, with what is said in it."""
    kind, _, channel_type = name.partition(".")
    user: Any = (
        {"id": who, "profile": {"real_name": "Claire Vasseur"}} if "user" in kind or "team" in kind else who
    )
    about = {"type": kind, "user": user, "channel": "D1", "tab": "home", "text": said}
    body = {"event": about | {"channel_type": channel_type}, "event_id": f"Ev{who}{name}{said}"}
    return Way(InteractionKind.EVENT, who, body, beside=frozenset({said}))
