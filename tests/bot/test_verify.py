"""`prime ballot verify`: counts a published urn again, with nothing but the file."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.verify import FOUND
from club.ballots import Method, Secrecy
from club.urn import Finding, PublishedPaper, publish, receipt
from tests.handlers.choosing.results.counted import outcome, papers


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings, no .env: whoever checks has only the file."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "SLACK_BOT_TOKEN", "PRIME_CHANNEL"):
        monkeypatch.delenv(name, raising=False)


def published(tmp_path: Path, title: str = "Studies", method: Method = Method.POINTS) -> Path:
    """An urn of six sealed votes."""
    said = papers(*[{1: 3, 2: 1}] * 4, {2: 5}, {}) if method is Method.POINTS else papers(*[{2: 1, 1: 2}] * 6)
    cast = [PublishedPaper(receipt(bytes([at, 9, 9, 9, 9])), 1, paper.marks) for at, paper in enumerate(said)]
    found = outcome(["Heat", "Steam"], cast, method, secrecy=Secrecy.SEALED, title=title)
    path = tmp_path / "urn.json"
    path.write_text(publish(found.ballot, cast, found.result), encoding="utf-8")
    return path


def changed(path: Path, **result: Any) -> Path:
    """The same file, with a result that somebody wrote into it."""
    urn = json.loads(path.read_text(encoding="utf-8"))
    urn["result"] |= result
    path.write_text(json.dumps(urn), encoding="utf-8")
    return path


def test_an_urn_that_holds_is_counted_and_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ballot", "verify", str(published(tmp_path))]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Studies",
        "6 of 30 voted; quorum reached",
        "Chosen: Heat",
        "Figures, counted from the papers alone:",
        "  1. Heat: 12 points, given by 4 votes",
        "  2. Steam: 9 points, given by 5 votes",
        "The papers say what the file states.",
    ]
    assert said.err == ""


def test_a_result_that_the_papers_do_not_say_is_found_and_the_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ballot", "verify", str(changed(published(tmp_path), winners=[2]))]) == 1
    said = capsys.readouterr()
    assert "others are chosen at result.winners; stated [2], counted [1]" in said.err
    assert "The papers say something else." in said.out
    assert "Chosen: Heat" in said.out


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format": "other"}'])
def test_what_is_no_urn_ends_with_a_line_and_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "urn.json"
    path.write_bytes(content)
    assert main(["ballot", "verify", str(path)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"{path}: ")
    assert len(said.err.splitlines()) == 1
    assert said.out == ""


def test_no_file_at_all_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ballot", "verify", str(tmp_path / "none.json")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_receipt_finds_its_paper_however_it_was_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, number = published(tmp_path, method=Method.RANKING), receipt(bytes([0, 9, 9, 9, 9]))
    typed = number.lower().replace("-", " ").replace("0", "o")
    assert main(["ballot", "verify", str(path), "--receipt", typed]) == 0
    paper = capsys.readouterr().out.splitlines()[-3:]
    assert paper == [f"The paper with the receipt {number}:", "  Steam: rank 1", "  Heat: rank 2"]
    assert main(["ballot", "verify", str(path), "--receipt", "ZZZZ-ZZZZ"]) == 1
    assert "No paper bears the receipt ZZZZ-ZZZZ." in capsys.readouterr().err


def test_a_title_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ballot", "verify", str(published(tmp_path, title="\x1b[2J\u202eStudies"))])
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out


def test_every_finding_has_its_words() -> None:
    assert set(FOUND) == set(Finding)
