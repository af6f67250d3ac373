"""What is drawn keeps to Slack's limits, whatever was typed (docs.slack.dev, Block Kit)."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from club.ballots import Ballot, Method, Option, Purpose, Rules
from club.ballots import BallotState as BallotState
from club.ids import BallotId, MemberId, OptionId, SlackId, TopicId
from club.topics import LONGEST_COMMENT, LONGEST_REASON, Topic, TopicKind, TopicState, TopicStep
from handlers.choosing.topics import forms, full, lists, views, voted
from handlers.choosing.topics.place import COMMENTS, Filters, narrowed
from handlers.choosing.topics.reading import Full, Glance, ShownTopic, TopicPage
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator, load
from storage.supporters import Backer, TopicRemark
from storage.topic_steps import Happened
from tests.handlers.events.guests.house import PARIS

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
ODD = "<!channel> *é* \u202e`x` & <b> 🔥 "


def topic(number: int = 1, state: TopicState = TopicState.PROPOSED) -> Topic:
    return Topic(
        id=TopicId(number),
        kind=TopicKind.PROGRAMME,
        title=(ODD * 9)[:120],
        description=(ODD * 200)[:2500],
        why=(ODD * 90)[:1000],
        state=state,
        author_id=MemberId(1),
        author="Ana Berger",
        merged_into=TopicId(2) if state is TopicState.MERGED else None,
        reason="x" * LONGEST_REASON if state is TopicState.DECLINED else "",
        supporters=200,
        companies=60,
    )


@pytest.fixture
def t() -> Translator:
    return load(PARIS).for_locale("fr")


def happened(number: int) -> Happened:
    at = NOW + timedelta(days=number)
    reason = "y" * LONGEST_REASON
    return Happened(number, TopicId(1), TopicStep.NOT_CHOSEN, None, "", number, ODD * 5, reason, at)


def whole(state: TopicState, *, carries: bool = True) -> Full:
    shown = ShownTopic(topic(1, state), "Autre", None, happened(1), happened(2), True, carries, carries, True)
    people = [
        Backer(MemberId(number), f"{ODD}{number}", "Entreprise " * 9, SlackId("U1"), number < 50, NOW)
        for number in range(200)
    ]
    comments = [
        TopicRemark(number, "Ana", "Verrerie", "z" * LONGEST_COMMENT, NOW, ODD) for number in range(5)
    ]
    merged = [(TopicId(number), ODD * 4) for number in range(3)]
    return Full(
        shown,
        people,
        merged,
        [happened(one) for one in range(100)],
        Page.of(comments, 57, ListPosition(COMMENTS, of=1, page=3)),
    )


def texts(block: Any) -> list[str]:
    """Every text in a block, however deep."""
    if isinstance(block, dict):
        own = [block["text"]] if isinstance(block.get("text"), str) else []
        return own + [text for value in block.values() for text in texts(value)]
    return [text for one in block for text in texts(one)] if isinstance(block, list) else []


def ids(blocks: Any) -> list[str]:
    """The action ids of each block, as `block/action`, and the block ids."""
    found = []
    for at, block in enumerate(blocks):
        found += [f"{at}/{one['action_id']}" for one in block.get("elements", []) if "action_id" in one]
        found += [block["block_id"]] if "block_id" in block else []
    return found


@pytest.mark.parametrize("state", TopicState)
def test_cards_and_topics_in_full_keep_to_the_limits(t: Translator, state: TopicState) -> None:
    for carries in (True, False):
        found = whole(state, carries=carries)
        view = full.full(
            t, found, ReturnTo(1, None, response_url="https://hooks.example/x"), organiser=True, said="✅"
        )
        assert len(view["blocks"]) <= 100
        assert len(view["title"]["text"]) <= 24
        assert len(ids(view["blocks"])) == len(set(ids(view["blocks"])))
        assert max(len(text) for text in texts(list(view["blocks"]))) <= 3000
        card = views.card(t, found.shown)
        assert len(unescape(card.text)) <= 150
        assert len(ids(card.blocks)) == len(set(ids(card.blocks)))


def test_a_page_of_the_list_keeps_to_the_limits(t: Translator) -> None:
    at = narrowed(Filters("unanswered", "programme", "mine"), '"\\ é' * 30).at(3)
    for state in TopicState:
        shown = [ShownTopic(topic(number, state), "Autre", outcome=happened(1)) for number in range(5)]
        listing = lists.listing(t, TopicPage(Page.of(shown, 400, at), organiser=True), "✅ Dit")
        blocks = list(listing.blocks)
        assert len(blocks) <= 50
        assert len(ids(blocks)) == len(set(ids(blocks)))
        assert all(len(block.get("block_id", "")) <= 255 for block in blocks)
        values = [
            one.get("value", "") for block in blocks for one in block.get("elements", []) if "value" in one
        ]
        assert max(map(len, values)) <= 2000


def test_what_a_filter_says_of_the_list_is_read_back() -> None:
    at = narrowed(Filters("all", "study", "mine"), "« chaleur »: a:b").at(7)
    behind = ListPosition.behind(at.block("filter"))
    assert behind
    assert (Filters.of(behind), behind.words) == (Filters("all", "study", "mine"), "« chaleur »: a:b")
    assert lists.filtered(behind, "state=chosen") == narrowed(Filters("chosen", "study", "mine"), at.words)
    assert lists.filtered(behind, "kind=every") == narrowed(Filters("all", "", "mine"), at.words)
    assert Filters.of(ListPosition("topics")) == Filters("open")


def test_a_form_with_five_close_topics_is_one_slack_takes(t: Translator) -> None:
    near = [ShownTopic(topic(number), backed=number % 2 == 0) for number in range(5)]
    proposal = forms.Proposal("study", "x" * 3000, "y" * 3000, "z" * 3000)
    view = forms.proposing(
        t, ReturnTo(0, (TopicId(1),), response_url="https://hooks.example/x"), proposal, near
    )
    assert len(view["submit"]["text"]) <= 24
    inputs = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    assert all(len(one.get("initial_value", "")) <= one.get("max_length", 3000) for one in inputs)


def test_the_home_part_has_a_line_a_topic_and_says_when_there_is_none(t: Translator) -> None:
    drawn = views.home(t, Glance([ShownTopic(topic(number)) for number in range(5)], 12))
    assert len(drawn) == 2
    none = views.home(t, Glance([], 0))
    assert "Aucun sujet ouvert." in "".join(texts(list(none)))


@pytest.mark.parametrize("length", [5, 40, 120])
@pytest.mark.parametrize("count", [2, 11, 200])
def test_what_a_vote_means_for_many_topics_is_said_in_a_line_that_counts_them_all(
    t: Translator, count: int, length: int
) -> None:
    titles = [(f"#{at:03}{ODD * 9}")[:length] for at in range(count)]
    options = tuple(Option(OptionId(at), title, topic_id=at) for at, title in enumerate(titles))
    rules = Rules(Method.APPROVAL)
    made = Ballot(
        BallotId(1), (ODD * 9)[:length], Purpose.SELECTION, rules, BallotState.OPEN, options=options
    )
    made = replace(made, closes_at=datetime(2027, 9, 22, 10, 30, tzinfo=UTC))
    lost = [replace(happened(at), topic_id=TopicId(at)) for at in range(count)]
    won = replace(lost[-1], what=TopicStep.CHOSEN)
    for said, named in (
        (voted.opened(t, made, lost), count),
        (voted.decided(t, made, lost), count),
        (voted.decided(t, made, [*lost[:-1], won]), 1),
    ):
        text = unescape(said.text)
        assert len(text) <= views.ONE_LINE
        shown = text.rpartition(" (")[2]
        more = re.search(r"(\d+)\sautres?\)$", shown)
        there = sum(title[:4] in shown for title in titles)
        assert there + (int(more[1]) if more else 0) == named
        assert len(said.blocks) <= 50
