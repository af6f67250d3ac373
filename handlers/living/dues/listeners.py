"""What members do with their company's dues: from a payload to a service and back."""

from collections.abc import Sequence
from datetime import date

from club.ids import CompanyId, DuesId, MemberId
from handlers.kit.blocks import aside
from handlers.kit.carried import number
from handlers.kit.home import CompanyLine
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.dues import contacts, forms, organising, service, views
from handlers.living.dues.service import Done
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime dues`: one's own company's; to organisers, all companies'."""
    if interaction.member.role is Role.ORGANISER:
        return organising.on_list(interaction, services)
    return _own(interaction, services)


def _own(interaction: Interaction, services: Services) -> Reply:
    found = service.own(services, interaction.member)
    return Reply(views.own(interaction.t, found) if found else views.no_company(interaction.t))


def on_contacts(interaction: Interaction, services: Services) -> Reply:
    """Asks who follows the dues: of the company named, which organisers do; else of one's own."""
    company = CompanyId(interaction.number) if interaction.value else interaction.member.company_id
    found = contacts.find(services, interaction.member, company) if company else None
    if found is None:
        return Reply(aside(interaction.t(views.MAY_NOT)))
    metadata = ReturnTo.of(interaction, found.company_id).packed()
    return on_top(interaction, services, forms.contacts(interaction.t, found, metadata))


def on_contacts_set(interaction: Interaction, services: Services) -> Reply:
    """Noted: they alone read it from now on."""
    way = ReturnTo.unpacked(interaction.metadata)
    chosen = [MemberId(number(one)) for one in interaction.ticked(forms.WHO)]
    given = (interaction.member, CompanyId(way.subject), chosen, interaction.now)
    readers = contacts.name(services, *given)
    said = interaction.t(views.MAY_NOT) if readers is None else views.contacts_said(interaction.t, readers)
    return Reply(aside(said), response_url=way.response_url)


def of_company(interaction: Interaction, services: Services) -> Sequence[CompanyLine]:
    """One's company's dues in the home tab, for whoever follows them."""
    if interaction.member.role is Role.ORGANISER:
        return []
    found = service.own(services, interaction.member)
    return [views.home_line(interaction.t, found.dues[0])] if found and found.dues else []


def on_settled(interaction: Interaction, services: Services) -> Reply:
    """Asks on which day."""
    dues = service.find(services, DuesId(interaction.number), interaction.member)
    if dues is None:
        return Reply(aside(interaction.t(views.SAID[Done.GONE])))
    today = interaction.now.astimezone(services.club.zone).date()
    metadata = ReturnTo.of(interaction, dues.id).packed()
    return on_top(interaction, services, forms.settled(interaction.t, dues, today, metadata))


def on_settled_said(interaction: Interaction, services: Services) -> Reply:
    """Noted: organisers verify."""
    way = ReturnTo.unpacked(interaction.metadata)
    today = interaction.now.astimezone(services.club.zone).date()
    day = date.fromisoformat(interaction.entered(forms.DAY) or today.isoformat())
    if day > today:
        return Reply(errors={forms.DAY: interaction.t("Choose a day that has come.")})
    reference = interaction.entered(forms.REFERENCE)
    dues_id = DuesId(way.subject)
    done = service.say_settled(services, dues_id, interaction.member, day, reference, interaction.now)
    words = views.settled_said(interaction.t) if done is Done.DONE else interaction.t(views.SAID[done])
    return Reply(aside(words), response_url=way.response_url)


def on_address(interaction: Interaction, services: Services) -> Reply:
    """Asks with whom."""
    dues = service.find(services, DuesId(interaction.number), interaction.member)
    if dues is None:
        return Reply(aside(interaction.t(views.SAID[Done.GONE])))
    metadata = ReturnTo.of(interaction, dues.id).packed()
    return on_top(interaction, services, forms.address(interaction.t, dues, metadata))


def on_address_said(interaction: Interaction, services: Services) -> Reply:
    """Noted: organisers write there."""
    way = ReturnTo.unpacked(interaction.metadata)
    where = " ".join(interaction.entered(forms.WHERE).split())
    if not where:
        return Reply(errors={forms.WHERE: interaction.t("Give an address.")})
    done = service.say_address(services, DuesId(way.subject), interaction.member, where, interaction.now)
    words = views.address_said(interaction.t, where) if done is Done.DONE else interaction.t(views.SAID[done])
    return Reply(aside(words), response_url=way.response_url)
