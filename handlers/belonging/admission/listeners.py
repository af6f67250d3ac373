"""From a payload to a service and back: no rule and no SQL here."""

import re

from club.folding import fold
from club.ids import CompanyId
from handlers.belonging.admission import entering, forms, reading, seat_views, seats, service, views
from handlers.belonging.admission.forms import Way
from handlers.belonging.admission.service import Said
from handlers.kit.act import DONE, Act, Blocks, Reply
from handlers.kit.blocks import option
from handlers.kit.carried import number, numbers
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Membership, Role

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime join`: a newcomer asks; a member invites, whoever is named behind it."""
    if act.visitor.member:
        mention = MENTION.search(act.text)
        return _inviting(act, desk, mention[1] if mention else "")
    return on_join(act, desk)


def on_join(act: Act, desk: Desk) -> Reply:
    """The form; who has asked already sees where it stands."""
    person = act.visitor.person
    if own := service.get_own(desk, person):
        return Reply(views.mine(act.t, own))
    if person and person.state in (Membership.ADMITTED, Membership.SUSPENDED):
        admitted = person.state is Membership.ADMITTED
        return Reply(views.told(act.t, Said.MEMBER if admitted else Said.SUSPENDED))
    return on_top(act, desk, forms.joining(act.t))


def on_joined(act: Act, desk: Desk) -> Reply:
    """The form, sent: a direct message follows it from now on."""
    company, function = (" ".join(act.entered(name).split()) for name in (forms.COMPANY, forms.FUNCTION))
    if not fold(company):
        return Reply(errors={forms.COMPANY: act.t("Give the company’s name.")})
    said = entering.ask(desk, act.slack_id, company, function, act.entered(forms.WORD), act.now)
    return DONE if said is Said.DONE else Reply(views.told(act.t, said))


def on_withdraw(act: Act, desk: Desk) -> Reply:
    """The person takes it back; the message that shows it says so."""
    assert act.visitor.person is not None, "the entry is for people in the books"
    said = service.withdraw(desk, act.visitor.person, act.now)
    return DONE if said is Said.DONE else Reply(views.told(act.t, said))


def on_invite(act: Act, desk: Desk) -> Reply:
    """“Invite a person…”"""
    return _inviting(act, desk, "")


def _inviting(act: Act, desk: Desk, chosen: str) -> Reply:
    member = act.member
    if member.company_id is None:
        return Reply(views.told(act.t, Said.NO_COMPANY))
    found = reading.get_seats(desk, member.company_id)
    if found.full:
        return Reply(seat_views.full(act.t, found))
    return on_top(act, desk, forms.inviting(act.t, member.company, Way.of(act), chosen))


def on_invited(act: Act, desk: Desk) -> Reply:
    """The invitation, sent: faults at their fields."""
    t, slack_id = act.t, act.entered(forms.PERSON)
    name, email = " ".join(act.entered(forms.NAME).split()), act.entered(forms.EMAIL)
    if not slack_id and not email:
        return Reply(errors={forms.PERSON: t("Choose a person, or give a name and an address.")})
    if not slack_id and len(name.split()) < 2:
        return Reply(errors={forms.NAME: t("Give a first and a last name.")})
    said = entering.invite(desk, act.member, slack_id, name, email, act.now)
    if said is Said.DONE:
        return Reply(views.told(t, said))
    return Reply(errors={forms.PERSON if slack_id else forms.EMAIL: t(views.SAID[said])})


def on_confirm(act: Act, desk: Desk) -> Reply:
    """Somebody of the company confirms; the message is redrawn by what follows."""
    return _asked(act, desk, service.confirm(desk, act.number, act.member, act.now))


def _asked(act: Act, desk: Desk, said: Said) -> Reply:
    if said in (Said.DONE, Said.ALREADY, Said.FULL) and (matter := service.get_matter(desk, act.number)):
        return Reply(views.colleague(act.t, matter), in_place=act.in_private)
    return Reply(views.told(act.t, said))


def on_refuse(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    matter = service.get_matter(desk, act.number)
    if matter is None or not matter.request.open:
        return Reply(views.told(act.t, Said.ALREADY if matter else Said.GONE))
    if not reading.may_refuse(act.member, matter):
        return Reply(views.told(act.t, Said.NOT_YOURS))
    return on_top(act, desk, forms.refusing(act.t, matter, Way.of(act, matter.id)))


def on_refused(act: Act, desk: Desk) -> Reply:
    """Declined, with a reason."""
    way = Way.unpacked(act.metadata)
    if not act.entered(forms.REASON):
        return Reply(errors={forms.REASON: act.t("Say why.")})
    said = service.refuse(desk, way.request_id, act.member, act.entered(forms.REASON), act.now)
    return _decided(act, desk, way, said)


def on_ask_seat(act: Act, desk: Desk) -> Reply:
    """“Ask for a seat…”: the organisers hear of it."""
    said = seats.ask(desk, act.member, act.now)
    return Reply(views.told(act.t, said) if said is not Said.DONE else seat_views.sent(act.t))


def on_grant(act: Act, desk: Desk) -> Reply:
    """An organiser gives a company a seat more."""
    company_id, seen = numbers(act.value, 2)
    said = seats.grant(desk, CompanyId(company_id), seen, act.member, act.now)
    way = Way.of(act)
    if way.behind.startswith((views.LIST, views.COPY)):
        return _decided(act, desk, Way(number(way.behind.rpartition(":")[2]), way.url, way.behind), said)
    return DONE  # the message it stands in follows by itself


def on_refuse_seat(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    wish = seats.get_wish(desk, act.number)
    if wish is None or not wish.open:
        return Reply(views.told(act.t, Said.ALREADY if wish else Said.GONE))
    return on_top(act, desk, seat_views.refusing(act.t, wish, Way.of(act, act.number)))


def on_seat_refused(act: Act, desk: Desk) -> Reply:
    """Declined, with a reason; the message follows by itself."""
    way, why = Way.unpacked(act.metadata), act.entered(forms.REASON)
    if not why:
        return Reply(errors={forms.REASON: act.t("Say why.")})
    said = seats.refuse(desk, way.request_id, act.member, why, act.now)
    return DONE if said is Said.DONE else Reply(views.told(act.t, said), response_url=way.url)


def on_choose(act: Act, desk: Desk) -> Reply:
    """Which company was meant?"""
    matter = service.get_matter(desk, act.number)
    if matter is None or not matter.request.open:
        return Reply(views.told(act.t, Said.ALREADY if matter else Said.GONE))
    return on_top(act, desk, forms.choosing(act.t, matter, Way.of(act, matter.id)))


def on_companies(act: Act, desk: Desk) -> Reply:
    """Companies that fit what was typed."""
    return Reply(options=[option(name, one) for one, name in reading.companies(desk, act.text)])


def on_chosen(act: Act, desk: Desk) -> Reply:
    """Chosen, or added."""
    way = Way.unpacked(act.metadata)
    chosen, name = act.entered(forms.CHOSEN), " ".join(act.entered(forms.NEW).split())
    if not chosen and not fold(name):
        return Reply(errors={forms.NEW: act.t("Give the company’s name.")})
    company_id = CompanyId(number(chosen)) if chosen else None
    said = service.choose_company(desk, way.request_id, company_id, name, act.now)
    return _decided(act, desk, way, said)


def on_admit(act: Act, desk: Desk) -> Reply:
    """“Admit.”"""
    said = service.admit(desk, act.number, act.member, act.now)
    return _decided(act, desk, Way.of(act, act.number), said)


def on_list(act: Act, desk: Desk) -> Reply:
    """What is to be decided, a page of it."""
    in_place = act.block_id != reading.ENTRANCE and act.in_private
    return Reply(
        views.listing(act.t, service.list_waiting(desk), number(act.value or "0")), in_place=in_place
    )


def home(act: Act, desk: Desk) -> Blocks:
    """The home tab's part, for organisers: who asks to join."""
    if act.member.role is not Role.ORGANISER:
        return []
    return views.home(act.t, len(service.list_waiting(desk)))


def _decided(act: Act, desk: Desk, way: Way, said: Said) -> Reply:
    """The list redrawn where the button stood in it, else the copy."""
    where, _, rest = way.behind.partition(":")
    words = "" if said is Said.DONE else act.t(views.SAID[said])
    if where == views.LIST:
        at = number(rest.partition(":")[0])
        shown = views.listing(act.t, service.list_waiting(desk), at, words or act.t(views.SAID[said]))
        return Reply(shown, in_place=True, response_url=way.url)
    matter = service.get_matter(desk, way.request_id)
    if matter is None:
        return Reply(views.told(act.t, said), response_url=way.url)
    if where == views.ASKED:
        return Reply(views.colleague(act.t, matter), in_place=True, response_url=way.url)
    in_place = where == views.COPY and bool(way.url)
    return Reply(views.copy(act.t, matter, words), in_place=in_place, response_url=way.url)
