"""The year, day by day: everybody acts through the services that clicks call, when the clock says so."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

import bot.demo
from bot.demo.people import ODILE, Somebody
from club.calendar import DAY, end_of_day, wall_minus
from club.charter import Version
from club.ids import BallotId, ClaimId, EventId, SlackId, TopicId
from handlers.belonging.charter import service as charter
from storage.people import Person, Role, add_company, add_member, get_person
from storage.wishes import save_wishes
from tests.ledger import programme
from tests.ledger.choosing import Choosing
from tests.ledger.convening import Convening
from tests.ledger.people import UNKNOWN, Habit, everybody, habit_of, wishes
from tests.ledger.programme import BEGINS
from tests.ledger.record import Recorder
from tests.ledger.steps import HOUR, MINUTE, Step
from tests.stories.club import CHANNEL, PARIS, Club

TEXT = Path(bot.demo.__file__).with_name("charter.md")


class Life:
    """A club, and what becomes of it; `answers`, `votes`, `accepted` are for whoever judges."""

    def __init__(self, club: Club) -> None:
        self.club, self.recorder = club, Recorder(club)
        self.services = club.prime.services
        self.rng = random.Random(programme.SEED + 2)
        self.calendar, self.ideas = programme.calendar(), programme.ideas()
        self.people: dict[str, Somebody] = {one.name: one for one in everybody()}
        self.events: dict[int, EventId] = {}
        self.topics: dict[str, TopicId] = {}
        self.ballots: dict[str, BallotId] = {}
        self.answers: dict[tuple[str, int], datetime] = {}
        self.votes: dict[tuple[str, str], datetime] = {}
        self.accepted: dict[tuple[str, int], datetime] = {}
        self.requested: dict[ClaimId, int] = {}
        self.decided: dict[ClaimId, datetime] = {}
        self.judged: dict[str, datetime] = {}
        """When the organisers answered to each topic."""
        self._enter()

    @property
    def now(self) -> datetime:
        """The clock's time."""
        return self.club.clock.now()

    def slack(self, name: str) -> SlackId:
        """As messages are addressed to them."""
        return self.people[name].slack_id

    def person(self, name: str) -> Person:
        """A member as they are now."""
        with self.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None, name
        return found

    def _enter(self) -> None:
        self.club.box.limits.enabled = False
        for one in self.people.values():
            if one.name != UNKNOWN:
                self.club.box.add_user(
                    one.slack_id,
                    name=one.handle,
                    real_name=one.name,
                    email=one.email,
                    tz=one.zone,
                    locale=one.locale,
                )
                self.club.box.workspace.channels[CHANNEL].members.add(one.slack_id)
        with self.services.db.begin() as session:
            for one in self.people.values():
                staff = one.role == "organiser"
                at = None if staff else add_company(session, one.company)
                self.club.members[one.name] = add_member(
                    session, one.name, email=one.email, company_id=at, role=Role(one.role)
                )
            for name, wished in wishes().items():
                save_wishes(session, self.club.members[name], wished)
        self.club.clock.set(BEGINS)
        self.club.prime.tick.sync()
        self.club.settle()

    # Time

    def lives(self, until: datetime) -> None:
        """Time passes, until then."""
        for when, act in sorted(self._steps(), key=lambda one: one[0]):
            if when >= until:
                break
            self.club.clock.set(max(when, self.now))
            if act is None:
                self.club.prime.tick.sweep()
                self.club.settle()
                self.club.prime.tick.mail()
                self.recorder.takes_down(when)
            else:
                act()

    def _steps(self) -> Iterator[Step]:
        """Acts, and sweeps when something may come due: at nine, in London too, and around each event."""
        days = [BEGINS + n * DAY for n in range(362)]
        for day in (one.astimezone(PARIS).date() for one in days):
            for hour in (time(9), time(10), time(14, 30)) if day.weekday() < 5 else (time(9),):
                yield datetime.combine(day, hour, tzinfo=PARIS), None
        yield from Convening(self).steps()
        yield from Choosing(self).steps()
        for number, (published, last) in enumerate(programme.CHARTERS, start=1):
            yield published, partial(self._publishes, last)
            yield published + MINUTE, None
            yield from self._accepts_all(number, published, datetime.combine(last, time(17), tzinfo=PARIS))

    def late(self, name: str, opens: datetime, limit: datetime) -> datetime | None:
        """When somebody does what is to be done by a limit; None for never."""
        match habit_of(list(self.people).index(name), name):
            case Habit.PROMPT:
                return opens + HOUR + self.rng.randrange(60 * 30) * MINUTE
            case Habit.USUAL:
                reminded = wall_minus(limit, 7 * DAY, PARIS)
                return max(opens + 2 * HOUR, reminded + self.rng.randrange(60 * 60) * MINUTE)
            case Habit.LAST:
                return max(opens + HOUR, limit - 20 * HOUR + self.rng.randrange(60 * 18) * MINUTE)
            case Habit.LATE:
                return limit + 6 * HOUR
            case Habit.NEVER:
                return None

    def members(self) -> list[str]:
        """Of whom an answer is expected, as far as they are in Slack."""
        return [one.name for one in self.people.values() if one.role == "member" and one.name != UNKNOWN]

    def office(self) -> list[str]:
        """Who organises."""
        return [one.name for one in self.people.values() if one.role == "organiser"]

    # The charter

    def _publishes(self, last: date) -> None:
        until = end_of_day(last, PARIS)
        text = TEXT.read_text("utf-8") + ("\n\nRelue en septembre." if self.accepted else "")
        draft = charter.CharterDraft(
            text, material=True, changes="Relue." if self.accepted else "", accept_by=until
        )
        with self.services.db.begin() as session:
            done = charter.publish(session, draft, self.club.members[ODILE], self.now)
        assert isinstance(done, Version), done

    def _accepts_all(self, number: int, published: datetime, limit: datetime) -> Iterator[Step]:
        yield limit - DAY, None
        for name in self.members():
            when = self.late(name, published, limit)
            if when is not None:
                yield min(when, limit - HOUR), partial(self._accepts, name, number)

    def _accepts(self, name: str, number: int) -> None:
        charter.accept(self.services, self.person(name), number, "fr", self.now)
        self.accepted[name, number] = self.now
