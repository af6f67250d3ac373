"""Closing: once, whole, resumed after a crash; and had voters exchanged their votes, nothing would differ."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from club.ballots import BallotState, Criterion, Grade, Option, Secrecy
from club.ids import BallotId, OptionId, SlackId, WorkId
from club.topics import TopicKind, TopicStep
from club.urn import receipt
from club.works import Work
from handlers import names
from handlers.choosing.results import messages, service
from handlers.choosing.results.service import ResultOutcome
from handlers.choosing.shared.counting import (
    BallotClosed,
    NotOpen,
    close_ballot,
    get_outcome,
    publish_results,
)
from handlers.choosing.shared.sealed import mix
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from storage.ballots import get_ballot, subject_of_ballot
from storage.evaluations import list_evaluations
from storage.outbox import claim_due, record_sent
from storage.postings import Note, enqueue, get_posting
from storage.topics import add_topic, subject_of_topic
from storage.votes import Vote
from storage.works import add_work
from tests.handlers.choosing.results.voting import begins_anew, founds, left, opens, topics, votes
from tests.stories.club import CHANNEL, NOW

VOTERS = 12


def votes_in_turn(services: Services, secrecy: Secrecy, *, turned: int) -> tuple[dict[str, list[str]], int]:
    """A whole ballot, closed and told. `turned`: by how many places votes are handed on among voters."""
    members = founds(services, VOTERS)
    ballot = opens(services, secrecy, topics(3))
    first, second, _ = (one.id for one in ballot.options)
    for at, member in enumerate(members):
        said = (at + turned) % VOTERS
        number = receipt(bytes([said, 7, 7, 7, 7])) if secrecy is Secrecy.SEALED else None
        votes(services, ballot, member, Vote({first: 100 + said, second: 1}, {}), number, at)
    assert isinstance(close_ballot(services, ballot.id, NOW), BallotClosed)
    publish_results(services, NOW)
    mix(services, NOW, NOW)
    found = left(services)
    assert len(found[0]["paper"]) == VOTERS
    return found


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.CONFIDENTIAL])
def test_had_voters_exchanged_their_votes_every_table_would_be_the_same(
    services: Services, secrecy: Secrecy
) -> None:
    before = votes_in_turn(services, secrecy, turned=0)
    begins_anew(services)
    after = votes_in_turn(services, secrecy, turned=5)
    assert [name for name, rows in before[0].items() if after[0][name] != rows] == []
    assert before[1] == after[1] == 0, "an id leads from one row to another"


def test_in_an_open_ballot_the_tie_stays(one_services: Services) -> None:
    _, ties = votes_in_turn(one_services, Secrecy.OPEN, turned=0)
    assert ties == VOTERS


def test_a_result_is_told_once_the_files_are_wiped_also_after_a_crash_in_between(services: Services) -> None:
    members = founds(services, VOTERS)
    ballot = opens(services, Secrecy.CONFIDENTIAL, topics(3))
    for at, member in enumerate(members):
        votes(services, ballot, member, Vote({ballot.options[0].id: 1}, {}), None, at)
    close_ballot(services, ballot.id, NOW)
    assert isinstance(close_ballot(services, ballot.id, NOW), NotOpen)
    with services.db.read() as session:
        assert get_outcome(session, ballot.id) is None
        session.connection().execute(text("SELECT count(*) FROM paper")).scalar_one()
        assert [kind for kind, _ in postings(services) if kind.startswith("results.")] == []
    publish_results(services, NOW)
    told = postings(services)
    publish_results(services, NOW)
    assert postings(services) == told
    assert [kind for kind, _ in told if kind.startswith("results.")] == [
        names.RESULT,
        names.RESULT_PICTURE,
        names.RESULT_ORGANISER,
    ]


def test_topics_learn_what_the_vote_came_to_unless_nothing_was_decided(services: Services) -> None:
    members = founds(services, VOTERS)
    with services.db.begin() as session:
        ids = [
            add_topic(session, members[at], TopicKind.STUDY, f"Topic {at}", "", "", NOW) for at in range(3)
        ]
    for quorum in (VOTERS, 1):
        ballot = opens(services, Secrecy.OPEN, topics(3, ids), quorum=quorum, seats=1)
        first, second, _ = (one.id for one in ballot.options)
        votes(services, ballot, members[0], Vote({first: 3, second: 1}, {}), None, 0)
        close_ballot(services, ballot.id, NOW)
        with services.db.read() as session:
            found = text("SELECT what, reason FROM step WHERE topic_id = :id ORDER BY id")
            steps = [
                [(row[0], row[1]) for row in session.connection().execute(found, {"id": topic})]
                for topic in ids
            ]
        if quorum > 1:
            assert not {TopicStep.CHOSEN, TopicStep.NOT_CHOSEN} & {what for one in steps for what, _ in one}
    assert [one[-1] for one in steps] == [
        (TopicStep.CHOSEN, "3 points, rang 1 sur 3"),
        (TopicStep.NOT_CHOSEN, "1 point, rang 2 sur 3"),
        (TopicStep.NOT_CHOSEN, "sous le seuil"),
    ]
    told = [who for kind, who in postings(services) if kind == names.TOPICS_VOTED]
    assert sorted(told) == ["U000", "U001", "U002"]


def test_without_a_decision_the_topics_cards_say_no_more_that_a_vote_is_on(one_services: Services) -> None:
    members = founds(one_services, 3)
    with one_services.db.begin() as session:
        topic = add_topic(session, members[0], TopicKind.STUDY, "Topic 0", "", "", NOW)
        card = Note(names.TOPIC_CARD, subject_of_topic(topic), CHANNEL, live=True)
        enqueue(session, [card], NOW)
        [posting] = claim_due(session, NOW, 1)
        record_sent(session, posting, CHANNEL, "1", NOW)
    ballot = opens(one_services, Secrecy.OPEN, topics(2, [topic]), quorum=3, seats=1)
    close_ballot(one_services, ballot.id, NOW + timedelta(hours=1))
    with one_services.db.begin() as session:
        due = claim_due(session, NOW + timedelta(hours=1), 9)
    assert names.TOPIC_CARD in {one.kind for one in due}


def test_an_elector_s_message_turns_in_the_same_transaction_as_the_closing(one_services: Services) -> None:
    founds(one_services, 2)
    ballot = opens(one_services, Secrecy.SEALED, topics(2))
    with one_services.db.begin() as session:
        asked = Note(names.BALLOT_OPENED, subject_of_ballot(ballot.id), SlackId("U001"))
        enqueue(session, [asked], NOW)
        for posting in claim_due(session, NOW, 9):
            record_sent(session, posting, "D1", "1", NOW)
    close_ballot(one_services, ballot.id, NOW + timedelta(hours=1))
    with one_services.db.begin() as session:
        due = claim_due(session, NOW + timedelta(hours=1), 9)
    assert names.BALLOT_OPENED in {one.kind for one in due}


def test_a_ballot_closed_late_bears_the_hour_that_was_announced(one_services: Services) -> None:
    founds(one_services, 2)
    ballot = opens(one_services, Secrecy.OPEN, topics(2))
    close_ballot(one_services, ballot.id, NOW + timedelta(days=9))
    with one_services.db.read() as session:
        found = get_ballot(session, ballot.id)
    assert found is not None
    assert found.closed_at == ballot.closes_at


def test_a_ballot_that_is_not_open_is_not_closed(one_services: Services) -> None:
    founds(one_services, 2)
    ballot = opens(one_services, Secrecy.OPEN, topics(2))
    with one_services.db.begin() as session:
        session.connection().execute(text("UPDATE ballot SET state = 'cancelled'"))
    assert isinstance(close_ballot(one_services, ballot.id, NOW), NotOpen)
    with one_services.db.read() as session:
        found = get_ballot(session, ballot.id)
    assert found is not None
    assert found.state is BallotState.CANCELLED


def postings(services: Services) -> list[tuple[str, str]]:
    """What is queued: kind and recipient."""
    with services.db.read() as session:
        found = text("SELECT kind, recipient FROM posting ORDER BY id")
        return [(row[0], row[1]) for row in session.connection().execute(found)]


def test_what_can_be_seen_of_a_ballot_follows_its_state(one_services: Services) -> None:
    founds(one_services, 2)
    ballot = opens(one_services, Secrecy.SEALED, topics(2))
    states = {"draft": ResultOutcome.GONE, "planned": ResultOutcome.GONE, "open": ResultOutcome.NOT_CLOSED}
    states |= {"cancelled": ResultOutcome.CANCELLED, "closed": ResultOutcome.COUNTING}
    for state, told in states.items():
        with one_services.db.begin() as session:
            session.connection().execute(text("UPDATE ballot SET state = :state"), {"state": state})
        assert service.find(one_services, ballot.id) is told
        assert service.list_votes(one_services, ballot.id) is told
        assert service.send_urn(one_services, ballot.id, SlackId("U001"), NOW) is told
        assert service.note(one_services, ballot.id, "A word", NOW) is told
        assert postings(one_services) == [(names.BALLOT_CARD, "C0PRIME")]
    assert service.find(one_services, BallotId(99)) is ResultOutcome.GONE
    publish_results(one_services, NOW)
    assert service.list_votes(one_services, ballot.id) is ResultOutcome.GONE, (
        "nobody ever learns who chose what"
    )
    assert service.send_urn(one_services, ballot.id, SlackId("U001"), NOW) is ResultOutcome.NOT_PUBLISHED


def test_a_live_ballot_shows_its_figures_while_it_is_open(one_services: Services) -> None:
    members = founds(one_services, 2)
    ballot = opens(one_services, Secrecy.OPEN, topics(2), live=True)
    votes(one_services, ballot, members[1], Vote({ballot.options[1].id: 4}, {}), None, 0)
    found = service.find(one_services, ballot.id)
    assert isinstance(found, service.Running)
    assert [(one.option, one.score) for one in found.tally.figures] == [
        (ballot.options[1].id, 4),
        (ballot.options[0].id, 0),
    ]


def test_a_title_pings_nobody_and_stands_as_typed_beside_picture_and_urn(
    one_services: Services,
) -> None:
    members = founds(one_services, 6)
    ballot = opens(one_services, Secrecy.OPEN, topics(2))
    votes(one_services, ballot, members[0], Vote({ballot.options[0].id: 1}, {}), None, 0)
    with one_services.db.begin() as session:
        session.connection().execute(text("UPDATE ballot SET title = '<!channel> <@U1>'"))
    close_ballot(one_services, ballot.id, NOW)
    with one_services.db.read() as session:
        posting = get_posting(session, names.RESULT_PICTURE, subject_of_ballot(ballot.id), CHANNEL)
        assert posting is not None
        ctx = RenderContext(session, posting, None, one_services.shared, NOW, one_services)
        files = [messages.result_picture(ctx), messages.result_urn(ctx)]
        card = messages.result(ctx)
    for file in files:
        assert file is not None
        assert "<!channel> <@U1>" in file.comment  # as typed: the outbox escapes it, once for all files
    assert card is not None
    assert "<!" not in card.text


def test_an_evaluation_is_told_to_the_topic_that_the_work_came_from(one_services: Services) -> None:
    members = founds(one_services, 6)
    with one_services.db.begin() as session:
        topic = add_topic(session, members[1], TopicKind.STUDY, "Heat", "", "", NOW)
        work = add_work(session, Work(WorkId(0), "Heat", 2026, topic_id=topic), members[0], NOW)
    judged = [Option(OptionId(0), "Heat", work_id=work, criterion=one) for one in Criterion]
    ballot = opens(one_services, Secrecy.CONFIDENTIAL, judged, seats=0)
    with one_services.db.begin() as session:
        grading = text("UPDATE ballot SET method = 'judgment', purpose = 'evaluation'")
        session.connection().execute(grading)
    for at, member in enumerate(members):
        said = {ballot.options[0].id: int(Grade.GOOD), ballot.options[1].id: at % 2 + 3}
        votes(one_services, ballot, member, Vote(said, {int(work): f"Remark {at}"}), None, at)
    close_ballot(one_services, ballot.id, NOW)
    publish_results(one_services, NOW)
    with one_services.db.read() as session:
        found = text("SELECT what, other_id, reason FROM step ORDER BY id DESC LIMIT 1")
        step = tuple(session.connection().execute(found).one())
        (evaluation,) = list_evaluations(session, work)
    assert step == (
        TopicStep.EVALUATED,
        work,
        "Utilité\u00a0: Bien, 6 avis, Qualité\u00a0: Bien +, 6 avis, "
        "À recommander à des collègues\u00a0: moins de 5 avis",
    )
    assert sorted(evaluation.remarks) == [f"Remark {at}" for at in range(6)]
