"""Contact details under their clause, and the report of a misuse (article S'ENTRAIDER)."""

from handlers.belonging.directory.service import Reveal, Revealed
from handlers.belonging.directory.views import HEADINGS
from handlers.kit.blocks import Block, field, link, modal, rich, text_input
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator
from storage.people import Person

WORD = "word"
LONGEST_WORD = 1000


def offered(t: Translator, offer: Reveal | None, cap: int) -> Block:
    """The clause and what is left today, to be agreed to; or why nothing is shown."""
    if offer is None:
        return _told(t, t("This person is no longer a member."))
    if not offer.shared:
        return _told(t, t("No contact details shared; write in Slack."))
    if not offer.possible:
        used = t.plural(
            "Today’s {n} lookup is used; it starts again at midnight.",
            "Today’s {n} lookups are used; they start again at midnight.",
            cap,
        )
        return _told(t, used)
    blocks = [rich("{clause}", clause=t("For your own needs or a cooperation, never for prospecting."))]
    blocks.append(rich("{said}", said=_counted(t, offer)))
    return modal(
        "directory.contact",
        t("Contact details"),
        blocks,
        submit=t("Show"),
        close=t("Back"),
        metadata=ReturnTo(offer.person.id, None).packed(),
    )


def _counted(t: Translator, offer: Reveal) -> str:
    if offer.free:
        return t("Looked up today already: not counted again.")
    return t.plural(
        "{name} will see this lookup; you have {n} left today.",
        "{name} will see this lookup; you have {n} left today.",
        offer.left,
        name=offer.person.name,
    )


def revealed(t: Translator, found: Revealed) -> Block:
    """The details, in the same modal."""
    lines = [
        rich("*{heading}*\n{value}", heading=t(HEADINGS[name]), value=_live(name.value, value))
        for name, value in found.contacts.items()
    ]
    clause = rich("{clause}", clause=t("For your own needs or a cooperation, never for prospecting."))
    blocks = [rich("*{name}*", name=found.person.name), *lines, clause]
    return modal("directory.contact", t("Contact details"), blocks, close=t("Close"))


def _live(name: str, value: str) -> object:
    if name == "email":
        return link(f"mailto:{value}", value)
    return link(value, value) if name == "link" else value


def _told(t: Translator, said: str) -> Block:
    return modal("directory.contact", t("Contact details"), [rich("{said}", said=said)], close=t("Close"))


def reporting(t: Translator, person: Person) -> Block:
    """The form of a report; the person it is about is told nothing by Prime."""
    words = text_input(longest=LONGEST_WORD, lines=True)
    blocks = [
        rich("{said}", said=t("The organisers read this; {name} does not.", name=person.name)),
        field(WORD, t("What happened?"), words),
    ]
    return modal(
        "directory.report",
        t("Report a misuse"),
        blocks,
        submit=t("Send"),
        close=t("Back"),
        metadata=ReturnTo(person.id, None).packed(),
    )


def reported(t: Translator) -> Block:
    """That it has arrived."""
    said = t("✅ The organisers have been told.")
    return modal("directory.report", t("Report a misuse"), [rich("{said}", said=said)], close=t("Close"))
