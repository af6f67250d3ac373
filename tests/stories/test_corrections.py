"""Organisers ask a company to correct its page; the company alone changes it, or says why not."""

from datetime import timedelta

import pytest

from club.corrections import CorrectionState
from club.ids import CorrectionId
from handlers.belonging.shared import correcting
from sandbox.driver.person import Person
from storage.corrections import get_correction
from storage.people import change_member, get_person
from tests.stories.club import Club, paris
from tests.stories.said import COMPANY_FIELD, EDIT
from tests.stories.test_companies import agree, complete
from tests.stories.test_company_changes import FOUNDRY, GLASS, changes

WRONG = "Les flacons se font à Mâcon, pas à Lyon."
ASKED = f"Correction de fiche demandée : {GLASS}"
ALREADY = "C’est déjà noté"
CORRECT, KEEP, TAKE_BACK = "Corriger la fiche…", "Laisser telle quelle…", "Retirer la demande"
UNTIL = (2027, 1, 18)
"""Fourteen days after the club's clock begins: its last day."""
HALF = paris(2027, 1, 11, 16, 30)
"""When half of what was left is over."""


@pytest.fixture
def odile(club: Club) -> Person:
    """An organiser."""
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


@pytest.fixture
def ana(club: Club) -> Person:
    """Of a company whose page is public."""
    ana = club.joins("Ana Berger", GLASS)
    complete(ana)
    agree(ana)
    return ana


def asks(odile: Person, wording: str = WRONG, **more: str) -> None:
    """Asks for a correction, from the row of somebody of the company."""
    changes(odile, "Ana Berger", "Sa fiche publique est à corriger")
    odile.fills({"Que faut-il corriger ?": wording} | more)
    odile.submits()


def state_of(club: Club, number: int = 1) -> CorrectionState:
    with club.prime.services.db.read() as session:
        found = get_correction(session, CorrectionId(number))
    assert found is not None
    return found.state


def test_the_public_words_are_shown_and_the_company_corrects_them(
    club: Club, odile: Person, ana: Person
) -> None:
    luc = club.joins("Luc Roy", GLASS)
    changes(odile, "Ana Berger", "Sa fiche publique est à corriger")
    odile.sees("Bouteilles et flacons")
    odile.fills("Que faut-il corriger ?", WRONG)
    odile.submits()
    odile.sees("✅ Demande envoyée aux membres de l’entreprise")
    for one in (ana, luc):
        one.opens_dm()
        one.sees(WRONG)
        one.sees("Demandée par Odile Garnier, jusqu’au lundi 18 janvier 2027")
    odile.opens_dm()
    odile.sees("⏳ Réponse attendue jusqu’au lundi 18 janvier 2027")
    luc.clicks(CORRECT)
    luc.sees(WRONG)
    luc.fills("Sites", "Lyon, fours\nMâcon, flacons")
    luc.submits()
    luc.sees("Fiche enregistrée.")
    changed = "Fiche modifiée par Luc Roy"
    for one in (ana, luc, odile):
        one.opens_dm()
        one.sees(changed)
        one.sees_not(f"[{CORRECT}]")
    odile.sees_not(f"[{TAKE_BACK}]")
    assert odile.screen().count(changed) == 2, "in its place, and as news"
    assert state_of(club) is CorrectionState.CHANGED


def test_it_is_called_once_when_half_of_what_is_left_is_over_and_whoever_asked_hears_the_end(
    club: Club, odile: Person, ana: Person
) -> None:
    asks(odile)
    ana.opens_dm()
    club.at(HALF - timedelta(minutes=1))
    ana.sees_not("Rappel")
    club.at(HALF)
    assert ana.screen().count("Rappel") == 1
    club.at(paris(*UNTIL, 23, 58))
    assert ana.screen().count("Rappel") == 1
    assert state_of(club) is CorrectionState.OPEN
    club.at(paris(2027, 1, 19, 9))
    odile.opens_dm()
    ended = "Restée sans réponse jusqu’au"
    assert odile.screen().count(ended) == 2
    ana.sees(ended)
    ana.sees_not(f"[{KEEP}]")


def test_it_is_left_as_it_is_with_a_reason_that_whoever_asked_reads(
    club: Club, odile: Person, ana: Person
) -> None:
    asks(odile)
    ana.opens_dm()
    ana.clicks(KEEP)
    ana.sees(WRONG)
    ana.fills("Pour quelle raison ?", "   ")
    ana.submits()
    assert [*ana.errors()] == ["Pour quelle raison ?"]
    assert state_of(club) is CorrectionState.OPEN
    ana.fills("Pour quelle raison ?", "Les flacons sont revenus à Lyon.")
    ana.submits()
    ana.sees("la fiche reste telle quelle")
    odile.opens_dm()
    odile.sees("Laissée telle quelle par Ana Berger")
    odile.sees("Les flacons sont revenus à Lyon.")
    club.at(HALF)
    ana.opens_dm()
    ana.sees_not("Rappel")


def test_it_is_taken_back_and_a_click_that_comes_late_changes_nothing(
    club: Club, odile: Person, ana: Person
) -> None:
    asks(odile)
    ana.opens_dm()
    ana.clicks(KEEP)
    odile.opens_dm()
    odile.clicks(TAKE_BACK)
    odile.sees("✅ Demande retirée")
    assert odile.screen().count("Demande retirée,") == 1, "who takes it back needs no news"
    ana.fills("Pour quelle raison ?", "Trop tard.")
    ana.submits()
    ana.sees(ALREADY)
    assert state_of(club) is CorrectionState.WITHDRAWN
    ana.sees("Demande retirée, lundi 4 janvier 2027")


def test_what_is_typed_half_is_told_at_its_field(club: Club, odile: Person, ana: Person) -> None:
    for more, where in (
        ({"Que faut-il corriger ?": "  "}, "Que faut-il corriger ?"),
        ({"Jusqu’au": "2027-01-04"}, "Jusqu’au"),
        ({"Jusqu’au": "2027-04-05"}, "Jusqu’au"),
    ):
        asks(odile, **more)
        assert [*odile.errors()] == [where]
        odile.closes()
    with club.prime.services.db.read() as session:
        assert get_correction(session, CorrectionId(1)) is None
    asks(odile, **{"Jusqu’au": "2027-04-04"})
    assert state_of(club) is CorrectionState.OPEN


def test_a_page_that_is_not_public_and_members_whom_nobody_reaches_are_not_asked(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger", GLASS)
    complete(ana)
    changes(odile, "Ana Berger", "Sa fiche publique est à corriger")
    assert "Rien de cette entreprise n’est public" in odile.errors()[COMPANY_FIELD]
    odile.closes()
    agree(ana)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], role="organiser", slack_id=None)
    changes(odile, "Ana Berger", "Sa fiche publique est à corriger")
    assert "Aucun de ses membres n’est joignable" in odile.errors()[COMPANY_FIELD]


def test_another_company_s_members_answer_for_none_but_their_own(
    club: Club, odile: Person, ana: Person
) -> None:
    asks(odile)
    ana.opens_dm()
    ana.clicks(KEEP)
    foundry = club.joins("Luc Roy", FOUNDRY)
    with club.prime.services.db.begin() as session:
        there = get_person(session, club.members["Luc Roy"])
        assert there is not None
        change_member(session, club.members["Ana Berger"], company_id=there.company_id)
    ana.fills("Pour quelle raison ?", "Je n’en suis plus.")
    ana.submits()
    assert state_of(club) is CorrectionState.OPEN
    foundry.opens_dm()
    foundry.sees_not(WRONG)


def test_the_same_is_asked_once(club: Club, odile: Person, ana: Person) -> None:
    asks(odile)
    asks(odile)
    odile.sees(ALREADY)
    assert club.dms(ana) == 1
    asks(odile, "Le secteur aussi.")
    assert state_of(club, 2) is CorrectionState.OPEN
    complete_again(ana)
    assert {state_of(club, 1), state_of(club, 2)} == {CorrectionState.CHANGED}


def complete_again(ana: Person) -> None:
    """The page, saved anew: both are answered by it."""
    ana.types("/prime entreprise")
    ana.sees("Correction demandée par l’organisation")
    ana.clicks(EDIT)
    ana.fills("Activité", "Flacons")
    ana.submits()


def test_an_agreement_withdrawn_leaves_nothing_to_correct(club: Club, odile: Person, ana: Person) -> None:
    asks(odile)
    ana.types("/prime entreprise")
    ana.clicks("Retirer l’accord…")
    ana.submits()
    assert state_of(club) is CorrectionState.WITHDRAWN


def test_where_who_asked_organises_no_longer_all_who_do_hear_the_answer(
    club: Club, odile: Person, ana: Person
) -> None:
    asks(odile)
    paul = club.joins("Paul Mercier", "ALLICE", role="organiser")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Odile Garnier"], role="member")
    ana.opens_dm()
    ana.clicks(CORRECT)
    ana.fills("Activité", "Flacons")
    ana.submits()
    paul.opens_dm()
    paul.sees("✅ Fiche modifiée par Ana Berger")


def test_an_answer_given_as_its_day_is_found_over_stands(club: Club, odile: Person, ana: Person) -> None:
    asks(odile)
    with club.prime.services.db.read() as session:
        found_open = get_correction(session, CorrectionId(1))
    assert found_open is not None
    ana.opens_dm()
    ana.clicks(KEEP)
    ana.fills("Pour quelle raison ?", "Lyon est juste.")
    ana.submits()
    with club.prime.services.db.begin() as session:
        correcting.pass_over(session, found_open, club.clock.now())
    assert state_of(club) is CorrectionState.KEPT
