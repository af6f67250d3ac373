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
from handlers.choosing.ballots.ids import MANAGED
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome
from handlers.choosing.ballots.place import First
from handlers.kit.blocks import aside, option
from handlers.kit.carried import Id
from handlers.kit.interaction import DONE, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo, revision
from handlers.kit.services import Services

WORDS_FOR_NEW = ("new", "nouveau", "nouvelle")


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime ballot`: the list; `new` opens the form."""
    if fold(interaction.text) in WORDS_FOR_NEW:
        return on_new(interaction, services)
    return Reply(_listing(interaction, services, ListPosition(MANAGED)))


def on_list(interaction: Interaction, services: Services) -> Reply:
    """Another page of the list in place, or the list from elsewhere."""
    in_place = interaction.position(MANAGED) is not None
    return Reply(_listing(interaction, services, interaction.page_of(MANAGED)), in_place=in_place)


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The first step, empty."""
    way = ReturnTo.of(interaction, 0, extra=0)
    return on_top(interaction, services, form_view.first_step(interaction.t, First(), way, new=True))


def on_topic(interaction: Interaction, services: Services) -> Reply:
    """A topic is put to a resolution: the first step, with its title."""
    title = preparing.title_of(services, interaction.number)
    first = First(Purpose.MOTION, title, Method.MOTION)
    way = ReturnTo.of(interaction, 0, extra=interaction.number if title else 0)
    return on_top(interaction, services, form_view.first_step(interaction.t, first, way, new=True))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The first step of a ballot that is not open yet."""
    ballot = reading.find(services, BallotId(interaction.number), interaction.member)
    if refused := opening.not_prepared(ballot):
        return after(interaction, services, refused)
    assert ballot is not None
    rules = ballot.rules
    first = First(ballot.purpose, ballot.title, rules.method, rules.unit, rules.secrecy)
    way = ReturnTo.of(interaction, ballot.id, revision(ballot), extra=0)
    return on_top(interaction, services, form_view.first_step(interaction.t, first, way, new=False))


def on_first(interaction: Interaction, services: Services) -> Reply:
    """The first step, submitted: the second one on top of it, or what is wrong already."""
    way, first = ReturnTo.unpacked(interaction.metadata, Id), form.first_typed(interaction)
    if faults := preparing.first_faults(services, first):
        return Reply(errors=sentences.first_errors(interaction.t, faults))
    return Reply(push=_second(interaction, services, way.with_extra(first._replace(topic_id=way.extra)), 1))


def _second(interaction: Interaction, services: Services, way: ReturnTo[First], motions: int) -> View:
    """The second step; of a new ballot, with room for so many resolutions."""
    old = reading.find(services, BallotId(way.subject), interaction.member) if way.revision else None
    stock = replace(preparing.get_stock(services, way.extra), motions=motions)
    return form_view.second_step(interaction.t, services.club, way, old, stock)


def on_another_motion(interaction: Interaction, services: Services) -> Reply:
    """Room for one more resolution in the second step; what was filled in stays, for its block ids do."""
    more = min(motion_form.shown(interaction) + 1, motion_form.MOST_TYPED)
    view = _second(interaction, services, ReturnTo.unpacked(interaction.metadata, First), more)
    services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=dict(view))
    return DONE


def on_second(interaction: Interaction, services: Services) -> Reply:
    """The second step, submitted: saved, planned or opened, or every fault at its field."""
    way = ReturnTo.unpacked(interaction.metadata, First)
    first, by = way.extra, interaction.member.id
    second = replace(
        form.second_typed(interaction), topic=first.topic_id, motions=motion_form.typed(interaction)
    )
    if way.revision:
        seen = (BallotId(way.subject), way.revision)
        outcome = preparing.change(services, *seen, first, second, by, interaction.now)
    else:
        outcome = preparing.create(services, first, second, by, interaction.now, key=interaction.view_id)
    if outcome.result is BallotChange.FAULTY:
        # Resolutions that are saved have no field here: what is wrong with them is said at the majority.
        found = sentences.errors(interaction.t, outcome)
        return Reply(
            errors={name if name in interaction.state else form.MAJORITY: found[name] for name in found}
        )
    return after(interaction, services, outcome, way)


def on_topic_search(interaction: Interaction, services: Services) -> Reply:
    """Living topics that hold what was typed."""
    found = preparing.find_choices(services, Purpose.SELECTION, interaction.text)
    shown = [
        form_view.topic_option(interaction.t, one.title, one.id, shortlisted=one.shortlisted) for one in found
    ]
    return Reply(options=shown)


def on_work_search(interaction: Interaction, services: Services) -> Reply:
    """Works that hold what was typed."""
    found = preparing.find_choices(services, Purpose.EVALUATION, interaction.text)
    return Reply(options=[option(one.title, one.id) for one in found])


def on_open(interaction: Interaction, services: Services) -> Reply:
    """“Open now.”"""
    return after(
        interaction,
        services,
        opening.open_now(services, BallotId(interaction.number), interaction.member.id, interaction.now),
    )


def on_extend(interaction: Interaction, services: Services) -> Reply:
    """Asks until when."""
    return _asked(interaction, services, lambda ballot, way: views.extending(interaction.t, ballot, way))


def on_extending(interaction: Interaction, services: Services) -> Reply:
    """Extended, or why not."""
    way = ReturnTo.unpacked(interaction.metadata)
    closes = form.closing_from(interaction, services.club.zone)
    if not isinstance(closes, datetime):
        return Reply(errors=sentences.first_errors(interaction.t, closes))
    outcome = opening.extend(services, BallotId(way.subject), closes, interaction.now)
    if outcome.result is BallotChange.FAULTY:
        return Reply(errors=sentences.errors(interaction.t, outcome))
    return after(interaction, services, outcome, way)


def on_close(interaction: Interaction, services: Services) -> Reply:
    """Asks for the reason first."""
    return _asked(interaction, services, lambda ballot, way: views.closing(interaction.t, ballot, way))


def on_closing(interaction: Interaction, services: Services) -> Reply:
    """Closed early, confirmed."""
    return _reasoned(interaction, services, opening.close)


def on_cancel(interaction: Interaction, services: Services) -> Reply:
    """Asks before a ballot is called off, or a draft deleted."""
    ballot = reading.find(services, BallotId(interaction.number), interaction.member)
    if ballot and not opening.not_prepared(ballot):
        return on_top(
            interaction,
            services,
            views.cancelling(interaction.t, ballot, ReturnTo.of(interaction, ballot.id)),
        )
    return _asked(interaction, services, lambda found, way: views.cancelling(interaction.t, found, way))


def on_cancelling(interaction: Interaction, services: Services) -> Reply:
    """Called off or deleted, confirmed."""
    if views.REASON not in interaction.state:
        way = ReturnTo.unpacked(interaction.metadata)
        return after(interaction, services, preparing.delete(services, BallotId(way.subject)), way)
    return _reasoned(interaction, services, opening.cancel)


def on_consult(interaction: Interaction, services: Services) -> Reply:
    """Asks until when, and with which quorum, a ballot is consulted on again."""
    found = consulting.find(services, BallotId(interaction.number))
    if isinstance(found, BallotOutcome):
        return after(interaction, services, found)
    return on_top(
        interaction, services, views.consulting(interaction.t, found, ReturnTo.of(interaction, found.id))
    )


def on_consulting(interaction: Interaction, services: Services) -> Reply:
    """The second consultation, opened; or every fault at its field."""
    way, wish = ReturnTo.unpacked(interaction.metadata), consulting.asked(interaction, services.club.zone)
    if not isinstance(wish, consulting.ConsultationForm):
        return Reply(errors=sentences.first_errors(interaction.t, wish))
    outcome = consulting.consult_again(
        services, BallotId(way.subject), wish, interaction.member.id, interaction.now
    )
    if outcome.result is BallotChange.FAULTY:
        return Reply(errors=sentences.errors(interaction.t, outcome))
    return after(interaction, services, outcome, way)


def on_again(interaction: Interaction, services: Services) -> Reply:
    """The form of a ballot that is over: its title and dates, a year later."""
    found = yearly.propose(services, BallotId(interaction.number), interaction.now)
    if isinstance(found, BallotOutcome):
        return after(interaction, services, found)
    return on_top(
        interaction,
        services,
        yearly_views.again(interaction.t, found, ReturnTo.of(interaction, found.ballot.id)),
    )


def on_again_asked(interaction: Interaction, services: Services) -> Reply:
    """A draft of it, or every fault at its field."""
    way, wish = (
        ReturnTo.unpacked(interaction.metadata),
        yearly.asked(interaction, interaction.now, services.club.zone),
    )
    if not isinstance(wish, yearly.YearlyChoice):
        return Reply(errors=sentences.first_errors(interaction.t, wish))
    by = interaction.member.id
    outcome = yearly.hold_again(
        services, BallotId(way.subject), wish, by, interaction.now, key=interaction.view_id
    )
    return after(interaction, services, outcome, way)


def on_evaluate(interaction: Interaction, services: Services) -> Reply:
    """The first step of an evaluation; the second one proposes what no ballot has judged."""
    year = f"{interaction.now.astimezone(services.club.zone):%Y}"
    first = First(Purpose.EVALUATION, interaction.t("Evaluation {year}", year=year), Method.JUDGMENT)
    return on_top(
        interaction,
        services,
        form_view.first_step(interaction.t, first, ReturnTo.of(interaction, 0, extra=0), new=True),
    )


def on_repost(interaction: Interaction, services: Services) -> Reply:
    """The card goes to the channel anew."""
    return after(
        interaction, services, opening.post_again(services, BallotId(interaction.number), interaction.now)
    )


def _asked(
    interaction: Interaction, services: Services, view: Callable[[Ballot, ReturnTo[None]], View]
) -> Reply:
    """A modal about an open ballot; for another, what holds."""
    ballot = reading.find(services, BallotId(interaction.number), interaction.member)
    if refused := opening.not_open(ballot, interaction.now):
        return after(interaction, services, refused)
    assert ballot is not None
    return on_top(interaction, services, view(ballot, ReturnTo.of(interaction, ballot.id)))


def _reasoned(
    interaction: Interaction,
    services: Services,
    service: Callable[[Services, BallotId, str, datetime], BallotOutcome],
) -> Reply:
    """What takes a reason; blanks are none."""
    way, reason = ReturnTo.unpacked(interaction.metadata), interaction.entered(views.REASON)
    if not reason:
        return Reply(errors={views.REASON: interaction.t("Say why.")})
    return after(
        interaction, services, service(services, BallotId(way.subject), reason, interaction.now), way
    )


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return views.listing(interaction.t, reading.listing(services, asked), said)


def after(
    interaction: Interaction, services: Services, outcome: BallotOutcome, way: ReturnTo[object] | None = None
) -> Reply:
    """The list redrawn where the act was made in it, shown after a command, else one sentence aside.

    A form's stack of modals closes as a whole.
    """
    said = sentences.said(interaction.t, outcome)
    url = way.response_url if way else interaction.response_url
    if at := (way or interaction).position(MANAGED):
        listed = _listing(interaction, services, at, said)
        return Reply(listed, in_place=True, response_url=url, clear=way is not None)
    if way:
        listed = _listing(interaction, services, ListPosition(MANAGED), said)
        return Reply(listed, response_url=url, clear=True)
    return Reply(aside(said), response_url=url)
