"""The log: an object a line where that is asked for, one reference an interaction, nobody's name or words.

And what it costs."""

import json
import logging
import re
import time
from collections.abc import Callable, Iterator

import pytest
from structlog.contextvars import bound_contextvars

from bot.background import BackgroundTasks
from bot.logs import FIELDS, OURS, JsonLines, TextLines
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


def test_a_library_s_line_has_the_reference_and_no_field_that_it_brings(kept: Kept) -> None:
    with one_reference(), bound_contextvars(member="Ana Berger"):
        logging.getLogger("waitress").warning("client %s", "gone", extra={"user": "Ana Berger"})
        reference = get_reference()
    (said,) = kept.read
    assert said | {"time": ""} == {
        "time": "",
        "level": "WARNING",
        "logger": "waitress",
        "message": "client gone",
        "reference": reference,
    }
    assert set(said) <= set(FIELDS)


def test_in_text_a_line_bears_the_reference_once_and_the_traceback_below() -> None:
    record = logging.LogRecord("bot.trial", logging.WARNING, "", 0, "of %s", ("two",), None)
    with one_reference():
        bears = f"(reference {current_reference()})"
        line = TextLines().format(record)
        assert re.fullmatch(
            rf"\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d,\d{{3}} WARNING bot.trial of two {re.escape(bears)}", line
        )
        record.msg = f"{record.msg}, {bears}"
        assert TextLines().format(record).count("reference") == 1
    try:
        raise ValueError("é")
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    assert TextLines().format(record).splitlines()[1].startswith("Traceback")


def test_a_click_writes_no_line_and_draws_no_reference(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.opens("club-prime")
    caplog.clear()
    with caplog.at_level(logging.INFO):
        ana.clicks(GOING)
    assert [one.getMessage() for one in caplog.records if one.name.split(".")[0] in OURS] == []


class Unmade:
    """What must not be put into words."""

    def __str__(self) -> str:
        raise AssertionError("a line was drawn that nobody writes")


def seconds(work: Callable[[], object], times: int = 20_000) -> float:
    """The best of seven runs, for one."""
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        for _ in range(times):
            work()
        taken.append(time.perf_counter() - began)
    return min(taken) / times


def test_a_level_that_is_off_costs_one_look_and_draws_nothing() -> None:
    log, written = logging.getLogger("bot.off"), Kept()
    logging.getLogger().addHandler(written)
    log.setLevel(logging.WARNING)
    try:
        log.info("of %s", Unmade())
        look = seconds(lambda: log.isEnabledFor(logging.INFO))
        off = seconds(lambda: log.info("of %s", "two"))
    finally:
        logging.getLogger().removeHandler(written)
        log.setLevel(logging.NOTSET)
    assert written.lines == []
    assert off < 4 * look, f"{off * 1e9:.0f} ns, where a look takes {look * 1e9:.0f}"


def test_an_interaction_s_reference_costs_some_microseconds_as_long_as_nobody_needs_it() -> None:
    def within() -> None:
        with one_reference():
            pass

    took = seconds(within, 5000)
    assert took < 50e-6, f"{took * 1e6:.1f} µs, where it was some two"
