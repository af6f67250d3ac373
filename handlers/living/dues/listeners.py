"""What members do with their company's dues: from a payload to a service and back."""

from datetime import date

from club.ids import DuesId
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.dues import forms, organising, service, views
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
