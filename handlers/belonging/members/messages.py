"""What is sent about memberships: accounts closed and back, suspensions, empty companies, the list."""

import csv
from dataclasses import replace
from io import StringIO

from club.admission import AdmissionState
from club.ids import CompanyId, MemberId
from handlers.belonging.members import views
from handlers.kit.blocks import actions, button, message, rich
from handlers.kit.csv import BYTE_ORDER_MARK, safe
from handlers.kit.interaction import File, Message
from handlers.kit.people import apart
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.accounts import count_held
from storage.admission import get_company_name, get_latest, list_members, list_representatives
from storage.database import Session
from storage.people import Membership, Person, Role, get_person

EVERYBODY = 1_000_000


def _person(ctx: RenderContext) -> Person | None:
    return get_person(ctx.session, MemberId(int(ctx.posting.subject.partition(":")[2])))


def _organises(ctx: RenderContext) -> bool:
    return ctx.reader is not None and ctx.reader.active and ctx.reader.role is Role.ORGANISER


def closed(ctx: RenderContext) -> Message | None:
    """To organisers: an account was closed; in place, what became of the seat."""
    person = _person(ctx)
    if person is None or not _organises(ctx) or (person.active and not ctx.posting.ts):
        return None
    freed = _freed(ctx.session, ctx.t, person)
    person = replace(person, name=person.name + apart(ctx.session, person))
    return views.closed(ctx.t, person, freed, count_held(ctx.session, person.id, ctx.now))


def _freed(session: Session, t: Translator, person: Person) -> str:
    row = get_latest(session, person.id, AdmissionState.FREED, AdmissionState.RESUMED)
    if (
        row is None
        or row.state is not AdmissionState.FREED
        or row.company_id is None
        or row.decided_at is None
    ):
        return ""
    by = get_person(session, row.decided_by) if row.decided_by else None
    return t(
        "✅ {person}, {company}: seat freed by {name}, {date}",
        person=person.name,
        company=get_company_name(session, row.company_id),
        name=by.name if by else "",
        date=t.date(row.decided_at),
    )


def back(ctx: RenderContext) -> Message | None:
    """To somebody who is a member again."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    said = ctx.t("✅ Welcome back: your membership of the Club PRIME goes on.")
    first = button(ctx.t("See my events"), "rsvp.page", 0, primary=True)
    return message(said, rich("{said}", said=said), actions(first))


def suspended(ctx: RenderContext) -> Message | None:
    """To the person: why, and whom to ask."""
    t, reader = ctx.t, ctx.reader
    row = (
        get_latest(ctx.session, reader.id, AdmissionState.SUSPENDED, AdmissionState.LIFTED)
        if reader
        else None
    )
    if row is None or row.state is not AdmissionState.SUSPENDED:
        return None
    said = t("Your membership of the Club PRIME is suspended: {why}", why=row.reason)
    contact = ctx.services.club.contact or t("the organisers of the club")
    asking = t("A question: {contact}.", contact=contact)
    return message(f"{said}\n{asking}", rich("{said}\n{asking}", said=said, asking=asking))


def empty(ctx: RenderContext) -> Message | None:
    """To organisers: nobody represents a company any more, unless somebody does again."""
    company_id = CompanyId(int(ctx.posting.subject.partition(":")[2]))
    if not _organises(ctx) or list_representatives(ctx.session, company_id):
        return None
    return views.empty(ctx.t, company_id, get_company_name(ctx.session, company_id))


def export(ctx: RenderContext) -> File | None:
    """The members now, in the columns that `prime import members` reads; to organisers alone."""
    if not _organises(ctx):
        return None
    people, _ = list_members(ctx.session, [], 0, EVERYBODY)
    members = [person for person in people if person.state is Membership.ADMITTED]
    day = ctx.now.astimezone(ctx.t.zone).date().isoformat()
    name = ctx.t("members")
    return File(f"{day}-{name}.csv", file_of(ctx.t, members), ctx.t("Members of the club"))


def file_of(t: Translator, members: list[Person]) -> bytes:
    """The whole file."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([t("name"), t("e-mail"), t("Slack id"), t("company"), t("role")])
    for person in members:
        typed = (person.name, person.email or "", person.slack_id or "", person.company)
        writer.writerow([*map(safe, typed), person.role.value])  # the word that the import knows
    return (BYTE_ORDER_MARK + text.getvalue()).encode()
