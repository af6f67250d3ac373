"""Urns published by the edition before hold as they did, and are published again to the letter."""

from pathlib import Path

import pytest

from club.ballots import Ballot, BallotState, Criterion, Method, NoOpinion, Option, Purpose, TieBreak
from club.ids import BallotId, OptionId
from club.tally import Paper, decide
from club.urn import Finding, publish, verify
from club.urn.reading import read

FILES = sorted((Path(__file__).parent / "urns").glob("*.json"))
TITLES = ("Chaleur fatale", "Air comprimé", "Pompes à chaleur", "Récupération d’eau", "Éclairage « LED »")


def test_every_method_and_every_end_of_a_ballot_is_kept() -> None:
    named = {file.stem for file in FILES}
    assert named >= {method.value for method in Method if method.value in named}
    assert named >= {"draw", "organisers", "blank", "rejected", "lone-excellent", "evaluation", "no-quorum"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_urn_of_the_first_edition_holds_and_is_written_as_it_was(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    verdict = verify(text)
    assert verdict.holds
    urn = read(text)
    assert (urn.rules.edition, urn.rules.no_opinion, urn.rules.floor_grade) == (1, NoOpinion.ASIDE, None)
    judged = list(Criterion) if urn.purpose is Purpose.EVALUATION else []
    options = tuple(
        Option(one, title, criterion=judged[at % 3] if judged else None)
        for at, (one, title) in enumerate(zip(urn.options, TITLES, strict=False))
    )
    ballot = Ballot(
        BallotId(7), urn.title, urn.purpose, urn.rules, BallotState.CLOSED, options=options, salt="x"
    )
    papers = [Paper(one.marks, one.weight) for one in urn.papers]
    theirs = isinstance(urn.stated["chosen"], list) and urn.rules.tie_break is TieBreak.ORGANISERS
    chosen = [OptionId(one) for one in urn.stated["chosen"]] if theirs else []  # type: ignore[attr-defined]
    result = decide(urn.rules, urn.options, papers, urn.voters, chosen, "another digest")
    assert publish(ballot, urn.papers, result) == text


def test_a_lone_excellent_and_a_winner_drawn_among_blank_votes_stand_as_they_were_counted() -> None:
    """Unfair or not: the rule that voters were told decides."""
    for name, winner in (("lone-excellent", 10), ("blank", 10)):
        text = (Path(__file__).parent / "urns" / f"{name}.json").read_text(encoding="utf-8")
        result = verify(text).result
        assert result is not None
        assert result.winners == (winner,)


def test_an_urn_that_calls_itself_of_another_edition_is_not_believed() -> None:
    text = FILES[0].read_text(encoding="utf-8").replace('"version":1', '"version":2')
    assert [one.finding for one in verify(text).differences] == [Finding.MALFORMED]
