"""Works delivered: kept by organisers, found and read by members (article ÉVALUER)."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from club.ballots import Ballot, Criterion, Grade, Method, Option, Purpose, Rules
from club.ballots import BallotState as BallotState
from club.ids import BallotId, MemberId, OptionId, TopicId, WorkId
from club.topics import TopicKind, TopicState, TopicStep
from club.votes import written
from club.works import Work
from handlers.choosing.ballots import form as ballots
from handlers.choosing.ballots import preparing
from handlers.choosing.ballots.place import First
from handlers.choosing.shared.counting import close_ballot, publish_results
from handlers.choosing.shared.topics import record
from handlers.choosing.works import service
from sandbox.driver.person import Person
from storage.ballots import ATTENDANCE, VOTER, add_ballot, draw_up_roll, get_ballot
from storage.database import Session
from storage.sealing import PAPER
from storage.topics import add_topic, get_topic
from storage.votes import Vote
from storage.works import add_work, find_works
from tests.stories.club import Club
from tests.stories.said import EDIT, TITLE_FIELD


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "Alliance", role="organiser")


def chosen(club: Club, author: str, title: str) -> TopicId:
    """A topic that was chosen, as if a ballot had said so."""
    with club.prime.services.db.begin() as session:
        topic_id = add_topic(session, club.members[author], TopicKind.STUDY, title, "", "", club.clock.now())
        record(session, club.prime.services, topic_id, TopicStep.CHOSEN, club.clock.now())
    return topic_id


def adds(person: Person, title: str, year: str, **more: str) -> None:
    """An organiser adds a work, from the list."""
    person.types("/prime travaux")
    person.clicks("Ajouter un travail…")
    labels = {
        "link": "Lien",
        "topic": "Sujet d’origine",
        "previous": "Édition précédente",
        "summary": "Résumé",
    }
    person.fills({TITLE_FIELD: title, "Année de remise": year})
    person.fills({labels[name]: value for name, value in more.items()})
    person.submits()


def test_a_work_is_added_from_the_topic_it_came_from_and_read_by_members(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    topic_id = chosen(club, "Ana Berger", "Chaleur fatale <!channel>")
    ana.types("/prime travaux")
    ana.sees("Aucun travail rendu pour l’instant")
    ana.sees_not("Ajouter un travail…")
    adds(
        odile,
        "Guide <@U1> de la chaleur fatale",
        "2026",
        link="https://exemple.fr/guide",
        topic="Chaleur fatale <!channel>",
        summary="Trente sites, *onze* leviers.",
    )
    odile.sees("✅ « Guide <@U1> de la chaleur fatale » : c’est enregistré.")
    with club.prime.services.db.read() as session:
        topic = get_topic(session, topic_id)
    assert topic is not None
    assert topic.state is TopicState.DELIVERED
    ana.types("/prime works CHALEUR leviers")
    ana.sees("Travaux rendus (1)")
    ana.sees("Sujet : Chaleur fatale <!channel>")
    ana.sees_not(EDIT)
    ana.clicks("Voir le travail")
    ana.sees("Rendu en 2026 https://exemple.fr/guide Issu du sujet : Chaleur fatale <!channel>")
    ana.sees("Trente sites, *onze* leviers.")
    ana.closes()


def test_editions_follow_one_another_and_never_in_a_circle(club: Club, odile: Person) -> None:
    adds(odile, "Baromètre", "2024")
    adds(odile, "Baromètre", "2025", previous="2024 · Baromètre")
    adds(odile, "Baromètre", "2026", previous="2025 · Baromètre")
    adds(odile, "baromètre", "2026")
    assert "de ce titre et de cette année existe déjà" in odile.errors()[TITLE_FIELD]
    odile.closes()
    odile.types("/prime travaux")
    odile.clicks(EDIT, within="Baromètre · 2024")
    odile.fills("Édition précédente", "2026 · Baromètre")
    odile.submits()
    assert odile.errors()["Édition précédente"].startswith("Celui-ci fait suite à ce travail")
    odile.closes()
    odile.clicks(EDIT, within="Baromètre · 2024")
    odile.fills("Année de remise", "2025")
    odile.submits()
    assert "Année de remise" in odile.errors()
    odile.closes()
    odile.clicks("Voir le travail", within="Baromètre · 2025")
    odile.sees("Autres éditions")
    odile.clicks("2024")
    odile.sees("Rendu en 2024")
    odile.clicks(EDIT, within="Rendu en 2024")
    odile.fills("Lien", "http://exemple.fr")
    odile.submits()
    odile.sees("Rendu en 2024 http://exemple.fr")


def test_faults_stand_at_their_fields_and_who_was_faster_is_not_overwritten(
    club: Club, odile: Person
) -> None:
    eva = club.joins("Eva Noir", "Alliance", role="organiser")
    adds(odile, "Guide", "1515", link="https://exemple.fr/" + "a" * 20)
    assert odile.errors() == {"Année de remise": "Indiquez l’année de remise, l’an prochain au plus tard."}
    odile.fills("Année de remise", "2026")
    odile.submits()
    odile.clicks(EDIT, within="Guide · 2026")
    eva.types("/prime travaux")
    eva.clicks(EDIT, within="Guide · 2026")
    eva.fills(TITLE_FIELD, "Guide complet")
    eva.submits()
    eva.sees("✅ « Guide complet » : c’est enregistré.")
    odile.fills(TITLE_FIELD, "Guide pratique")
    odile.submits()
    odile.sees("Ce travail a été modifié entre-temps.")
    odile.submits()
    odile.sees("✅ « Guide pratique » : c’est enregistré.")


def test_a_form_sent_twice_makes_one_work_and_one_step(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    topic_id = chosen(club, "Ana Berger", "Chaleur fatale")
    work = Work(WorkId(0), "Guide", 2026, topic_id=topic_id)
    services, by, now = club.prime.services, club.members["Odile Garnier"], club.clock.now()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: service.add(services, work, by, now), range(4)))
    assert [one.faults for one in done] == [()] * 4
    assert {one.work and one.work.id for one in done} == {WorkId(1)}
    with services.db.read() as session:
        assert find_works(session).total == 1
    assert odile.id


def test_the_list_is_paged_and_filtered_by_year(club: Club, odile: Person) -> None:
    with club.prime.services.db.begin() as session:
        for number in range(230):
            add_work(
                session, Work(WorkId(0), f"Travail {number:03}", 2020 + number % 7), None, club.clock.now()
            )
    ana = club.joins("Ana Berger")
    ana.types("/prime travaux")
    ana.sees("Travaux rendus (230)")
    ana.clicks("Travaux suivants")
    ana.sees("6–10 sur 230")
    ana.fills("Année", "2021")
    ana.sees("1–5 sur 33")
    ana.types("/prime travaux inconnu")
    ana.sees("Aucun travail pour « inconnu ».")


def evaluates(
    club: Club,
    work_id: WorkId,
    grades: list[Grade],
    remark: str = "",
    criterion: Criterion = Criterion.QUALITY,
) -> None:
    """A closed evaluation of one work by one criterion: a company each, each with its grade."""
    now = club.clock.now()
    rules = Rules(Method.JUDGMENT, seats=0)
    option = Option(OptionId(0), "Baromètre", work_id=work_id, criterion=criterion)
    ballot = Ballot(BallotId(0), "Évaluation", Purpose.EVALUATION, rules, BallotState.OPEN, options=(option,))
    with club.prime.services.db.begin() as session:
        ballot_id = add_ballot(session, ballot, club.members["Odile Garnier"], now)
        opened = get_ballot(session, ballot_id)
        assert opened
        draw_up_roll(session, opened)
        voters = session.connection().execute(select(VOTER.c.id).where(VOTER.c.ballot_id == ballot_id))
        for voter, grade in zip(voters.scalars().all(), grades, strict=False):
            key = f"{ballot_id}-{voter}"
            paper = Vote({opened.options[0].id: grade}, {work_id: remark} if remark else {})
            puts(session, ballot_id, voter, key, paper, club.members["Odile Garnier"])
    close_ballot(club.prime.services, ballot_id, now)
    publish_results(club.prime.services, now)
    club.settle()


def puts(session: Session, ballot_id: BallotId, voter: int, key: str, vote: Vote, by: MemberId) -> None:
    """One vote, as the urn keeps it."""
    cast = {"id": key, "ballot_id": ballot_id, "voter_id": voter, "cast_by": by}
    remarks = json.dumps({str(work): text for work, text in vote.remarks.items()}) if vote.remarks else ""
    paper = {"id": key, "ballot_id": ballot_id, "attendance_id": key, "weight": 1, "remarks": remarks}
    session.connection().execute(ATTENDANCE.insert(), [cast])
    session.connection().execute(PAPER.insert(), [paper | {"marks": written(vote.marks)}])


def test_a_work_shows_its_grades_beside_those_of_the_edition_before(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    for number in range(5):
        club.joins(f"Membre {'ABCDE'[number]}", f"Entreprise {number}")
    adds(odile, "Baromètre", "2025")
    adds(odile, "Baromètre", "2026", previous="2025 · Baromètre")
    evaluates(club, WorkId(1), [Grade.FAIR] * 6)
    club.later(days=300)
    evaluates(club, WorkId(2), [Grade.GOOD] * 4 + [Grade.EXCELLENT] * 2, "Très utile <!here>")
    ana.types("/prime travaux")
    ana.clicks("Voir le travail", within="Baromètre · 2026")
    ana.sees("Évaluation de 2027 · Évaluation 6 votes")
    ana.sees("Qualité : Bien, 6 avis (Excellent 2, Bien 4) · en 2025 : Passable")
    ana.sees("6 remarques")
    ana.sees("1–5 sur 6")
    ana.clicks("Remarques suivantes")
    ana.sees("6–6 sur 6")
    ana.sees("Très utile <!here>")
    ana.clicks("Voir le résultat")
    ana.sees("Évaluation")


def test_grades_of_a_handful_of_votes_are_not_shown(club: Club, odile: Person) -> None:
    adds(odile, "Baromètre", "2026")
    evaluates(club, WorkId(1), [Grade.REJECT], "Décevant")
    odile.types("/prime travaux")
    odile.clicks("Voir le travail", within="Baromètre · 2026")
    odile.sees("Trop peu de votes pour en donner le détail.")
    odile.sees_not("Décevant")


def test_two_editions_are_told_apart_on_a_ballot_by_their_year(club: Club, odile: Person) -> None:
    adds(odile, "Baromètre", "2025")
    adds(odile, "Baromètre", "2026", previous="2025 · Baromètre")
    fields = dict.fromkeys(ballots.FIELDS, "") | {ballots.OPENING: ballots.NOW}
    fields |= {ballots.CLOSE_DAY: "2027-01-20", ballots.CLOSE_TIME: "18:00"}
    first = First(Purpose.EVALUATION, "Évaluation", Method.JUDGMENT)
    second = ballots.Second(fields, [1, 2])
    done = preparing.create(
        club.prime.services, first, second, club.members["Odile Garnier"], club.clock.now()
    )
    assert done.ballot, done
    titles = {option.title for option in done.ballot.options}
    assert titles == {"Baromètre (2025)", "Baromètre (2026)"}


def test_from_work_to_topic_and_back_slack_s_three_windows_suffice(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    chosen(club, "Ana Berger", "Chaleur fatale")
    adds(odile, "Guide", "2026", topic="Chaleur fatale")
    ana.types("/prime travaux")
    ana.clicks("Voir le travail")
    for _ in range(3):
        ana.clicks("Voir le sujet")
        ana.clicks("Voir le travail")
    ana.sees("Rendu en 2026")
    assert len(club.box.workspace.stacks[ana.id]) == 3
    ana.closes()
    ana.clicks("Commenter…")
    ana.fills("Votre commentaire", "Très utile")
    ana.submits()
    ana.sees_not("Slack montre trois fenêtres au plus")


def test_a_fault_names_the_command_where_what_may_be_saved_is_seen(club: Club) -> None:
    ana = club.joins("Ana Berger")
    with club.broken_table("work"):
        ana.types("/prime travaux")
        ana.sees("Enregistrement incertain : vérifiez avec /prime travaux. Repère")
