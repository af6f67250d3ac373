"""What keeps a ballot from opening, who may vote when, and the order of its options."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from club.ballots import (
    MOST_OPTIONS,
    Ballot,
    BallotState,
    Electorate,
    Grade,
    Method,
    Option,
    Purpose,
    QuorumOf,
    Rules,
    Secrecy,
    TieBreak,
    Unit,
    frozen,
    is_open,
    may_change,
    shuffled,
)
from club.ids import BallotId, OptionId
from club.readiness import OpeningFault, faults_of

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
APPROVAL = Rules(Method.APPROVAL, most=2)
ROLL = Electorate(voters=5, votes=20)


def ballot(rules: Rules = APPROVAL, options: int = 3) -> Ballot:
    titles = tuple(Option(OptionId(at), f"Sujet {at}") for at in range(options))
    return Ballot(
        BallotId(7),
        "Études 2028",
        Purpose.SELECTION,
        rules,
        BallotState.DRAFT,
        closes_at=NOW + HOUR,
        options=titles,
    )


def evaluation(rules: Rules, options: int = 1) -> Ballot:
    return replace(ballot(rules, options), purpose=Purpose.EVALUATION)


@pytest.mark.parametrize(
    "good",
    [
        ballot(),
        ballot(replace(APPROVAL, most=3, seats=2)),
        ballot(options=2),
        ballot(options=MOST_OPTIONS),
        ballot(Rules(Method.POINTS, points=10, cap=10)),
        ballot(Rules(Method.RANKING, quorum=5)),
        ballot(Rules(Method.JUDGMENT, secrecy=Secrecy.OPEN, live=True)),
        ballot(Rules(Method.JUDGMENT, unit=Unit.MEMBER, proxies=2)),
        ballot(Rules(Method.JUDGMENT, tie_break=TieBreak.DRAW)),
        ballot(Rules(Method.JUDGMENT, floor_grade=Grade.REJECT)),
        ballot(replace(APPROVAL, quorum=20, quorum_of=QuorumOf.VOTES)),
        ballot(replace(APPROVAL, most=1, seats=2, floor_share=Fraction(1, 2))),
        ballot(replace(APPROVAL, most=1, seats=2, floor=10)),
        ballot(replace(APPROVAL, floor_share=Fraction(1), quorum_share=Fraction(1))),
        evaluation(Rules(Method.JUDGMENT, seats=0)),
        replace(ballot(), opens_at=NOW + HOUR / 2),
    ],
)
def test_a_ballot_at_the_edge_of_what_is_allowed_may_open(good: Ballot) -> None:
    assert faults_of(good, ROLL, NOW) == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (replace(ballot(), title="  "), OpeningFault.NO_TITLE),
        (ballot(options=0), OpeningFault.NO_OPTION),
        (ballot(options=1), OpeningFault.ONE_OPTION),
        (ballot(options=500), OpeningFault.TOO_MANY_OPTIONS),
        (ballot(replace(APPROVAL, seats=0)), OpeningFault.SEATS),
        (ballot(replace(APPROVAL, seats=3)), OpeningFault.SEATS),
        (ballot(replace(APPROVAL, most=0)), OpeningFault.MOST),
        (ballot(replace(APPROVAL, most=4)), OpeningFault.MOST),
        (ballot(Rules(Method.POINTS, points=0, cap=1)), OpeningFault.POINTS),
        (ballot(Rules(Method.POINTS, points=10, cap=0)), OpeningFault.CAP),
        (ballot(Rules(Method.POINTS, points=10, cap=11)), OpeningFault.CAP),
        (ballot(replace(APPROVAL, quorum=6)), OpeningFault.QUORUM),
        (ballot(replace(APPROVAL, quorum=-1)), OpeningFault.QUORUM),
        (replace(ballot(), closes_at=None), OpeningFault.NO_CLOSING),
        (replace(ballot(), closes_at=NOW), OpeningFault.CLOSES_IN_PAST),
        (replace(ballot(), opens_at=NOW + HOUR), OpeningFault.CLOSES_BEFORE_OPENING),
        (ballot(replace(APPROVAL, live=True)), OpeningFault.LIVE_SECRET),
        (ballot(replace(APPROVAL, proxies=1)), OpeningFault.PROXIES_COMPANY),
        (ballot(replace(APPROVAL, quorum=21, quorum_of=QuorumOf.VOTES)), OpeningFault.QUORUM_VOTES),
        (ballot(replace(APPROVAL, quorum_share=Fraction(-1, 2))), OpeningFault.QUORUM_SHARE),
        (ballot(replace(APPROVAL, quorum_share=Fraction(101, 100))), OpeningFault.QUORUM_SHARE),
        (ballot(replace(APPROVAL, floor=0)), OpeningFault.FLOOR),
        (ballot(replace(APPROVAL, floor=21)), OpeningFault.FLOOR),
        (ballot(Rules(Method.RANKING, floor=6)), OpeningFault.FLOOR),
        (ballot(Rules(Method.JUDGMENT, floor_grade=None)), OpeningFault.FLOOR),
        (ballot(replace(APPROVAL, floor_share=Fraction(101, 100))), OpeningFault.FLOOR_SHARE),
        (ballot(replace(APPROVAL, floor_share=Fraction(-1, 100))), OpeningFault.FLOOR_SHARE),
        (ballot(replace(APPROVAL, most=1, seats=2, floor_share=Fraction(51, 100))), OpeningFault.FLOOR_SEATS),
        (ballot(replace(APPROVAL, most=1, seats=2, floor=11)), OpeningFault.FLOOR_SEATS),
        (
            ballot(Rules(Method.POINTS, seats=2, points=1, cap=1, floor_share=Fraction(2, 3))),
            OpeningFault.FLOOR_SEATS,
        ),
        (
            ballot(replace(APPROVAL, proxies=1, unit=Unit.MEMBER, secrecy=Secrecy.SEALED)),
            OpeningFault.PROXIES_SEALED,
        ),
        (evaluation(APPROVAL), OpeningFault.NOT_JUDGMENT),
    ],
)
def test_one_thing_wrong_is_the_one_thing_told(bad: Ballot, fault: OpeningFault) -> None:
    assert faults_of(bad, ROLL, NOW) == [fault]


def test_without_a_voter_nothing_opens() -> None:
    assert faults_of(ballot(), Electorate(0, 0), NOW) == [OpeningFault.NO_VOTER]


def test_everything_wrong_is_told_at_once() -> None:
    wrong = replace(ballot(replace(APPROVAL, seats=9, quorum=9)), title="", closes_at=None)
    assert {*faults_of(wrong, ROLL, NOW)} == {
        OpeningFault.NO_TITLE,
        OpeningFault.SEATS,
        OpeningFault.QUORUM,
        OpeningFault.NO_CLOSING,
    }


@pytest.mark.parametrize(
    ("share", "of", "quorum"),
    [
        (Fraction(1, 3), QuorumOf.VOTERS, 5),
        (Fraction(1, 2), QuorumOf.VOTERS, 7),
        (Fraction(1), QuorumOf.VOTERS, 13),
        (Fraction(1, 3), QuorumOf.VOTES, 10),
        (Fraction(1, 1000), QuorumOf.VOTES, 1),
    ],
)
def test_a_quorum_given_as_a_share_is_a_number_rounded_up_once_the_roll_is_drawn(
    share: Fraction, of: QuorumOf, quorum: int
) -> None:
    rules = replace(APPROVAL, quorum_share=share, quorum_of=of)
    assert frozen(rules, Electorate(voters=13, votes=29)).quorum == quorum
    assert frozen(rules, Electorate(0, 0)).quorum == 0
    assert frozen(replace(APPROVAL, quorum=4), Electorate(13, 29)).quorum == 4


def test_a_voter_always_sees_the_options_in_the_same_order() -> None:
    options = ballot(options=8).options
    seen = shuffled(options, BallotId(7), "U1")
    assert seen == shuffled(reversed(options), BallotId(7), "U1")
    assert {*seen} == {*options}
    assert seen != shuffled(options, BallotId(8), "U1")


def test_every_option_stands_first_for_about_as_many_voters() -> None:
    options = ballot(options=5).options
    first = Counter(shuffled(options, BallotId(7), f"U{at}")[0] for at in range(2000))
    assert all(320 < first[option] < 480 for option in options)


def test_one_votes_before_the_closing_and_no_longer_at_it() -> None:
    opened = replace(ballot(), state=BallotState.OPEN)
    assert is_open(opened, NOW + HOUR - timedelta(microseconds=1))
    assert not is_open(opened, NOW + HOUR)
    assert not is_open(ballot(), NOW)


def test_only_a_sealed_vote_is_for_good() -> None:
    assert [may_change(Rules(Method.RANKING, secrecy=secrecy)) for secrecy in Secrecy] == [True, True, False]
