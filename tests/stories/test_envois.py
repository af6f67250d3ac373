"""The organisers' list of messages: what waits, was sent, was refused; tried again or cancelled."""

import pytest

from club.ballots import Secrecy
from club.ids import SlackId
from handlers.names import NUDGE
from handlers.upkeep.service import SendingDone, cancel, send_again
from sandbox.driver.person import Person
from storage.postings import Note, enqueue
from storage.sendings import MOST, Standing, WantedSendings, count_sendings, list_sendings
from tests.stories.club import Club, paris
from tests.stories.outage import queues, stages
from tests.stories.polls import TITLE, opens
from tests.stories.said import VOTE
from tests.stories.test_organising import organiser

FRIDAY_NIGHT = paris(2027, 1, 15, 22)


@pytest.fixture
def odile(club: Club) -> Person:
    return organiser(club)


def refused(club: Club, ana: Person, code: str = "user_disabled") -> None:
    """A calendar file that Slack refuses for good."""
    club.plans()
    club.box.faults.error("*", code, times=9, to=ana.id)
    ana.types("/prime rsvp forum oui")
    club.settle()
    club.box.faults.clear()


def id_of(club: Club, standing: Standing) -> int:
    with club.prime.services.db.read() as session:
        (one,) = list_sendings(session, WantedSendings(standing), 0, 5)
    return one.id


def test_what_slack_refused_is_shown_with_its_word_and_what_to_do_and_is_sent_again(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    refused(club, ana)
    odile.types("/prime envois")
    odile.sees("Envois : 1 refusé")
    odile.sees("Ana Berger · Fichier d’agenda · Forum Chaleur fatale")
    odile.sees("Refusé le lun. 4 janv., 9 h, user_disabled : compte Slack fermé, à rouvrir dans Slack")
    odile.sees("Le canal · Annonce d’une activité · Forum Chaleur fatale")
    odile.sees("✅ Envoyé le lun. 4 janv., 9 h")
    odile.clicks("Réessayer")
    odile.sees("✅ L’envoi repart dans un instant.")
    odile.types("/prime outbox")
    odile.sees("Envois : rien en attente, aucun refus")
    assert [name for name, _ in ana.files()] == ["forum-chaleur-fatale.ics"]


def test_a_message_that_waits_is_cancelled_and_sent_after_all(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    club.clock.set(FRIDAY_NIGHT)
    queues(club, NUDGE, ana, moment="asked:2027-01-15")
    club.settle()
    before = club.dms(ana)
    odile.types("/prime envois")
    odile.sees("Envois : 1 en attente")
    odile.sees("⏳ En attente ; prévu le lun. 18 janv., 9 h")
    odile.clicks("Annuler cet envoi")
    odile.sees("✅ Envoi annulé : le message ne partira pas.")
    odile.sees("Annulé par l’organisation : non envoyé.")
    club.clock.set(paris(2027, 1, 18, 9, 30))
    club.settle()
    assert club.dms(ana) == before
    odile.clicks("Envoyer finalement")
    assert club.dms(ana) == before + 1


def test_the_list_is_narrowed_to_a_person_an_event_or_a_state_and_paged(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans()
    club.plans("Atelier Verre")
    for person in (ana, luc):
        person.types("/prime rsvp chaleur oui")
        person.types("/prime rsvp atelier oui")
    club.settle()
    odile.types("/prime envois")
    odile.sees("1–5 sur 6")
    odile.clicks("Plus anciens")
    odile.sees("6–6 sur 6")
    odile.fills("Pour qui ?", "Luc Roy")
    odile.sees("Luc Roy · Fichier d’agenda")
    odile.sees_not("Ana Berger · Fichier d’agenda")
    odile.fills("État", "Refusés")
    odile.sees("Aucun envoi ici.")
    odile.clicks("Tout voir")
    odile.fills("Pour qui ?", "Atelier Verre")
    odile.sees("Ana Berger · Fichier d’agenda · Atelier Verre")
    odile.sees_not("· Forum Chaleur fatale")


def test_whoever_ceased_to_organise_neither_sees_the_list_nor_acts_on_it(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    refused(club, ana)
    odile.types("/prime envois")
    club.says_to_database("UPDATE member SET role = 'member'")
    odile.clicks("Réessayer")
    assert stages(club, "rsvp.ics") == {"failed": 1}
    ana.types("/prime envois")
    ana.sees_not("Envois :")


def test_two_organisers_who_act_at_once_send_it_once(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger")
    refused(club, ana)
    number, by = id_of(club, Standing.REFUSED), club.members["Odile Garnier"]
    services, now = club.prime.services, club.clock.now()
    assert send_again(services, number, by, now) is SendingDone.AGAIN
    assert send_again(services, number, by, now) is SendingDone.NOTHING
    assert cancel(services, number, by) is SendingDone.CANCELLED
    assert cancel(services, number, by) is SendingDone.NOTHING
    assert send_again(services, 999, by, now) is SendingDone.NOTHING


def test_a_card_that_the_channel_lost_comes_back_and_what_was_told_of_it_follows(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    club.box.faults.error("chat.update", "message_not_found")
    ana.types("/prime rsvp forum oui")
    club.later(minutes=1)
    odile.types("/prime envois")
    odile.clicks("Réessayer")
    assert stages(club, "rsvp.card") == {"sent": 1}
    odile.opens_dm()
    odile.sees("✅ Publication refaite : Forum Chaleur fatale")


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.CONFIDENTIAL])
def test_nothing_in_the_list_says_who_voted(club: Club, odile: Person, secrecy: Secrecy) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy", "Forges du Nord")
    opens(club, secrecy=secrecy)
    odile.types("/prime envois")
    before = odile.screen()
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.ticks("Vapeur")
    ana.submits()
    if secrecy is Secrecy.SEALED:
        ana.submits()
    club.later(minutes=5)
    odile.types("/prime envois")
    assert TITLE in before
    odile.sees_not("Ana Berger")
    odile.sees_not("Vote ouvert")


def test_no_count_goes_beyond_what_is_shown(club: Club) -> None:
    ana = club.joins("Ana Berger")
    with club.prime.services.db.begin() as session:
        notes = [Note(NUDGE, "event:1", SlackId(ana.id), str(one)) for one in range(MOST + 5)]
        enqueue(session, notes, club.clock.now())
    with club.prime.services.db.read() as session:
        assert count_sendings(session, WantedSendings(Standing.WAITING)) == MOST
        assert len(list_sendings(session, WantedSendings(Standing.WAITING), MOST - 5, 5)) == 5
