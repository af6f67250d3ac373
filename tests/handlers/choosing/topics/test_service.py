"""Acts on topics at the same instant, twice, and on what is not there; on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from club.ids import SlackId, TopicId
from club.topics import Proposal, Refusal, State, Step
from handlers import names
from handlers.choosing.topics import deciding, service
from handlers.choosing.topics.outcomes import Did, Outcome
from handlers.choosing.topics.reading import Full, read
from storage.outbox import claim_due
from storage.people import Person, Role
from storage.postings import Posting
from storage.topics import get_topic
from tests.handlers.events.guests.house import NOW, House

STUDY = Proposal("study", "Récupération de chaleur fatale", "Nos fours")
GONE = TopicId(99)


@pytest.fixture
def ana(house: House) -> Person:
    return house.joins("Ana Berger")


@pytest.fixture
def odile(house: House) -> Person:
    return house.joins("Odile Garnier", "ALLICE", Role.ORGANISER)


def proposed(house: House, person: Person, title: str = STUDY.title) -> TopicId:
    found = service.propose(house.desk, person, Proposal("study", title), range(1, 50), NOW)  # type: ignore[arg-type]
    assert isinstance(found, Outcome)
    assert found.shown is not None
    return found.shown.topic.id


def at_once(*acts: Callable[[], object]) -> list[object]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(act) for act in acts]]


def due(house: House, kind: str) -> list[Posting]:
    with house.desk.db.begin() as session:
        return [one for one in claim_due(session, NOW + timedelta(days=1), 500) if one.kind == kind]


def whole(house: House, topic_id: TopicId, person: Person) -> Full:
    found = read(house.desk, topic_id, person)
    assert found is not None
    return found


def test_the_same_proposal_sent_twice_at_once_is_one_topic(house: House, ana: Person) -> None:
    act = lambda: service.propose(house.desk, ana, STUDY, (), NOW)  # noqa: E731
    found = at_once(*[act] * 4)
    assert all(isinstance(one, Outcome) for one in found)
    assert sorted(one.again for one in found if isinstance(one, Outcome)) == [False, True, True, True]
    assert len(due(house, names.TOPIC_CARD)) == 1


def test_many_support_at_once_and_each_counts_once(house: House, ana: Person) -> None:
    topic_id = proposed(house, ana)
    people = [house.joins(f"Membre {number}", f"Entreprise {number % 3}") for number in range(9)]
    at_once(
        *[lambda one=one: service.support(house.desk, topic_id, one, NOW) for one in [*people, *people]]  # type: ignore[misc]
    )
    topic = whole(house, topic_id, ana).shown.topic
    assert (topic.supporters, topic.companies) == (10, 4)


def test_mergers_crosswise_leave_one_open_topic(house: House, ana: Person, odile: Person) -> None:
    one, other = proposed(house, ana), proposed(house, ana, "Chaudière biomasse")
    found = at_once(
        lambda: deciding.merge(house.desk, one, other, odile, NOW),
        lambda: deciding.merge(house.desk, other, one, odile, NOW),
    )
    results = {outcome.result for outcome in found if isinstance(outcome, Outcome)}
    assert results in ({Did.MERGED, Refusal.TARGET}, {Did.MERGED, Refusal.MERGED})
    with house.desk.db.read() as session:
        states = {topic.state for one in (one, other) if (topic := get_topic(session, one))}
    assert states == {State.PROPOSED, State.MERGED}


def test_the_first_decision_on_a_wish_wins_at_the_same_instant(
    house: House, ana: Person, odile: Person
) -> None:
    one, other = proposed(house, ana), proposed(house, ana, "Chaudière biomasse")
    deciding.ask_merger(house.desk, one, other, ana, "", NOW)
    found = at_once(
        lambda: deciding.grant(house.desk, 1, odile, NOW),
        lambda: deciding.turn_down(house.desk, 1, odile, "Non", NOW),
    )
    results = [outcome.result for outcome in found if isinstance(outcome, Outcome)]
    assert results.count(Refusal.DECIDED) == 1
    assert len(due(house, names.TOPIC_CHANGED)) == 1


def test_a_merger_goes_with_what_went_into_it_before_and_can_be_undone(
    house: House, ana: Person, odile: Person
) -> None:
    titles = ("Chaleur fatale", "Chaudière biomasse", "Hydrogène vert")
    first, second, third = (proposed(house, ana, title) for title in titles)
    service.comment(house.desk, first, ana, "Un mot", NOW)
    assert deciding.merge(house.desk, first, second, odile, NOW).result is Did.MERGED
    assert deciding.merge(house.desk, first, second, odile, NOW).again
    assert deciding.merge(house.desk, second, third, odile, NOW).result is Did.MERGED
    found = whole(house, third, ana)
    assert [title for _, title in found.merged] == list(titles[:2])
    assert [(one.text, one.of) for one in found.comments] == [("Un mot", "Chaleur fatale")]
    assert whole(house, first, ana).shown.into == "Hydrogène vert"
    assert deciding.merge(house.desk, third, first, odile, NOW).result is Refusal.TARGET
    assert deciding.merge(house.desk, third, third, odile, NOW).result is Refusal.ITSELF
    assert deciding.take(house.desk, first, Step.REOPENED, odile, NOW).result is Did.REOPENED
    assert whole(house, first, ana).total == 1
    assert whole(house, third, ana).total == 0


def test_what_is_not_there_is_said_to_be_gone(house: House, ana: Person, odile: Person) -> None:
    desk, there = house.desk, proposed(house, ana)
    results = [
        service.support(desk, GONE, ana, NOW),
        service.drop(desk, GONE, ana, NOW),
        service.comment(desk, GONE, ana, "x", NOW),
        service.edit(desk, GONE, ana, STUDY, "", NOW),
        service.withdraw(desk, GONE, ana, NOW),
        deciding.take(desk, GONE, Step.SHORTLISTED, odile, NOW),
        deciding.merge(desk, GONE, there, odile, NOW),
        deciding.merge(desk, there, GONE, odile, NOW),
        deciding.ask_merger(desk, GONE, there, ana, "", NOW),
        deciding.grant(desk, 99, odile, NOW),
        deciding.turn_down(desk, 99, odile, "x", NOW),
    ]
    assert {outcome.result for outcome in results} == {Refusal.GONE}


def test_each_change_is_told_once_and_never_to_who_made_it(house: House, ana: Person, odile: Person) -> None:
    topic_id = proposed(house, ana)
    paul, gone = house.joins("Paul Mercier"), house.joins("Zoé Martin")
    for person in (paul, gone, odile):
        service.support(house.desk, topic_id, person, NOW)
    service.drop(house.desk, topic_id, gone, NOW)
    for _ in range(2):
        deciding.take(house.desk, topic_id, Step.SHORTLISTED, odile, NOW)
    told = [one.recipient for one in due(house, names.TOPIC_CHANGED)]
    assert sorted(told) == sorted(SlackId(str(one.slack_id)) for one in (ana, paul))
    assert service.withdraw(house.desk, topic_id, ana, NOW).result is Refusal.SHORTLISTED
    edited = service.edit(house.desk, topic_id, ana, STUDY, "", NOW)
    assert edited.result is Refusal.SHORTLISTED


def test_of_close_titles_at_the_same_instant_one_is_proposed_and_the_others_hear_of_it(house: House) -> None:
    people = [house.joins(name) for name in ("Ana Berger", "Paul Mercier", "Zoé Martin", "Marc Petit")]
    found = at_once(
        *[
            lambda one=one: service.propose(house.desk, one, replace(STUDY, why=one.name), (), NOW)  # type: ignore[misc]
            for one in people
        ]
    )
    made = [one.shown.topic.id for one in found if isinstance(one, Outcome) and one.shown]
    told = [[shown.topic.id for shown in one.shown] for one in found if isinstance(one, service.Similar)]
    assert len(made) == 1
    assert told == [made] * 3


def test_a_description_that_says_the_same_settles_the_doubt_that_titles_leave(
    house: House, ana: Person
) -> None:
    same, other = "Recenser la chaleur perdue de nos fours", "Lisser la vapeur d’un atelier"
    assert isinstance(service.propose(house.desk, ana, replace(STUDY, description=same), (), NOW), Outcome)
    again = replace(STUDY, title="Chaleur et fours verriers", description=same)
    assert isinstance(service.propose(house.desk, ana, again, (), NOW), service.Similar)
    assert isinstance(service.propose(house.desk, ana, replace(again, description=other), (), NOW), Outcome)
