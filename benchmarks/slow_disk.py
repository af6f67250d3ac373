"""A disk as slow as one likes: `slow_disk.c`, preloaded into a server."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")
DISKS = (0.1, 2.0, 5.0, 10.0)
"""Milliseconds that an fsync costs, from a server's disk with a battery behind it to a poor rented one."""
MEMORY = Path("/dev/shm")


class SlowDisk:
    """A file whose databases' fsyncs cost what `costs` says, for processes that run in `surroundings`."""

    def __init__(self, folder: Path) -> None:
        self._says, self._library = folder / "slow_disk", folder / "slow_disk.so"
        self.costs(0)
        compiler = shutil.which("cc")
        self.there = compiler is not None
        if compiler:
            subprocess.run(
                [compiler, "-O2", "-shared", "-fPIC", "-o", self._library, SOURCE, "-ldl"], check=True
            )
        else:
            print("no C compiler (cc): no disk can be slowed down, so only this one is measured", flush=True)

    @property
    def surroundings(self) -> Mapping[str, str]:
        """Variables of the environment."""
        return {"LD_PRELOAD": str(self._library), "SLOW_DISK": str(self._says)} if self.there else {}

    @property
    def disks(self) -> tuple[float | None, ...]:
        """What can be measured, in milliseconds an fsync; None: the disk as it is."""
        return DISKS if self.there else (None,)

    def costs(self, milliseconds: float | None) -> None:
        """From the next fsync on; where the folder is in memory, all of it, else that much more."""
        new = self._says.with_suffix(".new")
        new.write_text(str(round(1000 * (milliseconds or 0))))
        new.rename(self._says)


def folder() -> str | None:
    """Where to keep a database whose disk is slowed down: in memory an fsync costs nothing of its own."""
    return str(MEMORY) if MEMORY.is_dir() else None
