"""A second consultation: once, with a new roll, only where a quorum was missed, linked both ways."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from club.ballots import Ballot, BallotState, Grade, Method, NoOpinion, QuorumOf, Secrecy, TieBreak, Unit
from club.readiness import OpeningFault
from handlers.choosing.ballots import card as cards
from handlers.choosing.ballots import consulting, form, opening
from handlers.choosing.ballots.consulting import ConsultationForm
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome, BallotTrouble
from handlers.choosing.results import views as results
from handlers.choosing.shared.counting import close_ballot, get_outcome
from storage.ballots import get_second, get_turnout, save_ballot
from storage.people import Person
from tests.handlers.choosing.ballots.booth import Booth, words
from tests.handlers.choosing.ballots.test_opening import opens, votes
from tests.handlers.events.guests.house import NOW

LATER = NOW + timedelta(days=30)
WITHOUT = ConsultationForm(LATER, None)


def missed(booth: Booth, odile: Person, **given: Any) -> Ballot:
    """A public ballot of which the quorum was two, and nobody voted."""
    for name, firm in (("Ana Berger", "Ardoin"), ("Marc Petit", "Forges"), ("Léa Roux", "Moulins")):
        booth.house.joins(name, firm)
    ballot = opens(booth, odile, **({"secrecy": Secrecy.OPEN, "quorum": 2} | given))
    close_ballot(booth.services, ballot.id, NOW)
    return booth.ballot(ballot.id)


def consults(booth: Booth, ballot: Ballot, by: Person, wish: ConsultationForm = WITHOUT) -> BallotOutcome:
    return consulting.consult_again(booth.services, ballot.id, wish, by.id, NOW)


def second_of(booth: Booth, ballot: Ballot) -> Ballot:
    with booth.services.db.read() as session:
        found = get_second(session, ballot.id)
    assert found is not None
    return booth.ballot(found)


def test_a_copy_opens_with_the_same_options_a_new_roll_and_no_quorum(both: Booth) -> None:
    odile = both.organiser()
    first = missed(both, odile, seats=2)
    both.house.joins("Zoé Blanc", "Nouvelle")
    assert consults(both, first, odile).result is BallotChange.CONSULTED
    second = second_of(both, first)
    assert [one.title for one in second.options] == [one.title for one in first.options]
    assert (second.state, second.closes_at, second.second_of) == (BallotState.OPEN, LATER, first.id)
    assert (second.rules.quorum, second.rules.seats, second.rules.unit) == (0, 2, first.rules.unit)
    assert second.salt != first.salt
    with both.services.db.read() as session:
        assert [get_turnout(session, one.id).roll for one in (first, second)] == [4, 5]


def test_another_quorum_may_be_a_share_and_is_frozen_as_a_number_of_the_new_roll(booth: Booth) -> None:
    odile = booth.organiser()
    first = missed(booth, odile)
    consults(booth, first, odile, ConsultationForm(LATER, Fraction(1, 3)))
    rules = second_of(booth, first).rules
    assert (rules.quorum_share, rules.quorum, rules.quorum_of) == (Fraction(1, 3), 2, QuorumOf.VOTERS)


def test_both_results_and_the_second_s_card_lead_to_one_another(booth: Booth) -> None:
    odile, t = booth.organiser(), booth.services.words["fr"]
    first = missed(booth, odile)
    with booth.services.db.read() as session:
        before = get_outcome(session, first.id)
    assert before is not None
    assert "Consulter de nouveau…" in words(results.copy(t, before).blocks)
    consults(booth, first, odile)
    second = second_of(booth, first)
    votes(booth, second, odile)
    with booth.services.db.read() as session:
        shown = words(cards.card(t, second, get_turnout(session, second.id)).blocks)
    assert "Seconde consultation" in shown
    assert "Voir la première" in shown
    close_ballot(booth.services, second.id, NOW)
    with booth.services.db.read() as session:
        one, other = (get_outcome(session, ballot.id) for ballot in (first, second))
    assert one is not None
    assert other is not None
    assert "Consulter de nouveau…" not in words(results.copy(t, one).blocks)
    said = words(results.card(t, one).blocks)
    assert "Une seconde consultation a été ouverte." in said
    assert "Voir la seconde" in said
    assert other.decided
    assert "Voir la première" in words(results.card(t, other).blocks)


@pytest.mark.parametrize("again", [1, 2])
def test_who_comes_second_is_told_so_and_only_one_is_opened(both: Booth, again: int) -> None:
    odile = both.organiser()
    first = missed(both, odile)
    with ThreadPoolExecutor(2) as pool:
        said = [one.result for one in pool.map(lambda _: consults(both, first, odile), range(again + 1))]
    assert sorted(said) == sorted([BallotChange.CONSULTED, *[BallotChange.ALREADY_CONSULTED] * again])


def test_one_called_off_may_be_held_again(booth: Booth) -> None:
    odile = booth.organiser()
    first = missed(booth, odile)
    consults(booth, first, odile)
    opening.cancel(booth.services, second_of(booth, first).id, "Trop tôt", NOW)
    assert consults(booth, first, odile).result is BallotChange.CONSULTED


def test_nothing_is_consulted_on_again_that_was_decided_or_has_no_result(booth: Booth) -> None:
    odile = booth.organiser()
    first = missed(booth, odile, quorum=0)
    assert (
        consults(booth, first, odile).result is BallotChange.CONSULTED
    )  # nobody voted: a quorum is one vote
    second = second_of(booth, first)
    assert consults(booth, second, odile).result is BallotChange.NOT_COUNTED
    votes(booth, second, odile)
    close_ballot(booth.services, second.id, NOW)
    assert consults(booth, second, odile).result is BallotChange.DECIDED
    assert isinstance(consulting.find(booth.services, second.id), BallotOutcome)


def test_what_keeps_it_from_opening_is_told_at_its_field_and_leaves_nothing_behind(booth: Booth) -> None:
    odile = booth.organiser()
    first = missed(booth, odile)
    past = consults(booth, first, odile, ConsultationForm(NOW - timedelta(days=1), None))
    assert (past.result, dict(past.faults)) == (
        BallotChange.FAULTY,
        {form.CLOSE_DAY: OpeningFault.CLOSES_IN_PAST},
    )
    many = consults(booth, first, odile, ConsultationForm(LATER, 99))
    assert dict(many.faults) == {form.QUORUM: OpeningFault.QUORUM}
    with booth.services.db.read() as session:
        assert get_second(session, first.id) is None


def test_a_ballot_of_the_first_edition_is_consulted_on_again_by_the_rules_of_today(booth: Booth) -> None:
    odile = booth.organiser()
    old = {"edition": 1, "floor": 0, "floor_grade": None, "no_opinion": NoOpinion.ASIDE, "seed": "typed"}
    first = missed(booth, odile, method=Method.JUDGMENT, tie_break=TieBreak.DRAW)
    with booth.services.db.begin() as session:
        save_ballot(session, replace(first, rules=replace(first.rules, **old)))  # type: ignore[arg-type]
    consults(booth, first, odile)
    rules = second_of(booth, first).rules
    assert (rules.edition, rules.floor_grade, rules.no_opinion) == (2, Grade.FAIR, NoOpinion.REJECT)
    assert rules.seed not in ("", "typed")


@pytest.mark.parametrize(
    ("typed", "wanted", "found"),
    [
        ("", False, None),
        ("5", True, 5),
        ("un tiers", True, Fraction(1, 3)),
        ("", True, BallotTrouble.MISSING),
        ("0", True, BallotTrouble.MISSING),
        ("beaucoup", True, BallotTrouble.NO_PORTION),
        ("120 %", True, OpeningFault.QUORUM_SHARE),
    ],
)
def test_a_quorum_is_read_as_it_is_typed(typed: str, wanted: bool, found: Any) -> None:
    reader = form.BallotFormReader({form.QUORUM: typed}, NOW.tzinfo)  # type: ignore[arg-type]
    quorum = reader.quorum(wanted=wanted)
    assert (reader.faults.get(form.QUORUM) or quorum) == found


def test_by_member_nobody_is_asked_for_a_quorum_of_votes(booth: Booth) -> None:
    odile = booth.organiser()
    first = missed(booth, odile, unit=Unit.MEMBER)
    consults(booth, first, odile, ConsultationForm(LATER, 1))
    assert second_of(booth, first).rules.quorum_of is QuorumOf.VOTERS
