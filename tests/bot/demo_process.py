"""`prime demo` in a process of its own."""

import re
import signal
import subprocess
import sys
from pathlib import Path


def begin(*arguments: str) -> "subprocess.Popen[str]":
    """`prime demo` in a process of its own, its buffers flushed as it writes."""
    command = [sys.executable, "-m", "bot.cli", "demo", "--no-browser", *arguments]
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_hears_ctrl_c
    )


def _hears_ctrl_c() -> None:
    """A shell starts what runs in the background with SIGINT ignored, and its children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def first_address(process: "subprocess.Popen[str]") -> str:
    """Reads on until the page's address is printed."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    raise AssertionError(process.communicate()[1])
