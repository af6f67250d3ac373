"""`prime init`: from nothing to a `.env` with which `prime run` starts, each answer tried at once in Slack.

Exit codes: 0 written; 1 something is wrong, or it was broken off, and nothing has changed; 2 something is
missing where nobody can be asked.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.console import DONE, FAILED, MISUSED
from bot.doctor.diagnosis import Condition
from bot.init.env_file import Unwritable, write
from bot.init.questions import SettingQuestion, questions
from bot.init.terminal import Terminal
from bot.settings import GUIDE, read_env_file

NOT_BLOCKING = frozenset({"clock"})
"""What is told, and mended elsewhere than in an answer."""
BEFORE = ("SLACK_API_URL",)
"""What every trial goes by, and nobody is asked."""
NEXT = (
    "Next:",
    "  1. prime run        answers in Slack, until Ctrl-C (as a service: see README)",
    "  2. in Slack, open Prime's home tab: it leads organisers on, step by step",
    "  3. prime doctor     says whether all is well, beside a running Prime",
)


def run(
    given: Mapping[str, str],
    surroundings: Mapping[str, str],
    terminal: Terminal,
    now: Callable[[], datetime],
    *,
    folder: Path,
    http: bool,
) -> int:
    """Asks, tries, writes. `given`: by flags; `surroundings`: the environment, tried and not written."""
    env = folder / ".env"
    outside = {name: surroundings[name] for name in GUIDE if surroundings.get(name)}
    kept = read_env_file(env) if env.exists() else {}
    draft = SettingsDraft({**kept, **outside, **given}, terminal)
    try:
        for question in questions(now, http=http):
            if (code := draft.settle(question)) is not None:
                return code
        write(env, draft.answers(outside))
    except KeyboardInterrupt:
        terminal.say("\nBroken off: nothing was written.")
        return FAILED
    except (Unwritable, OSError) as fault:
        terminal.say(f"{env}: {fault}. Nothing was written.")
        return FAILED
    for line in (f"Written: {env}, for its owner alone (0600).", "", *NEXT):
        terminal.say(line)
    return DONE


class SettingsDraft:
    """The settings so far."""

    def __init__(self, known: Mapping[str, str], terminal: Terminal) -> None:
        self._known, self._terminal = dict(known), terminal
        self._settled: dict[str, str] = {name: known[name] for name in BEFORE if name in known}

    def answers(self, outside: Mapping[str, str]) -> dict[str, str]:
        """What was settled, but for what the environment says."""
        return {name: value for name, value in self._settled.items() if outside.get(name) != value}

    def settle(self, question: SettingQuestion) -> int | None:
        """Has the question answered well; an exit code where nobody can answer it."""
        name, terminal = question.setting, self._terminal
        if terminal.interactive:
            terminal.say(f"\n{question.explains}")
            self._ask(question)
        while not self._is_good(question):
            if not terminal.interactive:
                return FAILED if self._known.get(name) else MISUSED
            self._ask(question)
        if value := self._known.get(name) or question.fallback:
            self._settled[name] = value
        return None

    def _ask(self, question: SettingQuestion) -> None:
        """Enter keeps what there is, to be tried (again)."""
        name = question.setting
        known = self._known.get(name, "")
        shown = "the one that is set" if question.secret else known
        hint = f" [{shown}]" if known else ""
        typed = self._terminal.ask(f"{name}{hint}: ", secret=question.secret)
        if typed:
            self._known[name] = typed

    def _is_good(self, question: SettingQuestion) -> bool:
        name = question.setting
        found = question.findings({**self._settled, name: self._known.get(name, "")})
        for one in found:
            self._terminal.say(f"  {one.line}")
        return not any(one.state is Condition.WRONG and one.check not in NOT_BLOCKING for one in found)
