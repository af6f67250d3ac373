"""An event comes again: its dates, those that are passed over, its one card in the channel."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from club.events import Event, EventState
from club.series import Rhythm
from handlers.events.organising import repeating
from handlers.events.organising.outcomes import EventChange
from handlers.events.organising.repeating import Repeated
from tests.stories.club import CHANNEL, PARIS, Club, paris
from tests.stories.said import START_DAY, TITLE_FIELD
from tests.stories.series import ALL, COUNT, MONTHLY, REPEAT, Monthly, dates, monthly, repeats
from tests.stories.test_forty_acts import Counted
from tests.stories.test_organising import FORUM, organiser, publishes
from tests.stories.test_presence import plain

__all__ = ["monthly"]

HOURS = {"Heure du début": time(9, 30), "Heure de la fin": time(17)}


def test_a_published_event_repeated_keeps_one_message_in_the_channel(monthly: Monthly) -> None:
    monthly.odile.sees("12 dates, du jeudi 28 janvier 2027 au jeudi 23 décembre 2027")
    assert [one.starts_at for one in dates(monthly.club)] == MONTHLY
    assert {one.state for one in dates(monthly.club)} == {EventState.PUBLISHED}
    assert all(
        one.deadline == one.starts_at.astimezone(PARIS) - timedelta(days=7) for one in dates_at(monthly)
    )
    monthly.ana.opens(CHANNEL)
    monthly.ana.sees("Le 4e jeudi de chaque mois")
    monthly.ana.sees("Forum Chaleur fatale · 12 dates")
    assert len(monthly.ana.messages("club-prime")) == 1


def dates_at(monthly: Monthly) -> Sequence[Event]:
    """Those whose deadline does not lie across the hour change: its day counts by the wall clock."""
    return [one for one in dates(monthly.club) if one.starts_at.astimezone(PARIS).month not in (3, 10)]


def test_the_first_of_may_is_passed_over(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 4, 3)})
    repeats(odile, 4, "Le 1er samedi de chaque mois")
    odile.sees("Jours fériés sautés : samedi 1er mai 2027.")
    days = [one.starts_at.astimezone(PARIS).date() for one in dates(club)]
    assert days == [date(2027, 4, 3), date(2027, 6, 5), date(2027, 7, 3), date(2027, 8, 7)]


def test_the_first_of_may_may_be_kept(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 4, 3)})
    repeats(odile, 3, "Le 1er samedi de chaque mois", "Sauter les jours fériés")
    assert dates(club)[1].starts_at == paris(2027, 5, 1, 9, 30)


def test_weekends_are_left_out_where_that_is_wanted(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 4, 29)})
    repeats(odile, 4, "Les jours suivants", "Sauter les samedis et dimanches")
    days = [one.starts_at.astimezone(PARIS).date() for one in dates(club)]
    assert days == [date(2027, 4, 29), date(2027, 4, 30), date(2027, 5, 3), date(2027, 5, 4)]
    odile.sees_not("Jours fériés sautés")


def test_what_comes_on_weekends_alone_says_so_at_its_field(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 4, 3)})
    repeats(odile, 3, "Le 1er samedi de chaque mois", "Sauter les samedis et dimanches")
    assert plain(next(iter(odile.errors().values()))) == "Toutes ses dates tombent un week-end : gardez-les."
    assert dates(club) == []


def test_a_year_of_dates_is_made_and_its_list_closed_in_twelve_acts(club: Club) -> None:
    odile = Counted(club, organiser(club))
    ana = club.joins("Ana Berger")
    odile.types("/prime activite nouvelle")
    filled = {TITLE_FIELD: "Atelier", START_DAY: date(2027, 1, 28), **HOURS}
    odile.fills(filled)
    odile.submits()
    odile.clicks(REPEAT)
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    ana.opens(CHANNEL)
    ana.clicks(ALL)
    club.at(paris(2027, 1, 29, 9, 30))
    odile.opens_dm()
    odile.clicks("Noter les présences…")
    odile.submits()
    club.later(minutes=1)
    odile.sees("1 personne présente")
    assert len(dates(club)) == 12
    assert odile.acts <= 12


def test_drafts_of_a_series_are_published_together(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    odile.types("/prime activite nouvelle")
    odile.fills(FORUM)
    odile.submits()
    repeats(odile, 3)
    odile.sees("Ce sont des brouillons")
    assert ana.messages("club-prime") == []
    odile.types("/prime activite forum")
    odile.clicks("Publier", within="Date 2 sur 3")
    club.later(minutes=1)
    assert {one.state for one in dates(club)} == {EventState.PUBLISHED}
    assert len(ana.messages("club-prime")) == 1


def test_what_is_a_date_already_or_is_over_is_not_repeated(club: Club) -> None:
    odile = organiser(club)
    event = club.plans()
    odile.types("/prime activite forum")
    odile.clicks(REPEAT)
    odile.fills({COUNT: "2"})
    odile.submits()
    refused = repeating.repeat(
        club.prime.services,
        event,
        Repeated(Rhythm.WEEK, 3, True),
        club.clock.now(),
        club.members["Odile Garnier"],
    )
    assert refused.result is EventChange.ALREADY_REPEATED
    assert len(dates(club)) == 2


def test_a_member_can_neither_repeat_nor_change_what_follows(monthly: Monthly) -> None:
    ana = monthly.ana
    ana.types("/prime activite forum")
    ana.sees_not(REPEAT)


def test_a_deleted_card_is_told_and_comes_back(monthly: Monthly) -> None:
    club, odile = monthly.club, monthly.odile
    (card,) = monthly.ana.messages("club-prime")
    club.box.delete_message(CHANNEL, card["ts"])
    monthly.edits(3, "Cette date seule", Lieu="Lille")
    odile.opens_dm()
    odile.clicks("Publier à nouveau")
    club.later(minutes=1)
    (again,) = monthly.ana.messages("club-prime")
    assert again["ts"] != card["ts"]
