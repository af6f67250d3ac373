"""A result as it is shown: on the card, in the modal, with two options and with two hundred."""

import json
from dataclasses import replace

import pytest

from club.ballots import Grade, Method, Secrecy, TieBreak
from club.ids import BallotId
from handlers.choosing.results import forms, listing, pages, views
from handlers.choosing.results.service import Running
from handlers.choosing.shared.counting import CountedBallot
from handlers.kit.blocks import Block
from handlers.kit.interaction import Message
from handlers.kit.positions import ListPosition, Page
from sandbox.validation.blocks import check_blocks
from sandbox.validation.views import check_view
from storage.urns import OpenVote
from tests.handlers.choosing.results.counted import FR, PARIS, evaluation, outcome, papers, resolutions

MANY = [f"Étude n° {number:03} {'x' * 100}" for number in range(1, 201)]


def said(shown: Message | Block) -> str:
    """All its words, with plain spaces."""
    blocks = shown.blocks if isinstance(shown, Message) else shown["blocks"]
    return json.dumps(list(blocks), ensure_ascii=False).replace("\u00a0", " ").replace("\u202f", " ")


RESULTS = {
    "two": outcome(["Chaleur", "Vapeur"], papers(*[{1: 1}] * 6)),
    "many": outcome(MANY, papers(*[{1: 5, 2: 5}] * 9), Method.POINTS, seats=150),
    "grades": outcome(MANY, papers(*[dict.fromkeys(range(1, 180), 4)] * 6), Method.JUDGMENT, seats=20),
    "ranks": outcome(MANY, papers(*[{7: 1, 8: 2}] * 6), Method.RANKING, seats=3, tie_break=TieBreak.DRAW),
    "nobody": outcome(MANY, papers()),
    "works": evaluation(MANY[:60], papers(*[{1: 4}] * 6)),
    "resolutions": resolutions(40, papers(*[{1: 1, 40: 0}] * 6)),
}


FIGURES = ListPosition(pages.FIGURES, of=1)


@pytest.mark.parametrize("found", RESULTS.values(), ids=RESULTS)
def test_every_view_of_a_result_keeps_to_slacks_limits(found: CountedBallot) -> None:
    for shown in (
        views.card(FR, found),
        views.copy(FR, found),
        listing.listing(FR, Page.of([found], 9, ListPosition("results"))),
    ):
        assert len(shown.text) <= 150
        assert len(shown.blocks) <= 50
        assert len(said(shown)) < 9000
        assert check_blocks(list(shown.blocks), "message") == []
    for page in (0, 4, 9):
        assert check_view(pages.figures(FR, found, FIGURES.at(page), PARIS), ("modal",)) == []
        assert (
            check_view(
                pages.running(FR, Running(found.ballot, found.result.tally), FIGURES.at(page)), ("modal",)
            )
            == []
        )
    assert check_view(forms.noting(FR, found), ("modal",)) == []
    if found.pending:
        assert check_view(forms.settling(FR, found), ("modal",)) == []


def test_a_second_consultation_s_page_is_called_so_while_open_and_once_closed() -> None:
    found = RESULTS["resolutions"]
    again = replace(found, ballot=replace(found.ballot, second_of=BallotId(2)))
    for one, open_, closed in ((found, "Vote en cours", "Résultat"), (again, *["Seconde consultation"] * 2)):
        assert views.still_open(FR, one.ballot)["title"]["text"] == open_
        assert pages.figures(FR, one, FIGURES, PARIS)["title"]["text"] == closed


def test_figures_so_far_of_resolutions_tell_no_number_that_is_needed() -> None:
    found = RESULTS["resolutions"]
    shown = said(pages.running(FR, Running(found.ballot, found.result.tally), FIGURES))
    assert "1. Question 1" in shown
    assert "6 pour, 0 contre, 0 abstention" in shown
    assert "il fallait" not in shown


def test_two_hundred_options_are_turned_page_by_page() -> None:
    first, last = (said(pages.figures(FR, RESULTS["many"], FIGURES.at(at), PARIS)) for at in (0, 9))
    assert "1–20 sur 200" in first
    assert "results.page#next" in first
    assert "181–200 sur 200" in last
    assert "results.page#next" not in last


def test_a_tie_of_two_hundred_can_be_settled_in_one_form() -> None:
    found = outcome(MANY, papers(*[dict.fromkeys(range(1, 201), 1)] * 6), seats=4, most=200)
    form = forms.settling(FR, found)
    boxes = [block["element"]["options"] for block in form["blocks"] if block["type"] == "input"]
    assert [len(options) for options in boxes] == [10] * 20
    assert len({block["block_id"] for block in form["blocks"] if "block_id" in block}) == 20


def test_a_vote_in_an_open_ballot_is_read_in_the_order_that_says_it_best() -> None:
    titles = ["Chaleur", "Vapeur", "Air"]
    cases = [
        (Method.RANKING, {1: 2, 3: 1}, "1. Air, 2. Chaleur"),
        (Method.POINTS, {1: 1, 2: 4}, "Vapeur : 4 points, Chaleur : 1 point"),
        (Method.JUDGMENT, {1: Grade.POOR, 2: Grade.GOOD}, "Vapeur : Bien, Chaleur : Insuffisant"),
        (Method.APPROVAL, {}, "Bulletin blanc"),
    ]
    for method, marks, words in cases:
        found = outcome(titles, papers(marks), method, secrecy=Secrecy.OPEN)
        vote = OpenVote("Verrerie Ardoin", "Ana Berger", 3, papers(marks)[0].marks)
        shown = said(pages.votes(FR, found, [vote], ListPosition(pages.CAST)))
        assert words in shown
        assert "Verrerie Ardoin · voté par Ana Berger · 3 voix" in shown


def test_what_equal_shares_would_choose_stands_apart_as_advice() -> None:
    cast = papers(*[{1: 1, 2: 1, 3: 1}] * 10, *[{4: 1}] * 5)
    shown = said(views.card(FR, outcome(["Chaleur", "Vapeur", "Air", "Eau"], cast, seats=3)))
    for words in (
        "une sélection proportionnelle (parts égales) choisirait Chaleur, Vapeur et Eau.",
        "Sans aucun de leurs choix : 5 entreprises par ce résultat, aucune entreprise par les parts égales.",
        "Les sujets à égalité y sont pris dans l’ordre du scrutin.",
    ):
        assert words in shown


@pytest.mark.parametrize(("secrecy", "shown"), [(Secrecy.CONFIDENTIAL, False), (Secrecy.OPEN, True)])
@pytest.mark.parametrize(("both", "few"), [(8, 4), (20, 3)])  # equal shares choose others, or the same
def test_the_advice_does_not_count_the_few_whom_the_figures_leave_out(
    secrecy: Secrecy, shown: bool, both: int, few: int
) -> None:
    cast = papers(*[{1: 1, 2: 1, 3: 1}] * both, *[{4: 1}] * few)
    found = outcome(["Chaleur", "Vapeur", "Air", "Eau"], cast, seats=3, secrecy=secrecy)
    for view in (views.card(FR, found), pages.figures(FR, found, FIGURES, PARIS)):
        assert "À titre indicatif : une sélection proportionnelle" in said(view)
        assert (f" : {few} entreprises" in said(view)) is shown


def test_where_nothing_reaches_the_floor_no_choice_is_said_to_be_among_those_chosen() -> None:
    cast = papers(*[{1: Grade.POOR, 2: Grade.REJECT}] * 6)
    shown = said(views.card(FR, outcome(["Chaleur", "Vapeur", "Air"], cast, Method.JUDGMENT, seats=2)))
    assert "0 sujet choisi sur 2" in shown
    assert "Aucun sujet n’atteint le seuil." in shown
    assert "À titre indicatif" not in shown
    blank = outcome(["Chaleur", "Vapeur", "Air"], papers(*[{1: 1, 2: 1}] * 6, {}), seats=2)
    assert "les mêmes sujets. Aucun bulletin ne voit tous ses choix écartés." in said(views.card(FR, blank))


def test_few_secret_votes_show_no_figure_anywhere() -> None:
    found = outcome(["Chaleur", "Vapeur"], papers(*[{1: 1}] * 4), secrecy=Secrecy.SEALED, seats=1)
    for shown in (views.card(FR, found), views.copy(FR, found), pages.figures(FR, found, FIGURES, PARIS)):
        assert "Chaleur" in said(shown)
        assert "4 voix" not in said(shown)
        assert "Vapeur" not in said(shown)
