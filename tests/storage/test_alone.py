"""One server for each SQLite file, whatever the way to it, and as long as it lives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.alone import CannotServe, served_by_us
from storage.database import Database
from storage.people import add_company, list_companies

HERE = Path(__file__).parents[2]
HOLDS = """
import sys
from storage.alone import served_by_us
with served_by_us(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def held(url: str) -> subprocess.Popen[str]:
    """Another process that serves this database, and says so first."""
    command = [sys.executable, "-c", HOLDS, url]
    other = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_one_is_refused_by_any_way_to_the_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link.db").symlink_to(path)
    monkeypatch.chdir(path.parent)
    with held(f"sqlite:///{path}") as other:
        for way in (f"{path}", f"{tmp_path}/link.db", path.name, f"./../{path.parent.name}/{path.name}"):
            with pytest.raises(CannotServe, match=f"{path} is served already, by process {other.pid}"):
                served_by_us(f"sqlite:///{way}").__enter__()
        other.communicate("")
    with served_by_us(f"sqlite:///{path}"):
        pass


def test_the_lock_dies_with_its_process(path: Path) -> None:
    with held(f"sqlite:///{path}") as other:
        other.kill()
    with served_by_us(f"sqlite:///{path}"):
        pass


def test_what_does_not_serve_works_beside_it(sqlite_url: str) -> None:
    with held(sqlite_url) as other:
        db = Database(sqlite_url)
        with db.begin() as session:
            add_company(session, "Verrerie Ardoin")
        with db.read() as session:
            assert len(list_companies(session)) == 1
        db.dispose()
        other.communicate("")


def test_a_file_with_two_names_is_refused_for_sqlite_would_keep_a_log_for_each(
    path: Path, tmp_path: Path
) -> None:
    os.link(path, tmp_path / "same.db")
    with pytest.raises(CannotServe, match="several names"):
        served_by_us(f"sqlite:///{path}").__enter__()


def test_another_file_is_another_s(path: Path, tmp_path: Path) -> None:
    with served_by_us(f"sqlite:///{path}"), served_by_us(f"sqlite:///{tmp_path}/other.db"):
        pass


def test_postgresql_is_served_by_as_many_as_wish() -> None:
    with served_by_us("postgresql://127.0.0.1/one"), served_by_us("postgresql://127.0.0.1/one"):
        pass


def test_where_no_file_can_be_made_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotServe, match=r"no-folder/club.db.running cannot be opened \(No such file"):
        served_by_us(f"sqlite:///{tmp_path}/no-folder/club.db").__enter__()
