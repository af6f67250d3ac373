"""From a payload to a service and back: no rule and no SQL here."""

from datetime import date

from club.hosting import TIED, Offer, OfferState, may_change, month_of
from club.ids import EventId, OfferId
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.hosting import form, service, views
from handlers.living.hosting.service import HostingDid, HostingOutcome
from handlers.words import Translator
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime host`: to organisers the offers, to members their own."""
    if interaction.member.role is Role.ORGANISER:
        return Reply(_listing(interaction, services, ListPosition(views.LIST)))
    return Reply(views.overview(interaction.t, service.own(services, interaction.member, interaction.now)))


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The empty form."""
    way = ReturnTo.of(interaction, 0)
    return on_top(interaction, services, form.offering(interaction.t, way, _today(interaction, services)))


def _today(interaction: Interaction, services: Services) -> date:
    return interaction.now.astimezone(services.club.zone).date()


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of one's own offer as it stands."""
    found = _own(interaction, services)
    if found is None or not may_change(found):
        return _over(interaction, services)
    way = ReturnTo.of(interaction, found.id).seen(found.terms)
    today = _today(interaction, services)
    return on_top(interaction, services, form.offering(interaction.t, way, today, found.terms))


def _own(interaction: Interaction, services: Services) -> Offer | None:
    found = service.find(services, OfferId(interaction.number)).offer
    return found if found and found.member_id == interaction.member.id else None


def _over(interaction: Interaction, services: Services) -> Reply:
    return on_top(interaction, services, form.over(interaction.t, _gone(interaction.t)))


def _gone(t: Translator) -> str:
    return t("This offer is no longer open to that; nothing was changed.")


def on_offered(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted: kept, every fault at its field, or drawn anew where it was changed meanwhile."""
    way, today = ReturnTo.unpacked(interaction.metadata), _today(interaction, services)
    terms, me, now = form.read(interaction, today), interaction.member, interaction.now
    if way.subject:
        done = service.change(services, me, OfferId(way.subject), way.revision, terms, now)
    else:
        done = service.offer_premises(services, me, terms, now)
    if done.did is HostingDid.FAULTY:
        return Reply(errors=form.errors(interaction.t, done.faults))
    if done.did is HostingDid.OVERTAKEN and done.offer and may_change(done.offer):
        again = way.seen(done.offer.terms)
        return Reply(update=form.offering(interaction.t, again, today, done.offer.terms, overtaken=True))
    if done.did is not HostingDid.DONE:
        return Reply(aside(_gone(interaction.t)), response_url=way.response_url)
    if way.subject:
        return _shown(interaction, done, way)
    said = interaction.t("✅ Offer received. What comes of it stands in your messages.")
    return Reply(aside(said), response_url=way.response_url)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Asks before an offer is taken back."""
    found, t = _own(interaction, services), interaction.t
    if found is None or found.state is OfferState.WITHDRAWN:
        return _over(interaction, services)
    counted_on = t("An event counts on it: the organisers hear at once.")
    said = counted_on if found.state in TIED else t("Organisers no longer see it.")
    way, title = ReturnTo.of(interaction, found.id), t("Take my offer back")
    return on_top(interaction, services, form.asking(t, "hosting.withdraw", title, said, t("Take back"), way))


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """Taken back."""
    way = ReturnTo.unpacked(interaction.metadata)
    done = service.withdraw(services, interaction.member, OfferId(way.subject), interaction.now)
    return _shown(interaction, done, way)


def _shown(interaction: Interaction, done: HostingOutcome, way: ReturnTo[None]) -> Reply:
    if done.did is not HostingDid.DONE or done.offer is None:
        return Reply(aside(_gone(interaction.t)), response_url=way.response_url)
    shown = views.own(interaction.t, done.offer, done.event)
    return Reply(shown, in_place=way.behind != "channel", response_url=way.response_url)


# The host, once an event counts on the offer


def on_confirm(interaction: Interaction, services: Services) -> Reply:
    """“I confirm.”"""
    offer_id = OfferId(interaction.number)
    done = service.confirm(services, interaction.member, offer_id, interaction.now)
    if done.did is not HostingDid.DONE or done.event is None:
        return Reply(aside(_gone(interaction.t)))
    said = interaction.t("✅ Noted: you host {title}.", title=done.event.title)
    return Reply(aside(said))


def on_impossible(interaction: Interaction, services: Services) -> Reply:
    """Asks before the host backs out."""
    found, t = _own(interaction, services), interaction.t
    if found is None or found.state not in TIED:
        return _over(interaction, services)
    said = t("The organisers hear at once. Your other months stay offered.")
    way, title = ReturnTo.of(interaction, found.id), t("It is impossible")
    return on_top(
        interaction,
        services,
        form.asking(t, "hosting.impossible", title, said, t("Tell the organisers"), way),
    )


def on_backed_out(interaction: Interaction, services: Services) -> Reply:
    """Told."""
    way = ReturnTo.unpacked(interaction.metadata)
    done = service.back_out(services, interaction.member, OfferId(way.subject), interaction.now)
    told = interaction.t("✅ The organisers have been told.")
    said = told if done.did is HostingDid.DONE else _gone(interaction.t)
    return Reply(aside(said), response_url=way.response_url)


# Organisers


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place; from elsewhere, the list as a message of its own."""
    in_place = interaction.position(views.LIST) is not None
    return Reply(_listing(interaction, services, interaction.page_of(views.LIST)), in_place=in_place)


def on_month(interaction: Interaction, services: Services) -> Reply:
    """Offers for one month, or for all."""
    _, region = _narrowed(interaction)
    return _filtered(
        interaction, services, "" if interaction.value == views.ALL else interaction.value, region
    )


def on_region(interaction: Interaction, services: Services) -> Reply:
    """Offers in one region, or in all."""
    month, _ = _narrowed(interaction)
    return _filtered(
        interaction, services, month, "" if interaction.value == views.ALL else interaction.value
    )


def _narrowed(interaction: Interaction) -> tuple[str, str]:
    found = interaction.position(views.LIST)
    month, region = (*(found.only if found else ()), "", "")[:2]
    return month, region


def _filtered(interaction: Interaction, services: Services, month: str, region: str) -> Reply:
    return Reply(_listing(interaction, services, views.at(month[:7], region[:40])), in_place=True)


def on_thank(interaction: Interaction, services: Services) -> Reply:
    """Thanks in the channel."""
    event = service.thank(services, EventId(interaction.number), interaction.now)
    t = interaction.t
    said = t("✅ Thanked in the channel: {company}.", company=event.host_company) if event else _gone(t)
    return Reply(
        _listing(interaction, services, ListPosition(views.LIST), said), in_place=interaction.in_private
    )


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    found = service.listing(services, asked, interaction.now)
    return views.listing(interaction.t, found, month_of(interaction.now, services.club.zone), said)
