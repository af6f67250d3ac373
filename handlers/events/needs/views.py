"""A need on screen: the form, and what the member reads then."""

from collections.abc import Mapping

from club.event_questions import LONGEST_NEED
from handlers.events.needs import ids
from handlers.events.needs.service import Need, NeedRefused
from handlers.events.shared import party, party_buttons
from handlers.kit.blocks import actions, context, field, message, modal, rich, text_input
from handlers.kit.interaction import Message, View
from handlers.words import Translator, mark

REFUSED: Mapping[NeedRefused, str] = {
    NeedRefused.OVER: mark("It is too late to tell a need: this event has begun, or is called off."),
    NeedRefused.NOT_COMING: mark("Needs are told by those who come: answer first."),
}


def form(t: Translator, need: Need, keep: int, metadata: str) -> View:
    """One field, for the member and whoever comes with them. `keep`: days after the event."""
    said = t(
        "Say what you need, not why: nothing about your health. "
        "Organisers alone read it; it is erased {days} days after the event.",
        days=keep,
    )
    hint = t("A meal without meat, a parking space, step-free access… For your guests too, with their name.")
    return modal(
        ids.FORM,
        t("A particular need"),
        [
            party.head(t, need.event),
            field(
                ids.WORDING,
                t("What you need on the day"),
                text_input(need.wording, longest=LONGEST_NEED, lines=True),
                optional=True,
                hint=hint,
            ),
            context(said),
        ],
        submit=t("Save"),
        close=t("Close"),
        metadata=metadata,
    )


def told(t: Translator, need: Need) -> Message:
    """What organisers read now."""
    said = (
        t("✅ Organisers know what you need: {title}", title=need.event.title)
        if need.wording
        else t("Your need is withdrawn: {title}", title=need.event.title)
    )
    quoted = rich("> {wording}", wording=" ".join(need.wording.split())) if need.wording else None
    change = actions(party_buttons.need(t, need.event), party_buttons.editing(t, need.event))
    at = context(*party.named(t, need.event))
    return message(said, rich("*{said}*", said=said), at, quoted, change)


def notice(t: Translator, said: str) -> View:
    """What holds now, in the place of a form that has no use any more."""
    return modal(ids.FORM, t("A particular need"), [rich("{said}", said=said)], close=t("Close"))
