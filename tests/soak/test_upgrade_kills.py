"""An upgrade from the oldest schema, killed before this statement and that, up to its last: it goes on."""

import shutil
import signal
from pathlib import Path

import pytest

from storage.migrations import newest_revision
from tests.soak.keeping import keep
from tests.storage.test_upgrades import UPGRADES, VERSIONS, built, is_whole, runs, stands_at
from tests.stories.club import NOW

pytestmark = pytest.mark.soak

OLDEST = min(VERSIONS)
POINTS, LAST = 24, 8
"""Statements before which it is killed: spread over all of them, and the last ones one by one."""
COUNTS = (
    UPGRADES.replace("os.kill(os.getpid(), signal.SIGKILL)", "pass")
    + "\nopen(sys.argv[3], 'w').write(str(-left[0]))"
)


def test_killed_anywhere_it_stands_as_before_or_is_done_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    then = tmp_path / "then.db"
    built(OLDEST, f"sqlite:///{then}", tmp_path / "then")
    counted = Path(shutil.copy(then, tmp_path / "counted.db"))
    assert runs(COUNTS, f"sqlite:///{counted}", "0", str(tmp_path / "count")) == 0
    statements = int((tmp_path / "count").read_text(encoding="utf-8"))
    spread = {1 + at * statements // POINTS for at in range(POINTS)}
    stood: list[str] = []
    for number in sorted(spread | set(range(statements - LAST + 1, statements + 1))):
        path = Path(shutil.copy(then, tmp_path / f"killed-{number}.db"))
        url = f"sqlite:///{path}"
        assert runs(UPGRADES, url, str(number)) == -signal.SIGKILL, number
        stood.append(stands_at(url))
        assert runs(UPGRADES, url, "0") == 0
        is_whole(url)
        keep(f"upgraded-{number}", url, NOW)
        path.unlink()
    with capsys.disabled():
        done = stood.count(newest_revision())
        print(f"\n{statements} statements from {OLDEST}: killed at {len(stood)}, {done} of them once done")
    assert set(stood) <= {OLDEST, newest_revision()}
