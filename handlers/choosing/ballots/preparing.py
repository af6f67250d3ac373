"""Preparing a ballot: the options there are, drafts, plans. One transaction a function."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from club.ballots import (
    LONGEST_MOTION,
    Ballot,
    BallotState,
    Criterion,
    Method,
    Option,
    Purpose,
)
from club.ids import BallotId, MemberId, OptionId, TopicId, WorkId
from club.readiness import OpeningFault, faults_of
from club.topics import LIVING, Topic
from club.topics import TopicState as TopicState
from club.urn import names_a_company
from handlers.choosing.ballots import form, motion_form, opening
from handlers.choosing.ballots.form import Second
from handlers.choosing.ballots.form_view import LONGEST_TITLE, Stock
from handlers.choosing.ballots.motion_form import LONGEST_QUESTION
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome, BallotTrouble, Faults
from handlers.choosing.ballots.place import First
from handlers.kit.blocks import cut
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage.ballots import (
    add_ballot,
    count_weights,
    delete_ballot,
    get_ballot,
    get_electorate,
    lock_ballot,
    save_ballot,
    set_options,
)
from storage.database import Session
from storage.seen import first_time
from storage.topics import Query, find_topics, get_topic
from storage.works import find_works, list_unjudged, list_works

MOST_FOUND = 100
"""As many options as Slack shows for a search."""
FAR_MORE = 1000
"""More than a ballot may have: it is refused with the number, and not read to the end."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic or work in the list of a search."""

    id: int
    title: str
    shortlisted: bool = False


_OF_MOTIONS = {
    OpeningFault.NO_OPTION,
    OpeningFault.NO_QUESTION,
    OpeningFault.NO_TEXT,
    OpeningFault.TEXT_TOO_LONG,
    OpeningFault.TOO_MANY_OPTIONS,
}
"""What is wrong with resolutions: told at each one's field, or in its own form; the opening asks again."""


def get_stock(services: Services, first: First) -> Stock:
    """What such a ballot has to choose from, and whether a weight would name its company; its topic as a
    resolution."""
    with services.db.read() as session:
        shortlisted = find_topics(session, Query(states=(TopicState.SHORTLISTED,)), 0, 0)[1]
        living = find_topics(session, Query(states=LIVING), 0, 0)[1]
        works = list_unjudged(session, form.IN_A_SELECT) if first.purpose is Purpose.EVALUATION else []
        topic = get_topic(session, TopicId(first.topic_id)) if first.topic_id else None
        weights_name = names_a_company(count_weights(session))
    return Stock(shortlisted, living, weights_name, works, _put(topic) if topic else None)


def title_of(services: Services, topic_id: int) -> str:
    """A topic's title, as long as a ballot's may be; empty for none."""
    with services.db.read() as session:
        topic = get_topic(session, TopicId(topic_id))
    return cut(topic.title, LONGEST_TITLE) if topic else ""


def _put(topic: Topic) -> Option:
    """A topic as a resolution."""
    text = "\n\n".join(part for part in (topic.description, topic.why) if part)
    return Option(OptionId(0), cut(topic.title, LONGEST_QUESTION), text=cut(text, LONGEST_MOTION))


def first_faults(services: Services, first: First) -> Faults:
    """What is wrong with the first step already."""
    with services.db.read() as session:
        voters = get_electorate(session, first.unit).voters
    unheld = first.purpose is Purpose.EVALUATION and first.method is not Method.JUDGMENT
    checks: dict[str, tuple[OpeningFault, bool]] = {
        form.TITLE: (OpeningFault.NO_TITLE, not first.title.strip()),
        form.METHOD: (OpeningFault.NOT_JUDGMENT, unheld),
        form.UNIT: (OpeningFault.NO_VOTER, voters == 0),
    }
    return {name: fault for name, (fault, wrong) in checks.items() if wrong}


def find_choices(services: Services, purpose: Purpose, words: str) -> list[Choice]:
    """Living topics, shortlisted ones first, or works, that hold the words; as many as Slack shows."""
    with services.db.read() as session:
        if purpose is Purpose.EVALUATION:
            works = find_works(session, words, limit=MOST_FOUND).works
            return [Choice(work.id, f"{work.title} ({work.year})") for work in works]
        choices: list[Choice] = []
        for state in (TopicState.SHORTLISTED, TopicState.PROPOSED):
            query = Query(states=(state,), words=words)
            topics, _ = find_topics(session, query, 0, MOST_FOUND - len(choices))
            choices += [Choice(one.id, one.title, state is TopicState.SHORTLISTED) for one in topics]
        return choices


def create(
    services: Services, first: First, second: Second, by: MemberId, now: datetime, *, key: str = ""
) -> BallotOutcome:
    """A new draft, planned or opened at once if that is wanted; nothing is saved where a field is wrong.

    `key` names the form: sent twice, it makes one ballot.
    """
    with services.db.begin(long=True) as session:
        read = _read(session, services, first, second, None, now)
        if not isinstance(read, Ballot):
            return BallotOutcome(BallotChange.FAULTY, faults=read)
        if key and not first_time(session, f"ballot:{key}", now):
            return BallotOutcome(BallotChange.ALREADY_SAVED, read)
        saved = get_ballot(session, add_ballot(session, read, by, now))
        assert saved is not None
        return _saved(session, services, saved, second, by, now)


def change(
    services: Services,
    ballot_id: BallotId,
    seen: str,
    first: First,
    second: Second,
    by: MemberId,
    now: datetime,
) -> BallotOutcome:
    """Saves a draft or a planned ballot; `seen` is the revision that the form showed."""
    with services.db.begin(long=True) as session:
        old = lock_ballot(session, ballot_id)
        if refused := opening.not_prepared(old):
            return refused
        assert old is not None
        if revision(old) != seen:
            purpose = first.purpose
            return BallotOutcome(
                BallotChange.FAULTY, old, faults={form.block_of(form.OPTIONS, purpose): BallotTrouble.CHANGED}
            )
        read = _read(session, services, first, second, old, now)
        if not isinstance(read, Ballot):
            return BallotOutcome(BallotChange.FAULTY, old, faults=read)
        save_ballot(session, read)
        set_options(session, read.id, read.options)
        saved = get_ballot(session, read.id)
        assert saved is not None
        return _saved(session, services, saved, second, by, now)


def _saved(
    session: Session, services: Services, ballot: Ballot, second: Second, by: MemberId, now: datetime
) -> BallotOutcome:
    if second.fields[form.OPENING] == form.NOW:
        return opening.open_asked(session, services, ballot, now, by)
    return BallotOutcome(
        BallotChange.PLANNED if ballot.state is BallotState.PLANNED else BallotChange.SAVED, ballot
    )


def _read(
    session: Session, services: Services, first: First, second: Second, old: Ballot | None, now: datetime
) -> Ballot | Faults:
    """The ballot that the form makes, or every fault at its field."""
    if first.purpose is Purpose.MOTION:
        options, gone = _motions(second, old), False
    else:
        options, gone = _options(session, first.purpose, second)
    read = form.ballot_from(first, second, options, old, now, services.club.zone)
    at_options = form.block_of(form.OPTIONS, first.purpose)
    if not isinstance(read, Ballot):
        return {**read, at_options: BallotTrouble.OPTION_GONE} if gone else read
    faults: dict[str, OpeningFault | BallotTrouble] = {**motion_form.faults(second.motions)}
    for fault in faults_of(read, get_electorate(session, first.unit), now):
        if first.purpose is Purpose.MOTION and fault in _OF_MOTIONS:
            continue
        faults.setdefault(form.block_of(form.FIELD_OF[fault], first.purpose), fault)
    if gone:
        faults[at_options] = BallotTrouble.OPTION_GONE
    if second.fields[form.OPENING] != form.BY_HAND and not services.club.channel:
        faults[form.OPENING] = BallotTrouble.NO_CHANNEL
    return faults or read


def _motions(second: Second, old: Ballot | None) -> list[Option]:
    """The resolutions that are saved; of a new ballot, those that are typed."""
    if old is not None and old.purpose is Purpose.MOTION:
        return list(old.options)
    about = {1: second.topic or None}
    return [replace(one, topic_id=about.get(place)) for place, one in second.motions.items()]


def _options(session: Session, purpose: Purpose, second: Second) -> tuple[list[Option], bool]:
    """The options that were chosen; whether one of them is no longer there to be chosen."""
    if purpose is Purpose.EVALUATION:
        works = list_works(session, map(WorkId, second.chosen))
        made = [
            Option(OptionId(0), f"{work.title} ({work.year})", work_id=work.id, criterion=criterion)
            for work in works
            for criterion in Criterion
        ]
        return made, len(works) < len(second.chosen)
    chosen = [get_topic(session, TopicId(one)) for one in second.chosen[:FAR_MORE]]
    living = [one for one in chosen if one and one.state in LIVING]
    titles = {one.id: one.title for one in living}
    if second.all:
        kept, _ = find_topics(session, Query(states=(TopicState.SHORTLISTED,)), 0, FAR_MORE)
        titles |= {one.id: one.title for one in kept}
    return list(_of_topics(titles.items())), len(living) < len(chosen)


def _of_topics(titles: Iterable[tuple[TopicId, str]]) -> Iterable[Option]:
    return (Option(OptionId(0), title, topic_id=topic_id) for topic_id, title in titles)


def delete(services: Services, ballot_id: BallotId) -> BallotOutcome:
    """Forgets a ballot that never opened."""
    with services.db.begin() as session:
        ballot = lock_ballot(session, ballot_id)
        if refused := opening.not_prepared(ballot):
            return refused
        assert ballot is not None
        delete_ballot(session, ballot_id)
        return BallotOutcome(BallotChange.DELETED, replace(ballot, options=()))
