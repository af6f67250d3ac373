"""How slots, what was said of them, and what is wrong with a search are said."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from club.date_lines import SlotFault, SlotTrouble
from club.date_polls import MOST_PEOPLE, MOST_SLOTS, DateCircle, DateFault, DateFit, DateSlot, SlotTally
from club.whole_days import days_of
from handlers.events.dates.outcomes import DateDid, ShownPoll
from handlers.kit import moments
from handlers.words import Translator, mark

FITS: Mapping[DateFit, str] = {
    DateFit.YES: mark("Yes"),
    DateFit.IF_NEEDED: mark("If needed"),
    DateFit.NO: mark("No"),
}
CIRCLES: Mapping[DateCircle, str] = {
    DateCircle.EVERYBODY: mark("All members"),
    DateCircle.TOPIC: mark("Those who stand behind a topic"),
    DateCircle.GROUP: mark("A study group"),
    DateCircle.COMPANY: mark("The members of a company"),
    DateCircle.PEOPLE: mark("People I choose"),
}
FAULTS: Mapping[DateFault, str] = {
    DateFault.NO_TITLE: mark("Give the search a title."),
    DateFault.LONG_TITLE: mark("This title is too long: 150 characters at most."),
    DateFault.FEW_SLOTS: mark("Give two slots at least, one a line."),
    DateFault.NO_GROUP: mark("Choose a group that is not done."),
    DateFault.NO_TOPIC: mark("Choose a topic that is still open."),
    DateFault.NO_COMPANY: mark("Choose a company of the club."),
    DateFault.NOBODY: mark("Nobody would be asked: choose others."),
    DateFault.SOMEBODY_LEFT: mark("One of these people can be asked no longer: choose again."),
    DateFault.OFFER_GONE: mark("These premises are no longer free: choose others, or none."),
    DateFault.CLOSING_PAST: mark("This closing is past: choose one to come."),
    DateFault.CLOSING_LATE: mark("The slots would be there before the answers: set an earlier closing."),
}
_LINES: Mapping[SlotFault, str] = {
    SlotFault.UNREADABLE: mark("Line {n}: write it as “Thu 14 Jan 9:30” or “14/01/2027 9:30-12:00”."),
    SlotFault.NO_TIME: mark("Line {n}: add a time, as in “9:30” or “9:30-12:00”, or “all day”."),
    SlotFault.NO_SUCH_DAY: mark("Line {n}: the calendar has no such day; the day comes before the month."),
    SlotFault.OTHER_WEEKDAY: mark("Line {n}: this day is {day}; check the day or the date."),
    SlotFault.NO_SUCH_TIME: mark("Line {n}: there is no such time."),
    SlotFault.SKIPPED: mark("Line {n}: the clocks go forward over this time; choose another."),
    SlotFault.ENDS_BEFORE: mark("Line {n}: the end comes before the start."),
    SlotFault.PAST: mark("Line {n}: this slot is past."),
    SlotFault.FAR: mark("Line {n}: this is more than two years ahead; check the year."),
    SlotFault.TWICE: mark("Line {n}: this slot stands above already."),
}
PICKED: Mapping[SlotFault, str] = {
    SlotFault.NO_SUCH_TIME: mark("There is no such time."),
    SlotFault.SKIPPED: mark("The clocks go forward over this time on that day: choose another."),
    SlotFault.ENDS_BEFORE: mark("The end comes before the start: check the day and the time."),
    SlotFault.PAST: mark("This start is past: choose one to come."),
    SlotFault.FAR: mark("This is more than two years ahead: check the year."),
}
"""The same of the slot that the pickers say."""
_REFUSED: Mapping[DateDid, str] = {
    DateDid.GONE: mark("This search does not ask you, or is no longer there. See yours with /prime date."),
    DateDid.NOT_YOURS: mark("Whoever leads the group looks for its dates, and the organisers do."),
    DateDid.SETTLED: mark("This search is over: your answer is no longer needed. Thank you."),
}
SHOWN_TROUBLES = 6
"""Of refused lines, those that are said: Slack shows them below one field."""


def slot(t: Translator, one: DateSlot, *, year: int | None = None) -> str:
    """“jeu. 14 janv., 9 h 30 – 11 h 30”; with the year where it is not `year`."""
    if one.all_day:
        return moments.short(t, one) if year in (None, days_of(one, t.zone)[0].year) else moments.span(t, one)
    local = one.starts_at.astimezone(t.zone)
    said = t.short(one.starts_at) if year in (None, local.year) else t.date(one.starts_at)
    same_day = local.date() == one.ends_at.astimezone(t.zone).date()
    return f"{said} – {t.time(one.ends_at) if same_day else t.short(one.ends_at)}"


def tally(t: Translator, one: SlotTally, *, hosted: bool) -> str:
    """“9 oui, 2 si besoin · 6 entreprises · hôte : oui”."""
    yes = t.plural("{n} yes", "{n} yes", one.yes) if one.yes else t("nobody yet")
    if_needed = t.plural("{n} if needed", "{n} if needed", one.if_needed)
    counts = [yes if one.yes or not one.if_needed else "", if_needed if one.if_needed else ""]
    parts = [", ".join(count for count in counts if count)]
    if one.companies:
        parts.append(t.plural("{n} company", "{n} companies", one.companies))
    if hosted:
        says = t(FITS[one.host]).lower() if one.host else t("no answer yet")
        parts.append(t("host: {says}", says=says))
    return " · ".join(parts)


def answers(t: Translator, shown: ShownPoll) -> str:
    """How many answered, and of how many an answer is still expected."""
    if not shown.figures.answered:
        return t("Nobody has answered yet") if not shown.settled else t("Nobody answered")
    said = t.plural("{n} answer", "{n} answers", shown.figures.answered)
    missing = t.plural("{n} expected", "{n} expected", shown.figures.missing)
    return f"{said}, {missing}" if shown.figures.missing and not shown.settled else said


def slots_before(t: Translator, count: int, closes_at: datetime) -> str:
    """“7 créneaux, avant le jeudi 14 janvier 2027, 18 h”."""
    slots = t.plural("{n} slot", "{n} slots", count)
    return t("{slots}, before {date}", slots=slots, date=t.date(closes_at))


def troubles(t: Translator, found: Sequence[SlotTrouble]) -> str:
    """Each refused line by its number, the first few; nothing typed is lost meanwhile."""
    said = [
        t(_LINES[one.fault], n=one.line, day=t.day(one.day) if one.day else "")
        for one in found[:SHOWN_TROUBLES]
    ]
    left = len(found) - len(said)
    return "\n".join([*said, *([t.plural("and {n} other", "and {n} others", left)] if left else [])])


def fault(t: Translator, one: DateFault) -> str:
    """What is wrong, and what to do."""
    if one is DateFault.MANY_SLOTS:
        return t.plural("{n} slot at most.", "{n} slots at most.", MOST_SLOTS)
    return t(FAULTS[one])


def most_people(t: Translator) -> str:
    """How many may be chosen by name."""
    return t.plural("{n} person at most.", "{n} people at most.", MOST_PEOPLE)


def refusal(t: Translator, did: DateDid, closes_at: datetime | None, contact: str) -> str:
    """Why an answer was not taken."""
    if did is DateDid.CLOSED and closes_at is not None:
        closed = t("Answers closed on {date}; the organisers are choosing.", date=t.date(closes_at))
        return f"{closed} {t('To tell them: {contact}.', contact=contact)}" if contact else closed
    return t(_REFUSED.get(did, _REFUSED[DateDid.GONE]))
