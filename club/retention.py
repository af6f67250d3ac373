"""How long the club keeps what it holds about people, and how one leaves.

Article CONFIDENTIALITÉ: what is entrusted to the club stays in it, and no longer than it serves. Article
S'ENTRAIDER: consultations of contact details are kept so that misuse can be seen, for a year. What is kept of
a person who left is the evidence of having accepted the charter (article PARTICIPER).
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

NIGHT = time(3)
"""When retention is applied, on the club's wall clock: an hour that exists once on every day of the year."""

POSTINGS = timedelta(days=90)
"""How long the record of a sent message is kept once what it is about is over."""

LIVE_POSTINGS = timedelta(days=365)
"""The same for a message that follows its subject and is about no event."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The club's retention times; each is a setting."""

    guests: int = 90
    """Days after the event."""
    consultations: int = 12
    """Months."""
    departed: int = 6
    """Months after a membership ended."""
    acceptances: int = 36
    """Months after a membership ended."""
    dates: int = 90
    """Days after a date was chosen, or its search given up, for which its answers are kept."""
    journal: int = 36
    """Months for which what organisers did is kept."""


USUAL = Keeping()
"""What holds where nothing was set."""


@dataclass(frozen=True, slots=True)
class RetentionLimits:
    """What is older than these instants has been kept long enough."""

    guests: datetime
    """Of the end of the event."""
    consultations: datetime
    departed: datetime
    acceptances: datetime
    postings: datetime
    live_postings: datetime
    dates: datetime
    """Of the end of a search for a date."""


def limits(keeping: Keeping, now: datetime, zone: tzinfo) -> RetentionLimits:
    """What the retention times come to at `now` (article CONFIDENTIALITÉ)."""
    return RetentionLimits(
        guests=now - timedelta(days=keeping.guests),
        consultations=months_before(now, keeping.consultations, zone),
        departed=months_before(now, keeping.departed, zone),
        acceptances=months_before(now, keeping.acceptances, zone),
        postings=now - POSTINGS,
        live_postings=now - LIVE_POSTINGS,
        dates=now - timedelta(days=keeping.dates),
    )


def months_before(moment: datetime, months: int, zone: tzinfo) -> datetime:
    """The same wall-clock time so many months earlier: 31 August less six is the last of February."""
    local = moment.astimezone(zone)
    year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)


def night_between(since: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether the nightly hour struck after `since` and no later than `now`."""
    today = now.astimezone(zone).date()
    last = datetime.combine(today, NIGHT, tzinfo=zone)
    if last > now:
        last = datetime.combine(today - timedelta(days=1), NIGHT, tzinfo=zone)
    return since < last


def may_leave(*, organiser: bool, other_organisers: int) -> bool:
    """Whoever wishes leaves the club at once; only the last organiser names another first.

    Article FACILITER: there is always somebody to whom members can turn.
    """
    return not organiser or other_organisers > 0
