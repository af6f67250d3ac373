"""From a payload to a service and back: no rule and no SQL here."""

from dataclasses import replace

from club.ids import WorkId
from club.works import Work
from handlers.choosing.works import form, grading, removal_view, removing, service, views
from handlers.choosing.works.place import IN_MODAL, LONGEST_WORDS, Carried, Spot
from handlers.choosing.works.removing import RemovalStatus
from handlers.kit.blocks import aside, option
from handlers.kit.carried import number
from handlers.kit.interaction import DONE, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.services import Services
from handlers.words import Translator
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime works words…`: the works that hold them."""
    return Reply(_listing(interaction, services, Spot(words=interaction.text.strip()[:LONGEST_WORDS])))


def on_list(interaction: Interaction, services: Services) -> Reply:
    """The list from its first page, from wherever it is asked for."""
    return Reply(_listing(interaction, services, Spot()))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    spot = Spot.behind(interaction.block_id) or Spot()
    return Reply(_listing(interaction, services, replace(spot, page=interaction.number)), in_place=True)


def on_filter(interaction: Interaction, services: Services) -> Reply:
    """Works of one year, or of every year, in place."""
    spot = Spot.behind(interaction.block_id) or Spot()
    return Reply(_listing(interaction, services, Spot(0, interaction.number, spot.words)), in_place=True)


def on_show(interaction: Interaction, services: Services) -> Reply:
    """A work, in a modal of its own; from another work's modal, in its place."""
    work_id, _, page = interaction.value.partition(":")
    return _open(
        interaction,
        services,
        _work_modal(interaction, services, WorkId(number(work_id)), number(page or "0")),
    )


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The empty form."""
    year = interaction.now.astimezone(services.club.zone).year
    metadata = Carried.of(interaction, WorkId(0)).packed()
    return _open(interaction, services, form.view(interaction.t, None, None, year, metadata))


def on_edit(interaction: Interaction, services: Services) -> Reply:
    """The form of a work as it stands."""
    shown = service.show(services, WorkId(interaction.number))
    if shown is None:
        return _open(interaction, services, views.notice(interaction.t, _gone(interaction.t)))
    carried = Carried.of(interaction, shown.work.id, service.revision(shown.work))
    return _open(interaction, services, _form(interaction, shown, carried))


def on_form(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted: saved, or every fault at its field, or drawn anew where somebody was faster."""
    carried = Carried.unpacked(interaction.metadata)
    work = form.read(interaction, carried.work_id)
    if carried.work_id:
        outcome = service.change(services, work, carried.seen, interaction.member.id, interaction.now)
    else:
        outcome = service.add(services, work, interaction.member.id, interaction.now)
    if outcome.faults:
        return Reply(errors=form.errors(interaction.t, outcome.faults))
    if outcome.overtaken and (shown := service.show(services, carried.work_id)):
        again = replace(carried, seen=service.revision(shown.work))
        return Reply(update=_form(interaction, shown, again, overtaken=True))
    saved = outcome.work
    said = interaction.t("✅ “{title}” is saved.", title=saved.title) if saved else _gone(interaction.t)
    return _after(interaction, services, saved, carried, said)


def on_remove(interaction: Interaction, services: Services) -> Reply:
    """Asks before a work is taken away; one that stays is shown, with the reason."""
    removal = removing.look(services, WorkId(interaction.number)).removal
    if removal is None:
        return _open(interaction, services, views.notice(interaction.t, _gone(interaction.t)))
    if said := removal_view.kept(interaction.t, removal):
        return _open(interaction, services, _work_modal(interaction, services, removal.work.id, said=said))
    carried = Carried.of(interaction, removal.work.id, service.revision(removal.work))
    return _open(interaction, services, removal_view.confirming(interaction.t, removal, carried.packed()))


def on_removed(interaction: Interaction, services: Services) -> Reply:
    """Taken away, confirmed; or why it stays, or asked anew where somebody was faster."""
    carried = Carried.unpacked(interaction.metadata)
    outcome = removing.remove(services, carried.work_id, carried.seen, interaction.member.id, interaction.now)
    removal = outcome.removal
    if removal is None:
        return _after(interaction, services, None, carried, _gone(interaction.t))
    if said := removal_view.kept(interaction.t, removal):
        return Reply(update=_work_modal(interaction, services, removal.work.id, said=said))
    if outcome.result is RemovalStatus.CHANGED:
        again = replace(carried, seen=service.revision(removal.work)).packed()
        return Reply(update=removal_view.confirming(interaction.t, removal, again, overtaken=True))
    return _after(
        interaction,
        services,
        None,
        carried,
        interaction.t("✅ “{title}” is removed.", title=removal.work.title),
    )


def on_topics(interaction: Interaction, services: Services) -> Reply:
    """Topics that a work may come from."""
    found = service.topics_like(services, interaction.text)
    return Reply(options=[option(topic.title, topic.id) for topic in found])


def on_works(interaction: Interaction, services: Services) -> Reply:
    """Works that may be the edition before."""
    itself = Carried.unpacked(interaction.metadata).work_id
    return Reply(
        options=[form.work_option(work) for work in service.works_like(services, interaction.text, itself)]
    )


def _form(
    interaction: Interaction, shown: service.Shown, carried: Carried, *, overtaken: bool = False
) -> View:
    previous = shown.earlier[0] if shown.earlier else None
    return form.view(
        interaction.t, shown.work, previous, shown.work.year, carried.packed(), overtaken=overtaken
    )


def _after(
    interaction: Interaction, services: Services, work: Work | None, carried: Carried, said: str
) -> Reply:
    """The work's modal where the form took its place; else the list, redrawn where the act was made."""
    if carried.behind == IN_MODAL:
        view = (
            _work_modal(interaction, services, work.id, said=said)
            if work
            else views.notice(interaction.t, said)
        )
        return Reply(update=view)
    if spot := Spot.behind(carried.behind):
        return Reply(
            _listing(interaction, services, spot, said), in_place=True, response_url=carried.response_url
        )
    return Reply(aside(said), response_url=carried.response_url)


def _work_modal(
    interaction: Interaction, services: Services, work_id: WorkId, page: int = 0, said: str = ""
) -> View:
    shown = service.show(services, work_id)
    if shown is None:
        return views.notice(interaction.t, _gone(interaction.t))
    graded = grading.blocks(interaction.t, shown, page)
    return views.work_modal(interaction.t, shown, graded, organiser=_organises(interaction), said=said)


def _gone(t: Translator) -> str:
    return t("This work is no longer there.")


def _organises(interaction: Interaction) -> bool:
    return interaction.member.role is Role.ORGANISER


def _listing(interaction: Interaction, services: Services, spot: Spot, said: str = "") -> Message:
    return views.listing(
        interaction.t, service.listing(services, spot), organiser=_organises(interaction), said=said
    )


def _open(interaction: Interaction, services: Services, view: View) -> Reply:
    """In the place of a modal of ours, on top of another's, else as a new one."""
    if interaction.view.get("callback_id") in (views.WORK, form.FORM):
        services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=dict(view))
        return DONE
    return on_top(interaction, services, view)
