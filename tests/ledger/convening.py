"""What happens around events: published, answered, asked for late, called off, moved, noted."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from bot.demo.people import ODILE
from club.calendar import DAY, next_working_moment, wall_minus, working_moment
from club.events import Event
from handlers.events.organising import form, reading
from handlers.events.organising import ids as event_ids
from handlers.events.organising import service as organising
from handlers.events.requests import service as requests
from handlers.events.rsvp.service import answer_no, answer_yes
from handlers.events.shared.outcomes import DeadlinePassed
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import revision
from storage.events import get_event
from tests.ledger import programme
from tests.ledger.people import THOMAS
from tests.ledger.programme import WORK, Planned
from tests.ledger.steps import HOUR, MINUTE, Act, Step
from tests.stories.club import PARIS

if TYPE_CHECKING:
    from tests.ledger.life import Life


class Convening:
    """Each event's own acts, and the hours at which something may come due around it."""

    def __init__(self, life: "Life") -> None:
        self.life, self.services = life, life.services

    def steps(self) -> Iterator[Step]:
        """All of them."""
        for number, plan in enumerate(self.life.calendar):
            yield from self._of_event(number, plan)

    def _of_event(self, number: int, plan: Planned) -> Iterator[Step]:
        yield plan.published, lambda: self._plans(number, plan)
        calls = [wall_minus(plan.deadline, DAY, PARIS), wall_minus(plan.starts, DAY, PARIS)]
        calls = [one for call in calls for one in (working_moment(call, PARIS, WORK), call)]
        for when in (plan.published + MINUTE, *calls, plan.deadline + MINUTE, plan.starts + MINUTE):
            yield when, None
        yield plan.starts + 5 * HOUR, None
        yield next_working_moment(plan.starts + DAY, PARIS, WORK) + HOUR, lambda: self._notes(number)
        for name in self.life.members():
            answers = self.life.late(name, plan.published, plan.deadline)
            if answers is not None and answers < plan.starts:
                yield answers, self._answering(name, number, coming=self.life.rng.random() < 0.55)
        if number == programme.CANCELLED:
            yield plan.deadline - 3 * DAY, lambda: self._cancels(number)
        if number == programme.MOVED:
            yield plan.deadline - 2 * DAY, lambda: self._moves(number)
        yield (
            next_working_moment(plan.deadline + 2 * DAY, PARIS, WORK) + 2 * HOUR,
            lambda: self._decides(number),
        )

    def _plans(self, number: int, plan: Planned) -> None:
        fields = dict.fromkeys(form.FIELDS, "") | {
            **{form.TITLE: plan.title, form.KIND: plan.kind.value, form.PLACE: plan.place},
            **_when(form.START_DAY, form.START_TIME, plan.starts),
            **_when(form.END_DAY, form.END_TIME, plan.starts + 3 * HOUR),
            form.CAPACITY: str(plan.capacity or ""),
        }
        by = self.life.club.members[(ODILE, THOMAS)[number % 2]]
        done = organising.create(self.services, fields, self.life.now, at_once=True, by=by)
        assert done.event, done
        self.life.events[number] = done.event.id

    def _answering(self, name: str, number: int, *, coming: bool) -> Act:
        def act() -> None:
            if number not in self.life.events:
                return
            answer = answer_yes if coming else answer_no
            done = answer(self.services, self.life.events[number], self.life.person(name), self.life.now)
            if isinstance(done, DeadlinePassed):
                self._asks(name, number)
            else:
                self.life.answers.setdefault((name, number), self.life.now)

        return act

    def _asks(self, name: str, number: int) -> None:
        note = "Je n’ai vu l’invitation qu’aujourd’hui."
        requests.ask(self.services, self.life.events[number], self.life.person(name), note, self.life.now)
        for matter in requests.list_pending(self.services, self.life.now).items:
            self.life.requested.setdefault(matter.claim.id, number)

    def _decides(self, number: int) -> None:
        """Two requests of three are decided, a few days after they came."""
        for claim_id, event in self.life.requested.items():
            if event == number and claim_id % 3 and claim_id not in self.life.decided:
                requests.accept(self.services, claim_id, self.life.person(ODILE), self.life.now)
                self.life.decided[claim_id] = self.life.now

    def _notes(self, number: int) -> None:
        """Who came is noted the next day; of every fourth event nobody does."""
        if number % 4 == 3 or number not in self.life.events or number == programme.CANCELLED:
            return
        event_id, by = self.life.events[number], self.life.club.members[ODILE]
        event = self._event(number)
        seated = reading.get_seated(
            self.services, event, ListPosition(event_ids.ATTENDANCE, of=event_id), 100
        )
        keys = tuple(one.key for one in seated.items)
        organising.record(self.services, event_id, keys, set(keys[: len(keys) * 9 // 10]), by, self.life.now)

    def _event(self, number: int) -> Event:
        with self.services.db.read() as session:
            event = get_event(session, self.life.events[number])
        assert event is not None
        return event

    def _cancels(self, number: int) -> None:
        organising.cancel(self.services, self.life.events[number], "la salle n’est plus libre", self.life.now)

    def _moves(self, number: int) -> None:
        event = self._event(number)
        later = event.starts_at + 7 * DAY
        fields = {**form.fields_of(event, PARIS), **_when(form.START_DAY, form.START_TIME, later)}
        fields |= {form.DEADLINE_DAY: "", form.DEADLINE_TIME: ""}
        organising.change(self.services, event.id, revision(event), fields, self.life.now, at_once=False)


def _when(day: str, hour: str, moment: datetime) -> dict[str, str]:
    local = moment.astimezone(PARIS)
    return {day: f"{local:%Y-%m-%d}", hour: f"{local:%H:%M}"}
