"""The same club over signed HTTP: `prime run --http`."""

import json
import threading
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.request.internals import parse_body
from slack_sdk.signature import SignatureVerifier

from bot.http_server import HttpServer
from bot.serve_http import interaction, wsgi
from tests.stories.club import Club
from tests.stories.said import BE_LATE, GOING, ORGANISERS_TOLD, SEATED


class Served:
    """A club whose payloads come by HTTP."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.server = HttpServer(wsgi(club.prime), "127.0.0.1", 0)
        self._thread = threading.Thread(target=self.server.serve)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self.server.port}"
        club.box.deliver_to(f"{self.url}/slack/events")

    def stop(self) -> None:
        """Ends the server."""
        self.server.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def posts(self, body: str, *, age: int = 0, secret: str | None = None, **headers: str) -> int:
        """The status of a POST signed so many seconds ago."""
        stamp = str(int(self.club.clock.now().timestamp()) - age)
        signer = SignatureVerifier(secret or self.club.box.signing_secret)
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signer.generate_signature(timestamp=stamp, body=body) or "",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        request = Request(f"{self.url}/slack/events", body.encode(), signed | headers)
        return status(request)


def status(request: Request) -> int:
    """The HTTP status of a request to this machine."""
    try:
        with urlopen(request, timeout=5) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.fixture
def served(club: Club) -> Iterator[Served]:
    """The club over HTTP."""
    made = Served(club)
    yield made
    made.stop()


def test_commands_buttons_and_modals_work_over_http(served: Served) -> None:
    ana = served.club.joins("Ana Berger")
    served.club.joins("Odile Garnier", role="organiser")
    served.club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    ana.sees(SEATED)
    ana.types("/prime rsvp forum")
    ana.clicks(BE_LATE)
    ana.ticks("1 heure")
    ana.submits()
    ana.sees(ORGANISERS_TOLD)
    assert served.club.seats("Ana Berger") == 1


def test_a_click_whose_commit_fails_is_told_so_over_http(served: Served) -> None:
    ana = served.club.joins("Ana Berger")
    served.club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    with served.club.answers_broken_at_the_commit():
        ana.clicks(GOING)
        ana.sees("Enregistrement incertain")
    assert served.club.answers() == 0


BODY = urlencode(
    {"command": "/prime", "text": "rsvp", "user_id": "UANABERGE", "team_id": "T1", "channel_id": "C1"}
)


def test_what_slack_did_not_sign_is_refused(served: Served) -> None:
    assert served.posts(BODY) == 200
    assert served.posts(BODY, secret="another") == 401
    assert served.posts(BODY, **{"X-Slack-Signature": "v0=0"}) == 401
    assert served.posts(BODY, **{"X-Slack-Request-Timestamp": "yesterday"}) == 401


def test_a_signature_older_than_five_minutes_is_refused(served: Served) -> None:
    assert served.posts(BODY, age=299) == 200
    assert served.posts(BODY, age=301) == 401


def test_health_is_told_and_nothing_else_is_served(served: Served) -> None:
    assert status(Request(f"{served.url}/healthz")) == 200
    assert status(Request(f"{served.url}/")) == 404


FORM = "application/x-www-form-urlencoded"


@given(st.dictionaries(st.text(), st.text()), st.booleans(), st.booleans())
def test_an_interaction_is_read_as_bolt_reads_it(
    payload: dict[str, str], ascii_only: bool, plus: bool
) -> None:
    said = json.dumps(payload, ensure_ascii=ascii_only)
    body = urlencode({"payload": said}, errors="surrogatepass") if plus else f"payload={quote(said, safe='')}"
    assert interaction(body) == said
    assert parse_body(interaction(body), FORM) == parse_body(body, FORM) == payload


@pytest.mark.parametrize(
    "body",
    [
        "",
        BODY,
        "ssl_check=1&token=x",
        "payload=%7B%7D&payload=%7B%22a%22%3A1%7D",
        '{"type": "url_verification"}',
    ],
)
def test_any_other_body_is_left_to_bolt(body: str) -> None:
    assert interaction(body) == body
