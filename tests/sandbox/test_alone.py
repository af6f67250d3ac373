"""The box without the club: from a folder of its own, by its command line, with a town from a file."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml

from sandbox import Sandbox
from sandbox.api import methods
from sandbox.events import SENT
from sandbox.town import load, settle
from tests.sandbox.conftest import MANIFEST, post

ROOT = Path(__file__).parents[2]
APP = """
import os
from slack_bolt import App

app = App(token=os.environ["SLACK_BOT_TOKEN"], signing_secret=os.environ["SLACK_SIGNING_SECRET"])

@app.command("/echo")
def echo(ack, command, respond):
    ack()
    respond(f"You said {command['text']}")
"""
TEST = """
import sys

import sandbox
from sandbox.bolt import connected, load


def test_an_app_answers(slack_box):
    with connected(slack_box, load("parrot:app", slack_box)):
        ana = slack_box.person("ana")
        ana.types("/echo hello", in_="general")
        ana.sees("You said hello")
    assert not {"bot", "club", "handlers", "storage", "scheduler"} & sys.modules.keys()
"""
WITHOUT_THE_CLUB = """
import sys


class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("bot", "club", "handlers", "storage", "scheduler"):
            raise ImportError("the club is not here")


sys.meta_path.insert(0, Refusing())
"""


@pytest.fixture(name="project")
def project_fixture(tmp_path: Path) -> Path:
    """A stranger's project: a Bolt app, its manifest, a town."""
    (tmp_path / "parrot.py").write_text(APP)
    (tmp_path / "manifest.yml").write_text(yaml.safe_dump(MANIFEST))
    return tmp_path


@pytest.fixture(name="alone", scope="module")
def alone_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `pip install ./sandbox` has put it, without the network and beside nothing of the club."""
    source = tmp_path_factory.mktemp("source") / "sandbox"
    shutil.copytree(ROOT / "sandbox", source, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path_factory.mktemp("alone")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-build-isolation", "--no-deps")
    subprocess.run([sys.executable, "-m", "pip", "install", *quiet, "--target", target, source], check=True)
    (target / "sitecustomize.py").write_text(WITHOUT_THE_CLUB)
    return target


def pytest_there(alone: Path, folder: Path, *arguments: str) -> str:
    """What pytest says in a folder where only the installed box is to be had."""
    environment = {**os.environ, "PYTHONPATH": str(alone), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_it_is_installed_alone_and_a_strangers_test_passes(alone: Path, project: Path) -> None:
    (project / "test_parrot.py").write_text(TEST)
    (project / "pytest.ini").write_text("[pytest]\nslack_box_manifest = manifest.yml\npythonpath = .\n")
    assert "1 passed" in pytest_there(alone, project)


def test_its_own_tests_pass_where_the_club_is_not(alone: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "sandbox", tmp_path / "tests" / "sandbox")
    for name in ("__init__.py", "tls.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    names = ["test_rules.py", "test_threads.py"]
    said = pytest_there(alone, tmp_path, *(f"tests/sandbox/{name}" for name in names))
    assert re.search(r"\d{3} passed", said), said
    assert "failed" not in said


def test_every_room_of_the_box_is_packed() -> None:
    settings = tomllib.loads((ROOT / "sandbox" / "pyproject.toml").read_text())
    rooms = {path.parent for path in (ROOT / "sandbox").rglob("*.py")} - {ROOT / "sandbox" / "build"}
    named = {".".join(room.relative_to(ROOT).parts) for room in rooms}
    assert named == set(settings["tool"]["setuptools"]["packages"])


def test_it_asks_for_what_the_demo_asks_for() -> None:
    """The club's own requirements hold the box's, at the same bounds."""
    box = tomllib.loads((ROOT / "sandbox" / "pyproject.toml").read_text())["project"]["dependencies"]
    club = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(box) <= {*club["dependencies"], *club["optional-dependencies"]["demo"]}


# The command line


@pytest.fixture(name="runs")
def runs_fixture(project: Path) -> Iterator[Any]:
    """Starts `python -m sandbox` in the project; ends it with the test."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "sandbox", *arguments, "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        running = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True)
        started.append(running)
        assert running.stdout is not None
        for line in running.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                return found[0]
        raise AssertionError("it ended without a word of where the page is")

    yield run
    for running in started:
        running.send_signal(signal.SIGTERM)  # a shell's background job is deaf to SIGINT
        assert running.wait(10) == 0
        running.stdout.close()  # type: ignore[union-attr]


def echoed(page: str) -> bool:
    """Whether Ana, on the page, gets the parrot's answer."""
    body = {"user": "U1ANA", "act": "say", "channel": "C1GENERAL", "text": "/echo hello"}
    status, _ = post(f"{page}_/act", body)
    with urlopen(f"{page}_/state?user=U1ANA") as seen:
        return status == 200 and "You said hello" in seen.read().decode()


@pytest.mark.parametrize("transport", [[], ["--http"]], ids=["socket", "http"])
def test_a_bolt_app_runs_as_it_is(runs: Any, transport: list[str]) -> None:
    assert echoed(runs("parrot:app", *transport))


def test_a_command_is_started_with_the_box_in_its_environment(runs: Any, project: Path) -> None:
    main = """
from sandbox.bolt import point_clients_at
import os
point_clients_at(os.environ["SLACK_API_URL"])
from parrot import app
from slack_bolt.adapter.socket_mode import SocketModeHandler
SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
"""
    (project / "main.py").write_text(main)
    assert echoed(runs(f"{sys.executable} main.py"))


# The town

TOWN = {
    "people": [{"name": "ana", "real_name": "Ana Berger"}, {"name": "luc", "is_admin": True}],
    "channels": [
        {"name": "general", "topic": "All of us"},
        {"name": "board", "members": ["ana"], "app": False},
    ],
    "messages": [
        {
            "in": "general", "from": "ana", "text": "Who comes, @luc?", "reactions": {"eyes": ["luc"]},
            "replies": [{"from": "luc", "text": "I do"}],
        }
    ],
}  # fmt: skip


def test_a_town_is_there_before_the_app(tmp_path: Path) -> None:
    path = tmp_path / "town.yml"
    path.write_text(yaml.safe_dump(TOWN))
    box = Sandbox(MANIFEST)
    settle(box, path)
    luc = box.person("luc")
    luc.sees("Who comes, @luc?")
    luc.sees(":eyes: 1")
    luc.sees("(1 replies)")
    luc.sees_not("#board")
    assert box.workspace.place("general").topic["value"] == "All of us"
    assert box.bot_user_id not in box.workspace.place("board").members


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"persons": []}, "persons: there are people"),
        ({"people": ["ana"]}, "'ana' is no mapping"),
        ({"people": [{"nom": "ana"}]}, "people: nom is none of"),
        ([], "holds people"),
    ],
)
def test_a_town_that_is_not_understood_is_named(data: Any, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "town.yml"
    path.write_text(yaml.safe_dump(data))
    with pytest.raises(ValueError, match=fault):
        load(path)


def test_the_readme_names_every_method_and_event() -> None:
    words = (ROOT / "sandbox" / "README.md").read_text()
    assert [name for name in methods() if name.rsplit(".", 1)[1] not in words] == []
    for name in SENT:
        tail = name.removeprefix("channel").removeprefix("group").removeprefix("message")
        assert name in words or tail in words, name
