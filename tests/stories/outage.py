"""What becomes of postings in a story: their stages, their files, another process beside the first."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import text

from club.ids import SlackId
from sandbox.driver.person import Person
from scheduler.tick import Tick
from storage.postings import Note, enqueue
from tests.stories.club import CHANNEL, Club


def stages(club: Club, kind: str) -> Counter[str]:
    """How many postings of a kind stand where."""
    query = text("SELECT stage, count(*) FROM posting WHERE kind = :kind GROUP BY stage")
    with club.prime.services.db.read() as session:
        return Counter({row[0]: row[1] for row in session.connection().execute(query, {"kind": kind})})


def posted(club: Club, method: str = "chat.postMessage") -> int:
    """Calls that took effect, answered or not."""
    return sum(call.method == method and bool(call.result.get("ok")) for call in club.box.calls)


def asked(club: Club, method: str) -> int:
    """Calls, whatever became of them."""
    return sum(call.method == method for call in club.box.calls)


def passes(club: Club, minutes: int) -> None:
    """Time passes as it does: the tick looks every other minute."""
    for _ in range(0, minutes, 2):
        club.later(minutes=2)
        club.prime.tick.recover()
        club.settle()


def queues(club: Club, kind: str, to: Person | SlackId, subject: str = "event:1", moment: str = "") -> None:
    """A posting, as a service would queue it."""
    who = to if isinstance(to, str) else SlackId(to.id)
    with club.prime.services.db.begin() as session:
        enqueue(session, [Note(kind, subject, who, moment)], club.clock.now())


def cards(club: Club) -> list[Mapping[str, Any]]:
    """What stands in the channel."""
    return [one for one in club.box.workspace.channels[CHANNEL].messages.values() if one.get("metadata")]


def another_process(club: Club, steady: Callable[[], float] | None = None) -> Tick:
    """A second Prime on the same database."""
    return Tick(club.prime.services, club.prime.router, club.clock.now, steady)
