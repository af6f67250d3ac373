"""Every message and every window of Prime's in both languages, with the shortest and the longest data: Slack
takes them all.

The demo's club is changed so that every field holds as little, or as much, as its form takes; then everything
that an organiser, members and a newcomer can do is done, and time passes.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.growth.crowd import Crowd
from benchmarks.growth.ground import SqliteGround
from benchmarks.growth.seed import Seed
from bot.demo.tale import NOW
from bot.kinds import WORDS
from handlers.kit.acts import ACTS
from handlers.kit.blocks import actions, button, message, modal, rich, text_input
from handlers.kit.interaction import File, Reply
from handlers.kit.paging import LONG
from storage.database import Database
from storage.vault import Vault
from tests.rendered import checking, clubs, unshown
from tests.rendered.noting import Written
from tests.rendered.replay import replayed
from tests.rendered.walking import Rendering, name_of
from tests.seeds import seed

__all__ = ["seed"]

FRENCH, ENGLISH = "fr-FR", "en-GB"
PARTS = 4
MOST_ACTS = 50
"""So many of the organisers' acts the walk does itself; stories do the others."""


class Uncounted(SqliteGround):
    """What it costs is of no interest here; what is written is."""

    def __init__(self, furnished: Path, vault: Vault) -> None:
        self.written = Written()
        super().__init__(furnished, vault)

    def _count_on(self, connection: sqlite3.Connection, _record: object) -> None:
        self.written.hears(connection)


def rendering(
    seed: Seed, folder: Path, change: clubs.Change, locale: str, tries: int, members: int
) -> Rendering:
    """The club so changed, with so many members if that is more, walked through and looked at."""
    path = folder / "club.db"
    shutil.copy(seed.path, path)
    if members:
        db = Database(f"sqlite:///{path}")
        with db.begin(long=True) as session:
            Crowd(session, members, NOW).comes()
        db.dispose()
    clubs.changed(path, change, clubs.speaking(locale))
    ground = Uncounted(path, seed.vault)
    try:
        walk = Rendering(ground, NOW, tries, ground.written)
        walk.everything()
        return walk
    finally:
        ground.close()


@pytest.mark.parametrize(("locale", "tries"), [(FRENCH, 2), (ENGLISH, 1)])
def test_with_the_longest_data(seed: Seed, tmp_path: Path, locale: str, tries: int) -> None:
    walk = rendering(seed, tmp_path, clubs.longest, locale, tries, 300)
    assert walk.faults == {}
    if locale == FRENCH:
        entries = {name_of(entry) for entry in walk.routes.entries.values()}
        elsewhere = {name for names in of_stories().values() for name in names}
        assert entries - walk.shown - elsewhere == set()
        assert {*WORDS} - walk.kinds() - elsewhere == set()
        assert elsewhere <= entries | {*WORDS}
        assert walk.journal.unnoted == {}, "written by an organiser, without a line of the journal"
        assert walk.journal.noted <= {*ACTS}, "what only shows something wrote"
        assert len(walk.journal.noted) > MOST_ACTS


@pytest.mark.parametrize(("locale", "tries"), [(FRENCH, 1), (ENGLISH, 2)])
def test_with_the_shortest_data(seed: Seed, tmp_path: Path, locale: str, tries: int) -> None:
    assert rendering(seed, tmp_path, clubs.shortest, locale, tries, 0).faults == {}


def of_stories() -> dict[str, Sequence[str]]:
    """What is shown beside each story, `file::test`."""
    return {
        f"{file}::{test}": names for file, tests in unshown.STORIES.items() for test, names in tests.items()
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_what_the_walk_misses_is_shown_beside_its_story(part: int, tmp_path: Path) -> None:
    stories = dict(sorted(of_stories().items())[part::PARTS])
    wanted = {f"drawn {name}" if name in WORDS else name for names in stories.values() for name in names}
    said = replayed(stories, wanted, tmp_path)
    assert said.faults == {}
    assert wanted - {*said.shown} == set()


@pytest.mark.soak
@pytest.mark.parametrize("locale", [FRENCH, ENGLISH])
@pytest.mark.parametrize("change", [clubs.longest, clubs.shortest])
def test_by_many_more_ways(seed: Seed, tmp_path: Path, change: clubs.Change, locale: str) -> None:
    assert rendering(seed, tmp_path, change, locale, 8, 600).faults == {}


def test_what_slack_refuses_is_found() -> None:
    """Else the others would prove nothing."""
    silent = Reply(message("", rich("{said}", said="x")))
    crowded = Reply(message("x", *(rich("{said}", said="x") for _ in range(51))))
    closed = {"type": "modal", "blocks": [{"type": "input", "block_id": "a"}]}
    assert [*checking.of_reply(silent, {})] == ["no top-level text"]
    rows = [actions(button("x", f"x#{at}", at)) for at in range(1, LONG + 1)]
    hidden = Reply(message("x", actions(button("New…", "new")), *rows))
    assert [*checking.of_reply(hidden, {})] == ["new stands above a long list, and not below it"]
    shown = Reply(message("x", actions(button("New…", "new")), *rows, actions(button("New…", "new#foot"))))
    assert [*checking.of_reply(shown, {})] == []
    assert "50" in next(checking.of_reply(crowded, {}))
    assert [*checking.of_reply(Reply(errors={"b": "Non"}), closed)] == [
        "an error at b, which is no field of the form"
    ]
    assert [*checking.of_view(modal("x", "T", [text_input()], close="Non"))] != []
    assert [*checking.of_said(File("figure.png", b"x", "", alt_text=""))] != []
