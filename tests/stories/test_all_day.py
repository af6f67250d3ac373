"""Events that last whole days: made, said, answered, reminded of, and in calendars without a single hour."""

import csv
from datetime import date, time, timedelta
from io import StringIO

import pytest
import vobject
from icalendar import Calendar

from club.calendar import WorkHours
from club.date_polls import DateSlot
from club.events import Event, EventKind, EventState, Phase, phase
from club.ids import DatePollId, EventId
from club.presence import closes, opens
from club.series import alike
from club.whole_days import whole_days
from handlers.events.organising import form
from sandbox.driver.person import Person
from storage.date_polls import get_poll
from storage.invariants import find_broken
from tests.stories.club import CHANNEL, FIRST, PARIS, Club, paris
from tests.stories.said import EDIT, EXPORT, GOING, START_DAY, TITLE_FIELD
from tests.stories.searches import ana, luc, odile, searches
from tests.stories.test_organising import publishes, texts_of
from tests.stories.test_presence import HERE, NOTED, plain

__all__ = ["ana", "luc", "odile"]

WHOLE, END_DAY, FIRST_HOUR, LAST_HOUR = (
    "Toute la journée, sans heures",
    "Jour de la fin",
    "Heure du début",
    "Heure de la fin",
)
ONE_DAY, TWO_DAYS = "jeudi 28 janvier 2027, toute la journée", "du jeudi 28 au vendredi 29 janvier 2027"
NO_HOURS: dict[str, object] = {FIRST_HOUR: None, LAST_HOUR: None}


def whole(club: Club, odile: Person, **given: object) -> None:
    """A forum of whole days, published by the form."""
    odile.types("/prime activite nouvelle")
    odile.fills({TITLE_FIELD: "Forum Chaleur fatale", START_DAY: date(2027, 1, 28), "Lieu": "Lyon", **given})
    odile.ticks(WHOLE)
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    club.settle()


def comes(person: Person) -> None:
    person.opens(CHANNEL)
    person.clicks(GOING)


def days_in(content: bytes) -> list[tuple[str, object, object, int]]:
    """Each entry: title, first day, the day after the last, SEQUENCE; as both libraries read it."""
    read = [
        (str(one["summary"]), one["dtstart"].dt, one["dtend"].dt, int(one["sequence"]))
        for one in Calendar.from_ical(content).walk("VEVENT")
    ]
    other = vobject.readOne(content.decode()).vevent_list
    assert [(one.summary.value, one.dtstart.value, one.dtend.value) for one in other] == [
        one[:3] for one in read
    ]
    return read


def files(person: Person) -> list[bytes]:
    return [content for name, content in person.files() if name.endswith(".ics")]


@pytest.mark.parametrize(("given", "said"), [({}, ONE_DAY), ({END_DAY: date(2027, 1, 29)}, TWO_DAYS)])
def test_whole_days_are_said_without_hours_wherever_they_stand(
    club: Club, odile: Person, ana: Person, given: dict[str, object], said: str
) -> None:
    whole(club, odile, **given)
    odile.sees("activité publiée")
    odile.sees(said)
    comes(ana)
    ana.sees(said)
    ana.sees("Répondez avant le jeudi 21 janvier 2027, 9 h")
    ana.types("/prime rsvp")
    ana.sees(said)
    ana.opens_home()
    ana.sees(said)
    event = club.event(FIRST)
    assert (event.all_day, event.starts_at) == (True, paris(2027, 1, 28, 9))
    assert event.ends_at == paris(2027, 1, 28 + len(given), 18)
    for screen in (odile.screen(), ana.screen(), texts_of(ana)):
        assert "28 janv., 9 h" not in plain(screen)
        assert "2027, 9 h –" not in plain(screen)
    assert not find_broken(club.prime.services.db, club.clock.now())


def test_the_calendar_file_has_days_of_which_the_last_is_the_first_that_is_free(
    club: Club, odile: Person, ana: Person
) -> None:
    whole(club, odile, **{END_DAY: date(2027, 1, 29)})
    comes(ana)
    club.settle()
    (content,) = files(ana)
    assert b"DTSTART;VALUE=DATE:20270128\r\n" in content
    assert b"DTEND;VALUE=DATE:20270130\r\n" in content
    assert b"VTIMEZONE" not in content
    assert days_in(content) == [("Forum Chaleur fatale", date(2027, 1, 28), date(2027, 1, 30), 0)]


def test_a_timed_event_that_turns_whole_is_a_move_and_back_again_too(
    club: Club, odile: Person, ana: Person
) -> None:
    publishes(club, odile, **{FIRST_HOUR: time(9), LAST_HOUR: time(18)})
    club.settle()
    comes(ana)
    club.later(minutes=1)
    before = club.event(FIRST)
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.ticks(WHOLE)
    odile.submits()
    odile.sees("Message envoyé à 1 personne")
    club.later(minutes=1)
    turned = club.event(FIRST)
    assert (turned.starts_at, turned.ends_at) == (
        before.starts_at,
        before.ends_at,
    )  # nothing else has changed
    assert (turned.all_day, turned.schedule, turned.sequence) == (True, 1, 1)
    assert club.seats("Ana Berger") == 1
    ana.opens_dm()
    ana.sees(ONE_DAY)
    ana.clicks("Je viens toujours")
    club.later(minutes=1)
    odile.clicks(EDIT)
    odile.ticks(WHOLE)  # again: no longer
    odile.submits()
    assert [*odile.errors()] == [FIRST_HOUR, LAST_HOUR]
    odile.fills({FIRST_HOUR: time(14), LAST_HOUR: time(17)})
    odile.submits()
    club.later(minutes=1)
    assert club.event(FIRST).starts_at == paris(2027, 1, 28, 14)
    spans = [days_in(one)[0][1:] for one in files(ana)]
    assert spans == [
        (paris(2027, 1, 28, 9), paris(2027, 1, 28, 18), 0),
        (date(2027, 1, 28), date(2027, 1, 29), 1),
        (paris(2027, 1, 28, 14), paris(2027, 1, 28, 17), 2),
    ]


def test_an_edit_that_leaves_the_days_moves_nothing_though_working_hours_changed() -> None:
    fields = {**dict.fromkeys(form.FIELDS, ""), **form.BLANK, form.TITLE: "Forum", form.ALL_DAY: form.TICKED}
    fields |= {form.START_DAY: "2027-01-28"}
    event = form.event_from(fields, PARIS, None)
    assert isinstance(event, Event)
    earlier = WorkHours(opens=time(8), closes=time(17))
    assert form.event_from(form.fields_of(event, PARIS), PARIS, event, work=earlier) == event
    moved = form.event_from(fields | {form.START_DAY: "2027-01-29"}, PARIS, event, work=earlier)
    assert isinstance(moved, Event)
    assert (moved.starts_at, moved.ends_at) == (paris(2027, 1, 29, 8), paris(2027, 1, 29, 17))


def test_who_ends_before_they_begin_is_told_at_the_day(club: Club, odile: Person) -> None:
    whole(club, odile, **{END_DAY: date(2027, 1, 27)})
    assert [*odile.errors()] == [END_DAY]
    odile.fills({END_DAY: date(2027, 1, 28)})
    odile.submits()
    odile.sees(ONE_DAY)


def test_without_times_or_the_tick_an_event_is_not_saved(club: Club, odile: Person) -> None:
    odile.types("/prime activite nouvelle")
    odile.fills({TITLE_FIELD: "Forum", START_DAY: date(2027, 1, 28)})
    odile.submits()
    assert {*map(plain, odile.errors().values())} == {"Donnez l’heure, ou cochez « toute la journée »."}
    odile.ticks(WHOLE)
    odile.submits()
    odile.sees("Brouillon, à publier")


def test_the_day_itself_begins_in_the_morning_and_is_over_in_the_evening(
    club: Club, odile: Person, ana: Person
) -> None:
    whole(club, odile)
    comes(ana)
    event = club.event(FIRST)
    for hour, stands in ((0, Phase.LATE), (10, Phase.STARTED), (17.9, Phase.STARTED), (18, Phase.OVER)):
        assert phase(event, paris(2027, 1, 28) + timedelta(hours=hour)) is stands
    assert (opens(event), closes(event)) == (paris(2027, 1, 28, 8, 30), paris(2027, 1, 28, 19))
    club.at(paris(2027, 1, 27, 9))
    ana.opens_dm()
    eve = plain(texts_of(ana))
    assert "Forum Chaleur fatale : jeudi 28 janvier 2027, toute la journée, Lyon" in eve
    club.at(paris(2027, 1, 28, 7, 29))
    assert "aujourd’hui, Lyon" not in plain(texts_of(ana))
    club.at(paris(2027, 1, 28, 7, 30))
    assert "Forum Chaleur fatale : aujourd’hui, Lyon" in plain(texts_of(ana))
    club.at(paris(2027, 1, 28, 10))
    ana.types("/prime rsvp")
    ana.sees(ONE_DAY)
    ana.types("/prime presence")
    ana.sees(ONE_DAY)
    ana.clicks(HERE)
    ana.sees(NOTED)
    club.at(paris(2027, 1, 28, 20))
    ana.types("/prime rsvp")
    ana.sees("Aucune activité prévue")
    club.at(paris(2027, 1, 29, 9, 30))
    to_note = "Présences à noter : Forum Chaleur fatale, terminée le jeudi 28 janvier 2027"
    assert plain(texts_of(odile)).split("\n")[-1] == to_note


def test_the_list_of_answers_says_the_days(club: Club, odile: Person, ana: Person) -> None:
    whole(club, odile)
    comes(ana)
    odile.types("/prime activite")
    odile.clicks(EXPORT)
    club.settle()
    (content,) = [content for name, content in odile.files() if name.endswith(".csv")]
    (row,) = csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert plain(row["Date"]) == ONE_DAY


def test_summer_time_begins_and_ends_within_and_the_days_stay(club: Club, odile: Person, ana: Person) -> None:
    """The nights of 28 March and of 31 October 2027 have another length than the others."""
    whole(club, odile, **{START_DAY: date(2027, 3, 27), END_DAY: date(2027, 3, 28)})
    whole(club, odile, **{START_DAY: date(2027, 10, 30), END_DAY: date(2027, 10, 31)})
    spring, autumn = (club.event(EventId(at)) for at in (1, 2))
    assert spring.ends_at - spring.starts_at == timedelta(hours=32)
    assert autumn.ends_at - autumn.starts_at == timedelta(hours=34)
    assert spring.deadline == paris(2027, 3, 20, 9)
    ana.types("/prime rsvp")
    ana.sees("du samedi 27 au dimanche 28 mars 2027")
    ana.sees("du samedi 30 au dimanche 31 octobre 2027")
    for at in (0, 1):
        ana.types("/prime rsvp")
        ana.clicks(GOING, within=("27 au dimanche 28 mars", "30 au dimanche 31 octobre")[at])
    club.settle()
    assert [days_in(one)[0][1:3] for one in files(ana)] == [
        (date(2027, 3, 27), date(2027, 3, 29)),
        (date(2027, 10, 30), date(2027, 11, 1)),
    ]


def test_whole_days_are_said_in_english_too(club: Club, odile: Person) -> None:
    bea = club.joins("Bea Stone", locale="en-GB")
    whole(club, odile)
    whole(club, odile, **{TITLE_FIELD: "Fair", END_DAY: date(2027, 1, 29)})
    bea.types("/prime rsvp")
    bea.sees("Thursday 28 January 2027, all day")
    bea.sees("from Thursday 28 to Friday 29 January 2027")


def test_a_slot_of_whole_days_is_asked_about_and_becomes_such_an_event(
    club: Club, odile: Person, ana: Person
) -> None:
    searches(odile, "28/01/2027, toute la journée\ndu 2 février au 3 février 2027, journée entière")
    with club.prime.services.db.read() as session:
        poll = get_poll(session, DatePollId(1))
    assert poll is not None
    spans = (
        whole_days(date(2027, 1, 28), date(2027, 1, 28), PARIS),
        (paris(2027, 2, 2, 9), paris(2027, 2, 3, 18)),
    )
    assert poll.slots == {n: DateSlot(*span, all_day=True) for n, span in enumerate(spans, 1)}
    ana.opens_dm()
    ana.clicks("Répondre…")
    ana.fills("jeu. 28 janv., toute la journée", "Non")
    ana.fills("du 2 au 3 février", "Oui")
    ana.submits()
    odile.types("/prime date")
    odile.clicks("Voir les créneaux")
    odile.sees("du 2 au 3 février")
    odile.clicks("Retenir cette date", within="du 2 au 3 février")
    odile.submits()
    made = club.event(FIRST)
    assert (made.all_day, made.starts_at, made.ends_at) == (True, paris(2027, 2, 2, 9), paris(2027, 2, 3, 18))


def test_duplicated_and_repeated_it_lasts_whole_days_again(club: Club, odile: Person, ana: Person) -> None:
    whole(club, odile)
    odile.types("/prime activite forum")
    odile.clicks("Dupliquer…")
    odile.fills({START_DAY: date(2027, 2, 11)})
    odile.submits()
    assert club.event(EventId(2)).all_day
    odile.types("/prime activite forum")
    odile.clicks("Répéter…", within="28 janvier")
    odile.fills({"Quand ?": "Chaque jeudi", "Nombre de dates": "3"})
    odile.submits()
    club.settle()
    ana.opens(CHANNEL)
    ana.sees("jeudi 4 février 2027, toute la journée")
    ana.clicks("Choisir mes dates…")
    ana.sees("jeu. 4 févr., toute la journée")


def test_whole_days_for_the_dates_that_follow_have_the_same_instants_whatever_hours_they_had() -> None:
    def made(day: int, first: int, last: int, *, whole: bool = False) -> Event:
        start = paris(2027, 3, day)
        times = (start + timedelta(hours=first), start + timedelta(hours=last))
        week_before = start - timedelta(days=7)
        return Event(
            EventId(1),
            "Forum",
            EventKind.FORUM,
            *times,
            week_before,
            None,
            EventState.PUBLISHED,
            all_day=whole,
        )

    old, new, other = made(11, 14, 17), made(11, 9, 18, whole=True), made(18, 13, 16)
    after = alike(old, new, other, PARIS)
    assert (after.all_day, after.starts_at, after.ends_at) == (
        True,
        paris(2027, 3, 18, 9),
        paris(2027, 3, 18, 18),
    )
