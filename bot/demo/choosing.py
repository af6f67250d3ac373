"""How the demo's club chooses and evaluates: topics, ballots and works, through the services of clicks."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from secrets import token_bytes

from bot.demo import choices
from bot.demo.choices import Idea
from bot.demo.house import Act, House, paris
from bot.demo.people import ODILE
from club.ballots import Ballot, Method, Option, Purpose, Secrecy, Stance, Unit
from club.groups import GroupShares, GroupState
from club.ids import BallotId, CompanyId, GroupId, OptionId, TopicId, UseId, VoterId, WorkId
from club.topics import Proposal, TopicStep
from club.urn import receipt
from club.uses import Use
from club.works import Level, Work
from handlers.choosing.ballots import form, preparing
from handlers.choosing.ballots.form import Second
from handlers.choosing.ballots.outcomes import BallotChange
from handlers.choosing.ballots.place import First
from handlers.choosing.groups import room
from handlers.choosing.groups import service as groups
from handlers.choosing.topics import deciding
from handlers.choosing.topics import service as topics
from handlers.choosing.topics.outcomes import TopicOutcome
from handlers.choosing.voting import service as voting
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.ticket import Ticket
from handlers.choosing.works import service as works
from handlers.choosing.works import use_service
from handlers.kit.return_to import revision
from storage.people import list_companies

Marking = Callable[[Ballot], FilledVote]
GROUP = GroupId(1)
TAKES = {TopicStep.SHORTLISTED: "topics.shortlist", TopicStep.DECLINED: "topics.decline"}
"""By which entry the organisers take a step."""
RANDOM = 5
"""Bytes of a receipt."""


def choosing(house: House) -> Iterable[tuple[datetime, Act]]:
    """What happens when, in any order."""
    tale = _Choosing(house)
    yield from tale.topics()
    yield from tale.deciding()
    yield from tale.autumn()
    yield from tale.works()
    yield from tale.group()
    yield from tale.open_ballots()
    yield from tale.resolution()


class _Choosing:
    def __init__(self, house: House) -> None:
        self.house = house
        self.services = house.prime.services
        self.topic_ids: dict[str, TopicId] = {}
        self.work_ids: list[WorkId] = []
        self.ballots: dict[str, BallotId] = {}

    @property
    def now(self) -> datetime:
        return self.house.clock.now()

    # Topics

    def topics(self) -> Iterable[tuple[datetime, Act]]:
        """Each is proposed, then supported and spoken of over the hours that follow."""
        for idea in choices.IDEAS:
            when = paris(idea.when)
            yield when, self._proposes(idea)
            for number, name in enumerate(idea.supporters, start=1):
                yield when + timedelta(minutes=17 * number), self._supports(idea, name)
            who, said = idea.comment
            if said:
                yield when + timedelta(minutes=100), self._comments(idea, who, said)

    def _proposes(self, idea: Idea) -> Act:
        def act() -> None:
            proposal = Proposal(idea.kind, idea.title, idea.description, idea.why)
            person, seen = self.house.person(idea.who), set(self.topic_ids.values())
            done = topics.propose(self.services, person, proposal, seen, self.now)
            assert isinstance(done, TopicOutcome), done
            assert done.shown, done
            self.topic_ids[idea.title] = done.shown.topic.id

        return act

    def _supports(self, idea: Idea, name: str) -> Act:
        return lambda: topics.support(self.services, self._topic(idea), self.house.person(name), self.now)

    def _comments(self, idea: Idea, name: str, said: str) -> Act:
        return lambda: topics.comment(
            self.services, self._topic(idea), self.house.person(name), said, self.now
        )

    def _topic(self, idea: Idea) -> TopicId:
        return self.topic_ids[idea.title]

    def deciding(self) -> Iterable[tuple[datetime, Act]]:
        """The organisers answer."""
        for when, ideas in choices.SHORTLISTED:
            for minute, idea in enumerate(ideas):
                yield paris(when) + timedelta(minutes=minute), self._takes(idea, TopicStep.SHORTLISTED)
        when, idea, into = choices.MERGED
        yield paris(when), self._merges(idea, into)
        when, idea, reason = choices.DECLINED
        yield paris(when), self._takes(idea, TopicStep.DECLINED, reason)

    def _takes(self, idea: Idea, step: TopicStep, reason: str = "") -> Act:
        def act() -> None:
            odile = self.house.person(ODILE)
            with self.house.acts(TAKES[step]):
                done = deciding.take(self.services, self._topic(idea), step, odile, self.now, reason)
            assert done.done, done

        return act

    def _merges(self, idea: Idea, into: Idea) -> Act:
        def act() -> None:
            odile = self.house.person(ODILE)
            with self.house.acts("topics.merge"):
                done = deciding.merge(self.services, self._topic(idea), self._topic(into), odile, self.now)
            assert done.done, done

        return act

    # Ballots

    def autumn(self) -> Iterable[tuple[datetime, Act]]:
        """The vote that is over: two studies were chosen."""
        ideas = (choices.HEAT, choices.PUMPS, choices.TWINS, choices.AIR)
        numbers = {form.SEATS: "2", form.MOST: "3", form.QUORUM: "7"}
        first = First(Purpose.SELECTION, choices.AUTUMN)
        yield paris("2026-10-19 10:00"), self._opens(first, "2026-11-06", numbers, ideas)
        start = paris("2026-10-19 13:00")
        yield from self._votes(start, choices.AUTUMN, choices.AUTUMN_VOTES, _approved)
        yield from self._closes("2026-11-06")

    def open_ballots(self) -> Iterable[tuple[datetime, Act]]:
        """A confidential ballot of companies that some have voted in, and a sealed one of members."""
        year = (choices.AIR, choices.STORAGE, choices.STEAM, choices.HYDROGEN)
        numbers = {form.SEATS: "2", form.MOST: "3", form.QUORUM: "6"}
        first = First(Purpose.SELECTION, choices.YEAR)
        yield paris("2026-12-18 11:30"), self._opens(first, "2027-01-15", numbers, year)
        yield from self._votes(paris("2026-12-18 14:00"), choices.YEAR, choices.YEAR_VOTES, _approved)
        ranked = (choices.TWINS, choices.KILNS, choices.BUYING)
        first = First(Purpose.SELECTION, choices.SEALED, Method.RANKING, Unit.MEMBER, Secrecy.SEALED)
        yield paris("2026-12-18 15:00"), self._opens(first, "2027-01-20", {form.SEATS: "1"}, ranked)
        yield from self._votes(paris("2026-12-18 16:20"), choices.SEALED, choices.SEALED_VOTES, _ranked)

    def resolution(self) -> Iterable[tuple[datetime, Act]]:
        """A resolution that some companies have voted on."""
        title, question, text = choices.RESOLUTION
        first, asked = First(Purpose.MOTION, title, Method.MOTION), Option(OptionId(0), question, text=text)
        yield paris("2026-12-18 12:10"), self._opens(first, "2027-01-18", {form.QUORUM: "5"}, motion=asked)
        for number, (name, stance) in enumerate(choices.RESOLUTION_VOTES.items()):
            when = paris("2026-12-18 14:10") + timedelta(minutes=21 * number)
            yield when, self._casts(title, name, _answering(stance))

    def _opens(
        self,
        first: First,
        closes: str,
        numbers: Mapping[str, str],
        ideas: tuple[Idea, ...] = (),
        motion: Option | None = None,
    ) -> Act:
        """Prepared and opened at once; an evaluation is of every work there is."""

        def act() -> None:
            fields = dict.fromkeys(form.FIELDS, "") | dict(numbers)
            fields |= {form.OPENING: form.NOW, form.CLOSE_DAY: closes, form.CLOSE_TIME: "18:00"}
            chosen = [self._topic(idea) for idea in ideas] or self.work_ids
            odile = self.house.person(ODILE)
            second = Second(fields, chosen, motions={1: motion} if motion else {})
            with self.house.acts("ballots.second"):
                done = preparing.create(self.services, first, second, odile.id, self.now)
            assert done.result is BallotChange.OPENED, done
            assert done.ballot, done
            self.ballots[first.title] = done.ballot.id
            self.house.settle()  # the card stands where it was opened, not below what was said since

        return act

    def _votes(
        self,
        start: datetime,
        title: str,
        votes: Mapping[str, tuple[Idea, ...]],
        marked: Callable[[Ballot, tuple[Idea, ...]], FilledVote],
    ) -> Iterable[tuple[datetime, Act]]:
        for number, (name, ideas) in enumerate(votes.items()):
            when = start + timedelta(minutes=21 * number)
            yield when, self._casts(title, name, _marking(marked, ideas))

    def _casts(self, title: str, name: str, marking: Marking) -> Act:
        def act() -> None:
            ballot_id, person = self.ballots[title], self.house.person(name)
            booth = voting.enter(self.services, ballot_id, VoterId(0), person, self.now)
            assert isinstance(booth, voting.Booth), booth
            sealed = booth.ballot.rules.secrecy is Secrecy.SEALED
            ticket = Ticket(ballot_id, booth.voter.id, receipt=receipt(token_bytes(RANDOM)) if sealed else "")
            done = voting.cast(self.services, ticket, person, marking(booth.ballot), self.now)
            assert isinstance(done, voting.Recorded), done

        return act

    def _closes(self, day: str) -> Iterable[tuple[datetime, Act]]:
        """The sweep that closes, and the one that tells the result."""
        for minute in (0, 1):
            yield paris(f"{day} 18:00") + timedelta(minutes=minute), self.house.prime.tick.sweep

    # Works

    def works(self) -> Iterable[tuple[datetime, Act]]:
        """Two editions of the barometer, and what the club thought of them."""
        summary = "Vingt indicateurs, {sites} sites, anonymes."
        yield paris("2026-11-12 09:30"), self._delivers(2025, summary.format(sites=19))
        yield paris("2026-11-12 09:40"), self._delivers(2026, summary.format(sites=27))
        first = First(Purpose.EVALUATION, choices.EVALUATION, Method.JUDGMENT)
        yield paris("2026-11-16 10:00"), self._opens(first, "2026-11-27", {form.QUORUM: "5"})
        start = paris("2026-11-16 14:00")
        for number, name in enumerate(choices.GRADED):
            yield start + timedelta(minutes=26 * number), self._casts(first.title, name, self._grading(name))
        yield from self._closes("2026-11-27")
        for when, who, place, link, cited in choices.USES:
            yield paris(when), self._uses(who, place, link, cited=cited)

    def group(self) -> Iterable[tuple[datetime, Act]]:
        """The study that autumn's vote chose first, and the companies that work on it."""
        yield paris("2026-12-02 11:20"), self._opens_group(choices.HEAT)
        for number, (name, shares) in enumerate(choices.BROUGHT.items()):
            yield paris("2026-12-02 14:10") + timedelta(minutes=47 * number), self._joins(name, shares)
        lead = next(iter(choices.BROUGHT))
        yield paris("2026-12-03 09:35"), self._leads(lead)
        yield paris("2026-12-03 10:05"), self._meets_apart(lead)

    def _opens_group(self, idea: Idea) -> Act:
        def act() -> None:
            who = self._topic(idea), idea.title, choices.PURPOSE, self.house.person(ODILE)
            assert groups.open_group(self.services, *who, self.now) == GROUP

        return act

    def _joins(self, name: str, shares: GroupShares) -> Act:
        def act() -> None:
            done = groups.join(self.services, GROUP, self.house.person(name), shares, self.now)
            assert done is groups.GroupDone.DONE, done

        return act

    def _meets_apart(self, lead: str) -> Act:
        def act() -> None:
            self.house.box.grant("groups:write")
            done = room.want(self.services, GROUP, self.house.person(lead), self.now)
            assert done is groups.GroupDone.DONE, done
            made = room.keep(self.services, GROUP, self.now)
            assert made is not None
            assert made.channel

        return act

    def _leads(self, name: str) -> Act:
        def act() -> None:
            odile, lead = self.house.person(ODILE), self.house.members[name]
            shown = groups.find(self.services, GROUP, odile)
            assert shown
            form = groups.GroupForm(shown.group.title, shown.group.purpose, GroupState.UNDER_WAY, lead)
            done = groups.change(self.services, GROUP, revision(shown.group), form, odile, self.now)
            assert done is groups.GroupDone.DONE, done

        return act

    def _uses(self, who: str, place: str, link: str, *, cited: bool) -> Act:
        def act() -> None:
            work, year, member = self.work_ids[-1], self.now.year, self.house.person(who).id
            done = use_service.tell(
                self.services, Use(UseId(0), work, place, year, cited, link, member, self.now)
            )
            assert not done.faults, done

        return act

    def _delivers(self, year: int, summary: str) -> Act:
        def act() -> None:
            link = choices.BAROMETER_LINK.format(year=year)
            topic = self._topic(choices.BAROMETER) if self.work_ids else None
            previous = self.work_ids[-1] if self.work_ids else None
            work = Work(
                *(WorkId(0), choices.BAROMETER.title, year, link, summary, topic, previous),
                level=Level.PUBLIC,
                company_ids=self._owners(),
            )
            with self.house.acts("works.form"):
                done = works.add(self.services, work, self.house.person(ODILE).id, self.now)
            assert done.work, done
            assert not done.faults, done
            self.work_ids.append(done.work.id)

        return act

    def _owners(self) -> tuple[CompanyId, ...]:
        with self.services.db.read() as session:
            ids = {name: company_id for company_id, name in list_companies(session)}
        return tuple(sorted(ids[name] for name in choices.BAROMETER_OWNERS))

    def _grading(self, name: str) -> Marking:
        def marking(ballot: Ballot) -> FilledVote:
            *editions, remark = choices.GRADED[name]
            marks = {
                option.id: grades[choices.CRITERIA.index(option.criterion)]
                for work_id, grades in zip(self.work_ids, editions, strict=True)
                for option in ballot.options
                if option.work_id == work_id and option.criterion
            }
            return FilledVote(marks, {self.work_ids[-1]: remark} if remark else {})

        return marking


def _marking(marked: Callable[[Ballot, tuple[Idea, ...]], FilledVote], ideas: tuple[Idea, ...]) -> Marking:
    return lambda ballot: marked(ballot, ideas)


def _answering(stance: Stance) -> Marking:
    return lambda ballot: FilledVote({option.id: stance.value for option in ballot.options})


def _approved(ballot: Ballot, ideas: tuple[Idea, ...]) -> FilledVote:
    return FilledVote({_option(ballot, idea): 1 for idea in ideas})


def _ranked(ballot: Ballot, ideas: tuple[Idea, ...]) -> FilledVote:
    return FilledVote({_option(ballot, idea): rank for rank, idea in enumerate(ideas, start=1)})


def _option(ballot: Ballot, idea: Idea) -> OptionId:
    return next(option.id for option in ballot.options if option.title == idea.title)
