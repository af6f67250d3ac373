"""Whose turn it is in the outbox: who may not be written to yet is not claimed, and holds up nobody else."""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Connection, delete, event

from club.ids import SlackId
from handlers.kit.blocks import message
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import Router
from handlers.kit.services import Club, Services
from handlers.words import load
from scheduler.limits import CHANNEL_EVERY
from scheduler.tick import Tick
from storage.database import Database
from storage.outbox import REFRESH_EVERY
from storage.postings import POSTING, Note, enqueue, touch_all
from storage.urgency import PostingKind, Urgency

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
USUAL, FIRST = PostingKind("turn.usual"), PostingKind("turn.first", Urgency.FIRST)
CHANNEL, ANA = SlackId("C1"), SlackId("U1")
CARDS = 100


class Hands:
    """The clock's."""

    def __init__(self) -> None:
        self.now = NOW


@dataclass(frozen=True, slots=True)
class Call:
    """One that Slack took."""

    method: str
    channel: str
    text: str
    at: datetime


class Slack(WebClient):
    """Takes every call at once, unless it is to ask for a pause; complains of a pace too fast."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(token="xoxb-turns", base_url="http://127.0.0.1:9/", retry_handlers=[])
        self._hands, self._lock = hands, threading.Lock()
        self.taken: list[Call] = []
        self.asks: int = 0
        """Seconds of the pause that the next call is answered with."""

    def api_call(self, api_method: str, **given: Any) -> Any:
        with self._lock:
            if asked := self.asks:
                self.asks = 0
                said = {"ok": False, "error": "ratelimited"}
                raise SlackApiError(
                    "ratelimited",
                    SimpleNamespace(status_code=429, headers={"Retry-After": str(asked)}, data=said),
                )
            body, now = given["json"], self._hands.now
            before = [one.at for one in self.posted() if one.channel == body["channel"]]
            fast = api_method == "chat.postMessage" and any(now - at < CHANNEL_EVERY for at in before)
            assert not fast, f"two messages within a second in {body['channel']}"
            self.taken.append(Call(api_method, body["channel"], body["text"], now))
            return {"ok": True, "channel": body["channel"], "ts": f"{len(self.taken)}.0"}

    def posted(self) -> list[Call]:
        """The messages, without what was drawn again."""
        return [one for one in self.taken if one.method == "chat.postMessage"]


class Processes:
    """So many Primes beside one another on one database, and a Slack."""

    def __init__(self, url: str, count: int) -> None:
        self.hands, self.claims = Hands(), 0
        self.slack = Slack(self.hands)
        self._dbs = [Database(url) for _ in range(count)]
        self.ticks = [self._tick(db) for db in self._dbs]
        for db in self._dbs:
            event.listen(db.engine, "before_cursor_execute", self._count)

    def _tick(self, db: Database) -> Tick:
        router = Router()
        for kind in (USUAL, FIRST):
            router.posting(kind, lambda ctx: message(ctx.posting.moment), lasts=while_it_stands)
        services = Services(db, self.slack, load(ZONE), Club(ZONE, SlackId("C1"), ""))
        return Tick(services, router, lambda: self.hands.now)

    def _count(self, _connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        self.claims += statement.startswith("UPDATE posting") and "RETURNING" in statement

    def begins_anew(self) -> None:
        """Another day, and nothing is queued."""
        with self._dbs[0].begin() as session:
            session.connection().execute(delete(POSTING))
        self.hands.now += DAY
        self.slack.taken.clear()
        self.slack.asks = 0

    def queues(self, *notes: Note) -> None:
        with self._dbs[0].begin() as session:
            enqueue(session, notes, self.hands.now)

    def touches(self, subject: str) -> None:
        with self._dbs[0].begin() as session:
            touch_all(session, subject, self.hands.now)

    def drain(self) -> None:
        """Each in its turn, until nobody takes anything."""
        while sum(tick.drain() for tick in self.ticks):
            pass

    def stop(self) -> None:
        for tick in self.ticks:
            tick.stop()
        for db in self._dbs:
            db.dispose()


@pytest.fixture
def processes(database_url: str) -> Iterator[Processes]:
    """One on SQLite, which one serves; two on PostgreSQL."""
    made = Processes(database_url, 1 if database_url.startswith("sqlite") else 2)
    yield made
    made.stop()


def card(number: int, to: SlackId = CHANNEL, kind: str = USUAL) -> Note:
    return Note(kind, f"event:{number}", to, f"{number:03}", live=True)


def test_a_hundred_cards_for_a_channel_are_claimed_once_each_by_a_process(processes: Processes) -> None:
    processes.queues(*(card(number) for number in range(CARDS)))
    while len(processes.slack.taken) < CARDS:
        processes.drain()
        processes.hands.now += SECOND
    assert [one.text for one in processes.slack.taken] == [f"{number:03}" for number in range(CARDS)]
    assert processes.hands.now == NOW + CARDS * SECOND
    assert processes.claims <= CARDS * len(processes.ticks)


def test_others_are_written_to_while_a_channel_waits_and_what_stands_there_is_drawn_again(
    processes: Processes,
) -> None:
    processes.queues(*(card(number) for number in range(CARDS)))
    processes.drain()
    processes.touches("event:0")
    processes.queues(card(0, ANA))
    processes.hands.now += REFRESH_EVERY
    processes.drain()
    assert sorted((one.method, one.channel) for one in processes.slack.taken[1:]) == [
        ("chat.postMessage", CHANNEL),
        ("chat.postMessage", ANA),
        ("chat.update", CHANNEL),
    ]


Step = tuple[str, int]
RECIPIENTS = [CHANNEL, SlackId("C2"), ANA, SlackId("U2")]
CALM: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.sampled_from(["usual", "first"]), st.integers(0, len(RECIPIENTS) - 1)),
    st.tuples(st.just("touches"), st.integers(0, 9)),
    st.tuples(st.just("passes"), st.sampled_from([100, 400, 1000, 1700])),
    st.tuples(st.just("drains"), st.just(0)),
)
ASKS: st.SearchStrategy[Step] = st.tuples(st.just("asks"), st.integers(1, 5))
HISTORIES = st.one_of(
    st.lists(CALM, min_size=20, max_size=50), st.lists(st.one_of(CALM, ASKS), min_size=20, max_size=50)
)


@dataclass
class History:
    """What was queued, and what must hold of what Slack saw."""

    processes: Processes
    queued: list[tuple[Note, datetime]] = field(default_factory=list)
    touched: dict[str, datetime] = field(default_factory=dict)
    rests: datetime | None = None
    """Until when Slack asked to wait, at the latest."""
    in_order: bool = True
    """A pause puts each off by itself: then the order is not promised."""

    def plays(self, steps: Sequence[Step]) -> None:
        self.processes.begins_anew()
        for what, how in steps:
            self._does(what, how)
        self._does("passes", 6000)
        for _ in range(3 * len(self.queued) + 20):
            if len(self.processes.slack.posted()) == len(self.queued):
                break
            self._does("drains", 0)
            self._does("passes", 700)
        texts = sorted(one.text for one in self.processes.slack.posted())
        assert texts == sorted(note.moment for note, _ in self.queued), "each is posted, and once"

    def _does(self, what: str, how: int) -> None:
        processes, hands = self.processes, self.processes.hands
        match what:
            case "passes":
                hands.now += timedelta(milliseconds=how)
            case "asks":
                processes.slack.asks = how
            case "touches" if how < len(self.queued):
                processes.touches(f"event:{how}")
                self.touched[f"{how:03}"] = hands.now
            case "usual" | "first":
                note = card(len(self.queued), RECIPIENTS[how], FIRST if what == "first" else USUAL)
                processes.queues(note)
                self.queued.append((note, hands.now))
            case "drains":
                self._drains()

    def _drains(self) -> None:
        slack, now, before = self.processes.slack, self.processes.hands.now, len(self.processes.slack.taken)
        waiting, asked = self._waiting(), slack.asks
        self.processes.drain()
        new = slack.taken[before:]
        if self.rests and now < self.rests:
            assert not new, "Slack asked to wait"
            return
        if asked and not slack.asks:
            self.rests, self.in_order = now + timedelta(seconds=asked), False
            return
        for one in (one for one in new if one.method == "chat.postMessage"):
            if self.in_order:
                assert one.text == waiting[one.channel].pop(0).moment, "it was not its turn"
        if self.in_order:
            self._nobody_starves(now)

    def _waiting(self) -> dict[str, list[Note]]:
        """By recipient, in the order promised: the urgent first, then the oldest."""
        posted = {one.text for one in self.processes.slack.posted()}
        found = defaultdict[str, list[Note]](list)
        for note, _ in sorted(self.queued, key=lambda one: (one[0].kind != FIRST, one[1], one[0].moment)):
            if note.moment not in posted:
                found[note.recipient].append(note)
        return found

    def _nobody_starves(self, now: datetime) -> None:
        """To whom anything is due, and something may be said, it was said."""
        posts, calls = self.processes.slack.posted(), self.processes.slack.taken
        for recipient, notes in self._waiting().items():
            last = max(one.at for one in posts if one.channel == recipient)
            assert now - last < CHANNEL_EVERY, f"{recipient} waits for {notes[0].moment}"
        for text, since in self.touched.items():
            if shown := [one.at for one in calls if one.text == text]:
                assert shown[-1] >= since or now - shown[-1] < REFRESH_EVERY, f"{text} is not true any more"


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=HISTORIES)
def test_whatever_comes_all_is_said_once_in_its_turn_and_nobody_waits_for_another(
    processes: Processes, steps: list[Step]
) -> None:
    History(processes).plays(steps)
