"""Whoever cannot act is passed over: a closed account, a guest's, none; a club that nobody organises."""

import pytest

from handlers import names
from sandbox.driver.person import Person
from storage.postings import get_posting, subject_of
from storage.seats import get_room
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import ACCEPT, ASK_SEAT, BE_LATE, PROMOTED, REQUEST_SENT, TAKE_SEAT
from tests.stories.test_admission import asks
from tests.stories.test_members import closes
from tests.stories.test_organising import organiser

EVE = paris(2027, 1, 27, 12, 0)
LATE = paris(2027, 1, 25, 9, 30)


def three(club: Club) -> tuple[Person, Person, Person]:
    """Tom has the only seat; Ida waits, and Noe behind her."""
    tom, ida, noe = club.joins("Tom Sauvage"), club.joins("Ida Perrin"), club.joins("Noe Carlier")
    club.plans("Forum", capacity=1)
    for one in (tom, ida, noe):
        one.types("/prime rsvp forum oui")
    return tom, ida, noe


def gives_up(tom: Person) -> None:
    tom.types("/prime rsvp forum non")
    tom.submits()


def becomes_guest(club: Club, person: Person, *, guest: bool = True) -> None:
    club.box.change_user(person.id, is_restricted=guest)
    club.settle()


def waiting(club: Club) -> int:
    with club.prime.services.db.read() as session:
        return get_room(session, club.event(FIRST)).waiting


@pytest.mark.parametrize("cease", [closes, becomes_guest])
def test_a_freed_seat_passes_by_whoever_cannot_take_it(club: Club, cease) -> None:
    organiser(club)
    tom, ida, noe = three(club)
    cease(club, ida)
    noe.types("/prime rsvp forum")
    noe.sees("En attente, rang 1")
    gives_up(tom)
    assert (club.seats("Ida Perrin"), club.seats("Noe Carlier")) == (0, 1)
    noe.opens_dm()
    noe.sees(PROMOTED)


def test_who_comes_back_stands_where_they_stood(club: Club) -> None:
    organiser(club)
    tom, ida, noe = three(club)
    closes(club, ida)
    assert waiting(club) == 1
    closes(club, ida, closed=False)
    assert waiting(club) == 2
    gives_up(tom)
    assert (club.seats("Ida Perrin"), club.seats("Noe Carlier")) == (1, 0)
    assert noe.id


def test_a_seat_that_nobody_else_wanted_is_given_to_who_comes_back(club: Club) -> None:
    organiser(club)
    tom, ida = club.joins("Tom Sauvage"), club.joins("Ida Perrin")
    club.plans("Forum", capacity=1)
    for one in (tom, ida):
        one.types("/prime rsvp forum oui")
    closes(club, ida)
    tom.types("/prime rsvp forum non")
    assert club.seats("Ida Perrin") == 0
    closes(club, ida, closed=False)
    assert club.seats("Ida Perrin") == 1


def test_an_offer_to_an_account_that_closes_goes_to_the_next_at_once(club: Club) -> None:
    organiser(club)
    tom, ida, noe = three(club)
    club.at(EVE)
    gives_up(tom)
    closes(club, ida)
    noe.opens_dm()
    noe.clicks(TAKE_SEAT)
    assert club.seats("Noe Carlier") == 1
    closes(club, ida, closed=False)
    ida.types("/prime rsvp forum")
    ida.sees("En attente, rang 1")


def test_the_sweep_takes_back_what_was_offered_to_somebody_who_is_gone(club: Club) -> None:
    """As after a crash between Slack's word on the account and what follows from it."""
    organiser(club)
    tom, ida, noe = three(club)
    club.at(EVE)
    gives_up(tom)
    with club.prime.services.db.begin() as session:
        session.connection().exec_driver_sql(
            f"UPDATE profile SET standing = 'deleted' WHERE slack_id = '{ida.id}'"
        )
    club.later(seconds=20)
    noe.opens_dm()
    noe.sees("De la place s’est libérée")


def test_nobody_waits_for_the_answer_of_whoever_cannot_give_it(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.joins("Ida Perrin")
    guest = club.joins("Noe Carlier")
    club.expects("Léa Roux", "lea@example.org")
    club.plans("Forum")
    becomes_guest(club, guest)
    odile.types("/prime activite forum")
    odile.sees("3 sans réponse")
    odile.clicks("Relancer")
    odile.sees("rappel envoyé à 3 personnes")
    assert (club.dms(tom), club.dms(guest)) == (1, 0)


def test_a_request_of_a_closed_account_waits_for_its_return(club: Club) -> None:
    odile, ida = organiser(club), club.joins("Ida Perrin")
    club.plans("Forum")
    club.at(LATE)
    ida.types("/prime rsvp forum oui")
    ida.clicks(ASK_SEAT)
    ida.submits()
    closes(club, ida)
    odile.types("/prime demandes")
    odile.sees("Aucune demande à décider")
    odile.opens_dm()
    odile.sees("Le compte Slack de cette personne est fermé : rien n’est décidé tant qu’il l’est.")
    closes(club, ida, closed=False)
    odile.types("/prime demandes")
    odile.clicks(ACCEPT)
    assert club.seats("Ida Perrin") == 1


def test_organisers_read_that_a_closed_account_still_holds_seats(club: Club) -> None:
    odile, ida = organiser(club), club.joins("Ida Perrin")
    club.plans("Forum")
    ida.types("/prime rsvp forum oui")
    closes(club, ida)
    odile.opens_dm()
    odile.sees("À 1 activité à venir, des places sont encore retenues")
    assert club.seats("Ida Perrin") == 1
    odile.clicks("Libérer la place")
    assert club.seats("Ida Perrin") == 0


def test_a_colleague_who_cannot_confirm_is_not_waited_for(club: Club) -> None:
    odile, ida, eve = organiser(club), club.joins("Ida Perrin"), club.stranger("Eve Martin")
    becomes_guest(club, ida)
    asks(eve)
    odile.opens_dm()
    odile.sees("[Admettre]*")
    assert club.dms(ida) == 0


def asked_of_nobody(club: Club, tom: Person) -> None:
    club.at(LATE)
    tom.types("/prime rsvp forum oui")
    tom.clicks(ASK_SEAT)
    tom.submits()


def test_a_request_that_no_organiser_can_read_says_so_and_alarms_the_contact(club: Club, caplog) -> None:
    odile, paul = club.joins("Paul Morel", role="organiser"), club.stranger("Odile Garnier")
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    closes(club, odile)
    paul.opens_dm()
    paul.sees("Personne de l’organisation du Club PRIME n’est joignable dans Slack")
    asked_of_nobody(club, tom)
    tom.sees("Votre demande est notée. Personne de l’organisation n’est joignable dans Slack pour l’instant")
    tom.sees("merci de prévenir Odile Garnier.")
    tom.sees_not(REQUEST_SENT)
    paul.sees("1 demande de place attend.")
    paul.sees_not("Tom Sauvage")
    assert "requests.organisers is told to nobody" in caplog.text
    assert "Tom" not in caplog.text


def test_an_organiser_who_comes_back_reads_what_was_asked_meanwhile(club: Club) -> None:
    paul, tom = club.joins("Paul Morel", role="organiser"), club.joins("Tom Sauvage")
    club.plans("Forum")
    closes(club, paul)
    asked_of_nobody(club, tom)
    closes(club, paul, closed=False)
    paul.opens_dm()
    paul.clicks(ACCEPT)
    assert club.seats("Tom Sauvage") == 1


@pytest.mark.parametrize(("words", "said"), [("non", "vous ne venez pas"), ("", "vous serez en retard")])
def test_what_organisers_would_hear_names_whom_to_call_instead(club: Club, words: str, said: str) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    tom.types("/prime rsvp forum oui")
    club.at(LATE)
    tom.types(f"/prime rsvp forum {words}")
    if not words:
        tom.clicks(BE_LATE)
        tom.ticks("30 minutes")
        tom.submits()
    tom.sees(said)
    tom.sees("merci de prévenir Odile Garnier.")
    tom.sees_not("L’organisation est prévenue")


def test_the_contact_is_reminded_once_a_day_while_nobody_organises(club: Club) -> None:
    contact, paul = club.stranger("Odile Garnier"), club.joins("Paul Morel", role="organiser")
    closes(club, paul)
    for _ in range(3):
        club.later(minutes=20)
    told = club.dms(contact)
    club.later(hours=24)
    assert club.dms(contact) == told + 1
    closes(club, paul, closed=False)
    club.later(hours=24)
    assert club.dms(contact) == told + 1


def test_the_last_organiser_who_can_act_stays_one(club: Club) -> None:
    paul, odile = club.joins("Paul Morel", role="organiser"), organiser(club)
    closes(club, paul)
    odile.types("/prime membres garnier")
    odile.clicks("Suspendre…")
    odile.fills("Motif, tel que Odile Garnier le lira", "essai")
    odile.submits()
    odile.sees("Le club a besoin d’une personne qui organise")


def test_reminders_leave_out_accounts_that_closed(club: Club) -> None:
    organiser(club)
    ida = club.joins("Ida Perrin")
    club.plans("Forum")
    becomes_guest(club, ida)
    club.at(paris(2027, 1, 14, 10, 0))
    with club.prime.services.db.read() as session:
        assert get_posting(session, names.NUDGE, subject_of(FIRST), ida.id) is None
