"""What a person is told when something broke: what is known, one step, and a reference."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from handlers.kit.act import Message
from handlers.kit.blocks import aside
from handlers.words import Translator

log = logging.getLogger(__name__)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: a reference is read aloud over the phone."""

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
class Fault:
    """Something broke; the log holds the reason under this reference."""

    reference: str
    entry: str = ""
    """Which entry broke, by name."""

    def message(self, t: Translator) -> Message:
        """What the person is told. It never says "failed": the commit may have gone through before."""
        english, french = SEE.get(self.entry.partition(".")[0], SEE["rsvp"])
        said = t(
            "It is not certain that this was saved: see /prime {command}. Reference {reference}.",
            command=french if t.language == "fr" else english,
            reference=self.reference,
        )
        return aside(said)


Answer = TypeVar("Answer")


def guarded(work: Callable[[], Answer], apologise: Callable[[Fault], Answer], what: str) -> Answer:
    """Does the work; a bug or an outage is logged under a reference and answered by `apologise`.

    `what` ends with the entry's name. The log gets the exception and which entry it was, and nothing of what
    people wrote.
    """
    try:
        return work()
    except Exception:
        entry = what.rpartition(" ")[2]
        fault = Fault("".join(secrets.choice(ALPHABET) for _ in range(4)), entry)
        log.exception("%s broke, reference %s", what, fault.reference)
        return apologise(fault)
