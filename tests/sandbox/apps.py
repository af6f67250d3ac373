"""Small apps in the manner of Bolt's examples; each takes a Bolt app and adds to it what it does."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Assistant, Respond, Say
from slack_bolt.context.set_status import SetStatus
from slack_bolt.context.set_suggested_prompts import SetSuggestedPrompts
from slack_bolt.context.set_title import SetTitle
from slack_sdk import WebClient

Event = dict[str, Any]
Make = Callable[[App], None]


def quiet(app: App) -> None:
    """Takes messages and says nothing: Bolt acknowledges no event that it has no listener for."""

    @app.event("message")
    def nothing() -> None:
        pass


def mention(app: App) -> None:
    """Answers in the thread of whoever names it."""

    @app.event("app_mention")
    def answer(event: Event, say: Say) -> None:
        say(f"Yes, <@{event['user']}>?", thread_ts=event.get("thread_ts", event["ts"]))


def reaction(app: App) -> None:
    """Pins what somebody marks with a pushpin, and says so; with the mark gone, the pin is too."""

    @app.event("reaction_added")
    def pin(event: Event, client: WebClient) -> None:
        if event["reaction"] != "pushpin":
            return
        place, ts = event["item"]["channel"], event["item"]["ts"]
        client.pins_add(channel=place, timestamp=ts)
        client.reactions_add(channel=place, timestamp=ts, name="white_check_mark")

    @app.event("reaction_removed")
    def unpin(event: Event, client: WebClient) -> None:
        if event["reaction"] == "pushpin":
            client.pins_remove(channel=event["item"]["channel"], timestamp=event["item"]["ts"])


def thread(app: App) -> None:
    """Counts aloud what a thread has, and tells the channel when it is long."""

    @app.event("message")
    def count(event: Event, client: WebClient, say: Say) -> None:
        if "thread_ts" not in event:
            return
        found = client.conversations_replies(channel=event["channel"], ts=event["thread_ts"])["messages"]
        mine = sum("bot_id" not in message for message in found) - 1
        say(f"{mine} so far", thread_ts=event["thread_ts"], reply_broadcast=mine >= 2)


def listener(app: App) -> None:
    """Says hello back with a button, and who pressed it."""

    @app.message("hello")
    def greet(message: Event, say: Say) -> None:
        button = {"type": "button", "text": {"type": "plain_text", "text": "Click Me"}, "action_id": "click"}
        text = f"Hey there <@{message['user']}>!"
        section = {"type": "section", "text": {"type": "mrkdwn", "text": text}, "accessory": button}
        say(blocks=[section], text=text)

    @app.action("click")
    def clicked(body: Event, ack: Ack, respond: Respond) -> None:
        ack()
        respond(f"<@{body['user']['id']}> clicked the button", replace_original=True)


def assistant(app: App) -> None:
    """Suggests a prompt, thinks, and answers in its own thread."""
    helper = Assistant()

    @helper.thread_started
    def start(say: Say, set_suggested_prompts: SetSuggestedPrompts) -> None:
        say("How can I help?")
        set_suggested_prompts(prompts=[{"title": "When?", "message": "When do we meet?"}])

    @helper.user_message
    def reply(payload: Event, set_status: SetStatus, set_title: SetTitle, say: Say) -> None:
        set_title(payload["text"])
        set_status("is thinking")
        say(f"You asked: {payload['text']}")

    app.use(helper)


def links(app: App) -> None:
    """Shows a card below addresses of its own."""

    @app.event("link_shared")
    def show(event: Event, client: WebClient) -> None:
        cards = {link["url"]: {"title": "A card", "text": link["domain"]} for link in event["links"]}
        client.chat_unfurl(channel=event["channel"], ts=event["message_ts"], unfurls=cards)


def command(app: App) -> None:
    """Says it again."""

    @app.command("/echo")
    def echo(ack: Ack, command: Event, respond: Respond) -> None:
        ack()
        respond(f"You said {command['text']}")
