"""From a payload to a service and back, and what renders: a new member's first steps."""

from club.firstday import MemberStep
from handlers.kit.carried import choice
from handlers.kit.interaction import DONE, Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.living.firstday import welcome_service as service
from handlers.living.firstday import welcome_views as views
from storage.firststeps import get_first_steps
from storage.people import get_person
from storage.postings import member_of

MOST_LINES = 12


def on_later(interaction: Interaction, services: Services) -> Reply:
    """“Later.”"""
    step = choice(MemberStep, interaction.value)
    service.put_off(services, interaction.member, step, interaction.now)
    return DONE


def on_again(interaction: Interaction, services: Services) -> Reply:
    """“Take up again.”"""
    service.take_up(services, interaction.member, interaction.now)
    return DONE


def on_agenda(interaction: Interaction, services: Services) -> Reply:
    """“See my events.”"""
    service.see_agenda(services, interaction.member, interaction.now)
    return Reply(next=("rsvp.page", "0"))


def on_introduce(interaction: Interaction, services: Services) -> Reply:
    """The form, with what could be said."""
    words = service.propose_words(services, interaction.member)[: views.LONGEST]
    metadata = ReturnTo.of(interaction, 0).packed()
    return on_top(
        interaction, services, views.introducing(interaction.t, interaction.member, words, metadata)
    )


def on_introduced(interaction: Interaction, services: Services) -> Reply:
    """Published, or the fault at the field."""
    ReturnTo.unpacked(interaction.metadata)
    t, words = interaction.t, interaction.entered(views.WORDS)
    if not words:
        return Reply(errors={views.WORDS: t("Write what the channel is to read.")})
    if len(words.splitlines()) > MOST_LINES:
        return Reply(errors={views.WORDS: t("At most {n} lines: the channel is read by all.", n=MOST_LINES)})
    if not service.introduce(services, interaction.member, words, interaction.now):
        return Reply(errors={views.WORDS: t("Members only")})
    return DONE


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """“Withdraw it.”"""
    service.withdraw(services, interaction.member, interaction.now)
    return DONE


def welcome(ctx: RenderContext) -> Message | None:
    """To a new member: what comes first; in place, how it stands."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    return views.welcome(ctx.t, service.look(ctx.session, ctx.services, ctx.reader))


def introduction(ctx: RenderContext) -> Message | None:
    """To the channel: what a member says of themselves, as long as they stand by it and take part.

    Each introduction is a message of its own: one that was withdrawn stays so, whatever they say later.
    """
    member_id = member_of(ctx.posting.subject)
    person, noted = get_person(ctx.session, member_id), get_first_steps(ctx.session, member_id)
    if person is None or not person.active or f"{noted.introduced_at}" != ctx.posting.moment:
        return views.withdrawn(ctx.t) if ctx.posting.ts else None
    return views.introduction(ctx.t, person, noted.words)
