"""The wheel, used in an empty folder: what it needs has to be in it, for the checkout is not there."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

import bot
from bot.settings import GUIDE

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage", "scheduler", "club", "sandbox")
TOP = ("pyproject.toml", "README.md", "LICENSE", "manifest.yml")
LEAVINGS = shutil.ignore_patterns("__pycache__", "*.pyc")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without network, from a copy: building leaves files behind."""
    tree = tmp_path_factory.mktemp("tree")
    for room in ROOMS:
        shutil.copytree(ROOT / room, tree / room, symlinks=True, ignore=LEAVINGS)
    for name in TOP:
        shutil.copy(ROOT / name, tree)
    ours = ("--no-deps", "--no-build-isolation", "--no-index")
    _done([*PIP, "wheel", *ours, "--wheel-dir", "dist", "."], tree)
    (built,) = (tree / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content and no more; the libraries are those of this environment."""
    site = tmp_path_factory.mktemp("site")
    ours = ("--no-deps", "--no-index", "--no-compile")
    _done([*PIP, "install", *ours, "--target", str(site), str(wheel)], site)
    return site


def _done(command: list[str], folder: Path, site: Path | None = None) -> str:
    done = subprocess.run(
        command, cwd=folder, env=_surroundings(site), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _surroundings(site: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {*GUIDE, "PYTHONPATH"}}
    return {**kept, "PYTHONPATH": str(site)} if site else kept


def test_it_holds_every_file_of_the_rooms_and_nothing_else(wheel: Path) -> None:
    there = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
        assert opened.read("bot/manifest.yml") == (ROOT / "manifest.yml").read_bytes()
    assert held == there


def test_the_program_tells_the_wheel_s_version(wheel: Path, installed: Path, tmp_path: Path) -> None:
    assert wheel.name.split("-")[1] == bot.__version__
    prime = str(installed / "bin" / "prime")
    assert _done([prime, "--version"], tmp_path, installed) == f"prime {bot.__version__}\n"


def test_the_changelog_tells_of_the_version() -> None:
    said = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^(To become |## \[){re.escape(bot.__version__)}[\].]", said, re.MULTILINE)


def test_the_tables_are_made_and_the_public_site_is_written(installed: Path, tmp_path: Path) -> None:
    prime = [sys.executable, "-m", "bot.cli"]
    where = _done([sys.executable, "-c", "import bot; print(bot.__file__)"], tmp_path, installed)
    assert Path(where.strip()).is_relative_to(installed)
    _done([*prime, "db", "upgrade"], tmp_path, installed)
    assert _done([*prime, "check"], tmp_path, installed).startswith("ok: ")
    _done([*prime, "export", "site", "site"], tmp_path, installed)
    assert "</html>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    _done([*prime, "export", "directory", "--html", "directory"], tmp_path, installed)
    assert "</html>" in (tmp_path / "directory" / "index.html").read_text(encoding="utf-8")


def test_the_demo_starts_and_its_page_is_whole(installed: Path, tmp_path: Path) -> None:
    demo = [sys.executable, "-m", "bot.cli", "demo", "--no-browser"]
    process = subprocess.Popen(
        demo, cwd=tmp_path, env=_surroundings(installed), stdout=subprocess.PIPE, text=True
    )
    try:
        address = _first_address(process)
        page = _fetched(address)
        parts = re.findall(r'"/(static/[^"]+)"', page)
        assert "static/app.js" in parts
        assert all(_fetched(f"{address}{part}") for part in parts)
    finally:
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 0


def _first_address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    raise AssertionError("the demo ended before it told its address")


def _fetched(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read(), "utf-8")
