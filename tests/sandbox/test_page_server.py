"""The page's addresses: what they answer, and to whom they do not."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from sandbox import Refused
from sandbox.page.routes import STATIC
from sandbox.workspace import File
from tests.sandbox.page_double import ANA, APP_DM, CHANNEL, LUC, PageDouble, served


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Site:
    box: PageDouble
    url: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        address = urlsplit(self.url)
        line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
        content = None if body is None else json.dumps(body)
        given = {"Content-Type": "application/json"} if body is not None else {}
        try:
            line.request(method, path, content, {**given, **headers})
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            line.close()

    def act(self, **body: Any) -> Answer:
        return self.ask("POST", "/_/act", body)

    def live(self, user: str, **more: Any) -> Any:
        return connect(f"{self.url.replace('http', 'ws')}/_/live?user={user}", open_timeout=10, **more)


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    box = PageDouble()
    with served(box) as url:
        yield Site(box, url)


@pytest.fixture
def site(server: Site) -> Site:
    server.box.empty()
    return server


def test_the_page_and_its_files_are_served_from_this_machine_alone(site: Site) -> None:
    page = site.ask("GET", "/")
    assert page.status == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert site.ask("GET", "/static/app.js").headers["Content-Type"].startswith("text/javascript")
    assert site.ask("GET", "/static/base.css").status == 200


@pytest.mark.parametrize("name", ["nothing.js", "..%2froutes.py", "%2e%2e%2froutes.py", ".", "index.html"])
def test_nothing_but_the_page_s_own_files_is_served(site: Site, name: str) -> None:
    assert site.ask("GET", f"/static/{name}").status == 404


def test_no_file_of_the_page_names_an_outside_address() -> None:
    for path in STATIC.iterdir():
        words = path.read_text("utf-8").replace("http://www.w3.org/", "")
        assert "http://$" in words or "http://" not in words, path.name
        assert "https://" not in words, path.name


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil", "[::1]", "127.0.0.1:x"]
)
def test_another_host_name_is_refused(site: Site, host: str) -> None:
    assert site.ask("GET", "/", Host=host).status == 403
    assert site.ask("GET", f"/_/state?user={ANA}", Host=host).status == 403


def test_localhost_is_this_machine_too(site: Site) -> None:
    assert site.ask("GET", "/", Host=f"localhost:{urlsplit(site.url).port}").status == 200


def test_a_post_from_another_site_is_refused(site: Site) -> None:
    said = {"user": ANA, "act": "say", "channel": CHANNEL, "text": "x"}
    assert site.ask("POST", "/_/act", said, Origin="http://evil.example").status == 403
    assert site.ask("POST", "/_/act", said, Origin="null").status == 403
    assert site.ask("POST", "/_/act", said, Origin=site.url).status == 200
    assert site.box.act.named("say") == [(ANA, CHANNEL, "x")]


def test_a_form_of_another_site_cannot_act_for_it_sends_no_json(site: Site) -> None:
    said = {"user": ANA, "act": "say", "channel": CHANNEL, "text": "x"}
    assert site.ask("POST", "/_/act", said, **{"Content-Type": "text/plain"}).status == 400
    assert site.box.act.done == []


def test_everybody_is_listed_by_name(site: Site) -> None:
    people = site.ask("GET", "/_/users").json
    assert [(one["id"], one["real_name"], one["kind"]) for one in people] == [
        (ANA, "Ana Berger", "member"),
        (LUC, "Luc Roy", "member"),
    ]


def test_the_state_is_what_one_person_sees_with_the_guide(site: Site) -> None:
    site.box.guide = [{"title": "Essayez", "text": "…", "as": ANA, "where": CHANNEL}]
    site.box.message(only=ANA, text="pour Ana")
    seen = {who: site.ask("GET", f"/_/state?user={who}").json for who in (ANA, LUC)}
    assert seen[ANA]["guide"][0]["title"] == "Essayez"
    assert [m["text"] for m in seen[ANA]["channels"][0]["messages"]] == ["pour Ana"]
    assert seen[LUC]["channels"][0]["messages"] == []


def test_a_step_of_the_guide_is_ticked_by_what_does_it_and_not_by_what_is_refused(site: Site) -> None:
    ways = [{"act": "say", "text": "/echo"}, {"act": "press", "action_id": "echo."}]
    moved = {"title": "Attendez", "done_by": [{"act": "clock"}]}
    site.box.guide = [{"title": "Essayez", "done_by": ways}, {"title": "Lisez"}, moved]

    def done() -> list[bool]:
        return [step.get("done", False) for step in site.ask("GET", f"/_/state?user={ANA}").json["guide"]]

    said = {"user": ANA, "act": "say", "channel": CHANNEL, "text": "bonjour"}
    site.ask("POST", "/_/act", said)
    site.box.act.answers["say"] = _refuses
    assert site.ask("POST", "/_/act", {**said, "text": "/echo a"}).status == 409
    assert done() == [False, False, False]
    del site.box.act.answers["say"]
    site.ask("POST", "/_/act", {**said, "text": "/echo a"})
    assert done() == [True, False, False]
    site.ask("POST", "/_/clock", {"advance": 60})
    assert done() == [True, False, True]


def _refuses(*_: object) -> None:
    raise Refused("Slack would not let them")


def test_a_stranger_sees_nothing(site: Site) -> None:
    assert site.ask("GET", "/_/state?user=U0NOBODY").status == 404
    with site.live("U0NOBODY") as line, pytest.raises(ConnectionClosed) as closed:
        line.recv(timeout=10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4404


ACTS: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    ({"act": "say", "channel": CHANNEL, "text": "/prime"}, (CHANNEL, "/prime")),
    (
        {
            "act": "press",
            "where": {"home": True},
            "block_id": "b",
            "action_id": "a",
            "chosen": {},
            "state": {},
        },
        ({"home": True}, "b", "a", {}, {}),
    ),
    (
        {"act": "drop_encoded", "channel": CHANNEL, "name": "a.csv", "content": "YQ=="},
        (CHANNEL, "a.csv", "YQ=="),
    ),
    ({"act": "submit", "view_id": "V1", "state": {"b": {}}}, ("V1", {"b": {}})),
    ({"act": "close", "view_id": "V1", "clear": True}, ("V1", True)),
    ({"act": "close", "view_id": "V1"}, ("V1",)),
    ({"act": "shortcut", "callback_id": "s"}, ("s",)),
    (
        {"act": "shortcut", "callback_id": "s", "message": {"channel": CHANNEL, "ts": "1.0"}},
        ("s", {"channel": CHANNEL, "ts": "1.0"}),
    ),
    ({"act": "open_home"}, ()),
    ({"act": "open_channel", "channel": CHANNEL}, (CHANNEL,)),
    ({"act": "dismiss", "notice_id": "N1"}, ("N1",)),
]


@pytest.mark.parametrize(("body", "arguments"), ACTS)
def test_an_act_reaches_the_box_as_the_person(
    site: Site, body: dict[str, Any], arguments: tuple[Any, ...]
) -> None:
    assert site.act(user=ANA, **body).json == {"ok": True, "result": None}
    assert site.box.act.done == [(body["act"], (ANA, *arguments))]


def test_options_come_back(site: Site) -> None:
    site.box.act.answers["options"] = lambda *_: [{"text": {"type": "plain_text", "text": "A"}, "value": "a"}]
    body = {"where": {"view": "V1"}, "block_id": "b", "action_id": "a", "query": "x"}
    assert site.act(user=ANA, act="options", **body).json["result"][0]["value"] == "a"


def test_a_refused_act_says_why(site: Site) -> None:
    def refuse(*_: Any) -> None:
        raise Refused("this channel is archived")

    site.box.act.answers["say"] = refuse
    answer = site.act(user=ANA, act="say", channel=CHANNEL, text="x")
    assert (answer.status, answer.json["error"]) == (409, "this channel is archived")


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"user": ANA},
        {"user": ANA, "act": "__init__"},
        {"user": ANA, "act": "say"},
        {"user": 1, "act": "say"},
    ],
)
def test_a_malformed_act_is_refused(site: Site, body: Any) -> None:
    assert site.ask("POST", "/_/act", body).status == 400
    assert site.box.act.done == []


def test_the_clock_moves_forward_by_the_seconds_asked(site: Site) -> None:
    before = site.box.clock.now()
    assert site.ask("POST", "/_/clock", {"advance": 604800}).status == 200
    assert (site.box.clock.now() - before).days == 7


@pytest.mark.parametrize("seconds", [0, -1, "1", None, True, 1.5, 10**9])
def test_the_clock_never_runs_back_nor_leaps_beyond_a_year(site: Site, seconds: Any) -> None:
    assert site.ask("POST", "/_/clock", {"advance": seconds}).status == 400


def test_each_change_is_sent_to_the_open_window(site: Site) -> None:
    with site.live(ANA, origin=site.url) as line:
        assert json.loads(line.recv(timeout=10))["channels"][0]["messages"] == []
        site.box.message(user=LUC, text="bonjour")
        seen = json.loads(line.recv(timeout=10))
    assert seen["channels"][0]["messages"][0]["text"] == "bonjour"


def test_a_window_of_another_site_is_shown_nothing(site: Site) -> None:
    with site.live(ANA, origin="http://evil.example") as line, pytest.raises(ConnectionClosed) as closed:
        line.recv(timeout=10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4403


def test_a_moved_clock_is_news_for_the_open_window(site: Site) -> None:
    with site.live(ANA) as line:
        before = json.loads(line.recv(timeout=10))["now"]
        site.ask("POST", "/_/clock", {"advance": 3600})
        assert json.loads(line.recv(timeout=10))["now"] > before


def test_a_file_is_downloaded_by_those_it_was_shared_with(site: Site) -> None:
    content = b"BEGIN:VCALENDAR"
    site.box.files["F1"] = File(
        "F1", "été.ics", 15, mimetype="text/calendar", content=content, channels=[APP_DM]
    )
    answer = site.ask("GET", f"/_/file?user={ANA}&id=F1")
    assert (answer.status, answer.body) == (200, content)
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A9t%C3%A9.ics"
    assert site.ask("GET", f"/_/file?user={LUC}&id=F1").status == 404
    assert site.ask("GET", f"/_/file?user={ANA}&id=F2").status == 404
