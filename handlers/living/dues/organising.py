"""What organisers do with dues: from a payload to a service and back."""

from collections.abc import Callable
from datetime import date

from club.dues import Dues, Stand
from club.ids import DuesId
from handlers.kit.blocks import aside, option
from handlers.kit.carried import choice
from handlers.kit.interaction import Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.dues import forms, service, views
from handlers.living.dues.service import LISTED, Done


def on_list(interaction: Interaction, services: Services) -> Reply:
    """The last year called."""
    return Reply(_listing(interaction, services, ListPosition(LISTED)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(LISTED)), in_place=True)


def on_filter(interaction: Interaction, services: Services) -> Reply:
    """Another year, in place."""
    return Reply(_listing(interaction, services, ListPosition(LISTED, of=interaction.number)), in_place=True)


def on_call(interaction: Interaction, services: Services) -> Reply:
    """The form of a call."""
    metadata = ReturnTo.of(interaction, 0).packed()
    return on_top(
        interaction, services, forms.calling(interaction.t, _today(interaction, services).year, metadata)
    )


def on_called(interaction: Interaction, services: Services) -> Reply:
    """Called, and told; or each fault at its field."""
    way = ReturnTo.unpacked(interaction.metadata)
    wanted, companies, unread = forms.read_call(interaction)
    if unread:
        return Reply(errors=unread)
    done = service.call(services, wanted, companies, interaction.member.id, interaction.now)
    if done.faults:
        return Reply(errors=forms.errors(interaction.t, done.faults))
    said = views.called_said(interaction.t, done.called, wanted.year)
    return _after(interaction, services, way, said, wanted.year)


def on_companies(interaction: Interaction, services: Services) -> Reply:
    """Companies to call."""
    found = service.companies_like(services, interaction.text)
    return Reply(options=[option(name, company_id) for company_id, name in found])


def on_pay(interaction: Interaction, services: Services) -> Reply:
    """The form of a payment."""
    today = _today(interaction, services)
    return _form(interaction, services, lambda dues, to: forms.paying(interaction.t, dues, today, to))


def on_paid(interaction: Interaction, services: Services) -> Reply:
    """Noted; or each fault at its field."""
    way = ReturnTo.unpacked(interaction.metadata)
    today = _today(interaction, services)
    cents, day, reference, faults = forms.read_payment(interaction, today)
    if faults:
        return Reply(errors=faults)
    given = (DuesId(way.subject), cents, day, reference, interaction.member.id, interaction.now)
    return _said(interaction, services, way, service.pay(services, *given))


def on_terms(interaction: Interaction, services: Services) -> Reply:
    """The form of the instalments."""
    return _form(interaction, services, lambda dues, to: forms.splitting(interaction.t, dues, to))


def on_terms_set(interaction: Interaction, services: Services) -> Reply:
    """Set; or what is wrong with them."""
    way = ReturnTo.unpacked(interaction.metadata)
    terms, faults = forms.read_terms(interaction)
    if faults:
        return Reply(errors=faults)
    done = service.split(services, DuesId(way.subject), terms, interaction.now)
    dues = service.find(services, DuesId(way.subject))
    if isinstance(done, list) and dues:
        return Reply(errors=forms.term_errors(interaction.t, done, terms, dues))
    return _said(interaction, services, way, Done.GONE if isinstance(done, list) else done)


def on_discuss(interaction: Interaction, services: Services) -> Reply:
    """Asks what is said of it."""
    return _stand(interaction, services, Stand.DISCUSSED)


def on_waive(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason."""
    return _stand(interaction, services, Stand.WAIVED)


def _stand(interaction: Interaction, services: Services, stand: Stand) -> Reply:
    return _form(
        interaction,
        services,
        lambda dues, to: forms.standing(interaction.t, dues, stand, to),
        stand.value,
    )


def on_stand_set(interaction: Interaction, services: Services) -> Reply:
    """In discussion, or exempted."""
    way = ReturnTo.unpacked(interaction.metadata, str)
    reason, stand = interaction.entered(forms.REASON), choice(Stand, way.extra)
    if stand is Stand.WAIVED and not reason:
        return Reply(errors={forms.REASON: interaction.t("Give a reason.")})
    done = service.stand(services, DuesId(way.subject), stand, reason, interaction.now)
    return _said(interaction, services, way, done)


def on_reopen(interaction: Interaction, services: Services) -> Reply:
    """Called again: reminders go on."""
    way = ReturnTo.of(interaction, interaction.number)
    done = service.stand(services, DuesId(interaction.number), Stand.CALLED, "", interaction.now)
    return _said(interaction, services, way, done)


def on_import(interaction: Interaction, _services: Services) -> Reply:
    """“Import…”: the file is dropped where nobody else reads it."""
    return Reply(views.how_to_import(interaction.t))


def on_export(interaction: Interaction, services: Services) -> Reply:
    """The list as a file, by direct message."""
    service.ask_export(services, interaction.member, interaction.number, interaction.now)
    return Reply(aside(interaction.t("⏳ The file comes by direct message.")))


def _form(
    interaction: Interaction, services: Services, view: Callable[[Dues, str], View], extra: str | None = None
) -> Reply:
    dues = service.find(services, DuesId(interaction.number))
    if dues is None:
        return Reply(aside(interaction.t(views.SAID[Done.GONE])))
    way = ReturnTo.of(interaction, dues.id)
    metadata = way.packed() if extra is None else way.with_extra(extra).packed()
    return on_top(interaction, services, view(dues, metadata))


def _said(interaction: Interaction, services: Services, way: ReturnTo[object], done: Done) -> Reply:
    dues = service.find(services, DuesId(way.subject))
    said = interaction.t(views.SAID[done])
    return _after(interaction, services, way, said, dues.year if dues else 0)


def _after(
    interaction: Interaction, services: Services, way: ReturnTo[object], said: str, year: int
) -> Reply:
    """The list redrawn where the act was made in it, else one sentence."""
    at = way.position(LISTED)
    if at is None:
        return Reply(aside(said), response_url=way.response_url)
    at = at if at.of == year or not year else ListPosition(LISTED, of=year)
    return Reply(_listing(interaction, services, at, said), in_place=True, response_url=way.response_url)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return views.listing(interaction.t, service.listing(services, asked, interaction.now), said)


def _today(interaction: Interaction, services: Services) -> date:
    return interaction.now.astimezone(services.club.zone).date()
