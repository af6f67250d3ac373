"""The demo from start to end: built, shown, and gone without a trace."""

import logging
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bot.demo.guide import guide
from bot.demo.house import MANIFEST, House
from bot.demo.people import CLAIRE, KARIM, ODILE, members
from bot.demo.tale import SINCE, tell
from bot.waiting import wait_for

MEMORY = Path("/dev/shm")

WORDS = """
Prime, in a Slack workspace in a box: on this machine alone (127.0.0.1), nothing is sent anywhere.

  {address}

  1. You are {claire}. Type /prime rsvp forum oui, or press "Je participe" at the foot of #club-prime.
  2. Become {karim}, move the clock forward by a day, and see Prime ask for an answer.
  3. Vote as {claire}: /prime voter. What was proposed and chosen: /prime sujets, /prime resultats.
  4. Become {odile}, who organises, and decide on the requests that wait in the messages of Prime.

Ctrl-C ends it; nothing is kept.
"""


def show(*, port: int, browser: bool) -> None:
    """Shows the demo until it is told to end; exits with 1 and one line where it cannot begin."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns of settings that are meant
    signal.signal(signal.SIGTERM, _on_signal)
    try:
        with demo(port) as house:
            address = address_of(house)
            sys.stdout.write(WORDS.format(address=address, claire=CLAIRE, karim=KARIM, odile=ODILE))
            sys.stdout.flush()
            if browser:
                webbrowser.open(address)
            wait_for(threading.Event())
    except KeyboardInterrupt:
        sys.stdout.write("\n")


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def demo(port: int) -> Iterator[House]:
    """The demo's club, up to its present; at the end everything stops, and its database is gone."""
    if not MANIFEST.exists():
        sys.exit("The demo runs from a checkout of the project: manifest.yml is not beside the package.")
    with tempfile.TemporaryDirectory(prefix="prime-demo-", dir=_in_memory()) as folder:
        house = _open(Path(folder) / "demo.db", port)
        try:
            tell(house)
            house.box.guide = guide(house)
            house.live()
            yield house
        finally:
            house.stop()


def _in_memory() -> Path | None:
    """Where Linux keeps files in memory: nothing of the demo is kept, so its 1800 commits need no disk."""
    return MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) else None


def _open(database: Path, port: int) -> House:
    try:
        return House(database, port, SINCE)
    except OSError as error:
        sys.exit(f"port {port}: {error.strerror}; `prime demo --port 0` takes a free one")


def address_of(house: House) -> str:
    """The page, as its first person sees it."""
    first = next(one for one in members() if one.name == CLAIRE)
    return f"{house.box.page_url}#{first.slack_id}"
