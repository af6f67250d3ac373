"""Import, change, cancel: in two calendar programs an event is one entry, then none, whatever its shape."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest

from club.subscriptions import PUBLIC
from handlers.living.site.content import gather
from handlers.living.site.folder import files_of
from sandbox.driver.person import Person
from tests.stories.agendas import AgendaEntry, agenda_of, followed
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.half_days import drafts, splits
from tests.stories.said import CANCEL, EDIT, GOING, REASON_FIELD, START_DAY
from tests.stories.series import ALL, NEXT_ONES, WHICH, repeats
from tests.stories.subscriptions import BASE, Looked, address_of, club
from tests.stories.test_all_day import END_DAY, whole
from tests.stories.test_organising import organiser, publishes
from tests.stories.test_presence import plain

__all__ = ["club"]

Times = list[tuple[date, date]]


def timed(club: Club, odile: Person) -> None:
    publishes(club, odile)


def across_the_hour_change(club: Club, odile: Person) -> None:
    """Two days, of which the second begins an hour sooner than the clock says: 28 March 2027."""
    publishes(club, odile, **{START_DAY: date(2027, 3, 27), END_DAY: date(2027, 3, 28)})


def back_again(club: Club, odile: Person) -> None:
    publishes(club, odile, **{START_DAY: date(2027, 10, 30), END_DAY: date(2027, 10, 31)})


def whole_days(club: Club, odile: Person) -> None:
    whole(club, odile, **{END_DAY: date(2027, 1, 29)})


def monthly(club: Club, odile: Person) -> None:
    publishes(club, odile)
    club.settle()
    repeats(odile, 3)


def monthly_whole_days(club: Club, odile: Person) -> None:
    whole(club, odile)
    repeats(odile, 3)


def half_days(club: Club, odile: Person) -> None:
    drafts(odile, **{"Lieu": "Lyon"})
    splits(odile)


def hours(
    day: tuple[int, int, int], first: tuple[int, int] = (9, 30), last: tuple[int, int] = (17, 0)
) -> tuple[date, date]:
    return paris(*day, *first), paris(*day, *last)


SHAPES: dict[str, tuple[Callable[[Club, Person], None], Times]] = {
    "timed": (timed, [hours((2027, 1, 28))]),
    "spring": (across_the_hour_change, [(paris(2027, 3, 27, 9, 30), paris(2027, 3, 28, 17))]),
    "autumn": (back_again, [(paris(2027, 10, 30, 9, 30), paris(2027, 10, 31, 17))]),
    "whole days": (whole_days, [(date(2027, 1, 28), date(2027, 1, 30))]),
    "series": (monthly, [hours((2027, 1, 28)), hours((2027, 2, 25)), hours((2027, 3, 25))]),
    "series of whole days": (
        monthly_whole_days,
        [(date(2027, month, day), date(2027, month, day + 1)) for month, day in ((1, 28), (2, 25), (3, 25))],
    ),
    "half-days": (
        half_days,
        [
            hours((2027, 1, day), (first, 0), last)
            for day in (28, 29)
            for first, last in ((9, (12, 30)), (14, (17, 0)))
        ],
    ),
}


def several(shape: str) -> bool:
    return len(SHAPES[shape][1]) > 1


def spans(entries: Sequence[AgendaEntry]) -> Times:
    return [(one.starts, one.ends) for one in entries]


def comes(club: Club, ana: Person, shape: str) -> None:
    ana.opens(CHANNEL)
    ana.clicks(ALL if "series" in shape else GOING)
    if shape == "half-days":
        ana.submits()
    club.later(minutes=1)


def acts(club: Club, odile: Person, by: str, shape: str, ticks: str = "", **fields: object) -> None:
    """On the event, or on its first date and all that follow."""
    odile.types("/prime activite")
    odile.clicks(by, within="Date 1 sur" if several(shape) else None)
    if several(shape):
        fields[WHICH] = NEXT_ONES.format(len(SHAPES[shape][1]) - 1)
    odile.fills(fields)
    if ticks:
        odile.ticks(ticks)
    odile.submits()
    club.later(minutes=11)


@pytest.mark.parametrize("shape", SHAPES)
def test_imported_changed_and_called_off_it_is_one_entry_and_then_none(club: Club, shape: str) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    makes, times = SHAPES[shape]
    makes(club, odile)
    club.later(minutes=1)
    comes(club, ana, shape)
    first = agenda_of(ana)
    assert spans(first) == times
    acts(club, odile, EDIT, shape, Lieu="Grenoble")
    changed = agenda_of(ana)
    assert spans(changed) == times
    assert {one.where for one in changed} == {"Grenoble"}
    assert [one.uid for one in changed] == [one.uid for one in first]
    acts(club, odile, CANCEL, shape, **{REASON_FIELD: "Salle en travaux"})
    assert agenda_of(ana) == []


PUBLIC_TICK = "La citer sur le site et dans l’agenda publics du club"


@pytest.mark.parametrize("shape", SHAPES)
def test_calendars_that_follow_the_club_and_its_site_have_it_as_it_is(club: Club, shape: str) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    makes, times = SHAPES[shape]
    makes(club, odile)
    club.later(minutes=1)
    address = address_of(ana)
    ana.closes()
    comes(club, ana, shape)

    def mine() -> Sequence[AgendaEntry]:
        return followed(Looked(club, address).body)

    def everybodys() -> Sequence[AgendaEntry]:
        return followed(Looked(club, f"{BASE}/calendar/{PUBLIC}.ics").body)

    assert spans(mine()) == times
    assert [one.uid for one in mine()] == [one.uid for one in agenda_of(ana)], (
        "the same entries as in the files"
    )
    assert everybodys() == []
    acts(club, odile, EDIT, shape, PUBLIC_TICK, Lieu="Grenoble")
    for read in (mine, everybodys):
        assert (spans(read()), {one.where for one in read()}) == (times, {"Grenoble"})
    with club.prime.services.db.read() as session:
        site = files_of(gather(session, club.clock.now(), BASE), club.prime.services.words, {})
    assert spans(followed(site["agenda.ics"])) == times
    said = plain(site["index.html"].decode())
    assert ("9 h" in said) == isinstance(times[0][0], datetime), "of whole days no hour is said"
    acts(club, odile, CANCEL, shape, **{REASON_FIELD: "Salle en travaux"})
    assert (mine(), everybodys()) == ([], [])
