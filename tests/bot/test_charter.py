"""`prime charter publish`, from the file to the database."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.charter import run
from bot.settings import GivenSettings
from club.charter import digest
from storage.charter import get_newest
from storage.database import Database


def publish(url: str, path: Path, **given: object) -> int:
    options = {"material": True, "changes": "", "accept_by": None} | given
    return run(path, GivenSettings(database_url=url), **options)  # type: ignore[arg-type]


def test_a_file_becomes_a_version(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "charte.md"
    path.write_bytes("\ufeff# Charte\r\n\r\nEntraide.\r\n".encode())
    assert publish(sqlite_url, path, changes="La première.") == 0
    database = Database(sqlite_url)
    with database.read() as session:
        version = get_newest(session)
    database.dispose()
    assert version is not None
    assert (version.number, version.text) == (1, "# Charte\n\nEntraide.")
    assert version.accept_by is not None
    assert timedelta(days=29) < version.accept_by - datetime.now(UTC) < timedelta(days=32)
    assert digest("# Charte\n\nEntraide.") in capsys.readouterr().out
    assert publish(sqlite_url, path) == 1
    assert "is, to the letter, the version that holds already" in capsys.readouterr().err


def test_what_cannot_be_shown_is_named_by_its_line(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "charte.md"
    path.write_text("# Charte\n\n<b>non</b>\n\n![x](y.png)\n", encoding="utf-8")
    assert publish(sqlite_url, path) == 1
    err = capsys.readouterr().err
    assert "charte.md, line 3: no HTML" in err
    assert "charte.md, line 5: Slack shows no image" in err


def test_a_missing_or_unreadable_file_and_a_past_day_are_said(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "charte.md"
    assert publish(sqlite_url, path) == 1
    path.write_bytes(b"\xff\xfe\x00")
    assert publish(sqlite_url, path) == 1
    path.write_text("Texte", encoding="utf-8")
    assert publish(sqlite_url, path, accept_by=date(2020, 1, 1)) == 1
    assert "choose a later --accept-by" in capsys.readouterr().err
