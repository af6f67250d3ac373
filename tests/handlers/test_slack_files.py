"""Reading a file from Slack: the token goes to Slack alone, and no more is read than was asked for."""

from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server
from threading import Event, Thread
from typing import Any

import pytest
from slack_sdk import WebClient

from handlers.kit import slack_files
from handlers.kit.slack_files import FileLater, FileRefused, fetch_file, is_slacks

SLACK = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("url", "base", "may"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.csv", SLACK, True),
        ("https://files.slack-gov.com/files-pri/T1-F1/a.csv", "https://slack-gov.com/api/", True),
        ("http://files.slack.com/files-pri/T1-F1/a.csv", SLACK, False),
        ("https://files.slack.com.example/a.csv", SLACK, False),
        ("https://files.slack.com@example.org/a.csv", SLACK, False),
        ("https://files.slack.com:8443/a.csv", SLACK, False),
        ("https://drive.example/a.csv", SLACK, False),
        ("http://127.0.0.1:5000/a.csv", SLACK, False),
        ("http://127.0.0.1:5000/a.csv", "http://127.0.0.1:5000/api/", True),
        ("http://127.0.0.1:5001/a.csv", "http://127.0.0.1:5000/api/", False),
        ("https://files.slack.com/a.csv", "http://127.0.0.1:5000/api/", False),
        ("", SLACK, False),
    ],
)
def test_the_token_goes_to_slacks_files_and_nowhere_else(url: str, base: str, may: bool) -> None:
    assert is_slacks(url, base) is may


class Slack:
    """A host that says what it is told to say of one file, and counts who came with the token."""

    def __init__(self) -> None:
        self.content, self.size, self.facts = b"a;b\n", 4, {"is_external": False}
        self.status, self.where = 200, ""
        self.tokens: list[tuple[str, str]] = []
        slack = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                slack.tokens.append((self.path, self.headers.get("Authorization", "")))
                self.send_response(slack.status)
                if slack.where:
                    self.send_header("Location", slack.where)
                self.end_headers()
                self.wfile.write(slack.content)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def client(self) -> WebClient:
        """A client that this host answers."""
        facts = {"size": self.size, "url_private_download": f"{self.base}/f", **self.facts}

        class Client(WebClient):
            def files_info(self, **_: Any) -> Any:
                return {"file": facts}

        return Client(token="xoxb-secret", base_url=f"{self.base}/api/")


@pytest.fixture
def slack() -> Iterator[Slack]:
    made = Slack()
    yield made
    made.stop()


def test_all_of_it_is_read_with_the_token(slack: Slack) -> None:
    assert fetch_file(slack.client, "F1") == b"a;b\n"
    assert slack.tokens == [("/f", "Bearer xoxb-secret")]


def test_a_redirection_is_not_followed(slack: Slack) -> None:
    slack.status, slack.where = 302, "/elsewhere"
    with pytest.raises(FileLater):
        fetch_file(slack.client, "F1")
    assert [path for path, _ in slack.tokens] == ["/f"]


def test_what_says_that_it_is_large_is_not_begun(slack: Slack) -> None:
    slack.size = 50_000_000
    with pytest.raises(FileRefused) as refused:
        fetch_file(slack.client, "F1")
    assert "50 MB" in refused.value.why
    assert slack.tokens == []


def test_what_is_larger_than_it_says_is_not_read_to_its_end(slack: Slack) -> None:
    slack.content = b"x" * 5_000_000
    with pytest.raises(FileLater, match="too much"):
        fetch_file(slack.client, "F1")


def test_slacks_page_to_sign_in_is_no_file(slack: Slack) -> None:
    slack.content = b"<!DOCTYPE html><title>Slack</title>"
    with pytest.raises(FileLater, match="35 of 4 bytes"):
        fetch_file(slack.client, "F1")


def test_what_takes_too_long_is_given_up(slack: Slack) -> None:
    hours = iter((0.0, slack_files.IN_ALL + 1))
    with pytest.raises(FileLater, match="too slow"):
        fetch_file(slack.client, "F1", steady=lambda: next(hours))


@pytest.mark.parametrize(
    "facts",
    [
        {"is_external": True},
        {"url_private_download": "https://drive.example/f"},
        {"url_private_download": None},
        {"size": "4"},
    ],
)
def test_what_slack_does_not_hold_is_not_asked_for(slack: Slack, facts: dict[str, Any]) -> None:
    slack.facts = facts
    with pytest.raises(FileRefused):
        fetch_file(slack.client, "F1")
    assert slack.tokens == []


@pytest.mark.parametrize("mode", ["tombstone", "hidden_by_limit"])
def test_what_slack_no_longer_shows_is_gone(slack: Slack, mode: str) -> None:
    slack.facts = {"mode": mode}
    with pytest.raises(FileRefused, match="no longer in Slack"):
        fetch_file(slack.client, "F1")


class Trickling:
    """A host whose headers never end: a letter at a time, for as long as somebody listens."""

    def __init__(self) -> None:
        self._line = create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._line.getsockname()[1]}"
        self.hung_up, self._stop = Event(), Event()
        self._thread = Thread(target=self._answers)
        self._thread.start()

    def _answers(self) -> None:
        line, _ = self._line.accept()
        with line, suppress(OSError):
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Never-Ends: ")
            while not self._stop.wait(0.01):
                line.sendall(b"a")
        self.hung_up.set()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._line.close()


def test_headers_that_trickle_in_are_waited_for_no_longer_than_the_whole_may_take() -> None:
    host = Trickling()
    facts = {"size": 4, "url_private_download": f"{host.base}/f", "is_external": False}

    class Client(WebClient):
        def files_info(self, **_: Any) -> Any:
            return {"file": facts}

    with pytest.raises(FileLater):
        fetch_file(Client(token="xoxb-secret", base_url=f"{host.base}/api/"), "F1", in_all=0.2)
    assert host.hung_up.wait(5), "the line is not left open"
    host.stop()
