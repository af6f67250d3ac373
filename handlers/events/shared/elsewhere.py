"""Events that are not the club's, in a few lines: they stand below its own, apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from club.outside import OutsideEvent
from handlers.kit.blocks import Block, actions, button, rich
from handlers.kit.services import Services
from handlers.words import Translator
from storage.database import Session
from storage.outside import MOST, count_going, list_standing

LISTED = 3
"""Below the club's own."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One of them, and how many members go there."""

    event: OutsideEvent
    going: int


@dataclass(frozen=True, slots=True)
class ElsewhereList:
    """The first of them, and how many there are."""

    items: Sequence[Elsewhere] = ()
    total: int = 0


NOTHING = ElsewhereList()


def today_of(services: Services, now: datetime) -> date:
    """The day, on the club's calendar."""
    return now.astimezone(services.club.zone).date()


def get_elsewhere(session: Session, services: Services, now: datetime) -> ElsewhereList:
    """The soonest of those that stand."""
    found, total = list_standing(session, today_of(services, now), 0, LISTED)
    return ElsewhereList([Elsewhere(one, count_going(session, one.id)) for one in found], total)


def days(t: Translator, event: OutsideEvent) -> str:
    """When it is: “jeudi 14 janvier 2027”, or from when until when."""
    if event.first_day == event.last_day:
        return t.day(event.first_day)
    return t("from {first} to {last}", first=t.day(event.first_day), last=t.day(event.last_day))


def going_there(t: Translator, count: int) -> str:
    """How many members go; nothing for nobody."""
    if not count:
        return ""
    if count > MOST:
        return t("more than {n} people of the club go there", n=t.number(MOST))
    return t.plural("{n} person of the club goes there", "{n} people of the club go there", count)


def lines(t: Translator, found: ElsewhereList) -> list[str]:
    """Each in a line, and how many more there are."""
    said = [
        " · ".join(part for part in (one.event.title, days(t, one.event), one.event.place) if part)
        + (f" · {count}" if (count := going_there(t, one.going)) else "")
        for one in found.items
    ]
    left = found.total - len(found.items)
    return [*said, t.plural("and {n} other", "and {n} others", left)] if left > 0 else said


def below(t: Translator, found: ElsewhereList) -> list[Block | None]:
    """The part of a list of events that is about those elsewhere; nothing where there is none."""
    if not found.items:
        return []
    see = button(t("See events elsewhere"), "outside.page", 0)
    text = rich("*{title}*\n{lines}", title=t("Outside the club"), lines="\n".join(lines(t, found)))
    return [text, actions(see)]
