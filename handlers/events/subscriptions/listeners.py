"""From a payload to a service and back: no rule and no SQL here."""

from slack_sdk.errors import SlackApiError

from club.subscriptions import NONE, CalendarScope
from handlers.events.subscriptions import service, views
from handlers.events.subscriptions.service import SubscriptionShown
from handlers.kit.blocks import aside
from handlers.kit.carried import OutOfDate, choice
from handlers.kit.interaction import DONE, Blocks, Interaction, Reply, View
from handlers.kit.services import Services


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime calendar`: the window with what one can do; else why there is none."""
    return on_open(interaction, services)


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The same from the home tab."""
    if not services.club.public_url:
        return Reply(aside(views.closed(interaction.t)))
    return _window(interaction, services, service.get(services, interaction.member.id))


def on_make(interaction: Interaction, services: Services) -> Reply:
    """A new address, shown once, in the window alone: no message keeps it."""
    done = service.make(services, interaction.member, interaction.value or NONE, interaction.now)
    return _window(interaction, services, done)


def on_scope(interaction: Interaction, services: Services) -> Reply:
    """Only one's own events, or all."""
    scope, colon, mark = interaction.value.partition(":")
    if not colon:
        raise OutOfDate
    done = service.choose(services, interaction.member, mark, choice(CalendarScope, scope))
    return _window(interaction, services, done)


def on_end(interaction: Interaction, services: Services) -> Reply:
    """The address opens nothing any more."""
    return _window(interaction, services, service.end(services, interaction.member, interaction.value))


def home(interaction: Interaction, services: Services) -> Blocks:
    """The way to it, where members reach Prime over the web."""
    return views.home(interaction.t) if services.club.public_url else []


def _window(interaction: Interaction, services: Services, shown: SubscriptionShown) -> Reply:
    view = views.window(interaction.t, shown, services.club.public_url)
    if interaction.view.get("type") == "modal":
        _redraw(interaction, services, view)
    else:
        services.client.views_open(trigger_id=interaction.trigger_id, view=view)
    return DONE


def _redraw(interaction: Interaction, services: Services, view: View) -> None:
    """With the view's hash: what was drawn since the click, an address among it, stays in sight."""
    try:
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    except SlackApiError as error:
        if error.response.get("error") != "hash_conflict":  # docs.slack.dev, views.update
            raise
