"""Voting: each method with two and with two hundred options, sealed votes, colleagues, proxies (CHOISIR)."""

from club.ballots import Secrecy
from club.ids import BallotId
from sandbox.driver.person import Person
from tests.stories.club import Club
from tests.stories.polls import books, faults, opens, papers, rows_of


def test_a_company_s_vote_is_cast_reviewed_and_replaced_by_a_colleague(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    ballot = opens(club)
    ana.types("/prime voter")
    ana.sees("Vote attendu")
    ana.clicks("Voter…")
    ana.sees("Pour Verrerie Ardoin · ordre tiré au sort")
    ana.sees("2 choix au plus. Laissé vide, c’est un vote blanc.")
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
    luc.types("/prime vote")
    luc.sees("✅ Ana Berger a voté le lun. 4 janv., 9 h")
    luc.clicks("Revoir mon vote…")
    luc.sees("• Air comprimé • Vapeur")
    luc.clicks("Modifier mon vote…")
    luc.sees("Ana Berger a voté le lundi 4 janvier 2027, 9 h. Voter remplacera ce choix.")
    luc.ticks("Vapeur")
    luc.submits()
    assert papers(club, ballot) == [{"Air comprimé": 1}]
    ana.types("/prime vote")
    ana.sees("Luc Roy a voté le lun. 4 janv., 9 h")


def test_a_sealed_vote_is_shown_then_cast_once(club: Club) -> None:
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
    ana.closes()
    ana.sees("✅ Vote déposé par Ana Berger")
    ana.sees_not("Revoir mon vote…")
    _presses_open(luc)
    luc.sees("Ce vote est déposé et ne change plus. Déposé par Ana Berger.")


def _votes(person: Person, *choices: str) -> None:
    """Ticks and submits."""
    _presses_open(person)
    for choice in choices:
        person.ticks(choice)
    person.submits()


def _presses_open(person: Person) -> None:
    """The form from the list; from a button kept elsewhere where the list no longer has it."""
    person.types("/prime voter")
    person.clicks("Voter…")


def _is_sealed(club: Club, ballot: BallotId, receipt: str) -> None:
    (paper,), (attended,) = rows_of(club, ballot), rows_of(club, ballot, attended=True)
    assert paper["attendance_id"] is None
    assert attended["cast_at"] is None
    assert not set(paper.values()) & {attended["id"], attended["voter_id"]} - {1}
    assert not any(receipt in text for text in books(club))
