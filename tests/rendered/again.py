"""What stories do, once more in copies of their club whose words are as short or as long as forms take them.

The walk through the demo's clubs does not come upon everything: a tie, a seat given back late, a list of
which only a large club has a second page. Stories do. Where one does, or is told, what the walk missed, a
copy of its database as it stands is changed, in both languages, and the same is done and looked at there; the
story itself goes on untouched.
"""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from slack_bolt import Ack

from benchmarks.growth.walk import Heard, Unsaid
from bot.dispatch import Dispatcher, Ended
from bot.features import router
from bot.payload import Read
from club.ballots import Ballot
from club.ids import BallotId
from handlers.kit.interaction import File, Interaction, Message, Reply
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from handlers.living.settings.service import refresh
from scheduler.rendering import Broke, Renderer, Verdict
from storage.ballots import get_ballot, list_ballots
from storage.database import Database
from storage.postings import Posting
from tests.rendered import checking, clubs
from tests.rendered.walking import name_of

VARIANTS = tuple(product((clubs.longest_words, clubs.shortest), ("fr-FR", "en-GB")))
TRIES = 2 * len(VARIANTS)
"""How often each entry and kind is shown again, in each variant, in one story."""
VAIN = 10
"""How often at most where that shows nothing: a form that is refused, a message that is not due any more."""


class Again:
    """Does again what a story does of what is wanted: `kind name` of an entry, `drawn kind` of a posting.

    `shown` and `faults` say what came of it.
    """

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._tried, self._shown = Counter[str](), Counter[str]()
        self.faults: dict[str, str] = {}

    @property
    def shown(self) -> set[str]:
        """What was done again, and told something."""
        return {name for name, times in self._shown.items() if times}

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Everything that is done or drawn meanwhile, by whichever bot of the story."""
        handle, verdict = Dispatcher.handle, Renderer.verdict

        def handles(it: Dispatcher, read: Read, ack: Ack) -> Any:
            entry = it.router.find(read.kind, read.name)
            if entry is not None and self._turn(name_of(entry), it.services):
                self._does(name_of(entry), it, read, handle)
            return handle(it, read, ack)

        def draws(it: Renderer, posting: Posting, now: datetime) -> Verdict:
            if self._turn(f"drawn {posting.kind}", it._services):
                self._draws(it._services, posting, now, verdict)
            return verdict(it, posting, now)

        with patch.object(Dispatcher, "handle", handles), patch.object(Renderer, "verdict", draws):
            yield

    def _turn(self, name: str, services: Services) -> bool:
        enough = self._shown[name] >= TRIES or self._tried[name] >= VAIN
        if name not in self._wanted or not services.db.sqlite or enough:
            return False
        self._tried[name] += 1
        return True

    def _does(self, name: str, there: Dispatcher, read: Read, handle: Any) -> None:
        for services in self._copies(there.services):
            ended: list[Ended] = []
            heard, routes = Noted(services), router()
            dispatcher = Dispatcher(services, routes, there.clock, Unsaid(1))
            dispatcher.counted = lambda _kind, how, _seconds, to=ended: to.append(how)
            with patch.object(dispatcher, "_listened", heard.listening(dispatcher._listened)):
                handle(dispatcher, _as_there(read, there.services, services), Ack())  # type: ignore[no-untyped-call]
            if ended != [Ended.DONE]:
                self.faults[name] = f"ended {ended}"
            form = read.fields.get("view") or {}
            self._notes(name, heard.faults(form), something=heard.something)

    def _draws(self, there: Services, posting: Posting, now: datetime, verdict: Any) -> None:
        name = f"drawn {posting.kind}"
        for services in self._copies(there):
            said = verdict(Renderer(services, router()), posting, now)
            if isinstance(said, Broke):
                self.faults[name] = repr(said.error)
            elif isinstance(said, Message | File):
                self._notes(name, checking.of_said(said), something=True)

    def _notes(self, name: str, found: Iterator[str], *, something: bool) -> None:
        for fault in found:
            self.faults.setdefault(name, fault)
        self._shown[name] += something

    def _copies(self, there: Services) -> Iterator[Services]:
        """The club as it is now, once for each variant."""
        for change, locale in VARIANTS:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "club.db"
                _copy(there.db, path)
                clubs.changed(path, change, clubs.speaking(locale))
                db = Database(f"sqlite:///{path}", vault=there.db.vault)
                services = Services(db, Heard(), there.words, there.installed, there.hooks)
                refresh(services)
                yield services
                db.dispose()


class Noted:
    """What one listener answered, in its reply and to Slack."""

    def __init__(self, services: Services) -> None:
        self._slack = services.client
        self._replies: list[Reply] = []

    def listening(self, listened: Any) -> Any:
        """The same, noting the reply."""

        def listens(interaction: Interaction, entry: Any) -> Reply:
            reply: Reply = listened(interaction, entry)
            self._replies.append(reply)
            return reply

        return listens

    @property
    def something(self) -> bool:
        """Whether it was more than a refusal of what was typed."""
        return any(
            one.message or one.update or one.push or one.options is not None or not one.errors
            for one in self._replies
        )

    def faults(self, form: Any) -> Iterator[str]:
        """All that Slack would refuse."""
        assert isinstance(self._slack, Heard)
        for reply in self._replies:
            yield from checking.of_reply(reply, form)
        for view in self._slack.views:
            yield from checking.of_view(view)
        for _, blocks in self._slack.messages:
            yield from checking.of_message("said", blocks)


def _as_there(read: Read, here: Services, there: Services) -> Read:
    """A ballot's form as if it had been opened in the copy: it names what stood in it, by a digest."""
    metadata = str(read.fields.get("metadata") or "")
    for one in _ballots(here):
        metadata = metadata.replace(revision(one), revision(_ballot(there, one.id)))
    return replace(read, fields={**read.fields, "metadata": metadata})


def _ballots(services: Services) -> list[Ballot]:
    with services.db.read() as session:
        return [one for one in (get_ballot(session, each.id) for each in list_ballots(session)) if one]


def _ballot(services: Services, ballot_id: BallotId) -> Ballot:
    with services.db.read() as session:
        found = get_ballot(session, ballot_id)
    assert found is not None
    return found


def _copy(db: Database, path: Path) -> None:
    name = db.engine.url.database
    assert name is not None
    source, target = sqlite3.connect(name), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
