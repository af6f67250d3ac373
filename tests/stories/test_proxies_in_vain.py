"""Proxies to whoever cannot vote: not given; and where the holder ceases later, the owner is asked."""

import pytest

from club.ballots import Unit
from tests.stories.club import Club
from tests.stories.polls import faults, opens, papers
from tests.stories.said import VOTE
from tests.stories.test_accounts import becomes_guest
from tests.stories.test_members import closes

WHO = "Qui votera pour vous ?"


def test_a_vote_is_not_entrusted_to_an_account_that_ceases_while_the_form_is_open(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "ALLICE")
    opens(club, unit=Unit.MEMBER, proxies=1)
    ana.types("/prime voter")
    ana.clicks("Donner procuration…")
    ana.fills(WHO, "Luc Roy")
    becomes_guest(club, luc)
    ana.submits()
    assert faults(ana) == {
        WHO: "Le compte Slack de cette personne ne permet pas de voter pour l’instant : choisissez une autre "
        "personne."
    }


@pytest.mark.parametrize("cease", [closes, becomes_guest])
def test_whose_holder_can_no_longer_vote_is_told_and_reminded(club: Club, cease) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "ALLICE")
    ballot = opens(club, unit=Unit.MEMBER, proxies=1)
    ana.types("/prime voter")
    ana.clicks("Donner procuration…")
    ana.fills(WHO, "Luc Roy")
    ana.submits()
    before = club.dms(ana)
    cease(club, luc)
    ana.types("/prime voter")
    ana.sees("➡️ Luc Roy, qui détient votre pouvoir, ne peut pas voter pour l’instant : votez vous-même.")
    club.later(days=6, hours=1)
    assert club.dms(ana) == before + 1
    ana.types("/prime voter")
    ana.clicks(VOTE)
    ana.ticks("Vapeur")
    ana.submits()
    assert papers(club, ballot) == [{"Vapeur": 1}]
