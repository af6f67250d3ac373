"""`prime demo` starts, ends when told, and says in one line why it does not start."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.bot.demo_process import begin, first_address


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_it_starts_answers_and_ends_cleanly_when_told(number: signal.Signals) -> None:
    process = begin()
    try:
        with urllib.request.urlopen(first_address(process)) as answer:
            assert answer.status == 200
        os.kill(process.pid, number)
        _, complaints = process.communicate(timeout=60)
        assert (process.returncode, complaints) == (0, "")
    finally:
        process.kill()
        process.wait()


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = begin("--port", port)
        said, complaint = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "")
    assert complaint.startswith(f"port {port}: ")
    assert complaint.count("\n") == 1


def test_without_the_sandbox_s_libraries_one_line_says_what_to_install() -> None:
    code = "import sys; sys.modules['starlette'] = None; from bot.cli import main; sys.exit(main(['demo']))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "The demo needs starlette: run `make demo`, or install club-prime[demo].\n"
