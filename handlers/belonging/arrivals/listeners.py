"""From a payload to the service."""

from handlers.belonging.arrivals import service
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.profiles import read_profile
from handlers.kit.services import Services


def on_user(interaction: Interaction, services: Services) -> Reply:
    """Somebody joined the workspace, or changed."""
    service.keep_profile(services, read_profile(interaction.view["user"]), interaction.value, interaction.now)
    return DONE
