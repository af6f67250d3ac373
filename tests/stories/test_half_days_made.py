"""An event is split into half-days or days: how many, at which hours, which days are passed over."""

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest

from club.events import Event, EventKind, EventState
from club.halves import Half, HalfHours, half_days, halves_in
from club.ids import EventId
from handlers.events.organising import halving
from handlers.events.organising.halving import Halved
from handlers.events.organising.outcomes import EventChange
from tests.stories.club import CHANNEL, PARIS, Club, paris
from tests.stories.half_days import BEGINS, COUNT, HALVES, STARTS, School, drafts, parts, school, splits
from tests.stories.said import START_DAY
from tests.stories.test_organising import organiser
from tests.stories.test_presence import plain

__all__ = ["school"]

MORNING_FROM, AFTERNOON_FROM = "Matin, de", "Après-midi, de"


def test_a_draft_becomes_half_days_with_one_card_and_one_deadline(school: School) -> None:
    school.odile.sees("4 demi-journées, du jeudi 28 au vendredi 29 janvier 2027")
    made = parts(school.club)
    assert [one.starts_at for one in made] == [*STARTS]
    assert [one.ends_at.astimezone(PARIS).time() for one in made] == [time(12, 30), time(17)] * 2
    assert {(one.state, one.deadline, one.all_day) for one in made} == {
        (EventState.PUBLISHED, paris(2027, 1, 21, 9), False)
    }
    school.ana.opens(CHANNEL)
    school.ana.sees("École du froid · 4 demi-journées")
    school.ana.sees("du jeudi 28 au vendredi 29 janvier 2027")
    school.ana.sees("jeudi 28 janvier 2027, matin, 9 h – 12 h 30")
    school.ana.sees("Répondez avant le jeudi 21 janvier 2027, 9 h")
    assert len(school.ana.messages("club-prime")) == 1
    assert school.holds()


def test_a_second_click_makes_nothing(club: Club) -> None:
    odile = organiser(club)
    drafts(odile)
    asked, by = Halved(Half.MORNING, 2, HalfHours()), club.members["Odile Garnier"]
    done = [
        halving.split(club.prime.services, EventId(1), asked, club.clock.now(), by).result for _ in range(2)
    ]
    assert done == [EventChange.HALVED, EventChange.ALREADY_REPEATED]
    assert len(parts(club)) == 2


def test_what_is_wrong_stands_at_its_field(club: Club) -> None:
    odile = organiser(club)
    drafts(odile)
    odile.types("/prime activite ecole")
    odile.clicks(HALVES)
    odile.fills({AFTERNOON_FROM: time(12)})
    odile.submits()
    assert [*odile.errors()] == [AFTERNOON_FROM]
    odile.fills({AFTERNOON_FROM: time(11, 30), "Matin, jusqu’à": time(11)})
    odile.submits()
    assert (
        plain(odile.errors()[AFTERNOON_FROM])
        == "La matinée commence avant midi, l’après-midi à midi ou plus tard."
    )
    odile.fills({BEGINS: "Après-midi", COUNT: "3", MORNING_FROM: time(8, 30), AFTERNOON_FROM: time(13, 30)})
    odile.submits()
    odile.sees("3 demi-journées")
    assert [one.starts_at for one in parts(club)] == [
        paris(2027, 1, 28, 13, 30),
        paris(2027, 1, 29, 8, 30),
        paris(2027, 1, 29, 13, 30),
    ]


def test_half_days_across_the_change_to_summer_time_keep_their_hours(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    drafts(odile, **{START_DAY: date(2027, 3, 27), "Jour de la fin": date(2027, 3, 28)})
    splits(odile)
    club.later(minutes=1)
    starts = [one.starts_at for one in parts(club)]
    assert starts == [
        paris(2027, 3, 27, 9),
        paris(2027, 3, 27, 14),
        paris(2027, 3, 28, 9),
        paris(2027, 3, 28, 14),
    ]
    assert starts[2] - starts[0] == timedelta(hours=23)
    ana.opens(CHANNEL)
    ana.sees("dimanche 28 mars 2027, matin, 9 h – 12 h 30")


@pytest.mark.parametrize(
    ("starts", "ends", "all_day", "found"),
    [
        ((2027, 1, 28, 9), (2027, 1, 28, 12), False, (Half.MORNING, 2)),
        ((2027, 1, 28, 14), (2027, 1, 29, 12), False, (Half.AFTERNOON, 3)),
        ((2027, 1, 28, 14), (2027, 1, 29, 11), False, (Half.AFTERNOON, 2)),
        ((2027, 1, 28, 9), (2027, 1, 30, 18), True, (Half.MORNING, 6)),
    ],
)
def test_the_form_proposes_the_half_days_that_lie_in_the_event(
    starts: Sequence[int], ends: Sequence[int], all_day: bool, found: tuple[Half, int]
) -> None:
    first, last = paris(*starts), paris(*ends)
    event = Event(
        EventId(1), "École", EventKind.FORUM, first, last, first, None, EventState.DRAFT, all_day=all_day
    )
    assert halves_in(event, PARIS) == found


def test_weekends_and_holidays_are_left_out_where_that_is_wanted(club: Club) -> None:
    odile = organiser(club)
    drafts(odile, **{START_DAY: date(2027, 5, 5), "Jour de la fin": date(2027, 5, 5)})
    odile.types("/prime activite ecole")
    odile.clicks(HALVES)
    odile.fills({COUNT: "6"})
    odile.ticks("Sauter les samedis et dimanches")
    odile.ticks("Sauter les jours fériés")
    odile.submits()
    days = [one.starts_at.astimezone(PARIS).date() for one in parts(club)]
    assert days == [date(2027, 5, day) for day in (5, 5, 7, 7, 10, 10)]  # the 6th is Ascension Day


def test_half_days_come_in_turn() -> None:
    thursday, friday = date(2027, 1, 28), date(2027, 1, 29)
    assert [*half_days(thursday, Half.AFTERNOON, 3)] == [
        (thursday, Half.AFTERNOON),
        (friday, Half.MORNING),
        (friday, Half.AFTERNOON),
    ]
