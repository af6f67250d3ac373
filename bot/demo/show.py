"""The demo from start to end: built, shown, and gone without a trace, or kept in a file for tomorrow."""

import logging
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from types import FrameType

from bot.demo.guide import guide
from bot.demo.house import PARIS, Filled, House
from bot.demo.keeping import DemoFile, KeptDemo
from bot.demo.people import CLAIRE, KARIM, ODILE, members
from bot.demo.tale import SINCE, tell
from bot.demo.tour import BEGINNING, Pause, Reached, Tour, begin
from bot.waiting import rest, wait_for
from sandbox.keeping import take_up

MEMORY = Path("/dev/shm")
ENDS = (signal.SIGINT, signal.SIGTERM)

WORDS = """
Prime, in a Slack workspace in a box: on this machine alone (127.0.0.1), nothing is sent anywhere.

  {address}

  1. You are {claire}. Type /prime rsvp forum oui, or press "Je participe" at the foot of #club-prime.
  2. Become {karim}, move the clock forward by a day, and see Prime ask for an answer.
  3. Vote as {claire}: /prime voter. What was proposed and chosen: /prime sujets, /prime resultats.
  4. Become {odile}, who organises, and decide on the requests that wait in the messages of Prime.

Ctrl-C ends it; {kept}.
"""
AGAIN = """
Prime, in a Slack workspace in a box, as it was left on {day} of its own calendar ({file}):

  {address}

Ctrl-C ends it; {kept}.
"""


TOUR = """
The club's year, played on the page, day by day: {address}
"""


def show(*, port: int, browser: bool, pace: float | None = None, keep: Path | None = None) -> None:
    """Shows the demo until it is told to end; exits with 1 and one line where it cannot begin.

    With a `pace` the club's year is played first, so many seconds a step, while the page is open. With `keep`
    the demo of that file goes on, or a new one is put by in it.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)  # it warns of settings that are meant
    signal.signal(signal.SIGTERM, _on_signal)
    if keep:
        for number in ENDS:
            signal.signal(number, _once)
    try:
        tour = None if pace is None else partial(_played, browser, pace)
        with demo(port, tour, keep) as house:
            address = address_of(house)
            sys.stdout.write(_words(house, address, keep))
            sys.stdout.flush()
            if browser and (tour is None or house.taken_up):
                webbrowser.open(address)
            wait_for(threading.Event())
    except KeyboardInterrupt:
        sys.stdout.write(f"\nEverything is kept in {keep}.\n" if keep and keep.exists() else "\n")


def _words(house: House, address: str, keep: Path | None) -> str:
    kept = f"all is kept in {keep}: start it again in the same way to go on" if keep else "nothing is kept"
    if house.taken_up:
        day = f"{house.clock.now().astimezone(PARIS):%d.%m.%Y, %H:%M}"
        return AGAIN.format(address=address, day=day, file=keep, kept=kept)
    return WORDS.format(address=address, claire=CLAIRE, karim=KARIM, odile=ODILE, kept=kept)


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


def _once(_number: int, _frame: FrameType | None) -> None:
    """Whoever is impatient does not keep the file from being written."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def demo(port: int, tour: Callable[[House], None] | None = None, keep: Path | None = None) -> Iterator[House]:
    """The demo's club, up to its present; at the end everything stops, and its database is gone.

    `tour` plays the year before the demo's season, in the club as it then is. With `keep` the club is the one
    that this file holds, if there is one, and is put by in it: now and then, and once all has stopped.
    """
    file = DemoFile(keep) if keep else None
    with tempfile.TemporaryDirectory(prefix="prime-demo-", dir=_in_memory()) as folder:
        database = Path(folder) / "demo.db"
        kept = file.open(database) if file else None
        house = _again(database, port, kept) if kept else _open(database, port, BEGINNING if tour else SINCE)
        try:
            if not kept:
                _prepare(house, tour)
            house.live()
            with file.saving(house) if file else nullcontext():
                yield house
        finally:
            house.stop()
            if file and house.lived:
                file.save(house)


def _prepare(house: House, tour: Callable[[House], None] | None) -> None:
    if tour:
        begin(house)
        tour(house)
    tell(house, entered=tour is not None)
    house.box.guide = guide(house)


def _in_memory() -> Path | None:
    """Where Linux keeps files in memory: nothing of the demo is kept, so its 1800 commits need no disk."""
    return MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) else None


def _again(database: Path, port: int, kept: KeptDemo) -> House:
    """The demo of a file, as it was left; its guide has what was done ticked."""
    done = list[str]()
    house = _open(database, port, SINCE, lambda box: done.extend(take_up(box, kept.box)))
    house.taken_up, house.members = True, kept.members
    house.vault.take(kept.vault)
    house.box.guide = [step | {"done": step["title"] in done} for step in guide(house)]
    return house


def _open(database: Path, port: int, since: datetime, filled: Filled = lambda _box: None) -> House:
    try:
        return House(database, port, since, filled)
    except OSError as error:
        sys.exit(f"port {port}: {error.strerror}; `prime demo --port 0` takes a free one")


def address_of(house: House) -> str:
    """The page, as its first person sees it."""
    first = next(one for one in members() if one.name == CLAIRE)
    return f"{house.box.page_url}#{first.slack_id}"
