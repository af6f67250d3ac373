"""Last year's ballot again: its rules and texts, today's shortlist, dates a year later (article CHOISIR)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from club.ballots import Ballot, BallotState, Criterion, Option, Purpose
from club.ids import BallotId, MemberId, OptionId
from club.readiness import OpeningFault
from club.topics import TopicState as TopicState
from club.yearly import anniversary, due_from, title_on, years_on
from handlers import names
from handlers.choosing.ballots import form
from handlers.choosing.ballots.consulting import as_of_today
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome, BallotTrouble, Faults
from handlers.kit import organisers
from handlers.kit.interaction import Interaction
from handlers.kit.services import Services
from storage.ballots import add_ballot, get_ballot, get_last_choice, subject_of_ballot
from storage.database import Session
from storage.seen import first_time
from storage.topics import Query, find_topics
from storage.works import count_unjudged, list_unjudged

ASKED = (form.TITLE, form.OPEN_DAY, form.OPEN_TIME, form.CLOSE_DAY, form.CLOSE_TIME)
FAR_MORE = 10_000
"""No club has so many topics shortlisted: all of them."""


@dataclass(frozen=True, slots=True)
class YearlyChoice:
    """What the form of last year's ballot says."""

    title: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class YearlyProposal:
    """What is proposed of a ballot that is over: title and dates, years later; and how much it is about."""

    ballot: Ballot
    wish: YearlyChoice
    options: int


@dataclass(frozen=True, slots=True)
class Due:
    """What organisers are told before the anniversary of a choice."""

    ballot: Ballot
    date: datetime
    """The anniversary."""
    shortlisted: int
    works: int
    """How many works delivered no ballot has judged."""


def propose(services: Services, ballot_id: BallotId, now: datetime) -> YearlyProposal | BallotOutcome:
    """What the form shows, or why the ballot is not to be held again."""
    with services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
        if ballot is None or ballot.state is not BallotState.CLOSED:
            return BallotOutcome(BallotChange.NOT_OVER if ballot else BallotChange.GONE, ballot)
        opens, closes = ballot.opens_at, ballot.closes_at
        assert opens is not None, "it was open"
        assert closes is not None, "it was open"
        years = years_on(opens, now, services.club.zone)
        later = (anniversary(one, years, services.club.zone) for one in (opens, closes))
        return YearlyProposal(
            ballot, YearlyChoice(title_on(ballot.title, years), *later), len(_options(session, ballot))
        )


def asked(interaction: Interaction, now: datetime, zone: tzinfo) -> YearlyChoice | Faults:
    """The form, or what is wrong with it, at its fields."""
    reader = form.BallotFormReader({name: interaction.entered(name) for name in ASKED}, zone)
    opens = reader.instant(form.OPEN_DAY, form.OPEN_TIME)
    closes = reader.instant(form.CLOSE_DAY, form.CLOSE_TIME)
    title = reader.said(form.TITLE)
    if not title:
        reader.faults[form.TITLE] = OpeningFault.NO_TITLE
    if opens and opens <= now:
        reader.faults[form.OPEN_DAY] = BallotTrouble.OPENS_IN_PAST
    if opens and closes and closes <= opens:
        reader.faults[form.CLOSE_DAY] = OpeningFault.CLOSES_BEFORE_OPENING
    if reader.faults or opens is None or closes is None:
        return reader.faults
    return YearlyChoice(title, opens, closes)


def hold_again(
    services: Services, ballot_id: BallotId, wish: YearlyChoice, by: MemberId, now: datetime, *, key: str
) -> BallotOutcome:
    """A draft like the ballot that is over. `key` names the form: sent twice, it makes one."""
    with services.db.begin() as session:
        last = get_ballot(session, ballot_id)
        if last is None or last.state is not BallotState.CLOSED:
            return BallotOutcome(BallotChange.NOT_OVER if last else BallotChange.GONE, last)
        if not first_time(session, f"ballot:again:{key}", now):
            return BallotOutcome(BallotChange.ALREADY_SAVED, replace(last, title=wish.title))
        draft = _copy(last, wish, _options(session, last))
        return BallotOutcome(BallotChange.AGAIN, get_ballot(session, add_ballot(session, draft, by, now)))


def _copy(last: Ballot, wish: YearlyChoice, options: Sequence[Option]) -> Ballot:
    """Its rules as they stand today; a quorum given as a share is counted anew at the opening."""
    rules = replace(as_of_today(last), seed="")
    return Ballot(
        id=BallotId(0),
        title=wish.title,
        purpose=last.purpose,
        rules=replace(rules, quorum=0) if rules.quorum_share else rules,
        state=BallotState.DRAFT,
        opens_at=wish.opens_at,
        closes_at=wish.closes_at,
        options=tuple(options),
    )


def _options(session: Session, last: Ballot) -> list[Option]:
    """Today's shortlist; works that no ballot judged; the same resolutions, of no topic: that is decided."""
    if last.purpose is Purpose.MOTION:
        return [replace(one, topic_id=None) for one in last.options]
    if last.purpose is Purpose.EVALUATION:
        return [
            Option(OptionId(0), title, work_id=work, criterion=one)
            for work, title in list_unjudged(session)
            for one in Criterion
        ]
    kept, _ = find_topics(session, Query(states=(TopicState.SHORTLISTED,)), 0, FAR_MORE)
    return [Option(OptionId(0), one.title, topic_id=one.id) for one in kept]


def foresee(services: Services, _since: datetime, now: datetime) -> None:
    """Tells organisers, once a year, that the choice is due: `Club.choice_ahead` before last year's date."""
    with services.db.read() as session:
        last = get_last_choice(session)
    if last is None or last.state is not BallotState.CLOSED or last.opens_at is None:
        return
    date = _date(last.opens_at, now, services.club.zone)
    if now < due_from(date, services.club.zone, timedelta(days=services.club.choice_ahead)):
        return
    with services.db.begin() as session:
        subject = subject_of_ballot(last.id)
        organisers.tell(session, names.CHOICE_DUE, subject, f"{date:%Y-%m-%d}", now)


def due(session: Session, ballot_id: BallotId, now: datetime, zone: tzinfo) -> Due | None:
    """What is to be prepared; None where a choice after that one is being prepared already."""
    last = get_last_choice(session)
    if last is None or last.id != ballot_id or last.opens_at is None:
        return None
    _, shortlisted = find_topics(session, Query(states=(TopicState.SHORTLISTED,)), 0, 0)
    return Due(last, _date(last.opens_at, now, zone), shortlisted, count_unjudged(session))


def _date(opened: datetime, now: datetime, zone: tzinfo) -> datetime:
    return anniversary(opened, years_on(opened, now, zone), zone)
