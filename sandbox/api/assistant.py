"""`assistant.threads.*`: what an app says of itself in the threads where it is an assistant.

Source: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
"""

from typing import Any

from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json

MOST_PROMPTS = 4


def thread(core: Core, args: Args) -> Json:
    """What is known of the thread; `invalid_thread_ts` when it is none of an assistant's."""
    channel = core.workspace.channel(args.text("channel_id"))
    found = channel.assistants.get(args.text("thread_ts") or "")
    if found is None:
        raise ApiError("invalid_thread_ts")
    return found


def set_status(core: Core, args: Args) -> Json:
    """What it is busy with; an empty one, or its next message, takes it away."""
    known = thread(core, args)
    loading = args.json("loading_messages", "invalid_arguments")
    if loading is not None and not (isinstance(loading, list) and len(loading) <= 10):
        raise ApiError(
            "invalid_arguments", ["[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]"]
        )
    with core.workspace.change():
        known["status"] = args.text("status") or ""
    return {}


def set_title(core: Core, args: Args) -> Json:
    """What the thread is called in the list of threads.

    Source: https://docs.slack.dev/reference/methods/assistant.threads.setTitle
    """
    known = thread(core, args)
    with core.workspace.change():
        known["title"] = args.text("title")
    return {}


def set_prompts(core: Core, args: Args) -> Json:
    """One to four prompts, each a `title` and the `message` that choosing it sends.

    Source: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
    """
    known = thread(core, args)
    prompts = args.json("prompts", "invalid_arguments")
    heading = args.text("title") or ""
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise ApiError("invalid_arguments", ["[ERROR] must have 1 to 4 items [json-pointer:/prompts]"])
    for i, prompt in enumerate(prompts):
        _check_prompt(prompt, i)
    with core.workspace.change():
        known["prompts"] = prompts
        known["prompts_title"] = heading
    return {}


def _check_prompt(prompt: Any, at: int) -> None:
    good = isinstance(prompt, dict) and all(
        isinstance(prompt.get(k), str) and prompt[k] for k in ("title", "message")
    )
    if not good:
        raise ApiError(
            "invalid_arguments", [f"[ERROR] must have title and message [json-pointer:/prompts/{at}]"]
        )


WHERE = ("channel_id", "thread_ts")
METHODS = {
    "assistant.threads.setStatus": Method(set_status, "assistant:write", 9, WHERE),
    "assistant.threads.setSuggestedPrompts": Method(set_prompts, "assistant:write", 9, (*WHERE, "prompts")),
    "assistant.threads.setTitle": Method(set_title, "assistant:write", 9, (*WHERE, "title")),
}
