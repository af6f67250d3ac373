"""On which core of the machine the serving process runs: on one, unless the operator says otherwise.

Python runs one thread at a time. On several cores, threads hand each other the interpreter's lock across
these, and that costs more than the second core gives; on one they take turns for nothing. Whoever needs more
cores starts more processes.
"""

import os
from pathlib import Path
from typing import Literal

Core = int | Literal["one", "all"]
"""The number of a core; any single one; whatever the system gives."""
_PROCESSOR = 39 - 3
"""Where in `/proc/thread-self/stat` the core stands that a thread ran on last: proc(5) counts from 1, and two
fields stand before the parenthesis."""


class NoSuchCore(Exception):  # noqa: N818 - a state, for the operator
    """A core that this process may not run on; says which ones it may."""


def place(core: Core) -> str:
    """Keeps this thread, and all that it starts from now on, on a core; returns where, for the log.

    Where the system knows no such thing (macOS, Windows), nothing happens. Raises NoSuchCore.
    """
    if not hasattr(os, "sched_setaffinity"):
        return "wherever this system puts it"
    allowed = os.sched_getaffinity(0)
    if core == "all":
        return f"on {_named(allowed)}"
    chosen = _current(allowed) if core == "one" else core
    if chosen not in allowed:
        raise NoSuchCore(f"this process may run on {_named(allowed)}, not on core {chosen}")
    os.sched_setaffinity(0, {chosen})
    return f"on core {chosen} (it may on {_named(allowed)})"


def _current(allowed: set[int]) -> int:
    """The core this process runs on: the system chose the freest."""
    try:
        fields = Path("/proc/thread-self/stat").read_text().rpartition(")")[2].split()
        found = int(fields[_PROCESSOR])
    except (OSError, ValueError, IndexError):
        return min(allowed)
    return found if found in allowed else min(allowed)


def _named(cores: set[int]) -> str:
    listed = ", ".join(str(core) for core in sorted(cores))
    return f"core {listed}" if len(cores) == 1 else f"cores {listed}"
