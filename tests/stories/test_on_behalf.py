"""Answering for somebody: who may, what is noted, whom it is told, and that it is theirs to change."""

from club.charter import Version
from club.seating import Rsvp, Says
from handlers.events.on_behalf import service
from handlers.events.on_behalf.service import AnsweredFor, Refusal, Wish
from handlers.events.shared import outcomes as out
from sandbox.driver.person import Person
from storage.attendance import list_parties
from storage.charter import add_version
from storage.people import Membership, Role, add_company, change_member
from storage.privacy import get_held
from storage.seats import save_answer
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import ACCEPT, SHOW_ANSWERS
from tests.stories.test_organising import organiser

WHO, EVENT = "Qui ?", "Activité"
COMES, STAYS = "Participe", "Ne participe pas"


def answers_for(who: Person, name: str, answer: str = COMES) -> None:
    who.types("/prime repondre")
    who.fills(WHO, name)
    who.ticks(answer)
    who.submits()


def answers(club: Club, by: str, whom: str, *, coming: bool = True, sure: bool = False) -> object:
    """The same, past the form: what a stale or doubled one comes to."""
    wish = Wish(FIRST, club.members[whom], coming, sure)
    return service.answer(club.prime.services, wish, club.members[by], club.clock.now())


def by_whom(club: Club, name: str) -> str:
    with club.prime.services.db.read() as session:
        parties = {one.name: one.by for one in list_parties(session, FIRST, 0)}
    return parties[name]


def test_a_colleague_answers_and_the_person_reads_by_whom_and_changes_it(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    answers_for(ana, "Luc Roy")
    ana.sees("✅ Forum Chaleur fatale : Luc Roy participe. Cette personne en est informée.")
    assert (club.seats("Luc Roy"), club.seats("Ana Berger")) == (1, 0)
    luc.opens_dm()
    luc.sees("✅ Vous venez")
    luc.sees("Noté par Ana Berger.")
    luc.clicks("Modifier ma réponse")
    luc.clicks("Je ne viens plus")
    assert club.seats("Luc Roy") == 0
    assert by_whom(club, "Luc Roy") == ""
    club.settle()
    luc.opens_dm()
    luc.sees_not("Noté par")


def test_an_organiser_answers_for_anybody_also_for_who_is_not_in_slack(club: Club) -> None:
    odile = organiser(club)
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans()
    answers_for(odile, "Eva Nord")
    odile.sees("Eva Nord participe. Cette personne ne lit pas Slack : merci de la prévenir.")
    assert club.seats("Eva Nord") == 1
    odile.types("/prime activite forum")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Eva Nord : oui, 1 place · noté par Odile Garnier")
    odile.closes()
    answers_for(odile, "Eva Nord")
    odile.sees("Déjà noté : Eva Nord participe")
    answers_for(odile, "Eva Nord", STAYS)
    assert club.seats("Eva Nord") == 0


def test_a_member_is_offered_their_colleagues_alone(club: Club) -> None:
    ana = club.joins("Ana Berger", "Verrerie Ardoin")
    club.joins("Luc Roy", "Papeterie du Val")
    club.plans()
    ana.types("/prime repondre")
    ana.sees("Personne d’autre ne représente votre entreprise.")
    assert answers(club, "Ana Berger", "Luc Roy") is Refusal.NOT_YOURS
    assert answers(club, "Ana Berger", "Ana Berger") is Refusal.ONESELF
    assert club.answers() == 0


def test_who_moved_was_suspended_or_demoted_since_the_form_was_opened_is_seen(club: Club) -> None:
    organiser(club)
    for name in ("Ana Berger", "Luc Roy", "Eva Nord"):
        club.joins(name)
    club.plans()
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Luc Roy"], company_id=add_company(session, "Papeterie du Val"))
        change_member(session, club.members["Eva Nord"], state=Membership.SUSPENDED.value)
        change_member(session, club.members["Odile Garnier"], role=Role.MEMBER.value)
    assert answers(club, "Ana Berger", "Luc Roy") is Refusal.NOT_YOURS
    assert answers(club, "Ana Berger", "Eva Nord") is Refusal.NOBODY
    assert answers(club, "Odile Garnier", "Ana Berger") is Refusal.NOT_YOURS
    assert answers(club, "Eva Nord", "Ana Berger") is Refusal.NOT_YOURS
    assert club.answers() == 0


def test_a_form_sent_twice_writes_and_tells_once(club: Club) -> None:
    club.joins("Ana Berger")
    luc = club.joins("Luc Roy")
    club.plans()
    first = answers(club, "Ana Berger", "Luc Roy")
    again = answers(club, "Ana Berger", "Luc Roy")
    assert isinstance(first, AnsweredFor)
    assert isinstance(again, AnsweredFor)
    assert isinstance(first.outcome, out.Coming)
    assert isinstance(again.outcome, out.Coming)
    assert (first.outcome.changed, again.outcome.changed) == (True, False)
    club.settle()
    assert club.dms(luc) == 2  # the calendar file, and by whom it was noted


def test_full_is_full_and_who_reads_nothing_waits_in_no_line(club: Club) -> None:
    organiser(club)
    luc = club.joins("Luc Roy")
    club.joins("Ana Berger")
    club.expects("Eva Nord", "eva.nord@example.org")
    club.plans(capacity=1)
    club.fills_with(FIRST, 1)
    assert answers(club, "Odile Garnier", "Eva Nord") is Refusal.CANNOT_WAIT
    done = answers(club, "Ana Berger", "Luc Roy")
    assert isinstance(done, AnsweredFor)
    assert isinstance(done.outcome, out.InLine)
    club.settle()
    luc.opens_dm()
    luc.sees("⏳ En attente, rang 1")
    luc.sees("Noté par Ana Berger.")


def test_after_the_deadline_a_seat_is_asked_for_and_the_organisers_read_by_whom(club: Club) -> None:
    odile, ana, luc = organiser(club), club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    club.at(paris(2027, 1, 22, 10, 0))
    answers_for(ana, "Luc Roy")
    ana.sees("une place est demandée pour Luc Roy ; l’organisation décide.")
    odile.opens_dm()
    odile.sees("Luc Roy, Verrerie Ardoin, demande 1 place")
    odile.sees("Demandé par Ana Berger")
    luc.opens_dm()
    luc.sees("Demandé par Ana Berger")
    odile.clicks(ACCEPT)
    assert club.seats("Luc Roy") == 1
    assert answers(club, "Ana Berger", "Luc Roy", coming=False)
    assert club.seats("Luc Roy") == 0
    odile.sees("Luc Roy")


def test_seats_that_others_wait_for_are_given_up_by_a_second_click(club: Club) -> None:
    ana, luc, eva = club.joins("Ana Berger"), club.joins("Luc Roy"), club.joins("Eva Nord", "Autre")
    club.plans(capacity=1)
    luc.types("/prime rsvp forum oui")
    eva.types("/prime rsvp forum oui")
    ana.types("/prime repondre")
    ana.ticks(STAYS)
    ana.submits()
    ana.sees("la place de Luc Roy leur revient aussitôt")
    assert club.seats("Luc Roy") == 1
    ana.submits()
    assert (club.seats("Luc Roy"), club.seats("Eva Nord")) == (0, 1)
    ana.sees("Luc Roy ne participe pas")


def test_the_charter_comes_before_an_answer_whoever_gives_it(club: Club) -> None:
    club.joins("Ana Berger")
    club.joins("Luc Roy")
    organiser(club)
    club.plans()
    with club.prime.services.db.begin() as session:
        now = club.clock.now()
        add_version(session, Version(1, True, "# Charte", "0" * 64, "", now, now), None)
    assert answers(club, "Odile Garnier", "Luc Roy") is Refusal.CHARTER


def test_the_own_answer_before_the_message_leaves_nothing_to_tell(club: Club) -> None:
    club.joins("Ana Berger")
    luc = club.joins("Luc Roy")
    club.plans()
    assert answers(club, "Ana Berger", "Luc Roy")
    with club.prime.services.db.begin() as session:
        save_answer(session, FIRST, club.members["Luc Roy"], Rsvp(Says.NO, 0), club.clock.now(), None)
    club.settle()
    luc.opens_dm()
    luc.sees_not("Noté par")


def test_both_files_of_own_data_tell_of_it_and_an_erasure_leaves_no_name(club: Club) -> None:
    club.joins("Ana Berger")
    club.joins("Luc Roy")
    club.plans()
    assert answers(club, "Ana Berger", "Luc Roy")
    with club.prime.services.db.read() as session:
        mine = get_held(session, club.members["Luc Roy"], None)["rsvp"]
        hers = get_held(session, club.members["Ana Berger"], None)["rsvp"]
    assert [row["answered_by_name"] for row in mine] == ["Ana Berger"]
    assert [(row["as"], row["event_name"]) for row in hers] == [(["answered_by"], "Forum Chaleur fatale")]
    assert "says" not in hers[0]
