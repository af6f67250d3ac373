"""Memberships as organisers keep them, and what becomes of them when a Slack account closes."""

import pytest

from club.ids import SlackId
from handlers.belonging.members import service
from handlers.belonging.members.listeners import on_quota_set
from handlers.belonging.members.service import MembershipOutcome
from handlers.imports.encoding import decode
from handlers.imports.parse import parse_members
from handlers.kit.interaction import Interaction
from handlers.kit.return_to import ReturnTo
from sandbox.driver.person import Person
from storage.admission import set_quota
from storage.people import Membership, Role, add_member, get_visitor
from tests.stories.club import Club
from tests.stories.said import ASK_SEAT, COMPANY_FIELD, EXPORT, MEMBERS_ONLY, ORGANISERS_ONLY
from tests.stories.test_admission import asks, member, seats

SEARCH = "Chercher un membre…"


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "Alliance", role="organiser")


def closes(club: Club, person: Person, *, closed: bool = True) -> None:
    club.box.change_user(person.id, deleted=closed)
    club.settle()


def quota(club: Club, person: Person, seats_: int) -> None:
    company_id = member(club, person).company_id
    assert company_id is not None
    with club.prime.services.db.begin() as session:
        set_quota(session, company_id, seats_)


def test_a_closed_account_is_suspended_and_its_seat_freed_once_confirmed(club: Club, odile: Person) -> None:
    ana, luc, marc = (club.joins(name) for name in ("Ana Berger", "Luc Roy", "Marc Petit"))
    event_id = club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    closes(club, ana)
    assert member(club, ana).state is Membership.SUSPENDED
    assert seats(club, luc) == (3, 3)
    odile.opens_dm()
    odile.sees("Le compte Slack de Ana Berger, Verrerie Ardoin, est fermé.")
    odile.sees("Son adhésion est suspendue ; sa place compte encore.")
    odile.sees_not("n’a plus de membre")
    odile.clicks("Libérer la place")
    odile.sees("Ana Berger, Verrerie Ardoin : place libérée par Odile Garnier, lundi 4 janvier 2027, 9 h")
    assert seats(club, luc) == (2, 3)
    assert club.seats("Luc Roy", event_id) == 1
    assert marc.id


def test_a_reopened_account_resumes_while_the_company_has_room(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    closes(club, ana)
    odile.opens_dm()
    odile.clicks("Libérer la place")
    closes(club, ana, closed=False)
    assert member(club, ana).active
    assert member(club, ana).company == "Verrerie Ardoin"
    assert seats(club, luc) == (2, 3)
    ana.opens_dm()
    ana.sees("votre adhésion au Club PRIME reprend.")
    odile.sees("Ana Berger, Verrerie Ardoin : le compte Slack est rouvert.")


def test_a_reopened_account_asks_again_where_the_seat_is_taken(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    closes(club, ana)
    odile.opens_dm()
    odile.clicks("Libérer la place")
    quota(club, luc, 1)
    closes(club, ana, closed=False)
    assert member(club, ana).state is Membership.INVITED
    ana.opens_dm()
    ana.sees("En attente : un représentant de plus pour votre entreprise")
    luc.opens_dm()
    luc.sees(
        "Ana Berger souhaite représenter Verrerie Ardoin avec vous (votre entreprise a déjà son "
        "représentant)."
    )
    ana.types("/prime rsvp")
    ana.sees(MEMBERS_ONLY)


def test_organisers_are_warned_when_a_company_has_nobody_left(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    closes(club, ana)
    odile.opens_dm()
    odile.sees("Verrerie Ardoin n’a plus de membre au club.")


def test_slack_saying_it_twice_changes_nothing(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    closes(club, ana)
    told = club.dms(odile)
    closes(club, ana)
    club.prime.tick.sync()
    club.settle()
    assert club.dms(odile) == told == 1


def test_a_newcomer_whose_account_closes_gives_the_seat_back(club: Club, odile: Person) -> None:
    ana, eve = club.joins("Ana Berger"), club.stranger("Eve Martin")
    asks(eve)
    ana.opens_dm()
    ana.clicks("Confirmer")
    assert seats(club, ana) == (2, 3)
    closes(club, eve)
    assert seats(club, ana) == (1, 3)
    odile.opens_dm()
    odile.sees("Retirée")


def test_the_list_is_searched_paged_and_leads_to_requests(club: Club, odile: Person) -> None:
    for name in ("Ana Berger", "Luc Roy", "Marc Petit"):
        club.joins(name)
    for name in ("Zoé Blanc", "Paul Morel", "Jean Noir"):
        club.joins(name, "Forges du Nord")
    asks(club.stranger("Eve Martin"))
    odile.types("/prime membres")
    odile.sees("8 personnes dans le club")
    odile.sees_not("Ana Berger")
    odile.clicks("Tous les membres")
    odile.sees("1–5 sur 8")
    odile.clicks("Membres suivants")
    odile.sees("6–8 sur 8")
    odile.sees("3 places prises sur 3")
    odile.types("/prime members forges noir")
    odile.sees("1 personne pour « forges noir »")
    odile.sees("Jean Noir · Forges du Nord")
    odile.clicks("Voir 1 demande d’adhésion", within="forges noir")
    odile.sees("Eve Martin demande à représenter Verrerie Ardoin")
    odile.types("/prime membres odile")
    odile.sees("aucune place prise sur 3")
    odile.types("/prime membres xyz")
    odile.sees("Personne pour « xyz ».")


def test_the_list_searches_first_as_somebody_types(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    club.joins("Luc Roy", "Forges du Nord")
    odile.types("/prime membres")
    odile.sees("3 personnes dans le club")
    odile.fills(SEARCH, "Luc Roy · Forges du Nord")
    odile.sees("1 personne pour")
    odile.sees("Luc Roy · Forges du Nord")
    odile.sees_not("Ana Berger")
    odile.fills(SEARCH, "Ana Berger · Verrerie Ardoin")
    odile.sees("Ana Berger · Verrerie Ardoin")
    odile.sees_not("Luc Roy")


def test_who_has_no_company_is_shown_as_such_and_gets_one(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    odile.types("/prime membres")
    odile.sees_not("sans entreprise")
    with club.prime.services.db.begin() as session:
        add_member(session, "Eve Martin", email="eve@club.example")
    odile.types("/prime membres")
    odile.sees("1 personne sans entreprise : Eve Martin")
    odile.clicks("Sans entreprise")
    odile.sees("Eve Martin · aucune entreprise")
    odile.sees_not("Ana Berger")
    odile.clicks("Choisir l’entreprise…")
    odile.sees("Eve Martin · aucune entreprise")
    odile.fills(COMPANY_FIELD, "Verrerie Ardoin")
    odile.submits()
    odile.sees("✅ C’est fait.")
    odile.sees("0 personne sans entreprise")
    odile.types("/prime membres")
    assert "sans entreprise" not in str(odile.messages()[-1])


def test_before_anybody_is_looked_for_the_usual_acts_stand_there(club: Club, odile: Person) -> None:
    asks(club.stranger("Eve Martin"))
    odile.types("/prime membres")
    for label in ("Voir 1 demande d’adhésion", "Places d’une entreprise…", "Nommer une personne…", EXPORT):
        odile.sees(label)
    odile.clicks("Places d’une entreprise…")
    odile.closes()
    odile.clicks("Voir 1 demande d’adhésion")
    odile.sees("Eve Martin demande à représenter")


def test_a_member_is_moved_within_the_quota(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges du Nord")
    quota(club, luc, 1)
    odile.types("/prime membres ana")
    odile.clicks("Déplacer…")
    odile.fills(COMPANY_FIELD, "Forges du Nord")
    odile.submits()
    assert "a déjà tous ses représentants" in odile.errors()[COMPANY_FIELD]
    quota(club, luc, 2)
    odile.submits()
    odile.sees("Ana Berger · Forges du Nord")
    assert seats(club, luc) == (2, 2)
    odile.opens_dm()
    odile.sees("Verrerie Ardoin n’a plus de membre au club.")
    assert ana.id


def test_roles_change_and_the_last_organiser_stays(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    odile.types("/prime membres odile")
    odile.clicks("Rendre simple membre")
    odile.sees("Le club a besoin d’une personne qui organise")
    odile.types("/prime membres ana")
    odile.clicks("Confier l’organisation")
    ana.types("/prime activite")
    ana.sees("Aucune activité")
    odile.types("/prime membres odile")
    odile.clicks("Rendre simple membre")
    odile.sees("Odile Garnier · Alliance")
    odile.types("/prime scrutin")
    odile.sees(ORGANISERS_ONLY)


def test_a_member_who_asks_for_the_members_searches_the_directory(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges du Nord")
    ana.types("/prime membres forges")
    ana.sees("1 membre pour « forges »")
    ana.sees("Luc Roy · Forges du Nord")
    ana.sees_not("places prises")
    ana.clicks("Voir le profil")
    ana.sees("Retour à la liste")
    luc.types("/prime members")
    luc.sees("Ajoutez un nom, une entreprise ou une expertise")
    luc.sees_not(EXPORT)


def test_organisers_set_a_company_s_seats_up_and_down(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    told = club.dms(ana)
    odile.types("/prime membres ana")
    odile.clicks("Nombre de représentants…")
    odile.fills("Places", "5")
    odile.submits()
    odile.sees("2 places prises sur 5")
    odile.clicks("Nombre de représentants…")
    odile.fills("Places", "1")
    odile.submits()
    odile.sees("2 places prises sur 1")
    assert seats(club, ana) == (2, 1)
    assert member(club, ana).active
    assert member(club, luc).active
    assert club.dms(ana) == told
    ana.types("/prime rejoindre")
    ana.sees("Votre entreprise a déjà son représentant.")


def test_raising_the_number_answers_a_wish_for_a_seat_without_a_message(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    quota(club, ana, 1)
    ana.types("/prime rejoindre")
    ana.clicks(ASK_SEAT)
    club.settle()
    told = club.dms(ana)
    odile.types("/prime membres ana")
    odile.clicks("Nombre de représentants…")
    odile.fills("Places", "2")
    odile.submits()
    odile.sees("1 place prise sur 2")
    odile.opens_dm()
    odile.sees("Accordée par Odile Garnier")
    odile.sees_not("[Accorder une place]")
    assert club.dms(ana) == told


def test_a_number_that_slack_s_form_let_through_is_refused_at_the_field(club: Club, odile: Person) -> None:
    services, t = club.prime.services, club.prime.services.words.for_locale("fr-FR")
    with services.db.read() as session:
        visitor = get_visitor(session, SlackId(odile.id), club.clock.now())
    for typed in ("0", "-1", "1001", "2.5", ""):
        state = {"quota": {"quota": {"value": typed}}}
        way = ReturnTo(0, None).packed()
        reply = on_quota_set(
            Interaction("members.quota", visitor, t, club.clock.now(), state=state, metadata=way), services
        )
        assert "Un nombre de 1 à" in reply.errors["quota"]


def test_the_seats_of_any_company_are_set_from_the_list_itself(club: Club, odile: Person) -> None:
    luc = club.joins("Luc Roy", "Forges du Nord")
    odile.types("/prime membres forges")
    odile.clicks("Places d’une entreprise…")
    odile.fills(COMPANY_FIELD, "Forges du Nord")
    odile.fills("Places", "0")
    odile.submits()
    assert set(odile.errors()) == {"Places"}
    odile.fills("Places", "2")
    odile.submits()
    odile.sees("1 personne pour « forges »")
    odile.sees("1 place prise sur 2")
    assert seats(club, luc) == (1, 2)


def test_a_suspension_is_told_with_its_reason_and_ended(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    odile.types("/prime membres ana")
    odile.clicks("Suspendre…")
    odile.sees("L’entreprise garde sa place au club.")
    odile.fills("Motif, tel que Ana Berger le lira", "Prospection répétée.")
    odile.submits()
    odile.sees("suspendu")
    ana.opens_dm()
    ana.sees("adhésion au Club PRIME est suspendue : Prospection répétée. Une question : Odile Garnier.")
    assert "Prospection répétée.\nUne question" in ana.messages()[-1]["text"]
    assert club.seats("Ana Berger") == 0
    ana.types("/prime rsvp")
    ana.sees(MEMBERS_ONLY)
    ana.sees_not("[Demander à rejoindre…]")
    club.box.change_user(ana.id, real_name="Ana Berger-Roy")  # no news of Slack's ends it
    club.settle()
    assert member(club, ana).state is Membership.SUSPENDED
    odile.clicks("Lever la suspension")
    assert member(club, ana).active


def test_the_list_exported_can_be_imported_again(club: Club, odile: Person) -> None:
    club.joins("Ana Berger")
    club.joins("=cmd()", "Forges du Nord")
    odile.types("/prime membres")
    odile.clicks(EXPORT)
    ((name, content),) = odile.files()
    assert name == "2027-01-04-membres.csv"
    parsed = parse_members(decode(content).text)
    assert parsed.faults == []
    assert [row.name for row in parsed.rows] == ["Odile Garnier", "=cmd()", "Ana Berger"]
    assert parsed.rows[2].company == "Verrerie Ardoin"
    assert parsed.rows[0].role is Role.ORGANISER


def test_what_is_no_longer_so_is_said(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    services, now = club.prime.services, club.clock.now()
    someone, organiser = member(club, ana), member(club, odile)
    assert service.lift(services, someone.id, organiser, now) is MembershipOutcome.ALREADY
    assert service.free_seat(services, someone.id, organiser, now) is MembershipOutcome.ALREADY
    assert service.demote(services, someone.id, now) is MembershipOutcome.ALREADY
    assert someone.company_id is not None
    assert service.move(services, someone.id, someone.company_id, now) is MembershipOutcome.ALREADY
