"""From a payload to a service and back: no rule and no SQL here."""

from dataclasses import replace

from club.folding import fold
from club.ids import WorkId
from club.works import Work
from handlers.choosing.works import form, grading, removal_view, removing, service, uses, views
from handlers.choosing.works.place import IN_MODAL, LISTED, REMARKS, listed, way_of
from handlers.choosing.works.removing import RemovalStatus
from handlers.kit.blocks import aside, option
from handlers.kit.interaction import DONE, Blocks, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator
from storage.people import Role

USES_WORDS = {"uses", "usages"}


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime works words…`: the works that hold them; `/prime works uses`: their uses, to organisers."""
    if _organises(interaction) and fold(interaction.text.strip()) in USES_WORDS:
        return uses.on_uses(replace(interaction, value="", text=""), services)
    return Reply(_listing(interaction, services, listed(interaction.text.strip())))


def on_list(interaction: Interaction, services: Services) -> Reply:
    """The list from its first page, from wherever it is asked for."""
    return Reply(_listing(interaction, services, listed()))


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part: the newest works."""
    return views.home(interaction.t, service.listing(services, listed()))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(LISTED)), in_place=True)


def on_filter(interaction: Interaction, services: Services) -> Reply:
    """Works of one year, or of every year, in place."""
    at = interaction.position(LISTED) or listed()
    return Reply(_listing(interaction, services, listed(at.words, interaction.number)), in_place=True)


def on_show(interaction: Interaction, services: Services) -> Reply:
    """A work, in a modal of its own; from another work's modal, in its place."""
    asked = interaction.page_of(REMARKS, owned=True)
    return _open(interaction, services, _work_modal(interaction, services, asked))


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The empty form."""
    year = interaction.now.astimezone(services.club.zone).year
    metadata = way_of(interaction, 0).packed()
    return _open(interaction, services, form.view(interaction.t, None, None, year, metadata))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of a work as it stands."""
    shown = service.show(services, WorkId(interaction.number))
    if shown is None:
        return _open(interaction, services, views.notice(interaction.t, _gone(interaction.t)))
    way = way_of(interaction, shown.work.id, service.revision(shown.work))
    return _open(interaction, services, _form(interaction, shown, way))


def on_form(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted: saved, or every fault at its field, or drawn anew where somebody was faster."""
    way = ReturnTo.unpacked(interaction.metadata)
    work = form.read(interaction, WorkId(way.subject))
    if way.subject:
        outcome = service.change(services, work, way.revision, interaction.member.id, interaction.now)
    else:
        outcome = service.add(services, work, interaction.member.id, interaction.now)
    if outcome.faults:
        return Reply(errors=form.errors(interaction.t, outcome.faults))
    if outcome.overtaken and (shown := service.show(services, WorkId(way.subject))):
        again = replace(way, revision=service.revision(shown.work))
        return Reply(update=_form(interaction, shown, again, overtaken=True))
    saved = outcome.work
    said = interaction.t("✅ “{title}” is saved.", title=saved.title) if saved else _gone(interaction.t)
    return _after(interaction, services, saved, way, said)


def on_remove(interaction: Interaction, services: Services) -> Reply:
    """Asks before a work is taken away; one that stays is shown, with the reason."""
    removal = removing.look(services, WorkId(interaction.number)).removal
    if removal is None:
        return _open(interaction, services, views.notice(interaction.t, _gone(interaction.t)))
    if said := removal_view.kept(interaction.t, removal):
        return _open(interaction, services, _work_modal(interaction, services, _remarks(removal.work), said))
    way = way_of(interaction, removal.work.id, service.revision(removal.work))
    return _open(interaction, services, removal_view.confirming(interaction.t, removal, way.packed()))


def on_removed(interaction: Interaction, services: Services) -> Reply:
    """Taken away, confirmed; or why it stays, or asked anew where somebody was faster."""
    way = ReturnTo.unpacked(interaction.metadata)
    work_id, seen = WorkId(way.subject), way.revision
    outcome = removing.remove(services, work_id, seen, interaction.member.id, interaction.now)
    removal = outcome.removal
    if removal is None:
        return _after(interaction, services, None, way, _gone(interaction.t))
    if said := removal_view.kept(interaction.t, removal):
        return Reply(update=_work_modal(interaction, services, _remarks(removal.work), said))
    if outcome.result is RemovalStatus.CHANGED:
        again = replace(way, revision=service.revision(removal.work)).packed()
        return Reply(update=removal_view.confirming(interaction.t, removal, again, overtaken=True))
    return _after(
        interaction,
        services,
        None,
        way,
        interaction.t("✅ “{title}” is removed.", title=removal.work.title),
    )


def on_topics(interaction: Interaction, services: Services) -> Reply:
    """Topics that a work may come from."""
    found = service.topics_like(services, interaction.text)
    return Reply(options=[option(topic.title, topic.id) for topic in found])


def on_companies(interaction: Interaction, services: Services) -> Reply:
    """Companies whose work it may be."""
    found = service.companies_like(services, interaction.text)
    return Reply(options=[option(name, company_id) for company_id, name in found])


def on_works(interaction: Interaction, services: Services) -> Reply:
    """Works that may be the edition before."""
    itself = WorkId(ReturnTo.unpacked(interaction.metadata).subject)
    return Reply(
        options=[form.work_option(work) for work in service.works_like(services, interaction.text, itself)]
    )


def _form(
    interaction: Interaction, shown: service.ShownWork, way: ReturnTo[None], *, overtaken: bool = False
) -> View:
    previous = shown.earlier[0] if shown.earlier else None
    return form.view(interaction.t, shown.work, previous, shown.work.year, way.packed(), overtaken=overtaken)


def _after(
    interaction: Interaction, services: Services, work: Work | None, way: ReturnTo[None], said: str
) -> Reply:
    """The work's modal where the form took its place; else the list, redrawn where the act was made."""
    if way.behind == IN_MODAL:
        view = (
            _work_modal(interaction, services, _remarks(work), said)
            if work
            else views.notice(interaction.t, said)
        )
        return Reply(update=view)
    if at := way.position(LISTED):
        return Reply(_listing(interaction, services, at, said), in_place=True, response_url=way.response_url)
    return Reply(aside(said), response_url=way.response_url)


def _remarks(work: Work) -> ListPosition:
    return ListPosition(REMARKS, of=work.id)


def _work_modal(interaction: Interaction, services: Services, remarks: ListPosition, said: str = "") -> View:
    """A work with a page of the remarks on it."""
    shown = service.show(services, WorkId(remarks.of))
    if shown is None:
        return views.notice(interaction.t, _gone(interaction.t))
    graded = grading.blocks(interaction.t, shown, remarks)
    return views.work_modal(interaction.t, shown, graded, organiser=_organises(interaction), said=said)


def _gone(t: Translator) -> str:
    return t("This work is no longer there.")


def _organises(interaction: Interaction) -> bool:
    return interaction.member.role is Role.ORGANISER


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    return views.listing(
        interaction.t, service.listing(services, asked), organiser=_organises(interaction), said=said
    )


def _open(interaction: Interaction, services: Services, view: View) -> Reply:
    """In the place of a modal of ours, on top of another's, else as a new one."""
    if interaction.view.get("callback_id") in (views.WORK, form.FORM):
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=dict(view))
        return DONE
    return on_top(interaction, services, view)
