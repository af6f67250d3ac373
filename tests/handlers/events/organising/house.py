"""A club of a few people in a real database, and services whose Slack only notes the views it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from sqlalchemy import select

from club.calendar import default_deadline
from club.events import Event, EventKind, EventState
from club.ids import ClaimId, CompanyId, EventId, MemberId, SlackId
from club.seating import Claim, ClaimKind, Rsvp, Says, Stage
from handlers.events.organising import form
from handlers.kit.interaction import Interaction
from handlers.kit.services import Services
from storage.events import add_event, get_event
from storage.guests import Guest, add_guests
from storage.people import Role, add_company, add_member, get_visitor
from storage.seats import add_claim, save_rsvp
from storage.tables import Posting, core

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 5, 10, tzinfo=UTC)
"""A Tuesday, 11 h in Paris."""
START = datetime(2027, 2, 4, 8, 30, tzinfo=UTC)
CHANNEL = SlackId("C1CLUB")


@dataclass
class Shown:
    """The views that Slack was asked to show."""

    opened: list[dict[str, Any]] = field(default_factory=list)
    updated: list[dict[str, Any]] = field(default_factory=list)


class NotingClient(WebClient):
    """Slack, as far as modals go: remembers what it is shown. Anything else would fail to connect."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
        self.shown = shown

    def views_open(self, **given: Any) -> Any:
        self.shown.opened.append(dict(given["view"]))

    def views_update(self, **given: Any) -> Any:
        self.shown.updated.append(dict(given["view"]))


@dataclass
class House:
    """The services, and short ways to fill and read its database."""

    services: Services
    shown: Shown
    now: datetime = NOW

    def company(self, name: str) -> CompanyId:
        with self.services.db.begin() as session:
            return add_company(session, name)

    def member(self, name: str, slack_id: str = "", company: str = "", role: Role = Role.MEMBER) -> MemberId:
        company_id = self.company(company) if company else None
        with self.services.db.begin() as session:
            known = SlackId(slack_id) if slack_id else None
            return add_member(session, name, slack_id=known, company_id=company_id, role=role)

    def event(self, **values: Any) -> Event:
        given: dict[str, Any] = {
            "title": "Forum Chaleur fatale",
            "kind": EventKind.FORUM,
            "starts_at": START,
            "ends_at": START + timedelta(hours=7),
            "capacity": 20,
            "state": EventState.PUBLISHED,
            "place": "Lyon",
            "published_at": NOW,
        }
        given |= values
        given.setdefault("deadline", default_deadline(given["starts_at"], PARIS))
        with self.services.db.begin() as session:
            event_id = add_event(session, Event(id=EventId(0), **given))
        return self.stored(event_id)

    def stored(self, event_id: EventId) -> Event:
        with self.services.db.read() as session:
            event = get_event(session, event_id)
        assert event is not None
        return event

    def answers(
        self, event: Event, member: MemberId, says: Says = Says.YES, seats: int = 1, with_member: bool = True
    ) -> None:
        with self.services.db.begin() as session:
            held = seats if says is Says.YES else 0
            rsvp = Rsvp(says, held, with_member=with_member, schedule=event.schedule)
            save_rsvp(session, event.id, member, rsvp, NOW)

    def claims(self, event: Event, member: MemberId, stage: Stage, seats: int = 1) -> ClaimId:
        claim = Claim(ClaimId(0), member, ClaimKind.PARTY, stage, seats, created_at=NOW)
        with self.services.db.begin() as session:
            return add_claim(session, event.id, claim)

    def brings(self, event: Event, member: MemberId, *guests: Guest, claim: ClaimId | None = None) -> None:
        with self.services.db.begin() as session:
            add_guests(session, event.id, member, guests, NOW, claim)

    def postings(self, *kinds: str) -> list[tuple[str, str, str]]:
        """What is queued: kind, recipient and moment."""
        with self.services.db.read() as session:
            rows = session.connection().execute(select(core(Posting)).order_by(core(Posting).c.id)).all()
        return [(row.kind, row.recipient, row.moment) for row in rows if not kinds or row.kind in kinds]

    def interaction(self, name: str, slack_id: str = "U1ORGA", **given: Any) -> Interaction:
        with self.services.db.read() as session:
            visitor = get_visitor(session, SlackId(slack_id), NOW)
        return Interaction(name, visitor, self.services.words["fr"], self.now, **given)


def fields(**given: str) -> form.Fields:
    """A form as somebody fills it in: a forum in Lyon on 4 February 2027, 9:30 to 16:30."""
    blank = dict.fromkeys(form.FIELDS, "")
    usual = {
        form.TITLE: "Forum Chaleur fatale",
        form.KIND: "forum",
        form.START_DAY: "2027-02-04",
        form.START_TIME: "09:30",
        form.END_TIME: "16:30",
        form.PLACE: "Lyon",
        form.CAPACITY: "20",
    }
    return blank | usual | given


def state_of(given: form.Fields, revision: str, *, publish: bool = False) -> Mapping[str, Mapping[str, Any]]:
    """The `state.values` of a submitted form, as Slack sends them."""
    options = (form.KIND, form.HOST)
    state: dict[str, Mapping[str, Any]] = {}
    for name in form.FIELDS:
        value = given[name] or None
        option = value and {"text": {"type": "plain_text", "text": value}, "value": value}
        element = {"selected_option": option} if name in options else {_key(name): value}
        state[form.block(name, revision)] = {name: element}
    ticked = [{"value": "now"}] if publish else []
    state[form.block(form.PUBLISH, revision)] = {form.PUBLISH: {"selected_options": ticked}}
    return state


def _key(name: str) -> str:
    return (
        "selected_date" if name.endswith("_day") else "selected_time" if name.endswith("_time") else "value"
    )


def texts(block_kit: Any) -> str:
    """Every text of blocks or of a view, in reading order."""
    if isinstance(block_kit, Mapping):
        own = block_kit.get("text")
        inner = [value for key, value in block_kit.items() if key != "text" or not isinstance(own, str)]
        return " ".join([*([own] if isinstance(own, str) else []), *(texts(value) for value in inner)])
    if isinstance(block_kit, list | tuple):
        return " ".join(texts(item) for item in block_kit)
    return ""
