"""What Prime is made of: the list that goes with a release, and whether a library is known weak."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from tests.bot.test_requirements import HASH, lines, pins

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "requirements" / "sbom.py"
FOUND = """Name   Version ID           Fix Versions
------ ------- ------------ ------------
widget 1.0     PYSEC-2027-1 1.1
"""


def listed(folder: Path) -> str:
    """The list, as a run of its own writes it from another folder."""
    asked = [sys.executable, str(SCRIPT), __version__]
    return subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def bom(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What it says."""
    read: dict[str, Any] = json.loads(listed(tmp_path_factory.mktemp("elsewhere")))
    return read


def test_the_list_has_every_pinned_library_with_all_its_hashes(bom: dict[str, Any]) -> None:
    assert {one["name"]: one["version"] for one in bom["components"]} == pins("run")
    hashes = [one["content"] for part in bom["components"] for one in part["externalReferences"][0]["hashes"]]
    assert len(hashes) == sum(1 for line in lines("run") if HASH.match(line))
    assert {len(one) for one in hashes} == {64}
    assert all(one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in bom["components"])


def test_the_list_is_of_this_version_and_hangs_together(bom: dict[str, Any]) -> None:
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    root = bom["metadata"]["component"]
    assert (root["name"], root["version"]) == ("club-prime", __version__)
    refs = [one["bom-ref"] for one in bom["components"]]
    assert len(refs) == len(set(refs))
    assert bom["dependencies"] == [{"ref": root["bom-ref"], "dependsOn": refs}]


def test_the_list_is_the_same_whenever_and_wherever_it_is_made(tmp_path: Path) -> None:
    assert listed(tmp_path) == listed(ROOT)
    assert "timestamp" not in json.loads(listed(tmp_path))["metadata"]


def audited(folder: Path, says: str, status: int, complains: str = "") -> subprocess.CompletedProcess[str]:
    """What `.ci/audit` makes of a pip-audit that ends so."""
    tool = folder / "pip-audit"
    (folder / "says").write_text(says)
    tool.write_text(f"#!/bin/sh\ncat '{folder / 'says'}'\necho '{complains}' >&2\nexit {status}\n")
    tool.chmod(0o755)
    given = {**os.environ, "PIP_AUDIT": str(tool)}
    return subprocess.run(
        [str(ROOT / ".ci" / "audit")], env=given, capture_output=True, text=True, check=False
    )


def test_a_known_weakness_is_told_and_fails(tmp_path: Path) -> None:
    done = audited(tmp_path, FOUND, 1)
    assert done.returncode == 1
    assert "PYSEC-2027-1" in done.stdout
    assert "requirements/run.txt" in done.stderr


def test_without_a_weakness_it_says_so(tmp_path: Path) -> None:
    done = audited(tmp_path, "No known vulnerabilities found\n", 0)
    assert (done.returncode, done.stdout[:7], done.stderr.strip()) == (0, "audited", "")


@pytest.mark.parametrize("status", [1, 124])
def test_advisories_that_cannot_be_read_are_said_aloud_and_fail_nothing(tmp_path: Path, status: int) -> None:
    done = audited(tmp_path, "", status, "alembic: Dependency not found on PyPI")
    assert done.returncode == 0
    assert "AUDIT SKIPPED" in done.stderr
    assert "NOT looked for" in done.stderr
    assert "audited" not in done.stdout
