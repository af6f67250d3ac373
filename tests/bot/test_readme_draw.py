"""The draw that README tells how to redo, done as it says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from club.ballots import Ballot, BallotState, Method, Option, Purpose, TieBreak
from club.ids import BallotId, OptionId
from club.tally import Paper, decide
from club.urn import PublishedPaper, digest, publish, receipt
from tests.club.tally import profiles


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_readme_s_two_lines_of_shell_draw_the_same(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL) if "digest=" in one]
    drawn = profiles.rules(Method.APPROVAL, 1, tie_break=TieBreak.DRAW, seed="5eed")
    ids = [OptionId(one) for one in (3, 7, 9)]
    votes = [PublishedPaper(receipt(bytes([at] * 5)), 1, dict.fromkeys(ids, 1)) for at in range(6)]
    mixed = digest("5a17", votes)
    result = decide(drawn, ids, [Paper(one.marks) for one in votes], 9, digest=mixed)
    options = tuple(Option(one, f"Étude {one}") for one in ids)
    ballot = Ballot(
        BallotId(12), "Choix", Purpose.SELECTION, drawn, BallotState.CLOSED, options=options, salt="5a17"
    )
    (tmp_path / "prime-12.json").write_text(publish(ballot, votes, result), encoding="utf-8")
    said = subprocess.run(
        ["/bin/sh", "-c", f"key=5eed\n{block}"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert [int(line.split()[-1]) for line in said][:1] == list(result.winners)
    assert len(said) == 3
