"""The content of a company's page, and what organisers ask to be corrected in it, in words."""

from club.corrections import Correction, CorrectionState
from club.publication import Contact, Content, Sector
from handlers.kit.blocks import Block, context, link, quote, rich
from handlers.kit.sectors import SECTORS
from handlers.words import Translator


def content(t: Translator, shown: Content) -> list[Block | None]:
    """Every word of a page, field by field."""
    sector = t(SECTORS[Sector(shown.sector)]) if shown.sector in {*Sector} else ""
    return [
        line(t("Activity"), shown.activity),
        line(t("Sector"), sector),
        line(t("Sites"), t.list(shown.sites) if shown.sites else ""),
        _link(t("Website"), shown.website),
        _link(t("Logo"), shown.logo),
        line(t("Contact"), contact_line(shown.contact)),
    ]


def line(label: str, value: str) -> Block | None:
    """One field, under its name; nothing where it is empty."""
    return rich("*{label}*\n{value}", label=label, value=value) if value else None


def _link(label: str, url: str) -> Block | None:
    """A link that shows its whole address."""
    return rich("*{label}*\n{value}", label=label, value=link(url, url)) if url else None


def contact_line(contact: Contact) -> str:
    """Whom to write to."""
    return ", ".join(part for part in (contact.name, contact.email) if part)


def asked_for(t: Translator, one: Correction) -> list[Block | None]:
    """What is asked, by whom and until when."""
    until = t.day(one.until)
    return [
        quote(one.wording) if one.wording else None,
        context(t("Asked by {name}, until {date}", name=one.asker_name, date=until)),
    ]


def outcome(t: Translator, one: Correction) -> str:
    """What became of it, in a sentence; empty while it is open."""
    said = {"name": one.by or t("a former member"), "date": t.date(one.at) if one.at else ""}
    match one.state:
        case CorrectionState.CHANGED:
            return t("✅ Page changed by {name}, {date}", **said)
        case CorrectionState.KEPT:
            return t("Left as it is by {name}, {date}", **said)
        case CorrectionState.WITHDRAWN:
            return t("No longer asked for, {date}", date=said["date"])
        case CorrectionState.OVER:
            return t("Nobody answered until {date}", date=t.day(one.until))
        case CorrectionState.OPEN:
            return ""
