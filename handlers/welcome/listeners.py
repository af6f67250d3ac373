"""From a payload to a service and back."""

import logging

from handlers.kit.interaction import DONE, Blocks, Interaction, Reply, View
from handlers.kit.reference import new_reference
from handlers.kit.refusals import no_entry
from handlers.kit.router import Access, HomePage, HomePart, Listener, Router, allowed
from handlers.kit.services import Services
from handlers.welcome import views
from storage.firstday import is_empty

log = logging.getLogger(__name__)


def help_command(router: Router) -> Listener:
    """`/prime`, `/prime help`, and what begins with no sub-command: a word nearly right, or a sentence."""

    def on_help(interaction: Interaction, services: Services) -> Reply:
        if not allowed(Access.MEMBER, interaction.visitor):
            return Reply(
                no_entry(interaction.t, interaction.visitor, services.club.contact, organisers_only=False)
            )
        word, more = interaction.value, interaction.text
        if not word or router.words.get(word.casefold()) == "help":
            return Reply(views.help_text(router, interaction.t, interaction.visitor))
        if not more and views.nearest(router, interaction.visitor, word):
            return Reply(views.help_text(router, interaction.t, interaction.visitor, word))
        return Reply(next=("asking.read", f"{word} {more}".strip()))

    return on_help


def unknown(router: Router) -> Listener:
    """A single word that says nothing: what can be typed."""

    def on_unknown(interaction: Interaction, _services: Services) -> Reply:
        return Reply(views.help_text(router, interaction.t, interaction.visitor, interaction.value))

    return on_unknown


def home_page(router: Router) -> HomePage:
    """The home tab: a greeting and each feature's part; to others the courteous refusal."""

    def page(interaction: Interaction, services: Services, said: str) -> View:
        if allowed(Access.MEMBER, interaction.visitor):
            return views.home(
                interaction.t,
                interaction.member.name,
                [_drawn(part, interaction, services) for _, part in router.home_parts],
                said,
            )
        said_no = no_entry(interaction.t, interaction.visitor, services.club.contact, organisers_only=False)
        return views.closed_home(said_no, _first_of_all(interaction, services))

    return page


def _drawn(part: HomePart, interaction: Interaction, services: Services) -> Blocks:
    """A part; one that breaks says so in its place, and the others stand.

    It is logged under a reference. While the database is away none can be drawn: the fault goes on to whoever
    answers for the whole.
    """
    # Whatever is raised is caught, here and nowhere else in the features: a part only reads, in a transaction
    # that ends with it, so nothing half done is left behind; and a fault in the least of them, of whatever
    # kind, is no reason to keep from its reader what waits for them in the others.
    try:
        return part(interaction, services)
    except Exception:
        if not services.db.answers():
            raise
        reference = new_reference()
        log.exception("a part of the home tab broke (%s), reference %s", part.__module__, reference)
        return views.unavailable(interaction.t, reference)


def _first_of_all(interaction: Interaction, services: Services) -> str:
    """How the first organiser is named, in a club that has nobody; else nothing.

    Never by coming first: whoever runs Prime says who it is.
    """
    if not allowed(Access.ACCOUNT, interaction.visitor):
        return ""
    with services.db.read() as session:
        empty = is_empty(session)
    return views.first_of_all(interaction.t, interaction.slack_id) if empty else ""


def home_opened(page: HomePage) -> Listener:
    """The home tab is drawn each time it is opened."""

    def on_home(interaction: Interaction, services: Services) -> Reply:
        if interaction.view.get("tab") == "home":
            services.client.views_publish(user_id=interaction.slack_id, view=page(interaction, services, ""))
        return DONE

    return on_home


def again(page: HomePage) -> Listener:
    """The home tab is drawn anew for whoever asks, wherever the button stands."""

    def on_again(interaction: Interaction, services: Services) -> Reply:
        services.client.views_publish(user_id=interaction.slack_id, view=page(interaction, services, ""))
        return DONE

    return on_again
