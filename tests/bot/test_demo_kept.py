"""`prime demo --keep FILE`: left in the evening, taken up in the morning, with everything in place."""

import json
import os
import signal
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from bot import __version__
from bot.demo.house import House
from bot.demo.people import CLAIRE, KARIM, ODILE
from bot.demo.show import demo
from sandbox.errors import Json
from sandbox.page.guide import ticking
from storage.invariants import find_broken
from storage.migrations import check_tables, config, newest_revision
from storage.sealing import list_held, list_seals
from tests.bot.demo_process import begin, first_address

WHO = (CLAIRE, KARIM, ODILE)
EARLIER = "0058"
"""A revision of some migrations ago."""


@pytest.fixture(scope="module", name="evening")
def evening_fixture(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Json]:
    """A demo in which somebody answered and let a day pass; what it was like at the end."""
    file = tmp_path_factory.mktemp("kept") / "demo.prime"
    with demo(0, keep=file) as house:
        claire = house.box.person(slack(house, CLAIRE))
        claire.opens("club-prime")
        with ticking(house.box, "say", {"text": "/prime rsvp forum"}):
            claire.types("/prime rsvp forum oui")
        claire.sees("Forum")
        house.clock.advance(timedelta(hours=26))
        house.box.person(slack(house, CLAIRE)).types("/prime voter")
        held = sealed(house)
    return file, {**looks(house), "held": held}


def slack(house: House, name: str) -> str:
    """Somebody's id in the workspace."""
    found = next(one["id"] for one in house.box.workspace.users.values() if one["real_name"] == name)
    return str(found)


def sealed(house: House) -> Json:
    """How many votes are under seal and can be read, by ballot."""
    with house.prime.services.db.read() as session:
        return {
            str(seal.ballot_id): sum(
                one.said is not None for one in list_held(session, house.vault, seal.ballot_id)
            )
            for seal in list_seals(session)
        }


def looks(house: House) -> Json:
    """What three people see, by place; it outlives the demo's end."""
    seen = {name: house.box.snapshot(slack(house, name)) for name in WHO}
    messages = {
        f"{name} {place['id']}": [one["ts"] for one in place["messages"]]
        for name, one_sees in seen.items()
        for place in one_sees["channels"]
    }
    views = {name: [view["id"] for view in one["views"]] for name, one in seen.items()}
    done = [step["title"] for step in house.box.guide if step.get("done")]
    return {
        "messages": messages,
        "views": views,
        "done": done,
        "people": sorted(house.box.workspace.users),
    }


def test_a_kept_demo_goes_on_where_it_was_left(evening: tuple[Path, Json]) -> None:
    file, before = evening
    with demo(0, keep=file) as house:
        assert house.taken_up
        after = {**looks(house), "held": sealed(house)}
        assert sum(before["held"].values()) > 0
        assert (after["held"], after["views"], after["done"], after["people"]) == (
            before["held"], before["views"], before["done"], before["people"],
        )  # fmt: skip
        assert before["done"] == ["Répondre"]
        assert holds(after, before)
        claire = house.box.person(slack(house, CLAIRE))
        claire.opens("club-prime")
        claire.types("/prime rsvp forum oui")
        claire.sees("C’est déjà noté : vous venez.")
        left, hour = looks(house), house.clock.now()
    with demo(0, keep=file) as house:
        assert holds(looks(house), left)
        assert hour <= house.clock.now() < hour + timedelta(hours=1)


def holds(after: Json, before: Json) -> bool:
    """Whether every message that stood there stands there still, in its order; more may have come."""
    return all(after["messages"][place][: len(known)] == known for place, known in before["messages"].items())


def test_another_demo_does_not_write_over_one_that_runs(evening: tuple[Path, Json]) -> None:
    file, _ = evening
    with demo(0, keep=file):
        second = begin("--keep", str(file))
        said, complaint = second.communicate(timeout=60)
    assert (second.returncode, said, complaint.count("\n")) == (1, "", 1)
    assert "another demo has it open" in complaint


@pytest.mark.parametrize("what", ["text", "zip", "empty", "cut"])
def test_a_file_of_something_else_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, evening: tuple[Path, Json], what: str
) -> None:
    file = tmp_path / "other"
    contents = {"text": b"Bonjour", "empty": b"", "cut": evening[0].read_bytes()[:-400]}
    if what == "zip":
        with zipfile.ZipFile(file, "w") as parts:
            parts.writestr("letter.txt", "Bonjour")
    else:
        file.write_bytes(contents[what])
    before = file.read_bytes()
    process = begin("--keep", str(file))
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, said, complaint.count("\n")) == (1, "", 1)
    assert complaint.startswith(f"{file}: not a demo kept by")
    assert file.read_bytes() == before


def rewritten(kept: Path, file: Path, what: list[str], database: Callable[[Path], None]) -> Path:
    """The same file as another version would have kept it, with its database changed."""
    club = file.with_suffix(".db")
    with zipfile.ZipFile(kept) as parts, zipfile.ZipFile(file, "w") as other:
        club.write_bytes(parts.read("club.db"))
        database(club)
        about = json.loads(parts.read("about.json")) | {"what": what}
        contents = {"club.db": club.read_bytes(), "about.json": json.dumps(about).encode()}
        for name in parts.namelist():
            other.writestr(name, contents.get(name) or parts.read(name))
    club.unlink()
    return file


def taken_back(club: Path) -> None:
    """To the tables of an earlier day, whose rows stay."""
    engine = create_engine(f"sqlite:///{club}")
    with engine.connect() as connection:
        command.downgrade(config(connection), EARLIER)
        connection.commit()
    engine.dispose()


def test_a_file_of_an_older_version_is_brought_up_to_this_one(
    tmp_path: Path, evening: tuple[Path, Json]
) -> None:
    kept, before = evening
    file = rewritten(kept, tmp_path / "older", ["prime-demo 1", "0.0.9", EARLIER], taken_back)
    with demo(0, keep=file) as house:
        assert house.taken_up
        assert holds(looks(house), before)
        assert check_tables(f"sqlite:///{house.database}") == ""
        assert [one.says for one in find_broken(house.prime.services.db, house.clock.now())] == []
        claire = house.box.person(slack(house, CLAIRE))
        claire.opens("club-prime")
        claire.types("/prime rsvp forum oui")
        claire.sees("C’est déjà noté : vous venez.")
    with zipfile.ZipFile(file) as parts:
        about = json.loads(parts.read("about.json"))
    assert about["what"] == ["prime-demo 1", __version__, newest_revision()]


@pytest.mark.parametrize(
    "what",
    [
        ["prime-demo 2", "0.1.0", EARLIER],
        ["prime-demo 1", "12.0.1", EARLIER],
        ["prime-demo 1", "0.1.0", "9999"],
    ],
)
def test_a_file_of_a_newer_version_is_refused_in_one_line_that_names_both(
    tmp_path: Path, evening: tuple[Path, Json], what: list[str]
) -> None:
    file = rewritten(evening[0], tmp_path / "newer", what, lambda _club: None)
    before = file.read_bytes()
    process = begin("--keep", str(file))
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, said, complaint.count("\n")) == (1, "", 1)
    assert f"kept by a newer Prime ({what[1]}, tables {what[2]}; this is {__version__}, tables " in complaint
    assert file.read_bytes() == before


def test_a_folder_that_is_not_there_is_said_before_anything_is_prepared(tmp_path: Path) -> None:
    process = begin("--keep", str(tmp_path / "nowhere" / "demo"))
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "")
    assert complaint.count("\n") == 1


def test_ctrl_c_twice_keeps_all_the_same_and_the_next_start_says_what_it_goes_on_from(
    evening: tuple[Path, Json], tmp_path: Path
) -> None:
    file = tmp_path / "demo.prime"
    file.write_bytes(evening[0].read_bytes())
    process = begin("--keep", str(file))
    try:
        first_address(process)
        before = file.read_bytes()
        os.kill(process.pid, signal.SIGINT)
        os.kill(process.pid, signal.SIGINT)
        said, complaints = process.communicate(timeout=60)
        assert (process.returncode, complaints) == (0, "")
        assert said.endswith(f"\nEverything is kept in {file}.\n")
    finally:
        process.kill()
        process.wait()
    assert file.read_bytes() != before
    assert [one.name for one in tmp_path.iterdir()] == ["demo.prime"]
    with demo(0, keep=file) as house:
        assert sealed(house) == evening[1]["held"]
