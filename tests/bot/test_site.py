"""`prime export site`: the whole folder or the old one."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import site
from bot.cli import main
from bot.export.logos import LogoRefused
from bot.settings import GUIDE
from club.publication import Content
from handlers.living.site.folder import MARKER
from storage.companies import add_agreement
from storage.database import Database
from storage.people import add_company, add_member
from tests.bot.export.conftest import PIXEL
from tests.handlers.living.site.club_open import NOW, PARIS, populate


@pytest.fixture
def url(sqlite_url: str) -> str:
    database = Database(sqlite_url)
    with database.begin() as session:
        populate(session)
    database.dispose()
    return sqlite_url


def exported(folder: Path, url: str) -> int:
    return site.run(folder, url, NOW, PARIS)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_a_folder_is_written_again_and_holds_what_is_public_then(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "public" / "site"
    assert exported(folder, url) == 0
    assert "2 companies, 2 works, 2 events" in capsys.readouterr().out
    before = contents(folder)
    assert exported(folder, url) == 0
    assert contents(folder) == before, "the same, to the byte"
    assert site.run(folder, url, NOW + timedelta(days=15), PARIS) == 0
    assert b"Forum ouvert" in before["index.html"]
    assert b"Forum ouvert" not in contents(folder)["index.html"]
    assert [one.name for one in folder.parent.iterdir()] == ["site"], "nothing is left beside it"
    assert (folder / "index.html").stat().st_mode & 0o044 == 0o044, "a web server may read it"


def test_what_is_not_the_site_s_is_never_lost(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.odt").write_text("three years")
    assert exported(home, url) == 1
    assert "thesis.odt" in capsys.readouterr().err
    assert contents(home) == {"thesis.odt": b"three years"}
    (home / "thesis.odt").rename(tmp_path / "thesis.odt")
    assert exported(home, url) == 0
    (home / "CNAME").write_text("prime.example")
    before = contents(home)
    assert exported(home, url) == 1
    assert contents(home) == before
    link = tmp_path / "link"
    link.symlink_to(home)
    assert exported(link, url) == 1


def test_a_fault_halfway_leaves_the_old_site_whole(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert exported(folder, url) == 0
    before = contents(folder)
    with pytest.raises(TypeError):
        site.write(folder, {"index.html": b"new", "travaux.html": None})  # type: ignore[dict-item]
    with pytest.raises(OSError, match="index"):
        site.write(folder, {"index.html": b"new", "index.html/travaux.html": b"new"})
    assert contents(folder) == before
    assert [one.name for one in tmp_path.glob(".*")] == []


def test_a_marker_that_names_files_elsewhere_widens_nothing(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for marker in ("[]", "{}", '{"files": 3}', "not json"):
        (folder / MARKER).write_text(marker)
        (folder / "mine.txt").write_text("mine")
        assert "mine.txt" in site.strangers(folder)


def test_from_the_command_line_with_its_date_and_logos_left_out_by_name(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("PRIME_SITE_URL", "https://prime.example/club/")
    assert main(["export", "site", "site", "--date", "2027-01-04"]) == 0
    assert "lundi 4\u00a0janvier\u00a02027" in (tmp_path / "site" / "index.html").read_text()
    assert "https://prime.example/club/rss.xml" in (tmp_path / "site" / "rss.xml").read_text()
    assert capsys.readouterr().out == "site: 2 companies, 2 works, 2 events\n"


@pytest.mark.parametrize("refused", [False, True])
def test_a_logo_stands_in_the_page_or_the_initials_do(
    tmp_path: Path, sqlite_url: str, *, refused: bool
) -> None:

    database = Database(sqlite_url)
    with database.begin() as session:
        company = add_company(session, "Verrerie Ardoin")
        by = add_member(session, "Ana", company_id=company)
        content = Content("Verrerie Ardoin", "Verre", "glass", logo="https://v.example/l.png")
        add_agreement(session, company, content, by, "Ana", NOW)
    database.dispose()

    def fetch(_url: str) -> bytes:
        if refused:
            raise LogoRefused("too slow")
        return PIXEL

    assert site.run(tmp_path / "site", sqlite_url, NOW, PARIS, "", fetch) == 0
    page = (tmp_path / "site" / "entreprises.html").read_text()
    assert ('class="logo"' in page) is not refused
    assert (">VA</span>" in page) is refused
