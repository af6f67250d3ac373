"""What must hold of a year of messages; each function names what does not, and nothing where all is well."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.calendar import DAY, after_working_days, wall_minus, within_working_hours
from club.digest import A_WEEK, WEEK
from club.ids import SlackId
from handlers import names
from handlers.kit.manners import UNASKED
from tests.decent import FOLLOW_UPS_AT_ONCE
from tests.ledger import programme
from tests.ledger.life import Life
from tests.ledger.people import NO_EVENTS
from tests.ledger.programme import WORK
from tests.ledger.record import FILES, Sent
from tests.stories.club import PARIS

DECENT = frozenset({*UNASKED, *FOLLOW_UPS_AT_ONCE, names.DAYBOOK, names.EVE, names.EVE_ORGANISER})
"""What keeps to people's hours; all else that comes at once answers an act, or cannot wait."""
GOING, VOTE, ASKS = "rsvp.going", "voting.open", "Vote"
"""The buttons that ask for an answer; one that leads to a vote that is cast, or over, is called otherwise."""
READ = ("Lire la charte", "Read the charter")
SOON = timedelta(days=4)


class Judge:
    """A life until `until`, looked at afterwards."""

    def __init__(self, life: Life, until: datetime) -> None:
        self.life, self.until = life, until
        self.sent = [one for one in life.recorder.sent if one.to.startswith("U")]
        self.of = {life.slack(name): name for name in life.people}
        self.by_person: dict[str, list[Sent]] = defaultdict(list)
        for one in sorted(self.sent, key=lambda one: one.at):
            self.by_person[self.of[SlackId(one.to)]].append(one)

    def faults(self) -> dict[str, list[str]]:
        """All that is wrong, by what was promised."""
        promises = {
            "a kind that nobody decided on": self.undecided_kinds(),
            "outside hours": self.outside_hours(),
            "two digests a day": self.digests_a_day(),
            "more than five a week": self.too_many_a_week(),
            "asked though answered": self.asked_though_answered(),
            "a deadline untold": self.untold(),
            "a request without two reminders": self.requests_let_down(),
            "a proposal not followed": self.proposals_let_down(),
            "told though never wanted": self.told_though_never(),
        }
        found = {promise: list(faults) for promise, faults in promises.items()}
        return {promise: faults for promise, faults in found.items() if faults}

    def unasked(self, name: str) -> list[Sent]:
        """What somebody was sent that nobody asked for."""
        return [one for one in self.by_person[name] if one.kind in UNASKED]

    # Manners

    def undecided_kinds(self) -> Iterable[str]:
        return sorted({one.kind for one in self.sent} - {*names.KINDS, FILES})

    def outside_hours(self) -> Iterator[str]:
        for one in self.sent:
            zone = ZoneInfo(self.life.people[self.of[SlackId(one.to)]].zone)
            if one.kind in DECENT and not within_working_hours(one.at, zone, WORK):
                yield f"{self.of[SlackId(one.to)]}: {one.kind} at {one.at.astimezone(zone)}"

    def digests_a_day(self) -> Iterator[str]:
        for name, sent in self.by_person.items():
            days = Counter(one.at.astimezone(PARIS).date() for one in sent if one.kind == names.DIGEST)
            yield from (f"{name}: {count} on {day}" for day, count in days.items() if count > 1)

    def too_many_a_week(self) -> Iterator[str]:
        for name in self.by_person:
            told = [one.at for one in self.unasked(name)]
            for moment in told:
                count = sum(moment - WEEK + timedelta(hours=1) < other <= moment for other in told)
                if count > A_WEEK:
                    yield f"{name}: {count} in the week to {moment}"

    def asked_though_answered(self) -> Iterator[str]:
        for (name, number), answered in self.life.answers.items():
            event_id = self.life.events[number]
            asked = [one for one in self.unasked(name) if one.has(GOING, event_id) and one.at > answered]
            yield from (f"{name}: {self.life.calendar[number].title} at {one.at}" for one in asked)
        for (name, title), voted in self.life.votes.items():
            asked = [one for one in self.unasked(name) if one.has(VOTE, self.life.ballots[title], ASKS)]
            yield from (f"{name}: {title} at {one.at}" for one in asked if one.at > voted)
        for (name, number), accepted in self.life.accepted.items():
            until = programme.CHARTERS[number][0] if number < len(programme.CHARTERS) else self.until
            asked = [one for one in self.unasked(name) if accepted < one.at < until and _asks_to_read(one)]
            yield from (f"{name}: charter {number} at {one.at}" for one in asked)

    def told_though_never(self) -> Iterator[str]:
        for one in self.by_person[NO_EVENTS]:
            if any(action == GOING for action, *_ in one.asks):
                yield f"{NO_EVENTS}: {one.text} at {one.at}"

    # Deadlines

    def untold(self) -> Iterator[str]:
        """Whoever had not answered when it was last of use to tell them, and was not told."""
        for name in self.life.members():
            yield from (f"{name}: {title}" for title in self._untold_events(name))
            yield from (f"{name}: {title}" for title in self._untold_votes(name))
            yield from (f"{name}: charter {number}" for number in self._untold_charters(name))

    def _untold_events(self, name: str) -> Iterator[str]:
        if name == NO_EVENTS:
            return
        for number, plan in enumerate(self.life.calendar):
            last, answered = wall_minus(plan.deadline, DAY, PARIS), self.life.answers.get((name, number))
            if plan.deadline > self.until or number == programme.CANCELLED or plan.published > last:
                continue
            in_time = answered is not None and answered < last
            if not in_time and not self._told(name, GOING, self.life.events[number], plan.deadline):
                yield plan.title

    def _untold_votes(self, name: str) -> Iterator[str]:
        for vote in programme.VOTES:
            closes = datetime.combine(vote.closes, vote.opens.time(), tzinfo=PARIS)
            voted = self.life.votes.get((name, vote.title))
            if closes > self.until or (voted and voted < closes - DAY):
                continue
            if not self._told(name, VOTE, self.life.ballots[vote.title], closes, ASKS):
                yield vote.title

    def _untold_charters(self, name: str) -> Iterator[int]:
        for number, (published, last) in enumerate(programme.CHARTERS, start=1):
            limit = datetime.combine(last, published.time(), tzinfo=PARIS)
            accepted = self.life.accepted.get((name, number))
            if limit > self.until or (accepted and accepted < limit - DAY):
                continue
            mine = [one for one in self.by_person[name] if published <= one.at < limit]
            if not any("charte" in one.said.lower() or "charter" in one.said.lower() for one in mine):
                yield number

    def _told(self, name: str, action: str, about: object, limit: datetime, label: str = "") -> bool:
        return any(one.has(action, about, label) and one.at < limit for one in self.by_person[name])

    # Follow-up

    def requests_let_down(self) -> Iterator[str]:
        for claim_id, number in self.life.requested.items():
            plan = self.life.calendar[number]
            if plan.starts > self.until or claim_id in self.life.decided or number == programme.MOVED:
                continue
            about = [one for one in self.sent if one.moment.startswith(f"claim:{claim_id}")]
            calls = {one.step for one in about if one.kind == names.REQUEST_DUE and one.at < plan.starts}
            if len(calls) < 2:
                yield f"claim {claim_id}, {plan.title}: {len(calls)} reminders before the start"

    def proposals_let_down(self) -> Iterator[str]:
        for idea in self.life.ideas:
            judged = self.life.judged.get(idea.title)
            for days, people in ((10, self.life.office()), (30, [idea.who])):
                due = after_working_days(idea.when, days + 2, PARIS, WORK)
                if due > self.until or (judged and judged < due):
                    continue
                told = [one for name in people for one in self.by_person[name] if idea.title in one.said]
                if not any(idea.when + SOON < one.at <= due for one in told):
                    yield f"{idea.title}: nobody spoke of it after {days} working days"


def _asks_to_read(one: Sent) -> bool:
    """Whether it is about a charter to accept, by itself or among others."""
    by_itself = one.kind in (names.CHARTER, names.CHARTER_NUDGE)
    return by_itself or any(label.startswith(READ) for *_, label in one.asks)
