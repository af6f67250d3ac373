"""What organisers do: from a payload to a service and back, no rule and no SQL here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from club.ballots import Ballot, Method, Purpose
from club.folding import fold
from club.ids import BallotId
from handlers.choosing.ballots import (
    consulting,
    form,
    form_view,
    motion_form,
    opening,
    preparing,
    reading,
    sentences,
    views,
    yearly,
    yearly_views,
)
from handlers.choosing.ballots.outcomes import Outcome, Result
from handlers.choosing.ballots.place import First, Place
from handlers.choosing.ballots.views import Spot
from handlers.kit.act import DONE, Act, Message, Reply, View
from handlers.kit.blocks import aside, option
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.kit.revision import revision

WORDS_FOR_NEW = ("new", "nouveau", "nouvelle")


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime ballot`: the list; `new` opens the form."""
    if fold(act.text) in WORDS_FOR_NEW:
        return on_new(act, desk)
    return Reply(_listing(act, desk, Spot()))


def on_list(act: Act, desk: Desk) -> Reply:
    """Another page of the list in place, or the list from elsewhere."""
    in_place = Spot.behind(act.block_id) is not None
    return Reply(_listing(act, desk, Spot(act.number if act.value else 0)), in_place=in_place)


def on_new(act: Act, desk: Desk) -> Reply:
    """The first step, empty."""
    place = Place.of(act, BallotId(0))
    return on_top(act, desk, form_view.first_step(act.t, First(), place, new=True))


def on_topic(act: Act, desk: Desk) -> Reply:
    """A topic is put to a resolution: the first step, with its title."""
    title = preparing.title_of(desk, act.number)
    first = First(Purpose.MOTION, title, Method.MOTION)
    place = replace(Place.of(act, BallotId(0)), topic_id=act.number if title else 0)
    return on_top(act, desk, form_view.first_step(act.t, first, place, new=True))


def on_edit(act: Act, desk: Desk) -> Reply:
    """The first step of a ballot that is not open yet."""
    ballot = reading.find(desk, BallotId(act.number), act.member)
    if refused := opening.not_prepared(ballot):
        return after(act, desk, refused)
    assert ballot is not None
    rules = ballot.rules
    first = First(ballot.purpose, ballot.title, rules.method, rules.unit, rules.secrecy)
    place = Place.of(act, ballot.id, revision(ballot))
    return on_top(act, desk, form_view.first_step(act.t, first, place, new=False))


def on_first(act: Act, desk: Desk) -> Reply:
    """The first step, submitted: the second one on top of it, or what is wrong already."""
    first, place = form.first_typed(act), Place.unpacked(act.metadata)
    if faults := preparing.first_faults(desk, first):
        return Reply(errors=sentences.first_errors(act.t, faults))
    return Reply(push=_second(act, desk, replace(place, first=first), 1))


def _second(act: Act, desk: Desk, place: Place, motions: int) -> View:
    """The second step; of a new ballot, with room for so many resolutions."""
    assert place.first is not None, "the second step follows the first"
    old = reading.find(desk, place.ballot_id, act.member) if place.revision else None
    stock = replace(preparing.get_stock(desk, place.topic_id), motions=motions)
    return form_view.second_step(act.t, desk.club.zone, place, place.first, old, stock)


def on_another_motion(act: Act, desk: Desk) -> Reply:
    """Room for one more resolution in the second step; what was filled in stays, for its block ids do."""
    more = min(motion_form.shown(act) + 1, motion_form.MOST_TYPED)
    view = _second(act, desk, Place.unpacked(act.metadata), more)
    desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=dict(view))
    return DONE


def on_second(act: Act, desk: Desk) -> Reply:
    """The second step, submitted: saved, planned or opened, or every fault at its field."""
    place = Place.unpacked(act.metadata)
    second = replace(form.second_typed(act), topic=place.topic_id, motions=motion_form.typed(act))
    assert place.first is not None, "the second step follows the first"
    by = act.member.id
    if place.revision:
        seen = (place.ballot_id, place.revision)
        outcome = preparing.change(desk, *seen, place.first, second, by, act.now)
    else:
        outcome = preparing.create(desk, place.first, second, by, act.now, key=act.view_id)
    if outcome.result is Result.FAULTY:
        # Resolutions that are saved have no field here: what is wrong with them is said at the majority.
        found = sentences.errors(act.t, outcome)
        return Reply(errors={name if name in act.state else form.MAJORITY: found[name] for name in found})
    return after(act, desk, outcome, place)


def on_topic_search(act: Act, desk: Desk) -> Reply:
    """Living topics that hold what was typed."""
    found = preparing.find_choices(desk, Purpose.SELECTION, act.text)
    shown = [form_view.topic_option(act.t, one.title, one.id, shortlisted=one.shortlisted) for one in found]
    return Reply(options=shown)


def on_work_search(act: Act, desk: Desk) -> Reply:
    """Works that hold what was typed."""
    found = preparing.find_choices(desk, Purpose.EVALUATION, act.text)
    return Reply(options=[option(one.title, one.id) for one in found])


def on_open(act: Act, desk: Desk) -> Reply:
    """“Open now.”"""
    return after(act, desk, opening.open_now(desk, BallotId(act.number), act.member.id, act.now))


def on_extend(act: Act, desk: Desk) -> Reply:
    """Asks until when."""
    return _asked(act, desk, lambda ballot, place: views.extending(act.t, ballot, place))


def on_extending(act: Act, desk: Desk) -> Reply:
    """Extended, or why not."""
    place = Place.unpacked(act.metadata)
    closes = form.closing_from(act, desk.club.zone)
    if not isinstance(closes, datetime):
        return Reply(errors=sentences.first_errors(act.t, closes))
    outcome = opening.extend(desk, place.ballot_id, closes, act.now)
    if outcome.result is Result.FAULTY:
        return Reply(errors=sentences.errors(act.t, outcome))
    return after(act, desk, outcome, place)


def on_close(act: Act, desk: Desk) -> Reply:
    """Asks for the reason first."""
    return _asked(act, desk, lambda ballot, place: views.closing(act.t, ballot, place))


def on_closing(act: Act, desk: Desk) -> Reply:
    """Closed early, confirmed."""
    return _reasoned(act, desk, opening.close)


def on_cancel(act: Act, desk: Desk) -> Reply:
    """Asks before a ballot is called off, or a draft deleted."""
    ballot = reading.find(desk, BallotId(act.number), act.member)
    if ballot and not opening.not_prepared(ballot):
        return on_top(act, desk, views.cancelling(act.t, ballot, Place.of(act, ballot.id)))
    return _asked(act, desk, lambda found, place: views.cancelling(act.t, found, place))


def on_cancelling(act: Act, desk: Desk) -> Reply:
    """Called off or deleted, confirmed."""
    if views.REASON not in act.state:
        place = Place.unpacked(act.metadata)
        return after(act, desk, preparing.delete(desk, place.ballot_id), place)
    return _reasoned(act, desk, opening.cancel)


def on_consult(act: Act, desk: Desk) -> Reply:
    """Asks until when, and with which quorum, a ballot is consulted on again."""
    found = consulting.find(desk, BallotId(act.number))
    if isinstance(found, Outcome):
        return after(act, desk, found)
    return on_top(act, desk, views.consulting(act.t, found, Place.of(act, found.id)))


def on_consulting(act: Act, desk: Desk) -> Reply:
    """The second consultation, opened; or every fault at its field."""
    place, wish = Place.unpacked(act.metadata), consulting.asked(act, desk.club.zone)
    if not isinstance(wish, consulting.Asked):
        return Reply(errors=sentences.first_errors(act.t, wish))
    outcome = consulting.consult_again(desk, place.ballot_id, wish, act.member.id, act.now)
    if outcome.result is Result.FAULTY:
        return Reply(errors=sentences.errors(act.t, outcome))
    return after(act, desk, outcome, place)


def on_again(act: Act, desk: Desk) -> Reply:
    """The form of a ballot that is over: its title and dates, a year later."""
    found = yearly.propose(desk, BallotId(act.number), act.now)
    if isinstance(found, Outcome):
        return after(act, desk, found)
    return on_top(act, desk, yearly_views.again(act.t, found, Place.of(act, found.ballot.id)))


def on_again_asked(act: Act, desk: Desk) -> Reply:
    """A draft of it, or every fault at its field."""
    place, wish = Place.unpacked(act.metadata), yearly.asked(act, act.now, desk.club.zone)
    if not isinstance(wish, yearly.Wish):
        return Reply(errors=sentences.first_errors(act.t, wish))
    by = act.member.id
    outcome = yearly.hold_again(desk, place.ballot_id, wish, by, act.now, key=act.view_id)
    return after(act, desk, outcome, place)


def on_evaluate(act: Act, desk: Desk) -> Reply:
    """The first step of an evaluation; the second one proposes what no ballot has judged."""
    year = f"{act.now.astimezone(desk.club.zone):%Y}"
    first = First(Purpose.EVALUATION, act.t("Evaluation {year}", year=year), Method.JUDGMENT)
    return on_top(act, desk, form_view.first_step(act.t, first, Place.of(act, BallotId(0)), new=True))


def on_repost(act: Act, desk: Desk) -> Reply:
    """The card goes to the channel anew."""
    return after(act, desk, opening.post_again(desk, BallotId(act.number), act.now))


def _asked(act: Act, desk: Desk, view: Callable[[Ballot, Place], View]) -> Reply:
    """A modal about an open ballot; for another, what holds."""
    ballot = reading.find(desk, BallotId(act.number), act.member)
    if refused := opening.not_open(ballot, act.now):
        return after(act, desk, refused)
    assert ballot is not None
    return on_top(act, desk, view(ballot, Place.of(act, ballot.id)))


def _reasoned(act: Act, desk: Desk, service: Callable[[Desk, BallotId, str, datetime], Outcome]) -> Reply:
    """What takes a reason; blanks are none."""
    place, reason = Place.unpacked(act.metadata), act.entered(views.REASON)
    if not reason:
        return Reply(errors={views.REASON: act.t("Say why.")})
    return after(act, desk, service(desk, place.ballot_id, reason, act.now), place)


def _listing(act: Act, desk: Desk, spot: Spot, said: str = "") -> Message:
    return views.listing(act.t, reading.listing(desk, spot.page), said)


def after(act: Act, desk: Desk, outcome: Outcome, place: Place | None = None) -> Reply:
    """The list redrawn where the act was made in it, shown after a command, else one sentence aside.

    A form's stack of modals closes as a whole.
    """
    said = sentences.said(act.t, outcome)
    url = place.response_url if place else act.response_url
    behind = place.behind if place else act.block_id
    if spot := Spot.behind(behind):
        listed = _listing(act, desk, spot, said)
        return Reply(listed, in_place=True, response_url=url, clear=place is not None)
    if place:
        return Reply(_listing(act, desk, Spot(), said), response_url=url, clear=True)
    return Reply(aside(said), response_url=url)
