"""Naming somebody of the workspace to organise the club, member or not: one transaction (PARTICIPER)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from club.ids import MemberId, SlackId
from handlers import names
from handlers.belonging.shared import accounts, admitting
from handlers.kit.blocks import Block, actions, aside, button, field, message, modal, rich
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.profiles import asked_of_slack
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage import admission as rows
from storage.accounts import save_profile
from storage.database import Session
from storage.people import (
    AccountKind,
    Membership,
    Person,
    Role,
    SlackProfile,
    add_member,
    change_member,
    find_member,
    get_person,
    get_person_by_slack,
)
from storage.postings import Note, enqueue, subject_of_member

PERSON = "person"


class Naming(StrEnum):
    """What it came to."""

    DONE = "done"
    ALREADY = "already"
    NO_ACCOUNT = "no_account"
    """A guest, a bot, somebody of another workspace, a closed account, or nobody Slack told of."""
    WAITS = "waits"
    """Still being admitted: that is decided first."""
    SUSPENDED = "suspended"
    LEFT = "left"
    NOT_YOURS = "not_yours"
    """Whoever names organises no more."""


FAULTS: Mapping[Naming, str] = {
    Naming.ALREADY: mark("This person organises the club already."),
    Naming.NO_ACCOUNT: mark("Choose somebody with a full account of this Slack: no guest, no app."),
    Naming.WAITS: mark("This person asks to join: decide on that first, /prime members."),
    Naming.SUSPENDED: mark("This membership is suspended: end that first, /prime members."),
    Naming.LEFT: mark("This person left the club, and comes back by /prime join alone."),
    Naming.NOT_YOURS: mark("This is for the organisers."),
}


def on_name(interaction: Interaction, services: Services) -> Reply:
    """Asks whom; says first what it opens."""
    return on_top(interaction, services, asking(interaction.t, ReturnTo.of(interaction, 0).packed()))


def on_named(interaction: Interaction, services: Services) -> Reply:
    """Named, or the fault at the field."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    chosen = SlackId(interaction.entered(PERSON))
    said = asked_of_slack(services, chosen)
    did = name_organiser(services, interaction.member, chosen, said, interaction.now)
    if did in FAULTS:
        return Reply(errors={PERSON: t(FAULTS[did])})
    return Reply(
        aside(t("✅ Noted: this person organises the club, and reads so.")), response_url=way.response_url
    )


def asking(t: Translator, metadata: str) -> Block:
    """The form."""
    opens = t(
        "This person will see every member’s details, answers and requests, and may do all that you may: "
        "choose somebody who agreed to it."
    )
    return modal(
        "members.name",
        t("Name a person"),
        [rich("{opens}", opens=opens), field(PERSON, t("Person"), {"type": "users_select"})],
        submit=t("Name this person"),
        close=t("Back"),
        metadata=metadata,
    )


def name_organiser(
    services: Services, by: Person, chosen: SlackId, said: SlackProfile | None, now: datetime
) -> Naming:
    """Somebody organises from now on, and reads who named them; `said` is what Slack says of them now."""
    with services.db.begin() as session:
        today = get_person(session, by.id)
        if today is None or not today.can_act or today.role is not Role.ORGANISER:
            return Naming.NOT_YOURS
        if said and get_person_by_slack(session, chosen) is None:
            accounts.keep(session, services, said, now, greet=False)
        profile = said or rows.get_profile(session, chosen)
        if profile is None or profile.account_kind is not AccountKind.FULL:
            return Naming.NO_ACCOUNT
        named = _appoint(session, services, profile, now)
        if isinstance(named, Naming):
            return named
        note = Note(names.NAMED, subject_of_member(named), chosen, f"{by.id}/{now.isoformat()}")
        enqueue(session, [note], now)
        return Naming.DONE


def _appoint(session: Session, services: Services, profile: SlackProfile, now: datetime) -> MemberId | Naming:
    found = get_person_by_slack(session, profile.slack_id)
    if found is None:
        return _enter(session, services, profile)
    rows.lock_member(session, found.id)
    person = get_person(session, found.id)
    assert person is not None, "a member's row is never deleted"
    if refused := _refused(person):
        return refused
    change_member(session, person.id, role=Role.ORGANISER.value)
    if person.company_id is not None:
        admitting.company_moved(session, person.company_id, services.club.quota, now)
    return person.id


def _enter(session: Session, services: Services, profile: SlackProfile) -> MemberId:
    """Somebody who was never in the books. An address that is another member's stays theirs."""
    taken = find_member(session, email=profile.email, slack_id=None) if profile.email else None
    name, email = profile.name or profile.slack_id, None if taken else profile.email
    made = add_member(session, name, email=email, slack_id=profile.slack_id, role=Role.ORGANISER)
    save_profile(session, profile, services.club.contact)
    return made


def _refused(person: Person) -> Naming | None:
    if person.state is Membership.ADMITTED:
        return Naming.ALREADY if person.role is Role.ORGANISER else None
    refusals = {Membership.INVITED: Naming.WAITS, Membership.SUSPENDED: Naming.SUSPENDED}
    return refusals.get(person.state, Naming.LEFT)


def told(ctx: RenderContext) -> Message | None:
    """To whoever was named: by whom, and what that opens."""
    by = get_person(ctx.session, MemberId(int(ctx.posting.moment.partition("/")[0])))
    if ctx.reader is None or ctx.reader.role is not Role.ORGANISER or by is None:
        return None
    t = ctx.t
    said = t("{name} asks you to organise the club with them: you may from now on.", name=by.name)
    more = t(
        "What is to be done stands on Prime’s home tab. If this is a mistake, tell {name}.", name=by.name
    )
    acts = button(t("What Prime can do"), "welcome.help", primary=True)
    return message(said, rich("*{said}*\n{more}", said=said, more=more), actions(acts))
