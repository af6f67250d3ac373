"""Resolutions: each majority, each base, ties, abstentions, weights; and what their urns publish."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from club.ballots import (
    Ballot,
    BallotState,
    Majority,
    MajorityOf,
    Method,
    Option,
    Purpose,
    Rules,
    Secrecy,
    Stance,
)
from club.ids import BallotId, OptionId
from club.readiness import OpeningFault, motion_faults
from club.tally import BallotResult, Paper, decide
from club.urn import Finding, PublishedPaper, broken_down, digest, is_few, publish, publishable, verify
from club.votes import VoteFault, slips_of

A, B = OptionId(7), OptionId(9)
FOR, AGAINST, ABSTAIN = Stance.FOR, Stance.AGAINST, Stance.ABSTAIN
SIMPLE = Rules(Method.MOTION, seats=0)
ABSOLUTE = replace(SIMPLE, majority=Majority.ABSOLUTE, majority_of=MajorityOf.CAST)
EXPRESSED = replace(SIMPLE, majority=Majority.TWO_THIRDS)
ALL = replace(EXPRESSED, majority_of=MajorityOf.CAST)


def cast(words: str, weight: int = 1) -> list[Paper]:
    """`FFC.`: two for, one against, one blank; `A` abstains."""
    known = {"F": {A: FOR}, "C": {A: AGAINST}, "A": {A: ABSTAIN}, ".": {}}
    return [Paper(known[word], weight) for word in words]


def decided(rules: Rules, papers: Sequence[Paper], options: Sequence[OptionId] = (A,)) -> BallotResult:
    return decide(rules, options, papers, len(papers))


@pytest.mark.parametrize(
    ("rules", "papers", "adopted", "needed"),
    [
        (SIMPLE, "FFC", True, 2),
        (SIMPLE, "FC", False, 2),  # a tie
        (SIMPLE, "FAAA..", True, 1),
        (SIMPLE, "AAA", False, 1),  # nobody is for it
        (SIMPLE, "C", False, 1),
        (ABSOLUTE, "FFCA", False, 3),  # half is not more than half
        (ABSOLUTE, "FFFCA", True, 3),
        (ABSOLUTE, "FF..", False, 3),  # blank papers are cast
        (ABSOLUTE, "AAAA", False, 3),
        (EXPRESSED, "FFC", True, 2),  # two thirds exactly
        (EXPRESSED, "FFFCC", False, 4),
        (EXPRESSED, "FFCAAA...", True, 2),
        (EXPRESSED, "AAA", False, 1),
        (ALL, "FFC", True, 2),
        (ALL, "FFCA", False, 3),
        (ALL, "FFF.", True, 3),
        (ALL, "FC", False, 2),
    ],
)
def test_what_adopts_a_resolution(rules: Rules, papers: str, adopted: bool, needed: int) -> None:
    result = decided(rules, cast(papers))
    [figures] = result.tally.figures
    assert figures.stances is not None
    assert (figures.stances.adopted, figures.stances.needed) == (adopted, needed)
    assert result.winners == ((A,) if adopted else ())
    assert not result.tally.tied


def test_nothing_but_blank_papers_or_no_quorum_decides_nothing() -> None:
    assert not decided(SIMPLE, cast("...")).decided
    missed = decided(replace(SIMPLE, quorum=4), cast("FFF"))
    assert not missed.decided
    assert missed.winners == ()


@pytest.mark.parametrize(("heavy", "adopted"), [(3, True), (2, False)])
def test_weights_count_as_so_many_votes(heavy: int, adopted: bool) -> None:
    result = decided(SIMPLE, [*cast("F", heavy), *cast("CC")])
    assert (result.winners == (A,)) is adopted
    assert result.tally.figures[0].papers == 3


def test_each_resolution_has_its_own_result_in_the_ballots_order() -> None:
    papers = [Paper({A: AGAINST, B: FOR}), Paper({B: FOR}), Paper({A: AGAINST, B: ABSTAIN})]
    result = decided(SIMPLE, papers, (A, B))
    assert [one.option for one in result.tally.figures] == [A, B]
    assert result.winners == (B,)


def _drawn(random: Random) -> tuple[Rules, list[Paper]]:
    rules = random.choice([SIMPLE, ABSOLUTE, EXPRESSED, ALL])
    says = [{A: stance} for stance in Stance] + [{}]
    return rules, [Paper(random.choice(says), random.randint(1, 4)) for _ in range(random.randint(1, 12))]


@pytest.mark.parametrize("seed", range(300))
def test_as_a_fraction_says_it_and_more_for_never_harms(seed: int) -> None:
    rules, papers = _drawn(Random(seed))
    voters = [paper.marks.get(A) for paper in papers for _ in range(paper.weight)]
    favour, against, every = voters.count(FOR), voters.count(AGAINST), len(voters)
    expressed = favour + against
    wins = {
        SIMPLE: favour > against,
        ABSOLUTE: Fraction(favour, every) > Fraction(1, 2),
        EXPRESSED: expressed > 0 and Fraction(favour, max(expressed, 1)) >= Fraction(2, 3),
        ALL: Fraction(favour, every) >= Fraction(2, 3),
    }
    tally = decided(rules, papers).tally
    assert bool(tally.winners) is wins[rules]
    if tally.winners:  # a vote that turns to it keeps it adopted
        turned = [Paper({A: FOR}, papers[0].weight), *papers[1:]]
        assert decided(rules, turned).winners == (A,)
    if favour == against:
        assert not tally.winners


def test_only_the_three_answers_may_be_cast() -> None:
    assert slips_of(SIMPLE, [A], {A: ABSTAIN}) == []
    assert slips_of(SIMPLE, [A], {}) == []
    assert [slip.wrong for slip in slips_of(SIMPLE, [A], {A: 3})] == [VoteFault.NO_SUCH_MARK]
    assert [slip.wrong for slip in slips_of(SIMPLE, [A], {B: FOR})] == [VoteFault.FOREIGN]


@pytest.mark.parametrize(
    ("title", "text", "link", "faults"),
    [
        ("Q", "T" * 3000, "", []),
        ("Q", "", "https://example.org", []),
        (" ", "T", "", [OpeningFault.NO_QUESTION]),
        ("Q", " ", "", [OpeningFault.NO_TEXT]),
        ("Q", "T" * 4000, "", [OpeningFault.TEXT_TOO_LONG]),
    ],
)
def test_what_a_resolution_needs(title: str, text: str, link: str, faults: list[OpeningFault]) -> None:
    assert motion_faults(Option(A, title, text=text, link=link)) == faults


def _published(rules: Rules, papers: Sequence[Paper], options: Sequence[OptionId] = (A,)) -> str:
    known = [PublishedPaper("", paper.weight, paper.marks) for paper in papers]
    shown = tuple(Option(one, f"Q{one}", text="T", link="") for one in options)
    ballot = Ballot(BallotId(1), "AG", Purpose.MOTION, rules, BallotState.CLOSED, salt="s", options=shown)
    result = decide(rules, options, papers, len(papers), digest=digest("s", known))
    return publish(ballot, known, result)


@pytest.mark.parametrize("rules", [SIMPLE, ABSOLUTE, EXPRESSED, ALL])
def test_an_urn_is_counted_again_and_a_forged_one_is_found(rules: Rules) -> None:
    text = _published(rules, cast("FFFFCA."))
    assert verify(text).holds
    forged = verify(text.replace('"against":1', '"against":2'))
    assert Finding.FIGURES in {one.finding for one in forged.differences}
    other = text.replace('"majority":"' + rules.majority, '"majority":"unanimous')
    assert [one.finding for one in verify(other).differences] == [Finding.MALFORMED]
    assert [one.finding for one in verify(text.replace('"text":"T"', '"words":"T"')).differences] == [
        Finding.MALFORMED
    ]


def test_the_three_figures_of_a_secret_ballot_are_shown_from_five_votes_on() -> None:
    assert not broken_down(SIMPLE, cast("FFFC"))
    assert broken_down(SIMPLE, cast("FFFFC"))
    assert not is_few(SIMPLE, 1)


def test_papers_on_several_resolutions_are_published_where_no_answer_is_rare() -> None:
    single = cast("FFFFC")
    assert publishable(SIMPLE, single)  # it says no more than the three figures
    lone = [Paper({A: FOR, B: FOR})] * 5 + [Paper({A: AGAINST, B: FOR})]
    assert not publishable(SIMPLE, lone)
    assert publishable(replace(SIMPLE, secrecy=Secrecy.OPEN), lone)
    assert publishable(SIMPLE, [Paper({A: FOR, B: FOR})] * 5 + [Paper({A: AGAINST, B: FOR})] * 5)
    blank = [Paper({A: FOR, B: FOR})] * 5 + [Paper({A: FOR})]
    assert not publishable(SIMPLE, blank)
