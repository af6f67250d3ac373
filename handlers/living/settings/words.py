"""What each setting is called, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from club.settings import Setting
from handlers.words import Translator, mark

Amount = Callable[[Translator, int], str]


@dataclass(frozen=True, slots=True)
class SettingWords:
    """Of one setting; both sentences are marked."""

    label: str
    effect: str
    stays: str
    """What a change leaves as it is, or does for good."""
    amount: Amount


def _number(t: Translator, n: int) -> str:
    return t.number(n)


def _days_before(t: Translator, n: int) -> str:
    return t.plural("{n} day before", "{n} days before", n)


def _days_after(t: Translator, n: int) -> str:
    return t.plural("{n} day after", "{n} days after", n)


def _days(t: Translator, n: int) -> str:
    return t.plural("{n} day", "{n} days", n)


def _working_days(t: Translator, n: int) -> str:
    return t.plural("{n} working day", "{n} working days", n)


def _hours(t: Translator, n: int) -> str:
    return t.plural("{n} hour", "{n} hours", n)


def _months(t: Translator, n: int) -> str:
    return t.plural("{n} month", "{n} months", n)


_BY_NIGHT = mark("What is older goes for good, from the next night.")

WORDS: Mapping[Setting, SettingWords] = {
    Setting.ANSWER_NOTICE: SettingWords(
        mark("Answer deadline"),
        mark("Until then answers change freely, unless the event says otherwise."),
        mark("It holds for events that are made from now on."),
        _days_before,
    ),
    Setting.QUOTA: SettingWords(
        mark("Members for a company"),
        mark("Of companies that were granted no number of their own."),
        mark("Nobody loses their seat."),
        _number,
    ),
    Setting.LOOKUPS: SettingWords(
        mark("Contact details looked up in a day"),
        mark("So many for each member; none where it is 0."),
        mark("It holds from the next one that is asked for."),
        _number,
    ),
    Setting.HELP_A_MONTH: SettingWords(
        mark("Requests for help in a month"),
        mark("So many at most for each member who is asked."),
        mark("It holds from the next question."),
        _number,
    ),
    Setting.UNASKED_A_WEEK: SettingWords(
        mark("Messages in a week"),
        mark("So many at most reach a member who did not ask for them; what exceeds comes with the next."),
        mark("It holds from the next message."),
        _number,
    ),
    Setting.OFFER_WINDOW: SettingWords(
        mark("Seats offered before the start"),
        mark("So close to the start, a freed seat is offered to who waits, and no longer given at once."),
        mark("Seats given or offered already stay so."),
        _hours,
    ),
    Setting.OFFER_LASTS: SettingWords(
        mark("Seats kept for who is offered one"),
        mark("After that the seat is offered to the next; never past the start."),
        mark("Offers under way keep their hour."),
        _hours,
    ),
    Setting.CHARTER_DAYS: SettingWords(
        mark("Time to accept a new charter"),
        mark("The date that the form of a new version proposes."),
        mark("Versions published already keep their date."),
        _days,
    ),
    Setting.TOPIC_ANSWERED: SettingWords(
        mark("Topics without an answer"),
        mark("So long after it was proposed, a topic without an answer is recalled to the organisers."),
        mark("It holds from the next reminder."),
        _working_days,
    ),
    Setting.TOPIC_OPEN: SettingWords(
        mark("Authors told of the wait"),
        mark("So long after proposing it, its author hears that a topic has no answer yet."),
        mark("It holds from the next reminder."),
        _working_days,
    ),
    Setting.CHOICE_AHEAD: SettingWords(
        mark("Yearly choice foreseen"),
        mark("So long before last year’s date organisers hear that it is due."),
        mark("What was said already is not said again."),
        _days,
    ),
    Setting.SILENT_DAYS: SettingWords(
        mark("Silent companies"),
        mark("A company that gives no sign of life for so long is named to the organisers."),
        mark("The list follows within a day."),
        _days,
    ),
    Setting.KEEP_GUESTS: SettingWords(
        mark("Names of guests"), mark("So long after the event they are erased."), _BY_NIGHT, _days_after
    ),
    Setting.KEEP_DATES: SettingWords(
        mark("Answers to searches for a date"),
        mark("So long after the date was chosen, or the search given up, they are erased."),
        _BY_NIGHT,
        _days_after,
    ),
    Setting.KEEP_CONSULTATIONS: SettingWords(
        mark("Who looked up whom"), mark("So long it is kept, and reports of misuse."), _BY_NIGHT, _months
    ),
    Setting.KEEP_DEPARTED: SettingWords(
        mark("Profiles of those who left"),
        mark("So long after a departure they are erased."),
        _BY_NIGHT,
        _months,
    ),
    Setting.KEEP_ACCEPTANCES: SettingWords(
        mark("Proof of the charter"), mark("So long after a departure it is erased."), _BY_NIGHT, _months
    ),
}
