"""From a payload to a service and back: what those do who are asked. No rule and no SQL here."""

from collections.abc import Mapping

from club.date_polls import MOST_SLOTS, DateFit
from club.ids import DatePollId
from handlers.events.dates import form_view, reading, service, views
from handlers.events.dates.form import block
from handlers.events.dates.outcomes import DateDid, MyDates
from handlers.events.dates.sentences import refusal
from handlers.kit.blocks import aside
from handlers.kit.carried import choice
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def my_list(interaction: Interaction, services: Services) -> Reply:
    """`/prime date` of a member: what they are asked."""
    found = reading.list_mine(services, interaction.member.id, interaction.now)
    return Reply(views.my_list(interaction.t, found, interaction.now))


def on_answer(interaction: Interaction, services: Services) -> Reply:
    """The form, with what was answered before."""
    poll_id = DatePollId(interaction.number)
    mine = reading.mine(services, poll_id, interaction.member.id)
    if mine is None or not mine.asked:
        return Reply(aside(refusal(interaction.t, DateDid.GONE, None, "")))
    if not mine.poll.takes_answers(interaction.now):
        return Reply(views.asked(interaction.t, mine, interaction.now), in_place=interaction.in_private)
    way = ReturnTo.of(interaction, poll_id).packed()
    return on_top(interaction, services, form_view.answering(interaction.t, mine, interaction.now, way))


def on_answered(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted. Where the closing passed meanwhile, the form says so in its place."""
    way = ReturnTo.unpacked(interaction.metadata)
    fits = _fits(interaction)
    did, mine = service.answer(services, DatePollId(way.subject), interaction.member, fits, interaction.now)
    if did is not DateDid.DONE or mine is None:
        closes_at = mine.poll.closes_at if mine else None
        said = refusal(interaction.t, did, closes_at, services.club.contact)
        return Reply(update=views.notice(interaction.t, said))
    return _noted(interaction, mine, way)


def _fits(interaction: Interaction) -> Mapping[int, DateFit]:
    """What was chosen, by the number of the slot; a block that is none of ours says nothing."""
    numbers = range(1, MOST_SLOTS + 1)
    said = {number: interaction.entered(block(form_view.FIT, number)) for number in numbers}
    return {number: choice(DateFit, fit) for number, fit in said.items() if fit}


def on_none_fits(interaction: Interaction, services: Services) -> Reply:
    """“None suits me.”"""
    poll_id = DatePollId(interaction.number)
    did, mine = service.answer(services, poll_id, interaction.member, {}, interaction.now)
    if did is not DateDid.DONE or mine is None:
        closes_at = mine.poll.closes_at if mine else None
        return Reply(aside(refusal(interaction.t, did, closes_at, services.club.contact)))
    return _noted(interaction, mine, ReturnTo.of(interaction, poll_id))


def _noted(interaction: Interaction, mine: MyDates, way: ReturnTo[None]) -> Reply:
    """The search as they see it now, where the button was."""
    shown = views.asked(interaction.t, mine, interaction.now)
    return Reply(shown, in_place=way.behind != "channel", response_url=way.response_url)
