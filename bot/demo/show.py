"""The demo from start to end: built, shown, and gone without a trace."""

import logging
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from types import FrameType

from bot.demo.guide import guide
from bot.demo.house import House
from bot.demo.people import CLAIRE, KARIM, ODILE, members
from bot.demo.tale import SINCE, tell
from bot.demo.tour import BEGINNING, Pause, Reached, Tour, begin
from bot.waiting import rest, wait_for

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


TOUR = """
The club's year, played on the page, day by day: {address}
"""


def show(*, port: int, browser: bool, pace: float | None = None) -> None:
    """Shows the demo until it is told to end; exits with 1 and one line where it cannot begin.

    With a `pace` the club's year is played first, so many seconds a step, while the page is open.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns of settings that are meant
    signal.signal(signal.SIGTERM, _on_signal)
    try:
        tour = None if pace is None else partial(_played, browser, pace)
        with demo(port, tour) as house:
            address = address_of(house)
            sys.stdout.write(WORDS.format(address=address, claire=CLAIRE, karim=KARIM, odile=ODILE))
            sys.stdout.flush()
            if browser and tour is None:
                webbrowser.open(address)
            wait_for(threading.Event())
    except KeyboardInterrupt:
        sys.stdout.write("\n")


def _played(browser: bool, pace: float, house: House) -> None:
    """The year, from its first morning on, for whoever has the page open."""
    address = address_of(house)
    sys.stdout.write(TOUR.format(address=address))
    sys.stdout.flush()
    if browser:
        webbrowser.open(address)
    tour(house, partial(rest, pace))
    sys.stdout.write("The year is told; the present is being prepared.\n")


def tour(house: House, pause: Pause, reached: Callable[[Reached], None] = lambda _reached: None) -> None:
    """Plays the year; `reached` is told of each station while what shows it stands there."""
    for station in Tour(house, pause).play():
        reached(station)


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def demo(port: int, tour: Callable[[House], None] | None = None) -> Iterator[House]:
    """The demo's club, up to its present; at the end everything stops, and its database is gone.

    `tour` plays the year before the demo's season, in the club as it then is.
    """
    with tempfile.TemporaryDirectory(prefix="prime-demo-", dir=_in_memory()) as folder:
        house = _open(Path(folder) / "demo.db", port, BEGINNING if tour else SINCE)
        try:
            if tour:
                begin(house)
                tour(house)
            tell(house, entered=tour is not None)
            house.box.guide = guide(house)
            house.live()
            yield house
        finally:
            house.stop()


def _in_memory() -> Path | None:
    """Where Linux keeps files in memory: nothing of the demo is kept, so its 1800 commits need no disk."""
    return MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) else None


def _open(database: Path, port: int, since: datetime) -> House:
    try:
        return House(database, port, since)
    except OSError as error:
        sys.exit(f"port {port}: {error.strerror}; `prime demo --port 0` takes a free one")


def address_of(house: House) -> str:
    """The page, as its first person sees it."""
    first = next(one for one in members() if one.name == CLAIRE)
    return f"{house.box.page_url}#{first.slack_id}"
