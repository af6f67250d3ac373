"""A year of a lively club as somebody hears of it who never answers: a calendar drawn from a seed."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from club.calendar import NUDGES, default_deadline, falls_due
from club.events import EventKind
from sandbox.driver.person import Person
from tests.stories.club import NOW, PARIS, Club, paris
from tests.stories.polls import opens

EVENTS = 38
HOURS = (time(9), time(9, 30), time(14), time(18, 30))
LEADS = (9, 12, 14, 16, 18, 20, 21, 25, 28, 30, 35, 42, 45, 56, 60)
"""Days from an invitation to its event: a deadline is a week before the start."""
VOTES = (paris(2027, 2, 10, 10), paris(2027, 6, 8, 10), paris(2027, 11, 9, 10))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An event, and when it is published."""

    title: str
    published: datetime
    starts: datetime

    @property
    def deadline(self) -> datetime:
        """Until when it can be answered."""
        return default_deadline(self.starts, PARIS)

    @property
    def tells_by_itself(self) -> bool:
        """Whether it is published so late that no reminder is left."""
        return self.published > default_deadline(self.deadline, PARIS, DAY)


def drawn(seed: int) -> list[Invitation]:
    """The calendar of a year: events on working days, published when their organisers came to it."""
    rng = random.Random(seed)
    days = [date(2027, 1, 25) + n * DAY for n in range(335)]
    found = []
    for number, day in enumerate(sorted(rng.sample([one for one in days if one.weekday() < 5], EVENTS))):
        said = datetime.combine(day - rng.choice(LEADS) * DAY, time(11), tzinfo=PARIS)
        starts = datetime.combine(day, rng.choice(HOURS), tzinfo=PARIS)
        found.append(Invitation(f"Atelier {number:02}", max(said, NOW + MINUTE), starts))
    return found


class Silence:
    """One who never answers, with whatever Prime told them."""

    def __init__(self, club: Club, calendar: list[Invitation]) -> None:
        self.club, self.calendar = club, calendar
        self.silent: Person = club.joins("Ana Berger")

    def lives(self, until: datetime) -> None:
        """Time passes: whenever something may be due, it is looked for."""
        for stop in sorted({one for one in self._stops() if NOW < one <= until}):
            self.club.clock.set(stop)
            for invitation in self.calendar:
                if invitation.published == stop:
                    self.club.schedules(invitation.title, starts=invitation.starts, kind=EventKind.WORKSHOP)
            if stop in VOTES:
                opens(self.club)
            self.club.prime.tick.sweep()
            self.club.settle()

    def _stops(self) -> Iterator[datetime]:
        for one in self.calendar:
            yield from (one.published, one.published + 10 * MINUTE)
            yield from (falls_due(nudge, one.deadline, PARIS) for nudge in NUDGES)
        for number in range(361):
            day = NOW + number * DAY
            if day.astimezone(PARIS).weekday() < 5:
                yield datetime.combine(day.astimezone(PARIS).date(), time(9), tzinfo=PARIS)
        yield from VOTES

    def messages(self) -> int:
        """How many they were sent."""
        return self.club.dms(self.silent)

    def untold(self, until: datetime) -> list[str]:
        """The events whose deadline has passed by then without a message that named them before it."""
        past = [one for one in self.calendar if one.deadline <= until and not one.tells_by_itself]
        calls = [one for one in self.club.box.calls if one.method == "chat.postMessage"]
        mine = [one for one in calls if one.args["channel"] == self.silent.id]
        told = [(one.at, json.dumps(one.args, ensure_ascii=False)) for one in mine]
        return [
            one.title for one in past if not any(one.title in said and at < one.deadline for at, said in told)
        ]
