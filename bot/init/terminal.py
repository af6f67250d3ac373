"""Whoever is asked: somebody at a terminal, or nobody, where everything comes by flags."""

import getpass
import sys
from typing import Protocol


class Terminal(Protocol):
    """Where questions go."""

    interactive: bool
    """Whether anybody answers."""

    def say(self, line: str = "") -> None:
        """A line to read."""

    def ask(self, question: str, *, secret: bool = False) -> str:
        """What is typed, without blanks around it; a `secret` is not shown. KeyboardInterrupt ends it."""


class Console:
    """The terminal that `prime init` was started in."""

    def __init__(self) -> None:
        self.interactive = sys.stdin.isatty()

    def say(self, line: str = "") -> None:
        """A line to read."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def ask(self, question: str, *, secret: bool = False) -> str:
        """What is typed; Ctrl-D is as Ctrl-C."""
        try:
            return (getpass.getpass(question) if secret else input(question)).strip()
        except EOFError:
            raise KeyboardInterrupt from None
