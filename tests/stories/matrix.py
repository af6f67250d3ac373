"""A club full of unmistakable words, and everybody who may stand at its door: who may enter, tried out.

Payloads go straight to the dispatcher: whatever button somebody finds, or forges, is tried.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from sqlalchemy import event as engine_event
from sqlalchemy import select
from sqlmodel import SQLModel

from bot.background import BackgroundTasks
from bot.dispatch import Dispatcher
from bot.features import router
from bot.payload import read_action, read_command, read_event, read_options, read_shortcut, read_view
from club.calendar import default_deadline
from club.events import Event, EventState
from club.events import EventKind as EventKind
from club.ids import ClaimId, EventId, MemberId, SlackId
from club.seating import Claim, ClaimKind, Rsvp, Says, Stage
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.router import MENU, Access, Entry, InteractionKind, menu_value
from handlers.kit.services import Club, Services
from handlers.words import load
from sandbox import SettableClock
from scheduler.tick import Tick
from storage.accounts import save_profile
from storage.database import Database
from storage.events import add_event
from storage.guests import Guest, add_guests
from storage.people import (
    AccountKind,
    Membership,
    Role,
    SlackProfile,
    add_company,
    add_member,
    change_member,
    get_person_by_slack,
)
from storage.seats import add_claim, save_rsvp
from tests.stories import matrix_choosing, matrix_living
from tests.stories.club import CHANNEL, NOW, PARIS

ZONE = "Europe/Paris"
CONTACT = "le secrétariat"
TITLE, PLACE, AGENDA = "Colloque Zirconium", "Quai Ypsilon", "Ordre Xylophage"
OTHER, COMPANY, GUEST = "Wolfram Quetzal", "Fonderie Klystron", "Jocaste Vertigo"
DETAIL, REPORT, WORD, NOTE = "Expertise Onyx", "Abus Malachite", "Motif Obsidienne", "Note Jaspe"
PAGE_TEXT, CHARTER = "Page Topaze", "Article Zéphyr"
WORDS = (
    *(TITLE, PLACE, AGENDA, OTHER, COMPANY, GUEST, DETAIL, REPORT, WORD, NOTE, PAGE_TEXT),
    *matrix_choosing.WORDS,
    *matrix_living.WORDS,
)
"""Nobody but an admitted member may read any of these."""

FULL, ADMITTED = AccountKind.FULL, Membership.ADMITTED


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at the door."""

    account_kind: AccountKind | None
    """None: Slack has said nothing of them yet."""
    state: Membership | None
    """None: in no book."""
    role: Role = Role.MEMBER
    accepted: int = 1

    @property
    def insider(self) -> bool:
        """Whether the club's content is theirs to read."""
        return self.account_kind is FULL and self.state is ADMITTED


PEOPLE: Mapping[str, Who] = {
    "unknown": Who(None, None),
    "stranger": Who(FULL, None),
    "guest": Who(AccountKind.GUEST, ADMITTED),
    "guest who organises": Who(AccountKind.GUEST, ADMITTED, Role.ORGANISER),
    "external": Who(AccountKind.STRANGER, ADMITTED),
    "bot": Who(AccountKind.BOT, ADMITTED),
    "deactivated": Who(AccountKind.DELETED, ADMITTED),
    "suspended": Who(FULL, Membership.SUSPENDED),
    "left": Who(FULL, Membership.LEFT),
    "invited": Who(FULL, Membership.INVITED, accepted=0),
    "not accepted": Who(FULL, ADMITTED, accepted=0),
    "member": Who(FULL, ADMITTED),
    "organiser": Who(FULL, ADMITTED, Role.ORGANISER, accepted=0),
}
KNOWN = {"invited", "not accepted", "member", "organiser"}
MAY: Mapping[Access, set[str]] = {
    Access.ANYONE: {*PEOPLE},
    Access.ACCOUNT: KNOWN | {"stranger", "suspended", "left"},
    Access.KNOWN: KNOWN,
    Access.MEMBER: {"member", "organiser"},
    Access.ORGANISER: {"organiser"},
}
"""Said a second time, by name: this is what `allowed` is compared with."""


class Slack(WebClient):
    """Slack, as far as it goes here: notes what it is told and agrees."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.more: dict[str, Any] = {}
        """What its answers hold besides."""

    def api_call(self, api_method: str, **given: Any) -> Any:
        """One call; the answer has what callers look for."""
        self.told.append((api_method, {**(given.get("params") or {}), **(given.get("json") or {})}))
        view = {"id": "V1", "hash": "1", "root_view_id": "V1"}
        return {
            "ok": True,
            "channel": "D1",
            "ts": "1.1",
            "view": view,
            "members": [],
            "messages": [],
            **self.more,
        }


@dataclass
class Door:
    """The dispatcher before a full club, and one person who tries everything."""

    name: str
    services: Services
    slack: Slack
    dispatcher: Dispatcher
    clock: SettableClock
    member_id: MemberId | None = None
    slack_id: str = "U0VISITOR"
    """As Slack names the person."""
    reached: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def who(self) -> Who:
        """Who it is."""
        return PEOPLE[self.name]

    def entries(self) -> list[Entry]:
        """Every way in but Slack's events."""
        return [
            entry
            for entry in self.dispatcher.router.entries.values()
            if entry.kind is not InteractionKind.EVENT
        ]

    def may(self, entry: Entry) -> bool:
        """Whether this person may use it."""
        return self.name in MAY[entry.access]

    def spies(self) -> None:
        """From now on listeners only say that they were reached."""

        def spy(interaction: Interaction, _services: Services) -> Reply:
            self.reached.append(interaction.name)
            return Reply()

        entries = self.dispatcher.router.entries
        entries.update({key: replace(entry, listener=spy) for key, entry in entries.items()})

    def tries(self, reader: Any, body: Mapping[str, Any]) -> str:
        """One interaction; returns everything that this person was told, as JSON."""
        self.slack.told.clear()
        self.written.clear()
        response = self.dispatcher.handle(reader(body), Ack())
        self.dispatcher.background.finish()
        body_read = json.loads(response.body) if response.body else ""
        return json.dumps([body_read, self.told()], ensure_ascii=False, default=str)

    def told(self) -> list[dict[str, Any]]:
        """What Slack was told that this person sees; what goes to others is theirs."""
        mine = (self.slack_id, "D1", "", None)
        return [given for _, given in self.slack.told if given.get("channel") in mine]

    def other_id(self) -> MemberId:
        """The member whose words are everywhere."""
        with self.services.db.read() as session:
            found = get_person_by_slack(session, SlackId("U0OTHER"))
        assert found is not None
        return found.id

    def dump(self) -> dict[str, list[Any]]:
        """Every row of every table."""
        with self.services.db.read() as session:
            tables = SQLModel.metadata.sorted_tables
            return {t.name: [tuple(row) for row in session.connection().execute(select(t))] for t in tables}

    def resets(self) -> None:
        """Whatever became of the person by what they did, they are as before."""
        if self.member_id is not None:
            who = self.who
            values = {"state": who.state, "role": who.role, "accepted_version": who.accepted}
            with self.services.db.begin() as session:
                change_member(session, self.member_id, slack_id=self.slack_id, **values)

    def drains(self) -> None:
        """Sends what waits in the outbox."""
        tick = Tick(self.services, self.dispatcher.router, self.clock.now)
        for _ in range(50):
            if not tick.drain():
                self.clock.advance(timedelta(seconds=1))

    def stop(self) -> None:
        """Lets everything go."""
        self.dispatcher.background.stop()
        self.services.db.dispose()


def leaks(said: str, *more: str) -> list[str]:
    """The club's words in what was said."""
    return [word for word in (*WORDS, *more) if word in said]


def payloads(entry: Entry, slack_id: str, values: tuple[str, ...] = ("1",)) -> Iterator[tuple[Any, Any]]:
    """A reader and a body for every way to reach an entry, with each of the values where it takes one."""
    user = {"id": slack_id}
    for value in values:
        if entry.kind is InteractionKind.COMMAND:
            yield read_command, {"user_id": slack_id, "text": f"{entry.name} {value}", "trigger_id": "1"}
        elif entry.kind is InteractionKind.ACTION:
            base = {"user": user, "trigger_id": "1", "container": {}}
            overflow = {"value": menu_value(entry.name, value)}
            yield read_action, base | {"actions": [{"action_id": entry.name, "value": value}]}
            yield read_action, base | {"actions": [{"action_id": f"{MENU}#1", "selected_option": overflow}]}
        elif entry.kind is InteractionKind.SHORTCUT:
            message = {"text": value, "user": "U0OTHER", "ts": "1.1"}
            where = {"channel": {"id": "C1"}, "response_url": ""}
            yield read_shortcut, {"user": user, "callback_id": entry.name, "message": message, **where}
        elif entry.kind is InteractionKind.OPTIONS:
            yield read_options, {"user": user, "action_id": entry.name, "value": value}
        else:
            typed = "view_closed" if entry.kind is InteractionKind.CLOSED else "view_submission"
            view = {"callback_id": entry.name, "private_metadata": value, "state": {"values": {}}}
            yield read_view, {"user": user, "type": typed, "trigger_id": "1", "view": view}


FLAGS = {
    AccountKind.GUEST: "is_restricted",
    AccountKind.STRANGER: "is_stranger",
    AccountKind.BOT: "is_bot",
    AccountKind.DELETED: "deleted",
}
"""Of a user object (docs.slack.dev, user object); a full account bears none."""


def event_body(name: str, slack_id: str, number: int, account_kind: AccountKind | None) -> tuple[Any, Any]:
    """An event of this person's; told of again, they are what they were."""
    kind, _, channel_type = name.removesuffix(".file").partition(".")
    about: dict[str, Any] = {"type": kind, "user": slack_id, "channel": "D1", "tab": "home", "text": "1"}
    about["channel_type"] = channel_type
    if name.endswith(".file"):
        about |= {"subtype": "file_share", "files": [{"id": "F1"}]}
    if kind in ("team_join", "user_change"):
        profile = {"real_name": "Val Visiteur", "email": "val@example.org"}
        flags = {FLAGS[account_kind]: True} if account_kind in FLAGS else {}
        about["user"] = {"id": slack_id, "profile": profile, **flags}
    return read_event, {"event": about, "event_id": f"Ev{number}"}


def door(name: str, template: Path, folder: Path) -> Door:
    """A full club on a fresh SQLite file, and this person before it."""
    path = folder / "club.db"
    shutil.copy(template, path)
    club = Club(PARIS, CHANNEL, CONTACT)
    slack, clock = Slack(), SettableClock(NOW)
    services = Services(Database(f"sqlite:///{path}"), slack, load(PARIS), club)
    made = Door(name, services, slack, Dispatcher(services, router(), clock, BackgroundTasks(1)), clock)
    _furnish(services)
    made.member_id = _place(services, made)
    services.db.dispose()  # what was opened before does not tell
    noting(services.db, made.written)
    return made


def noting(db: Database, written: list[str]) -> None:
    """From now on every statement that writes stands in `written`."""

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "BEGIN", "WITH")):
            written.append(statement)

    engine_event.listen(db.engine, "before_cursor_execute", note)


def _furnish(services: Services) -> None:
    """A row in every table that holds something of the club, written with its unmistakable words."""
    start = NOW + timedelta(days=40)
    event = Event(
        id=EventId(0),
        title=TITLE,
        kind=EventKind.FORUM,
        starts_at=start,
        ends_at=start + timedelta(hours=3),
        deadline=default_deadline(start, PARIS),
        capacity=1,
        state=EventState.PUBLISHED,
        place=PLACE,
        agenda=AGENDA,
        published_at=NOW,
    )
    with services.db.begin() as session:
        company = add_company(session, COMPANY)
        other = add_member(
            session, OTHER, email="w@example.org", slack_id=SlackId("U0OTHER"), company_id=company
        )
        event_id = add_event(session, event)
        save_rsvp(session, event_id, other, Rsvp(Says.YES, 2), NOW)
        claim = Claim(
            ClaimId(0),
            other,
            ClaimKind.PARTY,
            Stage.REQUESTED,
            1,
            note=NOTE,
            created_at=NOW,
        )
        claim_id = add_claim(session, event_id, claim)
        guest = Guest(GUEST, "g@example.org", "Directrice", COMPANY)
        add_guests(session, event_id, other, [guest], NOW)
        add_guests(session, event_id, other, [guest], NOW, claim_id)
        choosing, living = matrix_choosing.choosing(other, company, NOW), matrix_living.living(other, NOW)
        for table, rows in (_rest(other, company) | choosing | living).items():
            session.connection().execute(SQLModel.metadata.tables[table].insert(), rows)


def _rest(other: MemberId, company: int) -> dict[str, list[dict[str, Any]]]:
    charter = {"number": 1, "material": True, "text": f"# Charte\n\n{CHARTER}", "sha256": "0" * 64}
    dates = {"published_at": NOW - timedelta(days=60), "accept_by": NOW - timedelta(days=30)}
    asked = {"member_id": other, "company_id": company, "company_typed": COMPANY, "word": WORD}
    detail = {"member_id": other, "name": "expertise", "value": DETAIL, "visibility": "members"}
    page = {"company_id": company, "content": _page(other)}
    correction = {"company_id": company, "asked_by": other, "wording": WORD, "state": "open", "reason": ""}
    return {
        "charterversion": [charter | dates | {"changes": ""}],
        "admission": [asked | {"state": "open", "created_at": NOW, "reason": ""}],
        "detail": [detail | {"changed_at": NOW}],
        "consultation": [{"reader_id": other, "subject_id": other, "at": NOW}],
        "report": [{"reporter_id": other, "subject_id": other, "word": REPORT, "at": NOW}],
        "companypage": [page | {"changed_by": other, "changed_at": NOW}],
        "correction": [correction | {"asked_at": NOW, "until": NOW + timedelta(days=14)}],
        "consent": [page | {"sha256": "0" * 64, "agreed_by": other, "agreed_name": OTHER, "agreed_at": NOW}],
    }


def _page(other: MemberId) -> str:
    contact = {"member": other, "name": OTHER, "email": "w@example.org"}
    none = {"sites": [], "website": "", "logo": ""}
    return json.dumps({"name": COMPANY, "activity": PAGE_TEXT, "sector": "glass", **none, "contact": contact})


def _place(services: Services, made: Door) -> MemberId | None:
    who, slack_id = made.who, SlackId(made.slack_id)
    with services.db.begin() as session:
        if who.account_kind is not None:
            email = "val@example.org"
            save_profile(
                session, SlackProfile(slack_id, "Val Visiteur", email, "fr-FR", ZONE, who.account_kind)
            )
        if who.state is None:
            return None
        own = add_company(session, "Verrerie Ardoin")
        member_id = add_member(
            session, "Val Visiteur", email="val@example.org", slack_id=slack_id, company_id=own, role=who.role
        )
    made.member_id = member_id
    made.resets()
    return member_id
