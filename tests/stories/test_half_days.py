"""Several half-days, or days, of one event: asked about at once, answered apart, each with its own seats."""

from datetime import time

from icalendar import Calendar

from club.events import EventState
from sandbox.driver.person import Person
from storage.attendance import list_parties
from storage.seats import get_answer
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.half_days import NO, PARTS, STARTS, School, drafts, options, parts, school, tick
from tests.stories.said import ASK_SEAT, CANCEL, EDIT, EXPORT, GOING, REASON_FIELD
from tests.stories.test_organising import organiser, texts_of
from tests.stories.test_presence import plain

__all__ = ["school"]


def test_taking_part_asks_which_parts_all_ticked_at_first(school: School) -> None:
    school.ana.opens(CHANNEL)
    school.ana.clicks(GOING)
    shown = options(school.ana)
    assert [(words.partition(", 9 h")[0].partition(", 14 h")[0], ticked) for words, ticked in shown] == [
        (part, True) for part in PARTS
    ]
    assert all(len(words) <= 75 for words, _ in shown)
    tick(school.ana, PARTS[1])
    school.ana.submits()
    school.club.later(minutes=1)
    assert school.seats("Ana Berger") == [1, 0, 1, 1]
    assert school.says("Ana Berger") == ["yes", "no", "yes", "yes"]
    school.ana.sees("jeu. 28 janv., matin, 9 h : ✅ Vous venez")
    (content,) = [content for name, content in school.ana.files() if name.endswith(".ics")]
    entries = Calendar.from_ical(content).walk("VEVENT")
    assert sorted(one["dtstart"].dt for one in entries) == [STARTS[0], *STARTS[2:]]
    assert school.holds()


def test_one_part_is_changed_and_the_others_stay(school: School) -> None:
    school.answers(school.ana, PARTS[1])
    school.ana.opens(CHANNEL)
    school.ana.clicks(GOING)
    assert [ticked for _, ticked in options(school.ana)] == [True, False, True, True]
    tick(school.ana, PARTS[3])
    school.ana.submits()
    school.club.later(minutes=1)
    assert school.seats("Ana Berger") == [1, 0, 1, 0]
    before = len(school.ana.files())
    school.answers(school.ana)
    assert school.seats("Ana Berger") == [1, 0, 1, 0]  # submitted as it stood: nothing is written
    assert len(school.ana.files()) == before


def test_a_part_that_is_full_has_a_line_while_the_others_have_room(club: Club) -> None:
    school = School(club, Places="1")
    school.answers(school.ana, *PARTS[1:])
    school.luc.opens(CHANNEL)
    school.luc.clicks(GOING)
    assert "Complet" in options(school.luc)[0][0]
    assert "Complet" not in options(school.luc)[1][0]
    school.luc.submits()
    club.later(minutes=1)
    assert school.seats("Luc Roy") == [0, 1, 1, 1]
    school.luc.sees("jeu. 28 janv., matin, 9 h : ⏳ En attente, rang 1")
    school.ana.opens(CHANNEL)
    school.ana.clicks(GOING)
    tick(school.ana, PARTS[0])
    school.ana.submits()
    school.ana.clicks("Libérer jeu. 28 janv., matin…")
    school.ana.submits()
    club.later(minutes=1)
    assert school.seats("Ana Berger") == [0, 0, 0, 0]
    assert school.seats("Luc Roy") == [1, 1, 1, 1]
    assert school.holds()


def test_no_to_all_parts_is_one_click_and_nobody_is_asked_again(school: School) -> None:
    school.luc.opens(CHANNEL)
    school.luc.clicks(NO)
    assert school.says("Luc Roy") == ["no"] * 4
    school.club.at(paris(2027, 1, 20, 17))
    assert "Réponse attendue" not in texts_of(school.luc)


def test_one_reminder_asks_about_all_parts_and_is_answered_there(school: School) -> None:
    for day in (11, 14, 20):
        school.club.at(paris(2027, 1, day, 17))
    school.ana.opens_dm()
    asked = [one for one in texts_of(school.ana).split("\n") if "Réponse attendue" in one]
    assert len(asked) == len(set(asked)) <= 2
    school.ana.sees("du jeudi 28 au vendredi 29 janvier 2027 · 4 demi-journées")
    school.ana.clicks(GOING)
    assert [ticked for _, ticked in options(school.ana)] == [True] * 4
    school.ana.submits()
    school.club.later(minutes=1)
    assert school.seats("Ana Berger") == [1] * 4


def test_a_part_called_off_or_moved_leaves_the_others(school: School) -> None:
    school.answers(school.ana)
    school.odile.types("/prime activite ecole")
    school.odile.clicks(CANCEL, within="Date 4 sur 4")
    school.odile.fills({REASON_FIELD: "Intervenante souffrante"})
    school.odile.submits()
    school.odile.clicks(EDIT, within="Date 2 sur 4")
    school.odile.fills({"Pour quelles dates ?": "Cette date seule", "Heure du début": time(15)})
    school.odile.submits()
    school.club.later(minutes=1)
    first, second, third, last = parts(school.club)
    assert last.state is EventState.CANCELLED
    assert [one.schedule for one in (first, second, third)] == [0, 1, 0]
    assert second.starts_at == paris(2027, 1, 28, 15)
    school.ana.opens(CHANNEL)
    school.ana.sees("jeudi 28 janvier 2027, après-midi, 15 h – 17 h")
    school.ana.sees("Annulée : Intervenante souffrante")
    school.ana.clicks(GOING)
    assert len(options(school.ana)) == 3


def told_of(person: Person) -> list[str]:
    """What was said of the day before it, and on it."""
    texts = [plain(one) for one in texts_of(person).split("\n")]
    return [one for one in texts if one.startswith("École du froid : ") and one.endswith(", Lyon")]


def test_a_day_of_two_half_days_is_told_once_to_who_comes_to_both(school: School) -> None:
    school.answers(school.ana)
    school.answers(school.luc, PARTS[0])
    for hour in (9, 14, 17):
        school.club.at(paris(2027, 1, 27, hour, 30))
    both = "École du froid : jeudi 28 janvier 2027, 9 h, Lyon"
    assert told_of(school.ana) == [both]
    assert told_of(school.luc) == [both.replace("9 h", "14 h")]
    school.ana.opens_dm()
    school.ana.sees("jeudi 28 janvier 2027, matin, 9 h – 12 h 30")
    school.ana.sees("jeudi 28 janvier 2027, après-midi, 14 h – 17 h")
    for hour in (8, 12):
        school.club.at(paris(2027, 1, 28, hour, 5))
    days = [[one for one in told_of(person) if "aujourd’hui" in one] for person in (school.ana, school.luc)]
    assert days == [
        ["École du froid : aujourd’hui à 9 h, Lyon"],
        ["École du froid : aujourd’hui à 14 h, Lyon"],
    ]


def test_the_one_message_of_the_day_has_the_button_of_each_half_day(school: School) -> None:
    school.answers(school.ana)
    school.club.at(paris(2027, 1, 28, 8, 45))
    school.ana.opens_dm()
    school.ana.clicks("J’y suis, matin")
    school.ana.sees("✅ Présence notée : École du froid.")
    school.club.at(paris(2027, 1, 28, 13, 45))
    school.ana.clicks("J’y suis, après-midi")
    school.club.later(minutes=1)
    with school.club.prime.services.db.read() as session:
        noted = [
            [one.present for one in list_parties(session, part.id, part.schedule) if one.seats]
            for part in parts(school.club)
        ]
    assert noted == [[True], [True], [None], [None]]
    school.ana.sees_not("J’y suis, après-midi")
    school.club.at(paris(2027, 1, 28, 17))
    assert len([one for one in told_of(school.ana) if "aujourd’hui" in one]) == 1


def test_who_gives_up_the_morning_hears_of_the_afternoon(school: School) -> None:
    school.answers(school.ana)
    school.club.at(paris(2027, 1, 27, 9, 30))
    mine = f"event_id = 1 AND member_id = {school.club.members['Ana Berger']}"
    school.club.says_to_database(f"UPDATE rsvp SET says = 'no', seats = 0 WHERE {mine}")
    school.club.at(paris(2027, 1, 27, 14, 30))
    assert told_of(school.ana)[-1] == "École du froid : jeudi 28 janvier 2027, 14 h, Lyon"


def test_once_answers_are_closed_the_card_leads_to_one_s_answers_and_to_a_request(school: School) -> None:
    school.answers(school.ana, *PARTS[2:])
    school.club.at(paris(2027, 1, 21, 9, 1))
    school.ana.opens(CHANNEL)
    for label in (GOING, NO):
        school.ana.sees_not(label)
    school.ana.clicks("Mes réponses…")
    school.ana.sees("jeudi 28 janvier 2027, matin, 9 h – 12 h 30")
    school.ana.sees("✅ Vous venez")
    school.ana.clicks(ASK_SEAT, within="vendredi 29 janvier 2027, matin")
    school.ana.submits()
    school.club.later(minutes=1)
    with school.club.prime.services.db.read() as session:
        asked = [
            get_answer(session, one.id, school.club.members["Ana Berger"]).claims
            for one in parts(school.club)
        ]
    assert [len(one) for one in asked] == [0, 0, 1, 0]


def test_each_part_has_its_list_and_its_attendance(school: School) -> None:
    school.answers(school.ana)
    school.answers(school.luc, *PARTS[:3])
    school.odile.types("/prime activite ecole")
    for number in (1, 4):
        school.odile.clicks(EXPORT, within=f"Date {number} sur 4")
    school.club.later(minutes=1)
    lists = [plain(content.decode("utf-8-sig")) for name, content in school.odile.files() if ".csv" in name]
    assert [
        "Luc Roy" in one and ";oui;" in one.partition("Luc Roy")[2].split("\r\n")[0] for one in lists
    ] == [
        False,
        True,
    ]
    assert "vendredi 29 janvier 2027, 14 h – 17 h" in lists[1]
    school.club.at(paris(2027, 1, 28, 13))
    school.odile.types("/prime activite ecole")
    school.odile.clicks("Noter les présences…", within="Date 1 sur 4")
    school.odile.submits()
    with school.club.prime.services.db.read() as session:
        noted = [
            [one.present for one in list_parties(session, part.id, part.schedule) if one.seats]
            for part in parts(school.club)
        ]
    assert noted == [[True], [None], [None], [None, None]]


def test_whole_days_that_follow_are_answered_day_by_day(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    drafts(odile, **{"Jour de la fin": None})
    odile.types("/prime activite ecole")
    odile.clicks("Répéter…")
    odile.fills({"Quand ?": "Les jours suivants", "Nombre de dates": "2"})
    odile.ticks("Publier maintenant dans le canal")
    odile.submits()
    club.later(minutes=1)
    ana.opens(CHANNEL)
    ana.sees("École du froid · 2 jours")
    ana.clicks(GOING)
    assert [words.partition(" · ")[0] for words, _ in options(ana)] == [
        "jeu. 28 janv., toute la journée",
        "ven. 29 janv., toute la journée",
    ]
    tick(ana, "ven. 29 janv.")
    ana.submits()
    assert [club.seats("Ana Berger", one.id) for one in parts(club)] == [1, 0]
    assert len({one.deadline for one in parts(club)}) == 1


def test_both_ways_are_asked_once_for_all_parts(club: Club) -> None:
    school = School(club, **{"Lien de visioconférence": "https://visio.example.org/f"})
    school.luc.opens(CHANNEL)
    school.luc.clicks(GOING)
    school.luc.fills("Comment ?", "À distance")
    school.luc.submits()
    club.later(minutes=1)
    with club.prime.services.db.read() as session:
        found = [get_answer(session, one.id, club.members["Luc Roy"]).rsvp.remote for one in parts(club)]
    assert found == [True] * 4


def test_it_is_said_in_english_too(club: Club) -> None:
    bea = club.joins("Bea Stone", locale="en-GB")
    School(club)
    bea.opens_dm()
    club.at(paris(2027, 1, 14, 17))
    bea.sees("from Thursday 28 to Friday 29 January 2027 · 4 half-days")
    bea.clicks("I am coming")
    assert options(bea)[1][0].startswith("Thu 28 Jan, afternoon, 14:00")
