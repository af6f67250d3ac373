"""Citing works and telling of their uses: from a payload to a service and back."""

from club.ids import UseId, WorkId
from handlers.choosing.works import service, use_form, use_service, use_views, views
from handlers.choosing.works.place import IN_MODAL, way_of
from handlers.choosing.works.use_service import LISTED
from handlers.kit.blocks import aside
from handlers.kit.carried import pair
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator


def on_cite(interaction: Interaction, services: Services) -> Reply:
    """The ready sentence, to be copied."""
    return _citation(interaction, services, entry=False)


def on_bibtex(interaction: Interaction, services: Services) -> Reply:
    """The BibTeX entry, to be copied."""
    return _citation(interaction, services, entry=True)


def _citation(interaction: Interaction, services: Services, *, entry: bool) -> Reply:
    shown = service.show(services, WorkId(interaction.number))
    if shown is None:
        return _gone(interaction, services)
    if interaction.view.get("type") == "modal":
        return on_top(interaction, services, use_views.citation_modal(interaction.t, shown.work, entry=entry))
    return Reply(use_views.citation(interaction.t, shown.work, entry=entry))


def on_use(interaction: Interaction, services: Services) -> Reply:
    """The form, of this year, or of the one that the question of the year is about."""
    work_id, asked = pair(interaction.value, 0)
    shown = service.show(services, WorkId(work_id))
    if shown is None:
        return _gone(interaction, services)
    year = asked or interaction.now.astimezone(services.club.zone).year
    way = way_of(interaction, work_id).with_extra(year)
    return on_top(interaction, services, use_form.view(interaction.t, shown.work, way.packed()))


def on_form(interaction: Interaction, services: Services) -> Reply:
    """Noted, with the citation where it is to be added; or each fault at its field."""
    way = ReturnTo.unpacked(interaction.metadata, int)
    outcome = use_service.tell(services, use_form.read(interaction, way))
    if outcome.work is None:
        return Reply(update=views.notice(interaction.t, _lost(interaction.t)))
    if outcome.faults:
        return Reply(errors=use_form.errors(interaction.t, outcome.faults))
    if way.behind == IN_MODAL:
        return Reply(update=use_views.noted_modal(interaction.t, outcome.work, outcome.use))
    said = use_views.noted(interaction.t, outcome.work, outcome.use)
    return Reply(said, response_url=way.response_url)


def on_due(interaction: Interaction, services: Services) -> Reply:
    """What a year's question, or its citations, is about: all of it, from a line that names it in a word."""
    citations, year = pair(interaction.value)
    me, t = interaction.member.id, interaction.t
    if citations:
        uses = use_service.uncited(services, me, year)
        return Reply(use_views.citing(t, uses) if uses else use_views.all_cited(t))
    works = use_service.unused(services, me, year)
    return Reply(use_views.asking(t, works, year) if works else use_views.answered(t))


def on_unused(interaction: Interaction, services: Services) -> Reply:
    """No use to note: the question is answered, and nothing else is kept of it."""
    use_service.answer_none(services, interaction.member, interaction.number, interaction.now)
    return Reply(use_views.unused(interaction.t), in_place=True)


def on_cited(interaction: Interaction, services: Services) -> Reply:
    """ALLICE is cited now; what is left is shown in place."""
    use_id, year = pair(interaction.value)
    me = interaction.member.id
    use_service.cite(services, UseId(use_id), me, year, interaction.now)
    left = use_service.uncited(services, me, year)
    if not left:
        return Reply(use_views.all_cited(interaction.t), in_place=True)
    return Reply(use_views.citing(interaction.t, left), in_place=True)


def on_uses(interaction: Interaction, services: Services) -> Reply:
    """The uses of this year."""
    return Reply(_listing(interaction, services, ListPosition(LISTED)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(LISTED)), in_place=True)


def on_filter(interaction: Interaction, services: Services) -> Reply:
    """Another year, in place."""
    return Reply(_listing(interaction, services, ListPosition(LISTED, of=interaction.number)), in_place=True)


def on_propose(interaction: Interaction, services: Services) -> Reply:
    """Whoever used a work without the citation gets it ready."""
    year = interaction.number
    said = use_views.proposed(interaction.t, use_service.propose(services, year, interaction.now))
    return Reply(_listing(interaction, services, ListPosition(LISTED, of=year), said), in_place=True)


def on_export(interaction: Interaction, services: Services) -> Reply:
    """The list as a file, by direct message."""
    use_service.ask_export(services, interaction.member, interaction.number, interaction.now)
    return Reply(aside(interaction.t("⏳ The file comes by direct message.")))


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return use_views.listing(interaction.t, use_service.listing(services, asked, interaction.now), said)


def _gone(interaction: Interaction, services: Services) -> Reply:
    said = _lost(interaction.t)
    if interaction.view.get("type") == "modal":
        return on_top(interaction, services, views.notice(interaction.t, said))
    return Reply(aside(said))


def _lost(t: Translator) -> str:
    return t("This work is no longer there.")
