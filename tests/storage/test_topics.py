"""Topics in the tables: counts, searches, steps, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from club.ids import MemberId, TopicId
from club.topics import VERDICTS, Proposal, TopicKind, TopicState, TopicStep
from storage.database import Database
from storage.people import Membership, add_company, add_member, change_member
from storage.supporters import list_behind
from storage.topics import (
    Query,
    add_step,
    add_topic,
    back,
    change_words,
    count_unanswered,
    find_topics,
    get_topic,
    is_unanswered,
    leave,
    list_topics,
    lock_topic,
)

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)


@pytest.fixture
def people(db: Database) -> list[MemberId]:
    """Two of one company, one of another, one of none."""
    with db.begin() as session:
        one, other = add_company(session, "Forges"), add_company(session, "Verrerie")
        homes = [one, one, other, None]
        return [add_member(session, f"Membre {n}", company_id=home) for n, home in enumerate(homes)]


def proposed(db: Database, author: MemberId, title: str, kind: TopicKind = TopicKind.STUDY) -> TopicId:
    with db.begin() as session:
        topic_id = add_topic(session, author, kind, title, f"De {title}", "", NOW)
        add_step(session, topic_id, TopicStep.PROPOSED, NOW, by=author)
    return topic_id


def test_supporters_and_their_companies_are_counted_as_they_are_now(
    db: Database, people: list[MemberId]
) -> None:
    topic_id = proposed(db, people[0], "Chaleur")
    with db.begin() as session:
        for member in (*people, people[1]):
            back(session, topic_id, member, NOW)
        back(session, topic_id, people[2], NOW, coauthor=True)
        back(session, topic_id, people[2], NOW)
    with db.begin() as session:
        found = lock_topic(session, topic_id)
        assert found is not None
        assert found.author == "Membre 0"
        assert (found.supporters, found.companies) == (4, 2)
        assert [(one.id, one.coauthor) for one in list_behind(session, topic_id)] == [
            (people[0], False),
            (people[2], True),
            (people[1], False),
            (people[3], False),
        ]
        change_member(session, people[2], state=Membership.LEFT.value)
        assert leave(session, topic_id, people[3])
        assert not leave(session, topic_id, people[3])
        found = get_topic(session, topic_id)
    assert found is not None
    assert (found.supporters, found.companies) == (2, 1)


def test_a_step_leads_to_its_state_and_leaves_the_reason(db: Database, people: list[MemberId]) -> None:
    first, second = (proposed(db, people[0], title) for title in ("Chaleur", "Biomasse"))
    with db.begin() as session:
        add_step(session, first, TopicStep.MERGED, NOW, by=people[1], other_id=second)
        add_step(session, second, TopicStep.RECEIVED, NOW, by=people[1], other_id=first)
        add_step(session, second, TopicStep.DECLINED, NOW, by=people[1], reason="Déjà étudié en 2025")
        [merged], [declined] = (
            list_topics(session, TopicState.MERGED),
            list_topics(session, TopicState.DECLINED),
        )
        assert (merged.id, merged.merged_into, merged.reason) == (first, second, "")
        assert (declined.id, declined.merged_into, declined.reason) == (second, None, "Déjà étudié en 2025")
        add_step(session, second, TopicStep.REOPENED, NOW)
        reopened = get_topic(session, second)
    assert reopened is not None
    assert (reopened.state, reopened.reason) == (TopicState.PROPOSED, "")


def test_a_vote_s_result_leaves_a_topic_where_it_went_meanwhile(db: Database, people: list[MemberId]) -> None:
    first, second = (proposed(db, people[0], title) for title in ("Chaleur", "Biomasse"))
    with db.begin() as session:
        add_step(session, first, TopicStep.MERGED, NOW, other_id=second)
        for step in VERDICTS:
            add_step(session, first, step, NOW, other_id=1)
        add_step(session, second, TopicStep.CHOSEN, NOW, other_id=1)
        merged, chosen = get_topic(session, first), get_topic(session, second)
    assert merged is not None
    assert chosen is not None
    assert (merged.state, merged.merged_into, chosen.state) == (TopicState.MERGED, second, TopicState.CHOSEN)


def test_topics_are_found_by_words_state_kind_and_person(db: Database, people: list[MemberId]) -> None:
    chaleur = proposed(db, people[0], "Récupération de chaleur")
    visite = proposed(db, people[1], "Visite 100 % hydrogène", TopicKind.ACTIVITY)
    with db.begin() as session:
        back(session, chaleur, people[2], NOW)
        add_step(session, visite, TopicStep.SHORTLISTED, NOW)

        def ids(query: Query, offset: int = 0, limit: int = 5) -> list[TopicId]:
            return [topic.id for topic in find_topics(session, query, offset, limit)[0]]

        everything = Query()
        assert ids(everything) == [visite, chaleur]
        assert ids(everything, 1, 1) == [chaleur]
        assert find_topics(session, everything, 1, 1)[1] == 2
        assert ids(replace(everything, words="RECUPERATION chal")) == [chaleur]
        assert ids(replace(everything, words="100 %")) == [visite]
        assert ids(replace(everything, words="_")) == []
        assert ids(replace(everything, words="hydro", states=(TopicState.SHORTLISTED,))) == [visite]
        assert ids(replace(everything, words="hydro", states=(TopicState.PROPOSED,))) == []
        assert ids(replace(everything, words="chaleur", unanswered=True)) == [chaleur]
        assert ids(replace(everything, words="chaleur", kind=TopicKind.ACTIVITY)) == []
        assert ids(replace(everything, kind=TopicKind.ACTIVITY)) == [visite]
        assert ids(replace(everything, states=(TopicState.PROPOSED,))) == [chaleur]
        assert ids(replace(everything, mine=people[2])) == [chaleur]
        assert ids(replace(everything, unanswered_first=True)) == [chaleur, visite]
        assert ids(replace(everything, unanswered=True)) == [chaleur]
        assert count_unanswered(session) == 1
        assert is_unanswered(session, [chaleur, visite]) == {chaleur}
        change_words(session, chaleur, Proposal(TopicKind.STUDY, "Chaudière biomasse"), NOW)
        assert ids(replace(everything, words="chaleur")) == []
        assert ids(replace(everything, words="biomasse")) == [chaleur]
