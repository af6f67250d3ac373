"""Voting: each method with two and with two hundred options, sealed votes, colleagues, proxies (CHOISIR)."""

import json
import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from club.ballots import BallotState, Method, Secrecy, Unit
from club.ids import BallotId
from handlers.kit.blocks import actions, button
from sandbox.driver.person import Person
from storage.ballots import lock_ballot, save_ballot
from storage.people import Membership, change_member
from tests.stories.club import Club
from tests.stories.polls import TITLES, books, faults, opens, papers, rows_of, titles
from tests.stories.said import CHANGE_VOTE, CHECK_COUNT, MEMBERS_ONLY, VOTE
from tests.stories.test_home_kept import listed

OURS = ("bot", "handlers", "scheduler", "storage", "club")


def test_a_company_s_vote_is_cast_reviewed_and_replaced_by_a_colleague(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    ballot = opens(club)
    ana.types("/prime voter")
    ana.sees("Vote attendu")
    ana.opens("club-prime")
    ana.clicks(VOTE)
    ana.sees("Pour Verrerie Ardoin · ordre tiré au sort")
    ana.sees("2 choix au plus. Laissé vide, c’est un bulletin blanc.")
    ana.sees("Jusque-là")
    for title in ("Vapeur", "Air comprimé", "Chaleur fatale"):
        ana.ticks(title)
    ana.submits()
    assert faults(ana) == {"Vos choix": "3 choix pour 2 possibles : retirez-en 1."}
    assert papers(club, ballot) == []
    ana.ticks("Chaleur fatale")
    ana.submits()
    ana.sees("✅ Vote enregistré, modifiable jusqu’au lundi 11 janvier 2027, 9 h.")
    assert papers(club, ballot) == [{"Vapeur": 1, "Air comprimé": 1}]
    assert not any("Vapeur" in text for text in books(club))
    luc.sees("✅ Ana Berger a voté pour Verrerie Ardoin")
    luc.types("/prime vote")
    luc.sees("✅ Ana Berger a voté le lun. 4 janv., 9 h")
    luc.clicks("Revoir mon vote…")
    luc.sees("• Air comprimé • Vapeur")
    luc.clicks(CHANGE_VOTE)
    luc.sees("Ana Berger a voté le lundi 4 janvier 2027, 9 h. Voter remplacera ce choix.")
    luc.ticks("Vapeur")
    luc.submits()
    assert papers(club, ballot) == [{"Air comprimé": 1}]
    ana.types("/prime vote")
    ana.sees("Luc Roy a voté le lun. 4 janv., 9 h")


def test_a_sealed_vote_is_shown_then_cast_once(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    ballot = opens(club, secrecy=Secrecy.SEALED)
    _votes(ana, "Vapeur")
    ana.sees("• Vapeur")
    ana.sees("🔒 Une fois déposé, ce vote ne peut être ni relu ni modifié.")
    ana.ticks("Chaleur fatale")
    ana.submits()
    ana.sees("Les choix ont changé : vérifiez à nouveau.")
    ana.sees("• Chaleur fatale • Vapeur")
    assert rows_of(club, ballot) == rows_of(club, ballot, attended=True) == []
    shown = ana.modal
    ana.submits()
    receipt = rows_of(club, ballot)[0]["receipt"]
    ana.sees(f"✅ Vote déposé. Reçu : {receipt}. Notez-le : il ne sera plus affiché.")
    assert shown is not None
    assert receipt in shown["private_metadata"]
    assert papers(club, ballot) == [{"Vapeur": 1, "Chaleur fatale": 1}]
    _is_sealed(club, ballot, receipt)
    said = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in OURS]
    assert not any(word in text for text in [*books(club), *said] for word in (receipt, "Vapeur", '":1'))
    ana.closes()
    ana.sees("✅ Votre vote est déposé")
    ana.sees_not("Revoir mon vote…")
    _presses_open(luc)
    luc.sees("Ce vote est déposé et ne change plus. Déposé par Ana Berger.")


def test_who_left_the_club_casts_nothing_and_their_company_stays_on_the_roll(club: Club) -> None:
    ana, lea = club.joins("Ana Berger"), club.joins("Léa Roux", "Forges du Nord")
    ballot = opens(club)
    _presses_open(lea)
    lea.ticks("Vapeur")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Léa Roux"], state=Membership.LEFT.value)
    lea.submits()
    lea.sees(MEMBERS_ONLY)
    assert rows_of(club, ballot) == rows_of(club, ballot, attended=True) == []
    _votes(ana, "Vapeur")
    club.later(days=8)
    ana.opens("club-prime")
    ana.sees("1 entreprise sur 2 a voté")


def _votes(person: Person, *choices: str) -> None:
    """Ticks and submits."""
    _presses_open(person)
    for choice in choices:
        person.ticks(choice)
    person.submits()


def _presses_open(person: Person) -> None:
    """The form from the list; from a button kept elsewhere where the list no longer has it."""
    person.types("/prime voter")
    person.clicks(VOTE)


def _is_sealed(club: Club, ballot: BallotId, receipt: str) -> None:
    (paper,), (attended,) = rows_of(club, ballot), rows_of(club, ballot, attended=True)
    assert paper["attendance_id"] is None
    assert attended["cast_at"] is None
    assert not set(paper.values()) & {attended["id"], attended["voter_id"]} - {1}


def test_each_voter_of_a_sealed_ballot_finds_the_receipt_in_the_published_urn(club: Club) -> None:
    names = ("Ana", "Luc", "Eva", "Noé", "Zoé", "Max", "Pia", "Tom", "Lou", "Ida")
    people = [club.joins(name, f"Entreprise {name}") for name in names]
    opens(club, secrecy=Secrecy.SEALED, told=False)
    told: dict[str, str] = {}
    for person, choice in zip(people, [*TITLES[:2]] * 5, strict=True):
        _votes(person, choice)
        person.submits()
        told[_receipt(person)] = choice
        person.closes()
    club.later(days=7, minutes=1)
    club.later(minutes=2)
    people[0].opens("club-prime")
    people[0].clicks(CHECK_COUNT)
    urn = json.loads(people[0].files()[-1][1])
    titles = {option["id"]: option["title"] for option in urn["options"]}
    found = {one["receipt"]: [titles[int(option)] for option in one["marks"]] for one in urn["papers"]}
    assert found == {receipt: [choice] for receipt, choice in told.items()}


def _receipt(person: Person) -> str:
    """The receipt in the modal."""
    (found,) = set(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", str(person.modal and person.modal["blocks"])))
    return str(found)


def test_a_vote_is_entrusted_cast_by_the_holder_and_taken_back_by_voting(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "ALLICE")
    ballot = opens(club, unit=Unit.MEMBER, proxies=1)
    ana.types("/prime voter")
    ana.clicks("Donner procuration…")
    ana.sees("Une personne peut détenir 1 pouvoir au plus.")
    ana.fills("Qui votera pour vous ?", "Ana Berger")
    ana.submits()
    assert faults(ana) == {"Qui votera pour vous ?": "Choisissez une autre personne que vous."}
    ana.fills("Qui votera pour vous ?", "Luc Roy")
    ana.submits()
    ana.sees("✅ Luc Roy votera pour vous et reçoit un message.")
    ana.sees("⏳ Confié à Luc Roy")
    luc.opens_dm()
    luc.sees("Ana Berger vous confie sa voix.")
    luc.opens_home()
    assert "vous confie sa voix" in listed(luc), "one more matter beside his own vote"
    luc.opens_dm()
    luc.clicks(VOTE, within="vous confie sa voix")
    luc.sees("Pour Ana Berger · ordre tiré au sort")
    luc.ticks("Vapeur")
    luc.submits()
    luc.sees("✅ Vote enregistré, modifiable jusqu’au lundi 11 janvier 2027, 9 h. Pour Ana Berger.")
    luc.sees("✅ Vous avez voté pour Ana Berger : Choix des études 2027")
    ana.clicks("Reprendre ma voix")
    ana.sees("Luc Roy a déjà voté pour vous ; pour remplacer ce vote, votez directement.")
    ana.clicks(CHANGE_VOTE)
    ana.sees("Luc Roy a voté le lundi 4 janvier 2027, 9 h. Voter remplacera ce choix.")
    ana.submits()
    luc.sees("Ana Berger a repris sa voix : Choix des études 2027")
    assert papers(club, ballot) == [{"Vapeur": 1}]


def test_what_stands_against_a_vote_is_said_with_what_comes_next(club: Club) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "ALLICE", role="organiser")
    ana.types("/prime voter")
    ana.sees("Aucun vote ouvert.")
    ballot = opens(club)
    late = club.joins("Noé Petit", "Fonderie Rhône")
    late.types("/prime voter")
    late.sees(
        "La liste des votants, arrêtée le lundi 4 janvier 2027, ne porte pas votre nom. Une question : "
        "Odile Garnier."
    )
    late.opens("club-prime")
    late.clicks(VOTE)
    late.sees("== Votre vote == La liste des votants, arrêtée le lundi 4 janvier 2027")
    odile.types("/prime voter")
    odile.clicks(VOTE)
    ana.types("/prime voter")
    ana.clicks(VOTE)
    ana.ticks("Vapeur")
    with club.prime.services.db.begin() as session:
        closed = lock_ballot(session, ballot)
        assert closed is not None
        save_ballot(session, replace(closed, state=BallotState.CANCELLED, reason="doublon"))
    ana.submits()
    ana.sees("Ce vote est annulé : doublon")
    club.clock.advance(timedelta(days=8))
    with club.prime.services.db.begin() as session:
        save_ballot(session, closed)
    odile.submits()
    odile.sees("Ce vote est clos depuis le lundi 11 janvier 2027, 9 h : aucun vote n’est plus reçu.")
    assert papers(club, ballot) == []


def test_a_preview_is_the_voter_s_form_and_casts_nothing(club: Club) -> None:
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    ballot = opens(club, Method.POINTS, titles(60), secrecy=Secrecy.SEALED)
    _presses(club, odile, "voting.preview", ballot)
    odile.sees("== Aperçu ==")
    odile.sees("un reçu peut prouver un vote")
    odile.fills("Vos préférés", ["Étude n° 007"])
    odile.fills("Étude n° 007", 5)
    odile.submits()
    odile.sees("✅ Ce vote serait accepté. Ceci est un aperçu : rien n’est enregistré.")
    odile.sees("• Étude n° 007 : 5 points")
    assert papers(club, ballot) == rows_of(club, ballot, attended=True) == []


def _presses(club: Club, person: Person, action: str, ballot: BallotId) -> None:
    """A button of another feature, put into the person's messages."""
    person.types("/prime voter")
    message = person.messages()[-1]
    row = actions(button("Aperçu", action, ballot)) or {}
    message["blocks"] = [row | {"block_id": "row"}]
    person.clicks("Aperçu")
