"""Calendar files as they reach a member: one entry an event, that follows the answer and the event."""

import vobject

from sandbox.driver.person import Person
from tests.stories.club import FIRST, Club
from tests.stories.said import CANCEL, EDIT, REASON_FIELD, TITLE_FIELD
from tests.stories.test_organising import organiser


def told(person: Person) -> list[tuple[str, int, str]]:
    """Of each calendar file that came: its method, its SEQUENCE and the title."""
    files = [vobject.readOne(content.decode()) for name, content in person.files() if name.endswith(".ics")]
    return [(one.method.value, int(one.vevent.sequence.value), one.vevent.summary.value) for one in files]


def calls_off(odile: Person) -> None:
    odile.types("/prime activite forum")
    odile.clicks(CANCEL)
    odile.fills({REASON_FIELD: "Salle en travaux"})
    odile.submits()


def corrects(club: Club, odile: Person, **fields: str) -> None:
    odile.types("/prime activite forum")
    odile.clicks(EDIT)
    odile.fills(dict(fields))
    odile.submits()
    club.settle()


def test_who_no_longer_comes_gets_the_file_that_takes_it_out_and_who_comes_back_a_newer_one(
    club: Club,
) -> None:
    tom = club.joins("Tom Sauvage")
    club.plans("Forum")
    for answer in ("oui", "non", "oui", "oui"):
        tom.types(f"/prime rsvp forum {answer}")
    assert told(tom) == [("PUBLISH", 0, "Forum"), ("CANCEL", 1, "Forum"), ("PUBLISH", 2, "Forum")]
    tom.opens_dm()
    tom.sees("Forum : ce fichier retire l’activité de votre agenda.")


def test_an_event_called_off_leaves_every_calendar_that_it_was_in(club: Club) -> None:
    odile, tom, ida = organiser(club), club.joins("Tom Sauvage"), club.joins("Ida Perrin")
    club.plans("Forum")
    for one in (tom, ida):
        one.types("/prime rsvp forum oui")
    tom.types("/prime rsvp forum non")
    calls_off(odile)
    assert [method for method, _, _ in told(tom)] == ["PUBLISH", "CANCEL"]
    assert told(ida) == [("PUBLISH", 0, "Forum"), ("CANCEL", 1, "Forum")]


def test_who_said_no_before_calendars_were_kept_is_freed_by_the_call_off(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.plans("Forum")
    tom.types("/prime rsvp forum oui")
    with club.prime.services.db.begin() as session:  # as the migration finds it: a file sent, then a no
        session.connection().exec_driver_sql("UPDATE rsvp SET seats = 0, says = 'no'")
    calls_off(odile)
    assert [method for method, _, _ in told(tom)] == ["PUBLISH", "CANCEL"]


def test_who_never_had_a_file_gets_none_that_takes_it_out(club: Club) -> None:
    odile, tom, ida = organiser(club), club.joins("Tom Sauvage"), club.joins("Ida Perrin")
    club.plans("Forum", capacity=1)
    tom.types("/prime rsvp forum oui")
    ida.types("/prime rsvp forum oui")
    ida.types("/prime rsvp forum non")
    calls_off(odile)
    assert told(ida) == []


def test_a_corrected_title_reaches_the_calendars_that_have_it(club: Club) -> None:
    odile, tom, ida = organiser(club), club.joins("Tom Sauvage"), club.joins("Ida Perrin")
    club.plans("Forum")
    tom.types("/prime rsvp forum oui")
    ida.types("/prime rsvp forum oui")
    ida.types("/prime rsvp forum non")
    corrects(club, odile, **{TITLE_FIELD: "Forum Chaleur"})
    assert told(tom)[1:] == [("PUBLISH", 1, "Forum Chaleur")]
    assert [method for method, _, _ in told(ida)] == ["PUBLISH", "CANCEL"]
    tom.opens_dm()
    tom.sees("Forum Chaleur : pour votre agenda, mise à jour.")


def test_a_programme_corrected_several_times_in_a_row_is_sent_once_it_rests(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.plans("Forum")
    tom.types("/prime rsvp forum oui")
    for agenda in ("9 h acceuil", "9 h accueil"):
        corrects(club, odile, **{"Programme": agenda})
    assert len(told(tom)) == 1
    club.later(minutes=11)
    assert [sequence for _, sequence, _ in told(tom)] == [0, 2]
    assert b"9 h accueil" in tom.files()[-1][1]


def test_what_is_over_is_corrected_without_a_file(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.plans("Forum")
    tom.types("/prime rsvp forum oui")
    club.at(club.event(FIRST).ends_at)
    corrects(club, odile, **{TITLE_FIELD: "Forum Chaleur"})
    assert len(told(tom)) == 1
