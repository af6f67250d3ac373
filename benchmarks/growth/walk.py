"""Everything that members and organisers can do, found by doing it: from the commands to the last window."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from sqlalchemy import func, select

from benchmarks.growth.forms import Block, filled
from benchmarks.growth.ground import Cost, Ground
from benchmarks.growth.people import MEMBER, ORGANISER, PEOPLE, SAID, TYPED
from benchmarks.growth.ways import READERS, Scene, Way, command, event, shortcut
from bot.background import BackgroundTasks
from bot.demo.house import CHANNEL, PARIS
from bot.demo.people import everybody
from bot.dispatch import Dispatcher
from bot.features import router
from club.ids import SlackId
from club.subscriptions import PUBLIC, CalendarScope
from handlers.events.subscriptions.service import serve
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.router import Entry, InteractionKind, Router, Sweep
from handlers.kit.services import Club, Services
from handlers.words import load
from sandbox import SettableClock
from scheduler.rendering import Renderer
from scheduler.tick import Tick
from storage.people import get_person_by_slack
from storage.postings import COLUMNS, POSTING, Posting
from storage.subscriptions import add_subscription

TRIES = 3
"""How often each entry is measured at most, with what different people see of different things."""


class Heard(WebClient):
    """Slack, as far as it goes here: shows what it is told, and agrees."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
        self.views: list[dict[str, Any]] = []
        self.messages: list[tuple[str, Sequence[Block]]] = []

    def api_call(self, api_method: str, **given: Any) -> Any:
        """One call; the answer has what callers look for."""
        said = {**(given.get("params") or {}), **(given.get("json") or {})}
        if "view" in said:
            self.views.append(said["view"])
        elif said.get("blocks"):
            self.messages.append((said["channel"], said["blocks"]))
        view = {"id": "V1", "hash": "1", "root_view_id": "V1"}
        user = {"id": said.get("user", ""), "profile": {"real_name": "Nicolas Berthet"}}
        about = {"view": view, "user": user, "members": [], "messages": []}
        return {"ok": True, "channel": "D1", "ts": "1.1", **about}


class Unsaid(BackgroundTasks):
    """What is said after the acknowledgement is looked at in the reply itself."""

    def run(self, task: Callable[[], object]) -> None:
        """Drops the task."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was done, under which name, and what it cost."""

    name: str
    cost: Cost
    about: str
    faulty: str = ""
    """Why it came to nothing, as far as that is known: the fields that were refused."""


class Walk:
    """A club on a ground, and everything that can be done in it, once."""

    def __init__(self, ground: Ground, now: datetime, tries: int = TRIES) -> None:
        self._ground = ground
        self._now, self._tries = now, tries
        self._slack = Heard()
        self._replies: list[Reply] = []
        self.ran = set[str]()
        """The entries that did something: also as part of another one, which led into theirs."""
        self._clock = SettableClock(now)
        self._router = router()
        url, hooks = "https://prime.club.example", self._router.membership
        club = Club(PARIS, CHANNEL, "Odile", mails=True, public_url=url)
        self._services = Services(ground.db, self._slack, load(PARIS), club, hooks)
        for key, entry in self._router.entries.items():
            self._router.entries[key] = replace(entry, listener=self._noting(entry))
        self._dispatcher = Dispatcher(self._services, self._router, self._clock, Unsaid(1))
        self._renderer = Renderer(self._services, self._router)
        self._drawn = Counter[str]()
        self._tried = Counter[str]()
        self._seen = set[tuple[object, ...]]()

    @property
    def routes(self) -> Router:
        """What is to be walked."""
        return self._router

    def _noting(self, entry: Entry) -> Callable[[Interaction, Services], Reply]:
        def listener(act: Interaction, services: Services) -> Reply:
            self.ran.add(_entry_name(entry))
            reply = entry.listener(act, services)
            self._replies.append(reply)
            if reply.home is not None and self._router.home_tab:  # which the dispatcher does aside
                self._router.home_tab.publish(replace(act, block_id=reply.home), services)
            return reply

        return listener

    def steps(self) -> Iterator[Found]:
        """Does everything, the simplest first; each entry of the router as often as `TRIES`."""
        yield from self._ticks()
        yield from self._calendars()
        self._warms()
        first = list(self._beginnings())
        queues: list[deque[Way]] = [deque(first), deque(), deque(), deque()]
        scenes = list(self._standing())
        for found, scene in scenes:
            yield found
            queues[0].extend(scene.ways() if scene else ())
        while queue := next((one for one in queues if one), None):
            way = queue.popleft()
            name = self._name(way)
            if name is None or not self._wanted(name, way):
                continue
            for found, scene in self._done(name, way):
                yield found
                for onward in scene.ways() if scene else ():
                    queues[min(len(onward.before), len(queues) - 1)].append(onward)

    def _warms(self) -> None:
        """What each process reads once: the words that typing errors are corrected by, and told results."""
        for who in (MEMBER, ORGANISER):
            for typed in ("find zzzzzz", "results", "works"):
                self._does(command(who, typed))

    def _wanted(self, name: str, way: Way) -> bool:
        """Whether this person did not do it yet, nor enough others; or it stands beside other buttons."""
        often, key = self._tried[name], (name, way.who, way.variant, way.beside)
        new = key[:3] not in self._seen if often < self._tries else key not in self._seen
        if not new or often >= self._tries**2:
            return False
        self._tried[name] += 1
        self._seen |= {key, key[:3]}
        return True

    # Where one begins

    def _beginnings(self) -> Iterator[Way]:
        for entry in self._router.entries.values():
            for who in PEOPLE:
                if entry.kind is InteractionKind.COMMAND:
                    yield command(who, entry.name)
                    yield from (command(who, f"{entry.name} {words}") for words in TYPED.get(entry.name, ()))
                elif entry.kind is InteractionKind.SHORTCUT:
                    yield shortcut(who, entry.name)
                elif entry.kind is InteractionKind.EVENT:
                    yield from (event(who, entry.name, said) for said in SAID)

    def _name(self, way: Way) -> str | None:
        read = READERS[way.kind](way.body)
        entry = self._router.find(way.kind, read.name)
        if entry is None:
            return None
        return f"/prime {way.about}" if way.kind is InteractionKind.COMMAND else _entry_name(entry)

    # What time does

    def _ticks(self) -> Iterator[Found]:
        """Each part of the tick when nothing is due, as almost always but for the first after a start."""
        tick = Tick(self._services, self._router, self._clock.now, lambda: self._clock.now().timestamp())
        tick.sweep()
        self._clock.advance(timedelta(seconds=20))
        for name in ("sweep", "prompt", "recover"):
            yield Found(f"tick {name}", self._spent(getattr(tick, name)), "")
        since, now = self._clock.now() - timedelta(seconds=20), self._clock.now()
        for sweep in self._router.sweeps:
            cost = self._spent(partial(sweep, self._services, since, now))
            yield Found(f"sweep {_named(sweep)}", cost, "")
        tick.stop()
        self._ground.restore()
        self._clock.set(self._now)

    # What is read over the web

    def _calendars(self) -> Iterator[Found]:
        """A member's calendar with all events, and everybody's: as they are looked at, hour after hour."""
        with self._services.db.begin() as session:
            person = get_person_by_slack(session, SlackId(MEMBER))
            assert person is not None
            add_subscription(session, person.id, "d" * 64, CalendarScope.ALL, self._now)
        for digest in ("d" * 64, PUBLIC):
            look = partial(serve, self._services, digest, self._now)
            assert look() is not None
            yield Found(f"calendar {digest[:6]}", self._spent(look), "")
        self._ground.restore()

    # What stands in Slack

    def _standing(self) -> Iterator[tuple[Found, Scene | None]]:
        """The messages that were sent: what is drawn of each kind when something about it changes."""
        readers = (*PEOPLE, CHANNEL, *(one.slack_id for one in everybody() if one.slack_id not in PEOPLE))
        found = select(*COLUMNS).where(POSTING.c.recipient.in_(readers)).order_by(POSTING.c.id)
        with self._services.db.read() as session:
            postings = [Posting(*row) for row in session.connection().execute(found)]
        for posting in sorted(postings, key=lambda one: readers.index(one.recipient) >= len(PEOPLE) + 1):
            yield from self._draws(posting, ())

    def _draws(self, posting: Posting, before: tuple[Way, ...]) -> Iterator[tuple[Found, Scene | None]]:
        if self._drawn[posting.kind] >= self._tries:
            return
        self._drawn[posting.kind] += 1
        drawn: list[Any] = []
        cost = self._spent(lambda: drawn.append(self._renderer.verdict(posting, self._clock.now())))
        said = drawn[0]
        found = Found(f"drawn {posting.kind}", cost, type(said).__name__)
        if not isinstance(said, Message):
            yield found, None
            return
        inside = posting.recipient == CHANNEL
        who, where = (MEMBER, CHANNEL) if inside else (posting.recipient, "D1")
        yield found, Scene(who, said.blocks, channel=where, before=before)
        if inside:
            yield found, Scene(ORGANISER, said.blocks, channel=where, before=before)

    # What somebody does

    def _done(self, name: str, way: Way) -> Iterator[tuple[Found, Scene | None]]:
        if self._ground.touched:
            self._ground.restore()
        for earlier in way.before:
            self._does(earlier)
        body = self._body(way)
        last = self._last_posting()
        self._replies.clear()
        cost = self._spent(lambda: self._does(way, body))
        reply = self._replies[-1] if self._replies else Reply()
        wrote = self._ground.touched
        before = (*way.before, replace(way, body=body)) if wrote else way.before
        found = Found(name, cost, f"{way.who} {_short(body)}", ", ".join(reply.errors))
        yield found, None
        for scene in self._scenes(way.who, reply, before):
            yield found, scene
        for posting in self._new_postings(last):
            yield from self._draws(posting, before)

    def _does(self, way: Way, body: Mapping[str, Any] | None = None) -> None:
        self._slack.views.clear()
        self._slack.messages.clear()
        self._dispatcher.handle(READERS[way.kind](way.body if body is None else body), Ack())  # type: ignore[no-untyped-call]

    def _scenes(self, who: str, reply: Reply, before: tuple[Way, ...]) -> Iterator[Scene]:
        shown = [one for one in (reply.update, reply.push, *self._slack.views) if one]
        for view in shown:
            yield Scene(who, view["blocks"], _standing_view(view), before=before)
        if reply.message:
            yield Scene(who, reply.message.blocks, before=before)
        for channel, blocks in self._slack.messages:
            yield Scene(who, blocks, channel=channel, before=before)

    def _body(self, way: Way) -> Mapping[str, Any]:
        """With what the window's inputs hold, and what external selects offered."""
        if not way.form:
            return way.body

        def ask(action_id: str) -> Sequence[Block]:
            for typed in ("", "e", "energie"):
                asked = {"user": {"id": way.who}, "action_id": action_id, "value": typed, "view": way.form}
                self._replies.clear()
                self._does(Way(InteractionKind.OPTIONS, way.who, asked))
                if self._replies and self._replies[-1].options:
                    return self._replies[-1].options
            return ()

        state = {"values": filled(way.form, ask, MEMBER, way.variant)}
        return {**way.body, "view": {**way.form, "state": state}}

    def _last_posting(self) -> int:
        with self._services.db.read() as session:
            return int(session.connection().execute(select(func.max(POSTING.c.id))).scalar_one() or 0)

    def _new_postings(self, after: int) -> Iterable[Posting]:
        """One of each kind for each sort of reader."""
        found = select(*COLUMNS).where(POSTING.c.id > after).order_by(POSTING.c.id).limit(200)
        with self._services.db.read() as session:
            rows = [Posting(*row) for row in session.connection().execute(found)]
        return list({(one.kind, one.recipient): one for one in rows}.values())

    def _spent(self, work: Callable[[], object]) -> Cost:
        before = self._ground.spent()
        work()
        return self._ground.spent() - before


def _entry_name(entry: Entry) -> str:
    return f"/prime {entry.name}" if entry.kind is InteractionKind.COMMAND else f"{entry.kind} {entry.name}"


def _standing_view(view: dict[str, Any]) -> dict[str, Any]:
    return {**view, "id": "V1", "hash": "1", "root_view_id": "V1"}


def _named(sweep: Sweep) -> str:
    return f"{sweep.__module__.removesuffix('.sweeps').rpartition('.')[2]}.{sweep.__name__}"


def _short(body: Mapping[str, Any]) -> str:
    actions = body.get("actions") or [{}]
    return str(actions[0].get("value") or body.get("text") or body.get("value") or "")[:40]
