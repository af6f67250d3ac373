"""What Slack documents of blocks: what breaks a rule is refused at its place, and what keeps it is taken."""

import re

import pytest

from sandbox.validation import check_blocks
from tests.sandbox.conftest import Api
from tests.sandbox.rules import RULES, Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_refuses_and_accepts(rule: Rule) -> None:
    refused = check_blocks(rule.wrong, rule.surface)
    places = [re.sub(r".*\[json-pointer:/blocks(.*)\]", r"\1", fault) for fault in refused]
    assert rule.place in places, refused
    assert check_blocks(rule.right, rule.surface) == []


def test_there_are_more_than_a_hundred_rules_each_of_its_own() -> None:
    assert len(RULES) >= 100
    assert len({rule.name for rule in RULES}) == len(RULES)


ATTACHMENTS = [
    ([{"text": 1}], "/attachments/0/text"),
    ([{"words": "x"}], "/attachments/0/words"),
    (["x"], "/attachments/0"),
    ([{"blocks": [{"type": "section"}]}], "/attachments/0/blocks/0"),
    ([{"fields": [{"titel": "x"}]}], "/attachments/0/fields/0/titel"),
    ([{"text": "x", "mrkdwn_in": ["title"]}], "/attachments/0/mrkdwn_in/0"),
]


@pytest.mark.parametrize(
    ("attachments", "place"), ATTACHMENTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_nonsense_in_attachments_is_refused(api: Api, attachments: list[object], place: str) -> None:
    """reference/messaging/payloads."""
    refused = api("chat.postMessage", channel="C1CLUB", text="x", attachments=attachments)
    assert refused["error"] == "invalid_attachments"
    assert any(f"[json-pointer:{place}]" in fault for fault in refused["response_metadata"]["messages"])


def test_good_attachments_are_taken(api: Api) -> None:
    good = [{"fallback": "x", "color": "#36a64f", "fields": [{"title": "T", "value": "V", "short": True}]}]
    assert api("chat.postMessage", channel="C1CLUB", attachments=good)["ok"]
