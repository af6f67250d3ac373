"""What the club chooses: topics proposed and answered, or not; ballots that some vote in."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from bot.demo.people import ODILE
from club.ballots import Ballot, Grade, Method, Purpose, Unit
from club.calendar import DAY
from club.ids import TopicId, VoterId, WorkId
from club.topics import Proposal, TopicStep
from club.works import Work
from handlers.choosing.ballots import form as ballot_form
from handlers.choosing.ballots import preparing
from handlers.choosing.ballots.form import Second
from handlers.choosing.ballots.place import First
from handlers.choosing.topics import deciding
from handlers.choosing.topics import service as topics
from handlers.choosing.topics.outcomes import TopicOutcome
from handlers.choosing.voting import service as voting
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.ticket import Ticket
from handlers.choosing.works import service as works
from tests.ledger import programme
from tests.ledger.programme import Idea, Vote
from tests.ledger.steps import HOUR, MINUTE, Step
from tests.stories.club import PARIS

if TYPE_CHECKING:
    from tests.ledger.life import Life


class Choosing:
    """Each topic's and each ballot's acts."""

    def __init__(self, life: "Life") -> None:
        self.life, self.services = life, life.services

    def steps(self) -> Iterator[Step]:
        """All of them."""
        for idea in self.life.ideas:
            yield from self._of_topic(idea)
        for vote in programme.VOTES:
            yield from self._of_vote(vote)

    # Topics

    def _of_topic(self, idea: Idea) -> Iterator[Step]:
        yield idea.when, lambda: self._proposes(idea)
        yield idea.when + 2 * MINUTE, None
        for number, name in enumerate(idea.behind, start=1):
            yield idea.when + 19 * number * MINUTE, partial(self._supports, idea, name)
        if idea.answered:
            yield idea.answered, lambda: self._takes(idea)

    def _proposes(self, idea: Idea) -> None:
        proposal = Proposal(idea.kind, idea.title, "À préciser ensemble.", "")
        seen = set(self.life.topics.values())
        done = topics.propose(self.services, self.life.person(idea.who), proposal, seen, self.life.now)
        assert isinstance(done, TopicOutcome), done
        assert done.shown, done
        self.life.topics[idea.title] = done.shown.topic.id

    def _supports(self, idea: Idea, name: str) -> None:
        topics.support(self.services, self.life.topics[idea.title], self.life.person(name), self.life.now)

    def _takes(self, idea: Idea) -> None:
        step = TopicStep.SHORTLISTED if idea.taken else TopicStep.DECLINED
        reason = "" if idea.taken else "Le budget de l’année est engagé."
        deciding.take(
            self.services,
            self.life.topics[idea.title],
            step,
            self.life.person(ODILE),
            self.life.now,
            reason,
        )
        self.life.judged[idea.title] = self.life.now

    # Ballots

    def _of_vote(self, vote: Vote) -> Iterator[Step]:
        closes = datetime.combine(vote.closes, time(18), tzinfo=PARIS)
        yield vote.opens, lambda: self._opens(vote)
        yield from ((vote.opens + MINUTE, None), (closes - DAY, None), (closes - DAY - HOUR, None))
        yield from ((closes + number * MINUTE, None) for number in range(3))
        for name in self.life.members():
            when = self.life.late(name, vote.opens, closes)
            if when is not None and when < closes:
                yield when, partial(self._casts, vote, name)

    def _opens(self, vote: Vote) -> None:
        purpose, method = Purpose.SELECTION, Method.APPROVAL
        chosen: list[TopicId] | list[WorkId] = [
            self.life.topics[one.title] for one in self.life.ideas if one.taken and self._is_kept(one)
        ][-6:]
        if vote.evaluates:
            purpose, method = Purpose.EVALUATION, Method.JUDGMENT
            work = Work(WorkId(0), "Guide Purgeurs", 2027, "https://club.example/guide.pdf", "Trente pages.")
            done = works.add(self.services, work, self.life.club.members[ODILE], self.life.now)
            assert done.work, done
            chosen = [done.work.id]
        fields = dict.fromkeys(ballot_form.FIELDS, "") | {ballot_form.SEATS: "2", ballot_form.MOST: "2"}
        fields |= {ballot_form.OPENING: ballot_form.NOW, ballot_form.CLOSE_DAY: f"{vote.closes}"}
        fields |= {ballot_form.CLOSE_TIME: "18:00"}
        first = First(purpose, vote.title, method, Unit.MEMBER)
        made = preparing.create(
            self.services, first, Second(fields, chosen), self.life.club.members[ODILE], self.life.now
        )
        assert made.ballot, made
        self.life.ballots[vote.title] = made.ballot.id

    def _is_kept(self, idea: Idea) -> bool:
        judged = self.life.judged.get(idea.title)
        return judged is not None and judged < self.life.now

    def _casts(self, vote: Vote, name: str) -> None:
        ballot_id, person = self.life.ballots[vote.title], self.life.person(name)
        booth = voting.enter(self.services, ballot_id, VoterId(0), person, self.life.now)
        assert isinstance(booth, voting.Booth), (name, booth)
        done = voting.cast(
            self.services,
            Ticket(ballot_id, booth.voter.id),
            person,
            _marked(booth.ballot),
            self.life.now,
        )
        assert isinstance(done, voting.Recorded), (name, done)
        self.life.votes[name, vote.title] = self.life.now


def _marked(ballot: Ballot) -> FilledVote:
    if ballot.rules.method is Method.JUDGMENT:
        return FilledVote({option.id: list(Grade)[-2].value for option in ballot.options})
    return FilledVote({ballot.options[0].id: 1})
