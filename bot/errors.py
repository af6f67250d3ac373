"""What a person is told when something broke: what is known, one step, and a reference."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from handlers.kit.act import Message
from handlers.kit.blocks import message, rich
from handlers.words import Translator

log = logging.getLogger(__name__)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: a reference is read aloud over the phone."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broke; the log holds the reason under this reference."""

    reference: str

    def message(self, t: Translator) -> Message:
        """What the person is told. It never says "failed": the commit may have gone through before."""
        said = t(
            "It is not certain that this was saved: see /prime rsvp. Reference {reference}.",
            reference=self.reference,
        )
        return message(said, rich("{said}", said=said))


Answer = TypeVar("Answer")


def guarded(work: Callable[[], Answer], apologise: Callable[[Fault], Answer], what: str) -> Answer:
    """Does the work; a bug or an outage is logged under a reference and answered by `apologise`.

    The log gets the exception and which entry it was, and nothing of what people wrote.
    """
    try:
        return work()
    except Exception:
        fault = Fault("".join(secrets.choice(ALPHABET) for _ in range(4)))
        log.exception("%s broke, reference %s", what, fault.reference)
        return apologise(fault)
