"""A person's own clock."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str, fallback: ZoneInfo) -> ZoneInfo:
    """The zone Slack names; the fallback for one that it has not told, or that nobody knows."""
    try:
        return ZoneInfo(name) if name else fallback
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return fallback
