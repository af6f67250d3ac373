"""A list for the gate whose reader leaves, or whose host changes: nobody gets what was not said for them."""

from club.gate import GateField
from handlers.belonging.mydata import service as mydata
from handlers.events.gate import service
from handlers.events.gate.service import GateDone
from tests.stories.club import paris
from tests.stories.gates import DOCUMENT, NUMBER, Gate, gate, version

__all__ = ["gate"]

NO_HOST = "la personne qui devait la recevoir ne peut plus le faire pour l’accueil"


def test_the_list_goes_to_nobody_who_has_left_the_host_and_organisers_choose_another(gate: Gate) -> None:
    gate.asked()
    gate.says(gate.ana)
    mydata.leave(gate.club.prime.services, gate.member("Hélène Marchal"), gate.club.clock.now())
    gate.club.at(paris(2027, 1, 25, 9, 1))
    assert version(gate) == 0
    assert not [name for name, _ in gate.helene.files() if name.endswith(".xlsx")]
    gate.club.later(minutes=11)
    gate.odile.opens_dm()
    assert sum(NO_HOST in one["text"] for one in gate.odile.messages()) == 1
    gate.odile.sees(NO_HOST)
    gate.odile.clicks("Choisir quelqu’un…")
    gate.odile.fills("À qui ?", "Rose Blanc")
    gate.odile.submits()
    gate.club.later(minutes=11)
    assert version(gate) == 1
    assert gate.rows_of(gate.other)
    gate.odile.opens_dm()
    gate.odile.sees("la liste pour le site part à Rose Blanc.")
    gate.odile.sees_not(NO_HOST)


def test_once_it_is_handed_over_a_change_that_nobody_gets_is_told_to_organisers(gate: Gate) -> None:
    gate.handed_over()
    mydata.leave(gate.club.prime.services, gate.member("Hélène Marchal"), gate.club.clock.now())
    gate.club.later(minutes=20)
    gate.odile.opens_dm()
    gate.odile.sees_not(NO_HOST)
    gate.ana.types("/prime rsvp visite non")
    gate.club.later(minutes=20)
    gate.odile.sees(NO_HOST)


def test_another_company_receives_and_gets_nothing_that_was_said_for_the_one_before(gate: Gate) -> None:
    """Told of one reader, people agreed to no other."""
    nora = gate.club.joins("Nora Petit", "Fonderie Morel")
    gate.handed_over()
    assert gate.said() == 1
    gate.hosted_by("Fonderie Morel")
    gate.club.later(minutes=1)
    assert gate.said() == 0
    assert NUMBER not in gate.everything()
    assert not gate.in_files(NUMBER)
    gate.helene.opens_dm()
    gate.helene.sees(
        "Votre entreprise n’accueille plus : la liste est retirée de Slack. Effacez aussi vos copies."
    )
    assert [one.deleted for one in gate.lists()] == [True]
    gate.ana.opens_dm()
    gate.ana.sees("plus rien n’est demandé pour l’entrée")
    gate.odile.opens_dm()
    gate.odile.clicks("Choisir quelqu’un…")
    gate.odile.fills("À qui ?", "Nora Petit")
    gate.odile.submits()
    gate.club.at(paris(2027, 1, 26, 9, 1))
    gate.ana.opens_dm()
    gate.ana.sees("Demandé par Fonderie Morel pour entrer ; lu par l’organisation et Fonderie Morel")
    gate.says(gate.ana)
    gate.club.later(minutes=11)
    head, *rows = gate.rows_of(nora)
    assert [row[:3] for row in rows] == [
        [1, "Verrerie Ardoin", "Ana Berger"],
        [2, "Verrerie Ardoin", "Luc Roy"],
    ]
    assert (head[-1], rows[1][-1]) == (DOCUMENT, None)
    assert len(gate.lists()) == 2
    told = [one["text"] for one in gate.helene.messages()]
    assert sum("n’accueille plus" in one for one in told) == 1


def test_of_a_list_that_nobody_had_yet_a_host_that_changes_is_told_nothing(gate: Gate) -> None:
    gate.club.joins("Nora Petit", "Fonderie Morel")
    gate.asked()
    gate.says(gate.ana)
    gate.hosted_by("Fonderie Morel")
    gate.club.later(minutes=1)
    assert gate.said() == 0
    gate.club.at(paris(2027, 1, 25, 9, 1))
    assert (version(gate), gate.lists()) == (0, [])
    gate.helene.opens_dm()
    gate.helene.sees_not("n’accueille plus")


def test_a_form_sent_before_anybody_looked_hands_the_new_host_nothing_either(gate: Gate) -> None:
    """The look is every twenty seconds; the organiser is quicker."""
    gate.club.joins("Nora Petit", "Fonderie Morel")
    gate.handed_over()
    company, to = gate.member("Nora Petit").company_id, gate.club.members["Nora Petit"]
    gate.club.says_to_database(f"UPDATE event SET host_company_id = {company}")
    fields, now = (GateField.ID_NUMBER,), gate.club.clock.now()
    odile = gate.member("Odile Garnier")
    done = service.prepare(gate.club.prime.services, gate.event, fields, now, to, odile, now)
    assert (done.done, gate.said(), version(gate)) == (GateDone.DONE, 0, 0)
