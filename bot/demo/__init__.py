"""`prime demo`: the whole bot in a Slack workspace in a box, on this machine alone, with a club to try it on.

Nothing of the bot is replaced: only where Slack is, the tokens and the clock differ from `prime run`.
"""

import sys
from pathlib import Path

EXTRA = ("starlette", "uvicorn", "websockets", "jinja2", "multipart", "python_multipart")
"""What the sandbox needs and `prime run` does not: the `demo` extra."""


def run(*, port: int, browser: bool, pace: float | None = None, keep: Path | None = None) -> None:
    """Shows the demo until Ctrl-C or SIGTERM; exits with 1 and one line where it cannot be shown.

    With a `pace` the year is played first, so many seconds a step. With `keep` it goes on from that file, and
    is put by in it.
    """
    try:
        from bot.demo.show import show
    except ModuleNotFoundError as missing:
        library = str(missing.name).partition(".")[0]
        if library not in EXTRA:
            raise
        sys.exit(f"The demo needs {library}: run `make demo`, or install club-prime[demo].")
    show(port=port, browser=browser, pace=pace, keep=keep)
