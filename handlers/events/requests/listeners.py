"""From a payload to a service and back: no rule and no SQL here."""

from club.events import Phase
from club.ids import ClaimId, EventId
from handlers.events.requests import reasons, service, views
from handlers.events.requests.service import Verdict
from handlers.events.shared import outcomes as out
from handlers.events.shared.agenda import after, get_standing
from handlers.kit.act import Act, Blocks, Origin, Reply
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Role


def on_ask(act: Act, desk: Desk) -> Reply:
    """Opens the form; somebody who needs none is told what holds."""
    event_id = EventId(act.number)
    found = get_standing(desk, event_id, act.member, act.now)
    if found is None:
        return after(act, desk, out.Unknown())
    if found.phase is not Phase.LATE or service.held_already(found):
        return after(act, desk, service.ask(desk, event_id, act.member, "", act.now))
    view = views.asking(act.t, found, Origin.of(act, event_id).packed())
    return on_top(act, desk, view)


def on_asked(act: Act, desk: Desk) -> Reply:
    """The form, sent."""
    origin = Origin.unpacked(act.metadata)
    outcome = service.ask(desk, origin.event_id, act.member, act.entered(views.NOTE), act.now)
    return after(act, desk, outcome, origin)


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime requests`: what is to be decided."""
    return Reply(views.listing(act.t, service.list_pending(desk, 0, act.now)))


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page of it, in place."""
    listing = views.listing(act.t, service.list_pending(desk, act.number, act.now))
    return Reply(listing, in_place=bool(act.response_url))  # from the home tab: by message


def on_accept(act: Act, desk: Desk) -> Reply:
    """“Accept.”"""
    claim_id = ClaimId(act.number)
    return _decided(act, desk, claim_id, service.accept(desk, claim_id, act.member, act.now))


def on_wait(act: Act, desk: Desk) -> Reply:
    """“Put on the waiting list.”"""
    claim_id = ClaimId(act.number)
    return _decided(act, desk, claim_id, service.put_in_line(desk, claim_id, act.member, act.now))


def on_decline(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    claim_id = ClaimId(act.number)
    matter = service.get_matter(desk, claim_id, act.now)
    if matter is None or not matter.open:
        return _decided(act, desk, claim_id, Verdict.ALREADY if matter else Verdict.GONE)
    metadata = Origin.of(act, matter.event.id, str(claim_id)).packed()
    return on_top(act, desk, views.declining(act.t, matter, metadata))


def on_declined(act: Act, desk: Desk) -> Reply:
    """The refusal, sent; one for another reason says which."""
    origin = Origin.unpacked(act.metadata)
    claim_id, reason, words = (
        ClaimId(number(origin.other)),
        act.entered(views.REASON),
        act.entered(views.MESSAGE),
    )
    if reason == reasons.OTHER and not words:
        return Reply(errors={views.MESSAGE: act.t("Say why.")})
    verdict = service.decline(desk, claim_id, act.member, reasons.packed(reason, words), act.now)
    return _decided(act, desk, claim_id, verdict, origin)


def _decided(
    act: Act, desk: Desk, claim_id: ClaimId, verdict: Verdict, origin: Origin | None = None
) -> Reply:
    """The list redrawn where the button stood in it, else the organiser's copy."""
    where, _, rest = (origin.behind if origin else act.block_id).partition(":")
    url = origin.response_url if origin else act.response_url
    if where == views.LIST:
        pending = service.list_pending(desk, number(rest.partition(":")[0]), act.now)
        said = act.t(views.SAID[verdict])
        return Reply(views.listing(act.t, pending, said), in_place=True, response_url=url)
    matter = service.get_matter(desk, claim_id, act.now)
    if matter is None:
        return Reply(views.told(act.t, verdict), response_url=url)
    said = "" if verdict is Verdict.DECIDED else act.t(views.SAID[verdict])
    in_place = where == views.COPY
    return Reply(views.copy(act.t, matter, said), in_place=in_place, response_url=url)


def home(act: Act, desk: Desk) -> Blocks:
    """The home tab's part, for organisers: what is to be decided."""
    if act.member.role is not Role.ORGANISER:
        return []
    return views.home(act.t, service.list_pending(desk, 0, act.now).total)
