"""Which events one can have certified."""

from collections.abc import Mapping
from datetime import datetime

from club.events import Event
from handlers.events.certificate import ids
from handlers.events.certificate.service import AttendanceTerm, CertificateDone
from handlers.events.shared import party
from handlers.kit.blocks import Block, actions, aside, button, message, rich
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.words import Translator, mark

SAID: Mapping[CertificateDone, str] = {
    CertificateDone.SENT: mark("⏳ The certificate comes here, by direct message."),
    CertificateDone.NO_EVENT: mark("This event no longer exists."),
    CertificateDone.NOT_OVER: mark("Attendance is certified once the event is over."),
    CertificateDone.NOT_NOTED: mark("Your presence is not noted."),
}


def listing(t: Translator, page: Page[Event]) -> Message:
    """`/prime certificate`."""
    title = t("Events at which your presence is noted") if page.total else ""
    none = t("Your presence is noted at no event that is over.")
    blocks: list[Block | None] = [rich("*{title}*", title=title) if title else rich("{none}", none=none)]
    for event in page.items:
        send = button(t("Get a certificate"), ids.SEND, event.id, about=event.title)
        blocks += [
            party.head(t, event),
            actions(send),
        ]
    blocks += turning(t, page, ids.PAGE, t("Newer ones"), t("Older ones"))
    return message(title or none, *blocks)


def not_noted(t: Translator, found: AttendanceTerm, contact: str, now: datetime) -> Message:
    """Nobody noted that they were there: until when it can be corrected, and by whom."""
    if not found.open:
        settled = t(
            "Your presence is not noted, and attendance was settled on {date}.", date=t.day(found.until)
        )
        return aside(settled)
    by = t("the organisers ({contact})", contact=contact) if contact else t("the organisers")
    if now >= found.until:
        return aside(t("Your presence is not noted yet: {organisers} can still note it.", organisers=by))
    until = t.day(found.until)
    return aside(
        t("Your presence is not noted: {organisers} can correct it until {date}.", organisers=by, date=until)
    )


def said(t: Translator, done: CertificateDone) -> Message:
    """What comes, or why nothing does."""
    return aside(t(SAID[done]))
