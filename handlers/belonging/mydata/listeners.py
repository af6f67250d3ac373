"""From a payload to a service and back: no rule and no SQL here."""

from club.folding import fold
from handlers.belonging.mydata import service, views
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.services import Services
from storage.people import Person


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime my-data`: how much is held, the file, the way out."""
    return Reply(_overview(interaction, services))


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The same from a button."""
    return Reply(_overview(interaction, services))


def on_send(interaction: Interaction, services: Services) -> Reply:
    """“Receive my data.”"""
    service.send(services, _person(interaction), interaction.now)
    return Reply(
        _overview(interaction, services, interaction.t("⏳ Your file arrives by direct message.")),
        in_place=interaction.ephemeral,
    )


def on_leave(interaction: Interaction, services: Services) -> Reply:
    """Says what leaving does, and asks for a word typed."""
    person = _person(interaction)
    view = views.leaving(
        interaction.t, person, service.get_tally(services, person, interaction.now), services.club.keeping
    )
    return on_top(interaction, services, view)


def on_left(interaction: Interaction, services: Services) -> Reply:
    """The form, sent."""
    word = interaction.t("LEAVE")
    if fold(interaction.entered(views.WORD)) != fold(word):
        return Reply(errors={views.WORD: interaction.t("To confirm, type {word}.", word=word)})
    outcome = service.leave(services, _person(interaction), interaction.now)
    return Reply(update=views.outcome(interaction.t, outcome, services.club.contact))


def _overview(interaction: Interaction, services: Services, said: str = "") -> views.Message:
    person = _person(interaction)
    return views.overview(
        interaction.t, service.get_tally(services, person, interaction.now), services.club.keeping, said
    )


def _person(interaction: Interaction) -> Person:
    """Whoever acts: in the books, member or not yet. The router lets nobody else in."""
    if interaction.visitor.person is None:
        raise LookupError(f"{interaction.name} was reached by somebody who is in no book")
    return interaction.visitor.person
