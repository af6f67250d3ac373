"""From a payload to a service and back: no rule and no SQL here."""

import re
from collections.abc import Sequence

from club.folding import fold
from club.ids import CompanyId
from handlers.belonging.admission import entering, forms, reading, seat_views, seats, service, views
from handlers.belonging.admission.service import AdmissionOutcome
from handlers.kit.blocks import option
from handlers.kit.carried import number, pair
from handlers.kit.daybook import DaybookLine, DayContext
from handlers.kit.interaction import DONE, Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition, Page
from handlers.kit.profiles import asked_of_slack
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.admission import count_open
from storage.people import Membership

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime join`: a newcomer asks; a member invites, whoever is named behind it."""
    if interaction.visitor.member:
        mention = MENTION.search(interaction.text)
        return _inviting(interaction, services, mention[1] if mention else "")
    return on_join(interaction, services)


def on_join(interaction: Interaction, services: Services) -> Reply:
    """The form; who has asked already sees where it stands."""
    person = interaction.visitor.person
    if own := service.get_own(services, person):
        return Reply(views.mine(interaction.t, own))
    if person and person.state in (Membership.ADMITTED, Membership.SUSPENDED):
        admitted = person.state is Membership.ADMITTED
        return Reply(
            views.told(interaction.t, AdmissionOutcome.MEMBER if admitted else AdmissionOutcome.SUSPENDED)
        )
    return on_top(interaction, services, forms.joining(interaction.t))


def on_joined(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: a direct message follows it from now on."""
    company, function = (
        " ".join(interaction.entered(name).split()) for name in (forms.COMPANY, forms.FUNCTION)
    )
    if not fold(company):
        return Reply(errors={forms.COMPANY: interaction.t("Give the company’s name.")})
    word, who = interaction.entered(forms.WORD), asked_of_slack(services, interaction.slack_id)
    said = entering.ask(services, interaction.slack_id, company, function, word, interaction.now, who)
    return DONE if said is AdmissionOutcome.DONE else Reply(views.told(interaction.t, said))


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """The person takes it back; the message that shows it says so."""
    assert interaction.visitor.person is not None, "the entry is for people in the books"
    said = service.withdraw(services, interaction.visitor.person, interaction.now)
    return DONE if said is AdmissionOutcome.DONE else Reply(views.told(interaction.t, said))


def on_invite(interaction: Interaction, services: Services) -> Reply:
    """“Invite a person…”"""
    return _inviting(interaction, services, "")


def _inviting(interaction: Interaction, services: Services, chosen: str) -> Reply:
    member = interaction.member
    if member.company_id is None:
        return Reply(views.told(interaction.t, AdmissionOutcome.NO_COMPANY))
    found = reading.get_seats(services, member.company_id)
    if found.full:
        return Reply(seat_views.full(interaction.t, found))
    return on_top(
        interaction,
        services,
        forms.inviting(interaction.t, member.company, chosen),
    )


def on_invited(interaction: Interaction, services: Services) -> Reply:
    """The invitation, sent: faults at their fields."""
    t, slack_id = interaction.t, interaction.entered(forms.PERSON)
    name, email = " ".join(interaction.entered(forms.NAME).split()), interaction.entered(forms.EMAIL)
    if not slack_id and not email:
        return Reply(errors={forms.PERSON: t("Choose a person, or give a name and an address.")})
    if not slack_id and len(name.split()) < 2:
        return Reply(errors={forms.NAME: t("Give a first and a last name.")})
    who = asked_of_slack(services, slack_id) if slack_id else None
    said = entering.invite(
        services, interaction.member, name, email, interaction.now, slack_id=slack_id, said=who
    )
    if said is AdmissionOutcome.DONE:
        return Reply(views.told(t, said))
    return Reply(errors={forms.PERSON if slack_id else forms.EMAIL: t(views.SAID[said])})


def on_confirm(interaction: Interaction, services: Services) -> Reply:
    """Somebody of the company confirms; the message is redrawn by what follows."""
    said = service.confirm(services, interaction.number, interaction.member, interaction.now)
    if said in (AdmissionOutcome.DONE, AdmissionOutcome.ALREADY, AdmissionOutcome.FULL) and (
        matter := service.get_matter(services, interaction.number)
    ):
        return Reply(views.colleague(interaction.t, matter), in_place=interaction.in_private)
    return Reply(views.told(interaction.t, said))


def on_refuse(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    matter = service.get_matter(services, interaction.number)
    if matter is None or not matter.request.open:
        return Reply(views.told(interaction.t, AdmissionOutcome.ALREADY if matter else AdmissionOutcome.GONE))
    if not reading.may_refuse(interaction.member, matter):
        return Reply(views.told(interaction.t, AdmissionOutcome.NOT_YOURS))
    return on_top(
        interaction, services, forms.refusing(interaction.t, matter, ReturnTo.of(interaction, matter.id))
    )


def on_refused(interaction: Interaction, services: Services) -> Reply:
    """Declined, with a reason."""
    way = ReturnTo.unpacked(interaction.metadata)
    if not interaction.entered(forms.REASON):
        return Reply(errors={forms.REASON: interaction.t("Say why.")})
    said = service.refuse(
        services, way.subject, interaction.member, interaction.entered(forms.REASON), interaction.now
    )
    return _decided(interaction, services, way, said)


def on_ask_seat(interaction: Interaction, services: Services) -> Reply:
    """“Ask for a seat…”: the organisers hear of it."""
    said = seats.ask(services, interaction.member, interaction.now)
    return Reply(
        views.told(interaction.t, said)
        if said is not AdmissionOutcome.DONE
        else seat_views.sent(interaction.t)
    )


def on_grant(interaction: Interaction, services: Services) -> Reply:
    """An organiser gives a company a seat more."""
    company_id, seen = pair(interaction.value)
    way = ReturnTo.of(interaction, _shown(interaction))
    said = seats.grant(services, CompanyId(company_id), seen, interaction.member, interaction.now)
    # Elsewhere than at a request, the message it stands in follows by itself.
    return _decided(interaction, services, way, said) if way.subject else DONE


def _shown(interaction: Interaction) -> int:
    """The request at which the button stands, in the list or in a copy; 0: elsewhere. Raises OutOfDate."""
    if at := interaction.position(views.LIST):
        return number(str(at.row))
    where, _, request = interaction.block_id.partition(":")
    return number(request) if where == views.COPY else 0


def on_refuse_seat(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    wish = seats.get_wish(services, interaction.number)
    if wish is None or not wish.open:
        return Reply(views.told(interaction.t, AdmissionOutcome.ALREADY if wish else AdmissionOutcome.GONE))
    return on_top(
        interaction,
        services,
        seat_views.refusing(interaction.t, wish, ReturnTo.of(interaction, interaction.number)),
    )


def on_seat_refused(interaction: Interaction, services: Services) -> Reply:
    """Declined, with a reason; the message follows by itself."""
    way, why = ReturnTo.unpacked(interaction.metadata), interaction.entered(forms.REASON)
    if not why:
        return Reply(errors={forms.REASON: interaction.t("Say why.")})
    said = seats.refuse(services, way.subject, interaction.member, why, interaction.now)
    return (
        DONE
        if said is AdmissionOutcome.DONE
        else Reply(views.told(interaction.t, said), response_url=way.response_url)
    )


def on_choose(interaction: Interaction, services: Services) -> Reply:
    """Which company was meant?"""
    matter = service.get_matter(services, interaction.number)
    if matter is None or not matter.request.open:
        return Reply(views.told(interaction.t, AdmissionOutcome.ALREADY if matter else AdmissionOutcome.GONE))
    return on_top(
        interaction, services, forms.choosing(interaction.t, matter, ReturnTo.of(interaction, matter.id))
    )


def on_companies(interaction: Interaction, services: Services) -> Reply:
    """Companies that fit what was typed."""
    return Reply(options=[option(name, one) for one, name in reading.companies(services, interaction.text)])


def on_chosen(interaction: Interaction, services: Services) -> Reply:
    """Chosen, or added."""
    way = ReturnTo.unpacked(interaction.metadata)
    chosen, name = interaction.entered(forms.CHOSEN), " ".join(interaction.entered(forms.NEW).split())
    if not chosen and not fold(name):
        return Reply(errors={forms.NEW: interaction.t("Give the company’s name.")})
    company_id = CompanyId(number(chosen)) if chosen else None
    said = service.choose_company(services, way.subject, company_id, name, interaction.now)
    return _decided(interaction, services, way, said)


def on_admit(interaction: Interaction, services: Services) -> Reply:
    """“Admit.”"""
    said = service.admit(services, interaction.number, interaction.member, interaction.now)
    return _decided(interaction, services, ReturnTo.of(interaction, interaction.number), said)


def on_list(interaction: Interaction, services: Services) -> Reply:
    """What is to be decided, a page of it."""
    in_place = interaction.position(views.LIST) is not None
    return Reply(_listing(interaction, services, interaction.page_of(views.LIST)), in_place=in_place)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return views.listing(interaction.t, Page.cut(service.list_waiting(services), asked), said)


def daybook(ctx: DayContext) -> Sequence[DaybookLine]:
    """The daybook's part: who asks to join."""
    return views.daybook(ctx.t, count_open(ctx.session))


def _decided(
    interaction: Interaction, services: Services, way: ReturnTo[None], said: AdmissionOutcome
) -> Reply:
    """The list redrawn where the button stood in it, else the copy."""
    words = "" if said is AdmissionOutcome.DONE else interaction.t(views.SAID[said])
    if at := way.position(views.LIST):
        shown = _listing(interaction, services, at, words or interaction.t(views.SAID[said]))
        return Reply(shown, in_place=True, response_url=way.response_url)
    matter = service.get_matter(services, way.subject)
    if matter is None:
        return Reply(views.told(interaction.t, said), response_url=way.response_url)
    where = way.behind.partition(":")[0]
    if where == views.ASKED:
        return Reply(views.colleague(interaction.t, matter), in_place=True, response_url=way.response_url)
    in_place = where == views.COPY and bool(way.response_url)
    return Reply(views.copy(interaction.t, matter, words), in_place=in_place, response_url=way.response_url)
