"""From a command or a click to the service and back."""

from club.ids import MemberId
from handlers.kit.blocks import aside, rich
from handlers.kit.carried import number
from handlers.kit.interaction import Blocks, Interaction, Message, Reply
from handlers.kit.services import Services
from handlers.mail import service, views
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime mail`: one's own; an organiser may add the address of a member who agreed elsewhere."""
    address = interaction.text.strip()
    if not address or interaction.member.role is not Role.ORGANISER:
        return Reply(_own(interaction, services))
    wish = service.find_by_address(services, address)
    if wish is None:
        return Reply(aside(interaction.t("No member has the address “{address}”.", address=address[:100])))
    return Reply(views.of_member(interaction.t, wish))


def on_agree(interaction: Interaction, services: Services) -> Reply:
    """The member agrees."""
    if services.club.mails:
        service.agree(services, interaction.member.id, interaction.now)
    return Reply(_own(interaction, services), in_place=interaction.in_private)


def on_stop(interaction: Interaction, services: Services) -> Reply:
    """The member wants no more of them."""
    service.stop(services, interaction.member.id, interaction.now)
    return Reply(_own(interaction, services), in_place=interaction.in_private)


def on_note(interaction: Interaction, services: Services) -> Reply:
    """An organiser notes an agreement."""
    member_id = MemberId(number(interaction.value))
    found = service.note(services, member_id, interaction.member.id, interaction.now)
    wish = service.find(services, member_id)
    name = wish.person.name if wish else ""
    return Reply(aside(views.noted(interaction.t, found, name)), in_place=interaction.in_private)


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part: nothing where the club writes no e-mails."""
    wish = service.find(services, interaction.member.id) if services.club.mails else None
    if wish is None:
        return []
    t = interaction.t
    said = rich("*{title}*\n{said}", title=t("E-mail"), said=views.sentence(t, wish, served=True))
    row = views.row(t, wish, served=True)
    return [said, row] if row else [said]


def _own(interaction: Interaction, services: Services) -> Message:
    wish = service.find(services, interaction.member.id)
    assert wish is not None, "the door lets members in alone"
    return views.own(interaction.t, wish, served=services.club.mails)
