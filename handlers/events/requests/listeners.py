"""From a payload to a service and back: no rule and no SQL here."""

from collections.abc import Sequence

from club.events import Phase
from club.ids import ClaimId, EventId
from handlers.events.requests import reasons, service, views
from handlers.events.requests.service import RequestOutcome
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import after, get_standing
from handlers.events.shared.requests import held_already
from handlers.kit.daybook import DaybookLine, DayContext
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_ask(interaction: Interaction, services: Services) -> Reply:
    """Opens the form; somebody who needs none is told what holds."""
    event_id = EventId(interaction.number)
    found = get_standing(services, event_id, interaction.member, interaction.now)
    if found is None:
        return after(interaction, services, out.Unknown())
    if found.phase is not Phase.LATE or held_already(found):
        return after(
            interaction, services, service.ask(services, event_id, interaction.member, "", interaction.now)
        )
    view = views.asking(interaction.t, found, ReturnTo.of(interaction, event_id).packed())
    return on_top(interaction, services, view)


def on_asked(interaction: Interaction, services: Services) -> Reply:
    """The form, sent."""
    way = ReturnTo.unpacked(interaction.metadata)
    outcome = service.ask(
        services, EventId(way.subject), interaction.member, interaction.entered(views.NOTE), interaction.now
    )
    return after(interaction, services, outcome, way)


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime requests`: what is to be decided."""
    return Reply(views.listing(interaction.t, service.list_pending(services, interaction.now)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of it, in place."""
    pending = service.list_pending(services, interaction.now, interaction.page_of(service.LIST))
    in_place = interaction.position(service.LIST) is not None  # from elsewhere: a message of its own
    return Reply(views.listing(interaction.t, pending), in_place=in_place)


def on_accept(interaction: Interaction, services: Services) -> Reply:
    """“Accept.”"""
    claim_id = ClaimId(interaction.number)
    return _decided(
        interaction,
        services,
        claim_id,
        service.accept(services, claim_id, interaction.member, interaction.now),
    )


def on_wait(interaction: Interaction, services: Services) -> Reply:
    """“Put on the waiting list.”"""
    claim_id = ClaimId(interaction.number)
    return _decided(
        interaction,
        services,
        claim_id,
        service.put_in_line(services, claim_id, interaction.member, interaction.now),
    )


def on_decline(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    claim_id = ClaimId(interaction.number)
    matter = service.get_matter(services, claim_id, interaction.now)
    if matter is None or not matter.open:
        return _decided(
            interaction, services, claim_id, RequestOutcome.ALREADY if matter else RequestOutcome.GONE
        )
    metadata = ReturnTo.of(interaction, claim_id).packed()
    return on_top(interaction, services, views.declining(interaction.t, matter, metadata))


def on_declined(interaction: Interaction, services: Services) -> Reply:
    """The refusal, sent; one for another reason says which."""
    way = ReturnTo.unpacked(interaction.metadata)
    claim_id, reason, words = (
        ClaimId(way.subject),
        interaction.entered(views.REASON),
        interaction.entered(views.MESSAGE),
    )
    if reason == reasons.OTHER and not words:
        return Reply(errors={views.MESSAGE: interaction.t("Say why.")})
    verdict = service.decline(
        services, claim_id, interaction.member, reasons.packed(reason, words), interaction.now
    )
    return _decided(interaction, services, claim_id, verdict, way)


def _decided(
    interaction: Interaction,
    services: Services,
    claim_id: ClaimId,
    verdict: RequestOutcome,
    way: ReturnTo[None] | None = None,
) -> Reply:
    """The list redrawn where the button stood in it, else the organiser's copy."""
    url = way.response_url if way else interaction.response_url
    if at := (way or interaction).position(service.LIST):
        pending = service.list_pending(services, interaction.now, at)
        said = interaction.t(views.SAID[verdict])
        return Reply(views.listing(interaction.t, pending, said), in_place=True, response_url=url)
    matter = service.get_matter(services, claim_id, interaction.now)
    if matter is None:
        return Reply(views.told(interaction.t, verdict), response_url=url)
    said = "" if verdict is RequestOutcome.DECIDED else interaction.t(views.SAID[verdict])
    behind = way.behind if way else interaction.block_id
    in_place = behind.startswith(f"{views.COPY}:")
    return Reply(views.copy(interaction.t, matter, said), in_place=in_place, response_url=url)


def daybook(ctx: DayContext) -> Sequence[DaybookLine]:
    """The daybook's part: what is to be decided."""
    return views.daybook(ctx.t, service.count_pending(ctx.session, ctx.now))
