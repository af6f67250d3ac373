"""Acts on topics at the same instant, twice, and on what is not there; on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from club.ids import TopicId
from club.topics import Proposal, TopicRefusal, TopicState, TopicStep
from handlers import names
from handlers.choosing.topics import deciding, service
from handlers.choosing.topics.outcomes import TopicDone, TopicOutcome
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
    found = service.propose(house.services, person, Proposal("study", title), range(1, 50), NOW)  # type: ignore[arg-type]
    assert isinstance(found, TopicOutcome)
    assert found.shown is not None
    return found.shown.topic.id


def at_once(*acts: Callable[[], object]) -> list[object]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(interaction) for interaction in acts]]


def due(house: House, *kinds: str) -> list[Posting]:
    with house.services.db.begin() as session:
        return [one for one in claim_due(session, NOW + timedelta(days=1), 500) if one.kind in kinds]


def whole(house: House, topic_id: TopicId, person: Person) -> Full:
    found = read(house.services, topic_id, person, None)
    assert found is not None
    return found


def test_the_same_proposal_sent_twice_at_once_is_one_topic(house: House, ana: Person) -> None:
    interaction = lambda: service.propose(house.services, ana, STUDY, (), NOW)  # noqa: E731
    found = at_once(*[interaction] * 4)
    assert all(isinstance(one, TopicOutcome) for one in found)
    assert sorted(one.again for one in found if isinstance(one, TopicOutcome)) == [False, True, True, True]
    assert len(due(house, names.TOPIC_CARD)) == 1


def test_many_support_at_once_and_each_counts_once(house: House, ana: Person) -> None:
    topic_id = proposed(house, ana)
    people = [house.joins(f"Membre {number}", f"Entreprise {number % 3}") for number in range(9)]
    at_once(
        *[lambda one=one: service.support(house.services, topic_id, one, NOW) for one in [*people, *people]]  # type: ignore[misc]
    )
    topic = whole(house, topic_id, ana).shown.topic
    assert (topic.supporters, topic.companies) == (10, 4)


def test_mergers_crosswise_leave_one_open_topic(house: House, ana: Person, odile: Person) -> None:
    one, other = proposed(house, ana), proposed(house, ana, "Chaudière biomasse")
    found = at_once(
        lambda: deciding.merge(house.services, one, other, odile, NOW),
        lambda: deciding.merge(house.services, other, one, odile, NOW),
    )
    results = {outcome.result for outcome in found if isinstance(outcome, TopicOutcome)}
    assert results in ({TopicDone.MERGED, TopicRefusal.TARGET}, {TopicDone.MERGED, TopicRefusal.MERGED})
    with house.services.db.read() as session:
        states = {topic.state for one in (one, other) if (topic := get_topic(session, one))}
    assert states == {TopicState.PROPOSED, TopicState.MERGED}


def test_the_first_decision_on_a_wish_wins_at_the_same_instant(
    house: House, ana: Person, odile: Person
) -> None:
    one, other = proposed(house, ana), proposed(house, ana, "Chaudière biomasse")
    deciding.ask_merger(house.services, one, other, ana, "", NOW)
    found = at_once(
        lambda: deciding.grant(house.services, 1, odile, NOW),
        lambda: deciding.turn_down(house.services, 1, odile, "Non", NOW),
    )
    results = [outcome.result for outcome in found if isinstance(outcome, TopicOutcome)]
    assert results.count(TopicRefusal.DECIDED) == 1
    assert len(due(house, names.TOPIC_CHANGED)) == 1


def test_a_merger_goes_with_what_went_into_it_before_and_can_be_undone(
    house: House, ana: Person, odile: Person
) -> None:
    titles = ("Chaleur fatale", "Chaudière biomasse", "Hydrogène vert")
    first, second, third = (proposed(house, ana, title) for title in titles)
    service.comment(house.services, first, ana, "Un mot", NOW)
    assert deciding.merge(house.services, first, second, odile, NOW).result is TopicDone.MERGED
    assert deciding.merge(house.services, first, second, odile, NOW).again
    assert deciding.merge(house.services, second, third, odile, NOW).result is TopicDone.MERGED
    found = whole(house, third, ana)
    assert [title for _, title in found.merged] == list(titles[:2])
    assert [(one.text, one.of) for one in found.comments.items] == [("Un mot", "Chaleur fatale")]
    assert whole(house, first, ana).shown.into == "Hydrogène vert"
    assert deciding.merge(house.services, third, first, odile, NOW).result is TopicRefusal.TARGET
    assert deciding.merge(house.services, third, third, odile, NOW).result is TopicRefusal.ITSELF
    assert deciding.take(house.services, first, TopicStep.REOPENED, odile, NOW).result is TopicDone.REOPENED
    assert whole(house, first, ana).comments.total == 1
    assert whole(house, third, ana).comments.total == 0


def test_what_is_not_there_is_said_to_be_gone(house: House, ana: Person, odile: Person) -> None:
    services, there = house.services, proposed(house, ana)
    results = [
        service.support(services, GONE, ana, NOW),
        service.drop(services, GONE, ana, NOW),
        service.comment(services, GONE, ana, "x", NOW),
        service.edit(services, GONE, ana, STUDY, "", NOW),
        service.withdraw(services, GONE, ana, NOW),
        deciding.take(services, GONE, TopicStep.SHORTLISTED, odile, NOW),
        deciding.merge(services, GONE, there, odile, NOW),
        deciding.merge(services, there, GONE, odile, NOW),
        deciding.ask_merger(services, GONE, there, ana, "", NOW),
        deciding.grant(services, 99, odile, NOW),
        deciding.turn_down(services, 99, odile, "x", NOW),
    ]
    assert {outcome.result for outcome in results} == {TopicRefusal.GONE}


def test_each_change_is_told_once_and_never_to_who_made_it(house: House, ana: Person, odile: Person) -> None:
    topic_id = proposed(house, ana)
    paul, gone = house.joins("Paul Mercier"), house.joins("Zoé Martin")
    for person in (paul, gone, odile):
        service.support(house.services, topic_id, person, NOW)
    service.drop(house.services, topic_id, gone, NOW)
    for _ in range(2):
        deciding.take(house.services, topic_id, TopicStep.SHORTLISTED, odile, NOW)
    told = [(one.kind, one.recipient) for one in due(house, names.TOPIC_CHANGED, names.TOPIC_NEWS)]
    assert told == [(names.TOPIC_CHANGED, ana.slack_id), (names.TOPIC_NEWS, paul.slack_id)], (
        "a decision on what she proposed, and news for who stands behind it"
    )
    assert service.withdraw(house.services, topic_id, ana, NOW).result is TopicRefusal.SHORTLISTED
    edited = service.edit(house.services, topic_id, ana, STUDY, "", NOW)
    assert edited.result is TopicRefusal.SHORTLISTED


def test_of_close_titles_at_the_same_instant_one_is_proposed_and_the_others_hear_of_it(house: House) -> None:
    people = [house.joins(name) for name in ("Ana Berger", "Paul Mercier", "Zoé Martin", "Marc Petit")]
    found = at_once(
        *[
            lambda one=one: service.propose(house.services, one, replace(STUDY, why=one.name), (), NOW)  # type: ignore[misc]
            for one in people
        ]
    )
    made = [one.shown.topic.id for one in found if isinstance(one, TopicOutcome) and one.shown]
    told = [[shown.topic.id for shown in one.shown] for one in found if isinstance(one, service.Similar)]
    assert len(made) == 1
    assert told == [made] * 3


def test_a_description_that_says_the_same_settles_the_doubt_that_titles_leave(
    house: House, ana: Person
) -> None:
    same, other = "Recenser la chaleur perdue de nos fours", "Lisser la vapeur d’un atelier"
    assert isinstance(
        service.propose(house.services, ana, replace(STUDY, description=same), (), NOW), TopicOutcome
    )
    again = replace(STUDY, title="Chaleur et fours verriers", description=same)
    assert isinstance(service.propose(house.services, ana, again, (), NOW), service.Similar)
    assert isinstance(
        service.propose(house.services, ana, replace(again, description=other), (), NOW), TopicOutcome
    )
