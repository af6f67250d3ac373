"""Filling in a vote: each method with two and with two hundred options (CHOISIR, ÉVALUER).

On SQLite alone: what a form becomes is written by the same statements as every vote.
"""

from collections.abc import Iterator

import pytest

from club.ballots import Method
from club.ids import BallotId
from sandbox.driver.person import Person
from tests.stories.club import Club
from tests.stories.polls import evaluates, faults, opens, papers, rows_of, titles
from tests.stories.said import CHANGE_VOTE, VOTE


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


def test_approval_of_two_hundred_is_a_search(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ballot = opens(club, options=titles(200), most=3)
    _presses_open(ana)
    ana.fills("Vos choix", ["007", "150"])
    ana.submits()
    ana.sees("✅ Vote enregistré")
    assert papers(club, ballot) == [{"Étude n° 007": 1, "Étude n° 150": 1}]
    ana.clicks(CHANGE_VOTE)
    assert _chosen(ana, "Vos choix") == {"Étude n° 007", "Étude n° 150"}
    ana.fills("Vos choix", [])
    ana.submits()
    ana.sees("✅ Bulletin blanc enregistré, modifiable jusqu’au lundi 11 janvier 2027, 9 h.")
    assert papers(club, ballot) == [{}]


def test_points_are_typed_beside_each_of_a_few(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ballot = opens(club, Method.POINTS, titles(3))
    _presses_open(ana)
    ana.fills({"Étude n° 001": 5, "Étude n° 002": 5, "Étude n° 003": 2})
    ana.submits()
    assert list(faults(ana).values()) == ["12 points pour 10 : retirez-en 2."]
    ana.fills({"Étude n° 003": None, "Étude n° 002": 0})
    ana.submits()
    assert papers(club, ballot) == [{"Étude n° 001": 5}]


def test_points_among_two_hundred_go_to_those_picked_first(club: Club) -> None:
    ana = club.joins("Ana Berger")
    ballot = opens(club, Method.POINTS, titles(200))
    _presses_open(ana)
    ana.fills("Vos préférés", ["Étude n° 007"])
    ana.fills("Étude n° 007", 4)
    ana.fills("Vos préférés", ["Étude n° 007", "Étude n° 123"])
    ana.sees("Étude n° 123 (optional): [____]")
    ana.fills("Étude n° 123", 3)
    ana.submits()
    assert papers(club, ballot) == [{"Étude n° 007": 4, "Étude n° 123": 3}]
    ana.clicks(CHANGE_VOTE)
    ana.fills("Vos préférés", ["Étude n° 123"])
    ana.submits()
    assert papers(club, ballot) == [{"Étude n° 123": 3}]


def test_judgment_is_a_grade_each_or_a_list_for_each_grade(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "ALLICE")
    few, many = _two(club, Method.JUDGMENT)
    _opens_ballot(ana, "Petit vote")
    ana.sees("Étude n° 001 (optional): [Choisissez une mention]")
    ana.fills("Étude n° 001", "À rejeter")
    ana.submits()
    ana.sees("sans mention")
    ana.submits()
    assert papers(club, few) == [{"Étude n° 001": 0}]
    _opens_ballot(luc, "Grand vote")
    luc.fills({"Excellent": ["Étude n° 003", "Étude n° 004"], "Bien": ["Étude n° 004"]})
    luc.submits()
    assert faults(luc) == {"Bien": "Déjà jugé « Excellent »."}
    luc.fills("Bien", ["Étude n° 200"])
    luc.submits()
    luc.sees("➡️ 197 lignes sans mention")
    luc.submits()
    assert papers(club, many) == [{"Étude n° 003": 4, "Étude n° 004": 4, "Étude n° 200": 3}]


def test_ranks_are_given_one_by_one_to_twelve(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "ALLICE")
    few, many = _two(club, Method.RANKING)
    _opens_ballot(ana, "Petit vote")
    ana.fills({"2e choix": "Étude n° 001"})
    ana.submits()
    assert faults(ana) == {"1er choix": "Indiquez d’abord ce rang."}
    ana.fills("1er choix", "Étude n° 001")
    ana.submits()
    assert faults(ana) == {"2e choix": "Déjà placé en 1er choix."}
    ana.fills("2e choix", "Aucun")
    ana.submits()
    assert papers(club, few) == [{"Étude n° 001": 1}]
    _opens_ballot(luc, "Grand vote")
    luc.fills({"1er choix": "Étude n° 200", "2e choix": "Étude n° 001"})
    luc.clicks("Classer davantage")
    luc.sees_not("Classer davantage")
    luc.fills({"3e choix": "Étude n° 050", "4e choix": "012", "5e choix": "013", "6e choix": "014"})
    luc.submits()
    kept = ("200", "001", "050", "012", "013", "014")
    assert papers(club, many) == [{f"Étude n° {title}": rank for rank, title in enumerate(kept, 1)}]


def test_works_are_graded_by_criteria_with_a_word(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "ALLICE")
    few = evaluates(club, ["Chaleur 2026"], title="Petit vote")
    many = evaluates(club, [f"Travail {n}" for n in range(1, 61)], title="Grand vote")
    _opens_ballot(ana, "Petit vote")
    ana.sees("# Chaleur 2026")
    ana.fills({"Utilité : Chaleur 2026": "Bien", "Une remarque ? Chaleur 2026": "Clair, trop long"})
    ana.submits()
    ana.sees("➡️ 2 lignes sans mention")
    ana.sees("Elles ne seront pas comptées.")
    ana.submits()
    ana.clicks("Revoir mon vote…")
    ana.sees("• Chaleur 2026 : Utilité bien, « Clair, trop long »")
    ana.closes()
    assert papers(club, few) == [{"Chaleur 2026/usefulness": 3}]
    assert "Clair, trop long" in rows_of(club, few)[0]["remarks"]
    _opens_ballot(luc, "Grand vote")
    luc.fills("Travaux à évaluer", ["Travail 7", "Travail 60"])
    luc.fills("Qualité : Travail 60", "Excellent")
    luc.fills("Utilité : Travail 7", "Passable")
    luc.submits()
    luc.sees("➡️ 4 lignes sans mention")
    luc.submits()
    assert papers(club, many) == [{"Travail 7/usefulness": 2, "Travail 60/quality": 4}]


def _presses_open(person: Person) -> None:
    """The form from the list; from a button kept elsewhere where the list no longer has it."""
    person.types("/prime voter")
    person.clicks(VOTE)


def _opens_ballot(person: Person, title: str) -> None:
    """The form of one of several ballots."""
    person.types("/prime voter")
    person.clicks(VOTE, within=title)


def _two(club: Club, method: Method) -> tuple[BallotId, BallotId]:
    """One ballot of two options, one of two hundred."""
    few = opens(club, method, titles(2), title="Petit vote")
    return few, opens(club, method, titles(200), title="Grand vote")


def _chosen(person: Person, label: str) -> set[str]:
    """What stands in a search of the modal."""
    assert person.modal is not None
    (block,) = [one for one in person.modal["blocks"] if one.get("label", {}).get("text") == label]
    return {one["text"]["text"] for one in block["element"]["initial_options"]}
