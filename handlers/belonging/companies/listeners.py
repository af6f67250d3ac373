"""From a payload to a service and back: no rule and no SQL here."""

from collections.abc import Sequence
from dataclasses import replace

from club.corrections import LONGEST_REASON, wording_fault
from club.ids import CompanyId, CorrectionId
from handlers.belonging.companies import form, forms, service, views
from handlers.belonging.companies.matter import CompanyCard
from handlers.belonging.companies.service import CompanyPageFaulty, PageDone, PageOutcome
from handlers.belonging.shared import correcting
from handlers.belonging.shared.correcting import CorrectionDone
from handlers.kit.blocks import aside
from handlers.kit.carried import number
from handlers.kit.home import CompanyLines
from handlers.kit.interaction import Blocks, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import CHANNEL, ReturnTo
from handlers.kit.router import Access, HomePart, allowed
from handlers.kit.services import Services
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime company`: my company's page."""
    card = _mine(interaction, services)
    return (
        _nothing(interaction, services)
        if card is None
        else Reply(views.page(interaction.t, card, interaction.member.id))
    )


def _mine(interaction: Interaction, services: Services) -> CompanyCard | None:
    company_id = interaction.member.company_id
    return None if company_id is None else service.get_card(services, company_id)


def _nothing(interaction: Interaction, services: Services) -> Reply:
    organiser = interaction.member.role is Role.ORGANISER
    agreed = service.count_agreed(services) if organiser else None
    return Reply(views.no_company(interaction.t, services.club.contact, agreed))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """Opens the form."""
    if (card := _mine(interaction, services)) is None:
        return _nothing(interaction, services)
    view = forms.editing(interaction.t, card, ReturnTo.of(interaction, card.company, card.seen).packed())
    return on_top(interaction, services, view)


def on_correct(interaction: Interaction, services: Services) -> Reply:
    """The form, from what organisers ask: that message says by itself what becomes of it."""
    if (card := _mine(interaction, services)) is None:
        return _nothing(interaction, services)
    way = ReturnTo.of(interaction, card.company, card.seen)
    return on_top(interaction, services, forms.editing(interaction.t, card, way.packed()))


def on_keep(interaction: Interaction, services: Services) -> Reply:
    """“Leave it as it is…”: asks why."""
    one = correcting.get_for(services, interaction.member, CorrectionId(interaction.number))
    if one is None:
        return Reply(aside(interaction.t(views.CORRECTED[CorrectionDone.ALREADY])))
    metadata = ReturnTo.of(interaction, one.id).packed()
    return on_top(interaction, services, forms.keeping(interaction.t, one, metadata))


def on_kept(interaction: Interaction, services: Services) -> Reply:
    """The reason, sent: whoever asked reads it."""
    way = ReturnTo.unpacked(interaction.metadata)
    reason = form.legible(interaction.entered(form.REASON))
    if fault := wording_fault(reason, LONGEST_REASON):
        return Reply(errors={form.REASON: interaction.t(forms.REASON_FAULTS[fault])})
    done = correcting.keep(services, interaction.member, CorrectionId(way.subject), reason, interaction.now)
    return Reply(aside(interaction.t(views.CORRECTED[done])), response_url=way.response_url)


def on_uncorrect(interaction: Interaction, services: Services) -> Reply:
    """“Take the request back.”"""
    done = correcting.take_back(
        services, interaction.member, CorrectionId(interaction.number), interaction.now
    )
    return Reply(aside(interaction.t(views.CORRECTED[done])))


def on_edited(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields, a warning where somebody was faster, or the page."""
    if (company_id := interaction.member.company_id) is None:
        return _nothing(interaction, services)
    way = ReturnTo.unpacked(interaction.metadata)
    outcome = service.save(
        services, interaction.member, company_id, form.read(interaction), way.revision, interaction.now
    )
    if isinstance(outcome, CompanyPageFaulty):
        return Reply(errors=forms.errors(interaction.t, outcome.faults))
    if outcome.done is PageDone.OVERTAKEN:
        again = replace(way, revision=outcome.card.seen).packed()
        return Reply(update=forms.editing(interaction.t, outcome.card, again, overtaken=True))
    return _after_modal(interaction, outcome, way)


def on_agree(interaction: Interaction, services: Services) -> Reply:
    """Shows the exact content; a page that waits for nothing is shown as it stands."""
    card = _mine(interaction, services)
    if card is None or card.content is None:
        return on_command(interaction, services)
    view = forms.agreeing(interaction.t, card, ReturnTo.of(interaction, card.company, card.seen).packed())
    return on_top(interaction, services, view)


def on_agreed(interaction: Interaction, services: Services) -> Reply:
    """“Agree”, to what was shown; what was changed meanwhile is shown anew."""
    if (company_id := interaction.member.company_id) is None:
        return _nothing(interaction, services)
    way = ReturnTo.unpacked(interaction.metadata)
    outcome = service.agree(services, interaction.member, company_id, way.revision, interaction.now)
    if outcome.done is PageDone.OVERTAKEN and outcome.card.content:
        again = replace(way, revision=outcome.card.seen).packed()
        return Reply(update=forms.agreeing(interaction.t, outcome.card, again, overtaken=True))
    return _after_modal(interaction, outcome, way)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Says first what follows."""
    card = _mine(interaction, services)
    if card is None or card.agreed is None:
        return on_command(interaction, services)
    view = forms.withdrawing(interaction.t, card, ReturnTo.of(interaction, card.company, card.seen).packed())
    return on_top(interaction, services, view)


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """“Withdraw.”"""
    if (company_id := interaction.member.company_id) is None:
        return _nothing(interaction, services)
    way = ReturnTo.unpacked(interaction.metadata)
    outcome = service.withdraw(services, interaction.member, company_id, interaction.now)
    return _after_modal(interaction, outcome, way)


def on_accept(interaction: Interaction, services: Services) -> Reply:
    """“Agree to be the contact.”"""
    company, _, shown = interaction.value.partition(":")
    outcome = service.accept_contact(
        services, interaction.member, CompanyId(number(company)), shown, interaction.now
    )
    return _after_contact(interaction, outcome)


def on_leave(interaction: Interaction, services: Services) -> Reply:
    """“Stop being the contact”: at any time, whatever else waits for the charter."""
    if interaction.visitor.member is None:
        return Reply(views.no_company(interaction.t, services.club.contact, None))
    company, _, _ = interaction.value.partition(":")
    return _after_contact(
        interaction,
        service.leave_contact(services, interaction.member, CompanyId(number(company)), interaction.now),
    )


def home_part(others: Sequence[CompanyLines]) -> HomePart:
    """The company in the home tab, with what other features tell of it; nothing for those who have none."""

    def part(interaction: Interaction, services: Services) -> Blocks:
        card = _mine(interaction, services)
        if card is None:
            return []
        lines = [line for tell in others for line in tell(interaction, services)]
        own = service.is_organisation(services, card.company)
        return views.home_part(interaction.t, card, lines, organisation=own)

    return part


def _after_contact(interaction: Interaction, outcome: PageOutcome) -> Reply:
    """The message that asked, or the page, redrawn where the button stood; the page to its company alone."""
    colleague = interaction.member.company_id == outcome.card.company and allowed(
        Access.MEMBER, interaction.visitor
    )
    view = views.page if interaction.block_id == views.PAGE and colleague else views.asked
    return Reply(
        view(interaction.t, outcome.card, interaction.member.id, outcome.done),
        in_place=interaction.in_private,
    )


def _after_modal(interaction: Interaction, outcome: PageOutcome, way: ReturnTo[None]) -> Reply:
    """The page in its own place; below a message that asked for it and says itself what became of it."""
    shown = views.page(interaction.t, outcome.card, interaction.member.id, outcome.done)
    return Reply(shown, in_place=way.behind in (views.PAGE, CHANNEL), response_url=way.response_url)
