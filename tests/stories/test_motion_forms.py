"""The forms of resolutions: several at once, one by one, changed, taken out; what is missing is said."""

from datetime import date

from club.ballots import Majority, Option
from club.ids import OptionId
from sandbox.driver.person import Person
from storage.ballots import set_options
from tests.stories.club import Club
from tests.stories.said import CLOSING_DAY, EDIT, NEW_BALLOT, QUESTION_FIELD, TEXT_FIELD, TITLE_FIELD
from tests.stories.test_motions import QUESTION, the_ballot
from tests.stories.test_results import crowd


def test_resolutions_are_added_changed_and_taken_out_and_what_is_missing_is_said(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    crowd(club, 1)
    odile.types("/prime scrutin")
    odile.clicks(NEW_BALLOT)
    odile.ticks("Adopter des résolutions")
    odile.fills({TITLE_FIELD: "Assemblée 2027"})
    odile.submits()
    odile.fills({QUESTION_FIELD: QUESTION, "Lien": "https://club.example/comptes"})
    odile.fills({CLOSING_DAY: date(2027, 1, 18)})
    odile.submits()
    odile.clicks("Ajouter une résolution…")
    odile.fills(QUESTION_FIELD, "Quitus ?")
    odile.clicks("Ajouter une résolution")
    odile.sees("➡️ Donnez le texte de la résolution, ou un lien vers lui.")
    odile.fills(TEXT_FIELD, "Quitus est donné.")
    odile.clicks("Ajouter une résolution")
    odile.sees("✅ Résolution 2 enregistrée : Quitus ?")
    odile.fills({QUESTION_FIELD: "Budget ?", TEXT_FIELD: "Le budget est joint."})
    odile.submits()
    odile.sees("✅ Résolution 3 enregistrée : Budget ?")
    odile.clicks("Retirer", within="2. Quitus ?")
    odile.sees("✅ Résolution 2 retirée.")
    odile.clicks(EDIT, within="2. Budget ?")
    odile.fills(QUESTION_FIELD, "Budget 2027 ?")
    odile.submits()
    assert [(one.title, one.text, one.link) for one in the_ballot(club).options] == [
        (QUESTION, "", "https://club.example/comptes"),
        ("Budget 2027 ?", "Le budget est joint.", ""),
    ]


def typing(odile: Person) -> None:
    """The second step of a new ballot on resolutions, with its day and the first of them."""
    odile.types("/prime scrutin")
    odile.clicks(NEW_BALLOT)
    odile.ticks("Adopter des résolutions")
    odile.fills({TITLE_FIELD: "Assemblée 2027"})
    odile.submits()
    odile.fills({QUESTION_FIELD: QUESTION, TEXT_FIELD: "Les comptes.", CLOSING_DAY: date(2027, 1, 18)})


def test_several_resolutions_are_entered_in_one_form_and_each_says_what_it_lacks(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    crowd(club, 1)
    typing(odile)
    odile.ticks("Deux tiers")
    for _ in range(3):
        odile.clicks("Ajouter une résolution")
    odile.fills({f"{QUESTION_FIELD} (2)": "Quitus ?", f"{TEXT_FIELD} (4)": "Le budget est joint."})
    odile.submits()
    assert odile.errors() == {
        "Texte (2)": "Donnez le texte de la résolution, ou un lien vers lui.",
        "Question (4)": "Posez la question.",
    }
    odile.fills({"Lien (2)": "https://club.example/quitus", f"{QUESTION_FIELD} (4)": "Budget ?"})
    odile.submits()
    saved = the_ballot(club)
    assert [(one.title, one.text, one.link) for one in saved.options] == [
        (QUESTION, "Les comptes.", ""),
        ("Quitus ?", "", "https://club.example/quitus"),
        ("Budget ?", "Le budget est joint.", ""),
    ]
    assert saved.rules.majority is Majority.TWO_THIRDS


def test_ten_resolutions_are_entered_at_once_and_others_once_these_are_saved(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    crowd(club, 1)
    typing(odile)
    for place in range(2, 11):
        odile.clicks("Ajouter une résolution")
        odile.fills({f"Question ({place})": f"Question {place} ?", f"Texte ({place})": "Texte."})
    odile.sees("Les suivantes s’ajoutent une fois celles-ci enregistrées.")
    odile.submits()
    odile.clicks("Ajouter une résolution…")
    odile.fills({QUESTION_FIELD: "La onzième ?", TEXT_FIELD: "Texte."})
    odile.submits()
    odile.sees("11. La onzième ?")
    assert len(the_ballot(club).options) == 11


def test_a_form_of_saved_resolutions_says_that_a_colleague_changed_them(club: Club) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser")
    crowd(club, 1)
    typing(odile)
    odile.submits()
    odile.clicks(EDIT)
    odile.submits()
    with club.prime.services.db.begin() as session:
        ballot = the_ballot(club)
        set_options(session, ballot.id, [*ballot.options, Option(OptionId(0), "Quitus ?", text="Donné.")])
    odile.submits()
    [(field, said)] = odile.errors().items()
    assert (field, said.partition(".")[0]) == (
        "Majorité",
        "Ce scrutin a été enregistré entre-temps par quelqu’un d’autre",
    )
