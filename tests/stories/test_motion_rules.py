"""Resolutions by proxy, with figures while the vote is open, and consulted on again."""

from datetime import date

import pytest

from club.ballots import Secrecy, Stance, Unit
from club.ids import BallotId
from handlers.choosing.shared.counting import close_ballot
from storage.ballots import get_second
from tests.stories.club import Club
from tests.stories.polls import assembles, papers
from tests.stories.said import (
    CHANGE_VOTE,
    CLOSING_DAY,
    PAGE_AFTER,
    VOTE,
)
from tests.stories.test_motions import EN, FR
from tests.stories.test_results import crowd


def closes(club: Club, ballot_id: BallotId) -> None:
    close_ballot(club.prime.services, ballot_id, club.clock.now())
    club.later(minutes=2)


def test_a_proxy_answers_resolutions_page_by_page_for_another_and_for_itself(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges du Nord")
    ballot = assembles(club, 12, Secrecy.OPEN, unit=Unit.MEMBER, proxies=1)
    ana.types("/prime voter")
    ana.clicks("Donner procuration…")
    ana.fills("Qui votera pour vous ?", "Luc Roy")
    ana.submits()
    luc.opens_dm()
    luc.clicks(VOTE, within="vous confie sa voix")
    luc.sees("Pour Ana Berger")
    luc.fills("1. Question 01", "Pour")
    luc.clicks(PAGE_AFTER)
    luc.sees("Pour Ana Berger")
    luc.fills("12. Question 12", "Contre")
    luc.submits()
    luc.sees("Pour Ana Berger.")
    luc.types("/prime voter")
    luc.clicks(VOTE, within="Vote attendu")
    luc.fills("1. Question 01", "Contre")
    luc.submits()
    hers, his = {"Question 01": Stance.FOR, "Question 12": Stance.AGAINST}, {"Question 01": Stance.AGAINST}
    assert sorted(papers(club, ballot), key=len) == [his, hers]
    ana.types("/prime voter")
    ana.clicks(CHANGE_VOTE)
    ana.sees("Luc Roy a voté le")
    ana.fills("1. Question 01", "Abstention")
    ana.submits()
    closes(club, ballot)
    ana.opens("club-prime")
    ana.sees("0 pour, 1 contre, 1 abstention · il fallait 1 voix sur 1 suffrage exprimé")
    ana.clicks("Voir les votes")
    ana.sees("Ana Berger")


def test_figures_follow_the_votes_of_an_open_ballot_and_no_number_needed_is_told_yet(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Forges du Nord")
    ballot = assembles(club, 7, Secrecy.OPEN, live=True, quorum=2)
    ana.opens("club-prime")
    ana.sees("7 résolutions · un vote par entreprise")
    ana.sees("quorum : 2 entreprises · Aucun vote pour l’instant")
    ana.clicks(VOTE)
    ana.fills({f"{at}. Question {at:02}": "Pour" for at in range(1, 8)})
    ana.submits()
    ana.sees("1 votant sur 2")
    ana.sees("À ce stade :")
    ana.sees("1. Question 01 : 1 pour, 0 contre, 0 abstention")
    ana.sees("et 2 autres")
    luc.opens("club-prime")
    luc.clicks(VOTE)
    luc.fills("7. Question 07", "Abstention")
    luc.submits()
    luc.sees("2 votants sur 2")
    assert sorted(len(one) for one in papers(club, ballot)) == [1, 7], "in no order that says who came first"


WORDS = {
    FR: {
        "again": "Consulter de nouveau…",
        "same": "Mêmes résolutions ; nouvelle liste des votants.",
        "day": CLOSING_DAY,
        "open": "Ouvrir le vote",
        "second": "== Seconde consultation ==",
        "listed": "Seconde consultation · Résolutions · majorité simple",
        "results": "/prime resultats",
        "figures": "Voir les chiffres",
        "opened": "Une seconde consultation a été ouverte.",
        "listed_second": "Seconde consultation",
    },
    EN: {
        "again": "Consult again…",
        "same": "The same resolutions; a new list of voters.",
        "day": "Day of the closing",
        "open": "Open the vote",
        "second": "== Second consultation ==",
        "listed": "Second consultation · Resolutions · simple majority",
        "results": "/prime results",
        "figures": "See the figures",
        "opened": "A second consultation was opened.",
        "listed_second": "Second consultation",
    },
}


@pytest.mark.parametrize("locale", [FR, EN])
def test_resolutions_are_consulted_on_again_and_each_result_leads_to_the_other(
    club: Club, locale: str
) -> None:
    words = WORDS[locale]
    odile = club.joins("Odile Garnier", "Alliance", role="organiser", locale=locale)
    ana = club.joins("Ana Berger", "Forges du Nord", locale=locale)
    people = crowd(club, 1)
    first = assembles(club, 2, Secrecy.OPEN, quorum=3)
    closes(club, first)
    odile.opens_dm()
    odile.clicks(words["again"])
    odile.sees(words["same"])
    odile.sees(words["open"])
    odile.fills(words["day"], date(2027, 2, 1))
    odile.submits()
    with club.prime.services.db.read() as session:
        second = get_second(session, first)
    assert second is not None
    ana.opens("club-prime")
    ana.clicks("Voir la seconde")  # open still: the way leads to the vote
    ana.sees(words["second"])
    ana.closes()
    odile.types("/prime scrutin")
    odile.sees(words["listed"])
    people[0].opens_dm()
    people[0].sees("Seconde consultation")
    people[0].types("/prime voter")
    people[0].sees("Seconde consultation")
    people[0].clicks(VOTE)
    people[0].fills({"1. Question 01": "Pour", "2. Question 02": "Contre"})
    people[0].submits()
    closes(club, second)
    ana.sees("✅ 1. Question 01 : adoptée")
    ana.clicks("Voir la seconde")
    ana.sees(words["second"])
    ana.closes()
    ana.clicks("Voir la première")
    ana.sees("== Résultat ==" if locale == FR else "== Result ==")
    ana.closes()
    ana.types(words["results"])
    ana.sees(words["opened"])
    ana.clicks(words["figures"], within=words["listed_second"])
    ana.sees(words["second"])
