"""What an event asks of those who come: at the answer, of each person, until the list is handed over."""

import csv
from io import StringIO

import pytest

from club.ids import EventId, GuestId
from handlers.belonging.mydata import service as mydata
from handlers.events.questions import service
from handlers.events.questions.service import AskingDone
from storage.event_questions import list_questions, list_replies
from storage.people import Person as Row
from storage.people import get_person
from storage.privacy import get_held
from tests.stories.club import CHANNEL, FIRST, Club, paris
from tests.stories.said import (
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    EXPORT,
    FUNCTION_FIELD,
    GOING,
    NAME_FIELD,
    QUESTION_FIELD,
    SEATED,
    SHOW_ANSWERS,
    START_DAY,
)
from tests.stories.test_home_kept import listed

TITLE = "Forum Chaleur fatale"
QUESTIONS, ADD_ONE, KIND = "Questions…", "Ajouter une question…", "Type"
MEAL, PARKING = "Restez-vous au repas ?", "Vous faut-il une place de stationnement ?"
TRAIN = "Votre train : lequel, et à quelle heure arrive-t-il ?"
NO_MEAT = "Oui, sans viande"
ANSWER, CHANGE = "Répondre aux questions…", "Modifier mes précisions…"
NOTED = f"Précisions notées : {TITLE}"
HANDED_OVER, REOPEN = "Liste remise", "Rouvrir"


class Asking:
    """A forum that Odile organises, and two members."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.ana, self.luc = club.joins("Ana Berger"), club.joins("Luc Roy")
        self.event: EventId = club.plans(TITLE)

    def asks(self, kind: str, wording: str = "", choices: str = "", *, required: bool = False) -> None:
        self.club.later(seconds=2)
        self.odile.types("/prime activite")
        self.odile.clicks(QUESTIONS)
        self.odile.clicks(ADD_ONE)
        self.odile.fills(KIND, kind)
        if wording:
            self.odile.fills(QUESTION_FIELD, wording)
        if choices:
            self.odile.fills("Choix", choices)
        if required:
            self.odile.ticks("Réponse obligatoire")
        self.odile.submits()
        assert not self.odile.errors()
        self.odile.closes()

    def member(self, name: str) -> Row:
        with self.club.prime.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None
        return found

    def said(self, name: str = "Ana Berger") -> list[str]:
        with self.club.prime.services.db.read() as session:
            return [one.value for one in list_replies(session, self.event, self.club.members[name])]

    def asked(self) -> int:
        with self.club.prime.services.db.read() as session:
            found = list_questions(session, self.event)
        assert self.club.event(self.event).asks.count == len(found)
        return len(found)

    def answers(self) -> None:
        self.odile.types("/prime activite")
        self.odile.clicks(SHOW_ANSWERS)


@pytest.fixture
def asking(club: Club) -> Asking:
    return Asking(club)


def test_questions_are_asked_at_the_answer_and_read_by_organisers(asking: Asking) -> None:
    asking.asks("Repas", required=True)
    asking.asks("Stationnement")
    asking.ana.opens("club-prime")
    asking.ana.clicks(GOING)
    asking.ana.sees("Quelques précisions")
    asking.ana.sees("Rien sur votre santé.")
    asking.ana.fills(MEAL, NO_MEAT)
    asking.ana.fills(PARKING, "Non")
    asking.ana.submits()
    asking.ana.sees(NOTED)
    assert asking.said() == ["Yes, without meat", "no"]
    asking.answers()
    asking.odile.sees(f"{MEAL} {NO_MEAT}")
    asking.odile.closes()
    asking.odile.types("/prime activite")
    asking.odile.clicks(QUESTIONS)
    asking.odile.sees(f"{NO_MEAT} : 1")
    asking.odile.sees("Non : 1")


def test_the_seat_is_confirmed_though_nothing_is_said_and_the_form_is_found_again(asking: Asking) -> None:
    asking.asks("Train", required=True)
    asking.ana.opens("club-prime")
    asking.ana.clicks(GOING)
    asking.ana.closes()
    asking.ana.sees(SEATED)
    assert asking.club.seats("Ana Berger") == 1
    asking.ana.types("/prime rsvp")
    asking.ana.sees("1 question ; votre place reste confirmée")
    asking.ana.clicks(ANSWER)
    asking.ana.fills(TRAIN, "TGV 6607, 8 h 56")
    asking.ana.submits()
    asking.ana.sees(NOTED)
    asking.ana.sees_not("votre place reste confirmée")
    asking.ana.clicks(CHANGE)
    asking.ana.fills(TRAIN, "TGV 6609")
    asking.ana.submits()
    assert asking.said() == ["TGV 6609"]


def test_each_person_of_a_party_is_asked_and_exported(asking: Asking) -> None:
    asking.asks("Un choix", "Atelier ?", "Four\nChaudière")
    asking.ana.types("/prime rsvp forum oui +1")
    asking.ana.fills({NAME_FIELD: "Rémi Blanc", EMAIL_FIELD: "r@b.example", FUNCTION_FIELD: "Four"})
    asking.ana.ticks(CONFIDENTIAL)
    asking.ana.submits()
    asking.ana.sees("Quelques précisions")
    asking.ana.sees("Rémi Blanc")
    asking.ana.fills("Atelier ? (Ana Berger)", "Four")
    asking.ana.submits()
    assert asking.said() == ["Four", ""]
    asking.odile.types("/prime activite")
    asking.odile.clicks(EXPORT)
    asking.club.later(seconds=5)
    asking.odile.opens_dm()
    (_, content), *_ = asking.odile.files()
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Nom"], row["Atelier ?"]) for row in rows] == [("Ana Berger", "Four"), ("Rémi Blanc", "")]


def test_a_question_added_later_is_asked_once_of_those_who_come_and_costs_no_seat(asking: Asking) -> None:
    asking.ana.types("/prime rsvp forum oui")
    asking.luc.types("/prime rsvp forum non")
    asking.asks("Train", required=True)
    asking.asks("Stationnement")
    asking.club.later(minutes=11)
    asking.ana.opens_home()
    assert f"2 questions sur {TITLE} ; votre place reste confirmée" in listed(asking.ana)
    asking.ana.opens_dm()
    asking.ana.sees(f"2 questions sur {TITLE} ; votre place reste confirmée")
    before = asking.club.dms(asking.ana)
    asking.club.later(days=2)
    assert asking.club.dms(asking.ana) == before
    asking.luc.opens_dm()
    asking.luc.sees_not("votre place reste confirmée")
    assert asking.club.seats("Ana Berger") == 1
    asking.ana.clicks(ANSWER)
    asking.ana.fills(TRAIN, "À pied")
    asking.ana.submits()
    asking.club.later(minutes=1)
    asking.ana.sees(NOTED)
    asking.ana.opens_home()
    asking.ana.sees_not(f"2 questions sur {TITLE}")


def test_once_the_list_is_handed_over_nothing_changes_until_it_is_open_again(asking: Asking) -> None:
    asking.asks("Train")
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills(TRAIN, "TGV")
    asking.odile.types("/prime activite")
    asking.odile.clicks(QUESTIONS)
    asking.odile.clicks(HANDED_OVER)
    asking.odile.sees("Liste remise le lundi 4 janvier 2027")
    asking.ana.submits()
    asking.ana.sees("La liste est remise : pour un changement, écrivez à l’organisation.")
    asking.ana.closes()
    assert asking.said() == []
    asking.ana.clicks(ANSWER)
    assert asking.ana.modal is None
    asking.odile.clicks(REOPEN)
    asking.ana.clicks(ANSWER)
    asking.ana.fills(TRAIN, "TGV")
    asking.ana.submits()
    assert asking.said() == ["TGV"]


def test_what_is_wrong_with_a_question_is_said_at_its_field(asking: Asking) -> None:
    asking.club.later(seconds=2)
    asking.odile.types("/prime activite")
    asking.odile.clicks(QUESTIONS)
    asking.odile.clicks(ADD_ONE)
    asking.odile.sees("Ne demandez rien sur la santé.")
    asking.odile.fills(KIND, "Un choix")
    asking.odile.submits()
    assert {*asking.odile.errors().values()} == {
        "Écrivez la question.",
        "Donnez deux choix au moins, un par ligne.",
    }
    asking.odile.fills({QUESTION_FIELD: "Lequel ?", "Choix": "A\na"})
    asking.odile.submits()
    assert [*asking.odile.errors().values()] == ["Deux choix sont identiques."]
    assert asking.asked() == 0


def test_six_questions_are_the_most_and_a_removed_one_takes_its_answers(asking: Asking) -> None:
    for number in range(6):
        asking.asks("Texte libre", f"Question {number} ?")
    asking.odile.types("/prime activite")
    asking.odile.clicks(QUESTIONS)
    asking.odile.sees_not(ADD_ONE)
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills("Question 0 ?", "Mot d’Ana")
    asking.ana.submits()
    assert len(asking.said()) == 6
    asking.odile.clicks("Retirer…", within="Question 0 ?")
    asking.odile.sees("Ses réponses sont effacées avec elle.")
    asking.odile.submits()
    assert asking.asked() == 5
    assert asking.said() == [""] * 5


def test_what_one_chooses_from_stays_once_somebody_answered(asking: Asking) -> None:
    asking.asks("Un choix", "Atelier ?", "Four\nChaudière")
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills("Atelier ?", "Four")
    asking.ana.submits()
    asking.odile.types("/prime activite")
    asking.odile.clicks(QUESTIONS)
    asking.odile.clicks(EDIT, within="Atelier ?")
    asking.odile.sees_not("un par ligne")
    asking.odile.fills(QUESTION_FIELD, "Quel atelier ?")
    asking.odile.submits()
    asking.odile.sees("Quel atelier ?")
    assert asking.said() == ["Four"]


def test_who_comes_no_more_leaves_nothing_and_neither_does_a_guest(asking: Asking) -> None:
    asking.asks("Train")
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills(TRAIN, "TGV")
    asking.ana.submits()
    asking.ana.types("/prime rsvp forum non")
    assert asking.said() == []


def test_what_one_said_is_in_the_file_of_one_s_own_data_and_goes_with_them(asking: Asking) -> None:
    asking.asks("Train")
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills(TRAIN, "TGV 6607")
    asking.ana.submits()
    services, ana = asking.club.prime.services, asking.member("Ana Berger")
    with services.db.read() as session:
        (row,) = get_held(session, ana.id, ana.slack_id)["question_reply"]
    assert (row["value"], row["event_name"]) == ("TGV 6607", TITLE)
    mydata.leave(services, ana, asking.club.clock.now())
    assert asking.said() == []


def test_ninety_days_after_the_event_nothing_is_left_of_what_was_said(asking: Asking) -> None:
    asking.asks("Train")
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills(TRAIN, "TGV")
    asking.ana.submits()
    asking.club.at(paris(2027, 4, 27, 9, 0))
    assert asking.said() == ["TGV"]
    asking.club.at(paris(2027, 4, 29, 9, 0))
    assert asking.said() == []


def test_a_copy_of_an_event_asks_the_same_and_has_no_answers(asking: Asking) -> None:
    asking.asks("Repas", required=True)
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills(MEAL, "Non")
    asking.ana.submits()
    asking.odile.types("/prime activite")
    asking.odile.clicks("Dupliquer…")
    asking.odile.fills(START_DAY, paris(2027, 2, 18).date())
    asking.odile.submits()
    copy = EventId(FIRST + 1)
    with asking.club.prime.services.db.read() as session:
        assert [one.template.value for one in list_questions(session, copy)] == ["meal"]
        assert list_replies(session, copy) == []
    assert asking.club.event(copy).asks.count == 1


def test_the_dates_of_a_series_ask_the_same(asking: Asking) -> None:
    asking.asks("Repas", required=True)
    asking.ana.types("/prime rsvp forum oui")
    asking.ana.fills(MEAL, "Non")
    asking.ana.submits()
    asking.odile.types("/prime activite")
    asking.odile.clicks("Répéter…")
    asking.odile.fills("Nombre de dates", "3")
    asking.odile.submits()
    for number in (1, 2):
        date = EventId(FIRST + number)
        with asking.club.prime.services.db.read() as session:
            assert [one.template.value for one in list_questions(session, date)] == ["meal"]
            assert list_replies(session, date) == []
        asks = asking.club.event(date).asks
        assert (asks.count, asks.closed_at) == (1, None)


def test_one_answer_to_all_dates_is_asked_once_and_each_is_changed_for_itself(asking: Asking) -> None:
    asking.asks("Repas", required=True)
    asking.odile.types("/prime activite")
    asking.odile.clicks("Répéter…")
    asking.odile.fills("Nombre de dates", "3")
    asking.odile.submits()
    asking.club.later(minutes=1)
    asking.ana.opens(CHANNEL)
    asking.ana.clicks("Je viens à toutes")
    asking.ana.sees("Vaut pour toutes les dates où vous n’avez encore rien précisé.")
    asking.ana.fills(MEAL, NO_MEAT)
    asking.ana.submits()
    services, me = asking.club.prime.services, asking.club.members["Ana Berger"]

    def said() -> list[list[str]]:
        with services.db.read() as session:
            return [[one.value for one in list_replies(session, EventId(at), me)] for at in (1, 2, 3)]

    assert said() == [["Yes, without meat"]] * 3
    found = service.get_form(services, EventId(2), asking.member("Ana Berger"), asking.club.clock.now())
    assert not isinstance(found, AskingDone)
    changed: dict[tuple[GuestId | None, int], str] = {(None, int(found.questions[0].id)): "No"}
    service.answer(services, EventId(2), asking.member("Ana Berger"), changed, asking.club.clock.now())
    assert said() == [["Yes, without meat"], ["No"], ["Yes, without meat"]]


def test_only_organisers_ask_and_only_of_those_who_come(asking: Asking) -> None:
    asking.asks("Train")
    services, now = asking.club.prime.services, asking.club.clock.now()
    (question,) = service.manage(services, asking.event, now).questions  # type: ignore[union-attr]
    ana, luc = asking.member("Ana Berger"), asking.member("Luc Roy")
    assert service.save(services, question, ana, now) is AskingDone.NOT_YOURS
    assert service.remove(services, question.id, ana, now) is AskingDone.NOT_YOURS
    assert service.hand_over(services, asking.event, ana, now, over=True) is AskingDone.NOT_YOURS
    given: dict[tuple[GuestId | None, int], str] = {(None, int(question.id)): "TGV"}
    assert service.answer(services, asking.event, luc, given, now) is AskingDone.NOT_YOURS
    asking.ana.types("/prime rsvp forum oui")
    asking.club.at(paris(2027, 1, 28, 9, 31))
    done = service.answer(services, asking.event, ana, given, asking.club.clock.now())
    assert done is AskingDone.NO_EVENT
    assert asking.said() == []
