"""`Person`: someone at their Slack client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sandbox import views
from sandbox.driver import find
from sandbox.driver.filling import entry_for
from sandbox.driver.screen import Screen
from sandbox.driver.talking import Talking
from sandbox.driver.words import fold, text_of
from sandbox.errors import Json, Refused

if TYPE_CHECKING:
    from sandbox.box import Sandbox

SEES_SECONDS = 5.0


class Person(Talking):
    """Acts wait for the app's acknowledgement and then for `box.settle()`; failures show the screen."""

    def __init__(self, box: Sandbox, user_id: str) -> None:
        self._box = box
        self.id = user_id
        self.place = ""
        self._screen = Screen(box.workspace, user_id)
        self._asked: Callable[[], None] | None = None
        self._drafts: dict[str, Json] = {}

    # Going places

    def opens(self, channel: str) -> None:
        """Look at a channel."""
        self.place = self._box.workspace.place(channel).id
        self._do(lambda: self._box.act.open_channel(self.id, self.place))

    def opens_dm(self) -> None:
        """Look at the direct messages with the app."""
        self.opens(self._box.workspace.dm_with(self.id).id)

    def opens_home(self) -> None:
        """Open the app's home tab."""
        self.place = "home"
        self._do(lambda: self._box.act.open_home(self.id))

    # Pressing

    def clicks(self, label: str, within: str | None = None) -> None:
        """Press the button or overflow item of these words; newest first, here before elsewhere."""
        control = self._find(find.pressable, label, within)
        self._press(control, control.chosen)

    def _press(self, control: find.Control, chosen: Json) -> None:
        def act() -> None:
            where = control.surface.where
            draft = self._drafts.get(str(where), {})
            ids = (control.block["block_id"], control.element["action_id"])
            self._box.act.press(self.id, where, *ids, chosen, draft)

        dialog = control.element.get("confirm")
        if dialog is None:
            self._do(act)
            return
        self._asked = act
        self._screen.dialog = dialog

    def confirms(self) -> None:
        """Say yes to the confirm dialog."""
        act = self._answered()
        self._do(act)

    def declines(self) -> None:
        """Say no to the confirm dialog: the app hears nothing."""
        self._answered()

    def _answered(self) -> Callable[[], None]:
        if self._asked is None:
            raise self._failure("no confirm dialog is open")
        act, self._asked, self._screen.dialog = self._asked, None, None
        return act

    # Filling in

    def fills(self, what: str | dict[str, Any], value: Any = None) -> None:
        """Fill inputs by label; choices by their words, dates and times as such or as text, files as
        (name, content)."""
        for label, wanted in (what if isinstance(what, dict) else {what: value}).items():
            self._fill(self._find(find.fillable, label, None), wanted)

    def _choose(self, control: find.Control, value: Any) -> None:
        """None, a file as (name, content), or several of them."""
        ids = (control.block["block_id"], control.element["action_id"])
        with self._box.workspace.change():
            views.merge_state(control.surface.values, {ids[0]: {ids[1]: {"files": []}}})
        for name, content in [value] if isinstance(value, tuple) else value or ():
            try:
                self._box.act.choose_file(self.id, control.surface.where["view"], *ids, name, content)
            except Refused as refused:
                raise self._failure(f"cannot choose {name}: {refused.reason}") from None

    def _fill(self, control: find.Control, value: Any) -> None:
        if control.element["type"] == "file_input":
            self._choose(control, value)
            return
        where = control.surface.where
        block_id, action_id = control.block["block_id"], control.element["action_id"]

        def ask(query: str) -> list[Json]:
            return self._box.act.options(self.id, where, block_id, action_id, query)

        try:
            entry = entry_for(self._box.workspace, control.element, value, self._screen.reader, ask)
        except (LookupError, Refused) as fault:
            raise self._failure(f"cannot fill “{control.label}”: {fault}") from None
        self._leave(control, entry)

    def _leave(self, control: find.Control, entry: Json) -> None:
        """Leave a value in an element; where its choice is an action, the app hears of it."""
        block, element = control.block, control.element
        state = {block["block_id"]: {element["action_id"]: entry}}
        if block["type"] != "input" or block.get("dispatch_action"):
            self._press(control, entry)
        elif "channel" in control.surface.where:
            draft = self._drafts.setdefault(str(control.surface.where), {})
            draft.setdefault(block["block_id"], {})[element["action_id"]] = entry
        else:
            with self._box.workspace.change():
                views.merge_state(control.surface.values, state)

    def ticks(self, label: str) -> None:
        """Tick (or untick) the checkbox, or pick the radio button, of these words."""
        control = self._find(find.tickable, label, None)
        option = control.chosen
        if control.element["type"] == "radio_buttons":
            self._leave(control, {"selected_option": option})
            return
        entry = control.surface.values[control.block["block_id"]][control.element["action_id"]]
        chosen = list(entry["selected_options"])
        values = [o.get("value") for o in chosen]
        if option.get("value") in values:
            chosen = [o for o in chosen if o.get("value") != option.get("value")]
        else:
            chosen.append(option)
        self._leave(control, {"selected_options": chosen})

    def submits(self) -> None:
        """Press the modal's submit button."""
        view = self._top()
        if view.get("submit") is None:
            raise self._failure("this modal has no submit button")
        self._do(lambda: self._box.act.submit(self.id, view["id"]))

    def closes(self, clear: bool = False) -> None:
        """Close the modal; with `clear`, all of them."""
        view = self._top()
        self._do(lambda: self._box.act.close(self.id, view["id"], clear))

    # Shortcuts

    def uses_shortcut(self, name: str) -> None:
        """Use a global shortcut by its name."""
        self._do(lambda: self._box.act.shortcut(self.id, self._shortcut(name, "global")))

    def uses_message_shortcut(self, name: str, within: str) -> None:
        """Use a message shortcut on the newest message that shows these words."""
        where = self._message(within)
        self._do(lambda: self._box.act.shortcut(self.id, self._shortcut(name, "message"), where))

    def _shortcut(self, name: str, kind: str) -> str:
        for shortcut in self._box.workspace.manifest.shortcuts.values():
            if shortcut.type == kind and name in (shortcut.name, shortcut.callback_id):
                return shortcut.callback_id
        raise Refused(f"this app has no {kind} shortcut “{name}”")

    # Seeing

    def sees(self, text: str) -> None:
        """Wait up to five real seconds until these words are somewhere before this person."""
        wanted = fold(text)
        if not self._box.workspace.wait(lambda: wanted in self._screen.words(), SEES_SECONDS):
            raise self._failure(f"does not see “{text}”")

    def sees_not(self, text: str) -> None:
        """Once the app has settled, these words are nowhere."""
        self._box.settle()
        if fold(text) in self._screen.words():
            raise self._failure(f"sees “{text}”")

    def screen(self) -> str:
        """A picture in text of what this person sees."""
        return self._screen.picture(self.place)

    @property
    def modal(self) -> Json | None:
        """The modal on top, None when none is open."""
        stack = self._box.workspace.stacks.get(self.id) or []
        return views.shown(stack[-1]) if stack else None

    def errors(self) -> dict[str, str]:
        """Messages at the top modal's fields, by label."""
        view = self._top()
        labels = {b["block_id"]: fold(text_of(b.get("label"), self._screen.reader)) for b in view["blocks"]}
        return {labels[block_id]: message for block_id, message in view.get("_errors", {}).items()}

    def files(self) -> list[tuple[str, bytes]]:
        """The files this person can open, oldest first: name and content."""
        ws = self._box.workspace
        seen = [m for channel in ws.channels_of(self.id) for m in channel.seen_by(self.id)]
        found: list[tuple[str, bytes]] = []
        for message in sorted(seen, key=lambda m: str(m["ts"])):
            for shown in message.get("files") or []:
                file = ws.files[shown["id"]]
                if not file.deleted:
                    found.append((file.name, file.content or b""))
        return found

    def messages(self, in_: str | None = None) -> list[Json]:
        """The messages this person sees in a channel (default: the DM with the app), oldest first."""
        ws = self._box.workspace
        channel = ws.place(in_) if in_ is not None else ws.dm_with(self.id)
        with ws.changed:
            return channel.seen_by(self.id)

    # Inside

    def _top(self) -> Json:
        stack = self._box.workspace.stacks.get(self.id) or []
        if not stack:
            raise self._failure("no modal is open")
        return stack[-1]

    def _surfaces(self) -> list[find.Surface]:
        ws = self._box.workspace
        with ws.changed:
            return list(find.surfaces(ws, self.id, self.place, self._screen.reader))

    def _find(self, kind: Any, label: str, within: str | None) -> find.Control:
        wanted = fold(label)
        for surface in self._surfaces():
            if within is not None and fold(within) not in surface.words:
                continue
            found: list[find.Control] = [c for c in kind(surface, self._screen.reader) if c.label == wanted]
            found = find.narrowed(found, within, self._screen.reader)
            if len(found) > 1:
                raise self._failure(f"“{label}” is there {len(found)} times in one place")
            if found:
                return found[0]
        raise self._failure(f"no “{label}”" + (f" with “{within}”" if within else ""))

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Refused as refused:
            raise self._failure(f"cannot: {refused.reason}") from None
        self._box.settle()

    def _failure(self, what: str) -> AssertionError:
        name = self._box.workspace.user(self.id)["real_name"]
        return AssertionError(f"{name} {what}\n{self.screen()}")
