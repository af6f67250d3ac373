"""What is logged, and how: lines for people, or JSON for programs. Never a name, nor what anybody wrote."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Literal

from handlers.kit.reference import current_reference

LogFormat = Literal["text", "json"]
OURS = ("bot", "handlers", "scheduler", "storage")
"""Whose lines name entries and counts, never what people wrote."""
_SECRET = re.compile(r"(/calendar/|/mail/\w+/)[^\s'\"]+")


def log_at(level: str, written: LogFormat = "text") -> None:
    """Logs to stderr. None but our own loggers go below INFO: at DEBUG, Slack's libraries write out all that
    they carry, and votes are among it.

    The root's level is what counts: Bolt gives its own loggers that of the root.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if written == "json" else TextLines())
    logging.basicConfig(handlers=[handler])
    logging.getLogger().setLevel(max(logging.getLevelNamesMapping()[level], logging.INFO))
    # It tells of every job twice, each second, and warns where one takes longer than that, as sending may.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    for name in OURS:
        logging.getLogger(name).setLevel(level)


def withheld(text: str) -> str:
    """Without the secret part of an address: waitress tells the path of a request that breaks."""
    return _SECRET.sub(r"\1…", text)


class TextLines(logging.Formatter):
    """A line each; a traceback below."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The lines, whatever is in the message."""
        return withheld(super().format(record))


class JsonLines(logging.Formatter):
    """An object a line: `time` (ISO 8601, UTC), `level`, `logger`, `message`; of an interaction its
    `reference`; of an exception `fault`, its type, and `traceback`.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever is in the message."""
        said: dict[str, str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": withheld(record.getMessage()),
        }
        if reference := current_reference():
            said["reference"] = reference
        if record.exc_info and record.exc_info[0]:
            said["fault"] = record.exc_info[0].__name__
            said["traceback"] = withheld(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)
