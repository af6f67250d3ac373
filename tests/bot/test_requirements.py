"""The pinned requirements: what a fresh machine installs, and nothing unpinned."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==([^ ;]+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def lines(name: str) -> list[str]:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for line in lines(name) if (found := PIN.match(line))}


def wanted(*groups: list[str | dict[str, str]]) -> set[str]:
    texts = [text for group in groups for text in group if isinstance(text, str)]
    return {re.split(r"[\[<>=]", text)[0].lower() for text in texts}


@pytest.mark.parametrize("name", ["run", "dev", "audit"])
def test_every_line_is_an_exact_version_or_its_hash(name: str) -> None:
    assert [line for line in lines(name) if not PIN.match(line) and not HASH.match(line)] == []


def test_developing_installs_what_runs_at_the_same_versions() -> None:
    run, dev = pins("run"), pins("dev")
    assert run.items() <= dev.items()


def test_all_that_the_project_names_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed, groups = project["project"], project["dependency-groups"]
    extras = needed["optional-dependencies"].values()
    assert wanted(needed["dependencies"], *extras, groups["build"]) <= pins("run").keys()
    assert wanted(groups["dev"]) <= pins("dev").keys()
