"""Whatever is sent is answered: no exception, no write without a right, within Slack's three seconds.

Five hundred cases here, the same ones each time; twenty thousand in `make soak`.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from handlers.belonging.charter import pages
from handlers.belonging.charter.markdown import MarkdownRefused, read
from handlers.imports.encoding import UnreadableFile, decode
from handlers.imports.parse import parse_companies, parse_events, parse_members, parse_works
from handlers.imports.parse_dues import parse_dues
from handlers.kit.router import InteractionKind
from tests.bot.fuzz_cases import cases, csv_files, markdown_texts
from tests.bot.fuzzing import Fuzzed
from tests.bot.theirs import Theirs
from tests.stories.matrix import door

CASES, FILES = 400, 50
"""Of interactions, of each of two kinds of files: five hundred in all."""


class Heard(logging.Handler):
    """What broke: the exceptions that were logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Kept."""
        if record.exc_info:
            self.lines.append(f"{record.getMessage()}: {record.exc_info[1]!r}")


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What is logged as an error."""
    handler = Heard()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="module")
def fuzzed(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    """The clubs, walked through once; each case leaves them as they were."""
    made = Fuzzed(migrated_file, tmp_path_factory.mktemp("fuzzed"))
    yield made
    made.stop()


def every_case_is_answered(fuzzed: Fuzzed, heard: Heard, number: int) -> None:
    """So many cases."""

    @settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(cases(fuzzed))
    def answered(case: tuple[str, object]) -> None:
        heard.lines.clear()
        who, body = case
        assert [*fuzzed.answers(who, body), *heard.lines] == []

    answered()


def every_file_is_read_or_refused(number: int) -> None:
    """So many files, of either kind."""

    @settings(max_examples=number, derandomize=True, deadline=None, database=None)
    @given(csv_files())
    def lists(data: bytes) -> None:
        try:
            text = decode(data).text
        except UnreadableFile:
            return
        for parse in (parse_companies, parse_members, parse_dues):
            parse(text)
        parse_events(text, ZoneInfo("Europe/Paris"))
        parse_works(text, 2027)

    @settings(max_examples=number, derandomize=True, deadline=None, database=None)
    @given(markdown_texts())
    def charters(text: str) -> None:
        found = read(text)
        if not any(isinstance(one, MarkdownRefused) for one in found):
            assert all(len(page) <= 100 for page in pages.pages_of(text)), "blocks of a modal"

    lists()
    charters()


def test_every_case_is_answered(fuzzed: Fuzzed, heard: Heard) -> None:
    every_case_is_answered(fuzzed, heard, CASES)


def test_every_file_is_read_or_refused() -> None:
    every_file_is_read_or_refused(FILES)


def test_the_cases_begin_with_buttons_and_forms_as_they_are_on_screen(fuzzed: Fuzzed) -> None:
    """Else they would only knock at the door; the soak's have the demo's club too."""
    buttons, forms = reached(fuzzed)
    assert buttons > 2 / 5
    assert forms > 1 / 2


def reached(fuzzed: Fuzzed) -> tuple[float, float]:
    """Of all buttons and forms, which part was found on some screen."""
    entries = {name for kind, name in fuzzed.entries if kind is InteractionKind.ACTION}
    forms = {name for kind, name in fuzzed.entries if kind is InteractionKind.VIEW}
    found = [fuzzed.known_of(name) for name in fuzzed.doors]
    buttons = {name for known in found for name in known.buttons} & entries
    opened = {name for known in found for name in known.forms} & forms
    return len(buttons) / len(entries), len(opened) / len(forms)


def test_what_is_done_to_what_is_another_s_is_found(migrated_file: Path, tmp_path: Path) -> None:
    """Else no case would ever show that."""
    at = door("member", migrated_file, tmp_path)
    other, me = at.other_id(), at.member_id
    assert me is not None
    at.services.db.dispose()
    before = Theirs(tmp_path / "club.db")
    with at.services.db.begin() as session:
        says = session.connection().exec_driver_sql
        says(f"UPDATE rsvp SET seats = 7 WHERE member_id = {other}")
        says(f"DELETE FROM guest WHERE member_id = {other}")
        says(f"UPDATE topic SET title = 'x' WHERE author_id = {other}")
    at.services.db.dispose()
    after = Theirs(tmp_path / "club.db")
    assert {"rsvp.seats", "guest: gone", "topic.title"} <= set(before.touched(after, me))
    assert not {"rsvp.seats", "guest: gone"} & set(before.touched(after, other))
    assert {"guest: added"} <= set(after.touched(before, me))
    at.stop()
