"""Two questions the day after: asked of who was there, read together, and cut from every name."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import SQLModel

from club.feedback import FeedbackPaper
from club.retention import Keeping, limits
from handlers.belonging.mydata import service as mydata
from handlers.events.feedback import service
from handlers.events.feedback.service import FeedbackDone
from sandbox.driver.person import Person
from storage import feedback as rows
from storage.people import Person as Row
from storage.people import get_person
from tests.stories.club import FIRST, PARIS, Club, paris

TITLE = "Forum Chaleur fatale"
ASKED = f"{TITLE} : deux questions, sans nom, lues à partir de 5 réponses."
ANSWER, USEFUL, NEXT = "Répondre…", "Vous a-t-elle été utile ?", "Et la prochaine fois ?"
SAID = f"L’avis des personnes présentes : {TITLE}"
NAMES = ("Ana Berger", "Luc Roy", "Eva Nord", "Jan Kos", "Léa Brun", "Max Petit")
NEXT_DAY, CLOSED = paris(2027, 1, 29, 9, 5), paris(2027, 2, 5, 9, 30)


class After:
    """The day after a forum to which so many came, and Odile organises."""

    def __init__(self, club: Club, came: int = 6) -> None:
        self.club = club
        self.odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
        self.people = [club.joins(name) for name in NAMES]
        club.plans(TITLE)
        for person in self.people[:came]:
            person.types("/prime rsvp forum oui")
        club.at(NEXT_DAY)

    def member(self, name: str) -> Row:
        with self.club.prime.services.db.read() as session:
            found = get_person(session, self.club.members[name])
        assert found is not None
        return found

    def says(self, name: str, useful: int, wish: str = "") -> FeedbackDone:
        services, now = self.club.prime.services, self.club.clock.now()
        return service.answer(services, FIRST, self.member(name), FeedbackPaper(useful, wish), now)

    def stored(self, table: str) -> list[dict[str, object]]:
        with self.club.prime.services.db.read() as session:
            found = session.connection().execute(select(SQLModel.metadata.tables[table])).mappings()
            return [dict(row) for row in found]


def sees_nothing(person: Person) -> None:
    person.opens_dm()
    person.sees_not("L’avis des personnes présentes")


def test_who_was_there_answers_once_and_the_organisers_read_it_together_without_names(club: Club) -> None:
    after = After(club)
    ana = after.people[0]
    ana.opens_dm()
    ana.sees(ASKED)
    ana.clicks(ANSWER)
    ana.fills({USEFUL: "3 · Utile", NEXT: "Plus d’ateliers, moins d’exposés"})
    ana.submits()
    ana.sees("✅ Merci. Votre réponse est notée, sans votre nom.")
    club.later(minutes=1)
    ana.sees_not(f"[{ANSWER}]")
    for name, useful, wish in zip(NAMES[1:5], (4, 4, 2, 3), ("Dans l’ouest", "", "", ""), strict=True):
        assert after.says(name, useful, wish) is FeedbackDone.DONE
    club.later(hours=2)
    sees_nothing(after.odile)
    club.at(CLOSED)
    after.odile.opens_dm()
    after.odile.sees(SAID)
    after.odile.sees("5 réponses sur 6 personnes interrogées")
    after.odile.sees("4 · Très utile : 2\n3 · Utile : 2\n2 · Peu utile : 1\n1 · Inutile : 0")
    after.odile.sees("Plus d’ateliers, moins d’exposés")
    after.odile.sees("Dans l’ouest")
    for person in after.people:
        sees_nothing(person)


def test_once_it_is_closed_nothing_says_who_answered_and_the_answers_are_written_anew(club: Club) -> None:
    after = After(club)
    for name, useful in zip(NAMES, (4, 4, 3, 2, 1, 4), strict=True):
        after.says(name, useful, f"Mot de {name}")
    before = {row["id"]: row["wish"] for row in after.stored("feedback_paper")}
    assert len(after.stored("feedback_given")) == 6
    club.at(CLOSED)
    assert after.stored("feedback_given") == []
    papers = after.stored("feedback_paper")
    assert {*papers[0]} == {"id", "event_id", "useful", "wish"}
    assert sorted(str(row["wish"]) for row in papers) == sorted(map(str, before.values()))
    assert not before.keys() & {row["id"] for row in papers}, "under other ids"
    messages = {
        (row["kind"], str(row["fault"])) for row in after.stored("posting") if row["kind"] == "feedback.asked"
    }
    assert messages == {("feedback.asked", "")}
    for person in after.people:
        person.opens_dm()
        person.sees("Ces questions sont closes. Merci.")
        person.sees_not("✅ Vous avez déjà répondu.")


def test_of_fewer_than_five_answers_nothing_is_shown_and_nothing_kept(club: Club) -> None:
    after = After(club)
    for name in NAMES[:4]:
        after.says(name, 4, "Rien que du bien")
    club.at(CLOSED)
    sees_nothing(after.odile)
    assert after.stored("feedback_paper") == []
    assert after.stored("feedback_given") == []
    club.at(CLOSED + timedelta(days=7))
    sees_nothing(after.odile)


def test_where_fewer_than_five_came_nobody_is_asked(club: Club) -> None:
    after = After(club, came=4)
    for person in after.people:
        person.opens_dm()
        person.sees_not("deux questions, sans nom")
    club.at(CLOSED)
    assert after.says(NAMES[0], 4) is not FeedbackDone.DONE


def test_a_second_answer_a_late_one_and_one_of_somebody_else_are_refused(club: Club) -> None:
    after = After(club, came=5)
    ana, luc = after.people[0], after.people[1]
    for person in (ana, luc):
        person.opens_dm()
        person.clicks(ANSWER)
    ana.fills(USEFUL, "4 · Très utile")
    ana.submits()
    assert after.says(NAMES[0], 1) is FeedbackDone.GIVEN
    assert after.says(NAMES[5], 1) is FeedbackDone.NOT_YOURS
    assert after.says("Odile Garnier", 1) is FeedbackDone.NOT_YOURS
    club.at(CLOSED)
    luc.fills(USEFUL, "4 · Très utile")
    luc.submits()
    luc.sees("Ces questions sont closes. Merci.")
    assert after.stored("feedback_paper") == []


def test_who_leaves_is_forgotten_and_their_answer_has_no_name_to_lose(club: Club) -> None:
    after = After(club)
    for name in NAMES:
        after.says(name, 3)
    mydata.leave(club.prime.services, after.member(NAMES[0]), club.clock.now())
    assert len(after.stored("feedback_given")) == 5
    assert len(after.stored("feedback_paper")) == 6


def test_what_was_answered_is_kept_for_a_year(club: Club) -> None:
    after = After(club)
    for name in NAMES:
        after.says(name, 3, "Encore")
    club.at(CLOSED)
    services = club.prime.services
    for days, left in ((364, 6), (366, 0)):
        now = CLOSED + timedelta(days=days)
        with services.db.begin() as session:
            rows.forget_answers(session, limits(Keeping(), now, PARIS).live_postings)
        assert len(after.stored("feedback_paper")) == left, days
