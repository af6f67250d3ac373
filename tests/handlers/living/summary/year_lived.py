"""A club whose year has something of each kind, with names that must not leave it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from sqlalchemy import insert

from club.dues import Dues
from club.events import Event, EventKind, EventState
from club.ids import CompanyId, DuesId, EventId, MemberId, SlackId
from club.seating import Rsvp, Says
from handlers.kit.services import Club, Services
from handlers.words import load
from storage import tables
from storage.attendance import record_attendance
from storage.database import Database
from storage.dues import add_dues
from storage.events import add_event
from storage.people import add_company, add_member
from storage.seats import save_rsvp
from storage.session import Session
from storage.tables import core
from storage.tenures import settle

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 11, 2, 9, tzinfo=UTC)
JUNE = datetime(2027, 6, 3, 7, tzinfo=UTC)
FORMULA, GLASS = "=SOMME(A1)", "Verrerie Ardoin"
TITLE = 'Forum <b>"chaleur"</b> & froid'


def services(database: Database) -> Services:
    """As the bot has them; nothing is sent."""
    return Services(database, WebClient(), load(PARIS), Club(PARIS, SlackId("C1"), "Odile"))


def _forum(starts: datetime, host: CompanyId) -> Event:
    return Event(
        id=EventId(0),
        title=TITLE,
        kind=EventKind.FORUM,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        deadline=starts - timedelta(days=7),
        capacity=None,
        state=EventState.PUBLISHED,
        place="Lyon",
        host_company_id=host,
        published_at=starts - timedelta(days=30),
    )


def populate(session: Session) -> MemberId:
    """Two events with a host, of which one is noted; a call of dues. The one member who came."""
    glass, odd = add_company(session, GLASS), add_company(session, FORMULA)
    ana = add_member(session, "SECRETNAME", slack_id=SlackId("U1"), company_id=glass)
    add_member(session, "Bo", slack_id=SlackId("U2"), company_id=odd)
    settle(session, datetime(2026, 1, 5, tzinfo=UTC))
    for starts in (JUNE, JUNE - timedelta(days=365)):
        made = add_event(session, _forum(starts, glass))
        save_rsvp(session, made, ana, Rsvp(Says.YES, 1), starts - timedelta(days=9))
        record_attendance(session, made, {ana: True}, {})
    day, called_on = date(2027, 3, 1), date(2027, 1, 4)
    called = Dues(DuesId(0), glass, 2027, 100_000, 120_000, day, "SECRETREF", called_on=called_on)
    add_dues(session, [called], None, NOW)
    topic = {"kind": "study", "title": "Vapeur", "folded": "vapeur", "author_id": ana, "proposed_at": JUNE}
    rest = {"description": "", "why": "", "state": "chosen", "reason": "", "changed_at": JUNE}
    session.connection().execute(insert(core(tables.Topic)).values({**topic, **rest}))
    step = {"topic_id": 1, "what": "chosen", "by": None, "other_id": None, "reason": "", "at": JUNE}
    session.connection().execute(insert(core(tables.Step)).values(step))
    return ana
