"""What is logged, and how: lines for people, or JSON for programs. Never a name, nor what anybody wrote.

Modules log by the standard library, as our libraries do; structlog writes what all of them say
(structlog.org, “Standard Library Logging”, structlog-based formatters). Its own loggers would ask several
functions whether a level is on: this way a level that is off costs one look into a dictionary.
"""

import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Literal

from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, WrappedLogger

LogFormat = Literal["text", "json"]
OURS = ("bot", "handlers", "scheduler", "storage")
"""Whose lines name entries and counts, never what people wrote."""
FIELDS = ("time", "level", "logger", "message", "reference", "fault", "traceback")
"""Of a line; the first four always."""
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


class TextLines(ProcessorFormatter):
    """A line each, with the reference where its words lack it; a traceback below."""

    def __init__(self) -> None:
        super().__init__(
            foreign_pre_chain=[merge_contextvars],
            processors=[_stated, _in_words],
            fmt="%(asctime)s %(levelname)s %(name)s %(message)s",
        )


class JsonLines(ProcessorFormatter):
    """An object a line: `time` (ISO 8601, UTC), `level`, `logger`, `message`; of an interaction its
    `reference`; of an exception `fault`, its type, and `traceback`.
    """

    def __init__(self) -> None:
        super().__init__(
            foreign_pre_chain=[merge_contextvars], processors=[_stated, JSONRenderer(ensure_ascii=False)]
        )


def _stated(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The fields that there are, and no other: what a library adds to a record or a context stays out."""
    record: logging.LogRecord = event["_record"]
    said: EventDict = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": withheld(event["event"]),
    }
    if reference := event.get("reference"):
        said["reference"] = str(reference)
    kind, fault, trace = event.get("exc_info") or (None, None, None)
    if kind:
        said["fault"] = kind.__name__
        said["traceback"] = withheld("".join(traceback.format_exception(kind, fault, trace)).rstrip("\n"))
    return said


def _in_words(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """What stands after a line's time, level and logger."""
    said, reference = str(event["message"]), event.get("reference", "")
    if reference not in said:
        said += f" (reference {reference})"
    return f"{said}\n{event['traceback']}" if "traceback" in event else said
