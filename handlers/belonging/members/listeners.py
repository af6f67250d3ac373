"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import CompanyId, MemberId
from handlers.belonging.members import forms, service, views
from handlers.belonging.members.service import MembershipOutcome
from handlers.belonging.members.views import LIST
from handlers.kit.blocks import option
from handlers.kit.carried import number, whole
from handlers.kit.interaction import DONE, Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime members words…`: whom they find; the search without any; to members, their directory."""
    if interaction.member.role is not Role.ORGANISER:
        return Reply(next=("directory.find", ""))
    words = " ".join(interaction.text.split())[: views.LONGEST_WORDS]
    if not words:
        return Reply(views.front(interaction.t, service.front(services)))
    return Reply(_listing(interaction, services, ListPosition(LIST, words=words)))


def on_search(interaction: Interaction, services: Services) -> Reply:
    """Members that fit what is being typed."""
    people = service.found(services, interaction.text)
    return Reply(options=[option(views.label(interaction.t, one), one.id) for one in people])


def on_picked(interaction: Interaction, services: Services) -> Reply:
    """Whom the search was for, in its place."""
    person = service.find(services, MemberId(interaction.number))
    if person is None:
        gone = interaction.t(views.SAID[MembershipOutcome.GONE])
        return Reply(_listing(interaction, services, ListPosition(LIST), gone), in_place=True)
    words = person.email or f"{person.name} {person.company}"
    return Reply(_listing(interaction, services, ListPosition(LIST, words=words)), in_place=True)


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place; from elsewhere, the search as a message of its own."""
    in_place = interaction.position(LIST) is not None
    if not in_place and interaction.value in ("", "0"):
        return Reply(views.front(interaction.t, service.front(services)))
    return Reply(_listing(interaction, services, interaction.page_of(LIST)), in_place=in_place)


def on_move(interaction: Interaction, services: Services) -> Reply:
    """Asks for the company."""
    person = service.find(services, MemberId(interaction.number))
    if person is None:
        return _after(
            interaction, services, ReturnTo.of(interaction, interaction.number), MembershipOutcome.GONE
        )
    view = forms.moving(interaction.t, person, ReturnTo.of(interaction, interaction.number).packed())
    return on_top(interaction, services, view)


def on_companies(interaction: Interaction, services: Services) -> Reply:
    """Companies that fit what was typed."""
    return Reply(options=[option(name, one) for one, name in service.companies(services, interaction.text)])


def on_moved(interaction: Interaction, services: Services) -> Reply:
    """Moved, or the fault at the field."""
    way, chosen = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.COMPANY)
    said = service.move(services, MemberId(way.subject), CompanyId(number(chosen)), interaction.now)
    if said is MembershipOutcome.FULL:
        return Reply(errors={forms.COMPANY: interaction.t(views.SAID[said])})
    return _after(interaction, services, way, said)


def on_quota(interaction: Interaction, services: Services) -> Reply:
    """Asks for a company's number of seats; of a row of the list, the company is that row's."""
    company = service.get_company(services, MemberId(interaction.number)) if interaction.value else None
    view = forms.seating(interaction.t, company, ReturnTo.of(interaction, 0).packed())
    return on_top(interaction, services, view)


def on_quota_set(interaction: Interaction, services: Services) -> Reply:
    """Set, or the fault at the field."""
    way = ReturnTo.unpacked(interaction.metadata)
    quota, chosen = (
        whole(interaction.entered(forms.QUOTA), forms.MOST_SEATS),
        interaction.entered(forms.COMPANY),
    )
    if not quota:
        return Reply(errors={forms.QUOTA: interaction.t("A number from 1 to {n}.", n=forms.MOST_SEATS)})
    said = service.set_quota(services, CompanyId(number(chosen)), quota, interaction.member, interaction.now)
    return _after(interaction, services, way, said)


def on_promote(interaction: Interaction, services: Services) -> Reply:
    """“Make an organiser.”"""
    return _after(
        interaction,
        services,
        ReturnTo.of(interaction, interaction.number),
        service.promote(services, MemberId(interaction.number), interaction.now),
    )


def on_demote(interaction: Interaction, services: Services) -> Reply:
    """“Make a member.”"""
    return _after(
        interaction,
        services,
        ReturnTo.of(interaction, interaction.number),
        service.demote(services, MemberId(interaction.number), interaction.now),
    )


def on_organisation(interaction: Interaction, services: Services) -> Reply:
    """“The club's own organisation”: their company is on no list of voters any more."""
    said = service.mark_organisation(services, MemberId(interaction.number), marked=True)
    return _after(interaction, services, ReturnTo.of(interaction, interaction.number), said)


def on_company(interaction: Interaction, services: Services) -> Reply:
    """“A company like the others” again."""
    said = service.mark_organisation(services, MemberId(interaction.number), marked=False)
    return _after(interaction, services, ReturnTo.of(interaction, interaction.number), said)


def on_suspend(interaction: Interaction, services: Services) -> Reply:
    """Says what follows, asks for the reason."""
    person = service.find(services, MemberId(interaction.number))
    if person is None or not person.active:
        return _after(
            interaction,
            services,
            ReturnTo.of(interaction, interaction.number),
            MembershipOutcome.ALREADY if person else MembershipOutcome.GONE,
        )
    view = forms.suspending(interaction.t, person, ReturnTo.of(interaction, interaction.number).packed())
    return on_top(interaction, services, view)


def on_suspended(interaction: Interaction, services: Services) -> Reply:
    """Suspended, with a reason."""
    way, why = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.REASON)
    if not why:
        return Reply(errors={forms.REASON: interaction.t("Say why.")})
    return _after(
        interaction,
        services,
        way,
        service.suspend(services, MemberId(way.subject), interaction.member, why, interaction.now),
    )


def on_lift(interaction: Interaction, services: Services) -> Reply:
    """“End the suspension.”"""
    return _after(
        interaction,
        services,
        ReturnTo.of(interaction, interaction.number),
        service.lift(services, MemberId(interaction.number), interaction.member, interaction.now),
    )


def on_free(interaction: Interaction, services: Services) -> Reply:
    """“Free the seat”: in the list, or in the message of a closed account, which follows by itself."""
    said = service.free_seat(services, MemberId(interaction.number), interaction.member, interaction.now)
    if interaction.block_id.startswith(f"{views.CLOSED}:"):
        return (
            DONE
            if said is MembershipOutcome.DONE
            else Reply(views.told(interaction.t, interaction.t(views.SAID[said])))
        )
    return _after(interaction, services, ReturnTo.of(interaction, interaction.number), said)


def on_export(interaction: Interaction, services: Services) -> Reply:
    """The list as a file, by direct message."""
    service.ask_export(services, interaction.member, interaction.now)
    return Reply(views.told(interaction.t, interaction.t("⏳ The file comes by direct message.")))


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return views.listing(interaction.t, service.listing(services, asked), said)


def _after(
    interaction: Interaction, services: Services, way: ReturnTo[None], said: MembershipOutcome
) -> Reply:
    """The list redrawn where the act was made in it, else one sentence."""
    words = interaction.t(views.SAID[said])
    if at := way.position(LIST):
        return Reply(_listing(interaction, services, at, words), in_place=True, response_url=way.response_url)
    return Reply(views.told(interaction.t, words), response_url=way.response_url)
