"""What nobody planned: late questions, an organiser who leaves, a code that travels, one hour less."""

from datetime import date

from handlers import names
from handlers.belonging.mydata import service as mydata
from storage.attendance import count_present
from storage.event_questions import list_replies
from storage.people import get_person
from storage.presence import get_code
from tests.stories.agendas import agenda_of
from tests.stories.club import CHANNEL, FIRST, Club, paris
from tests.stories.said import GOING, START_DAY
from tests.stories.test_all_day import END_DAY
from tests.stories.test_organising import organiser, publishes, texts_of
from tests.stories.test_presence import HERE, NOTED, plain
from tests.stories.test_questions import ANSWER, TRAIN, Asking

NAMES = [f"{first}{second}" for first in "ABCD" for second in "mnopqrs"]
TOLD = "Votre présence est notée"
TO_NOTE = "Terminée : Forum Chaleur fatale"


def test_a_question_added_after_thirty_answers_is_asked_of_each_once_and_costs_no_seat(club: Club) -> None:
    asking = Asking(club)
    others = [club.joins(f"Membre {name}") for name in NAMES]
    everybody = [asking.ana, asking.luc, *others]
    for one in everybody:
        one.types("/prime rsvp forum oui")
    asking.asks("Train", required=True)
    for day in (5, 6, 7, 8):
        club.at(paris(2027, 1, day, 9, 31))
    names_of = ["Ana Berger", "Luc Roy", *(f"Membre {name}" for name in NAMES)]
    assert [club.seats(name) for name in names_of] == [1] * 30
    with club.prime.services.db.read() as session:
        asked = f"FROM posting WHERE kind = '{names.QUESTIONS_ASKED}'"
        counted = f"SELECT count(*), count(DISTINCT recipient) {asked}"
        assert session.connection().exec_driver_sql(counted).one() == (30, 30)
    for one in everybody:
        one.opens_dm()
        assert one.screen().count("votre place reste confirmée") == 1
    asking.ana.opens_dm()
    asking.ana.clicks(ANSWER)
    asking.ana.fills(TRAIN, "TGV 6607")
    asking.ana.submits()
    with club.prime.services.db.read() as session:
        assert len(list_replies(session, FIRST, club.members["Ana Berger"])) == 1
    assert club.seats("Ana Berger") == 1


def test_where_its_organiser_leaves_the_club_the_others_look_after_the_event(club: Club) -> None:
    odile, paul = organiser(club), organiser(club, "Paul Mercier")
    ana = club.joins("Ana Berger")
    publishes(club, odile)
    ana.types("/prime rsvp forum oui")
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members["Odile Garnier"])
    assert person is not None
    mydata.leave(club.prime.services, person, club.clock.now())
    before = len(odile.messages())
    club.at(paris(2027, 1, 27, 9))
    paul.opens_dm()
    paul.sees("Veille : Forum Chaleur fatale")
    club.at(paris(2027, 1, 28, 7, 30))
    with club.prime.services.db.read() as session:
        paul.sees(f"Code de présence : {get_code(session, FIRST)}")
    club.at(paris(2027, 1, 29, 9))
    paul.sees(TO_NOTE)
    assert len(odile.messages()) == before
    paul.clicks("Noter les présences…", within=TO_NOTE)
    paul.submits()
    ana.types("/prime rsvp")
    assert club.event(FIRST).title == "Forum Chaleur fatale"
    with club.prime.services.db.read() as session:
        assert count_present(session, FIRST) == 1


def test_a_code_that_somebody_absent_typed_is_corrected_by_who_organises(club: Club) -> None:
    """A code says that it was read, not where: the list is the organiser's, and theirs is the last word."""
    odile, ana, luc = organiser(club), club.joins("Ana Berger"), club.joins("Luc Roy")
    publishes(club, odile)
    for one in (ana, luc):
        one.types("/prime rsvp forum oui")
    club.at(paris(2027, 1, 28, 7, 30))
    club.at(paris(2027, 1, 28, 9))
    with club.prime.services.db.read() as session:
        code = get_code(session, FIRST)
    for one in (ana, luc):
        one.types(f"/prime present {code}")
        one.sees(NOTED)
    club.at(paris(2027, 1, 29, 9))
    odile.opens_dm()
    odile.clicks("Noter les présences…", within=TO_NOTE)
    assert odile.modal is not None
    ticked = str(odile.modal).count("'initial_options'")
    assert ticked, "whoever noted it is ticked before"
    odile.ticks("Luc Roy, Verrerie Ardoin")
    odile.submits()
    with club.prime.services.db.read() as session:
        assert count_present(session, FIRST) == 1
    club.later(minutes=1)
    ana.opens_dm()
    ana.sees(TOLD)
    luc.opens_dm()
    luc.sees_not(TOLD)


def test_two_days_between_which_the_hour_changes_keep_their_hours(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    publishes(club, odile, **{START_DAY: date(2027, 3, 27), END_DAY: date(2027, 3, 28)})
    club.settle()
    ana.opens(CHANNEL)
    ana.sees("samedi 27 mars 2027, 9 h 30 – dimanche 28 mars 2027, 17 h")
    ana.clicks(GOING)
    event = club.event(FIRST)
    assert (event.ends_at - event.starts_at).total_seconds() == 30.5 * 3600
    club.settle()
    ((entry),) = agenda_of(ana)
    assert (entry.starts, entry.ends) == (paris(2027, 3, 27, 9, 30), paris(2027, 3, 28, 17))
    club.at(paris(2027, 3, 27, 7, 30))
    club.at(paris(2027, 3, 28, 17, 59))
    ana.types("/prime presence")
    ana.clicks(HERE)
    ana.sees(NOTED)
    club.at(paris(2027, 3, 28, 18, 1))
    ana.types("/prime presence")
    ana.sees("Aucune activité en ce moment")
    club.at(paris(2027, 3, 28, 18, 59))
    assert "à noter" not in plain(texts_of(odile))
    club.at(paris(2027, 3, 30, 9, 30))  # Monday is Easter Monday
    odile.opens_dm()
    odile.sees(TO_NOTE)
