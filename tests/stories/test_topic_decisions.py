"""What becomes of topics: answers, mergers, votes, works (articles CHOISIR, ÊTRE constructif)."""

import pytest

from club.ballots import BallotState as BallotState
from club.ids import TopicId, WorkId
from club.topics import TopicStep
from club.works import Work
from sandbox.driver.person import Person
from storage.topics import add_step
from storage.works import add_work
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.proposals import TITLE, cards, changes, on_a_ballot, proposes, records


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger")


@pytest.fixture
def paul(club: Club) -> Person:
    return club.joins("Paul Mercier", "Forges Yonne")


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def test_every_proposal_gets_an_answer_with_its_reason(
    club: Club, ana: Person, paul: Person, odile: Person
) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Soutenir")
    proposes(paul, "Chaudière biomasse")
    proposes(paul, "Hydrogène vert")
    odile.types("/prime sujets")
    odile.sees("3 sujets")
    odile.clicks("Retenir", within="Chaudière biomasse")
    odile.sees("Retenu pour le vote ; ses soutiens sont prévenus.")
    odile.opens_home()
    odile.sees("2 sujets attendent une réponse")
    odile.clicks("Répondre…")
    odile.opens_dm()
    odile.sees("2 sujets")
    odile.clicks("Décliner…", within=TITLE)
    odile.fills("Motif", "Déjà étudié en 2025")
    odile.submits()
    odile.sees("Décliné ; ses soutiens sont prévenus.")
    odile.sees("1 sujet")
    club.at(paris(2027, 1, 5, 9, 0))
    for person in (ana, paul):
        person.opens_dm()
        person.sees("Non retenu : Déjà étudié en 2025 (décidé par Odile Garnier)")
    paul.sees("Retenu pour le vote (décidé par Odile Garnier)")
    paul.opens(CHANNEL)
    paul.sees("Non retenu : Déjà étudié en 2025")
    odile.fills("État", "Non retenus")
    odile.clicks("Rouvrir")
    odile.sees("Rouvert ; ses soutiens sont prévenus.")
    ana.opens_dm()
    ana.sees("Rouvert (décidé par Odile Garnier)")
    assert club.dms(odile) == 1, "the list alone: who decides is told nothing"
    assert not any("Non retenu" in text for text in cards(paul))


def test_a_merger_keeps_supporters_co_authors_and_comments(
    club: Club, ana: Person, paul: Person, odile: Person
) -> None:
    zoe = club.joins("Zoé Lebœuf", "Aciéries du Nord")
    proposes(ana)
    proposes(paul, "Valorisation de la chaleur perdue", "Un réseau voisin l’achèterait.")
    zoe.opens(CHANNEL)
    zoe.clicks("Soutenir", within=TITLE)
    zoe.clicks("Commenter…", within=TITLE)
    zoe.fills("Votre commentaire", "Très utile")
    zoe.submits()
    odile.types("/prime sujets fatale")
    odile.sees("1 sujet pour « fatale »")
    odile.clicks("Regrouper…")
    odile.fills("Dans quel sujet ?", "chaleur perdue")
    odile.submits()
    odile.sees("Regroupés ; leurs soutiens sont prévenus.")
    for person, words in (
        (ana, "Regroupé avec « Valorisation de la chaleur perdue » (décidé par Odile Garnier)"),
        (zoe, "Regroupé avec « Valorisation de la chaleur perdue » (décidé par Odile Garnier)"),
        (paul, f"« {TITLE} » y est regroupé"),
    ):
        person.opens_dm()
        person.sees(words)
    assert [club.dms(person) for person in (ana, zoe, paul)] == [2, 1, 1]
    zoe.opens(CHANNEL)
    zoe.sees("3 soutiens de 3 entreprises")
    zoe.clicks("Lire en entier", within="Proposé par Paul Mercier")
    zoe.sees("Porté par Paul Mercier (Forges Yonne) et Ana Berger (Verrerie Ardoin)")
    zoe.sees("Très utile")
    zoe.sees(f"Regroupés dans ce sujet « {TITLE} »")
    zoe.closes()
    zoe.clicks("Voir le sujet…", within="Proposé par Ana Berger")
    zoe.sees("Valorisation de la chaleur perdue")


def test_members_ask_for_a_merger_and_the_first_decision_wins(
    club: Club, ana: Person, paul: Person, odile: Person
) -> None:
    omar = club.joins("Omar Diallo", "ALLICE", role="organiser")
    proposes(ana)
    proposes(ana, "Chaudière biomasse")
    for into in ("biomasse",) * 2:
        paul.opens(CHANNEL)
        paul.clicks("Proposer de regrouper…", within=TITLE)
        paul.fills("Dans quel sujet ?", into)
        paul.fills("Un mot pour l’organisation", "Même chaudière *<!here>*")
        paul.submits()
    paul.sees("C’est déjà demandé : l’organisation répondra.")
    for organiser in (odile, omar):
        organiser.opens_dm()
        organiser.sees(f"Paul Mercier, Forges Yonne, propose de regrouper « {TITLE} »")
        organiser.sees("Même chaudière *<!here>*")
    omar.clicks("Décliner…")
    odile.clicks("Décliner…")
    odile.fills("Motif", "Deux techniques distinctes")
    odile.submits()
    omar.fills("Motif", "Trop tard")
    omar.submits()
    for organiser in (odile, omar):
        organiser.sees("Non regroupé avec « Chaudière biomasse » : Deux techniques distinctes (Odile Garnier")
    omar.sees("Déjà décidé ; voici ce qui vaut.")
    paul.opens_dm()
    paul.sees("Non regroupé avec « Chaudière biomasse » : Deux techniques distinctes")
    paul.opens(CHANNEL)
    paul.clicks("Proposer de regrouper…", within="Chaudière biomasse")
    paul.fills("Dans quel sujet ?", "fatale")
    paul.submits()
    omar.opens_dm()
    omar.clicks("Regrouper")
    odile.sees(f"Regroupé avec « {TITLE} » par Omar Diallo")
    paul.opens_dm()
    paul.sees(f"Regroupé avec « {TITLE} » par Omar Diallo")
    paul.opens(CHANNEL)
    paul.sees(f"Regroupé avec « {TITLE} »")


def test_the_card_shows_a_topics_whole_life(club: Club, ana: Person, paul: Person, odile: Person) -> None:
    proposes(ana)
    paul.opens(CHANNEL)
    paul.clicks("Soutenir")
    ballot = on_a_ballot(club, 1, "Choix des études 2027", BallotState.OPEN)
    records(club, 1, TopicStep.ON_BALLOT, ballot)
    paul.sees("Soumis au vote jusqu’au lundi 11 janvier 2027, 9 h : Choix des études 2027")
    paul.sees("[Voir le vote]")
    paul.clicks("Lire en entier", within="Proposé par")
    paul.sees("lundi 4 janvier 2027 · Soumis au vote : Choix des études 2027")
    paul.closes()
    changes(club, ballot, BallotState.CLOSED)
    records(club, 1, TopicStep.NOT_CHOSEN, ballot, "5 voix, il en fallait 7")
    assert any("Non choisi par le vote : Choix des études 2027" in text for text in cards(paul))
    paul.sees("[Voir le résultat]")
    second = on_a_ballot(club, 1, "Choix des études 2028", BallotState.OPEN)
    records(club, 1, TopicStep.ON_BALLOT, second)
    changes(club, second, BallotState.CLOSED)
    records(club, 1, TopicStep.CHOSEN, second, "9 voix")
    paul.sees("Choisi par le vote : Choix des études 2028 · 9 voix")
    with club.prime.services.db.begin() as session:
        made = Work(WorkId(0), "Étude chaleur fatale", 2028)
        work = add_work(session, made, None, club.clock.now())
    records(club, 1, TopicStep.DELIVERED, work)
    paul.sees("Travail rendu : Étude chaleur fatale")
    records(club, 1, TopicStep.EVALUATED, work, "Utilité : Bien")
    paul.sees("Évalué : Étude chaleur fatale · Utilité : Bien")
    paul.sees("[Voir le travail]")
    club.at(paris(2027, 1, 5, 9, 0))
    for person in (ana, paul):
        person.opens_dm()
        person.sees("Non choisi par le vote : Choix des études 2027 · 5 voix, il en fallait 7")
        person.sees("Choisi par le vote : Choix des études 2028 · 9 voix")
    odile.types("/prime sujets fatale")
    odile.clicks("Lire en entier…")
    odile.sees_not("Décliner…")


def test_stale_cards_are_answered_by_what_holds(club: Club, ana: Person, paul: Person, odile: Person) -> None:
    proposes(ana)
    proposes(ana, "Chaudière biomasse")
    paul.opens(CHANNEL)
    services, now = club.prime.services, club.clock.now()
    for step, words in (
        (TopicStep.DECLINED, "Ce sujet n’est pas retenu : Trop cher. L’organisation peut le rouvrir."),
        (TopicStep.CHOSEN, "Ce sujet est choisi par un vote"),
        (TopicStep.WITHDRAWN, "Ce sujet est retiré par Ana Berger."),
    ):
        with services.db.begin() as session:
            add_step(session, TopicId(1), TopicStep.REOPENED, now)
            add_step(session, TopicId(1), step, now, reason="Trop cher.")
        paul.clicks("Soutenir", within=TITLE)
        paul.sees(words)
    with services.db.begin() as session:
        add_step(session, TopicId(1), TopicStep.MERGED, now, other_id=2)
    paul.clicks("Soutenir", within=TITLE)
    paul.sees("Ce sujet est regroupé avec « Chaudière biomasse » : la suite s’y passe.")
    paul.clicks("Soutenir", within="Chaudière biomasse")
    paul.sees("Votre soutien est noté.")
