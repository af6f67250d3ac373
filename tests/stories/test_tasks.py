"""What an event decided and charges people with comes back until it is done (article CONTRIBUER)."""

from datetime import date, timedelta

import pytest

from club.ids import EventId, TaskId
from club.tasks import Task, TaskFault, TaskState
from handlers.belonging.mydata import service as mydata
from handlers.events.tasks import service
from handlers.events.tasks.service import TaskDone
from handlers.kit.return_to import revision
from sandbox.driver.person import Person
from storage.people import change_member
from storage.tasks import get_task, list_tasks
from tests.stories.club import Club, paris
from tests.stories.minutes import READ, TITLE, Held
from tests.stories.said import EDIT

ADD, WHAT, WHO, UNTIL = "Ajouter une action…", "Quoi ?", "Qui ?", "Pour quand ?"
DONE, PUT_OFF, GIVE, DROP = "C’est fait", "Reporter…", "Confier…", "Abandonner"
ANA, LUC = "Ana Berger · Verrerie Ardoin", "Luc Roy · Verrerie Ardoin"
METERS = "Envoyer le plan de comptage"
TO_DO = f"À faire pour le vendredi 12 février 2027 : {METERS}"
NEXT_MORNING = paris(2027, 1, 29, 9, 0)
DAY = date(2027, 2, 12)


@pytest.fixture
def held(club: Club) -> Held:
    return Held(club)


def adds(held: Held, what: str = METERS, who: str = ANA, until: str = "2027-02-12") -> None:
    """Odile notes it in the window of the minutes that are being written."""
    held.club.later(seconds=5)
    held.odile.types("/prime compte-rendu")
    held.odile.clicks("Déposer le compte rendu…")
    held.odile.clicks(ADD)
    held.odile.fills({WHAT: what} | ({WHO: who, UNTIL: until} if who else {}))
    held.odile.submits()
    if not held.odile.errors():
        held.odile.closes()


def task(held: Held, number: int = 1) -> Task:
    with held.club.prime.services.db.read() as session:
        found = get_task(session, TaskId(number))
    assert found is not None
    return found


def said(person: Person, words: str) -> int:
    """How many messages say these words."""
    person.opens_dm()
    return person.screen().count(words)


def test_whoever_is_charged_hears_of_it_with_other_matters_and_again_until_it_is_done(held: Held) -> None:
    adds(held)
    assert said(held.ana, METERS) == 0, "the evening is no time to be charged with something"
    held.club.at(NEXT_MORNING)
    held.ana.opens_dm()
    held.ana.sees(TO_DO)
    for day, words in (
        (paris(2027, 2, 9, 9, 5), "Premier rappel"),
        (paris(2027, 2, 12, 9, 5), "Deuxième rappel"),
        (paris(2027, 2, 19, 9, 5), f"En retard depuis le vendredi 12 février 2027 : {METERS}"),
        (paris(2027, 2, 26, 9, 5), "Rappel n° 4"),
    ):
        held.club.at(day)
        held.ana.sees(words)
    held.ana.clicks(DONE, within="Rappel n° 4")
    assert task(held).state is TaskState.DONE
    held.club.later(minutes=1)
    held.ana.sees_not(f"[{DONE}]")
    count = said(held.ana, METERS)
    for week in range(1, 6):
        held.club.at(paris(2027, 2, 26, 9, 5) + timedelta(days=7 * week))
    assert said(held.ana, METERS) == count, "what is done comes back no more"


def test_a_decision_has_nobody_and_stands_in_the_minutes_with_the_actions(held: Held) -> None:
    adds(held)
    adds(held, "Le forum aura lieu chaque année", who="")
    held.odile.sees("✅ Décision notée.")
    held.deposits()
    for person in (held.ana, held.luc):
        person.opens_dm()
        person.clicks(READ)
        person.sees("• Le forum aura lieu chaque année")
        person.sees(f"• {METERS}\nAna Berger, pour le vendredi 12 février 2027")
        person.sees_not(ADD)
        person.closes()


def test_it_is_put_off_by_whoever_is_charged_and_the_reminders_follow(held: Held) -> None:
    adds(held)
    held.club.at(NEXT_MORNING)
    held.ana.types("/prime actions")
    held.ana.clicks(PUT_OFF, within=METERS)
    held.ana.fills(UNTIL, "2027-03-12")
    held.ana.submits()
    held.ana.sees("✅ Reportée au vendredi 12 mars 2027.")
    held.club.at(paris(2027, 2, 12, 9, 5))
    assert said(held.ana, "rappel") == 0
    held.club.at(paris(2027, 3, 9, 9, 5))
    held.ana.sees("Premier rappel")
    held.odile.types("/prime actions")
    held.odile.sees("Ana Berger, pour le vendredi 12 mars 2027 · reportée une fois")
    assert (task(held).until, task(held).put_off) == (date(2027, 3, 12), 1)


def test_who_leaves_the_club_leaves_it_to_the_organisers_who_give_it_to_somebody(held: Held) -> None:
    adds(held)
    held.club.at(NEXT_MORNING)
    mydata.leave(held.club.prime.services, held.member("Ana Berger"), held.club.clock.now())
    held.club.at(paris(2027, 2, 1, 9, 5))
    held.odile.opens_dm()
    held.odile.sees(f"À confier à quelqu’un : {METERS}")
    held.odile.clicks(GIVE)
    held.odile.fills({WHO: LUC, UNTIL: "2027-02-19"})
    held.odile.submits()
    held.club.at(paris(2027, 2, 2, 9, 5))
    held.luc.opens_dm()
    held.luc.sees(f"À faire pour le vendredi 19 février 2027 : {METERS}")
    held.odile.opens_dm()
    held.odile.sees_not(GIVE)
    held.luc.clicks(DONE)
    assert task(held).settled_by == held.club.members["Luc Roy"]


def test_whoever_is_suspended_is_not_called_and_the_organisers_are(held: Held) -> None:
    adds(held)
    held.club.at(NEXT_MORNING)
    before = said(held.ana, METERS)
    with held.club.prime.services.db.begin() as session:
        change_member(session, held.club.members["Ana Berger"], state="suspended")
    held.club.at(paris(2027, 2, 12, 9, 5))
    assert said(held.ana, METERS) <= before
    held.odile.opens_dm()
    held.odile.sees(f"À confier à quelqu’un : {METERS}")


def test_given_to_somebody_else_it_is_no_longer_the_first_one_s(held: Held) -> None:
    adds(held)
    held.club.at(NEXT_MORNING)
    held.odile.types("/prime actions")
    held.odile.clicks(EDIT, within=METERS)
    held.odile.fills(WHO, LUC)
    held.odile.submits()
    held.club.later(minutes=1)
    held.ana.opens_dm()
    held.ana.sees(f"Ne vous est plus confiée : {METERS}")
    held.ana.sees_not(f"[{DONE}]")
    done = service.done(held.club.prime.services, TaskId(1), held.member("Ana Berger"), held.club.clock.now())
    assert done is TaskDone.NOT_YOURS
    held.club.at(paris(2027, 2, 1, 9, 5))
    held.luc.opens_dm()
    held.luc.sees(TO_DO)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(held: Held) -> None:
    adds(held, until="2027-01-20")
    assert "Choisissez aujourd’hui, ou un jour à venir." in str(held.odile.errors()).replace("\xa0", " ")
    held.odile.fills(UNTIL, "2027-02-12")
    held.odile.submits()
    assert task(held).what == METERS
    by, now, services = held.member("Odile Garnier"), held.club.clock.now(), held.club.prime.services
    whom = held.club.members["Ana Berger"]
    for what, who, until, fault in (
        ("", None, None, TaskFault.EMPTY),
        ("Écrire", whom, None, TaskFault.NO_DAY),
        ("Écrire", None, DAY, TaskFault.NOBODY),
        ("Écrire", whom, date(2036, 1, 1), TaskFault.FAR),
    ):
        draft = Task(TaskId(0), held.event, what, who, until, now, by.id)
        assert service.add(services, draft, by, now) == [fault]


def test_a_stale_button_says_so_and_a_double_click_writes_once(held: Held) -> None:
    adds(held)
    adds(held)
    with held.club.prime.services.db.read() as session:
        assert len(list_tasks(session, held.event)) == 1, "the form, sent twice"
    held.club.at(NEXT_MORNING)
    held.ana.types("/prime actions")
    held.odile.types("/prime actions")
    held.odile.clicks(DROP, within=METERS)
    held.odile.sees("Abandonnée : plus aucun rappel.")
    held.ana.clicks(DONE, within=METERS)
    held.ana.sees("L’action a été faite, ou abandonnée, entre-temps.")
    assert task(held).state is TaskState.DROPPED
    held.club.later(minutes=1)
    held.ana.opens_dm()
    held.ana.sees_not(f"[{DONE}]")


def test_two_who_change_it_at_once_do_not_overwrite_each_other(held: Held) -> None:
    adds(held)
    services, now, by = held.club.prime.services, held.club.clock.now(), held.member("Odile Garnier")
    seen = task(held)
    for what, outcome in (("Premier", TaskDone.DONE), ("Second", TaskDone.CHANGED)):
        draft = Task(seen.id, held.event, what, seen.member_id, seen.until, now, by.id)
        assert service.change(services, draft, revision(seen), by, now) is outcome
    assert task(held).what == "Premier"


def test_only_organisers_note_and_who_was_not_there_does_not_read(held: Held) -> None:
    adds(held)
    services, now = held.club.prime.services, held.club.clock.now()
    for name in ("Ana Berger", "Eva Nord"):
        draft = Task(TaskId(0), held.event, "Écrire", None, None, now, None)
        assert service.add(services, draft, held.member(name), now) is TaskDone.NOT_YOURS
        assert service.drop(services, TaskId(1), held.member(name), now) is TaskDone.NOT_YOURS
    assert service.get_tasks_of(services, held.event, held.member("Eva Nord")) is None
    assert service.put_off(services, TaskId(1), DAY, held.member("Eva Nord"), now) is TaskDone.NOT_YOURS
    for name in ("Ana Berger", "Luc Roy", "Odile Garnier"):
        assert service.get_tasks_of(services, held.event, held.member(name)) is not None
    coming: EventId = held.club.plans("Visite à venir", starts=paris(2027, 2, 18, 9, 30))
    assert service.get_held_event(services, coming, now) is None


def test_organisers_see_all_of_an_event_and_how_many_are_late_on_monday(held: Held) -> None:
    adds(held)
    adds(held, "Le forum aura lieu chaque année", who="")
    held.club.at(paris(2027, 2, 15, 9, 5))
    held.odile.opens_dm()
    held.odile.sees("1 action est en retard")
    held.odile.types("/prime actions")
    held.odile.clicks("Tout pour cette activité…", within=METERS)
    held.odile.sees(TITLE)
    held.odile.sees("• Le forum aura lieu chaque année")
    held.odile.sees(f"• {METERS}\nAna Berger, en retard depuis le vendredi 12 février 2027")
    held.odile.clicks(ADD)
    held.odile.fills(WHAT, "Remercier l’hôte")
    held.odile.submits()
    assert [one.what for one in _all(held)] == [METERS, "Le forum aura lieu chaque année", "Remercier l’hôte"]


def _all(held: Held) -> list[Task]:
    with held.club.prime.services.db.read() as session:
        return list_tasks(session, held.event)


def test_the_home_tab_has_it_and_settles_it(held: Held) -> None:
    adds(held)
    held.club.at(NEXT_MORNING)
    held.ana.opens_home()
    held.ana.sees(TO_DO)
    held.ana.clicks(DONE)
    assert task(held).state is TaskState.DONE
    held.ana.opens_home()
    held.ana.sees_not(TO_DO)
