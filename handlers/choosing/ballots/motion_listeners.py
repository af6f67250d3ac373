"""What organisers do with the resolutions of a draft: from a payload to a service and back."""

from dataclasses import replace

from club.ballots import Ballot, Option
from club.ids import BallotId
from handlers.choosing.ballots import form, motion_views, motions, sentences
from handlers.choosing.ballots.listeners import after
from handlers.choosing.ballots.motion_views import Spot
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome
from handlers.choosing.ballots.place import Place
from handlers.kit.carried import number, numbers
from handlers.kit.interaction import DONE, Interaction, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.services import Services


def on_motions(interaction: Interaction, services: Services) -> Reply:
    """The resolutions, or another page of them."""
    ballot_id, _, page = interaction.value.partition(":")
    ballot = motions.find(services, BallotId(number(ballot_id)))
    if isinstance(ballot, BallotOutcome):
        return after(interaction, services, ballot)
    return _shown(
        interaction,
        services,
        motion_views.listing(interaction.t, ballot, _spot(interaction, ballot), number(page or "0")),
    )


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The form of a new one."""
    ballot = motions.find(services, BallotId(interaction.number))
    if isinstance(ballot, BallotOutcome):
        return after(interaction, services, ballot)
    return _shown(interaction, services, motion_views.one(interaction.t, ballot, _spot(interaction, ballot)))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of one of them, with what it says."""
    ballot_id, place = numbers(interaction.value, 2)
    ballot = motions.find(services, BallotId(ballot_id))
    if isinstance(ballot, BallotOutcome):
        return after(interaction, services, ballot)
    if not 0 < place <= len(ballot.options):
        return _shown(
            interaction, services, motion_views.listing(interaction.t, ballot, _spot(interaction, ballot))
        )
    spot = replace(_spot(interaction, ballot), place=place)
    return _shown(
        interaction, services, motion_views.one(interaction.t, ballot, spot, ballot.options[place - 1])
    )


def on_drop(interaction: Interaction, services: Services) -> Reply:
    """Taken out, and the others numbered anew."""
    _, place = numbers(interaction.value, 2)
    outcome = motions.drop(services, Spot.unpacked(interaction.metadata).draft, place)
    ballot = outcome.ballot
    if ballot is None or outcome.result not in (BallotChange.MOTIONS_CHANGED, BallotChange.FAULTY):
        return after(interaction, services, outcome)
    said = (
        sentences.said(interaction.t, outcome)
        if outcome.faults
        else interaction.t("✅ Resolution {n} is out.", n=place)
    )
    page = (place - 1) // motion_views.SHOWN
    return _shown(
        interaction,
        services,
        motion_views.listing(interaction.t, ballot, _spot(interaction, ballot), page, said),
    )


def on_more(interaction: Interaction, services: Services) -> Reply:
    """“Add a resolution”: this one is saved, and the form is empty for the next; or says what is missing."""
    spot = Spot.unpacked(interaction.metadata)
    motion = _typed(interaction)
    outcome = motions.save(services, spot.draft, spot.place, motion)
    ballot = outcome.ballot
    if ballot is None or outcome.result not in (BallotChange.MOTIONS_CHANGED, BallotChange.FAULTY):
        return after(interaction, services, outcome)
    if outcome.faults:
        said = " ".join(["➡️", *sentences.errors(interaction.t, outcome).values()])
        return _shown(interaction, services, motion_views.one(interaction.t, ballot, spot, motion, said))
    said = interaction.t("✅ Resolution {n} is saved: {title}", n=len(ballot.options), title=motion.title)
    return _shown(
        interaction, services, motion_views.one(interaction.t, ballot, _spot(interaction, ballot), None, said)
    )


def on_save(interaction: Interaction, services: Services) -> Reply:
    """The form of a resolution, sent: the list of them all, or what is wrong, at its field."""
    spot = Spot.unpacked(interaction.metadata)
    outcome = motions.save(services, spot.draft, spot.place, _typed(interaction))
    ballot = outcome.ballot
    if outcome.result is BallotChange.FAULTY:
        blocks = {block.partition("#")[0]: block for block in interaction.state}
        found = sentences.errors(interaction.t, outcome)
        return Reply(errors={blocks.get(name, name): said for name, said in found.items()})
    if ballot is None or outcome.result is not BallotChange.MOTIONS_CHANGED:
        place = Place(spot.draft.ballot_id, spot.response_url, spot.behind)
        return after(interaction, services, outcome, place)
    at = spot.place or len(ballot.options)
    here, page = motion_views.on(ballot, 0, spot.response_url, spot.behind), (at - 1) // motion_views.SHOWN
    said = interaction.t("✅ Resolution {n} is saved: {title}", n=at, title=ballot.options[at - 1].title)
    return Reply(update=motion_views.listing(interaction.t, ballot, here, page, said))


def _typed(interaction: Interaction) -> Option:
    blocks = {block.partition("#")[0]: block for block in interaction.state}
    return motions.typed([interaction.entered(blocks.get(name, name)) for name in form.MOTION])


def _spot(interaction: Interaction, ballot: Ballot) -> Spot:
    """The ballot as it stands, and the way back that the modal has, or the button."""
    if interaction.view.get("type") == "modal":
        before = Spot.unpacked(interaction.metadata)
        return motion_views.on(ballot, 0, before.response_url, before.behind)
    return motion_views.on(
        ballot, 0, interaction.response_url, interaction.block_id if interaction.in_private else ""
    )


def _shown(interaction: Interaction, services: Services, view: View) -> Reply:
    """In place of the modal that asks, else as a new one."""
    if interaction.view.get("type") != "modal":
        return on_top(interaction, services, view)
    services.client.views_update(view_id=interaction.view_id, view=dict(view))
    return DONE
