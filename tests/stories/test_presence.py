"""The day of an event: where to go, and who says that they are there."""

from datetime import date, timedelta

import pytest

from handlers.events.presence.outcomes import NoGuest
from handlers.events.presence.service import note_guest
from sandbox.driver.person import Person
from storage.attendance import count_present
from storage.guests import list_guests, remove_guests
from storage.people import get_person
from storage.presence import get_code
from storage.recount import recount
from tests.stories.club import FIRST, START, Club, paris
from tests.stories.said import BE_LATE, CANCEL, EDIT, REASON_FIELD, START_DAY
from tests.stories.test_guests import PROMISE, names
from tests.stories.test_organising import organiser

TODAY = "Une question : Odile Garnier"
"""What the message of the day says, and no other."""
RECEIVE = "Vous accueillez : Forum Chaleur fatale"
HERE = "J’y suis"
NOTED = "Présence notée : Forum Chaleur fatale."
TOLD = paris(2027, 1, 28, 7, 30)
OPENS = paris(2027, 1, 28, 9, 0)


def plain(text: str) -> str:
    """With plain spaces."""
    return text.translate(str.maketrans("\u00a0\u202f", "  "))


def _coming(club: Club, *names: str) -> list[Person]:
    people = [club.joins(name) for name in names]
    club.plans()
    for one in people:
        one.types("/prime rsvp forum oui")
        one.opens_dm()
    return people


def _code(club: Club) -> str:
    with club.prime.services.db.read() as session:
        return get_code(session, FIRST)


def _present(club: Club) -> int:
    with club.prime.services.db.read() as session:
        assert not recount(session)
        return count_present(session, FIRST)


def test_on_the_morning_who_comes_reads_where_and_whom_to_ask(club: Club) -> None:
    (ana,) = _coming(club, "Ana Berger")
    luc = club.joins("Luc Roy")
    luc.opens_dm()
    club.at(TOLD - timedelta(minutes=1))
    ana.sees_not(TODAY)
    club.at(TOLD)
    ana.sees(TODAY)
    dm = club.box.workspace.dm_with(ana.id).id
    told = [one["text"] for one in ana.messages(in_=dm)]
    assert "Forum Chaleur fatale : aujourd’hui à 9 h 30, Lyon" in map(plain, told)
    luc.sees_not(TODAY)
    club.later(hours=1)
    assert plain(ana.screen()).count(TODAY) == 1


def test_whoever_answers_on_the_morning_itself_reads_it_too_and_who_gives_up_reads_that(club: Club) -> None:
    ana, luc = _coming(club, "Ana Berger", "Luc Roy")
    club.at(TOLD)
    luc.types("/prime rsvp forum non")
    luc.sees_not(f"[{HERE}]")
    ana.sees(f"[{HERE}]")


def test_a_click_in_the_room_notes_it_once_and_organisers_see_how_many_are_there(club: Club) -> None:
    odile = organiser(club)
    ana, luc = _coming(club, "Ana Berger", "Luc Roy")
    odile.opens_dm()
    club.at(TOLD)
    odile.sees(f"Code de présence : {_code(club)}")
    odile.sees("0 présence notée sur 2")
    ana.clicks(HERE)
    ana.sees("La présence se note à partir du jeu. 28 janv., 9 h")
    club.at(OPENS)
    ana.clicks(HERE)
    ana.sees(NOTED)
    club.later(seconds=30)
    odile.sees("1 présence notée sur 2")
    ana.sees("Votre présence est notée")
    luc.types(f"/prime presence {_code(club)}")
    luc.sees(NOTED)
    luc.types(f"/prime present {_code(club).lower()}")
    luc.sees(NOTED)
    assert _present(club) == 2


def test_a_code_that_is_mistyped_early_or_late_is_answered_and_nothing_is_noted(club: Club) -> None:
    (ana,) = _coming(club, "Ana Berger")
    club.at(TOLD)
    ana.types(f"/prime presence {_code(club)}")
    ana.sees("La présence se note à partir du jeu. 28 janv., 9 h")
    club.at(OPENS)
    ana.types("/prime presence ABCD")
    ana.sees("« ABCD » n’a pas cours")
    club.at(START + timedelta(hours=8.5))
    ana.types(f"/prime presence {_code(club)}")
    ana.sees("La présence ne se note plus ici")
    assert _present(club) == 0


def test_somebody_who_comes_unannounced_or_said_no_is_there_all_the_same_without_a_calendar_file(
    club: Club,
) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans(capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    luc.sees("rang 1")
    tom = club.joins("Tom Petit")
    tom.types("/prime rsvp forum non")
    club.at(TOLD)
    club.at(OPENS)
    files = len(club.box.workspace.files)
    for one in (luc, tom):
        one.types(f"/prime presence {_code(club)}")
        one.sees(NOTED)
    assert _present(club) == 2
    assert club.seats("Luc Roy") == club.seats("Tom Petit") == 1
    assert len(club.box.workspace.files) == files


def test_those_one_brings_are_noted_by_their_member(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Zoé Martin")
    ana.ticks(PROMISE)
    ana.submits()
    club.at(OPENS)
    ana.types(f"/prime presence {_code(club)}")
    ana.sees(NOTED)
    ana.clicks("Zoé Martin est là")
    ana.sees("Présence de Zoé Martin notée")
    assert _present(club) == 2


def test_a_representative_is_noted_by_who_sent_them_and_the_member_is_not(club: Club) -> None:
    (ana,) = _coming(club, "Ana Berger")
    ana.types("/prime rsvp forum")
    ana.clicks("J’envoie quelqu’un…")
    names(ana, "Zoé Martin")
    ana.ticks(PROMISE)
    ana.submits()
    club.at(OPENS)
    ana.types(f"/prime presence {_code(club)}")
    ana.sees("Zoé Martin vient à votre place")
    assert _present(club) == 0
    ana.clicks("Zoé Martin est là")
    ana.sees("Présence de Zoé Martin notée")
    assert _present(club) == 1


def test_nobody_notes_somebody_else_s_guest_nor_one_who_comes_no_longer(club: Club) -> None:
    ana, luc = _coming(club, "Ana Berger", "Luc Roy")
    ana.types("/prime rsvp forum oui +1")
    names(ana, "Zoé Martin")
    ana.ticks(PROMISE)
    ana.submits()
    club.at(OPENS)
    with club.prime.services.db.read() as session:
        (guest,) = list_guests(session, FIRST)
        people = {name: get_person(session, club.members[name]) for name in ("Ana Berger", "Luc Roy")}
    assert guest.id
    assert people["Luc Roy"]
    refused = note_guest(club.prime.services, FIRST, guest.id, people["Luc Roy"], club.clock.now())
    assert isinstance(refused, NoGuest)
    ana.types(f"/prime presence {_code(club)}")
    with club.prime.services.db.begin() as session:
        remove_guests(session, [guest.id])
    ana.clicks("Zoé Martin est là")
    ana.sees("Cette personne ne vient pas avec vous")
    luc.types("/prime presence")
    luc.sees_not("Zoé Martin")


def test_an_event_that_moves_on_its_day_says_so_and_is_told_anew_on_the_other(club: Club) -> None:
    odile = organiser(club)
    (ana,) = _coming(club, "Ana Berger")
    odile.opens_dm()
    club.at(TOLD)
    odile.types("/prime activite forum")
    odile.clicks(EDIT)
    odile.fills({START_DAY: date(2027, 1, 29), "Réponses jusqu’au (jour)": date(2027, 1, 28)})
    odile.submits()
    club.later(minutes=1)
    ana.sees("Date modifiée")
    odile.opens_dm()
    odile.sees("Date modifiée")
    odile.sees_not("Recevoir l’affiche")
    ana.clicks("Je viens toujours")
    club.at(TOLD + timedelta(days=1))
    ana.sees(TODAY)
    odile.sees(f"Code de présence : {_code(club)}")


def test_of_an_event_called_off_nothing_is_noted(club: Club) -> None:
    odile = organiser(club)
    (ana,) = _coming(club, "Ana Berger")
    club.at(OPENS)
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills(REASON_FIELD, "Grève des trains")
    odile.submits()
    ana.types(f"/prime presence {_code(club)}")
    ana.sees("Cette activité n’a pas lieu")
    assert _present(club) == 0


def test_the_bare_command_shows_what_is_on_and_the_code_to_organisers_alone(club: Club) -> None:
    odile = organiser(club)
    (ana,) = _coming(club, "Ana Berger")
    ana.types("/prime presence")
    ana.sees("Aucune activité en ce moment")
    club.at(OPENS)
    ana.types("/prime presence")
    ana.sees_not("Code de présence")
    ana.clicks(HERE, within="Forum Chaleur fatale")
    ana.sees(NOTED)
    odile.types("/prime presence")
    odile.sees(f"Code de présence : {_code(club)}")


def test_an_organiser_receives_the_poster_whose_qr_opens_the_conversation(club: Club) -> None:
    odile = organiser(club)
    _coming(club, "Ana Berger")
    odile.opens_dm()
    club.at(TOLD)
    odile.clicks("Recevoir l’affiche")
    odile.sees("L’affiche arrive ici")
    club.later(seconds=5)
    odile.sees(f"presence-{_code(club)}.png")


def test_a_delay_is_told_to_the_hosts_too(club: Club) -> None:
    ana, luc, tom = (
        club.joins("Ana Berger"),
        club.joins("Luc Roy", "Papeterie du Val"),
        club.joins("Tom Petit"),
    )
    club.plans(host_company_id=2)
    ana.types("/prime rsvp forum oui")
    for one in (luc, tom):
        one.opens_dm()
    club.at(OPENS)
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    ana.ticks("30 minutes")
    ana.submits()
    luc.sees("Ana Berger (Verrerie Ardoin) aura 30 minutes de retard")
    tom.sees_not("30 minutes de retard")


@pytest.mark.parametrize("hours", [0, 1])
def test_what_was_missed_while_prime_was_down_is_told_while_it_is_of_use(club: Club, hours: int) -> None:
    (ana,) = _coming(club, "Ana Berger")
    club.clock.set(TOLD + timedelta(hours=2 * hours))
    club.later(seconds=1)
    (ana.sees_not if hours else ana.sees)(TODAY)


def test_on_the_morning_the_hosts_read_who_is_expected_and_it_stays_true(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ida, luc = club.joins("Ida Perrin", "Fonderie Morel"), club.joins("Luc Roy", "Fonderie Morel")
    odile = organiser(club)
    club.plans(host_company_id=2)
    ana.types("/prime rsvp forum oui")
    for one in (ida, luc, ana, odile):
        one.opens_dm()
    club.at(TOLD - timedelta(minutes=1))
    ida.sees_not(RECEIVE)
    club.at(TOLD)
    for one in (ida, luc):
        one.sees(RECEIVE)
        one.sees("1 personne vient")
    for one in (ana, odile):
        one.sees_not(RECEIVE)
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    ana.ticks("30 minutes")
    ana.submits()
    club.later(seconds=30)
    ida.sees("Retards : Ana Berger, 30 minutes")
    club.later(hours=1)
    assert plain(ida.screen()).count(RECEIVE) == 1


def test_what_is_called_off_on_the_morning_says_so_to_its_hosts(club: Club) -> None:
    odile = organiser(club)
    club.joins("Ana Berger")
    ida = club.joins("Ida Perrin", "Fonderie Morel")
    club.plans(host_company_id=3)
    ida.opens_dm()
    club.at(TOLD)
    ida.sees(RECEIVE)
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills({REASON_FIELD: "Panne"})
    odile.submits()
    club.later(seconds=30)
    dm = club.box.workspace.dm_with(ida.id).id
    assert any(one["text"] == "Forum Chaleur fatale\u00a0: Annulée" for one in ida.messages(in_=dm))
    ida.sees_not(RECEIVE)


def test_an_event_held_by_the_link_alone_has_no_hosts_to_tell(club: Club) -> None:
    club.joins("Ana Berger")
    ida = club.joins("Ida Perrin", "Fonderie Morel")
    club.plans(place="", video_url="https://visio.example.org/1")
    ida.opens_dm()
    club.at(TOLD)
    ida.sees_not(RECEIVE)
