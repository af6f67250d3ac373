"""`python -m sandbox APP --manifest manifest.yml`: an app in a workspace in a box, and the page to try it."""

import argparse
import contextlib
import logging
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from types import FrameType

from sandbox.bolt import connected, environment, load
from sandbox.box import Sandbox
from sandbox.limits import BURST
from sandbox.server import listen
from sandbox.town import DEFAULT, settle

START_SECONDS = 30.0
"""How long an app may take until it listens or connects."""
LOOK = 0.1
"""Seconds between two looks at whether it does."""
PYTHON_APP = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="Run a Slack app in a workspace in a box, on this machine alone.",
    )
    made.add_argument("app", help="module:app of a Bolt app in Python, or a command in quotes")
    made.add_argument("--manifest", default="manifest.yml", help="the app's manifest (YAML or JSON)")
    made.add_argument("--port", type=int, default=3000, help="where the page is; 0 takes a free one")
    made.add_argument("--http", action="store_true", help="deliver by signed HTTP, not by Socket Mode")
    made.add_argument("--path", default="/slack/events", help="with --http, the app's path")
    made.add_argument("--oauth", action="store_true", help="client id and secret in place of the bot token")
    made.add_argument("--town", help="people, channels and messages (YAML)")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until interrupted, or until the command ends; its exit code, else 0."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _interrupt)
    given = parser().parse_args(arguments)
    box = Sandbox(given.manifest)
    box.limits.burst = BURST
    settle(box, given.town or DEFAULT)
    with box.start(given.port), contextlib.suppress(KeyboardInterrupt):
        start = _python if PYTHON_APP.fullmatch(given.app) else _command
        with start(box, given) as running:
            sys.stdout.write(f"{box.workspace.manifest.name} is at {box.page_url}; Ctrl-C ends it.\n")
            sys.stdout.flush()
            if running is not None:
                return running.wait()
            threading.Event().wait()
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _python(box: Sandbox, given: argparse.Namespace) -> Iterator[None]:
    """A Bolt app in this process."""
    sys.path.insert(0, os.getcwd())  # noqa: PTH109  what `python -m` of the app would have
    app = load(given.app, box, oauth=given.oauth)
    if not given.http:
        with connected(box, app):
            yield None
        return
    port = _free_port()
    threading.Thread(target=lambda: app.start(port=port, path=given.path), daemon=True).start()
    _deliver(box, port, given.path)
    yield None


@contextlib.contextmanager
def _command(box: Sandbox, given: argparse.Namespace) -> Iterator[subprocess.Popen[bytes]]:
    """A command with the box in its environment, and the port it is to listen on (`PORT`) with --http."""
    port = _free_port()
    more = environment(box, oauth=given.oauth) | ({"PORT": str(port)} if given.http else {})
    running = subprocess.Popen(shlex.split(given.app), env={**os.environ, **more})
    try:
        if given.http:
            _deliver(box, port, given.path)
        elif not box.wait_connected(timeout=START_SECONDS):
            raise SystemExit("the app did not open a socket (does it read SLACK_API_URL?)")
        yield running
    finally:
        running.terminate()
        running.wait()


def _deliver(box: Sandbox, port: int, path: str) -> None:
    """Wait until the app listens, then send what happens there."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), LOOK):
            box.deliver_to(f"http://127.0.0.1:{port}{path}")
            return
        time.sleep(LOOK)
    raise SystemExit(f"the app does not listen on port {port} (does it read PORT?)")


def _free_port() -> int:
    with listen(0) as door:
        return int(door.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
