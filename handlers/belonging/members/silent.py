"""Companies of which nothing was heard for long, one by one: since when, and whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.kit.blocks import Block, actions, button, context, message, rich
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.paging import turning
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from handlers.words import Translator
from storage.admission import list_representatives
from storage.database import Session
from storage.letters import Letter, get_last_letter
from storage.people import Person
from storage.silence import SilentCompany, list_silent

LIST = "silent"
NAMED = 3
"""People named of each company."""


@dataclass(frozen=True, slots=True)
class Silence:
    """One company, and who represents it."""

    company: SilentCompany
    people: Sequence[Person]
    letter: Letter | None = None
    """The last one that an organiser wrote to them."""


def on_silent(interaction: Interaction, services: Services) -> Reply:
    """“See these companies…”, and its other pages in place."""
    in_place = interaction.position(LIST) is not None
    asked = interaction.page_of(LIST)
    return Reply(listing(interaction.t, found(interaction, services, asked)), in_place=in_place)


def found(interaction: Interaction, services: Services, asked: ListPosition) -> Page[Silence]:
    """A page of them as they are now; beyond the end, the last."""
    since = interaction.now - timedelta(days=services.club.silent_days)
    with services.db.read() as session:
        _, total = list_silent(session, since, 0, 1)
        at = asked.within(total)
        shown, _ = list_silent(session, since, at.number * PAGE, PAGE)
        items = [_silence(session, one) for one in shown]
    return Page.of(items, total, at)


def _silence(session: Session, one: SilentCompany) -> Silence:
    return Silence(one, list_representatives(session, one.id), get_last_letter(session, one.id))


def listing(t: Translator, page: Page[Silence]) -> Message:
    """Of each when something was last heard, and whom to call."""
    title = t.plural("{n} company without activity", "{n} companies without activity", page.total)
    blocks: list[Block | None] = [rich("*{title}*", title=title)]
    for one in page.items:
        called = t.list([_person(person) for person in one.people[:NAMED]])
        values = {"company": one.company.name, "last": _last(t, one.company), "called": called}
        blocks.append(rich(t("*{company}*\n{last}\nTo call: {called}"), **values))
        blocks += [_written(t, one.letter), _write(t, one)]
    blocks += turning(t, page, "members.silent", t("Previous companies"), t("Next companies"))
    lines = [f"{one.company.name}{t(': ')}{_last(t, one.company)}" for one in page.items]
    return message("\n".join([title, *lines]), *blocks)


def _written(t: Translator, letter: Letter | None) -> Block | None:
    if letter is None:
        return None
    return context(t("Written to on {date}, by {name}", date=t.day(letter.at), name=letter.by))


def _write(t: Translator, one: Silence) -> Block | None:
    """Where nobody can be reached, their addresses stand above."""
    if not any(person.can_act for person in one.people):
        return None
    return actions(button(t("Write…"), "members.write", one.company.id, about=one.company.name))


def _last(t: Translator, company: SilentCompany) -> str:
    if company.last is None:
        return t("Nothing was heard of it yet.")
    return t("Last heard of: {date}", date=t.date(company.last))


def _person(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.function, person.email or "") if part)
