"""What organisers see of messages that Slack refused for good: whom they did not reach, and why."""

from datetime import timedelta

from handlers.kit.blocks import rich
from handlers.kit.interaction import Blocks, Interaction
from handlers.kit.services import Services
from handlers.upkeep.reasons import why
from handlers.words import Translator
from storage.people import Role
from storage.undelivered import Unreached, list_unreached

LOOK_BACK = timedelta(days=30)
SHOWN = 5
"""People in one part of the home tab."""


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part for organisers; nothing where all was delivered."""
    if interaction.member.role is not Role.ORGANISER:
        return []
    with services.db.read() as session:
        found = list_unreached(session, interaction.now - LOOK_BACK)
    if not found:
        return []
    title = interaction.t("Messages not delivered in 30 days")
    said = "\n".join(_line(interaction.t, one) for one in found[:SHOWN])
    more = len(found) - SHOWN
    rest = "\n" + interaction.t.plural("and {n} more person", "and {n} more people", more) if more > 0 else ""
    shown = rich("*{title}*\n{said}{rest}", title=title, said=said, rest=rest)
    return [shown] if shown else []


def _line(t: Translator, one: Unreached) -> str:
    shown = {"name": one.name, "why": why(t, one.fault)}
    return t.plural("{name}: {n} message ({why})", "{name}: {n} messages ({why})", one.count, **shown)
