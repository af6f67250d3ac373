"""Members host the club's meetings, as hosts and organisers live it (article CONTRIBUER)."""

import pytest

from club.events import EventState
from club.hosting import OfferState as OfferState
from handlers.belonging.mydata import service as mydata
from handlers.events.organising import form
from handlers.events.organising import service as events
from handlers.kit.return_to import revision
from sandbox.driver.person import Person
from storage.events import get_event
from storage.hosting import get_offer
from storage.people import get_person
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import EDIT, ORGANISERS_TOLD, START_DAY, TITLE_FIELD

PLACE = "Usine du Val, 12 rue du Lac, 74000 Annecy"
OFFERED = {
    "Lieu et adresse": PLACE,
    "Places": "40",
    "Salle": "Salle Mont-Blanc",
    "Quand ?": ["mars 2027", "avril 2027"],
    "Accès": "Parking visiteurs, portail nord.",
    "Accès en fauteuil": "Oui",
    "Contact sur place": "Marc, 04 99 00 12 40",
}
TITLE = "Visite de l’usine du Val"


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger", "Papeterie du Val")


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", role="organiser")


def offers(person: Person, dates: str = "") -> None:
    """Premises, by the form."""
    person.types("/prime accueillir")
    person.clicks("Accueillir une réunion…")
    person.fills({**OFFERED, "Dates possibles": dates} if dates else OFFERED)
    person.ticks("Chaussures de sécurité")
    person.submits()


def takes(organiser: Person) -> None:
    """An event at these premises, published."""
    organiser.types("/prime accueillir")
    organiser.clicks("Créer l’activité…")
    organiser.fills({TITLE_FIELD: TITLE, START_DAY: "2027-03-18", "Heure du début": "09:30"})
    organiser.fills("Heure de la fin", "12:00")
    organiser.ticks("Publier maintenant dans le canal")
    organiser.submits()


def stands(club: Club) -> OfferState:
    with club.prime.services.db.read() as session:
        found = get_offer(session, 1)  # type: ignore[arg-type]
    assert found is not None
    return found.state


def test_an_offer_becomes_an_event_that_its_host_confirms(club: Club, ana: Person, odile: Person) -> None:
    offers(ana)
    ana.opens_dm()
    ana.sees(f"✅ Offre reçue : {PLACE}, 40 places, mars et avril 2027.")
    takes(odile)
    event = club.event(FIRST)
    assert (event.place, event.capacity) == (f"{PLACE}, Salle Mont-Blanc", 40)
    assert event.host_company == "Papeterie du Val"
    assert "Marc" not in event.agenda, "whom to call on the day is the organisers' to know"
    odile.opens("club-prime")
    odile.sees("chez Papeterie du Val")
    ana.opens_dm()
    ana.sees(f"➡️ {TITLE}, le jeudi 18 mars 2027, 9 h 30, 40 personnes : vous accueillez ?")
    ana.clicks("Je confirme")
    ana.sees(f"✅ Vous accueillez {TITLE}")
    odile.types("/prime accueillir")
    odile.sees("✅ Confirmée pour une activité")
    odile.opens_dm()
    odile.clicks("Créer l’activité…")
    odile.sees("Cette offre n’est plus disponible ; choisissez-en une autre.")


def test_the_days_that_suit_and_the_lists_deadline_reach_organisers_and_visitors_what_is_theirs(
    club: Club, ana: Person, odile: Person
) -> None:
    ana.types("/prime accueillir")
    ana.clicks("Accueillir une réunion…")
    ana.fills({**OFFERED, "Dates possibles": "Jeudi 18 ou mardi 23 mars", "Remise de la liste": "5"})
    ana.ticks("Chaussures de sécurité")
    ana.submits()
    assert ana.errors() == {"Remise de la liste": "De 1 à 60, si le site demande une liste."}
    ana.ticks("Liste à l’avance")
    ana.submits()
    odile.types("/prime accueillir")
    odile.sees("Dates possibles : Jeudi 18 ou mardi 23 mars")
    odile.sees("Liste 5 jours à l’avance et Chaussures de sécurité")
    takes(odile)
    agenda = club.event(FIRST).agenda.replace("\N{NO-BREAK SPACE}", " ")
    assert "Parking visiteurs, portail nord." in agenda
    assert "Le site demande : Chaussures de sécurité" in agenda
    assert "fauteuil" in agenda.lower()
    assert "liste" not in agenda.lower(), "that is the organisers' to hand over"


def test_premises_are_taken_for_one_event_alone(club: Club, ana: Person, odile: Person) -> None:
    jean = club.joins("Jean Second", role="organiser")
    offers(ana)
    for organiser in (odile, jean):
        organiser.types("/prime accueillir")
        organiser.clicks("Créer l’activité…")
        organiser.fills({TITLE_FIELD: TITLE, START_DAY: "2027-03-18", "Heure du début": "09:30"})
        organiser.fills("Heure de la fin", "12:00")
    odile.submits()
    jean.submits()
    assert list(jean.errors()) == ["Lieu"]
    assert stands(club) is OfferState.TAKEN


def test_organisers_see_what_matters_and_narrow_the_list(club: Club, ana: Person, odile: Person) -> None:
    luc = club.joins("Luc Martin", "Aciérie du Plessis")
    offers(ana)
    luc.types("/prime accueillir")
    luc.clicks("Accueillir une réunion…")
    luc.fills(OFFERED | {"Lieu et adresse": "Aciérie, 62100 Calais", "Quand ?": ["juin 2027"]})
    luc.submits()
    odile.types("/prime accueillir")
    odile.sees("2 offres de lieux")
    odile.sees(f"{PLACE}, Salle Mont-Blanc, Papeterie du Val · 40 places · mars et avril 2027")
    odile.sees("Le site demande : Chaussures de sécurité")
    odile.sees("Contact sur place : Marc, 04 99 00 12 40")
    odile.sees("Pas encore d’accueil")
    odile.fills("Mois", "juin 2027")
    odile.sees("1 offre de lieux")
    odile.sees_not("Annecy")
    odile.fills("Mois", "Tous les mois")
    odile.fills("Région", "Auvergne-Rhône-Alpes")
    odile.sees_not("Calais")
    odile.sees("Annecy")


def test_a_host_who_backs_out_is_told_of_at_once(club: Club, ana: Person, odile: Person) -> None:
    offers(ana)
    takes(odile)
    ana.opens_dm()
    ana.clicks("C’est impossible…")
    ana.submits()
    ana.sees(ORGANISERS_TOLD)
    odile.opens_dm()
    odile.sees(f"Papeterie du Val n’accueille plus {TITLE}, jeudi 18 mars 2027.")
    odile.clicks("Changer de lieu…")
    odile.sees("Modifier l’activité")
    assert stands(club) is OfferState.OFFERED, "April is still offered"
    ana.types("/prime accueillir")
    ana.sees("40 places, avril 2027")


def test_an_offer_is_changed_and_taken_back(club: Club, ana: Person, odile: Person) -> None:
    offers(ana)
    ana.opens_dm()
    ana.clicks(EDIT)
    ana.fills({"Places": "25", "Quand ?": ["mai 2027"]})
    ana.submits()
    ana.sees("25 places, mai 2027")
    ana.clicks("Retirer mon offre…")
    ana.submits()
    ana.sees("Offre retirée.")
    odile.types("/prime accueillir")
    odile.sees("Aucune offre de lieux.")


def test_what_is_wrong_is_said_at_its_field(club: Club, ana: Person) -> None:
    ana.types("/prime accueillir")
    ana.clicks("Accueillir une réunion…")
    ana.fills(OFFERED | {"Lieu et adresse": "x" * 151})
    ana.submits()
    assert list(ana.errors()) == ["Lieu et adresse"]


def test_a_month_gone_by_is_offered_no_more_neither_in_a_form_left_open_nor_in_an_offer(
    club: Club, ana: Person, odile: Person
) -> None:
    ana.types("/prime accueillir")
    ana.clicks("Accueillir une réunion…")
    ana.fills(OFFERED | {"Quand ?": ["janvier 2027"]})
    club.clock.set(paris(2027, 2, 1, 9, 0))
    ana.submits()
    assert ana.errors() == {"Quand ?": "Choisissez un mois à venir."}
    ana.closes()
    offers(ana)
    club.clock.set(paris(2027, 4, 2, 9, 0))
    odile.types("/prime accueillir")
    odile.sees("avril 2027")
    odile.sees_not("mars 2027")
    club.clock.set(paris(2027, 5, 3, 9, 0))
    odile.types("/prime accueillir")
    odile.sees("Aucune offre de lieux.")


def test_an_event_that_moves_is_confirmed_anew_and_one_called_off_frees_the_premises(
    club: Club, ana: Person, odile: Person
) -> None:
    offers(ana)
    takes(odile)
    ana.opens_dm()
    ana.clicks("Je confirme")
    services, zone = club.prime.services, club.prime.services.club.zone
    with services.db.read() as session:
        event = get_event(session, FIRST)
    assert event is not None
    fields = form.fields_of(event, zone) | {form.START_DAY: "2027-04-15", form.DEADLINE_DAY: ""}
    fields |= {form.DEADLINE_TIME: ""}
    events.change(services, FIRST, revision(event), fields, club.clock.now(), at_once=False)
    club.later(minutes=1)
    ana.opens_dm()
    ana.sees("➡️ Visite de l’usine du Val, le jeudi 15 avril 2027, 9 h 30, 40 personnes : vous accueillez ?")
    assert stands(club) is OfferState.TAKEN
    events.cancel(services, FIRST, "Grève", club.clock.now())
    club.later(minutes=1)
    ana.sees("Activité annulée : Visite de l’usine du Val. Votre offre reste valable.")
    assert stands(club) is OfferState.OFFERED
    assert club.event(FIRST).state is EventState.CANCELLED


def test_a_host_who_leaves_is_told_of_and_nothing_they_typed_remains(
    club: Club, ana: Person, odile: Person
) -> None:
    offers(ana, dates="Le 18 mars, Ana Berger vous attend")
    takes(odile)
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members["Ana Berger"])
    assert person is not None
    mydata.leave(club.prime.services, person, club.clock.now())
    club.later(minutes=1)
    odile.opens_dm()
    odile.sees(f"Papeterie du Val n’accueille plus {TITLE}")
    with club.prime.services.db.read() as session:
        offer = get_offer(session, 1)  # type: ignore[arg-type]
    assert offer is not None
    assert (offer.state, offer.terms.place, offer.terms.contact) == (OfferState.WITHDRAWN, "", "")
    assert offer.terms.dates == ""


def test_a_host_is_thanked_in_the_channel_once(club: Club, ana: Person, odile: Person) -> None:
    offers(ana)
    takes(odile)
    club.at(paris(2027, 3, 19, 9, 0))
    odile.types("/prime accueillir")
    odile.sees(f"{TITLE}, jeudi 18 mars 2027, chez Papeterie du Val")
    odile.clicks("Remercier dans le canal")
    odile.sees("✅ Remerciement publié : Papeterie du Val.")
    odile.sees_not("Remercier dans le canal")
    odile.opens("club-prime")
    odile.sees(f"Merci à Papeterie du Val pour son accueil : {TITLE}.")
    odile.types("/prime accueillir")
    odile.sees("Accueil : mars 2027")
