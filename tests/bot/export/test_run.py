"""`prime export directory`, as an operator runs it."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.export import Targets, run
from bot.export.logos import LogoRefused
from bot.settings import GUIDE
from club.publication import Content
from handlers.kit.published import list_changed
from storage.companies import add_agreement
from storage.database import Database
from storage.exported import get_exported
from storage.people import add_company, add_member
from tests.bot.export.conftest import DAY, NOW, PARIS, PIXEL

SHOWN = Content("Verrerie Ardoin", "Bouteilles", "glass", logo="https://verrerie.example/logo.png")


def agreed(url: str, *contents: Content) -> None:
    """Companies that agree to these contents."""
    database = Database(url)
    with database.begin() as session:
        for content in contents:
            company = add_company(session, content.name)
            member = add_member(session, f"Membre de {content.name}", company_id=company)
            add_agreement(session, company, content, member, "Ana Berger", NOW)
    database.dispose()


def test_all_three_files_are_written(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed(sqlite_url, SHOWN)
    targets = Targets(tmp_path / "site" / "annuaire", tmp_path / "a.json", tmp_path / "a.csv")
    assert run(targets, sqlite_url, DAY, PARIS, fetch_logo=lambda _: PIXEL) == 0
    page = (tmp_path / "site" / "annuaire" / "index.html").read_text(encoding="utf-8")
    assert "Verrerie Ardoin" in page
    assert 'src="data:image/png;base64,' in page
    assert json.loads((tmp_path / "a.json").read_text())["companies"][0]["name"] == "Verrerie Ardoin"
    assert b"Verrerie Ardoin" in (tmp_path / "a.csv").read_bytes()
    assert capsys.readouterr().out.startswith("1 companies: ")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "a.json", "club.db", "site"]


def test_a_logo_out_of_reach_is_left_out_with_a_warning(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed(sqlite_url, SHOWN)

    def unreachable(_url: str) -> bytes:
        raise LogoRefused("the server says 404")

    assert run(Targets(html=tmp_path), sqlite_url, DAY, PARIS, fetch_logo=unreachable) == 0
    assert "<img" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    told = capsys.readouterr().err
    assert told == "Verrerie Ardoin: logo left out, the server says 404 (https://verrerie.example/logo.png)\n"


def test_a_folder_that_cannot_be_written_is_one_line(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert run(Targets(json=tmp_path / "file" / "a.json"), sqlite_url, DAY, PARIS) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_line_says_where_and_when(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert main(["export", "directory"]) == 2
    assert "--html" in capsys.readouterr().err
    assert main(["export", "directory", "--json", "a.json", "--date", "2027-01-15"]) == 0
    assert json.loads(Path("a.json").read_text()) == {
        "source": "ALLICE, Club PRIME",
        "date": "2027-01-15",
        "companies": [],
    }


def test_what_is_written_on_the_server_counts_as_handed_out(sqlite_url: str, tmp_path: Path) -> None:
    agreed(sqlite_url, SHOWN)
    database = Database(sqlite_url)
    with database.read() as session:
        assert list_changed(session) == ["Verrerie Ardoin"]
    run(Targets(json=tmp_path / "a.json"), sqlite_url, DAY, PARIS, now=NOW)
    with database.read() as session:
        assert (list_changed(session), get_exported(session).at) == ([], NOW)
    database.dispose()
