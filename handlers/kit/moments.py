"""When something takes place, in words: its hours, or its days alone where it lasts whole days."""

from club.whole_days import Lasting, days_of
from handlers.words import Translator


def span(t: Translator, held: Lasting) -> str:
    """From when to when: “jeudi 12 mars 2027, 9 h 30 – 17 h”, “jeudi 12 mars 2027, toute la journée”."""
    if not held.all_day:
        return t.span(held.starts_at, held.ends_at)
    first, last = days_of(held, t.zone)
    if first == last:
        return t("{day}, all day", day=t.day(first))
    begins, ends = t.days(first, last)
    return t("from {first} to {last}", first=begins, last=ends)


def date(t: Translator, held: Lasting) -> str:
    """When it begins, as a sentence names it: “jeudi 12 mars 2027, 9 h 30”; whole days as `span` does."""
    return span(t, held) if held.all_day else t.date(held.starts_at)


def short(t: Translator, held: Lasting) -> str:
    """The same in a list: “jeu. 12 mars, 9 h 30”, “jeu. 12 mars, toute la journée”, “du 12 au 13 mars”."""
    if not held.all_day:
        return t.short(held.starts_at)
    first, last = days_of(held, t.zone)
    if first == last:
        return t("{day}, all day", day=t.short_day(first))
    begins, ends = t.days(first, last, short=True)
    return t("from {first} to {last}", first=begins, last=ends)


def begins(t: Translator, held: Lasting) -> str:
    """Its beginning alone, as lists say it: of whole days the first."""
    return t.short_day(days_of(held, t.zone)[0]) if held.all_day else t.short(held.starts_at)
