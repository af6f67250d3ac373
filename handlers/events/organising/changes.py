"""What a change of an event means: pure rules on the event before and after (article FACILITER)."""

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from club.calendar import ANSWER_NOTICE, default_deadline, notice_of
from club.events import Event, EventFault, EventState, Ways, faults_of


def follow(old: Event, new: Event, zone: tzinfo, notices: Container[timedelta] = (ANSWER_NOTICE,)) -> Event:
    """`new` with its deadline: one left as it was, and a usual one, follows a start that moved.

    `notices`: what was usual, now or when it was made.
    """
    notice = notice_of(old.starts_at, old.deadline, zone)
    if new.deadline != old.deadline or notice is None or notice not in notices:
        return new
    return replace(new, deadline=default_deadline(new.starts_at, zone, notice))


def moved(old: Event, new: Event) -> bool:
    """Whether those who answered must be asked again: another time, hours in the place of whole
    days or the other way round, or another place.

    Nobody has to go anywhere where all come by the link from now on, or still may.
    """
    times = (old.starts_at, old.ends_at, old.all_day) != (new.starts_at, new.ends_at, new.all_day)
    stay = Ways.REMOTE in (old.ways, new.ways) and new.ways is not old.ways and new.ways is not Ways.ON_SITE
    return times or (_place(old) != _place(new) and not stay)


def _place(event: Event) -> object:
    """Where one goes: the host company says it where no place does; without either, the video link."""
    return event.place or event.host_company_id or event.video_url


def in_calendar(event: Event) -> tuple[object, ...]:
    """All that the calendar file shows."""
    times = (event.starts_at, event.ends_at, event.all_day)
    return (event.title, *times, event.place, event.host_company_id, event.video_url, event.agenda)


def only_agenda(old: Event, new: Event) -> bool:
    """Whether the calendar file differs by nothing but its programme."""
    return in_calendar(old) == in_calendar(replace(new, agenda=old.agenda))


def numbered(old: Event, new: Event, now: datetime) -> Event:
    """`new` with the numbers that grow: SEQUENCE with the calendar file, `schedule` when it moves.

    Before it is published nobody has seen it; once it is over nobody can be asked again.
    """
    if old.state is not EventState.PUBLISHED:
        return new
    asks_again = moved(old, new) and max(old.ends_at, new.ends_at) > now
    return replace(
        new,
        sequence=old.sequence + (in_calendar(old) != in_calendar(new)),
        schedule=old.schedule + asks_again,
    )


def change_faults(old: Event, new: Event, now: datetime) -> list[EventFault]:
    """What keeps a change from being saved. What was past may stay so; nothing is moved into the past."""
    faults = faults_of(new)
    if old.state is not EventState.PUBLISHED:
        return faults
    if new.starts_at != old.starts_at and new.starts_at <= now:
        faults.append(EventFault.STARTS_IN_PAST)
    elif new.deadline != old.deadline and new.deadline <= now:
        faults.append(EventFault.DEADLINE_NEEDED)
    return faults
