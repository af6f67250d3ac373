"""An event that comes again: made once, answered for all dates or for each, changed and ended."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
import vobject
from icalendar import Calendar

from club.events import Event, EventState
from club.ids import EventId, SeriesId
from club.series import Rhythm
from handlers.events.organising import repeating
from handlers.events.organising.outcomes import EventChange
from handlers.events.organising.repeating import Repeated
from handlers.events.rsvp.service import answer_yes
from sandbox.driver.person import Person
from storage.people import get_person
from storage.seats import get_answer
from storage.series import list_dates
from tests.stories.club import CHANNEL, PARIS, Club, paris
from tests.stories.said import CANCEL, EDIT, GOING, REASON_FIELD, START_DAY, TITLE_FIELD
from tests.stories.test_forty_acts import Counted
from tests.stories.test_organising import FORUM, organiser, publishes
from tests.stories.test_presence import plain

REPEAT, WHEN, COUNT = "Répéter…", "Quand ?", "Nombre de dates"
ALL, CHOOSE, WHICH = "Je viens à toutes", "Choisir mes dates…", "Pour quelles dates ?"
NEXT_ONES = "Cette date et les {} suivantes"
HOURS = {"Heure du début": time(9, 30), "Heure de la fin": time(17)}
ONLY = SeriesId(1)
MONTHLY = [
    *(
        paris(2027, month, day, 9, 30)
        for month, day in ((1, 28), (2, 25), (3, 25), (4, 22), (5, 27), (6, 24))
    ),
    *(
        paris(2027, month, day, 9, 30)
        for month, day in ((7, 22), (8, 26), (9, 23), (10, 28), (11, 25), (12, 23))
    ),
]
"""Fourth Thursdays, in summer and in winter."""


def dates(club: Club) -> list[Event]:
    with club.prime.services.db.read() as session:
        return list_dates(session, ONLY)


def ticks_date(person: Person, day: str) -> None:
    """In the form of the dates, the one whose words begin so."""
    modal = person.modal
    assert modal is not None
    elements = [block["element"] for block in modal["blocks"] if block["type"] == "input"]
    shown = [one["text"]["text"] for element in elements for one in element["options"]]
    person.ticks(
        next(one for one in shown if one.replace("\u00a0", " ").replace("\u202f", " ").startswith(day))
    )


def answers_yes(club: Club, name: str, event_id: EventId) -> None:
    """By another way than the form."""
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members[name])
    assert person is not None
    answer_yes(club.prime.services, event_id, person, club.clock.now())


def answer_schedule(club: Club, name: str, event: Event) -> int:
    with club.prime.services.db.read() as session:
        return get_answer(session, event.id, club.members[name]).rsvp.schedule


def repeats(odile: Person, count: int = 12, rule: str = "Le 4e jeudi de chaque mois") -> None:
    odile.types("/prime activite forum")
    odile.clicks(REPEAT)
    odile.fills({WHEN: rule, COUNT: str(count)})
    odile.submits()


class Monthly:
    """A forum on every fourth Thursday of a year, and two who may come."""

    def __init__(self, club: Club, **given: object) -> None:
        self.club, self.odile = club, organiser(club)
        self.ana, self.luc = club.joins("Ana Berger"), club.joins("Luc Roy")
        publishes(club, self.odile, **given)
        club.settle()
        repeats(self.odile)
        club.later(minutes=1)

    @property
    def ids(self) -> list[EventId]:
        return [one.id for one in dates(self.club)]

    def seats(self, name: str = "Ana Berger") -> list[int]:
        return [self.club.seats(name, one) for one in self.ids]

    def clicks_all(self, person: Person) -> None:
        person.opens(CHANNEL)
        person.clicks(ALL)
        self.club.later(minutes=1)

    def edits(self, number: int, scope: str, **fields: object) -> None:
        """The organiser opens the date of that number, and saves."""
        self.opens_date(number)
        self.odile.clicks(EDIT, within=f"Date {number} sur 12")
        self.odile.fills({WHICH: scope, **fields})
        self.odile.submits()
        self.club.later(minutes=1)

    def opens_date(self, number: int) -> None:
        self.odile.types("/prime activite forum")
        for _ in range((number - 1) // 5):
            self.odile.clicks("Suivantes")

    def calls_off(self, number: int, scope: str) -> None:
        self.opens_date(number)
        self.odile.clicks(CANCEL, within=f"Date {number} sur 12")
        self.odile.fills({WHICH: scope, REASON_FIELD: "Salle en travaux"})
        self.odile.submits()
        self.club.later(minutes=1)


def entries(person: Person) -> dict[str, list[tuple[str, int, datetime]]]:
    """By UID, what each file said of it, in turn: method, SEQUENCE and start, as `icalendar` reads them."""
    found: dict[str, list[tuple[str, int, datetime]]] = {}
    for name, content in person.files():
        if name.endswith(".ics"):
            for one in Calendar.from_ical(content, multiple=True):
                for entry in one.walk("VEVENT"):
                    said = (str(one["method"]), int(entry["sequence"]), entry["dtstart"].dt)
                    found.setdefault(str(entry["uid"]), []).append(said)
    return found


def held(person: Person) -> set[str]:
    """What is in the calendar of somebody who opened each file, by another library's reading."""
    kept: dict[str, int] = {}
    seen: dict[str, int] = {}
    for name, content in person.files():
        if not name.endswith(".ics"):
            continue
        for one in vobject.readComponents(content.decode()):
            for entry in one.vevent_list:
                uid, sequence = entry.uid.value, int(entry.sequence.value)
                if sequence < seen.get(uid, 0):
                    continue
                seen[uid] = sequence
                kept.pop(uid, None)
                if one.method.value == "PUBLISH":
                    kept[uid] = sequence
    return set(kept)


@pytest.fixture
def monthly(club: Club) -> Monthly:
    return Monthly(club)


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


def test_who_says_yes_to_all_gets_every_date_and_one_calendar_file(monthly: Monthly) -> None:
    monthly.clicks_all(monthly.ana)
    assert monthly.seats() == [1] * 12
    assert monthly.seats("Luc Roy") == [0] * 12
    monthly.ana.sees("jeu. 28 janv., 9 h 30 : ✅ Vous venez")
    files = [name for name, _ in monthly.ana.files() if name.endswith(".ics")]
    assert len(files) == 1
    found = entries(monthly.ana)
    assert sorted(start for ((_, _, start),) in found.values()) == MONTHLY
    assert {start.astimezone(PARIS).time() for ((_, _, start),) in found.values()} == {time(9, 30)}
    assert len(held(monthly.ana)) == 12


def test_a_second_click_on_all_writes_nothing_and_sends_no_file(monthly: Monthly) -> None:
    monthly.clicks_all(monthly.ana)
    before = len(monthly.ana.files())
    monthly.clicks_all(monthly.ana)
    assert monthly.seats() == [1] * 12
    assert len(monthly.ana.files()) == before


def test_the_list_has_a_series_once_and_all_of_it_is_answered_from_there(monthly: Monthly) -> None:
    ana, luc = monthly.ana, monthly.luc
    monthly.club.plans("Visite du four", starts=paris(2027, 6, 1, 9, 30))
    ana.types("/prime rsvp")
    ana.sees("Visite du four")
    ana.sees("Et 11 autres dates de la série")
    ana.sees("Vos prochaines activités (2)")
    ana.clicks("Je viens à toutes", within="Et 11 autres dates")
    assert monthly.seats() == [1] * 12
    luc.types("/prime rsvp")
    luc.clicks("Voir les dates…")
    ticks_date(luc, "jeu. 25 mars")
    luc.submits()
    assert monthly.seats("Luc Roy") == [0, 0, 1, *[0] * 9]


def test_yes_to_all_meets_each_date_by_its_own_limits(monthly: Monthly) -> None:
    club, luc = monthly.club, monthly.luc
    monthly.edits(2, "Cette date seule", Places="1")
    club.at(paris(2027, 1, 22, 10, 0))  # answers to the first date are closed
    luc.types("/prime rsvp")
    luc.clicks(GOING, within="jeudi 25 février 2027")
    monthly.clicks_all(monthly.ana)
    assert monthly.seats() == [0, 0, *[1] * 10]
    monthly.ana.sees("jeu. 28 janv., 9 h 30 : Réponses closes")
    monthly.ana.sees("jeu. 25 févr., 9 h 30 : ⏳ En attente, rang 1 : 1 place")
    assert len(held(monthly.ana)) == 10


def test_dates_are_chosen_one_by_one_and_given_back(monthly: Monthly) -> None:
    ana, club = monthly.ana, monthly.club
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    for label in ("jeu. 28 janv.", "jeu. 25 mars", "jeu. 25 nov."):
        ticks_date(ana, label)
    ana.submits()
    club.later(minutes=1)
    assert monthly.seats() == [1, 0, 1, *[0] * 7, 1, 0]
    assert len(held(ana)) == 3
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    ticks_date(ana, "jeu. 25 mars")
    ana.ticks("Je ne viens pas aux autres")
    ana.submits()
    club.later(minutes=1)
    assert monthly.seats() == [1, *[0] * 9, 1, 0]
    assert len(held(ana)) == 2


def test_a_form_left_open_undoes_nothing_that_was_answered_elsewhere(monthly: Monthly) -> None:
    ana, club = monthly.ana, monthly.club
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    ticks_date(ana, "jeu. 25 mars")
    with_first = monthly.ids[0]
    answers_yes(club, "Ana Berger", with_first)
    ana.submits()
    assert monthly.seats() == [1, 0, 1, *[0] * 9]


def test_a_seat_that_others_wait_for_is_given_back_after_a_question(monthly: Monthly) -> None:
    ana, club = monthly.ana, monthly.club
    monthly.edits(2, "Cette date seule", Places="1")
    monthly.clicks_all(ana)
    monthly.clicks_all(monthly.luc)
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    ticks_date(ana, "jeu. 25 févr.")
    ana.submits()
    ana.sees("gardée : d’autres attendent cette place")
    assert monthly.seats()[1] == 1
    ana.clicks("Libérer jeu. 25 févr.…")
    ana.submits()
    club.later(minutes=1)
    assert (monthly.seats()[1], monthly.seats("Luc Roy")[1]) == (0, 1)


def test_a_change_holds_for_one_date_alone(monthly: Monthly) -> None:
    monthly.edits(3, "Cette date seule", Lieu="Lille")
    assert [one.place for one in dates(monthly.club)] == ["Lyon"] * 2 + ["Lille"] + ["Lyon"] * 9
    monthly.ana.opens(CHANNEL)
    monthly.ana.sees("jeudi 25 mars 2027, 9 h 30 – 17 h · Lille")


def test_a_change_holds_for_all_that_follow_and_each_person_hears_of_it_once(monthly: Monthly) -> None:
    ana, luc, club = monthly.ana, monthly.luc, monthly.club
    monthly.edits(2, "Cette date seule", Lieu="Nantes")
    monthly.clicks_all(ana)
    before = club.dms(ana)
    monthly.edits(4, NEXT_ONES.format(8), **{"Heure du début": time(10), TITLE_FIELD: "Forum du club"})
    changed = dates(club)
    assert [one.starts_at.astimezone(PARIS).hour for one in changed] == [9] * 3 + [10] * 9
    assert [one.title for one in changed] == ["Forum Chaleur fatale"] * 3 + ["Forum du club"] * 9
    assert [one.place for one in changed][1] == "Nantes"
    assert [one.deadline.astimezone(PARIS).time() for one in changed[3:]] == [time(10)] * 9
    assert club.dms(ana) == before + 2  # the message, and the file
    assert club.dms(luc) == 0
    ana.opens_dm()
    ana.sees("Modifié : Forum du club, 9 dates à partir du jeu. 22 avr., 10 h")
    assert {said[-1][:2] for said in entries(ana).values()} == {("PUBLISH", 0), ("PUBLISH", 1)}
    ana.clicks("Je les maintiens toutes")
    assert all(answer_schedule(club, "Ana Berger", one) == one.schedule for one in changed)
    ana.sees("✅ Vous venez")


def test_one_date_or_all_that_follow_are_called_off(monthly: Monthly) -> None:
    ana, luc, club = monthly.ana, monthly.luc, monthly.club
    monthly.clicks_all(ana)
    monthly.calls_off(2, "Cette date seule")
    assert [one.state for one in dates(club)].count(EventState.CANCELLED) == 1
    assert len(held(ana)) == 11
    before = club.dms(ana)
    monthly.calls_off(6, NEXT_ONES.format(6))
    assert [one.state is EventState.CANCELLED for one in dates(club)] == [
        False,
        True,
        *[False] * 3,
        *[True] * 7,
    ]
    assert club.dms(ana) == before + 2
    assert club.dms(luc) == 0
    ana.opens_dm()
    ana.sees("Annulé : Forum Chaleur fatale, 7 dates à partir du jeu. 24 juin, 9 h 30")
    ana.sees("Salle en travaux")
    assert len(held(ana)) == 4
    assert len({uid for uid, said in entries(ana).items() if said[-1][0] == "CANCEL"}) == 8
    luc.opens(CHANNEL)
    luc.clicks(ALL)
    assert monthly.seats("Luc Roy") == [1, 0, 1, 1, 1, *[0] * 7]


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
    odile.types("/prime activite forum")
    odile.clicks(REPEAT)
    odile.fills({WHEN: "Le 1er samedi de chaque mois", COUNT: "3"})
    odile.ticks("Sauter les jours fériés")
    odile.submits()
    assert dates(club)[1].starts_at == paris(2027, 5, 1, 9, 30)


def test_weekends_are_left_out_where_that_is_wanted(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 4, 29)})
    odile.types("/prime activite forum")
    odile.clicks(REPEAT)
    odile.fills({WHEN: "Les jours suivants", COUNT: "4"})
    odile.ticks("Sauter les samedis et dimanches")
    odile.submits()
    days = [one.starts_at.astimezone(PARIS).date() for one in dates(club)]
    assert days == [date(2027, 4, 29), date(2027, 4, 30), date(2027, 5, 3), date(2027, 5, 4)]
    odile.sees_not("Jours fériés sautés")


def test_what_comes_on_weekends_alone_says_so_at_its_field(club: Club) -> None:
    odile = organiser(club)
    publishes(club, odile, **{START_DAY: date(2027, 4, 3)})
    odile.types("/prime activite forum")
    odile.clicks(REPEAT)
    odile.fills({WHEN: "Le 1er samedi de chaque mois", COUNT: "3"})
    odile.ticks("Sauter les samedis et dimanches")
    odile.submits()
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


def test_both_ways_are_answered_for_all(club: Club) -> None:
    monthly = Monthly(club, **{"Lien de visioconférence": "https://visio.example.org/f"})
    monthly.ana.opens(CHANNEL)
    monthly.ana.clicks("Toutes, à distance")
    monthly.ana.sees("jeu. 28 janv., 9 h 30 : ✅ Vous participez à distance")
    assert monthly.seats() == [1] * 12
