"""What is said to an organiser who decides."""

from handlers.events.limits.service import Held, HeldAllTheSame
from handlers.words import Translator


def held(t: Translator, done: HeldAllTheSame) -> str:
    """One sentence for each result."""
    title = done.event.title if done.event else ""
    match done.result:
        case Held.DONE:
            return t("✅ “{title}” is held all the same.", title=title)
        case Held.ALREADY:
            return t(
                "Already decided by {name}: “{title}” is held.",
                name=done.by or t("a former member"),
                title=title,
            )
        case Held.NOT_NEEDED:
            return t("“{title}”: enough people come by now.", title=title)
    return t("This event is over or cancelled.")
