"""A club with something public in it, and much that is not: each word says whether it may be seen."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from club.events import Event, EventKind, EventState
from club.ids import CompanyId, EventId, MemberId, WorkId
from club.publication import Contact, Content
from club.works import Level, Work
from storage.companies import add_agreement, add_contact, revoke_agreements
from storage.database import Session
from storage.events import add_event
from storage.people import add_company, add_member
from storage.works import add_work

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script>&amp;\x00\x0b\ud800]]>'.replace("\ud800", "")
SECRET = (
    *("SECRETNAME", "SECRETCONTACT", "secret-contact@example.org", "SECRETCOMPANY", "SECRETWITHDRAWN"),
    *("SECRETWORK", "SECRETEVENT", "SECRETDRAFT", "SECRETPAST", "secret-video"),
)
"""Of people, and of what nobody agreed to publish."""
PUBLIC = (
    *("Verrerie Ardoin", "Bouteilles", "presse@verrerie.example", "Fonderie"),
    *("Baromètre ouvert", "Vingt indicateurs", "Forum ouvert", "Programme ouvert"),
)


def populate(session: Session) -> dict[str, int]:
    """Companies, works and events; their ids by name."""
    open_, named, silent, gone = (
        add_company(session, name)
        for name in ("Verrerie Ardoin", "Fonderie", "SECRETCOMPANY", "SECRETWITHDRAWN")
    )
    person = add_member(session, "SECRETNAME", company_id=open_)
    _agrees(session, open_, person, Content("Verrerie Ardoin", "Bouteilles", "glass", ("Lyon",),
            "https://www.verrerie.example", contact=Contact(email="presse@verrerie.example")))  # fmt: skip
    contact = add_member(session, "SECRETCONTACT", company_id=named)
    _agrees(session, named, contact, Content("Fonderie", HOSTILE, "foundry",
            contact=Contact(contact, "SECRETCONTACT", "secret-contact@example.org")))  # fmt: skip
    add_contact(session, named, contact, NOW)
    withdrawn = Content("SECRETWITHDRAWN", "SECRETWITHDRAWN", "food")
    _agrees(session, gone, person, withdrawn)
    revoke_agreements(session, gone, person, NOW)
    work = _works(session, (open_, silent), person)
    event = _events(session, open_, silent)
    return {"open": open_, "person": person, "work": work, "event": event}


def _agrees(session: Session, company: CompanyId, by: MemberId, content: Content) -> None:
    add_agreement(session, company, content, by, "SECRETNAME", NOW)


def _works(session: Session, owners: tuple[CompanyId, ...], by: MemberId) -> WorkId:
    shown = Work(WorkId(0), "Baromètre ouvert", 2026, "https://club.example/b?a=1&b=2", "Vingt indicateurs",
                 level=Level.PUBLIC, company_ids=owners)  # fmt: skip
    odd = Work(WorkId(0), HOSTILE, 2025, "javascript:alert(1)", HOSTILE, level=Level.PUBLIC)
    hidden = Work(WorkId(0), "SECRETWORK", 2026, summary="SECRETWORK")
    first, *_ = [add_work(session, one, by, NOW) for one in (shown, odd, hidden)]
    return first


def _events(session: Session, host: CompanyId, silent: CompanyId) -> EventId:
    def event(title: str, days: int, state: EventState = EventState.PUBLISHED, **more: Any) -> Event:
        starts = NOW + timedelta(days=days)
        usual = {"public": True, "published_at": NOW, "video_url": "https://secret-video.example"}
        return Event(
            *(EventId(0), title, EventKind.FORUM, starts, starts + timedelta(hours=7)),
            *(starts - timedelta(days=7), None, state),
            **(usual | more),
        )

    made = [
        event("Forum ouvert", 10, place="Lyon", host_company_id=host, agenda="Programme ouvert"),
        event(HOSTILE, 20, host_company_id=silent, agenda=HOSTILE),
        event("SECRETEVENT", 11, public=False),
        event("SECRETDRAFT", 12, state=EventState.DRAFT),
        event("SECRETPAST", -12),
        event("SECRETCANCELLED SECRETEVENT", 13, state=EventState.CANCELLED),
    ]
    first, *_ = [add_event(session, one) for one in made]
    return first
