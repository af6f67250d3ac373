"""The log: an object a line where that is asked for, one reference an interaction, nobody's name or words."""

import json
import logging
import re
from collections.abc import Iterator

import pytest

from bot.background import BackgroundTasks
from bot.logs import OURS, JsonLines
from handlers.kit.reference import current_reference, get_reference, one_reference
from tests.stories.club import Club
from tests.stories.said import GOING


class Kept(logging.Handler):
    """Every line, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Kept."""
        self.lines.append(self.format(record))

    @property
    def read(self) -> list[dict[str, str]]:
        """As a program reads them."""
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def kept() -> Iterator[Kept]:
    """All that our loggers say, at any level."""
    handler = Kept()
    before = {name: logging.getLogger(name).level for name in OURS}
    logging.getLogger().addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield handler
    logging.getLogger().removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


def test_a_line_is_one_object_whatever_is_in_it(kept: Kept) -> None:
    try:
        raise ValueError("of two\nlines, “quoted”")
    except ValueError:
        logging.getLogger("bot.trial").exception("it broke:\n%s", "é")
    (line,) = kept.lines
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"]) == ("ERROR", "bot.trial", "it broke:\né")
    assert said["fault"] == "ValueError"
    assert "Traceback" in said["traceback"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", said["time"])
    assert "reference" not in said


def test_within_an_interaction_there_is_one_reference_and_outside_none() -> None:
    assert current_reference() == ""
    assert get_reference() != get_reference()
    with one_reference():
        first = get_reference()
        assert {get_reference(), current_reference()} == {first}
    with one_reference():
        assert get_reference() != first
    assert current_reference() == ""


def test_all_lines_of_a_click_that_breaks_bear_what_its_person_is_told(club: Club, kept: Kept) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    with club.prime.services.db.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE rsvp RENAME TO elsewhere")
    ana.clicks(GOING)
    told = re.search(r"Repère.([2-9A-Z]{4})", json.dumps(ana.messages("club-prime"), ensure_ascii=False))
    assert told
    broke = [one for one in kept.read if one["level"] == "ERROR"]
    assert broke
    assert len({one["reference"] for one in broke}) == 1
    assert told[1] == broke[0]["reference"]
    assert broke[0]["reference"] in broke[0]["message"]


def test_what_breaks_after_the_acknowledgement_bears_the_same_reference(kept: Kept) -> None:
    tasks = BackgroundTasks()

    def breaks() -> None:
        raise RuntimeError("aside")

    with one_reference():
        tasks.run(breaks)
        reference = get_reference()
    tasks.run(breaks)
    tasks.stop()
    assert [one.get("reference") for one in kept.read] == [reference, None]


def test_a_day_of_the_club_names_nobody_in_its_log_at_any_level(club: Club, kept: Kept) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", "Papeterie du Val", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    ana.types("/prime rsvp forum oui")
    luc.types("/prime rsvp forum oui")
    ana.types("/prime annuaire Roy")
    ana.types("je ne viendrai pas au forum, je suis malade")
    luc.types("/prime chose")
    club.stranger("Eva Noll").types("/prime rsvp")
    club.box.faults.error("*", "user_disabled", times=3, to=ana.id)
    club.later(hours=24)
    club.settle()
    club.box.faults.server_error("*", times=3)
    club.later(hours=2)
    club.settle()
    with club.prime.services.db.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE rsvp RENAME TO elsewhere")
    ana.types("/prime rsvp forum non")
    assert any(one["level"] == "ERROR" for one in kept.read), "something was logged"
    text = "\n".join(kept.lines).casefold()
    for word in ("berger", "luc roy", "noll", "ardoin", "papeterie", "malade", "chaleur", "example.org"):
        assert word not in text, word
