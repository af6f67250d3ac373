"""From a payload to a service and back, and what renders: who accompanies a new member."""

from club.ids import MemberId
from handlers.kit.interaction import DONE, Interaction, Message, Reply
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.living.firstday import buddy_service as service
from handlers.living.firstday import buddy_views as views
from storage.people import get_person


def on_accompany(interaction: Interaction, services: Services) -> Reply:
    """“I accompany them.”"""
    service.accompany(services, MemberId(interaction.number), interaction.member, interaction.now)
    return DONE


def on_not_now(interaction: Interaction, services: Services) -> Reply:
    """“Not this time.”"""
    service.decline(services, MemberId(interaction.number), interaction.member, interaction.now)
    return DONE


def asked(ctx: RenderContext) -> Message | None:
    """To a colleague: will you? Then, how it stands."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    found = service.look(ctx.session, service.newcomer_of(ctx.posting.subject), ctx.reader)
    if not ctx.posting.ts and (found is None or found.standing is not service.BuddyStanding.ASKED):
        return None
    return views.asked(ctx.t, found) if found else views.over(ctx.t)  # an erasure leaves no row


def found(ctx: RenderContext) -> Message | None:
    """To the newcomer: who accompanies them; as long as that holds."""
    newcomer = get_person(ctx.session, service.newcomer_of(ctx.posting.subject))
    if newcomer is None or not newcomer.active or ctx.reader is None or ctx.reader.id != newcomer.id:
        return None
    buddy = service.get_buddy(ctx.session, newcomer)
    if buddy is None or f"{buddy.id}" != ctx.posting.moment:
        return views.ended(ctx.t) if ctx.posting.ts else None
    return views.found(ctx.t, buddy)
