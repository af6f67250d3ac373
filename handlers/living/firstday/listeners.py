"""From a payload to a service and back: each act has the list drawn again where it stands."""

from club.firstday import SetUpStep
from handlers.kit.carried import choice
from handlers.kit.interaction import Blocks, Interaction, Message, Reply
from handlers.kit.services import Services
from handlers.living.firstday import service, trial, views
from handlers.living.firstday.service import Did
from storage.people import Role


def home(interaction: Interaction, services: Services) -> Blocks:
    """The organisers' part; nothing for others, nor in a club that is set up."""
    if interaction.member.role is not Role.ORGANISER:
        return []
    found = service.look(services, interaction.now)
    return views.part(interaction.t, found) if found else []


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime start`: the same as a message; of a club that is set up, that."""
    return Reply(views.whole(interaction.t, service.look(services, interaction.now)))


def on_agree(interaction: Interaction, services: Services) -> Reply:
    """“That is right”: the language and the hour."""
    return _after(
        interaction, services, service.agree(services, interaction.member, interaction.value, interaction.now)
    )


def on_verify(interaction: Interaction, services: Services) -> Reply:
    """“Verify”: a trial in the channel, once the click is acknowledged."""

    def tried() -> Message:
        if service.look(services, interaction.now) is None:
            return _said(interaction, services, Did.MEANWHILE)  # an old message; nothing is posted
        found = trial.post_and_delete(services.client, services.club.channel, services.shared)
        did = service.note_channel(services, interaction.member, found, interaction.now)
        return _said(interaction, services, did)

    return Reply(in_place=True, later=tried)


def on_invite(interaction: Interaction, services: Services) -> Reply:
    """“Send the invitations.”"""
    return _after(interaction, services, service.invite(services, interaction.member, interaction.now))


def on_skip(interaction: Interaction, services: Services) -> Reply:
    """“Skip this step.”"""
    step = choice(SetUpStep, interaction.value)
    return _after(interaction, services, service.skip(services, interaction.member, step, interaction.now))


def on_resume(interaction: Interaction, services: Services) -> Reply:
    """“Take up what was skipped.”"""
    return _after(interaction, services, service.resume(services, interaction.member, interaction.now))


def on_close(interaction: Interaction, services: Services) -> Reply:
    """“Close”: the list does not come back."""
    return _after(interaction, services, service.close(services, interaction.member, interaction.now))


def _after(interaction: Interaction, services: Services, did: Did) -> Reply:
    return Reply(_said(interaction, services, did), in_place=True)


def _said(interaction: Interaction, services: Services, did: Did) -> Message:
    return views.whole(interaction.t, service.look(services, interaction.now), did)
