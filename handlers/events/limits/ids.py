"""Ids of this feature's buttons, and what its messages are about."""

from datetime import datetime

HOLD = "limits.hold"


def moment_of(deadline: datetime) -> str:
    """Of which deadline: one that is put off passes again."""
    return f"deadline:{deadline:%Y%m%dT%H%M}"
