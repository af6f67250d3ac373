"""From a payload to a service and back."""

from club.feedback import MARKS, FeedbackPaper
from club.ids import EventId
from handlers.events.feedback import ids, service, views
from handlers.events.feedback.service import FeedbackDone
from handlers.kit.carried import OutOfDate, number
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_answer(interaction: Interaction, services: Services) -> Reply:
    """The form."""
    found = service.find(services, EventId(interaction.number), interaction.member, interaction.now)
    if isinstance(found, FeedbackDone):
        return Reply(views.refused(interaction.t, found))
    way = ReturnTo.of(interaction, found.id).packed()
    return on_top(interaction, services, views.form(interaction.t, found, way))


def on_answered(interaction: Interaction, services: Services) -> Reply:
    """Noted, once; what was typed stands in the form alone."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    given = interaction.entered(ids.USEFUL)
    if not given:
        return Reply(errors={ids.USEFUL: t("Choose an answer.")})
    useful = number(given)
    if useful not in MARKS:
        raise OutOfDate
    paper = FeedbackPaper(useful, interaction.entered(ids.WISH))
    done = service.answer(services, EventId(way.subject), interaction.member, paper, interaction.now)
    return Reply(views.refused(t, done), response_url=way.response_url)
