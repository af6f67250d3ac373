"""The image as it is run: as nobody, on a read-only root, watched, ended under load; and compose.yaml.

`.ci/fresh` builds it, on whatever base can be had, and names it. Skipped, aloud, where nobody did.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.clicks import SECRET
from benchmarks.house import slack_id
from bot.clock import SystemClock
from sandbox import Sandbox, SettableClock
from storage.database import Database
from storage.invariants import find_broken
from tests.soak import trial_slack
from tests.soak.test_failover import BEFORE, EVENTS, MEMBERS, THREADS, Load, Told, answers, furnish, kept
from tests.stories.club import CHANNEL, MANIFEST

pytestmark = pytest.mark.soak

USER = 10001
"""As which the image runs."""
PATIENCE = 300
"""Seconds: other work may keep the machine busy."""
GRACE = 15
"""Seconds that a container has to end: `stop_grace_period` of compose.yaml."""
HERE = Path(__file__).parents[2]


def podman(*words: str, check: bool = True) -> str:
    """What it says; its complaint where it fails."""
    done = subprocess.run(["podman", *words], capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, f"podman {words}: {done.stderr}"
    return (done.stdout + done.stderr).strip()


def until(what: Callable[[], bool], why: Callable[[], str]) -> None:
    """Waits until that is so."""
    ends = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < ends, why()
        time.sleep(0.2)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def is_healthy(name: str) -> bool:
    """Whether the health check that the container bears is content: asked now, for no systemd may be here."""
    done = subprocess.run(["podman", "healthcheck", "run", name], capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture
def image() -> str:
    name = os.environ.get("PRIME_TEST_IMAGE")
    if not name or shutil.which("podman") is None or os.getuid() != 0:
        pytest.skip("no image: .ci/fresh builds one, as root, where there is podman")
    return name


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(MANIFEST, clock=SettableClock(SystemClock().now())) as made:
        made.add_channel(CHANNEL, name="club-prime", members=[])
        made.add_user(slack_id(0), name="membre0", real_name="Membre 0", locale="fr-FR")
        yield made


class Contained:
    """A container of `prime run --http` that lives for this test, with `/data` in a folder."""

    def __init__(self, image: str, box: Sandbox, data: Path) -> None:
        self.name, self.port, watched = f"prime-trial-{os.getpid()}", free_port(), free_port()
        given = {
            "SLACK_BOT_TOKEN": box.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": box.api_url,
            "PRIME_CHANNEL": CHANNEL,
        }
        settings = [f"--env={key}={value}" for key, value in given.items()]
        bounds = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges"]
        # Of the check alone the port is another one: the network is this machine's, where 8081 may be taken.
        check = (HERE / "Containerfile").read_text("utf-8").partition("    CMD ")[2].partition("\n")[0]
        health = [f"--health-cmd={check.replace('8081', str(watched))}", "--health-interval=disable"]
        where = ["--network=host", f"--volume={data}:/data", f"--name={self.name}", "--detach"]
        serves = ["run", "--http", "--port", str(self.port), "--health-port", str(watched)]
        podman("run", *where, *bounds, *health, *settings, image, *serves)

    @property
    def said(self) -> str:
        return podman("logs", self.name)

    def ready(self) -> None:
        until(lambda: is_healthy(self.name), lambda: self.said)

    def ends(self) -> float:
        """How long it takes, from SIGTERM on."""
        began = time.monotonic()
        podman("stop", "--time", str(GRACE), self.name)
        assert podman("inspect", "--format", "{{.State.ExitCode}}", self.name) == "0", self.said
        return time.monotonic() - began


@pytest.fixture
def contained(image: str, box: Sandbox, tmp_path: Path) -> Iterator[Contained]:
    data = tmp_path / "data"
    data.mkdir()
    furnish(f"sqlite:///{data}/prime.db")
    for one in (data, *data.iterdir()):
        os.chown(one, USER, USER)
    made = Contained(image, box, data)
    yield made
    podman("rm", "--force", made.name, check=False)


@contextmanager
def clicking(load: Load) -> Iterator[None]:
    """Members click until this ends."""
    with ThreadPoolExecutor(THREADS) as pool:
        made = [pool.submit(load.run, at) for at in range(THREADS)]
        try:
            yield
        finally:
            load.stop.set()
        for one in made:
            one.result()


def test_it_serves_as_nobody_on_a_read_only_root_and_loses_nothing_when_it_is_stopped(
    contained: Contained, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told()
    contained.ready()
    assert podman("exec", contained.name, "id", "-u") == str(USER)
    touched = podman("exec", "--user=0", contained.name, "touch", "/opt/prime/mark", check=False)
    assert "Read-only file system" in touched
    with answers(told) as where:
        before = Load(told, where, [contained.port])
        with clicking(before):
            told.wait_for(BEFORE)
            took = contained.ends()
        at_stop = len(told.confirmed())
        assert not is_healthy(contained.name)
        podman("start", contained.name)
        contained.ready()
        after = Load(told, where, [contained.port], first=MEMBERS * EVENTS // 2)
        with clicking(after):
            told.wait_for(at_stop + BEFORE)
        contained.ends()
    acts = before.acts | after.acts
    with capsys.disabled():
        print(f"\n{len(told.confirmed())} acts confirmed, {at_stop} before SIGTERM; it ended in {took:.1f} s")
    url = f"sqlite:///{tmp_path}/data/prime.db"
    assert {(acts[one].who, acts[one].event) for one in told.confirmed()} <= kept(url)
    db = Database(url)
    assert find_broken(db, datetime.now(UTC)) == []
    db.dispose()


ASKS = "python -c 'import socket; socket.create_connection((\"127.0.0.1\", {port}))' 2>/dev/null"
WAITS = f"until {ASKS}; do sleep 0.2; done"
TRIAL = """
services:
  prime:
    image: {image}
    entrypoint: ["sh", "-c", {waits}]
"""
"""The image that was built; and its program begins once Slack is there, in its own container's network."""


class Composed:
    """compose.yaml as it is, with settings of its own and Slack in a box."""

    def __init__(self, image: str, postgres: str, folder: Path) -> None:
        self.project, self.folder, self.image = f"primetrial{os.getpid()}", folder, image
        shutil.copy(HERE / "compose.yaml", folder)
        begins = f"{WAITS.format(port=trial_slack.PORT)}; exec prime run --health-port 8081"
        trial = TRIAL.format(image=image, waits=json.dumps(begins))
        (folder / "trial.yaml").write_text(trial, encoding="utf-8")
        (folder / ".env").write_text(
            f"SLACK_BOT_TOKEN={Sandbox.bot_token}\nSLACK_APP_TOKEN={Sandbox.app_token}\n"
            f"SLACK_API_URL=http://127.0.0.1:{trial_slack.PORT}/api/\nPRIME_CHANNEL={trial_slack.CHANNEL}\n"
            f"DB_PASSWORD=trial\nPOSTGRES_IMAGE={postgres}\n",
            encoding="utf-8",
        )

    def __call__(self, *words: str) -> None:
        files = ["--file", "compose.yaml", "--file", "trial.yaml", "--project-name", self.project]
        done = subprocess.run(
            ["podman-compose", *files, *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"podman-compose {words}: {done.stdout}{done.stderr}"

    def name(self, service: str) -> str:
        return f"{self.project}_{service}_1"

    def up(self) -> None:
        """Both services, and somebody in Slack who was answered."""
        self("up", "--detach", "--no-build")
        script = f"{Path(trial_slack.__file__)}:/trial_slack.py:ro"
        where = [f"--network=container:{self.name('prime')}", f"--volume={script}", "--tmpfs=/tmp"]
        slack = [f"--name={self.name('slack')}", "--detach", "--entrypoint=python"]
        podman("run", *slack, *where, self.image, "/trial_slack.py")
        until(lambda: "answered" in podman("logs", self.name("slack")), self.logs)

    def down(self, *words: str) -> None:
        podman("rm", "--force", self.name("slack"), check=False)
        self("down", *words)

    def logs(self) -> str:
        return "\n".join(podman("logs", self.name(one), check=False) for one in ("db", "slack", "prime"))

    def tables(self) -> int:
        counted = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        asked = ["psql", "--username=prime", "--tuples-only", "--no-align", f"--command={counted}", "prime"]
        return int(podman("exec", self.name("db"), *asked))

    def made_at(self) -> str:
        """When the database's folder was made."""
        return podman("exec", self.name("db"), "stat", "-c", "%W %Y", "/var/lib/postgresql/data/PG_VERSION")


@pytest.fixture
def compose(image: str, tmp_path: Path) -> Iterator[Composed]:
    postgres = os.environ.get("PRIME_TEST_POSTGRES_IMAGE")
    if not postgres or shutil.which("podman-compose") is None:
        pytest.skip("no image of PostgreSQL, or no podman-compose: .ci/fresh makes the first")
    made = Composed(image, postgres, tmp_path)
    yield made
    made.down("--volumes")


def test_compose_runs_prime_beside_its_database_and_starts_again_where_it_was(compose: Composed) -> None:
    compose.up()
    prime = compose.name("prime")
    until(lambda: is_healthy(compose.name("db")) and is_healthy(prime), compose.logs)
    described = json.loads(podman("inspect", prime))[0]
    assert described["HostConfig"]["ReadonlyRootfs"] is True
    assert described["EffectiveCaps"] in (None, [])
    assert podman("exec", prime, "id", "-u") == str(USER)
    looked = json.loads(podman("exec", prime, "prime", "doctor", "--json", check=False))
    found = {one["check"]: one["state"] for one in looked["findings"]}
    assert {found[one] for one in ("token", "tables", "writing", "fonts", "zones")} == {"ok"}, looked
    tables, made = compose.tables(), compose.made_at()
    assert tables > 50
    compose("stop", "prime")
    assert podman("inspect", "--format", "{{.State.ExitCode}}", prime) == "0", compose.logs()
    compose.down()
    compose.up()
    assert (compose.tables(), compose.made_at()) == (tables, made)
