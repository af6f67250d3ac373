"""Workers killed and frozen while they tell Slack of cards, reminders and files: each has to arrive once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import make_url

from club.calendar import next_working_moment
from club.ids import EventId, SlackId
from club.seating import Rsvp, Says
from handlers import names
from storage.postings import POSTING, Note, enqueue, next_due, subject_of
from storage.seats import save_rsvp
from tests.stories.club import CHANNEL, PARIS, Club, paris
from tests.stories.worker import SharedClock, Worker

SILENT, COMING = 6, 4
"""Members who are reminded, and who get a file, in each round."""
CALLS = 2 + SILENT + 4 * COMING
"""About so many calls tell of a round."""
LAPSE = timedelta(seconds=131)
"""By then whoever held something and stands still holds it no more."""
LETS_GO = "-c idle_in_transaction_session_timeout=1000"
"""The server lets go of what somebody holds who was frozen within a transaction: after a second."""
STEPS = 300
HALF = 0.5
EVENING = 10
"""Hours after which a working day is over, and the next has not begun."""
FAR = paris(2030, 6, 3, 9, 30)


class Siege:
    """A club whose messages some workers send; one of them is struck at a random point of each round."""

    def __init__(self, database_url: str, folder: Path, workers: int, seed: int) -> None:
        self.club = Club(database_url)
        self.club.box.limits.enabled = False
        self.random = Random(seed)
        self._clock = folder / "clock"
        self._shared = SharedClock(self._clock)
        self._keeps_time()
        self.club.clock.on_change(self._keeps_time)
        self._people = [self.club.joins(f"Membre {chr(65 + at)}") for at in range(SILENT + COMING)]
        self.workers = [self._worker() for _ in range(workers)]
        self.rounds = self.struck = self.told = 0

    def stop(self) -> None:
        """Ends everything."""
        for worker in self.workers:
            worker.end()
        self.club.stop()

    def _keeps_time(self) -> None:
        self._shared.set(self.club.clock.now())

    def _worker(self) -> Worker:
        box, url = self.club.box, make_url(self.club.prime.settings.database_url)
        if url.get_backend_name() == "postgresql":
            url = url.update_query_dict({"options": LETS_GO})
        settings = {
            "slack_bot_token": box.bot_token,
            "slack_signing_secret": box.signing_secret,
            "slack_api_url": box.api_url,
            "database_url": url.render_as_string(hide_password=False),
            "prime_channel": CHANNEL,
        }
        return Worker(settings, self._clock)

    # What is to be said

    def _queues(self) -> EventId:
        """An event with its card, reminders to some, files to others."""
        self.rounds += 1
        club, now = self.club, self.club.clock.now()
        event_id = club.schedules(f"Atelier {self.rounds}", starts=FAR, deadline=FAR - timedelta(days=7))
        subject = subject_of(event_id)
        silent, coming = self._people[:SILENT], self._people[SILENT:]
        notes = [Note(names.NUDGE, subject, SlackId(one.id), "asked:2027-01-04", live=True) for one in silent]
        notes += [Note(names.ICS, subject, SlackId(one.id), "sequence:0") for one in coming]
        with club.prime.services.db.begin() as session:
            for member in list(club.members.values())[SILENT:]:
                save_rsvp(session, event_id, member, Rsvp(Says.YES, 1), now)
            enqueue(session, notes, now)
        return event_id

    # A round

    def killed(self) -> list[str]:
        """A round in which a worker is killed; what is wrong afterwards."""
        return self._round(Worker.kill)

    def frozen(self) -> list[str]:
        """A round in which a worker is frozen until the others have done all of it; then it goes on."""
        return self._round(Worker.freeze)

    def _round(self, strike: Callable[[Worker], None]) -> list[str]:
        point, answer = self.random.randrange(CALLS), self.random.random() < HALF
        return self._struck(self.random.choice(self.workers), strike, "*", point, answer=answer)

    def frozen_at(self, step: str) -> list[str]:
        """A round in which the only worker at work is frozen as it gets the answer of this step."""
        return self._struck(self.workers[0], Worker.freeze, step, 0, answer=True, alone=True)

    def _struck(
        self,
        victim: Worker,
        strike: Callable[[Worker], None],
        method: str,
        point: int,
        *,
        answer: bool,
        alone: bool = False,
    ) -> list[str]:
        event_id = self._queues()

        def struck() -> None:
            self.struck += 1
            strike(victim)

        self.club.box.faults.happens(method, struck, point, answer=answer)
        if alone:
            self._has_work([victim], "drain")
        self._comes_to_rest()
        self.club.box.faults.clear()
        if victim.frozen:
            self.club.clock.advance(LAPSE)
            victim.thaw()
            victim.answers()
        self._comes_to_rest()
        self._tomorrow()
        self.told += 1 + SILENT + COMING
        moment = "answer" if answer else "before"
        return self._wrong(event_id, f"round {self.rounds}, {method} {point}, {moment}")

    def _comes_to_rest(self) -> None:
        """Whoever lives works until nothing is left; the dead are replaced, time passes while all wait."""
        for _ in range(STEPS):
            self._all("drain")
            if not self._unfinished() or all(worker.frozen for worker in self.workers):
                return
            due, now = self._next_due(), self.club.clock.now()
            soon = due is not None and due <= now + LAPSE
            self.club.clock.set(max(due, now) if due and soon else now + LAPSE)
            self._all("recover")
        raise AssertionError("the outbox does not come to rest")

    def _all(self, job: str) -> None:
        self._has_work([worker for worker in self.workers if not worker.frozen], job)

    def _has_work(self, asked: list[Worker], job: str) -> None:
        """Waits until these have done the job; puts others in the place of the dead."""
        for worker in asked:
            worker.asks(job)
        for worker in asked:
            if not worker.answers() and not worker.frozen:
                worker.end()
                self.workers[self.workers.index(worker)] = self._worker()

    def _tomorrow(self) -> None:
        """The next working day begins: nobody is reminded of two matters on one day, nor in the evening."""
        evening = self.club.clock.now() + timedelta(hours=EVENING)
        self.club.clock.set(next_working_moment(evening, PARIS, self.club.prime.services.club.work))

    # What is in the tables and in Slack

    def _unfinished(self) -> int:
        open_ones = POSTING.c.stage.in_(("pending", "sending"))
        with self.club.prime.services.db.read() as session:
            return len(session.connection().execute(select(POSTING.c.id).where(open_ones)).all())

    def _next_due(self) -> datetime | None:
        with self.club.prime.services.db.read() as session:
            return next_due(session)

    def _wrong(self, event_id: EventId, when: str) -> list[str]:
        with self.club.prime.services.db.read() as session:
            about = select(POSTING).where(POSTING.c.subject == subject_of(event_id))
            rows = session.connection().execute(about).all()
        assert len(rows) == 1 + SILENT + COMING
        seen = self._seen()
        found = [(row, seen[self._mark(row)]) for row in rows]
        return [
            f"{when}: {row.kind} {row.id} to {row.recipient}, {row.stage}, is there {times} times"
            for row, times in found
            if (times, row.stage) != (1, "sent")
        ]

    def _mark(self, row: Row[Any]) -> str:
        is_file = row.kind == names.ICS
        return f"{row.recipient} atelier-{self.rounds}.ics" if is_file else str(row.id)

    def _seen(self) -> Counter[str]:
        """Each message by its posting's id, each file by its reader and name."""
        seen: Counter[str] = Counter()
        for channel in list(self.club.box.workspace.channels.values()):
            for message in channel.messages.values():
                mark = (message.get("metadata") or {}).get("event_payload", {}).get("id")
                seen[f"{mark}"] += 1
                reader = next(iter(channel.members - {self.club.box.bot_user_id}), "")
                seen.update(f"{reader} {file['name']}" for file in message.get("files", ()))
        return seen
