"""From a payload to a service and back: no rule and no SQL here."""

import json

from club.ids import CompanyId
from handlers.belonging.companies import form, forms, service, views
from handlers.belonging.companies.matter import Card
from handlers.belonging.companies.service import Done, Faulty, Outcome
from handlers.kit.act import Act, Blocks, Reply
from handlers.kit.carried import number, unpacked
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.kit.router import Access, allowed
from storage.people import Role


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime company`: my company's page."""
    card = _mine(act, desk)
    return _nothing(act, desk) if card is None else Reply(views.page(act.t, card, act.member.id))


def _mine(act: Act, desk: Desk) -> Card | None:
    company_id = act.member.company_id
    return None if company_id is None else service.get_card(desk, company_id)


def _nothing(act: Act, desk: Desk) -> Reply:
    organiser = act.member.role is Role.ORGANISER
    agreed = service.count_agreed(desk) if organiser else None
    return Reply(views.no_company(act.t, desk.club.contact, agreed))


def on_edit(act: Act, desk: Desk) -> Reply:
    """Opens the form."""
    if (card := _mine(act, desk)) is None:
        return _nothing(act, desk)
    view = forms.editing(act.t, card, _packed(act, card))
    return on_top(act, desk, view)


def on_edited(act: Act, desk: Desk) -> Reply:
    """The form, sent: faults at their fields, a warning where somebody was faster, or the page."""
    if (company_id := act.member.company_id) is None:
        return _nothing(act, desk)
    seen, _ = _unpacked(act)
    outcome = service.save(desk, act.member, company_id, form.read(act), seen, act.now)
    if isinstance(outcome, Faulty):
        return Reply(errors=forms.errors(act.t, outcome.faults))
    if outcome.done is Done.OVERTAKEN:
        again = _repacked(act, outcome.card)
        return Reply(update=forms.editing(act.t, outcome.card, again, overtaken=True))
    return _after_modal(act, outcome)


def on_agree(act: Act, desk: Desk) -> Reply:
    """Shows the exact content; a page that waits for nothing is shown as it stands."""
    card = _mine(act, desk)
    if card is None or card.content is None:
        return on_command(act, desk)
    view = forms.agreeing(act.t, card, _packed(act, card))
    return on_top(act, desk, view)


def on_agreed(act: Act, desk: Desk) -> Reply:
    """“Agree”, to what was shown; what was changed meanwhile is shown anew."""
    if (company_id := act.member.company_id) is None:
        return _nothing(act, desk)
    seen, _ = _unpacked(act)
    outcome = service.agree(desk, act.member, company_id, seen, act.now)
    if outcome.done is Done.OVERTAKEN and outcome.card.content:
        again = _repacked(act, outcome.card)
        return Reply(update=forms.agreeing(act.t, outcome.card, again, overtaken=True))
    return _after_modal(act, outcome)


def on_withdraw(act: Act, desk: Desk) -> Reply:
    """Says first what follows."""
    card = _mine(act, desk)
    if card is None or card.agreed is None:
        return on_command(act, desk)
    view = forms.withdrawing(act.t, card, _packed(act, card))
    return on_top(act, desk, view)


def on_withdrawn(act: Act, desk: Desk) -> Reply:
    """“Withdraw.”"""
    if (company_id := act.member.company_id) is None:
        return _nothing(act, desk)
    return _after_modal(act, service.withdraw(desk, act.member, company_id, act.now))


def on_accept(act: Act, desk: Desk) -> Reply:
    """“Agree to be the contact.”"""
    company, _, shown = act.value.partition(":")
    outcome = service.accept_contact(desk, act.member, CompanyId(number(company)), shown, act.now)
    return _after_contact(act, outcome)


def on_leave(act: Act, desk: Desk) -> Reply:
    """“Stop being the contact”: at any time, whatever else waits for the charter."""
    if act.visitor.member is None:
        return Reply(views.no_company(act.t, desk.club.contact, None))
    company, _, _ = act.value.partition(":")
    return _after_contact(act, service.leave_contact(desk, act.member, CompanyId(number(company)), act.now))


def home_part(act: Act, desk: Desk) -> Blocks:
    """The company in the home tab; nothing for those who have none."""
    card = _mine(act, desk)
    return [] if card is None else views.home_part(act.t, card)


def _after_contact(act: Act, outcome: Outcome) -> Reply:
    """The message that asked, or the page, redrawn where the button stood; the page to its company alone."""
    colleague = act.member.company_id == outcome.card.company and allowed(Access.MEMBER, act.visitor)
    view = views.page if act.block_id == views.PAGE and colleague else views.asked
    return Reply(view(act.t, outcome.card, act.member.id, outcome.done), in_place=act.in_private)


def _after_modal(act: Act, outcome: Outcome) -> Reply:
    _, url = _unpacked(act)
    return Reply(
        views.page(act.t, outcome.card, act.member.id, outcome.done), in_place=bool(url), response_url=url
    )


def _packed(act: Act, card: Card) -> str:
    """What a modal carries: the content it was opened on, and the way back to where its button stood."""
    return json.dumps([card.seen, act.response_url], separators=(",", ":"))


def _repacked(act: Act, card: Card) -> str:
    return json.dumps([card.seen, _unpacked(act)[1]], separators=(",", ":"))


def _unpacked(act: Act) -> tuple[str, str]:
    seen, url = unpacked(act.metadata, str, str)
    return seen, url
