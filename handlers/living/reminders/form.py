"""“My reminders”: the form, and what was entered in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from club.calendar import WorkHours
from club.digest import Theme, Way, Wishes
from handlers.kit.blocks import Block, context, field, modal, option, radio, select
from handlers.kit.carried import OutOfDate, choice, number
from handlers.kit.interaction import Interaction
from handlers.living.reminders import ids
from handlers.words import Translator, mark

THEMES: Mapping[Theme, str] = {
    Theme.EVENTS: mark("Events"),
    Theme.VOTES: mark("Votes and evaluations"),
    Theme.CHARTER: mark("Charter"),
    Theme.TOPICS: mark("My topics"),
    Theme.WORKS: mark("Works"),
    Theme.HELP: mark("Mutual help"),
    Theme.PROFILE: mark("Profile and company page"),
    Theme.DUES: mark("Dues"),
}
"""Those of which something may wait: a choice about others would change nothing."""
WAYS: Mapping[Way, str] = {
    Way.EACH: mark("Each time"),
    Way.TOGETHER: mark("In the message of the day"),
    Way.NEVER: mark("Never"),
}


@dataclass(frozen=True, slots=True)
class WishesFault:
    """What is wrong, and where."""

    block: str
    said: str


def hours_of(work: WorkHours) -> range:
    """The hours at which the message of the day may come."""
    return range(work.opens.hour, work.closes.hour)


def reminders(t: Translator, wishes: Wishes, work: WorkHours, metadata: str) -> Block:
    """The form, filled with what holds."""
    return modal(
        ids.SAVE,
        t("My reminders"),
        [
            *(_theme(t, theme, wishes) for theme in THEMES),
            context(t("Always sent: called off, decided, seat offered.")),
            _hour(t, wishes, hours_of(work)),
            _rhythm(t, wishes),
            field(ids.FROM, t("Away from"), _day(wishes.absent_from), optional=True),
            field(ids.TO, t("Away until"), _day(wishes.absent_to), optional=True, hint=_hint(t)),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _theme(t: Translator, theme: Theme, wishes: Wishes) -> Block:
    choices = {way: option(t(words), way) for way, words in WAYS.items()}
    return field(_block(theme), t(THEMES[theme]), select(list(choices.values()), choices[wishes.way(theme)]))


def _block(theme: Theme) -> str:
    return f"{ids.EACH_THEME}#{theme}"


def _hour(t: Translator, wishes: Wishes, hours: range) -> Block:
    """Where the club reaches people in other hours since, the nearest of those."""
    choices = {hour: option(_clock(t, hour), hour) for hour in hours}
    chosen = choices[min(max(wishes.hour, hours[0]), hours[-1])]
    return field(ids.HOUR, t("Hour of the message"), select(list(choices.values()), chosen))


def _clock(t: Translator, hour: int) -> str:
    return t("{hour}:00", hour=hour)


def _rhythm(t: Translator, wishes: Wishes) -> Block:
    daily, weekly = option(t("Working days"), ids.DAILY), option(t("Mondays"), ids.WEEKLY)
    return field(ids.RHYTHM, t("Rhythm"), radio([daily, weekly], weekly if wishes.weekly else daily))


def _day(initial: date | None) -> Block:
    return {"type": "datepicker"} | ({"initial_date": initial.isoformat()} if initial else {})


def _hint(t: Translator) -> str:
    return t("Your reminders stop, unannounced; the day before, your deadlines.")


def read(interaction: Interaction, today: date, work: WorkHours) -> Wishes | WishesFault:
    """What was entered; an absence that is over is forgotten. Raises OutOfDate for what is none of ours."""
    ways = {theme: choice(Way, interaction.entered(_block(theme)) or Way.TOGETHER) for theme in THEMES}
    hour, weekly = number(interaction.entered(ids.HOUR)), interaction.entered(ids.RHYTHM) == ids.WEEKLY
    if hour not in hours_of(work):
        raise OutOfDate
    first, last = (_date(interaction.entered(block)) for block in (ids.FROM, ids.TO))
    if last and not first:
        return WishesFault(ids.FROM, mark("From which day?"))
    if first and not last:
        return WishesFault(ids.TO, mark("Until which day?"))
    if first and last and last < first:
        return WishesFault(ids.TO, mark("This day lies before the first."))
    if last and last < today:
        first = last = None
    return Wishes(ways, hour, weekly, first, last)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise OutOfDate from None
