"""What a person is told when something broke: what is known, one step, and a reference."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from handlers.kit.blocks import aside
from handlers.kit.interaction import Message
from handlers.kit.reference import get_reference
from handlers.words import Translator
from storage.database import Unsaved, UnsavedReason

log = logging.getLogger(__name__)

SEE: Mapping[str, tuple[str, str]] = {
    "rsvp": ("rsvp", "rsvp"),
    **dict.fromkeys(("topics", "propose"), ("topics", "sujets")),
    **dict.fromkeys(("voting", "vote"), ("vote", "voter")),
    **dict.fromkeys(("ballots", "ballot"), ("ballot", "scrutin")),
    "results": ("results", "resultats"),
    "works": ("works", "travaux"),
}
"""Where what may have been saved is seen, by feature: a command and its French word."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something broke; the log holds the reason under this reference."""

    reference: str
    entry: str = ""
    """Which entry broke, by name."""
    unsaved: UnsavedReason | None = None
    """Where it is certain that nothing was saved: why."""

    def message(self, t: Translator) -> Message:
        """What the person is told. Where it is not certain, never that it failed: it may be saved."""
        if self.unsaved:
            return aside(not_saved(t, self.unsaved, self.reference))
        english, french = SEE.get(self.entry.partition(".")[0], SEE["rsvp"])
        said = t(
            "It is not certain that this was saved: see /prime {command}. Reference {reference}.",
            command=french if t.language == "fr" else english,
            reference=self.reference,
        )
        return aside(said)


def not_saved(t: Translator, why: UnsavedReason, reference: str) -> str:
    """That nothing was saved, why, and what to do."""
    if why is UnsavedReason.BUSY:
        return t(
            "Nothing was saved: Prime is busy. Try again in a moment. Reference {reference}.",
            reference=reference,
        )
    if why is UnsavedReason.FULL:
        return t(
            "Nothing was saved: Prime has no room left on its disk. Tell an organiser, and try again later."
            " Reference {reference}.",
            reference=reference,
        )
    return t(
        "Nothing was saved: Prime cannot write its data just now. Try again in a few minutes."
        " Reference {reference}.",
        reference=reference,
    )


Answer = TypeVar("Answer")


def guarded(work: Callable[[], Answer], apologise: Callable[[Incident], Answer], what: str) -> Answer:
    """Does the work; a bug or an outage is logged under a reference and answered by `apologise`.

    `what` ends with the entry's name. The log gets the exception and which entry it was, and nothing of what
    people wrote.
    """
    entry = what.rpartition(" ")[2]
    try:
        return work()
    except Unsaved as unsaved:
        fault = Incident(get_reference(), entry, unsaved.why)
        cause = type(unsaved.__cause__).__name__
        log.error("%s: %s (%s), reference %s", what, unsaved, cause, fault.reference)
        return apologise(fault)
    except Exception:
        fault = Incident(get_reference(), entry)
        log.exception("%s broke, reference %s", what, fault.reference)
        return apologise(fault)
