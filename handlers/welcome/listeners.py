"""From a payload to a service and back."""

import logging

from handlers.kit.carried import choice
from handlers.kit.home import HomePage
from handlers.kit.interaction import DONE, Blocks, Interaction, Reply, View
from handlers.kit.reference import get_reference
from handlers.kit.refusals import no_entry
from handlers.kit.router import Access, HomePart, Listener, Router, allowed
from handlers.kit.services import Services
from handlers.welcome import views
from handlers.welcome.views import Tongue
from storage.firstday import is_empty
from storage.people import Role
from storage.wishes import set_language

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
    """The home tab: a greeting, each feature's part, the foot; to others the courteous refusal."""

    def page(interaction: Interaction, services: Services, said: str) -> View:
        if allowed(Access.MEMBER, interaction.visitor):
            parts = [_drawn(part, interaction, services) for _, part in router.home_parts]
            foot = views.foot(interaction.t, router.home_acts, interaction.now)
            return views.home(interaction.t, interaction.member.name, parts, said, foot)
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
        reference = get_reference()
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


def organising(router: Router) -> HomePart:
    """What organisers do, below what they are to see to."""

    def part(interaction: Interaction, _services: Services) -> Blocks:
        organises = interaction.member.role is Role.ORGANISER
        return views.acts(interaction.t, router.home_acts, organiser=True) if organises else []

    return part


def on_home(interaction: Interaction, _services: Services) -> Reply:
    """The home tab is drawn each time it is opened."""
    return Reply(home="") if interaction.view.get("tab") == "home" else DONE


def on_again(_interaction: Interaction, _services: Services) -> Reply:
    """The home tab is drawn anew for whoever asks, wherever the button stands."""
    return Reply(home="")


def on_language(interaction: Interaction, services: Services) -> Reply:
    """What Prime says to this member is in the other language from now on."""
    language = choice(Tongue, interaction.value)
    with services.db.begin() as session:
        set_language(session, interaction.member.id, language)
    return Reply(home="")
