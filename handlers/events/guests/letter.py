"""What a member sends to those they bring: where, when, and what the club keeps of them (article 14 GDPR)."""

from handlers.events.shared import outcomes as out
from handlers.events.shared import party
from handlers.kit.blocks import aside, message, rich, verbatim
from handlers.kit.interaction import Message
from handlers.kit.services import Club
from handlers.words import Translator


def letter(t: Translator, found: out.Participation, club: Club) -> Message:
    """The text, ready to be copied into an e-mail; one sentence where nobody is named any more."""
    if not found.guests:
        return aside(t("You bring nobody to this event."))
    said = t("Text to send to those you bring")
    paragraphs = "\n\n".join(_paragraphs(t, found, club))
    return message(said, rich("*{said}*", said=said), verbatim(paragraphs))


def _paragraphs(t: Translator, found: out.Participation, club: Club) -> list[str]:
    contact = club.contact or t("the organisers of the club")
    return [
        t("Hello,"),
        _invitation(t, found),
        t.plural(
            "I gave the club your name, your e-mail address, your function and your company, for the list of "
            "participants. Its organisers and whoever hosts us read it; it is erased {n} day after.",
            "I gave the club your name, your e-mail address, your function and your company, for the list of "
            "participants. Its organisers and whoever hosts us read it; it is erased {n} days after.",
            club.keeping.guests,
        ),
        t(
            "{controller} answers for these data, in its legitimate interest to know who comes. To read, "
            "correct or erase them, or to object: {contact}. You may also turn to the data protection "
            "authority (in France, the CNIL).",
            controller=club.controller or t("The club"),
            contact=contact,
        ),
    ]


def _invitation(t: Translator, found: out.Participation) -> str:
    """Where and when; with a reserve while somebody's seat is asked or waited for."""
    event = found.event
    known = {"title": event.title, "when": party.when(t, event), "where": party.where(t, event)}
    if all(guest.claim_id is None for guest in found.guests):
        return t(
            "You are expected at “{title}”, {when}, {where}. What is said there stays confidential.", **known
        )
    return t(
        "You are to come to “{title}”, {when}, {where}, once your seat is confirmed. What is said there "
        "stays confidential.",
        **known,
    )
