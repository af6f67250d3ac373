"""Works added by mistake are taken away again; what is or was voted on stays (article ÉVALUER)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from club.ballots import Ballot, Criterion, Method, Option, Purpose, Rules
from club.ballots import BallotState as BallotState
from club.ids import BallotId, MemberId, OptionId, TopicId, WorkId
from club.topics import TopicKind, TopicState, TopicStep
from club.works import Work, WorkInUse
from handlers.choosing.ballots import form as ballots
from handlers.choosing.ballots import preparing
from handlers.choosing.ballots.outcomes import BallotOutcome, BallotTrouble
from handlers.choosing.ballots.place import First
from handlers.choosing.ballots.reading import offered
from handlers.choosing.shared.ballots import topics_counted
from handlers.choosing.shared.topics import record
from handlers.choosing.works import removing, service
from handlers.kit.positions import ListPosition
from sandbox.driver.person import Person
from storage.ballots import add_ballot, get_ballot, save_ballot
from storage.database import Session
from storage.people import get_person
from storage.topics import add_topic, get_topic
from storage.works import delete_work, get_work, list_earlier, list_works
from tests.stories.club import Club, paris
from tests.stories.proposals import cards
from tests.stories.said import EDIT

ODILE = "Odile Garnier"
REMOVE = "Retirer ce travail…"


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins(ODILE, "Alliance", role="organiser")


def topic(club: Club, title: str, *steps: TopicStep) -> TopicId:
    """A topic of Ana's to which this happened; its card is in the channel."""
    now = club.clock.now()
    with club.prime.services.db.begin() as session:
        topic_id = add_topic(session, club.members["Ana Berger"], TopicKind.STUDY, title, "", "", now)
        for step in (TopicStep.PROPOSED, *steps):
            record(session, club.prime.services, topic_id, step, now)
    return topic_id


def adds(club: Club, title: str, year: int = 2026, **more: int) -> Work:
    """An organiser's new work."""
    known = {"topic_id": TopicId, "previous_id": WorkId}
    ids = {name: known[name](value) for name, value in more.items()}
    work = replace(Work(WorkId(0), title, year), **ids)  # type: ignore[arg-type]
    done = service.add(club.prime.services, work, club.members[ODILE], club.clock.now())
    assert done.work is not None, done.faults
    club.settle()
    return done.work


def state_of(club: Club, topic_id: TopicId) -> TopicState:
    with club.prime.services.db.read() as session:
        found = get_topic(session, topic_id)
    assert found is not None
    return found.state


def on_a_ballot(session: Session, by: MemberId, club: Club, *works: Work) -> BallotId:
    """An evaluation of these works that is being prepared."""
    options = tuple(
        Option(OptionId(0), f"{work.title} ({work.year})", None, work.id, one)
        for work in works
        for one in Criterion
    )
    rules = Rules(Method.JUDGMENT, seats=0)
    ballot = Ballot(
        BallotId(0), "Évaluation 2027", Purpose.EVALUATION, rules, BallotState.DRAFT, options=options
    )
    return add_ballot(session, ballot, by, club.clock.now())


def test_a_work_taken_away_gives_its_topic_back_and_who_stands_behind_it_hears_of_it(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    topic_id = topic(club, "Chaleur fatale", TopicStep.SHORTLISTED, TopicStep.CHOSEN)
    adds(club, "Guide", topic_id=topic_id)
    adds(club, "Brouillon", topic_id=topic_id)
    ana.types("/prime travaux")
    ana.sees_not(REMOVE)
    odile.types("/prime travaux")
    odile.clicks("Voir le travail", within="Brouillon")
    odile.clicks(REMOVE)
    odile.sees("Son titre, son lien et son résumé sont effacés définitivement.")
    odile.sees("Un autre travail issu du sujet est conservé.")
    odile.submits()
    odile.sees("✅ « Brouillon » est retiré.")
    odile.closes()
    assert state_of(club, topic_id) is TopicState.DELIVERED
    assert any("Travail rendu : Guide" in text for text in cards(ana))
    odile.types("/prime travaux")
    odile.clicks(REMOVE, within="Guide")
    odile.sees("Issu du sujet : Chaleur fatale")
    odile.sees("Le sujet reste choisi ; son travail est de nouveau attendu.")
    odile.submits()
    odile.sees("✅ « Guide » est retiré. Aucun travail rendu pour l’instant")
    assert state_of(club, topic_id) is TopicState.CHOSEN
    club.at(paris(2027, 1, 5, 9))  # such news comes with the message of the day
    ana.opens_dm()
    ana.sees("Travail retiré : Guide (décidé par Odile Garnier). Le sujet reste choisi")
    assert adds(club, "Autre travail").id == WorkId(3)
    ana.clicks("Voir le travail", within="Travail rendu : Guide")
    ana.sees("Ce travail n’existe plus.")
    ana.closes()
    ana.clicks("Lire en entier…", within="Travail retiré : Guide")
    ana.sees("Travail rendu : Brouillon")
    ana.sees("Travail retiré : Brouillon")


def test_a_work_said_to_come_of_another_topic_gives_the_first_one_back(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    right, wrong = (
        topic(club, "Vapeur", TopicStep.SHORTLISTED),
        topic(club, "Air comprimé", TopicStep.SHORTLISTED),
    )
    adds(club, "Guide", topic_id=wrong)
    odile.types("/prime travaux")
    odile.clicks(EDIT)
    odile.fills("Sujet d’origine", "Vapeur")
    odile.submits()
    assert (state_of(club, wrong), state_of(club, right)) == (TopicState.SHORTLISTED, TopicState.DELIVERED)
    club.at(paris(2027, 1, 5, 9))
    ana.opens_dm()
    ana.sees(
        "Travail retiré : Guide (décidé par Odile Garnier). Le sujet est de nouveau retenu pour un vote."
    )
    ana.sees("Vapeur : Travail rendu : Guide")


def test_what_is_or_was_voted_on_stays_and_a_vote_called_off_holds_nothing(club: Club, odile: Person) -> None:
    works, services, by = [adds(club, "Guide"), adds(club, "Atlas")], club.prime.services, club.members[ODILE]
    odile.types("/prime travaux")
    odile.clicks(REMOVE, within="Guide")
    with services.db.begin() as session:
        ballot_id = on_a_ballot(session, by, club, *works)
        ballot = get_ballot(session, ballot_id)
    assert ballot is not None
    odile.submits()
    odile.sees("Ce travail figure dans un scrutin en préparation : « Évaluation 2027 ».")
    odile.sees("Rendu en 2026")
    odile.closes()
    for state, said in (
        (BallotState.PLANNED, "Ce travail figure dans un scrutin en préparation : « Évaluation 2027 »."),
        (BallotState.OPEN, "Ce travail est soumis au vote : « Évaluation 2027 »."),
        (BallotState.CLOSED, "Il est conservé, pour que le résultat puisse être recompté"),
    ):
        with services.db.begin() as session:
            save_ballot(session, replace(ballot, state=state))
        odile.clicks(REMOVE, within="Guide")
        odile.sees(said)
        odile.closes()
    with services.db.begin() as session:
        save_ballot(session, replace(ballot, state=BallotState.CANCELLED))
    odile.clicks(REMOVE, within="Guide")
    odile.submits()
    odile.sees("✅ « Guide » est retiré.")
    assert removing.remove(services, works[1].id, service.revision(works[1]), by, club.clock.now()).removal
    with services.db.read() as session:
        ballot, person = get_ballot(session, ballot_id), get_person(session, by)
    assert ballot is not None
    assert person is not None
    assert {one.title for one in ballot.options} == {"Guide (2026)", "Atlas (2026)"}
    assert topics_counted(services.shared, ballot) == "2 travaux à évaluer"
    assert offered(services, ballot, person, ListPosition("ballots.topics")).total == 2


def test_editions_close_ranks_and_nothing_is_taken_away_that_was_not_shown(club: Club, odile: Person) -> None:
    first = adds(club, "Baromètre", 2024)
    second = adds(club, "Baromètre", 2025, previous_id=first.id)
    third = adds(club, "Baromètre", 2026, previous_id=second.id)
    odile.types("/prime travaux")
    odile.clicks(REMOVE, within="Baromètre · 2025")
    odile.sees("« Baromètre » (2026) fera suite à « Baromètre » (2024).")
    services, by, now = club.prime.services, club.members[ODILE], club.clock.now()
    service.change(services, replace(second, summary="Le bon"), service.revision(second), by, now)
    odile.submits()
    odile.sees("Ce travail a été modifié entre-temps")
    odile.submits()
    odile.sees("✅ « Baromètre » est retiré.")
    with services.db.read() as session:
        assert get_work(session, second.id) is None
        assert [one.id for one in list_earlier(session, third.id)] == [third.id, first.id]
    assert removing.remove(services, second.id, "", by, now).result is removing.RemovalStatus.GONE


def test_who_puts_a_work_on_a_ballot_and_who_takes_it_away_wait_for_each_other(
    club: Club, odile: Person
) -> None:
    assert odile.id
    services, by, now = club.prime.services, club.members[ODILE], club.clock.now()
    voted, gone = adds(club, "Guide"), adds(club, "Brouillon")
    seen = service.revision(voted)
    with ThreadPoolExecutor(1) as pool:
        with services.db.begin() as session:
            assert list_works(session, [voted.id]) == [voted]
            on_a_ballot(session, by, club, voted)
            second = pool.submit(removing.remove, services, voted.id, seen, by, now)
            until_it_waits(club)
        removal = second.result().removal
        assert removal is not None
        assert removal.held is not None
        assert removal.held[0] is WorkInUse.PREPARED
        with services.db.begin() as session:
            delete_work(session, gone)
            late = pool.submit(prepares, club, gone, by)
            until_it_waits(club)
        assert [*late.result().faults.values()] == [BallotTrouble.OPTION_GONE]


def until_it_waits(club: Club) -> None:
    """Until somebody waits for a row on PostgreSQL; SQLite has one writer at a time anyway."""
    waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    for _ in range(5000):
        with club.prime.services.db.read() as session:
            connection = session.connection()
            if connection.dialect.name == "sqlite" or connection.exec_driver_sql(waiting).first():
                return
    raise AssertionError("nobody waits")


def prepares(club: Club, work: Work, by: MemberId) -> BallotOutcome:
    """An organiser saves a ballot on this work."""
    fields = dict.fromkeys(ballots.FIELDS, "") | {ballots.OPENING: ballots.BY_HAND}
    fields |= {ballots.CLOSE_DAY: "2027-01-20", ballots.CLOSE_TIME: "18:00"}
    first = First(Purpose.EVALUATION, "Évaluation", Method.JUDGMENT)
    second = ballots.Second(fields, [work.id])
    return preparing.create(club.prime.services, first, second, by, club.clock.now())
