"""Whoever finds the port may send anything: what Slack did not sign is refused before it is read."""

from collections.abc import Iterator

import pytest

from bot.serve_http import FORM, JSON
from tests.bot.wire import Wire, wired

NONSENSE = {
    "cut JSON": (b'{"a":', JSON),
    "cut JSON in a form": (b"payload=%7Bxx", FORM),
    "a form that only says payload": (b"payload=", FORM),
    "no UTF-8": (b'{"text": "\xff\xfe"}', JSON),
    "no UTF-8 in a form": (b"payload=\xff", FORM),
    "300,000 brackets": (b"[" * 300_000, JSON),
    "100,000 objects": (b'{"a":' * 100_000, JSON),
    "brackets in a form": (b"payload=%7B%22a%22:" + b"%5B" * 100_000, FORM),
    "a number of 5,000 digits": (b"1" * 5_000, JSON),
    "nothing, called JSON": (b"", JSON),
    "another content type": (b'{"type": "event_callback"}', "text/plain"),
    "no content type": (b'{"type": "event_callback"}', ""),
}


@pytest.fixture
def wire(sqlite_url: str) -> Iterator[Wire]:
    """A club at the end of the wire."""
    with wired(sqlite_url) as made:
        yield made


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_refused_unread_if_unsigned_and_as_unreadable_if_signed(wire: Wire, name: str) -> None:
    body, kind = NONSENSE[name]
    assert wire.post(body, {}, kind)[0] == 401
    assert wire.post(body, wire.signed(body), kind)[0] == 400
    assert [record.levelname for record in wire.log] == ["WARNING", "WARNING"]  # a line each
    assert not wire.tracebacks()
    assert not any(piece in record.getMessage() for record in wire.log for piece in ("xx", "[[", "payload"))


BODY = b"command=%2Fprime&text=rsvp&user_id=U0ANA"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "\u0661\u0662\u0663"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Signature": "v0=\u00e9\u00ff"},
        {"X-Slack-Signature": "v0=\u2603"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
    ],
)
def test_a_forged_header_is_refused(wire: Wire, headers: dict[str, str]) -> None:
    right = wire.signed(BODY)
    assert wire.post(BODY, right)[0] == 200
    assert wire.post(BODY, headers and right | headers)[0] == 401
    assert not wire.tracebacks()


def test_a_signature_holds_for_its_body_and_its_time_alone(wire: Wire) -> None:
    right = wire.signed(BODY)
    assert wire.post(BODY + b"&text=non", right)[0] == 401
    later = str(int(right["X-Slack-Request-Timestamp"]) + 1)
    assert wire.post(BODY, right | {"X-Slack-Request-Timestamp": later})[0] == 401


def test_a_club_without_a_secret_takes_nothing_for_signed(wire: Wire) -> None:
    from bot.signature import Signatures

    stamp = str(int(wire.clock.now().timestamp()))
    assert not Signatures("", wire.clock).holds(b"", stamp, "v0=")


def test_slack_s_question_for_the_address_is_answered(wire: Wire) -> None:
    body = b'{"type": "url_verification", "challenge": "3eZbrw1aB", "token": "x"}'
    assert wire.post(body, wire.signed(body), JSON) == (200, '{"challenge": "3eZbrw1aB"}')
    assert wire.post(body, {}, JSON)[0] == 401


def test_a_form_s_percent_signs_are_characters_whatever_they_spell(wire: Wire) -> None:
    body = b"command=%2Fprime&text=rsvp+%ff%00%ed%a0%80&user_id=U0ANA"
    assert wire.post(body, wire.signed(body))[0] == 200
    assert not wire.tracebacks()
