"""How long before the start something was said or received."""

from datetime import timedelta

from handlers.words import Translator

_IN_DAYS = timedelta(hours=48)


def said_before(t: Translator, before: timedelta) -> str:
    """Say how long before the start something was said, in days from two days on."""
    if before < timedelta(0):
        return t("said after the start")
    if before >= _IN_DAYS:
        return t.plural("said {n} day before", "said {n} days before", before.days)
    return t.plural("said {n} hour before", "said {n} hours before", _hours(before))


def received_before(t: Translator, before: timedelta) -> str:
    """Say how long before the start something came in, in days from two days on."""
    if before < timedelta(0):
        return t("received after the start")
    if before >= _IN_DAYS:
        return t.plural(
            "received {n} day before the start", "received {n} days before the start", before.days
        )
    return t.plural(
        "received {n} hour before the start", "received {n} hours before the start", _hours(before)
    )


def _hours(before: timedelta) -> int:
    return int(before.total_seconds() // 3600)
