"""The site's list as openpyxl and LibreOffice open it: between two versions that changes which was told."""

import csv
import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from club.seating import Rsvp, Says
from storage.seats import save_rsvp
from tests.stories.club import Club, paris
from tests.stories.gates import FILL, NATIONALITY, RECEIVE, Gate, gate, version
from tests.stories.said import EMAIL_FIELD
from tests.stories.test_guests import PROMISE, names

__all__ = ["gate"]
ROUNDS = 6
NAMED = re.compile(r"([^,·:]+?) \(n° (\d+)\)")
Line = tuple[int, str]
"""A number and a name."""


def lines_of(rows: list[list[object]]) -> set[Line]:
    """Of a list, below its title and its head."""
    return {(int(str(row[0])), str(row[2])) for row in rows[2:] if row[0]}


def told(gate: Gate, number: int) -> tuple[set[Line], set[Line]]:
    """Who was added and who was taken off in a version, as the host's member reads it."""
    dm = gate.club.box.workspace.dm_with(gate.helene.id).id
    texts = [
        str(one["text"]).translate(str.maketrans("\u00a0\u202f", "  "))
        for one in gate.helene.messages(in_=dm)
    ]
    (said,) = [one for one in texts if f"Version {number} ·" in one]
    added, _, removed = said.partition("retrait :")
    return tuple({(int(n), name.strip()) for name, n in NAMED.findall(part)} for part in (added, removed))  # type: ignore[return-value]


def opened_by_libreoffice(files: list[bytes], folder: Path) -> list[list[list[object]]]:
    """Each list as LibreOffice Calc saves it as CSV."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine")
    for at, content in enumerate(files):
        (folder / f"{at}.xlsx").write_bytes(content)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    asked = [program, home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    made = [str(folder / f"{at}.xlsx") for at in range(len(files))]
    subprocess.run([*asked, "--outdir", str(folder), *made], check=True, capture_output=True, timeout=180)
    return [list(csv.reader((folder / f"{at}.csv").open(encoding="utf-8"))) for at in range(len(files))]  # type: ignore[misc]


@pytest.mark.parametrize("seed", [1, 2])
def test_from_one_list_to_the_next_exactly_that_changes_which_was_told(
    club: Club, seed: int, tmp_path: Path
) -> None:
    gate, chance = Gate(club), Random(seed)
    others = [club.joins(f"Membre {letter}", f"Firme {letter}") for letter in "ABCDE"]
    for one in others[:3]:
        one.types("/prime rsvp visite oui")
    gate.handed_over()
    people = [club.members[name] for name in ("Ana Berger", "Luc Roy", "Eva Nord")]
    people += [club.members[f"Membre {letter}"] for letter in "ABCDE"]
    files = [content for name, content in gate.helene.files() if name.endswith(".xlsx")]
    lists = [lines_of(gate.cells(files[0]))]
    for _ in range(ROUNDS):
        before = version(gate)
        for one in chance.sample(people, 3):
            comes = chance.random() < 0.5
            answer = Rsvp(Says.YES, 1) if comes else Rsvp(Says.NO)
            with club.prime.services.db.begin() as session:  # by an organiser, long after the deadline
                save_rsvp(session, gate.event, one, answer, club.clock.now())
        club.later(minutes=11)
        assert version(gate) - before in (0, 1)
        if version(gate) == before:
            continue
        gate.helene.opens_dm()
        gate.helene.clicks(RECEIVE, within=f"Version {version(gate)}")
        club.later(minutes=1)
        files.append([content for name, content in gate.helene.files() if name.endswith(".xlsx")][-1])
        lists.append(lines_of(gate.cells(files[-1])))
        added, removed = told(gate, version(gate))
        assert (lists[-1] - lists[-2], lists[-2] - lists[-1]) == (added, removed)
    assert len(lists) > 2
    for read, held in zip(opened_by_libreoffice(files, tmp_path), lists, strict=True):
        assert lines_of(read) == held


def test_two_guests_called_alike_are_two_people_at_the_gate(gate: Gate) -> None:
    gate.ana.types("/prime rsvp visite +2")
    for group, address in enumerate(("paul@four.example", "paul@bureau.example"), 1):
        names(gate.ana, "Paul Durand", group)
        gate.ana.fills(EMAIL_FIELD if group == 1 else f"{EMAIL_FIELD} ({group})", address)
    gate.ana.ticks(PROMISE)
    gate.ana.submits()
    gate.asked()
    gate.ana.opens_dm()
    gate.ana.clicks(FILL)
    for at, address in enumerate(("paul@four.example", "paul@bureau.example")):
        gate.ana.fills(f"{NATIONALITY} (Paul Durand, {address})", ("Belge", "Suisse")[at])
    gate.ana.submits()
    gate.club.at(paris(2027, 1, 25, 9, 1))
    rows = [row[2:5] for row in gate.rows_of(gate.helene) if row[2] == "Paul Durand"]
    assert [(name, nation) for name, _, nation in rows] == [
        ("Paul Durand", "Belge"),
        ("Paul Durand", "Suisse"),
    ]
