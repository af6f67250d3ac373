"""The same on the organisers' home tab, at any time."""

from collections.abc import Sequence

from handlers.daybook import views
from handlers.daybook.reading import lines_of
from handlers.kit.daybook import DayContext, DayPart
from handlers.kit.interaction import Blocks, Interaction
from handlers.kit.router import HomePart
from handlers.kit.services import Services
from storage.people import Role


def part(parts: Sequence[DayPart]) -> HomePart:
    """The home tab's part, for organisers; nothing where there is nothing to report."""

    def home(interaction: Interaction, services: Services) -> Blocks:
        if interaction.member.role is not Role.ORGANISER:
            return []
        with services.db.read() as session:
            lines = lines_of(parts, DayContext(session, services, interaction.t, interaction.now))
        return list(views.drawn(interaction.t, lines))

    return home
