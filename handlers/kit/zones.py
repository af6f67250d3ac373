"""A person's own clock, and what a wall clock means."""

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str, fallback: ZoneInfo) -> ZoneInfo:
    """The zone Slack names; the fallback for one that it has not told, or that nobody knows."""
    return ZoneInfo(name) if name and is_known(name) else fallback


def is_known(name: str) -> bool:
    """Whether this machine has the zone in its data."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def wall(moment: datetime, zone: tzinfo) -> tuple[str, str]:
    """The day and the time of day that a form's fields show for an instant: `2027-01-14`, `09:30`."""
    local = moment.astimezone(zone)
    return local.date().isoformat(), local.strftime("%H:%M")


def instant(day: str, clock: str, zone: tzinfo, *, later: bool = False) -> datetime | None:
    """What a day and a time of day on the wall clock of `zone` mean, in UTC.

    None where the clocks go forward over that time; where it comes twice, the first, or the `later` one.
    """
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    meant = local.replace(tzinfo=zone, fold=int(later)).astimezone(UTC)
    return meant if meant.astimezone(zone).replace(tzinfo=None) == local else None
