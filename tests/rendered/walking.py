"""The walk through all that can be done, which looks at what is shown; what it did not find, it asks for."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from benchmarks.growth.ground import Ground
from benchmarks.growth.people import MEMBER, ORGANISER, PEOPLE
from benchmarks.growth.walk import Walk
from benchmarks.growth.ways import READERS, Way
from bot.demo.house import CHANNEL
from bot.dispatch import Dispatcher
from bot.kinds import WORDS
from club.ids import PostingId, SlackId
from handlers.kit.interaction import File, Interaction, Message, Reply
from handlers.kit.router import Entry, InteractionKind
from handlers.kit.services import Services
from scheduler.rendering import Broke, Renderer, Verdict
from scheduler.tick import Tick
from storage.postings import Posting
from tests.rendered import checking
from tests.rendered.noting import JournalCheck, Written

ABOUT: Mapping[str, tuple[str, ...]] = {
    "admission": ("admission", "company"),
    "ballots": ("ballot", "topic", "work"),
    "companies": ("company", "correction"),
    "companychanges": ("company",),
    "dates": ("date_poll",),
    "directory": ("member",),
    "dues": ("dues", "company"),
    "events": ("event",),
    "glossary": ("glossary_term",),
    "gate": ("event",),
    "help": ("help_question", "help_asked"),
    "hosting": ("hosting_offer", "event"),
    "limits": ("event",),
    "mail": ("member",),
    "members": ("member", "company"),
    "minutes": ("event", "minutes_remark"),
    "needs": ("event",),
    "certificate": ("event",),
    "feedback": ("event",),
    "tasks": ("event_task", "event"),
    "on_behalf": ("event",),
    "groups": ("study_group", "topic"),
    "outside": ("outside_event",),
    "questions": ("event", "event_question"),
    "requests": ("claim",),
    "results": ("ballot",),
    "rsvp": ("event", "claim"),
    "series": ("event_series",),
    "topics": ("topic", "comment", "merger"),
    "upkeep": ("posting", "missed"),
    "voting": ("ballot",),
    "works": ("work", "workuse"),
}
"""The tables whose rows a feature's buttons are about, by the first word of their names."""
SUBJECTS: Mapping[str, str] = {
    "event": "event",
    "minutes": "event",
    "questions": "event",
    "gate": "event",
    "remark": "minutes_remark",
    "outside": "outside_event",
    "group": "study_group",
    "task": "event_task",
    "certificate": "event",
    "feedback": "event",
    "claim": "claim",
    "member": "member",
    "admission": "admission",
    "seats": "company",
    "company": "company",
    "companychange": "company",
    "profile": "member",
    "topic": "topic",
    "merger": "merger",
    "ballot": "ballot",
    "work": "work",
    "dues": "dues",
    "help": "help_question",
    "hosting": "hosting_offer",
    "dates": "date_poll",
    "report": "report",
    "series": "event_series",
}
"""What postings are about, by the first word of their subjects."""
MOST_IDS = 5
FORCED_AS = 4
"""By the organiser, a member, an author, and who has a seat."""
AHEAD = (*range(1, 15), *range(21, 120, 7), *range(120, 401, 40))
"""Days: by then everything that waits was recalled for the last time, and every event is over."""


class Rendering(Walk):
    """Walks, and keeps what Slack would have refused of what was said: `faults`, with where."""

    def __init__(self, ground: Ground, now: datetime, tries: int, written: Written) -> None:
        self.journal = JournalCheck(written)
        super().__init__(ground, now, tries)
        self.faults: dict[str, str] = {}
        self.shown: set[str] = set()
        self._renderer = Looking(self)
        self._dispatcher = Dispatcher(self._services, self._router, self._clock, self._dispatcher.background)
        self._log = Overheard()

    def everything(self) -> None:
        """The walk, then the days to come, then what neither led to."""
        logging.getLogger().addHandler(self._log)
        try:
            for _ in self.steps():
                pass
            self._days()
            for entry in self._unshown():
                self._onward(self._forced(self._opener(entry)), but=name_of(entry))
            self._log.deaf = True  # of a posting that was never queued some renderers make nothing
            self._unsent()
        finally:
            logging.getLogger().removeHandler(self._log)
        self.faults |= {f"in the log: {said}": said for said in self._log.said}

    def _noting(self, entry: Entry) -> Callable[[Interaction, Services], Reply]:
        return self.journal.watching(entry, super()._noting(entry))

    def notes(self, where: str, found: Iterable[str]) -> None:
        """Keeps the first fault of each place, and that something was shown there."""
        self.shown.add(where)
        for fault in found:
            self.faults.setdefault(where, fault)

    def _does(self, way: Way, body: Mapping[str, Any] | None = None) -> None:
        before = len(self._replies)
        super()._does(way, body)
        read = READERS[way.kind](way.body if body is None else body)
        entry = self._router.find(way.kind, read.name)
        if entry is None:
            return
        for reply in self._replies[before:]:
            self.notes(name_of(entry), checking.of_reply(reply, way.form))
        for view in self._slack.views:
            self.notes(name_of(entry), checking.of_view(view))
        for _, blocks in self._slack.messages:
            self.notes(name_of(entry), checking.of_message("said", blocks))

    def _days(self) -> None:
        """What time brings: every sweep, on many days to come, and what each of them has sent."""
        self._ground.restore()
        tick = Tick(self._services, self._router, self._clock.now)
        for days in AHEAD:
            last = self._last_posting()
            self._clock.set(self._now + timedelta(days=days))
            tick.sweep()
            for posting in self._new_postings(last):
                for _ in self._draws(posting, ()):
                    pass
        tick.stop()
        self._ground.restore()
        self._clock.set(self._now)

    def _unshown(self) -> list[Entry]:
        return [entry for entry in self._router.entries.values() if name_of(entry) not in self.shown]

    def _opener(self, entry: Entry) -> Entry:
        """Of a window the button of the same name, which opens it."""
        button = self._router.entries.get((InteractionKind.ACTION, entry.name))
        return button if entry.kind is InteractionKind.VIEW and button else entry

    def _onward(self, first: Iterable[Way], but: str) -> None:
        """Does what is given until `but` was shown, and whatever it leads to that was not shown yet."""
        for way in first:
            if but in self.shown:
                return
            queue = deque(self._follows(way))
            while queue:
                onward = queue.popleft()
                if self._entry_name(onward) not in self.shown:
                    queue.extend(self._follows(onward))

    def _entry_name(self, way: Way) -> str:
        entry = self._router.find(way.kind, READERS[way.kind](way.body).name)
        return name_of(entry) if entry else ""

    def _follows(self, way: Way) -> Iterator[Way]:
        for _, scene in self._done(self._entry_name(way), way):
            yield from scene.ways() if scene else ()

    def _forced(self, entry: Entry) -> Iterator[Way]:
        """A button or a list of options, for each thing that it may be about and for a few people.

        One that turns pages stands in lists alone.
        """
        paging = entry.name.endswith("page")
        if entry.kind not in (InteractionKind.ACTION, InteractionKind.OPTIONS) or paging:
            return
        for who in PEOPLE[:FORCED_AS]:
            for value in self._values(entry.name):
                yield Way(entry.kind, who, forced(entry, who, value))

    def _unsent(self) -> None:
        """Kinds that nothing led to: of every subject that they may be about, until one of them is drawn."""
        subjects = [f"{word}:{value}" for word, table in SUBJECTS.items() for value in self._ids(table)]
        for kind in sorted({*WORDS} - self.kinds()):
            for subject in subjects:
                if f"drawn {kind}" in self.shown:
                    break
                self._told(kind, subject)

    def _told(self, kind: str, subject: str) -> None:
        """Until it is drawn for somebody; a subject that is none of the kind's can be read by nobody."""
        for who in (ORGANISER, MEMBER, CHANNEL, *PEOPLE[2:]):
            said = self._renderer.verdict(unsent(kind, subject, who), self._clock.now())
            if f"drawn {kind}" in self.shown or (
                isinstance(said, Broke) and isinstance(said.error, ValueError)
            ):
                break

    def _values(self, name: str) -> Iterator[str]:
        yield ""
        for table in ABOUT.get(name.partition(".")[0], ()):
            yield from self._ids(table)

    def _ids(self, table: str) -> list[str]:
        ids = text(f"SELECT id FROM {table} ORDER BY id DESC LIMIT {MOST_IDS}")
        with self._services.db.read() as session:
            return [str(row[0]) for row in session.connection().execute(ids)]

    def kinds(self) -> set[str]:
        """The kinds of postings that were drawn."""
        return {kind for kind in WORDS if f"drawn {kind}" in self.shown}


class Looking(Renderer):
    """Draws, and has it looked at."""

    def __init__(self, walk: Rendering) -> None:
        super().__init__(walk._services, walk._router)
        self._walk = walk

    def verdict(self, posting: Posting, now: datetime) -> Verdict:
        """As it is; what broke is a fault."""
        said = super().verdict(posting, now)
        if isinstance(said, Broke) and posting.id:
            self._walk.notes(f"drawn {posting.kind}", [repr(said.error)])
        elif isinstance(said, Message | File):
            self._walk.notes(f"drawn {posting.kind}", checking.of_said(said))
        return said


class Overheard(logging.Handler):
    """What the log calls an error: a listener that broke."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: set[str] = set()
        self.deaf = False

    def emit(self, record: logging.LogRecord) -> None:
        """Notes it, with the exception."""
        if self.deaf:
            return
        fault = record.exc_info[1] if record.exc_info else None
        self.said.add(f"{record.getMessage().partition(', reference')[0]}: {fault!r}")


def name_of(entry: Entry) -> str:
    """As the faults say it."""
    return f"{entry.kind} {entry.name}"


def forced(entry: Entry, who: str, value: str) -> Mapping[str, Any]:
    """The payload of a button that nothing on screen led to, or of words typed into a list."""
    if entry.kind is InteractionKind.OPTIONS:
        return {"user": {"id": who}, "action_id": entry.name, "value": value, "view": {}}
    action = {"action_id": entry.name, "block_id": "", "value": value}
    container = {"channel_id": "D1", "is_ephemeral": True}
    return {"user": {"id": who}, "trigger_id": "1", "container": container, "actions": [action]}


def unsent(kind: str, subject: str, recipient: str) -> Posting:
    """A posting as if it had been queued."""
    return Posting(PostingId(0), kind, subject, SlackId(recipient), "", SlackId(""), "", 0, live=False)
