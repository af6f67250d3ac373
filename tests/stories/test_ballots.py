"""Ballots as organisers hold them: from the empty form to the card, the electors, and the end."""

from datetime import date, time

from club.ballots import Ballot, BallotState
from club.ids import TopicId
from club.topics import TopicKind, TopicStep
from handlers.choosing.shared.topics import record
from sandbox.driver.person import Person
from sandbox.driver.words import fold
from storage.ballots import get_ballot, list_ballots
from storage.topics import add_topic
from tests.stories.club import Club, paris
from tests.stories.said import (
    CANCEL,
    CLOSING_DAY,
    EDIT,
    NEW_BALLOT,
    OPEN_NOW,
    REASON_FIELD,
    TITLE_FIELD,
    VOTE,
)

TITLE = "Choix des études 2027"
STUDIES = ("Chaleur fatale", "Air comprimé", "Pompes à chaleur", "Jumeaux numériques")
CLOSING = {CLOSING_DAY: date(2027, 1, 18), "Heure de la clôture": time(18)}


def organiser(club: Club, name: str = "Odile Garnier") -> Person:
    return club.joins(name, "Alliance", role="organiser")


def shortlists(club: Club, *titles: str) -> list[TopicId]:
    services, now = club.prime.services, club.clock.now()
    author = next(iter(club.members.values()))
    with services.db.begin() as session:
        made = [add_topic(session, author, TopicKind.STUDY, title, "", "", now) for title in titles]
        for topic in made:
            record(session, services, topic, TopicStep.SHORTLISTED, now)
    club.settle()
    return made


def begins(odile: Person, **given: str) -> None:
    odile.types("/prime scrutin")
    odile.clicks(NEW_BALLOT)
    odile.fills({TITLE_FIELD: TITLE, **given})
    odile.submits()


def the_ballot(club: Club) -> Ballot:
    with club.prime.services.db.read() as session:
        [ballot] = list_ballots(session)
        found = get_ballot(session, ballot.id)
    assert found is not None
    return found


def texts_of(person: Person, in_: str | None = None) -> list[str]:
    return [fold(str(message["text"])) for message in person.messages(in_)]


def test_a_ballot_is_prepared_opened_extended_and_called_off(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    marc, lea = club.joins("Marc Petit"), club.joins("Léa Roux", "Forges du Nord")
    shortlists(club, *STUDIES)
    begins(odile)
    odile.fills({"Sujets à choisir": "2", "Quorum": "2", **CLOSING})
    odile.submits()
    odile.sees("scrutin enregistré")
    odile.sees("Aperçu…")
    odile.sees("Brouillon, à ouvrir")
    assert texts_of(ana, "club-prime") == []
    odile.clicks(OPEN_NOW)
    odile.sees("vote ouvert")
    ana.opens("club-prime")
    ana.sees("Ouvert jusqu’au lundi 18 janvier 2027, 18 h (heure de Paris)")
    ana.sees("4 sujets, 2 à choisir · un vote par entreprise")
    ana.sees("Approbation · 🔒 Confidentiel · quorum : 2 entreprises")
    for person in (ana, marc, lea):
        heard = [text for text in texts_of(person) if "Vote ouvert" in text]
        assert heard == [fold(f"Vote ouvert jusqu’au lundi 18 janvier 2027, 18 h : {TITLE}")]
    lea.opens_dm()
    lea.sees("Pour Forges du Nord")
    extends(odile, ana)
    calls_off(odile, ana, lea)
    assert the_ballot(club).state is BallotState.CANCELLED
    ana.opens_home()
    ana.sees_not("Ce qui vous attend (")


def extends(odile: Person, ana: Person) -> None:
    odile.types("/prime scrutin")
    odile.clicks("Prolonger…")
    odile.submits()
    assert "choisissez une clôture après le" in odile.errors()[CLOSING_DAY]
    odile.fills({CLOSING_DAY: date(2027, 1, 25)})
    odile.submits()
    odile.sees("vote prolongé")
    ana.opens("club-prime")
    ana.sees("le vote est prolongé jusqu’au lundi 25 janvier 2027, 18 h")
    ana.sees("Ouvert jusqu’au lundi 25 janvier 2027")


def calls_off(odile: Person, ana: Person, lea: Person) -> None:
    odile.types("/prime scrutin")
    odile.clicks(CANCEL)
    odile.fills({REASON_FIELD: "Doublon"})
    odile.submits()
    odile.sees("vote annulé")
    ana.sees("Annulé : Doublon")
    lea.opens_dm()
    lea.sees("Les votes déposés sont effacés")


def plans(odile: Person) -> None:
    """A public vote by points, planned for the fifth at nine; what is wrong on the way is said."""
    begins(odile, **{"Méthode": "Points", "Secret du vote": "Votes publics"})
    odile.ticks("À la date ci-dessous")
    odile.ticks("Afficher les chiffres au fil des votes")
    opening = {"Jour de l’ouverture": date(2027, 1, 4), "Heure de l’ouverture": time(8)}
    odile.fills({"Sujets à choisir": "4", "Points par option": "11", **opening, **CLOSING})
    odile.submits()
    assert {fold(label) for label in odile.errors()} == {fold("Jour de l’ouverture")}
    odile.fills({"Jour de l’ouverture": date(2027, 1, 5)})
    odile.submits()
    assert {fold(label) for label in odile.errors()} == {"Sujets à choisir", "Points par option"}
    odile.fills({"Sujets à choisir": "1", "Points par option": "6"})
    odile.submits()
    odile.sees("⏳ S’ouvre le mardi 5 janvier 2027, 8 h")
    odile.clicks(EDIT)
    odile.submits()
    odile.fills({"Heure de l’ouverture": time(9)})
    odile.submits()


def test_a_planned_ballot_opens_reminds_and_closes_by_the_clock(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger", "Forges du Nord")
    shortlists(club, *STUDIES)
    plans(odile)
    club.at(paris(2027, 1, 5, 8, 59))
    assert texts_of(ana) == []
    club.at(paris(2027, 1, 5, 9))
    ana.opens("club-prime")
    ana.sees("Ouvert jusqu’au lundi 18 janvier 2027, 18 h")
    ana.clicks(VOTE)
    ana.fills({"Air comprimé": "6"})
    ana.submits()
    ana.sees("En tête pour l’instant :")
    ana.sees("Air comprimé : 6 points")
    club.at(paris(2027, 1, 15, 17))
    assert "bientôt" not in odile.screen()
    club.at(paris(2027, 1, 18, 9))
    odile.opens_dm()
    odile.sees("Votre point du lundi 18 janvier 2027")  # with the organisers' week
    odile.sees("Avant le lundi 18 janvier 2027, 18 h · Choix des études 2027")
    odile.sees(VOTE)
    ana.opens_dm()
    ana.sees_not("Votre point du lundi 18 janvier 2027")
    ana.sees("Vous avez voté pour Forges du Nord")
    club.at(paris(2027, 1, 18, 18))
    ana.sees("Clos le lundi 18 janvier 2027, 18 h")
    odile.sees_not(VOTE)
    ana.opens("club-prime")
    ana.sees("Voir le résultat")
    assert the_ballot(club).state is BallotState.CLOSED
