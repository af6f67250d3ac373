"""Lists that only a large club fills: each has a second page, and a way back from it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from club.ballots import Secrecy
from club.ids import EventId, TaskId, UseId
from club.minutes import Minutes, MinutesAudience
from club.mutual_help import Draft, HelpState, Publication
from club.seating import Rsvp, Says
from club.tasks import Task
from club.uses import Use
from sandbox.driver.person import Person
from storage.attendance import record_attendance
from storage.minutes import add_minutes
from storage.profiles import add_consultation
from storage.questions import QUESTION, add_question, index_question
from storage.seats import save_rsvp
from storage.tasks import add_task
from storage.uses import note_use
from tests.stories.club import Club, paris
from tests.stories.polls import opens, titles
from tests.stories.said import NEXT_PAGE, PAGE_AFTER, PAGE_BEFORE
from tests.stories.searches import searches
from tests.stories.test_mutual_help import ana, asks, knows, sends, zoe
from tests.stories.test_organising import organiser
from tests.stories.test_results import crowd, votes
from tests.stories.test_work_uses import has

__all__ = ["ana", "zoe"]


@pytest.fixture
def odile(club: Club) -> Person:
    """Who organises."""
    return organiser(club)


def many(club: Club, count: int) -> list[Person]:
    """Members of as many companies: more than the alphabet has letters."""
    names = [f"{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(count)]
    return [club.joins(f"Membre {name}", f"Compagnie {name}") for name in names]


def test_of_a_ballot_the_topics_and_the_voters(club: Club, odile: Person) -> None:
    many(club, 45)
    opens(club, options=titles(25), secrecy=Secrecy.OPEN, told=False)
    odile.opens("club-prime")
    odile.clicks("Lire les sujets…")
    odile.clicks(PAGE_AFTER)
    odile.clicks(PAGE_BEFORE)
    odile.closes()
    odile.clicks("Qui a voté ?")
    odile.clicks(PAGE_AFTER)
    odile.sees("⏳ Compagnie")
    odile.sees_not(PAGE_AFTER)
    odile.clicks(PAGE_BEFORE)
    odile.sees(PAGE_AFTER)


def test_of_a_result_the_options_and_the_votes(club: Club, odile: Person) -> None:
    people = many(club, 25)
    ballot_id = opens(club, options=titles(25), secrecy=Secrecy.OPEN, told=False)
    votes(club, ballot_id, [dict.fromkeys(titles(2), 1)] * 25)
    club.later(days=7, minutes=1)
    people[0].opens("club-prime")
    people[0].clicks("Voir les chiffres")
    people[0].clicks(PAGE_AFTER)
    people[0].clicks(PAGE_BEFORE)
    people[0].sees("Étude n° 001")
    people[0].closes()
    people[0].clicks("Voir les votes")
    people[0].clicks(PAGE_AFTER)
    people[0].sees("Étude n° 002")
    people[0].sees_not(PAGE_AFTER)


def test_of_open_ballots(club: Club) -> None:
    [voter, *_] = crowd(club, 1)
    for number in range(6):
        opens(club, title=f"Scrutin {number}", told=False)
    voter.types("/prime voter")
    voter.sees("1–5 sur 6")
    voter.clicks("Scrutins suivants")
    voter.sees("6–6 sur 6")


def test_of_searches_for_a_date(club: Club, odile: Person) -> None:
    for number in range(6):
        searches(odile, title=f"Groupe {number}")
        club.later(seconds=5)
    odile.types("/prime date")
    odile.clicks("Recherches suivantes")
    odile.clicks("Recherches précédentes")
    odile.sees("Recherches suivantes")


def test_of_who_looked_one_up(club: Club, ana: Person) -> None:
    crowd(club, 12)
    others = [one for name, one in club.members.items() if name.startswith("Membre")]
    with club.prime.services.db.begin() as session:
        for one in others:
            add_consultation(session, one, club.members["Ana Berger"], club.clock.now())
    ana.types("/prime profil")
    ana.clicks("Voir qui m’a consulté")
    ana.clicks(NEXT_PAGE)
    ana.sees_not(NEXT_PAGE)
    ana.clicks("Précédents")
    ana.sees(NEXT_PAGE)


def test_of_who_came(club: Club, odile: Person) -> None:
    event_id = club.plans()
    club.fills_with(event_id, 45)
    club.at(paris(2027, 1, 29, 9, 5))
    odile.opens_dm()
    odile.clicks("Noter les présences…")
    odile.sees("1–40 sur 45")
    odile.submits()
    odile.sees("41–45 sur 45")
    odile.clicks("Précédents")
    odile.sees("1–40 sur 45")


def test_of_answered_questions(club: Club, ana: Person) -> None:
    now = club.clock.now()
    with club.prime.services.db.begin() as session:
        for number in range(6):
            asked = add_question(session, club.members["Ana Berger"], Draft(f"Vapeur {number}"), now, now)
            answered = {"state": HelpState.RESOLVED.value, "publication": Publication.NAMELESS.value}
            told = answered | {"sentence": "Un purgeur.", "published_at": now, "closed_at": now}
            session.connection().execute(update(QUESTION).where(QUESTION.c.id == asked).values(told))
            index_question(session, asked, ["vape", "vapeur"])
    ana.types("/prime entraide vapeur")
    ana.sees("6 questions résolues")
    ana.clicks("Suivantes")
    ana.sees("Vapeur 0")


def test_of_minutes(club: Club, odile: Person) -> None:
    for number in range(6):
        club.schedules(f"Forum {number}", starts=paris(2027, 1, 11 + number, 9, 0), hours=2)
    club.settle()
    club.at(paris(2027, 1, 18, 9, 0))
    now = club.clock.now()
    with club.prime.services.db.begin() as session:
        for number in range(1, 7):
            about = (EventId(number), 1, "Relevé", "", MinutesAudience.MEMBERS)
            by = club.members["Odile Garnier"]
            add_minutes(session, Minutes(0, *about, by, now, now + timedelta(days=10)))  # type: ignore[arg-type]
    odile.types("/prime compte-rendu")
    odile.clicks("Plus anciens")
    odile.sees("Forum 0")
    odile.clicks("Plus récents")
    odile.sees("Forum 5")


def test_of_uses_of_works(club: Club, odile: Person) -> None:
    work, now, teller = has(club), club.clock.now(), club.members["Odile Garnier"]
    with club.prime.services.db.begin() as session:
        for number in range(6):
            note_use(session, Use(UseId(0), work, f"Rapport {number}", 2027, True, "", teller, now))
    odile.types("/prime travaux")
    odile.clicks("Voir les usages")
    odile.clicks("Usages suivants")
    odile.clicks("Usages précédents")
    odile.sees("Usages suivants")


def test_other_names_are_chosen_for_a_question(club: Club, ana: Person, zoe: Person) -> None:
    knows(club, "Luc Martin", "Chaleur fatale", "Papeterie du Val")
    asks(ana)
    sends(ana, "Zoé Lebœuf · Forges Yonne")
    ana.opens_dm()
    ana.clicks("Choisir d’autres noms…")
    ana.ticks("Luc Martin · Papeterie du Val")
    ana.submits()
    ana.opens_dm()
    ana.sees("⏳ 2 personnes sollicitées")


def test_of_actions(club: Club, odile: Person) -> None:
    club.schedules("Forum", starts=paris(2027, 1, 11, 9, 0), hours=2)
    club.settle()
    club.at(paris(2027, 1, 18, 9, 0))
    now, me = club.clock.now(), club.members["Odile Garnier"]
    with club.prime.services.db.begin() as session:
        for number in range(1, 7):
            until = date(2027, 2, number)
            add_task(session, Task(TaskId(0), EventId(1), f"Écrire {number}", me, until, now, me))
    odile.types("/prime actions")
    odile.clicks("Suivantes")
    odile.sees("Écrire 6")
    odile.clicks("Précédentes")
    odile.sees("Écrire 1")


def test_of_certificates(club: Club, odile: Person) -> None:
    for number in range(6):
        club.schedules(f"Forum {number}", starts=paris(2027, 1, 11 + number, 9, 0), hours=2)
    club.settle()
    club.at(paris(2027, 1, 18, 9, 0))
    now, me = club.clock.now(), club.members["Odile Garnier"]
    with club.prime.services.db.begin() as session:
        for number in range(1, 7):
            save_rsvp(session, EventId(number), me, Rsvp(Says.YES, 1, with_member=True), now)
            record_attendance(session, EventId(number), {me: True}, {})
    odile.types("/prime attestation")
    odile.clicks("Plus anciens")
    odile.sees("Forum 0")
    odile.clicks("Plus récents")
    odile.sees("Forum 5")
