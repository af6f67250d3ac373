"""Two PostgreSQL servers of a test's own: one that writes, and a standby that has whatever is confirmed."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.cluster import Cluster, programs_folder


class Pair:
    """A primary, and a standby by streaming replication, on one machine; synchronous, or told otherwise."""

    def __init__(self, programs: Path, folder: Path, *, synchronous: bool = True) -> None:
        self.folders = [folder / "primary", folder / "standby"]
        for one in (folder, *self.folders):
            one.mkdir(exist_ok=True)
            one.chmod(0o755)
        self.primary = Cluster(programs, self.folders[0])
        self.primary.found()
        self.standby = Cluster.copied(programs, self.folders[1], self.primary)
        self.standby.start()
        if synchronous:
            self.primary.set("synchronous_standby_names", "*")
        state = "sync" if synchronous else "async"
        self.primary.wait_until(f"SELECT count(*) FROM pg_stat_replication WHERE sync_state = '{state}'")

    @property
    def url(self) -> str:
        """Where both are, as an operator writes it."""
        servers = f"127.0.0.1:{self.primary.port},127.0.0.1:{self.standby.port}"
        return f"postgresql://club@{servers}/postgres?target_session_attrs=read-write"

    def stall(self) -> None:
        """Nothing more reaches the standby; where commits wait for it, none is confirmed either."""
        for process in self.primary.asks("SELECT pid FROM pg_stat_replication"):
            os.kill(process, signal.SIGSTOP)

    def kill(self) -> None:
        """The primary's machine is gone: no farewell of any of its processes."""
        main = self.primary.main
        others = _children(main)
        for process in (main, *others):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def promote(self) -> None:
        """The standby writes from now on, and waits for nobody."""
        self.standby.promote()

    def stop(self) -> None:
        """Ends both."""
        for one in (self.standby, self.primary):
            with suppress(subprocess.CalledProcessError):
                one.stop()


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(path.parent.name))
    return found


@contextmanager
def pair(*, synchronous: bool = True) -> Iterator[Pair | None]:
    """Both, running; None where PostgreSQL's server is not installed."""
    programs = programs_folder()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="prime-pair"))
    made = Pair(programs, folder, synchronous=synchronous)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)
