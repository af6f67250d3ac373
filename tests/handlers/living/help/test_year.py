"""A year of sixty members: nobody is asked too often, nobody is shown without two yeses, few wait in vain."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from club.calendar import USUAL_HOURS, after_working_days, is_worked
from club.mutual_help import READY, USUAL_WAITS, Act, Draft, HelpAnswer
from handlers.living.help import answering, asking, sweeps
from storage.people import Person
from tests.handlers.events.guests.house import PARIS
from tests.handlers.living.help.circle import NOW, Circle, circle_of

SUBJECTS = (
    "Chaleur fatale",
    "Vapeur",
    "Hydrogène",
    "Pompes",
    "Air comprimé",
    "Froid",
    "Biomasse",
    "Éclairage",
)
MEMBERS, COMPANIES, DAYS = 60, 20, 365
ASKING = 0.5
"""Questions a working day."""


@pytest.fixture
def circle(sqlite_url: str) -> Iterator[Circle]:
    with circle_of(sqlite_url) as made:
        yield made


class Year:
    """People who ask, answer or do not, as the dice have it."""

    def __init__(self, circle: Circle) -> None:
        self.circle, self.services = circle, circle.house.services
        self.dice = random.Random(20270104)
        circle.organises("Odile Garnier")
        self.people = [self._member(number) for number in range(MEMBERS)]
        self.by_id = {one.id: one for one in self.people}
        self.consulted = 0

    def _member(self, number: int) -> Person:
        expertise = ", ".join(self.dice.sample(SUBJECTS, 2))
        return self.circle.knows(f"Membre {number:02}", expertise, f"Entreprise {number % COMPANIES:02}")

    def day(self, now: datetime, number: int) -> None:
        """What happens on a working day."""
        sweeps.look_after(self.services, now, now)
        if self.dice.random() < ASKING:
            self._asks(now, number)
        for row in self.circle.rows("help_asked"):
            if row["answer"] == HelpAnswer.ASKED and self.dice.random() < 0.12:
                self._answers(row, now)
        for row in self.circle.rows("help_asked"):
            if row["answer"] == HelpAnswer.OFFERED and self.dice.random() < 0.5:
                self._ends(row, now)

    def _asks(self, now: datetime, number: int) -> None:
        asker, draft = self.dice.choice(self.people), Draft(f"{self.dice.choice(SUBJECTS)} {number}")
        found = asking.choices(self.services, asker, draft, now)
        chosen = [one.id for one, _ in found.people][: self.dice.randint(1, 3)]
        assert all(person.company_id != asker.company_id for _, person in found.people)
        assert asking.send(self.services, asker, draft, chosen, now).question_id

    def _answers(self, row: dict[str, int], now: datetime) -> None:
        helper, question_id = self.by_id[row["member_id"]], row["question_id"]  # type: ignore[index]
        act = self.dice.choice((answering.offer, answering.decline))
        act(self.services, helper, question_id, now)  # type: ignore[arg-type]

    def _ends(self, row: dict[str, int], now: datetime) -> None:
        question = self.circle.question(row["question_id"])  # type: ignore[arg-type]
        asker = self.by_id[question.asker_id]
        met = answering.meet(self.services, asker, row["id"], now)  # type: ignore[arg-type]
        self.consulted += 2 * (met.did == "done")
        asking.close(self.services, asker, question.id, Act.RESOLVE, now)


def test_a_year_of_sixty_members(circle: Circle) -> None:
    year, now = Year(circle), NOW
    for number in range(DAYS):
        now = NOW + timedelta(days=number)
        if is_worked(now.date(), USUAL_HOURS):
            year.day(now, number)
    asked, questions = circle.rows("help_asked"), circle.rows("help_question")
    assert len(questions) > 100
    month = Counter((row["member_id"], row["asked_at"].astimezone(PARIS).strftime("%Y-%m")) for row in asked)
    assert max(month.values()) == circle.house.services.club.help_a_month, "the bound is met, never passed"
    met = {row["id"] for row in asked if row["answer"] == HelpAnswer.MET}
    assert len(circle.rows("consultation")) <= year.consulted == 2 * len(met)
    old = [row for row in questions if row["asked_at"] < now - timedelta(days=20)]
    assert sum(is_in_time(row, asked) for row in old) >= 0.9 * len(old)


def is_in_time(question: dict[str, datetime], asked: list[dict[str, datetime]]) -> bool:
    """Whether somebody could help, or the organisers were told, within ten working days."""
    limit = after_working_days(question["asked_at"], USUAL_WAITS.escalated, PARIS) + timedelta(days=3)
    told = question["escalated_at"]
    mine = [row for row in asked if row["question_id"] == question["id"] and row["answer"] in READY]
    return (told is not None and told <= limit) or any(row["answered_at"] <= limit for row in mine)
