"""What a person is told when something broke: what is known, one step, and a reference."""

import logging
import secrets
from dataclasses import dataclass

from handlers.kit.act import Message
from handlers.kit.blocks import message, rich
from handlers.words import Translator

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: a reference is read aloud over the phone."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broke; the log holds the reason under this reference."""

    reference: str

    def message(self, t: Translator) -> Message:
        """What the person is told. It never says "failed": the commit may have gone through before."""
        said = t(
            "It is not certain that this was saved: see `/prime rsvp`. Reference {reference}.",
            reference=self.reference,
        )
        return message(said, rich("{said}", said=said))


def faulty(log: logging.Logger, kind: str, name: str) -> Fault:
    """Logs the exception being handled, without anything of what people wrote."""
    fault = Fault("".join(secrets.choice(ALPHABET) for _ in range(4)))
    log.exception("%s %s broke, reference %s", kind, name, fault.reference)
    return fault
