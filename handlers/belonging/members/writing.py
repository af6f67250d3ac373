"""An organiser writes a few words to a company's members: by hand, and sent by Prime (article PARTICIPER)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from club.ids import CompanyId
from handlers import names
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    field,
    message,
    modal,
    quote,
    rich,
    text_input,
)
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.words import Translator
from storage.admission import get_company_name, list_confirmers, lock_company
from storage.letters import Letter, add_letter, get_last_letter, get_letter, letter_of, subject_of_letter
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue

WORDING = "wording"
LONGEST = 2000
REST = timedelta(days=7)
"""A company is written to once in so long, whoever organises."""


class Unwritten(Enum):
    """Why nothing was sent."""

    NOT_YOURS = "not_yours"
    """Whoever writes organises no more."""
    UNREACHED = "unreached"
    """None of the company's members reads what Prime sends."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom a letter goes."""

    company_id: CompanyId
    company: str
    people: tuple[Person, ...]


def find(services: Services, company_id: CompanyId) -> Addressed:
    """The company's members who read what Prime sends."""
    with services.db.read() as session:
        people = tuple(one for one in list_confirmers(session, company_id) if one.slack_id)
        return Addressed(company_id, get_company_name(session, company_id), people)


def write(
    services: Services, company_id: CompanyId, by: Person, wording: str, now: datetime
) -> Addressed | Unwritten | Letter:
    """Sends it, to each once; or the letter that was written a short while ago."""
    with services.db.begin() as session:
        lock_company(session, company_id)
        today = get_person(session, by.id)
        if today is None or not today.can_act or today.role is not Role.ORGANISER:
            return Unwritten.NOT_YOURS
        last = get_last_letter(session, company_id)
        if last and last.at > now - REST:
            return last
        people = tuple(one for one in list_confirmers(session, company_id) if one.slack_id)
        if not people:
            return Unwritten.UNREACHED
        subject = subject_of_letter(add_letter(session, company_id, by.id, wording, now))
        enqueue(session, [Note(names.LETTER, subject, one.slack_id) for one in people if one.slack_id], now)
        return Addressed(company_id, get_company_name(session, company_id), people)


# From a payload and back


def on_write(interaction: Interaction, services: Services) -> Reply:
    """“Write…”: words that may be changed."""
    found = find(services, CompanyId(interaction.number))
    way = ReturnTo.of(interaction, found.company_id).packed()
    return on_top(interaction, services, _form(interaction.t, found, interaction.member, way))


def on_written(interaction: Interaction, services: Services) -> Reply:
    """Sent, or the fault at the field; what was typed stays."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    wording = interaction.entered(WORDING)
    if not wording:
        return Reply(errors={WORDING: t("Write a few words.")})
    done = write(services, CompanyId(way.subject), interaction.member, wording, interaction.now)
    if isinstance(done, Letter) and (done.by_id, done.wording) != (interaction.member.id, wording):
        said = t("{name} wrote to them on {date}: leave them a week.", name=done.by, date=t.day(done.at))
        return Reply(errors={WORDING: said})
    if done is Unwritten.UNREACHED:
        return Reply(errors={WORDING: t("Nobody of this company can be reached in Slack any more.")})
    if done is Unwritten.NOT_YOURS:
        return Reply(errors={WORDING: t("This is for the organisers.")})
    found = done if isinstance(done, Addressed) else find(services, CompanyId(way.subject))
    people = t.list([one.name for one in found.people])
    return Reply(
        aside(t("✅ Sent to {people}, of {company}.", people=people, company=found.company)),
        response_url=way.response_url,
    )


def letter(ctx: RenderContext) -> Message | None:
    """To a member of the company: the organiser's words, under their name."""
    found = get_letter(ctx.session, letter_of(ctx.posting.subject))
    reader = ctx.reader
    if found is None or reader is None or not reader.active or reader.company_id != found.company_id:
        return None
    by = get_person(ctx.session, found.by_id)
    if by is None or not found.wording:
        return None
    return _shown(ctx.t, found, by)


# On screen


def _form(t: Translator, found: Addressed, by: Person, metadata: str) -> Block:
    people = t.list([one.name for one in found.people])
    words = t(
        "Hello,\nwe have not heard from you for a while, and would be glad to see you again at the club’s "
        "events. Is there anything that keeps you away, or that the club could take up?\n{name}",
        name=by.name,
    )
    return modal(
        "members.write",
        t("Write to a company"),
        [
            rich("*{company}*\n{to}", company=found.company, to=t("To: {people}", people=people)),
            field(WORDING, t("Your words"), text_input(words, longest=LONGEST, lines=True)),
            context(t("Prime sends them to each in a direct message, under your name; they answer to you.")),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def _shown(t: Translator, found: Letter, by: Person) -> Message:
    said = t("{name}, who helps to organise the club, writes to you", name=by.name)
    who: Block | str = {"type": "user", "user_id": by.slack_id} if by.slack_id and by.can_act else by.name
    return message(
        f"{said}{t(': ')}{found.wording}",
        rich("*{said}*", said=said),
        quote(found.wording),
        rich(t("To answer: {name}"), name=who),
        actions(button(t("See my events"), "rsvp.page", 0)),
    )
