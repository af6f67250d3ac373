"""An outage of Slack, and what became of everything that Prime had to say meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from club.ids import EventId, SlackId
from club.seating import Rsvp, Says
from handlers import names
from sandbox.driver.person import Person
from sandbox.faults import Faults
from storage.postings import POSTING, Note, enqueue, subject_of
from storage.seats import save_rsvp
from tests.stories.club import CHANNEL, FIRST, Club
from tests.stories.said import ACCEPT, ASK_SEAT, GOING

PATIENCE = 0.2
"""Real seconds until the program gives up on a call that nobody answers, instead of ten."""
PERIODS = {
    "10 min": timedelta(minutes=10),
    "1 h": timedelta(hours=1),
    "30 h": timedelta(hours=30),
}
MINUTE = timedelta(minutes=1)
AFTERWARDS = 45 * MINUTE
"""What a try may be put off by, and more."""

PEOPLE = ("UANABERGER", "ULUCROY", "UEVANOLL", "UMAXFAURE")
"""Who is told something."""

Order = Callable[[Faults, timedelta], None]


def _token(code: str) -> Order:
    return lambda faults, period: faults.error("*", code, lasting=period)


PASSING: dict[str, Order] = {
    "503 HTML": lambda faults, period: faults.unavailable("*", lasting=period),
    "500 JSON": lambda faults, period: faults.server_error("*", lasting=period),
    "200 HTML": lambda faults, period: faults.page("*", lasting=period),
    "429": lambda faults, period: faults.rate_limit("*", retry_after=30, lasting=period),
    "reset before": lambda faults, period: faults.reset_before_effect("*", lasting=period),
    "10 s, no effect": lambda faults, period: faults.unheard("*", lasting=period),
    **{code: _token(code) for code in ("fatal_error", "internal_error")},
}
"""Nothing gets through as long as it lasts."""
TOKEN: dict[str, Order] = {
    code: _token(code)
    for code in (
        "invalid_auth",
        "token_revoked",
        "account_inactive",
        "missing_scope",
        "team_access_not_granted",
    )
}
SILENT: dict[str, Order] = {
    "reset after": lambda faults, period: faults.reset_after_effect("*", lasting=period),
    "10 s answers": lambda faults, period: faults.unanswered("*", lasting=period),
}
"""All that is asked for is done, and no answer says so."""
SLOW: dict[str, Order] = {"4 s answers": lambda faults, period: faults.slow("*", 4, lasting=period)}


def _recipient(code: str, of_channel: str) -> Order:
    def order(faults: Faults, period: timedelta) -> None:
        for who in PEOPLE:
            faults.error("*", code, to=who, lasting=period)
        faults.error("*", of_channel, to=CHANNEL, lasting=period)

    return order


RECIPIENT: dict[str, Order] = {
    "user_not_found": _recipient("user_not_found", "channel_not_found"),
    "user_disabled": _recipient("user_disabled", "is_archived"),
}
"""Final for whoever is written to: not tried again."""
FAULTS = {**PASSING, **TOKEN, **SILENT, **SLOW, **RECIPIENT}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to say."""

    what: str
    of_use: bool
    """Whether it is of use still when the outage ends."""
    id: int
    recipient: str
    name: str = ""
    """Of the file, if it is one."""


@dataclass(slots=True)
class Count:
    """What became of the things of one kind."""

    arrived: int = 0
    expired: int = 0
    failed: int = 0
    doubled: int = 0
    lost: int = 0
    """Neither there, nor past its use, nor refused for what is its own fault."""


@dataclass
class Outage:
    """A club to which Slack answers badly for a while, with one of everything to say."""

    club: Club
    period: timedelta
    items: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        club = self.club
        club.prime.services.client.timeout = PATIENCE
        self.ana, self.luc, self.eva, self.zoe = map(
            club.joins, ("Ana Berger", "Luc Roy", "Eva Noll", "Zoe Petit")
        )
        self.odile, self.max = club.joins("Odile Garnier", role="organiser"), club.joins("Max Faure")
        club.plans()
        now = club.clock.now()
        club.plans("Atelier Verre", starts=now + timedelta(days=4), deadline=now - timedelta(hours=1))
        self._asks()
        club.box.settle = club.prime.background.finish
        self._queues()

    def _asks(self) -> None:
        """A late request, waiting for its decision."""
        self.ana.types("/prime rsvp atelier verre")
        self.ana.clicks(ASK_SEAT)
        self.ana.submits()

    def _queues(self) -> None:
        """Something of each kind: of use for long, and past within minutes."""
        self.odile.types("/prime demandes")
        self.odile.clicks(ACCEPT)
        self._note("decision", names.DECIDED, self.ana)
        self._note("file", names.ICS, self.ana, name="atelier-verre.ics")
        self._note("card", names.CARD, event=self.club.schedules("Réunion d’hiver", place="Metz"))
        self._note("reminder", names.NUDGE, self.luc, event=FIRST)
        now = self.club.clock.now()
        brief = self.club.schedules(
            "Point presse", starts=now + 6 * MINUTE, hours=1 / 30, deadline=now + 5 * MINUTE
        )
        with self.club.prime.services.db.begin() as session:
            save_rsvp(session, brief, self.club.members["Eva Noll"], Rsvp(Says.YES, 1), now)
            # One matter alone: with this one beside it, his reminder would come in a digest.
            save_rsvp(session, brief, self.club.members["Luc Roy"], Rsvp(Says.NO), now)
        self._note("reminder", names.NUDGE, self.max, event=brief, of_use=False)
        self._note("file", names.ICS, self.eva, event=brief, name="point-presse.ics", of_use=False)
        self._note("card", names.CARD, event=brief, of_use=False)

    def _note(
        self,
        what: str,
        kind: str,
        to: Person | None = None,
        *,
        event: EventId | None = None,
        name: str = "",
        of_use: bool = True,
    ) -> None:
        """Queues it, where it is not queued yet, and keeps it in mind."""
        recipient = SlackId(to.id) if to else CHANNEL
        moment = {names.NUDGE: "asked:2027-01-04", names.ICS: "sequence:0"}.get(kind, "")
        with self.club.prime.services.db.begin() as session:
            if event is not None:
                note = Note(kind, subject_of(event), recipient, moment, live=kind != names.ICS)
                enqueue(session, [note], self.club.clock.now())
            of_kind = [POSTING.c.kind == kind, POSTING.c.recipient == recipient]
            found = session.connection().execute(select(POSTING.c.id).where(*of_kind)).scalars().all()
        self.items.append(Item(what, of_use, max(found), recipient, name))

    # What happens

    def lasts(self, fault: str) -> None:
        """The outage, and people who go on meanwhile; then the time in which all is made up for."""
        FAULTS[fault](self.club.box.faults, self.period)
        self._passes(MINUTE, MINUTE / 3)
        self._acts()
        self._passes(9 * MINUTE, MINUTE)
        self._passes(self.period - 10 * MINUTE, self.period / 30)
        self._passes(AFTERWARDS, 3 * MINUTE)

    def _acts(self) -> None:
        """Somebody clicks, and opens the home tab, while Slack answers badly."""
        self.zoe.opens("club-prime")
        self.zoe.clicks(GOING, within="Forum Chaleur fatale")
        self.zoe.opens_home()

    def _passes(self, duration: timedelta, step: timedelta) -> None:
        """Time passes, and each job of the tick is done at every step of it."""
        tick, end = self.club.prime.tick, self.club.clock.now() + duration
        while self.club.clock.now() < end:
            self.club.clock.advance(step)
            for job in (tick.prompt, tick.sweep, tick.recover):
                job()
            while tick.drain():
                pass

    # What became of it

    def counts(self) -> dict[str, Count]:
        """By kind; the tab and the click with them, which are Zoe's."""
        found: dict[str, Count] = {}
        for item in self.items:
            self._count(item, found.setdefault(item.what, Count()))
        found["home"], found["click"] = Count(), Count()
        self.zoe.opens_home()
        found["home"].arrived = int("Forum Chaleur fatale" in self.zoe.screen())
        found["home"].lost = 1 - found["home"].arrived
        found["click"].arrived = self.club.seats("Zoe Petit")
        found["click"].lost = 1 - found["click"].arrived
        return found

    def _count(self, item: Item, count: Count) -> None:
        times, stage = self._times(item), self._stage(item)
        count.arrived += min(times, 1)
        count.doubled += max(times - 1, 0)
        count.expired += stage == "expired"
        count.failed += stage == "failed"
        count.lost += not times and stage not in ("expired", "failed")

    def _stage(self, item: Item) -> str:
        with self.club.prime.services.db.read() as session:
            found = select(POSTING.c.stage).where(POSTING.c.id == item.id)
            return str(session.connection().execute(found).scalar_one())

    def _times(self, item: Item) -> int:
        """How often it stands in Slack."""
        ws = self.club.box.workspace
        where = ws.channels[CHANNEL] if item.recipient == CHANNEL else ws.dm_with(item.recipient)
        if item.name:
            files = [file for message in where.messages.values() for file in message.get("files", ())]
            return sum(file["name"] == item.name for file in files)
        marks = [message.get("metadata") or {} for message in where.messages.values()]
        return sum(mark.get("event_payload", {}).get("id") == item.id for mark in marks)

    def wrong(self, fault: str) -> list[str]:
        """What is not as it should be."""
        counts = self.counts().items()
        faults = [f"{what}: {count}" for what, count in counts if count.doubled or count.lost]
        for item in self.items:
            stands = (self._times(item), self._stage(item))
            if stands not in _right(fault, item):
                faults.append(f"{item.what} (of use: {item.of_use}): {stands[0]} times, {stands[1]}")
        return faults


def _right(fault: str, item: Item) -> set[tuple[int, str]]:
    """How often it may stand in Slack, and what may be recorded of it."""
    if fault in RECIPIENT:
        return {(0, "failed")}
    if item.of_use:
        return {(1, "sent")}
    in_time = fault in SILENT or fault in SLOW  # it arrived while it was of use, known or not
    return {(1, "sent"), (0, "expired")} if in_time else {(0, "expired")}


def table(fault: str, period: str, counts: Mapping[str, Count]) -> str:
    """The counts of each kind."""
    lines = [f"{fault + ', ' + period:32}  arrived  expired  failed  doubled  lost"]
    for kind, one in counts.items():
        line = f"    {kind:28}  {one.arrived:7}  {one.expired:7}  {one.failed:6}"
        lines.append(f"{line}  {one.doubled:7}  {one.lost:4}")
    return "\n".join(lines)
