"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import CompanyId, MemberId
from handlers.belonging.members import forms, service, views
from handlers.belonging.members.service import Said
from handlers.belonging.members.views import Spot, Way
from handlers.kit.act import DONE, Act, Message, Reply
from handlers.kit.blocks import option
from handlers.kit.carried import number, whole
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Role


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime members words…`: the organisers' list; to members, their directory."""
    if act.member.role is not Role.ORGANISER:
        return Reply(next=("directory.find", ""))
    return Reply(_listing(act, desk, Spot(0, " ".join(act.text.split())[: views.LONGEST_WORDS])))


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page, in place."""
    spot = Spot.behind(act.block_id) or Spot()
    return Reply(_listing(act, desk, Spot(act.number, spot.words)), in_place=True)


def on_move(act: Act, desk: Desk) -> Reply:
    """Asks for the company."""
    person = service.find(desk, MemberId(act.number))
    if person is None:
        return _after(act, desk, Way.of(act), Said.GONE)
    view = forms.moving(act.t, person, Way.of(act).packed())
    return on_top(act, desk, view)


def on_companies(act: Act, desk: Desk) -> Reply:
    """Companies that fit what was typed."""
    return Reply(options=[option(name, one) for one, name in service.companies(desk, act.text)])


def on_moved(act: Act, desk: Desk) -> Reply:
    """Moved, or the fault at the field."""
    way, chosen = Way.unpacked(act.metadata), act.entered(forms.COMPANY)
    said = service.move(desk, MemberId(way.member_id), CompanyId(number(chosen)), act.now)
    if said is Said.FULL:
        return Reply(errors={forms.COMPANY: act.t(views.SAID[said])})
    return _after(act, desk, way, said)


def on_quota(act: Act, desk: Desk) -> Reply:
    """Asks for a company's number of seats; of a row of the list, the company is that row's."""
    company = service.get_company(desk, MemberId(act.number)) if act.value else None
    view = forms.seating(act.t, company, Way(0, act.response_url, act.block_id).packed())
    return on_top(act, desk, view)


def on_quota_set(act: Act, desk: Desk) -> Reply:
    """Set, or the fault at the field."""
    quota, chosen = whole(act.entered(forms.QUOTA), forms.MOST_SEATS), act.entered(forms.COMPANY)
    if not quota:
        return Reply(errors={forms.QUOTA: act.t("A number from 1 to {n}.", n=forms.MOST_SEATS)})
    way = Way.unpacked(act.metadata)
    said = service.set_quota(desk, CompanyId(number(chosen)), quota, act.member, act.now)
    return _after(act, desk, way, said)


def on_promote(act: Act, desk: Desk) -> Reply:
    """“Make an organiser.”"""
    return _after(act, desk, Way.of(act), service.promote(desk, MemberId(act.number), act.now))


def on_demote(act: Act, desk: Desk) -> Reply:
    """“Make a member.”"""
    return _after(act, desk, Way.of(act), service.demote(desk, MemberId(act.number), act.now))


def on_organisation(act: Act, desk: Desk) -> Reply:
    """“The club's own organisation”: their company is on no list of voters any more."""
    said = service.mark_organisation(desk, MemberId(act.number), marked=True)
    return _after(act, desk, Way.of(act), said)


def on_company(act: Act, desk: Desk) -> Reply:
    """“A company like the others” again."""
    said = service.mark_organisation(desk, MemberId(act.number), marked=False)
    return _after(act, desk, Way.of(act), said)


def on_suspend(act: Act, desk: Desk) -> Reply:
    """Says what follows, asks for the reason."""
    person = service.find(desk, MemberId(act.number))
    if person is None or not person.active:
        return _after(act, desk, Way.of(act), Said.ALREADY if person else Said.GONE)
    view = forms.suspending(act.t, person, Way.of(act).packed())
    return on_top(act, desk, view)


def on_suspended(act: Act, desk: Desk) -> Reply:
    """Suspended, with a reason."""
    way, why = Way.unpacked(act.metadata), act.entered(forms.REASON)
    if not why:
        return Reply(errors={forms.REASON: act.t("Say why.")})
    return _after(act, desk, way, service.suspend(desk, MemberId(way.member_id), act.member, why, act.now))


def on_lift(act: Act, desk: Desk) -> Reply:
    """“End the suspension.”"""
    return _after(act, desk, Way.of(act), service.lift(desk, MemberId(act.number), act.member, act.now))


def on_free(act: Act, desk: Desk) -> Reply:
    """“Free the seat”: in the list, or in the message of a closed account, which follows by itself."""
    said = service.free_seat(desk, MemberId(act.number), act.member, act.now)
    if act.block_id.startswith(f"{views.CLOSED}:"):
        return DONE if said is Said.DONE else Reply(views.told(act.t, act.t(views.SAID[said])))
    return _after(act, desk, Way.of(act), said)


def on_export(act: Act, desk: Desk) -> Reply:
    """The list as a file, by direct message."""
    service.ask_export(desk, act.member, act.now)
    return Reply(views.told(act.t, act.t("⏳ The file comes by direct message.")))


def _listing(act: Act, desk: Desk, spot: Spot, said: str = "") -> Message:
    return views.listing(act.t, service.listing(desk, spot.words, spot.page), said)


def _after(act: Act, desk: Desk, way: Way, said: Said) -> Reply:
    """The list redrawn where the act was made in it, else one sentence."""
    words = act.t(views.SAID[said])
    if spot := Spot.behind(way.behind):
        return Reply(_listing(act, desk, spot, words), in_place=True, response_url=way.url)
    return Reply(views.told(act.t, words), response_url=way.url)
