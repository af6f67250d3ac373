"""Why something was not done, in a sentence that says what to do next."""

from collections.abc import Mapping

from handlers.living.help.outcomes import Did
from handlers.words import Translator, mark

SAID: Mapping[Did, str] = {
    Did.OVER: mark("This question is no longer open; nothing was changed."),
    Did.GONE: mark("This question is no longer there."),
    Did.OWN: mark("This is your own question: answers come to your messages."),
    Did.BUSY: mark("This person cannot be asked at the moment: choose somebody else."),
    Did.AWAY: mark("This person cannot be reached in Slack now: nothing was exchanged."),
}


def refusal(t: Translator, did: Did, cap: int = 0) -> str:
    """Of an act that came to nothing."""
    if did is Did.USED_UP:
        return t.plural(
            "Today’s {n} lookup is used; it starts again at midnight.",
            "Today’s {n} lookups are used; they start again at midnight.",
            cap,
        )
    return t(SAID[did])
