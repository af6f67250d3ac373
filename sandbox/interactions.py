"""What people do: each act becomes a payload, and the app's answer becomes what they see.

Every act waits for the acknowledgement (at most three real seconds).
"""

from typing import Any

from sandbox import choosing, composer, payloads, replies, views
from sandbox.delivery.asking import ask, wait
from sandbox.errors import ApiError, Json, Refused
from sandbox.forms import check_inputs
from sandbox.submissions import on_submission
from sandbox.surfaces import find_element
from sandbox.validation import check_option_answer
from sandbox.workspace import Channel
from sandbox.writing import Writing

TROUBLE = "We had some trouble connecting. Try again?"


class Acts(Writing):
    """The acts of the page and of the driver; each raises `Refused` when Slack's client would not do it."""

    def _command(self, user: str, place: Channel, text: str) -> None:
        name, _, rest = text.partition(" ")
        declared = self._ws.manifest.commands.get(name)
        if declared is None or not self._reachable():
            self._ws.notice(
                user,
                f'{name} is not a valid command. In Slack, all messages that start with the "/" character '
                "are interpreted as commands.",
            )
            return
        words = composer.command_text(self._ws, rest.strip(), should_escape=declared.should_escape)
        payload = payloads.command(self._core, user, place, name, words)
        url = self._core.reply_urls[payload["response_url"].rsplit("/", 1)[1]]

        def answered(body: Any) -> None:
            answer = {"text": body} if isinstance(body, str) else body
            if isinstance(answer, dict) and (answer.get("text") or answer.get("blocks")):
                replies.reply(self._core, url, answer)

        ask(self._core, "slash_commands", payload, answered, user, f'{name} failed with the error "{{}}"')

    def _reachable(self) -> bool:
        """Whether the app is installed with the scope that commands and shortcuts need."""
        return self._ws.installed and "commands" in self._ws.manifest.scopes

    def press(
        self, user: str, where: Json, block_id: str, action_id: str, chosen: Json, state: Json | None = None
    ) -> None:
        """Press a button, choose in a menu, picker or list; `state` is what stands in the inputs."""
        if not self._ws.manifest.interactivity:
            raise Refused("this app has not switched interactivity on")
        with self._ws.change():
            surface, blocks = self._surfaces.find(user, where)
            block, element = find_element(blocks, block_id, action_id)
            if element["type"] == "workflow_button":
                self._core.lack("workflows (a workflow button was pressed)")
                raise Refused("workflows are not modelled here")
            values = self._surfaces.values(user, surface, where)
            views.merge_state(values, state)
            views.merge_state(values, {block_id: {action_id: chosen}})
            entry = [payloads.action(self._core, user, block, element, chosen)]
            payload = self._action_payload(user, where, surface, entry, values)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return
        ask(self._core, "interactive", payload, _ignore, user, "This didn’t work: {}. " + TROUBLE)

    def _action_payload(self, user: str, where: Json, surface: Json, entry: list[Json], values: Json) -> Json:
        if "channel" in where:
            place = self._surfaces.place(user, where["channel"])
            return payloads.in_message(self._core, user, place, surface, entry, values)
        return payloads.in_view(self._core, user, surface, entry)

    def choose_file(
        self, user: str, view_id: str, block_id: str, action_id: str, name: str, content: bytes
    ) -> list[Json]:
        """Choose a file in a file input: Slack has it from then on. Returns all that the input holds."""
        view = self._top(user, view_id)
        _, element = find_element(view["blocks"], block_id, action_id)
        if element["type"] != "file_input":
            raise Refused("files are chosen in a file input")
        with self._ws.change():
            entry = view["state"]["values"][block_id][action_id]
            entry["files"] = choosing.chosen(self._core, user, element, entry["files"], name, content)
            found: list[Json] = entry["files"]
        return found

    def choose_encoded(
        self, user: str, view_id: str, block_id: str, action_id: str, name: str, content: str
    ) -> list[Json]:
        """The same, with the content in base64, as a page's JSON carries it."""
        return self.choose_file(user, view_id, block_id, action_id, name, choosing.decoded(content))

    def submit(self, user: str, view_id: str, state: Json | None = None) -> None:
        """Submit the top modal; required inputs and formats are checked first, as Slack's client does."""
        view = self._top(user, view_id)
        with self._ws.change():
            views.merge_state(view["state"]["values"], state)
            faults = check_inputs(view)
            view["_errors"] = faults
            view.pop("_trouble", None)
        if faults:
            return
        payload = payloads.submission(self._core, user, view)
        failure = ask(
            self._core,
            "interactive",
            payload,
            lambda body: on_submission(self._core, user, view, body),
            user,
            "{}. " + TROUBLE,
        )
        if failure is not None:
            with self._ws.change():
                view["_trouble"] = TROUBLE

    def close(self, user: str, view_id: str, clear: bool = False) -> None:
        """Close a modal (with "clear", the whole stack); the app hears of those that asked."""
        top = self._top(user, view_id)
        clear = clear or top["clear_on_close"]
        with self._ws.change():
            stack = self._ws.stacks[user]
            gone = stack[::-1] if clear else [stack[-1]]
            self._ws.stacks[user] = [] if clear else stack[:-1]
        for view in gone:
            if view["notify_on_close"]:
                payload = payloads.closed(self._core, user, view, cleared=clear)
                self._core.post.ask("interactive", payload, _ignore)

    def _top(self, user: str, view_id: str) -> Json:
        self._surfaces.acting(user)
        stack = self._ws.stacks.get(user, [])
        if not stack or stack[-1]["id"] != view_id:
            raise Refused("this modal is not on top")
        return stack[-1]

    def options(self, user: str, where: Json, block_id: str, action_id: str, query: str) -> list[Json]:
        """Ask the app for the options of an external select; groups come flattened.

        Source: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
        """
        surface, blocks = self._surfaces.find(user, where)
        _, element = find_element(blocks, block_id, action_id)
        if len(query) < int(element.get("min_query_length", 3)):
            return []
        if "channel" in where:
            place = self._surfaces.place(user, where["channel"])
            body = payloads.in_message(self._core, user, place, surface, [], {})
            context: Json = {k: body[k] for k in ("container", "channel", "message") if k in body}
        else:
            context = {"container": {"type": "view", "view_id": surface["id"]}, "view": views.shown(surface)}
        payload = payloads.suggestion(self._core, user, context, block_id, action_id, query)
        found: list[Json] = []

        def answered(body: Any) -> None:
            faults = check_option_answer(body)
            if faults:
                raise ApiError("invalid_options", faults)
            found.extend(body.get("options", []))
            for group in body.get("option_groups", []):
                found.extend(group["options"])

        ask(self._core, "interactive", payload, answered, user, "The list could not be loaded: {}")
        return found

    def shortcut(self, user: str, callback_id: str, message: Json | None = None) -> None:
        """Use a global shortcut, or a message shortcut on `message` ({"channel", "ts"})."""
        self._surfaces.acting(user)
        declared = self._ws.manifest.shortcuts.get(callback_id)
        wanted = "global" if message is None else "message"
        if declared is None or declared.type != wanted or not self._reachable():
            raise Refused(f"this app has no {wanted} shortcut {callback_id}")
        if message is None:
            payload = payloads.global_shortcut(self._core, user, callback_id)
        else:
            place = self._surfaces.place(user, message["channel"])
            stored = place.messages.get(message["ts"])
            if stored is None:
                raise Refused("that message is no longer there")
            payload = payloads.message_shortcut(self._core, user, callback_id, place, stored)
        ask(self._core, "interactive", payload, _ignore, user, f"{declared.name} failed: {{}}")

    def open_home(self, user: str, tab: str = "home") -> None:
        """Open the app's home (or messages) tab: `app_home_opened`, and wait for its acknowledgement."""
        self._surfaces.acting(user)
        if tab == "home" and not self._ws.manifest.home_tab:
            raise Refused("this app has no home tab")
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": self._ws.dm_with(user).id,
            "tab": tab,
            "event_ts": self._ws.new_ts(),
        }
        home = self._ws.homes.get(user)
        if home is not None and tab == "home":
            event["view"] = views.shown(home)
        wait(self._core.emit(event))

    def open_channel(self, user: str, channel: str) -> None:
        """Look at a channel: everything in it is read."""
        self._surfaces.acting(user)
        place = self._surfaces.place(user, channel)
        if place.is_im:
            self.open_home(user, "messages")
        with self._ws.change():
            seen = place.seen_by(user)
            place.read[user] = seen[-1]["ts"] if seen else ""

    def dismiss(self, user: str, notice_id: str) -> None:
        """Put a notice away."""
        with self._ws.change():
            kept = [n for n in self._ws.notices.get(user, []) if n["id"] != notice_id]
            self._ws.notices[user] = kept


def _ignore(_body: Any) -> None:
    """`block_actions`, shortcuts and `view_closed` take nothing from the acknowledgement."""
