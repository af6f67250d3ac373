"""From a payload to a service and back: searching, cards, contact details, reports."""

import re

from club.directory import LONGEST_QUERY
from club.homonyms import Named
from club.ids import MemberId, SlackId
from handlers.belonging.directory import contact_views, service, views
from handlers.belonging.directory.service import LIST
from handlers.kit.blocks import option
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.people import PEOPLE, chosen_person, person_labels
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role
from storage.search import Vocabulary

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
"""A person named in a command (docs.slack.dev, slash commands: escaping users)."""


def on_find(vocabulary: Vocabulary, interaction: Interaction, services: Services) -> Reply:
    """`/prime find words…`: the first page; a person named with @ is shown at once."""
    if mention := _MENTION.fullmatch(interaction.text.strip()):
        card = service.get_card_by_slack(services, interaction.member, SlackId(mention[1]))
        return Reply(
            views.card(interaction.t, card, ListPosition(LIST)) if card else views.gone(interaction.t)
        )
    query = interaction.text[:LONGEST_QUERY].strip()
    if not query:
        return Reply(views.blank(interaction.t))
    found = service.find(services, vocabulary, interaction.member, ListPosition(LIST, words=query))
    return Reply(views.listing(interaction.t, found))


def on_search(vocabulary: Vocabulary, interaction: Interaction, services: Services) -> Reply:
    """The first page for the words that a button carries."""
    query = interaction.value[:LONGEST_QUERY].strip()
    if not query:
        return Reply(views.blank(interaction.t))
    found = service.find(services, vocabulary, interaction.member, ListPosition(LIST, words=query))
    return Reply(views.listing(interaction.t, found))


def on_page(vocabulary: Vocabulary, interaction: Interaction, services: Services) -> Reply:
    """Another page of the same search, or back to it, in place."""
    found = service.find(services, vocabulary, interaction.member, interaction.page_of(LIST))
    return Reply(views.listing(interaction.t, found), in_place=True)


def on_options(vocabulary: Vocabulary, interaction: Interaction, services: Services) -> Reply:
    """Members to choose from, in whatever form asks; organisers read addresses where two are alike."""
    people = service.find_options(services, vocabulary, interaction.member, interaction.text)
    organises = interaction.member.role is Role.ORGANISER
    named = [
        Named(one.name, one.company, one.function, one.email or "" if organises else "") for one in people
    ]
    labels = person_labels(named)
    return Reply(options=[option(label, one.id) for label, one in zip(labels, people, strict=True)])


def on_choose(interaction: Interaction, services: Services) -> Reply:
    """The form in which one member is chosen by name."""
    return on_top(interaction, services, views.choosing(interaction.t))


def on_chosen(interaction: Interaction, services: Services) -> Reply:
    """Their card, in the form's place."""
    member_id = chosen_person(interaction)
    card = service.get_card(services, interaction.member, member_id) if member_id is not None else None
    if card is None:
        return Reply(errors={PEOPLE: interaction.t("This person is no longer a member.")})
    return Reply(update=views.card_modal(interaction.t, card))


def on_show(interaction: Interaction, services: Services) -> Reply:
    """A card in place of the list."""
    at = interaction.page_of(LIST)
    card = service.get_card(services, interaction.member, MemberId(number(str(at.row))))
    return Reply(
        views.card(interaction.t, card, at) if card else views.gone(interaction.t, at), in_place=True
    )


def on_contact(interaction: Interaction, services: Services) -> Reply:
    """The clause first, and how many are left; or why there is nothing to show."""
    offer = service.offer(services, interaction.member, MemberId(interaction.number), interaction.now)
    return on_top(interaction, services, contact_views.offered(interaction.t, offer, services.club.lookups))


def on_contact_agreed(interaction: Interaction, services: Services) -> Reply:
    """The details, in the same modal; counted now."""
    member_id = MemberId(ReturnTo.unpacked(interaction.metadata).subject)
    found = service.reveal(services, interaction.member, member_id, interaction.now)
    if isinstance(found, service.Revealed):
        return Reply(update=contact_views.revealed(interaction.t, found))
    return Reply(update=contact_views.offered(interaction.t, found, services.club.lookups))


def on_report(interaction: Interaction, services: Services) -> Reply:
    """The form of a report."""
    card = service.get_card(services, interaction.member, MemberId(interaction.number))
    view = (
        contact_views.reporting(interaction.t, card.person)
        if card
        else contact_views.offered(interaction.t, None, 0)
    )
    return on_top(interaction, services, view)


def on_reported(interaction: Interaction, services: Services) -> Reply:
    """The report, sent: the organisers read it by direct message."""
    member_id = MemberId(ReturnTo.unpacked(interaction.metadata).subject)
    word = interaction.entered(contact_views.WORD)
    if not word:
        return Reply(errors={contact_views.WORD: interaction.t("Say what happened.")})
    service.report(services, interaction.member, member_id, word, interaction.now)
    return Reply(update=contact_views.reported(interaction.t))
