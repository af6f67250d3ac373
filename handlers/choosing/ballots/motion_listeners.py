"""What organisers do with the resolutions of a draft: from a payload to a service and back."""

from dataclasses import replace

from club.ballots import Ballot, Option
from club.ids import BallotId
from handlers.choosing.ballots import form, motion_views, motions, sentences
from handlers.choosing.ballots.listeners import after
from handlers.choosing.ballots.motion_views import Spot
from handlers.choosing.ballots.outcomes import Outcome, Result
from handlers.choosing.ballots.place import Place
from handlers.kit.act import DONE, Act, Reply, View
from handlers.kit.carried import number, numbers
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top


def on_motions(act: Act, desk: Desk) -> Reply:
    """The resolutions, or another page of them."""
    ballot_id, _, page = act.value.partition(":")
    ballot = motions.find(desk, BallotId(number(ballot_id)))
    if isinstance(ballot, Outcome):
        return after(act, desk, ballot)
    return _shown(act, desk, motion_views.listing(act.t, ballot, _spot(act, ballot), number(page or "0")))


def on_new(act: Act, desk: Desk) -> Reply:
    """The form of a new one."""
    ballot = motions.find(desk, BallotId(act.number))
    if isinstance(ballot, Outcome):
        return after(act, desk, ballot)
    return _shown(act, desk, motion_views.one(act.t, ballot, _spot(act, ballot)))


def on_edit(act: Act, desk: Desk) -> Reply:
    """The form of one of them, with what it says."""
    ballot_id, place = numbers(act.value, 2)
    ballot = motions.find(desk, BallotId(ballot_id))
    if isinstance(ballot, Outcome):
        return after(act, desk, ballot)
    if not 0 < place <= len(ballot.options):
        return _shown(act, desk, motion_views.listing(act.t, ballot, _spot(act, ballot)))
    spot = replace(_spot(act, ballot), place=place)
    return _shown(act, desk, motion_views.one(act.t, ballot, spot, ballot.options[place - 1]))


def on_drop(act: Act, desk: Desk) -> Reply:
    """Taken out, and the others numbered anew."""
    _, place = numbers(act.value, 2)
    outcome = motions.drop(desk, Spot.unpacked(act.metadata).draft, place)
    ballot = outcome.ballot
    if ballot is None or outcome.result not in (Result.MOTIONS_CHANGED, Result.FAULTY):
        return after(act, desk, outcome)
    said = sentences.said(act.t, outcome) if outcome.faults else act.t("✅ Resolution {n} is out.", n=place)
    page = (place - 1) // motion_views.SHOWN
    return _shown(act, desk, motion_views.listing(act.t, ballot, _spot(act, ballot), page, said))


def on_more(act: Act, desk: Desk) -> Reply:
    """“Add a resolution”: this one is saved, and the form is empty for the next; or says what is missing."""
    spot = Spot.unpacked(act.metadata)
    motion = _typed(act)
    outcome = motions.save(desk, spot.draft, spot.place, motion)
    ballot = outcome.ballot
    if ballot is None or outcome.result not in (Result.MOTIONS_CHANGED, Result.FAULTY):
        return after(act, desk, outcome)
    if outcome.faults:
        said = " ".join(["➡️", *sentences.errors(act.t, outcome).values()])
        return _shown(act, desk, motion_views.one(act.t, ballot, spot, motion, said))
    said = act.t("✅ Resolution {n} is saved: {title}", n=len(ballot.options), title=motion.title)
    return _shown(act, desk, motion_views.one(act.t, ballot, _spot(act, ballot), None, said))


def on_save(act: Act, desk: Desk) -> Reply:
    """The form of a resolution, sent: the list of them all, or what is wrong, at its field."""
    spot = Spot.unpacked(act.metadata)
    outcome = motions.save(desk, spot.draft, spot.place, _typed(act))
    ballot = outcome.ballot
    if outcome.result is Result.FAULTY:
        blocks = {block.partition("#")[0]: block for block in act.state}
        found = sentences.errors(act.t, outcome)
        return Reply(errors={blocks.get(name, name): said for name, said in found.items()})
    if ballot is None or outcome.result is not Result.MOTIONS_CHANGED:
        place = Place(spot.draft.ballot_id, spot.response_url, spot.behind)
        return after(act, desk, outcome, place)
    at = spot.place or len(ballot.options)
    here, page = motion_views.on(ballot, 0, spot.response_url, spot.behind), (at - 1) // motion_views.SHOWN
    said = act.t("✅ Resolution {n} is saved: {title}", n=at, title=ballot.options[at - 1].title)
    return Reply(update=motion_views.listing(act.t, ballot, here, page, said))


def _typed(act: Act) -> Option:
    blocks = {block.partition("#")[0]: block for block in act.state}
    return motions.typed([act.entered(blocks.get(name, name)) for name in form.MOTION])


def _spot(act: Act, ballot: Ballot) -> Spot:
    """The ballot as it stands, and the way back that the modal has, or the button."""
    if act.view.get("type") == "modal":
        before = Spot.unpacked(act.metadata)
        return motion_views.on(ballot, 0, before.response_url, before.behind)
    return motion_views.on(ballot, 0, act.response_url, act.block_id if act.in_private else "")


def _shown(act: Act, desk: Desk, view: View) -> Reply:
    """In place of the modal that asks, else as a new one."""
    if act.view.get("type") != "modal":
        return on_top(act, desk, view)
    desk.client.views_update(view_id=act.view_id, view=dict(view))
    return DONE
