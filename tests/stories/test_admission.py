"""The way into the club, as newcomers, companies and organisers live it (article PARTICIPER)."""

from threading import Thread

from handlers.belonging.admission import service
from handlers.belonging.admission.service import AdmissionOutcome
from sandbox.driver.person import Person
from storage.admission import get_seats, list_open, set_quota
from storage.people import Membership, find_member, get_person_by_slack
from storage.people import Person as Member
from tests.stories.club import Club
from tests.stories.said import (
    ASK_SEAT,
    COMPANY_FIELD,
    EMAIL_FIELD,
    FUNCTION_FIELD,
    MEMBERS_ONLY,
    NAME_FIELD,
    NO_EVENTS,
)
from tests.stories.test_charter import accepts, publishes


def member(club: Club, person: Person) -> Member:
    with club.prime.services.db.read() as session:
        found = get_person_by_slack(session, person.id)
    assert found is not None
    return found


def asks(person: Person, company: str = "verrerie ardoin", word: str = "") -> None:
    person.types("/prime rejoindre")
    person.fills({COMPANY_FIELD: company, FUNCTION_FIELD: "Directrice technique"})
    if word:
        person.fills("Un mot", word)
    person.submits()


def seats(club: Club, person: Person) -> tuple[int, int]:
    company_id = member(club, person).company_id
    assert company_id is not None
    with club.prime.services.db.read() as session:
        found = get_seats(session, company_id, 3)
    return found.taken, found.quota


def test_a_newcomer_asks_is_confirmed_accepts_and_is_admitted(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "Alliance", role="organiser")
    eve = club.stranger("Eve Martin")
    publishes(club)
    eve.types("/prime rsvp")
    eve.clicks("Demander à rejoindre…")
    eve.fills(
        {COMPANY_FIELD: "verrerie ardoin", FUNCTION_FIELD: "Directrice technique", "Un mot": "Avec Ana."}
    )
    eve.submits()
    eve.opens_dm()
    eve.sees("Fait : demande envoyée")
    eve.sees("En attente : accord de votre entreprise")
    eve.sees("À vous : lire la charte")
    odile.opens_dm()
    odile.sees("Eve Martin demande à représenter Verrerie Ardoin")
    odile.sees("Il manque : l’accord de l’entreprise et la charte")
    odile.sees_not("[Admettre]")
    ana.opens_dm()
    ana.sees("Eve Martin souhaite représenter Verrerie Ardoin avec vous (représentant 2 sur 3).")
    ana.sees("Avec Ana.")
    ana.clicks("Confirmer")
    ana.sees("Confirmé par Ana Berger, lundi 4 janvier 2027, 9 h")
    eve.sees("Fait : accord de votre entreprise")
    eve.types("/prime rsvp")
    eve.sees(MEMBERS_ONLY)
    eve.clicks("Lire la charte…", within="Votre demande")
    eve.submits()
    eve.sees("Fait : charte acceptée")
    eve.sees("En attente : décision de l’organisation")
    odile.opens_dm()
    odile.clicks("Admettre")
    odile.sees("Admission par Odile Garnier")
    odile.sees_not("[Admettre]")
    eve.sees("Bienvenue au Club PRIME.")
    assert member(club, eve).state is Membership.ADMITTED
    assert member(club, eve).company == "Verrerie Ardoin"
    eve.types("/prime rsvp")
    eve.sees(NO_EVENTS)


def test_without_a_charter_the_rule_sleeps_and_an_empty_company_needs_no_colleague(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    eve = club.stranger("Eve Martin")
    asks(eve, "Tuileries de Loire")
    odile.opens_dm()
    odile.sees("Il manque : l’entreprise")
    odile.clicks("Choisir l’entreprise…")
    odile.submits()
    odile.sees("À décider")
    odile.clicks("Admettre")
    assert member(club, eve).company == "Tuileries de Loire"
    assert member(club, eve).active
    assert club.dms(eve) == 2


def test_the_list_and_the_home_tab_lead_organisers_to_what_is_to_be_decided(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    for name in ("Alpha", "Beta", "Gamma", "Delta", "Iota", "Kappa"):
        asks(club.stranger(f"Nouvelle {name}"), "Alliance")
    club.later(minutes=1)
    odile.opens_home()
    odile.sees("6 demandes d’adhésion")
    odile.clicks("Décider…", within="6 demandes d’adhésion")
    odile.opens_dm()
    odile.clicks("Confirmer", within="Nouvelle Alpha souhaite")
    odile.clicks("Suivantes")
    odile.sees("Nouvelle Kappa demande à représenter Alliance")
    odile.clicks("Précédentes")
    odile.clicks("Refuser…", within="Nouvelle Beta demande")
    odile.fills("Motif, tel que Nouvelle Beta le lira", "Plus tard.")
    odile.submits()
    odile.sees("5 demandes d’adhésion")


def test_a_refusal_says_why_and_one_may_ask_again(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    club.joins("Ana Berger")
    eve = club.stranger("Eve Martin")
    asks(eve)
    odile.opens_dm()
    odile.clicks("Refuser…")
    odile.fills("Motif, tel que Eve Martin le lira", "Une seule personne par site.")
    odile.submits()
    odile.sees("Refusée par Odile Garnier, lundi 4 janvier 2027, 9 h : Une seule personne par site.")
    eve.opens_dm()
    eve.sees("Demande non acceptée : Une seule personne par site. Une question : Odile Garnier.")
    assert member(club, eve).state is Membership.LEFT
    asks(eve)
    assert member(club, eve).state is Membership.INVITED


def test_the_company_declines(club: Club) -> None:
    ana, eve = club.joins("Ana Berger"), club.stranger("Eve Martin")
    asks(eve)
    ana.opens_dm()
    ana.clicks("Refuser…")
    ana.fills("Motif, tel que Eve Martin le lira", "Nous ne nous connaissons pas.")
    ana.submits()
    ana.sees("Refusée par Ana Berger")
    eve.opens_dm()
    eve.sees("Demande non acceptée : Nous ne nous connaissons pas.")


def test_a_request_is_taken_back(club: Club) -> None:
    ana, eve = club.joins("Ana Berger"), club.stranger("Eve Martin")
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    asks(eve)
    ana.opens_dm()
    ana.clicks("Confirmer")
    assert seats(club, ana) == (2, 3)
    eve.opens_dm()
    eve.clicks("Retirer ma demande")
    eve.sees("Retirée")
    assert seats(club, ana) == (1, 3)
    odile.opens_dm()
    odile.sees("Retirée")
    odile.sees_not("[Refuser…]")


def test_asking_twice_shows_where_the_request_stands(club: Club) -> None:
    eve, ana = club.stranger("Eve Martin"), club.joins("Ana Berger")
    asks(eve)
    eve.types("/prime join")
    eve.sees("En attente : accord de votre entreprise")
    eve.types("/prime rsvp")
    eve.clicks("Voir ma demande")
    with club.prime.services.db.read() as session:
        assert len(list_open(session)) == 1
    ana.types("/prime rejoindre")
    ana.sees("Pour représenter Verrerie Ardoin avec vous")


def test_a_full_company_asks_for_a_seat_more(club: Club) -> None:
    ana = club.joins("Ana Berger")
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    for name in ("Luc Roy", "Marc Petit"):
        club.joins(name)
    eve = club.stranger("Eve Martin")
    asks(eve)
    ana.opens_dm()
    ana.sees("votre entreprise a déjà ses 3 représentants")
    eve.opens_dm()
    eve.sees("En attente : un représentant de plus pour votre entreprise")
    ana.clicks(ASK_SEAT)
    ana.sees("l’organisation répond ici")
    ana.clicks(ASK_SEAT)
    odile.opens_dm()
    odile.sees("Ana Berger demande un représentant de plus pour Verrerie Ardoin")
    odile.clicks("Accorder une place", within="Ana Berger demande un représentant")
    odile.sees("Accordée par Odile Garnier, lundi 4 janvier 2027, 9 h")
    ana.sees("Un représentant de plus pour Verrerie Ardoin : 4 en tout.")
    ana.clicks("Confirmer")
    assert seats(club, ana) == (4, 4)


def test_a_seat_more_is_declined_with_a_reason_and_may_be_asked_for_again(club: Club) -> None:
    ana, luc, _marc = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Marc Petit"))
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    for person in (ana, luc):
        person.types("/prime rejoindre")
        person.clicks(ASK_SEAT)
        person.sees("l’organisation répond ici")
    odile.opens_dm()
    odile.clicks("Refuser…", within="Ana Berger demande un représentant")
    odile.fills("Motif, tel que Ana Berger le lira", "Trois par entreprise cette année.")
    odile.submits()
    odile.sees("Refusée par Odile Garnier, lundi 4 janvier 2027, 9 h : Trois par entreprise cette année.")
    odile.sees_not("[Accorder une place]")
    for person in (ana, luc):
        person.opens_dm()
        person.sees("Pas de représentant de plus pour Verrerie Ardoin : Trois par entreprise cette année.")
    assert seats(club, ana) == (3, 3)
    ana.types("/prime rejoindre")
    ana.clicks(ASK_SEAT)
    club.settle()
    odile.clicks("Accorder une place")
    ana.sees("Un représentant de plus pour Verrerie Ardoin : 4 en tout.")
    assert club.dms(luc) == 1
    assert seats(club, ana) == (3, 4)


def test_of_two_who_want_the_last_seat_one_gets_it(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    eve, zoe = club.stranger("Eve Martin"), club.stranger("Zoe Blanc")
    for person in (eve, zoe):
        asks(person)
    with club.prime.services.db.read() as session:
        requests = list_open(session)
    said: list[AdmissionOutcome] = []

    def confirms(request_id: int, by: Person) -> None:
        said.append(service.confirm(club.prime.services, request_id, member(club, by), club.clock.now()))

    threads = [Thread(target=confirms, args=pair) for pair in zip(requests, (ana, luc), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [AdmissionOutcome.DONE, AdmissionOutcome.FULL]
    assert seats(club, ana) == (3, 3)


def test_a_member_invites_somebody_of_the_workspace(club: Club) -> None:
    ana, eve = club.joins("Ana Berger"), club.stranger("Eve Martin")
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    ana.types("/prime rejoindre @uevemartin")
    ana.submits()
    ana.sees("C’est fait ; la personne est prévenue.")
    eve.opens_dm()
    eve.sees("Votre invitation, Verrerie Ardoin")
    eve.sees("Fait : invitation de Ana Berger")
    odile.opens_dm()
    odile.sees("Eve Martin : invitation à représenter Verrerie Ardoin")
    odile.clicks("Admettre")
    assert member(club, eve).active


def test_an_invitation_by_address_waits_for_the_person_and_keeps_a_seat(club: Club) -> None:
    ana = club.joins("Ana Berger")
    publishes(club)
    accepts(ana)
    ana.types("/prime join")
    ana.fills({NAME_FIELD: "Lea", EMAIL_FIELD: "lea@example.org"})
    ana.submits()
    assert ana.errors() == {NAME_FIELD: "Indiquez un prénom et un nom."}
    ana.fills(NAME_FIELD, "Léa Moulin")
    ana.submits()
    assert seats(club, ana) == (2, 3)
    lea = club.enters("Léa Moulin", email="lea@example.org")
    lea.opens_dm()
    lea.sees("Votre invitation, Verrerie Ardoin")
    lea.sees("À vous : lire la charte")
    lea.sees_not("Voir mes activités")
    lea.clicks("Lire la charte…")
    lea.submits()
    lea.sees("Fait : charte acceptée")


def test_inviting_a_member_or_beyond_the_quota_is_refused_at_the_field(club: Club) -> None:
    ana, _luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges du Nord")
    ana.types("/prime join")
    ana.fills({NAME_FIELD: "Luc Roy", EMAIL_FIELD: "luc.roy@example.org"})
    ana.submits()
    assert ana.errors() == {EMAIL_FIELD: "Cette personne est déjà membre."}
    company_id = member(club, ana).company_id
    assert company_id is not None
    with club.prime.services.db.begin() as session:
        set_quota(session, company_id, 1)
    ana.fills({NAME_FIELD: "Léa Moulin", EMAIL_FIELD: "lea@example.org"})
    ana.submits()
    assert "a déjà tous ses représentants" in ana.errors()[EMAIL_FIELD]
    with club.prime.services.db.read() as session:
        assert find_member(session, email="lea@example.org", slack_id=None) is None
    ana.closes()
    ana.types("/prime join")
    ana.sees("Votre entreprise a déjà son représentant.")


def test_guests_and_strangers_get_no_way_in(club: Club) -> None:
    guest = club.stranger("Guy Hote", is_restricted=True)
    other = club.stranger("Max Ext", is_stranger=True)
    for person in (guest, other):
        person.types("/prime rejoindre")
        person.sees(MEMBERS_ONLY)
        person.sees_not("[Demander à rejoindre…]")


def test_members_of_another_company_may_not_confirm(club: Club) -> None:
    club.joins("Ana Berger")
    luc, eve = club.joins("Luc Roy", "Forges du Nord"), club.stranger("Eve Martin")
    asks(eve)
    assert (
        service.confirm(club.prime.services, 1, member(club, luc), club.clock.now())
        is AdmissionOutcome.NOT_YOURS
    )
    assert (
        service.refuse(club.prime.services, 1, member(club, luc), "non", club.clock.now())
        is AdmissionOutcome.NOT_YOURS
    )
    assert member(club, eve).state is Membership.INVITED
