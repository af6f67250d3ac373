"""Why something was not done, in a sentence that says what to do next."""

from collections.abc import Mapping

from handlers.living.help.outcomes import HelpDid
from handlers.words import Translator, mark

SAID: Mapping[HelpDid, str] = {
    HelpDid.OVER: mark("This question is no longer open; nothing was changed."),
    HelpDid.GONE: mark("This question is no longer there."),
    HelpDid.OWN: mark("This is your own question: answers come to your messages."),
    HelpDid.BUSY: mark("This person cannot be asked at the moment: choose somebody else."),
    HelpDid.AWAY: mark("This person cannot be reached in Slack now: nothing was exchanged."),
}


def refusal(t: Translator, did: HelpDid, cap: int = 0) -> str:
    """Of an act that came to nothing."""
    if did is HelpDid.USED_UP:
        return t.plural(
            "Today’s {n} lookup is used; it starts again at midnight.",
            "Today’s {n} lookups are used; they start again at midnight.",
            cap,
        )
    return t(SAID[did])
