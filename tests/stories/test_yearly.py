"""Last year's ballot again: organisers hear that it is due, and make a draft of it."""

from datetime import timedelta

import pytest

from club.ballots import Ballot, BallotState, Method, Purpose, Secrecy
from club.ids import WorkId
from club.works import Work
from handlers.choosing.shared.counting import close_ballot
from storage.ballots import get_ballot, list_ballots
from storage.works import add_work
from tests.stories.club import Club
from tests.stories.polls import assembles, opens
from tests.stories.said import NEW_BALLOT, TITLE_FIELD
from tests.stories.test_ballots import STUDIES, organiser, shortlists
from tests.stories.test_results import crowd, votes


def newest(club: Club) -> Ballot:
    with club.prime.services.db.read() as session:
        found = get_ballot(session, list_ballots(session)[0].id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("locale", "due", "shortlisted", "again", "create", "saved"),
    [
        ("fr-FR", "Choix de 2028 à préparer", "4 sujets retenus · 1 travail à évaluer",
         "Reprendre ce scrutin…", "Créer le brouillon", "est un brouillon"),
        ("en-US", "Choice of 2028, to be prepared", "4 topics shortlisted · 1 work to evaluate",
         "Hold this ballot again…", "Create the draft", "is a draft"),
    ],
)  # fmt: skip
def test_organisers_hear_that_the_choice_is_due_and_hold_last_years_ballot_again(
    club: Club, locale: str, due: str, shortlisted: str, again: str, create: str, saved: str
) -> None:
    odile = club.joins("Odile Garnier", "Alliance", role="organiser", locale=locale)
    crowd(club, 2)
    first = opens(club, Method.POINTS, seats=3, points=12, cap=4, quorum=2, secrecy=Secrecy.OPEN)
    opened = newest(club)
    assert opened.opens_at is not None
    votes(club, first, [{"Vapeur": 1}, {"Vapeur": 2}])
    close_ballot(club.prime.services, first, club.clock.now())
    shortlists(club, *STUDIES)
    with club.prime.services.db.begin() as session:
        add_work(session, Work(WorkId(0), "Baromètre", 2027), None, club.clock.now())
    before = opened.opens_at + timedelta(days=365 - 60)
    club.at(before - timedelta(hours=1))
    odile.opens_dm()
    odile.sees_not(due)
    club.at(before + timedelta(hours=1))
    club.later(days=1)
    odile.sees(due)
    odile.sees(shortlisted)
    assert sum(due in str(message["text"]) for message in odile.messages()) == 1
    odile.clicks(again)
    odile.sees(create)
    odile.submits()
    odile.sees(saved)
    draft = newest(club)
    assert (draft.title, draft.state) == ("Choix des études 2028", BallotState.DRAFT)
    assert {one.title for one in draft.options} == set(STUDIES)
    assert (draft.rules.method, draft.rules.seats, draft.rules.points, draft.rules.quorum) == (
        Method.POINTS, 3, 12, 2,
    )  # fmt: skip
    assert draft.opens_at is not None
    assert draft.opens_at - opened.opens_at == timedelta(days=365)


def test_a_choice_that_is_being_prepared_already_is_not_told_of(club: Club) -> None:
    odile = organiser(club)
    first = opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN)
    close_ballot(club.prime.services, first, club.clock.now())
    opens(club, Method.APPROVAL, secrecy=Secrecy.OPEN, title="Choix 2028", told=False)
    club.later(days=310)
    club.later(days=1)
    odile.opens_dm()
    odile.sees_not("Choix de 2028 à préparer : Choix des études 2027")


def test_works_that_no_ballot_judged_are_proposed_and_resolutions_keep_their_texts(club: Club) -> None:
    odile = organiser(club)
    crowd(club, 1)
    with club.prime.services.db.begin() as session:
        add_work(session, Work(WorkId(0), "Baromètre", 2027), None, club.clock.now())
    ballot_id = assembles(club, 3)
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    odile.types("/prime scrutin")
    odile.clicks("Reprendre ce scrutin…")
    odile.sees("Règles et textes de Assemblée 2027")
    odile.submits()
    draft = newest(club)
    assert draft.purpose is Purpose.MOTION
    assert [(one.title, one.text) for one in draft.options] == [
        (f"Question {place:02}", f"Texte {place:02}") for place in (1, 2, 3)
    ]
    odile.clicks(NEW_BALLOT)
    odile.ticks("Évaluer des travaux rendus")
    odile.fills({TITLE_FIELD: "Évaluation", "Méthode": "Jugement majoritaire"})
    odile.submits()
    odile.sees("Baromètre (2027)")
