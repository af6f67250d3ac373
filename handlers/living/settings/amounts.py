"""How much a setting is, in words."""

from collections.abc import Callable

from handlers.words import Translator

Amount = Callable[[Translator, int], str]


def number(t: Translator, n: int) -> str:
    """A plain number."""
    return t.number(n)


def people(t: Translator, n: int) -> str:
    """So many people."""
    return t.plural("{n} person", "{n} people", n)


def hours_before(t: Translator, n: int) -> str:
    """So long before."""
    return t.plural("{n} hour before", "{n} hours before", n)


def days_before(t: Translator, n: int) -> str:
    """So long before."""
    return t.plural("{n} day before", "{n} days before", n)


def days_after(t: Translator, n: int) -> str:
    """So long after."""
    return t.plural("{n} day after", "{n} days after", n)


def days(t: Translator, n: int) -> str:
    """A length of time."""
    return t.plural("{n} day", "{n} days", n)


def working_days(t: Translator, n: int) -> str:
    """A length of time, without days off."""
    return t.plural("{n} working day", "{n} working days", n)


def hours(t: Translator, n: int) -> str:
    """A length of time."""
    return t.plural("{n} hour", "{n} hours", n)


def months(t: Translator, n: int) -> str:
    """A length of time."""
    return t.plural("{n} month", "{n} months", n)


def o_clock(t: Translator, n: int) -> str:
    """A time of day."""
    return t("{hour}:00", hour=n)


def topics(t: Translator, n: int) -> str:
    """So many topics."""
    return t.plural("{n} topic", "{n} topics", n)


def points(t: Translator, n: int) -> str:
    """So many points."""
    return t.plural("{n} point", "{n} points", n)


def votes(t: Translator, n: int) -> str:
    """So many votes."""
    return t.plural("{n} vote", "{n} votes", n)


def proxies(t: Translator, n: int) -> str:
    """So many proxies."""
    return t.plural("{n} proxy", "{n} proxies", n)


def hours_after(t: Translator, n: int) -> str:
    """So long after."""
    return t.plural("{n} hour after", "{n} hours after", n)
