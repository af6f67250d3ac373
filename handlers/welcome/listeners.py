"""From a payload to a service and back."""

from handlers.kit.interaction import DONE, Interaction, Reply, View
from handlers.kit.refusals import no_entry
from handlers.kit.router import Access, HomePage, Listener, Router, allowed
from handlers.kit.services import Services
from handlers.welcome import service, views


def help_command(router: Router) -> Listener:
    """`/prime`, `/prime help`, and every word that is no sub-command."""

    def on_help(interaction: Interaction, services: Services) -> Reply:
        if not allowed(Access.MEMBER, interaction.visitor):
            return Reply(
                no_entry(interaction.t, interaction.visitor, services.club.contact, organisers_only=False)
            )
        asked = interaction.value and router.words.get(interaction.value.casefold()) != "help"
        return Reply(
            views.help_text(router, interaction.t, interaction.visitor, interaction.value if asked else "")
        )

    return on_help


def home_page(router: Router) -> HomePage:
    """The home tab: a greeting and each feature's part; to others the courteous refusal."""

    def page(interaction: Interaction, services: Services, said: str) -> View:
        if allowed(Access.MEMBER, interaction.visitor):
            return views.home(
                interaction.t,
                interaction.member.name,
                [part(interaction, services) for _, part in router.home_parts],
                said,
            )
        return views.closed_home(
            no_entry(interaction.t, interaction.visitor, services.club.contact, organisers_only=False)
        )

    return page


def home_opened(page: HomePage) -> Listener:
    """The home tab is drawn each time it is opened."""

    def on_home(interaction: Interaction, services: Services) -> Reply:
        if interaction.view.get("tab") == "home":
            services.client.views_publish(user_id=interaction.slack_id, view=page(interaction, services, ""))
        return DONE

    return on_home


def on_message(interaction: Interaction, services: Services) -> Reply:
    """Words typed to Prime. What Prime itself or another bot says there, and edits, are left alone."""
    if not interaction.view.get("bot_id") and not interaction.view.get("subtype"):
        member = allowed(Access.MEMBER, interaction.visitor)
        service.answer_words(
            services, interaction.slack_id, interaction.value, interaction.now, member=member
        )
    return DONE
