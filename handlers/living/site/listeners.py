"""“Publish the directory”: from a click to a file."""

from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services
from handlers.living.site import service


def on_publish(interaction: Interaction, services: Services) -> Reply:
    """The site comes as a file, by direct message."""
    service.ask(services, interaction.member, interaction.now)
    return Reply(aside(interaction.t("⏳ The site comes by direct message, ready to be put online.")))
