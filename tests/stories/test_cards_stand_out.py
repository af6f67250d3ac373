"""The channel is no feed: what members must answer stands out there, and news does not (FACILITER)."""

from collections.abc import Sequence
from typing import Any

from club.topics import TopicKind, TopicStep
from handlers import names
from handlers.choosing.shared.topics import record
from storage.topics import add_topic
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.outage import cards
from tests.stories.polls import opens
from tests.stories.said import GOING
from tests.stories.test_mutual_help import CHANNEL as WHOLE_CLUB
from tests.stories.test_mutual_help import asks

TO_ANSWER = (names.CARD, names.BALLOT_CARD)
NEWS = (names.TOPIC_CARD, names.HELP_CARD)


def standing(club: Club) -> dict[str, Sequence[dict[str, Any]]]:
    """The blocks of the last card of each kind in the channel."""
    with club.prime.services.db.read() as session:
        rows = session.connection().exec_driver_sql(
            f"SELECT ts, kind FROM posting WHERE channel = '{CHANNEL}'"
        )
        kinds = {str(ts): str(kind) for ts, kind in rows.all()}
    return {kinds[one["ts"]]: one["blocks"] for one in cards(club)}


def heads(blocks: Sequence[dict[str, Any]]) -> int:
    return sum(block["type"] == "header" for block in blocks)


def primaries(blocks: Sequence[dict[str, Any]]) -> list[str]:
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row if one.get("style") == "primary"]


def test_cards_that_members_must_answer_have_a_header_and_one_act_that_stands_out(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    opens(club)
    with club.prime.services.db.begin() as session:
        by, now = club.members["Ana Berger"], club.clock.now()
        topic = add_topic(session, by, TopicKind.STUDY, "Biogaz", "", "", now)
        record(session, club.prime.services, topic, TopicStep.PROPOSED, now)
    asks(ana, "Un bureau d’études pour une turbine ?", seen=WHOLE_CLUB)
    ana.submits()
    club.settle()
    found = standing(club)
    for kind in TO_ANSWER:
        assert (heads(found[kind]), len(primaries(found[kind]))) == (1, 1), kind
        assert found[kind][0]["type"] == "header", kind
    assert primaries(found[names.CARD]) == [GOING]
    for kind in NEWS:
        assert heads(found[kind]) == 0, kind


def test_once_there_is_nothing_to_answer_nothing_stands_out_any_more(club: Club) -> None:
    club.joins("Ana Berger")
    club.plans()
    ballot = opens(club)
    club.at(paris(2027, 1, 29, 9, 0))
    found = standing(club)
    assert primaries(found[names.CARD]) == [], "it is over"
    assert names.BALLOT_CARD not in found or not primaries(found[names.BALLOT_CARD]), ballot
