"""What is shown: within Slack's limits with two options and with two hundred, in both languages."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from club.ballots import (
    Ballot,
    BallotState,
    Criterion,
    Method,
    Option,
    Purpose,
    Rules,
    Secrecy,
    TieBreak,
    Unit,
)
from club.ids import BallotId, OptionId, SlackId
from club.tally import commitment
from handlers.choosing.ballots import card as cards
from handlers.choosing.ballots import form_view, ids, public, register, views
from handlers.choosing.ballots.outcomes import BallotLine
from handlers.choosing.ballots.place import First
from handlers.choosing.ballots.reading import Offered, Roll
from handlers.choosing.shared.ballots import rules_lines
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import Access, InteractionKind, Router
from handlers.kit.services import Club
from handlers.words import load
from sandbox.validation.blocks import check_blocks
from sandbox.validation.views import check_view
from storage.ballots import Turnout
from storage.electors import Attendant
from tests.handlers.choosing.ballots.booth import words
from tests.handlers.events.guests.house import NOW, PARIS

WORDS = load(PARIS)
CLUB = Club(PARIS, SlackId("C0PRIME"), "Odile Garnier")
FR = WORDS["fr"]
LONG = "Récupération de chaleur fatale <!channel> *à très basse température* " * 2
BEHIND = ListPosition("balloting").block(7)
WAY = ReturnTo(7, None, "abc", "https://hooks.example/x", BEHIND)
OPEN_TO_MEMBERS = {ids.TOPICS, ids.TOPICS_PAGE, ids.RULES, ids.WHO, ids.WHO_PAGE, ids.MOTION_TEXT}


def a_ballot(count: int = 3, state: BallotState = BallotState.OPEN, **rules: Any) -> Ballot:
    known: dict[str, Any] = {"method": Method.APPROVAL, "seats": 1, "most": 2, "quorum": 2} | rules
    options = tuple(Option(OptionId(n), f"{n} {LONG}"[:120], topic_id=n) for n in range(1, count + 1))
    ends = NOW + timedelta(days=9)
    settings = Rules(**known)
    return Ballot(BallotId(7), LONG[:120], Purpose.SELECTION, settings, state, NOW, ends, options=options)


@pytest.mark.parametrize("count", [2, 200])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_modal_keeps_to_slack_s_limits(count: int, language: Any) -> None:
    t, ballot = WORDS[language], a_ballot(count)
    shown = [Offered(LONG, "mot " * 900, n, None) for n in range(10)]
    at, there = ListPosition("ballots.topics", of=7, page=3), Attendant(LONG[:150], LONG[:90], True)
    roll = Roll(ballot, Turnout(60, 70), Page.cut([there] * 70, at.at(0), 60))
    stock = form_view.Stock(count, 500, True)
    made = [
        public.topics(t, ballot, Page.of(shown, 200, at, 10)),
        public.who(t, roll),
        views.extending(t, ballot, WAY),
        views.closing(t, ballot, WAY),
        views.cancelling(t, ballot, WAY),
        views.cancelling(t, a_ballot(state=BallotState.DRAFT), WAY),
        form_view.first_step(t, First(title=LONG[:120]), WAY.with_extra(0), new=False),
    ]
    for method in Method:
        for unit, secrecy in ((Unit.MEMBER, Secrecy.OPEN), (Unit.COMPANY, Secrecy.SEALED)):
            first = First(title=LONG[:120], method=method, unit=unit, secrecy=secrecy)
            made += [
                form_view.second_step(t, CLUB, WAY.with_extra(first), old, stock) for old in (None, ballot)
            ]
    for view in made:
        assert check_view(view, ("modal",)) == []


def test_two_hundred_options_stand_in_two_selects_and_a_rare_weight_is_warned_of() -> None:
    first = First(title="Choix")
    view = form_view.second_step(
        FR, CLUB, WAY.with_extra(first), a_ballot(200), form_view.Stock(3, 300, True)
    )
    selects = [
        block["element"] for block in view["blocks"] if str(block.get("block_id")).startswith(ids.TOPIC)
    ]
    assert [len(one.get("initial_options", ())) for one in selects] == [100, 100]
    assert "ne seront pas publiés" in words(view)
    public_vote = First(title="Choix", secrecy=Secrecy.OPEN)
    view = form_view.second_step(FR, CLUB, WAY.with_extra(public_vote), None, form_view.Stock(3, 3, True))
    assert "ne seront pas publiés" not in words(view)
    assert "au fil des votes" in words(view)


@pytest.mark.parametrize("state", [BallotState.OPEN, BallotState.CLOSED, BallotState.CANCELLED])
def test_cards_and_lists_keep_to_slack_s_limits_and_say_all_in_a_line(state: BallotState) -> None:
    ballot = a_ballot(200, state)
    lines = [BallotLine(ballot, Turnout(3, 9))] * 5
    for said in (
        cards.card(FR, ballot, Turnout(5, 12)),
        cards.opened(FR, ballot, None, "Verrerie Ardoin", mine=False),
        cards.extended(FR, ballot),
        cards.called_off(FR, ballot),
    ):
        assert check_blocks(list(said.blocks), "message") == []
        assert len(said.text.replace("&lt;", "<").replace("&gt;", ">")) <= 150
    listed = views.listing(FR, Page.of(lines[:1], 30, ListPosition("balloting", page=2)))
    assert check_blocks(list(listed.blocks), "message") == []


def test_the_card_says_the_turnout_and_the_rules_say_every_setting() -> None:
    card = cards.card(FR, a_ballot(12, seats=4, secrecy=Secrecy.CONFIDENTIAL, quorum=6), Turnout(5, 12))
    said = words(card.blocks)
    assert "12 sujets, 4 à choisir · un vote par entreprise" in said
    assert "Approbation · 🔒 Confidentiel · quorum : 6 entreprises · 5 votants sur 12" in said


def test_the_rules_name_what_binds_a_draw_the_proxies_the_quorum_and_who_could_know() -> None:
    for method in Method:
        rules = {"method": method, "points": 10, "cap": 4, "tie_break": TieBreak.DRAW, "seed": "sept"}
        for unit, secrecy in ((Unit.MEMBER, Secrecy.CONFIDENTIAL), (Unit.COMPANY, Secrecy.SEALED)):
            ballot = a_ballot(9, seats=3, proxies=2, unit=unit, secrecy=secrecy, **rules)
            said = words(rules_lines(FR, ballot, PARIS))
            for part in (
                f"SHA-256 {commitment('sept')}",
                "Quorum : 2",
                "parts égales",
                "9 sujets, 3 à choisir",
                "heure de Paris",
            ):
                assert part in said, said
            assert "sept" not in said.replace(commitment("sept"), "")  # the key is told with the result
    assert "un reçu peut prouver un vote" in said
    assert "10 points, dont 4" in words(
        rules_lines(FR, a_ballot(method=Method.POINTS, points=10, cap=4), PARIS)
    )
    live = words(rules_lines(FR, a_ballot(secrecy=Secrecy.OPEN, live=True), PARIS))
    assert "les chiffres au fil des votes" in live
    assert "moins de 5 votes" not in live


def test_the_rules_say_how_many_of_many_options_one_vote_may_mark() -> None:
    ranked = words(rules_lines(FR, a_ballot(13, method=Method.RANKING), PARIS))
    assert "Chaque bulletin classe 12 options au plus." in ranked
    given = {"method": Method.POINTS, "points": 10, "cap": 4}
    assert "donne des points à 12 options au plus" in words(rules_lines(FR, a_ballot(21, **given), PARIS))
    for ballot in (a_ballot(12, method=Method.RANKING), a_ballot(20, **given), a_ballot(200)):
        assert "12 options au plus" not in words(rules_lines(FR, ballot, PARIS))


def test_the_rules_say_how_many_works_one_vote_evaluates_where_that_is_not_all() -> None:
    for count, bound in ((16, False), (17, True), (40, True)):
        works = [(work, criterion) for work in range(1, count + 1) for criterion in Criterion]
        options = tuple(
            Option(OptionId(at), f"Travail {work}", work_id=work, criterion=criterion)
            for at, (work, criterion) in enumerate(works, 1)
        )
        ballot = replace(a_ballot(method=Method.JUDGMENT), purpose=Purpose.EVALUATION, options=options)
        said = words(rules_lines(FR, ballot, PARIS))
        assert ("Chaque bulletin évalue 16 travaux au plus." in said) is bound
        assert f"{count} travaux à évaluer" in said


def test_what_prepares_or_decides_is_the_organisers_and_reading_is_the_members() -> None:
    router = Router()
    register(router)
    for (kind, name), entry in router.entries.items():
        wanted = Access.MEMBER if name in OPEN_TO_MEMBERS else Access.ORGANISER
        assert entry.access is wanted, (kind, name)
    assert len(router.entries) > len(OPEN_TO_MEMBERS) + 12
    assert InteractionKind.COMMAND in {kind for kind, _ in router.entries}
