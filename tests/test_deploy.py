"""What runs Prime elsewhere: the container, compose and systemd name what there is, and nothing else."""

import re
import shutil
import subprocess
import sys
import tomllib
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import main
from bot.settings import GUIDE
from tests.bot.test_wheel import ROOMS, TOP

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy").glob("prime*"))
EXPOSURE = 25
"""Of a hundred, by `systemd-analyze security`: far less than what it calls medium."""


def instructions() -> list[tuple[str, str]]:
    """Of the Containerfile, its lines joined."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.partition(" ")[2]) for line in lines]


def copied() -> set[str]:
    """What the build takes from the checkout."""
    taken = [rest.split()[:-1] for word, rest in instructions() if word == "COPY" and "--from" not in rest]
    return {name for names in taken for name in names}


def compose() -> dict[str, Any]:
    """The whole of it."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_the_container_is_built_from_what_the_wheel_is_and_pinned_libraries() -> None:
    assert copied() == {*ROOMS, *TOP, "requirements/run.txt"}
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]
    assert {one.rstrip("*") for one in packages["include"]} == set(ROOMS)
    assert all((ROOT / name).exists() for name in copied())
    builds = [rest for word, rest in instructions() if word == "RUN" and "pip install" in rest]
    assert "--require-hashes" in builds[0]
    assert "--no-deps --no-build-isolation" in builds[1]


def test_nothing_else_is_sent_to_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied()


def test_it_runs_as_nobody_in_particular_and_is_watched() -> None:
    stages = [number for number, (word, _) in enumerate(instructions()) if word == "FROM"]
    last = dict(instructions()[stages[-1] :])
    assert last["USER"] == "prime"
    assert "healthz" in last["HEALTHCHECK"]
    assert last["WORKDIR"] == last["VOLUME"] == "/data"


def test_compose_sets_only_settings_that_there_are_and_writes_to_its_volumes_alone() -> None:
    services = compose()["services"]
    prime, db = services["prime"], services["db"]
    assert set(prime["environment"]) <= set(GUIDE)
    assert prime["read_only"] is True
    assert prime["cap_drop"] == ["ALL"]
    kept = {volume.partition(":")[0] for one in (prime, db) for volume in one["volumes"]}
    assert kept == set(compose()["volumes"])
    assert prime["build"]["dockerfile"] == "Containerfile"
    assert "ports" not in db, "the database is for Prime alone"
    looked = prime["healthcheck"]["test"].partition('"')[2].rstrip('"')
    assert looked in (ROOT / "Containerfile").read_text(encoding="utf-8")


def prime_commands() -> list[list[str]]:
    """What container, compose and units have `prime` do."""
    lines = [*(ROOT / "compose.yaml").read_text(encoding="utf-8").splitlines()]
    lines += [line for unit in UNITS for line in unit.read_text(encoding="utf-8").splitlines()]
    said = [
        found[1]
        for line in lines
        if (found := re.search(r"(?:exec (?:-T )?prime |bin/)prime ([^'#>]+)", line))
    ]
    entry = dict(instructions())["CMD"]
    return [*(one.split() for one in said), yaml.safe_load(entry)]


def test_each_command_is_one_of_prime_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(prime_commands()) >= 4
    for words in prime_commands():
        flags = [word for word in words if word.startswith("--")]
        with pytest.raises(SystemExit):
            main([words[0], "--help"])
        helped = capsys.readouterr().out
        assert "usage: prime" in helped
        assert all(flag in helped for flag in flags)


def test_the_units_name_folders_that_they_make() -> None:
    for unit in UNITS:
        if unit.suffix == ".service":
            read = RawConfigParser(strict=False)
            read.read_string(re.sub(r"(?m)^#.*$", "", unit.read_text(encoding="utf-8")))
            service = dict(read["Service"])
            assert service["user"] == "prime"
            assert service["workingdirectory"] == f"/var/lib/{service['statedirectory'].split()[0]}"
            assert (service["protectsystem"], service["nonewprivileges"]) == ("strict", "yes")


@pytest.fixture
def analyze() -> str:
    """systemd's own check."""
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("no systemd-analyze on this machine")
    return found


def test_systemd_finds_nothing_wrong_in_the_units(analyze: str, tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/prime/bin/prime", sys.executable)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "prime" in line] == []
    assert done.returncode == 0


def test_the_service_may_do_little(analyze: str) -> None:
    asked = [analyze, "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager"]
    done = subprocess.run(
        [*asked, str(ROOT / "deploy" / "prime.service")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.soak
def test_the_image_is_built_and_tells_its_version_with_a_read_only_root() -> None:
    podman = shutil.which("podman")
    if podman is None:
        pytest.skip("no podman on this machine")
    built = subprocess.run(
        [podman, "build", "--quiet", "--tag", "club-prime", str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.skip(f"podman could not build, as without a network: {built.stderr[-300:]}")
    asked = [podman, "run", "--rm", "--read-only", "--cap-drop=ALL", "club-prime", "--version"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert said.startswith("prime ")


def test_the_script_that_tries_a_fresh_folder_is_sound_and_runs_what_there_is() -> None:
    script = ROOT / ".ci" / "fresh"
    subprocess.run(["bash", "-n", script], check=True)
    targets = set(re.findall(r"prime make (\w+)", script.read_text("utf-8")))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {"install", "demo", "test", "wheel"} <= targets
    assert [one for one in targets if not re.search(rf"^{one}:", makefile, re.M)] == []
