"""From a payload to a service and back: searching, cards, contact details, reports."""

import re

from club.directory import LONGEST_QUERY
from club.homonyms import Named
from club.ids import MemberId, SlackId
from handlers.belonging.directory import contact_views, service, views
from handlers.belonging.directory.place import Place
from handlers.kit.act import Act, Blocks, Reply
from handlers.kit.blocks import option
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.kit.people import PEOPLE, chosen_person, person_labels
from storage.people import Role
from storage.search import Vocabulary

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
"""A person named in a command (docs.slack.dev, slash commands: escaping users)."""


def on_find(vocabulary: Vocabulary, act: Act, desk: Desk) -> Reply:
    """`/prime find words…`: the first page; a person named with @ is shown at once."""
    if mention := _MENTION.fullmatch(act.text.strip()):
        card = service.get_card_by_slack(desk, act.member, SlackId(mention[1]))
        return Reply(views.card(act.t, card, Place()) if card else views.gone(act.t))
    query = act.text[:LONGEST_QUERY].strip()
    if not query:
        return Reply(views.blank(act.t))
    return Reply(views.listing(act.t, service.find(desk, vocabulary, act.member, query, 0)))


def on_page(vocabulary: Vocabulary, act: Act, desk: Desk) -> Reply:
    """Another page of the same search, or back to it, in place."""
    place = Place.unpacked(act.value)
    found = service.find(desk, vocabulary, act.member, place.query, place.page)
    return Reply(views.listing(act.t, found), in_place=True)


def on_options(vocabulary: Vocabulary, act: Act, desk: Desk) -> Reply:
    """Members to choose from, in whatever form asks; organisers read addresses where two are alike."""
    people = service.find_options(desk, vocabulary, act.member, act.text)
    organises = act.member.role is Role.ORGANISER
    named = [
        Named(one.name, one.company, one.function, one.email or "" if organises else "") for one in people
    ]
    labels = person_labels(named)
    return Reply(options=[option(label, one.id) for label, one in zip(labels, people, strict=True)])


def on_choose(act: Act, desk: Desk) -> Reply:
    """The form in which one member is chosen by name."""
    return on_top(act, desk, views.choosing(act.t))


def on_chosen(act: Act, desk: Desk) -> Reply:
    """Their card, in the form's place."""
    member_id = chosen_person(act)
    card = service.get_card(desk, act.member, member_id) if member_id is not None else None
    if card is None:
        return Reply(errors={PEOPLE: act.t("This person is no longer a member.")})
    return Reply(update=views.card_modal(act.t, card))


def on_show(act: Act, desk: Desk) -> Reply:
    """A card in place of the list."""
    place = Place.unpacked(act.value)
    card = service.get_card(desk, act.member, place.member_id) if place.member_id else None
    return Reply(views.card(act.t, card, place) if card else views.gone(act.t, place), in_place=True)


def on_contact(act: Act, desk: Desk) -> Reply:
    """The clause first, and how many are left; or why there is nothing to show."""
    offer = service.offer(desk, act.member, MemberId(act.number), act.now)
    return on_top(act, desk, contact_views.offered(act.t, offer, desk.club.lookups))


def on_contact_agreed(act: Act, desk: Desk) -> Reply:
    """The details, in the same modal; counted now."""
    found = service.reveal(desk, act.member, MemberId(number(act.metadata)), act.now)
    if isinstance(found, service.Revealed):
        return Reply(update=contact_views.revealed(act.t, found))
    return Reply(update=contact_views.offered(act.t, found, desk.club.lookups))


def on_report(act: Act, desk: Desk) -> Reply:
    """The form of a report."""
    card = service.get_card(desk, act.member, MemberId(act.number))
    view = contact_views.reporting(act.t, card.person) if card else contact_views.offered(act.t, None, 0)
    return on_top(act, desk, view)


def on_reported(act: Act, desk: Desk) -> Reply:
    """The report, sent: the organisers read it by direct message."""
    word = act.entered(contact_views.WORD)
    if not word:
        return Reply(errors={contact_views.WORD: act.t("Say what happened.")})
    service.report(desk, act.member, MemberId(number(act.metadata)), word, act.now)
    return Reply(update=contact_views.reported(act.t))


def home_part(act: Act, desk: Desk) -> Blocks:
    """The way to the directory and to one's own profile."""
    return views.home_part(act.t)
