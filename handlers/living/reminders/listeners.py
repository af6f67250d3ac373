"""From a payload to the service and back."""

from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import HOME
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import Listener, Router
from handlers.kit.services import Services
from handlers.living.reminders import absences, form, ids, service, views


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The form, as things are now."""
    wishes = service.get(services, interaction.member)
    way = ReturnTo.of(interaction, interaction.member.id)
    view = form.reminders(interaction.t, wishes, services.club.work, way.packed())
    return on_top(interaction, services, view)


def saving(router: Router) -> Listener:
    """Chosen: when the next digest comes; and the deadlines of an absence that begins today, which no message
    of the day before could tell."""

    def on_saved(interaction: Interaction, services: Services) -> Reply:
        way, t = ReturnTo.unpacked(interaction.metadata), interaction.t
        today = service.today(services, interaction.member, interaction.now)
        found = form.read(interaction, today, services.club.work)
        if isinstance(found, form.WishesFault):
            return Reply(errors={found.block: t(found.said)})
        until = service.save(services, interaction.member, found, interaction.now)
        away = found.is_absent(today)
        lines = (
            absences.lines_inside(services, router, interaction.member, t, interaction.now) if away else ()
        )
        return Reply(views.saved(t, until, lines), response_url=way.response_url)

    return on_saved


def on_told(interaction: Interaction, services: Services) -> Reply:
    """What Prime sent in the last thirty days, a page of it."""
    page = service.list_told(services, interaction.member, interaction.page_of(ids.LIST), interaction.now)
    in_place = interaction.position(ids.LIST) is not None
    return Reply(views.told(interaction.t, page), in_place=in_place)


def on_all(interaction: Interaction, _services: Services) -> Reply:
    """“See all” that awaits one, on the home tab itself; its other pages, and the first few again."""
    return Reply(home=interaction.page_of(HOME).block("list"))
