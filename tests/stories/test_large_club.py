"""A club so large that a click cannot wait for a ballot's roll: settled at once, opened by the next tick."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from sqlalchemy.exc import DBAPIError

from club.ballots import BallotState
from club.topics import TopicStep
from handlers import names
from handlers.choosing.shared.topics import record
from sandbox.driver.person import Person
from sandbox.driver.words import fold
from storage.ballots import get_turnout, subject_of_ballot
from storage.electors import count_told
from tests.stories.club import Club, paris
from tests.stories.polls import opens, papers
from tests.stories.said import CANCEL, CLOSING_DAY, EDIT, OPEN_NOW, REASON_FIELD, VOTE
from tests.stories.test_ballots import (
    CLOSING,
    STUDIES,
    TITLE,
    begins,
    organiser,
    shortlists,
    texts_of,
    the_ballot,
)
from tests.stories.test_results import crowd, votes


@pytest.fixture
def large(database_url: str) -> Iterator[Club]:
    """A club that counts as large from its second member on."""
    made = Club(database_url, at_once=1)
    yield made
    made.stop()


def told(club: Club) -> tuple[int, int]:
    """How many votes are on the roll, and how many people are told that the ballot is open."""
    ballot_id = the_ballot(club).id
    with club.prime.services.db.read() as session:
        people = count_told(session, names.BALLOT_OPENED, subject_of_ballot(ballot_id))
        return get_turnout(session, ballot_id).roll, people


def heard(person: Person) -> list[str]:
    """What a person was told by direct message of whether the vote is open."""
    return [text for text in texts_of(person) if text.startswith("Vote ")]


def test_a_click_settles_that_a_ballot_opens_and_the_tick_opens_it_once(large: Club) -> None:
    odile, hugo = organiser(large), organiser(large, "Hugo Blanc")
    ana = large.joins("Ana Berger")
    shortlists(large, *STUDIES)
    begins(odile)
    odile.fills({"Sujets à choisir": "2", **CLOSING})
    odile.submits()
    hugo.types("/prime scrutin")
    hugo.clicks(EDIT)
    odile.clicks(OPEN_NOW)
    odile.sees("ouverture en cours, le temps d’arrêter la liste des votants")
    odile.sees("⏳ Ouverture en cours")
    odile.sees_not(EDIT)
    hugo.submits()
    hugo.fills({CLOSING_DAY: date(2027, 2, 1), "Heure de la clôture": time(9)})
    hugo.submits()
    hugo.sees("ouverture déjà en cours ; plus rien n’en change")
    assert (the_ballot(large).state, told(large)) == (BallotState.OPENING, (0, 0))
    assert texts_of(odile)[-1] == fold(f"Ouverture du vote en cours : {TITLE}")
    assert texts_of(ana, "club-prime") == []
    with large.broken_table("voter"), pytest.raises(DBAPIError):
        large.prime.tick.prompt()  # stopped in the middle: nothing of it happened
    assert (the_ballot(large).state, told(large)) == (BallotState.OPENING, (0, 0))
    large.prime.tick.prompt()
    large.later(seconds=30)
    assert (the_ballot(large).state, told(large)) == (BallotState.OPEN, (2, 3))
    opened = fold(f"Vote ouvert jusqu’au lundi 18 janvier 2027, 18 h : {TITLE}")
    assert heard(odile) == [opened], "what was under way, in place"
    assert heard(ana) == [opened]
    odile.opens_dm()
    odile.sees("Votre point du lundi 4 janvier 2027")  # what awaits the elector, on a Monday with the week
    odile.sees("vote ouvert ; sa carte paraît dans le canal. Message envoyé à 3 personnes.")
    ana.opens("club-prime")
    ana.sees("Ouvert jusqu’au lundi 18 janvier 2027, 18 h")


def test_what_is_in_the_way_meanwhile_is_told_and_the_ballot_is_a_draft_again(large: Club) -> None:
    odile, ana = organiser(large), large.joins("Ana Berger")
    topics = shortlists(large, *STUDIES)
    begins(odile)
    odile.ticks("Maintenant")
    odile.fills({"Sujets à choisir": "2", **CLOSING})
    odile.submits()
    odile.sees("ouverture en cours")
    services, now = large.prime.services, large.clock.now()
    with services.db.begin() as session:
        record(session, services, topics[0], TopicStep.DECLINED, now, reason="Hors sujet")
    large.later(seconds=1)
    ballot = the_ballot(large)
    assert (ballot.state, ballot.opens_at, told(large)) == (BallotState.DRAFT, None, (0, 0))
    assert heard(odile) == [fold(f"Vote non ouvert : {TITLE}")] * 2, "in place; and why, by itself"
    odile.opens_dm()
    odile.sees("n’est plus proposé")
    odile.sees(EDIT)
    assert heard(ana) == []


def test_closing_and_calling_off_are_settled_at_once_and_done_by_the_tick(large: Club) -> None:
    odile, (ana, *_) = organiser(large), crowd(large, 2)
    kept = [opens(large, title=title) for title in ("Choix des études", "Choix des visites")]
    large.at(paris(2027, 1, 5, 9, 30))  # one message a day: of the second they hear the day after
    for one in kept:
        votes(large, one, [{"Vapeur": 1}, {"Vapeur": 1}])
    odile.types("/prime scrutin")
    odile.clicks(CANCEL, within="visites")
    odile.fills({REASON_FIELD: "Doublon"})
    odile.submits()
    odile.sees("vote annulé, votes effacés. Message envoyé à 3 personnes.")
    odile.clicks("Clore…", within="études")
    odile.fills({REASON_FIELD: "Tous ont voté"})
    odile.submits()
    odile.sees("vote clos")
    assert [len(papers(large, one)) for one in kept] == [2, 2], "nothing that takes long was done yet"
    ana.opens("club-prime")
    ana.clicks(VOTE, within="études")
    ana.sees("aucun vote n’est plus reçu")
    ana.closes()
    large.prime.tick.prompt()
    large.prime.tick.prompt()
    large.later(seconds=20)
    assert [len(papers(large, one)) for one in kept] == [2, 0]
    ana.opens("club-prime")
    ana.sees("Annulé : Doublon")
    ana.sees("Clos avant la date prévue : Tous ont voté")
    ana.sees("2 entreprises sur 3 ont voté")
    ana.opens_dm()
    ana.sees("Les votes déposés sont effacés, sans dépouillement.")
