"""From a payload to a service and back. No button says whose year it is: a member has one company."""

from handlers.kit.blocks import aside
from handlers.kit.carried import number
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services
from handlers.living.summary import ids, service, views
from storage.people import Role

YEAR = 4
"""Digits of one that is typed."""


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime summary`, and a year after it: to organisers all companies, to members their own year."""
    typed = interaction.text.strip()
    asked = int(typed) if len(typed) == YEAR and typed.isascii() and typed.isdigit() else 0
    if interaction.member.role is Role.ORGANISER:
        return Reply(_listing(interaction, services, ListPosition(ids.LIST, of=asked)))
    return Reply(_mine(interaction, services, asked))


def on_mine(interaction: Interaction, services: Services) -> Reply:
    """One's own year, in place."""
    return _in_place(interaction, _mine(interaction, services, _year(interaction)))


def _mine(interaction: Interaction, services: Services, asked: int) -> Message:
    me = interaction.member
    year, figures = service.own(services, me, asked, interaction.now)
    organiser = me.role is Role.ORGANISER
    return views.mine(interaction.t, year, figures, me.company_id, organiser=organiser)


def on_company(interaction: Interaction, services: Services) -> Reply:
    """The year of the company that one represents now, in place."""
    found = service.company_of(services, interaction.member, _year(interaction), interaction.now)
    t = interaction.t
    return _in_place(interaction, views.company(t, *found) if found else views.no_company(t))


def on_club(interaction: Interaction, services: Services) -> Reply:
    """All companies in another year."""
    asked = ListPosition(ids.LIST, of=_year(interaction))
    return _in_place(interaction, _listing(interaction, services, asked))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of them."""
    return _in_place(interaction, _listing(interaction, services, interaction.page_of(ids.LIST)))


def on_send(interaction: Interaction, services: Services) -> Reply:
    """The files come by direct message."""
    year = service.ask_files(services, interaction.member, _year(interaction), interaction.now)
    return Reply(aside(views.coming(interaction.t, year)))


def _listing(interaction: Interaction, services: Services, asked: ListPosition) -> Message:
    return views.listing(interaction.t, service.listing(services, asked, interaction.now))


def _year(interaction: Interaction) -> int:
    return number(interaction.value) if interaction.value else 0


def _in_place(interaction: Interaction, shown: Message) -> Reply:
    return Reply(shown, in_place=interaction.in_private)
