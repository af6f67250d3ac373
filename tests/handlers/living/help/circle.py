"""Members who ask one another, in a real database, without Slack."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Barrier
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from bot.features import router
from club.directory import Detail, Field, Visibility
from club.ids import HelpId, QuestionId
from club.mutual_help import Asked, Draft, HelpAnswer, Question
from handlers.kit.interaction import Message
from handlers.living.help import asking
from scheduler.rendering import Renderer
from storage.asked import find_asked, list_asked
from storage.outbox import claim_due
from storage.people import Person, Role, get_person
from storage.postings import Posting
from storage.profiles import save_profile_details
from storage.questions import get_question
from tests.handlers.events.guests.house import NOW, House, house_of

__all__ = ["NOW"]
HEAT = Draft("Récupérer la chaleur des fumées", "Four à 900 °C")


@dataclass
class Circle:
    """The club, and short ways to ask and to look."""

    house: House

    def knows(self, name: str, expertise: str = "Chaleur fatale", company: str = "Forges Yonne") -> Person:
        """A member with an expertise and a telephone number that members see."""
        person = self.house.joins(name, company)
        shown = Visibility.MEMBERS
        details = {Field.EXPERTISE: Detail(expertise, shown), Field.PHONE: Detail("01 99 00 12 41", shown)}
        with self.house.services.db.begin() as session:
            save_profile_details(session, person.id, "", details, NOW)
        return person

    def organises(self, name: str) -> Person:
        return self.house.joins(name, "ALLICE", Role.ORGANISER)

    def asks(self, asker: Person, *people: Person, draft: Draft = HEAT, now: datetime = NOW) -> QuestionId:
        """A question that these people are asked."""
        sent = asking.send(self.house.services, asker, draft, [one.id for one in people], now)
        assert sent.question_id is not None, sent
        return sent.question_id

    def question(self, question_id: QuestionId) -> Question:
        with self.house.services.db.read() as session:
            found = get_question(session, question_id)
        assert found is not None
        return found

    def asked(self, question_id: QuestionId) -> list[Asked]:
        with self.house.services.db.read() as session:
            return list_asked(session, question_id)

    def answer(self, question_id: QuestionId, person: Person) -> HelpAnswer | None:
        with self.house.services.db.read() as session:
            found = find_asked(session, question_id, person.id)
        return found.answer if found else None

    def help_id(self, question_id: QuestionId, person: Person) -> HelpId:
        with self.house.services.db.read() as session:
            found = find_asked(session, question_id, person.id)
        assert found is not None
        return found.id

    def now_is(self, person: Person) -> Person:
        """The member as the books have them now."""
        with self.house.services.db.read() as session:
            found = get_person(session, person.id)
        assert found is not None
        return found

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table."""
        with self.house.services.db.read() as session:
            found = session.connection().execute(select(SQLModel.metadata.tables[table])).mappings()
            return [dict(row) for row in found]

    def postings(self, now: datetime = NOW) -> list[Posting]:
        """All that is to be sent or drawn again."""
        with self.house.services.db.begin() as session:
            return claim_due(session, now, 1000)

    def drawn(self, posting: Posting, now: datetime = NOW) -> str:
        """What it says, as JSON; empty for nothing."""
        said = Renderer(self.house.services, router()).verdict(posting, now)
        return (
            json.dumps([said.text, list(said.blocks)], ensure_ascii=False)
            if isinstance(said, Message)
            else ""
        )


@contextmanager
def circle_of(url: str, **club: Any) -> Iterator[Circle]:
    """The club with its hooks, as `bot` assembles them."""
    made = house_of(url)
    hooks = router().membership
    made.services = replace(made.services, hooks=hooks, installed=replace(made.services.club, **club))
    yield Circle(made)
    made.services.db.dispose()


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """All of them, each in a thread of its own, from the same moment."""
    together = Barrier(len(acts))

    def act(one: Callable[[], Any]) -> Any:
        together.wait(30)
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))
