"""What organisers do with the resolutions of a draft: from a payload to a service and back."""

from club.ballots import Ballot, Option
from club.ids import BallotId
from handlers.choosing.ballots import form, ids, motion_views, motions, sentences
from handlers.choosing.ballots.listeners import after
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome
from handlers.kit.carried import Id, pair
from handlers.kit.interaction import DONE, Interaction, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_motions(interaction: Interaction, services: Services) -> Reply:
    """The resolutions, or another page of them."""
    asked = interaction.page_of(ids.MOTIONS, owned=True)
    ballot = motions.find(services, BallotId(asked.of))
    if isinstance(ballot, BallotOutcome):
        return after(interaction, services, ballot)
    return _listing(interaction, services, ballot, asked)


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The form of a new one."""
    ballot = motions.find(services, BallotId(interaction.number))
    if isinstance(ballot, BallotOutcome):
        return after(interaction, services, ballot)
    return _shown(interaction, services, motion_views.one(interaction.t, ballot, _way(interaction, ballot)))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of one of them, with what it says."""
    ballot_id, place = pair(interaction.value)
    ballot = motions.find(services, BallotId(ballot_id))
    if isinstance(ballot, BallotOutcome):
        return after(interaction, services, ballot)
    if not 0 < place <= len(ballot.options):
        return _listing(interaction, services, ballot, motion_views.page_with(ballot))
    way = _way(interaction, ballot, place)
    return _shown(
        interaction, services, motion_views.one(interaction.t, ballot, way, ballot.options[place - 1])
    )


def on_drop(interaction: Interaction, services: Services) -> Reply:
    """Taken out, and the others numbered anew."""
    _, place = pair(interaction.value)
    outcome = motions.drop(services, _draft(ReturnTo.unpacked(interaction.metadata, Id)), place)
    ballot = outcome.ballot
    if ballot is None or outcome.result not in (BallotChange.MOTIONS_CHANGED, BallotChange.FAULTY):
        return after(interaction, services, outcome)
    said = (
        sentences.said(interaction.t, outcome)
        if outcome.faults
        else interaction.t("✅ Resolution {n} is out.", n=place)
    )
    return _listing(interaction, services, ballot, motion_views.page_with(ballot, place), said)


def on_more(interaction: Interaction, services: Services) -> Reply:
    """“Add a resolution”: this one is saved, and the form is empty for the next; or says what is missing."""
    way = ReturnTo.unpacked(interaction.metadata, Id)
    motion = _typed(interaction)
    outcome = motions.save(services, _draft(way), way.extra, motion)
    ballot = outcome.ballot
    if ballot is None or outcome.result not in (BallotChange.MOTIONS_CHANGED, BallotChange.FAULTY):
        return after(interaction, services, outcome)
    if outcome.faults:
        said = " ".join(["➡️", *sentences.errors(interaction.t, outcome).values()])
        return _shown(interaction, services, motion_views.one(interaction.t, ballot, way, motion, said))
    said = interaction.t("✅ Resolution {n} is saved: {title}", n=len(ballot.options), title=motion.title)
    return _shown(
        interaction, services, motion_views.one(interaction.t, ballot, _way(interaction, ballot), None, said)
    )


def on_save(interaction: Interaction, services: Services) -> Reply:
    """The form of a resolution, sent: the list of them all, or what is wrong, at its field."""
    way = ReturnTo.unpacked(interaction.metadata, Id)
    outcome = motions.save(services, _draft(way), way.extra, _typed(interaction))
    ballot = outcome.ballot
    if outcome.result is BallotChange.FAULTY:
        blocks = {block.partition("#")[0]: block for block in interaction.state}
        found = sentences.errors(interaction.t, outcome)
        return Reply(errors={blocks.get(name, name): said for name, said in found.items()})
    if ballot is None or outcome.result is not BallotChange.MOTIONS_CHANGED:
        return after(interaction, services, outcome, way)
    at = way.extra or len(ballot.options)
    here, page = way.with_extra(0).seen(ballot), motion_views.page_with(ballot, at)
    said = interaction.t("✅ Resolution {n} is saved: {title}", n=at, title=ballot.options[at - 1].title)
    return Reply(update=motion_views.listing(interaction.t, ballot, here, page, said))


def _typed(interaction: Interaction) -> Option:
    blocks = {block.partition("#")[0]: block for block in interaction.state}
    return motions.typed([interaction.entered(blocks.get(name, name)) for name in form.MOTION])


def _draft(way: ReturnTo[int]) -> motions.MotionDraft:
    return motions.MotionDraft(BallotId(way.subject), way.revision)


def _way(interaction: Interaction, ballot: Ballot, place: int = 0) -> ReturnTo[int]:
    """The ballot as it stands, and the way back that the modal has, or the button."""
    if interaction.view.get("type") == "modal":
        return ReturnTo.unpacked(interaction.metadata, Id).with_extra(place).seen(ballot)
    return ReturnTo.of(interaction, ballot.id, extra=place).seen(ballot)


def _listing(
    interaction: Interaction, services: Services, ballot: Ballot, asked: ListPosition, said: str = ""
) -> Reply:
    way = _way(interaction, ballot)
    return _shown(interaction, services, motion_views.listing(interaction.t, ballot, way, asked, said))


def _shown(interaction: Interaction, services: Services, view: View) -> Reply:
    """In place of the modal that asks, else as a new one."""
    if interaction.view.get("type") != "modal":
        return on_top(interaction, services, view)
    services.client.views_update(view_id=interaction.view_id, view=dict(view))
    return DONE
