"""One sentence a result, a fault and a state, as organisers read it."""

from collections.abc import Mapping

from club.events import Event, EventFault, EventState, Phase
from handlers.events.organising import form
from handlers.events.organising.outcomes import EventChange, EventLine, EventOutcome, EventTrouble, Faults
from handlers.events.shared import party
from handlers.events.shared.series import days_said
from handlers.kit import moments
from handlers.words import Translator, mark

RESULTS: Mapping[EventChange, str] = {
    EventChange.SAVED: mark("✅ “{title}” is saved."),
    EventChange.CHANGED_MEANWHILE: mark("“{title}” was changed meanwhile; this is what is saved now."),
    EventChange.FAULTY: mark("“{title}” cannot be published yet."),
    EventChange.PUBLISHED: mark("✅ “{title}” is published: its card is on its way to the channel."),
    EventChange.ALREADY_PUBLISHED: mark("“{title}” is already published."),
    EventChange.NO_CHANNEL: mark(
        "“{title}” stays a draft: no channel is set to publish in. Whoever runs Prime sets PRIME_CHANNEL."
    ),
    EventChange.CANCELLED: mark("✅ “{title}” is cancelled."),
    EventChange.ALREADY_CANCELLED: mark("“{title}” is already cancelled."),
    EventChange.OVER: mark("“{title}” is over: it can no longer be cancelled."),
    EventChange.ALREADY_REMINDED: mark("“{title}”: today’s reminder is already sent; one a day is enough."),
    EventChange.ALL_ANSWERED: mark("“{title}”: everybody has answered."),
    EventChange.ANSWERS_CLOSED: mark("“{title}”: answers are closed, there is nothing to remind of."),
    EventChange.NOT_PUBLISHED: mark("“{title}” is not before the members: publish it first."),
    EventChange.EXPORTED: mark("✅ The list of “{title}” comes to you by direct message."),
    EventChange.NOT_STARTED: mark("“{title}” has not started: attendance is recorded from its start on."),
    EventChange.SPLIT_LATE: mark(
        "“{title}”: answers are closed, it stays in one piece. Give its hours in the programme."
    ),
    EventChange.SPLIT_AWAITED: mark(
        "“{title}”: a seat offered or asked for waits for an answer. Split it once that is decided."
    ),
    EventChange.SPLIT_LISTED: mark(
        "“{title}”: its list for the site holds for the whole. Keep it in one piece, or duplicate it."
    ),
    EventChange.ALREADY_REPEATED: mark("“{title}” is already a date of a series."),
    EventChange.OVER_FOR_GOOD: mark("“{title}” is over: duplicate it instead."),
    EventChange.NOBODY_CAME: mark("“{title}”: nobody holds a seat, there is no attendance to record."),
    EventChange.ATTENDANCE_SETTLED: mark(
        "“{title}”: attendance stands since the seventh day after the event."
    ),
}

FAULTS: Mapping[EventFault | EventTrouble, str] = {
    EventFault.NO_TITLE: mark("Give the event a title."),
    EventFault.ENDS_BEFORE_START: mark("The end comes before the start: check the day and the time."),
    EventFault.STARTS_IN_PAST: mark("This start is past: choose one to come."),
    EventFault.DEADLINE_NEEDED: mark(
        "The deadline would already be past: set a deadline between now and the start."
    ),
    EventFault.DEADLINE_AFTER_START: mark("The deadline comes after the start: set an earlier one."),
    EventFault.CAPACITY: mark("Give a number of seats from 1 to 100000, or nothing for no limit."),
    EventFault.COMPANY: mark("Give a number of seats from 1 to 100000, or nothing for no limit."),
    EventFault.RESERVED: mark("Give a number below that of the seats, or nothing."),
    EventTrouble.RESERVED_GIVEN: mark("More of them are given already: keep at least as many."),
    EventFault.GUESTS: mark("Give a number from 0 to 10, or nothing for the usual one."),
    EventFault.MINIMUM: mark("Give a number from 1 up to the seats there are, or nothing."),
    EventFault.LINK: mark("A link starts with https:// or http://."),
    EventTrouble.MISSING: mark("Fill in this field."),
    EventTrouble.NO_HOUR: mark("Give the time, or tick “all day”."),
    EventTrouble.NO_SUCH_TIME: mark("The clocks go forward over this time on that day: choose another."),
    EventTrouble.DAY_MISSING: mark("Give the day of the deadline too, or leave both fields empty."),
    EventTrouble.OFFER_GONE: mark(
        "These premises were taken or withdrawn meanwhile: choose others in the list."
    ),
    EventTrouble.DATE_KEPT: mark(
        "A date was kept for this search meanwhile, or it was given up: see it with /prime date."
    ),
    EventTrouble.DATE_FAULTY: mark(
        "One of the other dates does not allow it: its day or its deadline would be past. "
        "Change that one first."
    ),
    EventTrouble.TOO_FEW_HALVES: mark("Give a number of half-days from 2 to 24."),
    EventTrouble.HALVES_CROSS: mark(
        "Each half-day ends after it begins, and the afternoon follows the morning."
    ),
    EventTrouble.OUTSIDE_EVENT: mark(
        "People answered for its days and hours: keep within them, or edit the event first."
    ),
    EventTrouble.NOON_BETWEEN: mark("The morning begins before noon, and the afternoon at noon or later."),
    EventTrouble.ONLY_WEEKENDS: mark("All its days fall on weekends: keep them in."),
    EventTrouble.TOO_FEW: mark("Give a number of dates from 2 to 24."),
    EventTrouble.NO_CHANNEL: mark(
        "No channel is set to publish in: save a draft. PRIME_CHANNEL names the channel."
    ),
}


DATES = (EventChange.REPEATED, EventChange.HALVED, EventChange.DATES_SAVED, EventChange.DATES_CANCELLED)
"""Results that are about several dates."""


def said(t: Translator, outcome: EventOutcome) -> str:
    """The sentence of an outcome: what holds now, then whom it reached or what is to be corrected."""
    if outcome.event is None:
        return t("This event no longer exists.")
    title = outcome.event.title
    if outcome.dated:
        title = f"{title}, {moments.short(t, outcome.event)}"
    if outcome.result in DATES:
        return _dates(t, outcome, title)
    if outcome.result is EventChange.REMINDED:
        return _reminded(t, outcome, title)
    if outcome.result is EventChange.RECORDED and not outcome.count:
        return t("✅ “{title}”: nobody present.", title=title)
    if outcome.result is EventChange.RECORDED:
        return t.plural(
            "✅ “{title}”: {n} person present.",
            "✅ “{title}”: {n} people present.",
            outcome.count,
            title=title,
        )
    parts = [t(RESULTS[outcome.result], title=title)]
    if outcome.room and outcome.room.excess:
        parts.append(excess(t, outcome.room.excess, outcome.room.taken))
    parts += [over(t, name, seats, outcome.event) for name, seats in outcome.over]
    if outcome.count:
        parts.append(t.plural("{n} person is told.", "{n} people are told.", outcome.count))
    parts += [t(FAULTS[fault]) for fault in outcome.faults.values()]
    return " ".join(parts)


def _dates(t: Translator, outcome: EventOutcome, title: str) -> str:
    """What was done to the dates of a series: how many, from when to when, and whom it reached."""
    parts = [_how_many(t, outcome, title)]
    if outcome.skipped:
        days = t.list([t.day(day) for day in outcome.skipped])
        parts.append(t("Left out, as public holidays: {days}.", days=days))
    new = outcome.result in (EventChange.REPEATED, EventChange.HALVED)
    if new and outcome.event and outcome.event.published_at is None:
        parts.append(t("They are drafts, published together."))
    if outcome.count:
        parts.append(t.plural("{n} person is told.", "{n} people are told.", outcome.count))
    return " ".join(parts)


def _how_many(t: Translator, outcome: EventOutcome, title: str) -> str:
    days = [t.day(one.starts_at) for one in outcome.dates]
    n, span = len(days), {"title": title, "first": days[0], "last": days[-1]}
    if outcome.result is EventChange.HALVED:
        whole = days_said(t, outcome.dates)
        return t.plural(
            "✅ “{title}”: {n} half-day, {days}.",
            "✅ “{title}”: {n} half-days, {days}.",
            n,
            title=title,
            days=whole,
        )
    if outcome.result is EventChange.REPEATED:
        return t.plural(
            "✅ “{title}”: {n} date, from {first} to {last}.",
            "✅ “{title}”: {n} dates, from {first} to {last}.",
            n,
            **span,
        )
    if outcome.result is EventChange.DATES_SAVED:
        return t.plural(
            "✅ “{title}”: {n} date is saved, from {first} to {last}.",
            "✅ “{title}”: {n} dates are saved, from {first} to {last}.",
            n,
            **span,
        )
    return t.plural(
        "✅ “{title}”: {n} date is cancelled, from {first} to {last}.",
        "✅ “{title}”: {n} dates are cancelled, from {first} to {last}.",
        n,
        **span,
    )


def excess(t: Translator, over: int, taken: int) -> str:
    """More seats are held than there are: by how many, and that this costs nobody a seat."""
    return t.plural(
        "➡️ {n} too many: {taken} seats are held, where there are {capacity}. Everybody keeps theirs.",
        "➡️ {n} too many: {taken} seats are held, where there are {capacity}. Everybody keeps theirs.",
        over,
        taken=taken,
        capacity=taken - over,
    )


def over(t: Translator, company: str, seats: int, event: Event) -> str:
    """A company has more seats than one may have from now on, which costs nobody a seat."""
    said = {"company": company, "seats": seats, "most": event.limits.company or 0}
    return t("➡️ {company}: {seats} seats, where a company has {most}. Everybody keeps theirs.", **said)


def _reminded(t: Translator, outcome: EventOutcome, title: str) -> str:
    if outcome.due is None:
        return t.plural(
            "✅ “{title}”: {n} person is reminded.",
            "✅ “{title}”: {n} people are reminded.",
            outcome.count,
            title=title,
        )
    return t.plural(
        "✅ “{title}”: {n} person is reminded on {date}.",
        "✅ “{title}”: {n} people are reminded on {date}.",
        outcome.count,
        title=title,
        date=t.date(outcome.due),
    )


def errors(t: Translator, faults: Faults, revision: str) -> dict[str, str]:
    """Faults of a submitted form, each at its block."""
    return {form.block(field, revision): t(FAULTS[fault]) for field, fault in faults.items()}


def line_state(t: Translator, line: EventLine, phase: Phase) -> str:
    """Where an event stands, in one line of the organisers' list."""
    stands = _stands(t, line, phase)
    if line.date is None:
        return stands
    which = t("Date {which} of {total}", which=line.date[0], total=line.date[1])
    return f"{which} · {stands}"


def _stands(t: Translator, line: EventLine, phase: Phase) -> str:
    event = line.event
    match phase:
        case Phase.DRAFT:
            return t("➡️ Draft, to be published")
        case Phase.CANCELLED:
            return cancelled(t, event)
        case Phase.OVER if line.present:
            return t.plural("Over · {n} person present", "Over · {n} people present", line.present)
        case Phase.OVER:
            return t("Over, attendance to record")
    counts = [counted(t, line.yes, line.no, line.silent), party.seats_taken(t, line.room)]
    if line.room.excess:
        counts.append(excess(t, line.room.excess, line.room.taken))
    if line.unconfirmed and phase is not Phase.STARTED:
        counts.append(
            t.plural("➡️ {n} answer to be confirmed", "➡️ {n} answers to be confirmed", line.unconfirmed)
        )
    return " · ".join(count for count in counts if count)


def cancelled(t: Translator, event: Event) -> str:
    """Cancelled, and why where a reason was given."""
    if event.state is EventState.CANCELLED and event.cancel_reason:
        return t("Cancelled: {reason}", reason=event.cancel_reason)
    return t("Cancelled")


def counted(t: Translator, yes: int, no: int, silent: int) -> str:
    """How many said yes, said no, and are still expected to answer; nothing is said of none."""
    counts = [
        (yes, t.plural("{n} yes", "{n} yes", yes)),
        (no, t.plural("{n} no", "{n} no", no)),
        (silent, t.plural("{n} expected", "{n} expected", silent)),
    ]
    return ", ".join(text for n, text in counts if n)
