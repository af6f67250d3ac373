"""From a payload to a service and back: no rule and no SQL here."""

from club.events import Phase
from club.ids import ClaimId, EventId
from handlers.events.requests import reasons, service, views
from handlers.events.requests.service import Verdict
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import after, get_standing
from handlers.kit.carried import number
from handlers.kit.interaction import Blocks, Interaction, Origin, Reply
from handlers.kit.modals import on_top
from handlers.kit.services import Services
from storage.people import Role


def on_ask(interaction: Interaction, services: Services) -> Reply:
    """Opens the form; somebody who needs none is told what holds."""
    event_id = EventId(interaction.number)
    found = get_standing(services, event_id, interaction.member, interaction.now)
    if found is None:
        return after(interaction, services, out.Unknown())
    if found.phase is not Phase.LATE or service.held_already(found):
        return after(
            interaction, services, service.ask(services, event_id, interaction.member, "", interaction.now)
        )
    view = views.asking(interaction.t, found, Origin.of(interaction, event_id).packed())
    return on_top(interaction, services, view)


def on_asked(interaction: Interaction, services: Services) -> Reply:
    """The form, sent."""
    origin = Origin.unpacked(interaction.metadata)
    outcome = service.ask(
        services, origin.event_id, interaction.member, interaction.entered(views.NOTE), interaction.now
    )
    return after(interaction, services, outcome, origin)


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime requests`: what is to be decided."""
    return Reply(views.listing(interaction.t, service.list_pending(services, 0, interaction.now)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of it, in place."""
    listing = views.listing(
        interaction.t, service.list_pending(services, interaction.number, interaction.now)
    )
    return Reply(listing, in_place=bool(interaction.response_url))  # from the home tab: by message


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
        return _decided(interaction, services, claim_id, Verdict.ALREADY if matter else Verdict.GONE)
    metadata = Origin.of(interaction, matter.event.id, str(claim_id)).packed()
    return on_top(interaction, services, views.declining(interaction.t, matter, metadata))


def on_declined(interaction: Interaction, services: Services) -> Reply:
    """The refusal, sent; one for another reason says which."""
    origin = Origin.unpacked(interaction.metadata)
    claim_id, reason, words = (
        ClaimId(number(origin.other)),
        interaction.entered(views.REASON),
        interaction.entered(views.MESSAGE),
    )
    if reason == reasons.OTHER and not words:
        return Reply(errors={views.MESSAGE: interaction.t("Say why.")})
    verdict = service.decline(
        services, claim_id, interaction.member, reasons.packed(reason, words), interaction.now
    )
    return _decided(interaction, services, claim_id, verdict, origin)


def _decided(
    interaction: Interaction,
    services: Services,
    claim_id: ClaimId,
    verdict: Verdict,
    origin: Origin | None = None,
) -> Reply:
    """The list redrawn where the button stood in it, else the organiser's copy."""
    where, _, rest = (origin.behind if origin else interaction.block_id).partition(":")
    url = origin.response_url if origin else interaction.response_url
    if where == views.LIST:
        pending = service.list_pending(services, number(rest.partition(":")[0]), interaction.now)
        said = interaction.t(views.SAID[verdict])
        return Reply(views.listing(interaction.t, pending, said), in_place=True, response_url=url)
    matter = service.get_matter(services, claim_id, interaction.now)
    if matter is None:
        return Reply(views.told(interaction.t, verdict), response_url=url)
    said = "" if verdict is Verdict.DECIDED else interaction.t(views.SAID[verdict])
    in_place = where == views.COPY
    return Reply(views.copy(interaction.t, matter, said), in_place=in_place, response_url=url)


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part, for organisers: what is to be decided."""
    if interaction.member.role is not Role.ORGANISER:
        return []
    return views.home(interaction.t, service.list_pending(services, 0, interaction.now).total)
