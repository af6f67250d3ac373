"""From a payload to a service and back: no rule and no SQL here."""

from dataclasses import replace

from club.ids import WorkId
from club.works import Work
from handlers.choosing.works import form, grading, removal_view, removing, service, views
from handlers.choosing.works.place import IN_MODAL, LONGEST_WORDS, Carried, Spot
from handlers.choosing.works.removing import Result
from handlers.kit.act import DONE, Act, Message, Reply, View
from handlers.kit.blocks import aside, option
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.words import Translator
from storage.people import Role


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime works words…`: the works that hold them."""
    return Reply(_listing(act, desk, Spot(words=act.text.strip()[:LONGEST_WORDS])))


def on_list(act: Act, desk: Desk) -> Reply:
    """The list from its first page, from wherever it is asked for."""
    return Reply(_listing(act, desk, Spot()))


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page, in place."""
    spot = Spot.behind(act.block_id) or Spot()
    return Reply(_listing(act, desk, replace(spot, page=act.number)), in_place=True)


def on_filter(act: Act, desk: Desk) -> Reply:
    """Works of one year, or of every year, in place."""
    spot = Spot.behind(act.block_id) or Spot()
    return Reply(_listing(act, desk, Spot(0, act.number, spot.words)), in_place=True)


def on_show(act: Act, desk: Desk) -> Reply:
    """A work, in a modal of its own; from another work's modal, in its place."""
    work_id, _, page = act.value.partition(":")
    return _open(act, desk, _work_modal(act, desk, WorkId(number(work_id)), number(page or "0")))


def on_new(act: Act, desk: Desk) -> Reply:
    """The empty form."""
    year = act.now.astimezone(desk.club.zone).year
    metadata = Carried.of(act, WorkId(0)).packed()
    return _open(act, desk, form.view(act.t, None, None, year, metadata))


def on_edit(act: Act, desk: Desk) -> Reply:
    """The form of a work as it stands."""
    shown = service.show(desk, WorkId(act.number))
    if shown is None:
        return _open(act, desk, views.notice(act.t, _gone(act.t)))
    carried = Carried.of(act, shown.work.id, service.revision(shown.work))
    return _open(act, desk, _form(act, shown, carried))


def on_form(act: Act, desk: Desk) -> Reply:
    """The form, submitted: saved, or every fault at its field, or drawn anew where somebody was faster."""
    carried = Carried.unpacked(act.metadata)
    work = form.read(act, carried.work_id)
    if carried.work_id:
        outcome = service.change(desk, work, carried.seen, act.member.id, act.now)
    else:
        outcome = service.add(desk, work, act.member.id, act.now)
    if outcome.faults:
        return Reply(errors=form.errors(act.t, outcome.faults))
    if outcome.overtaken and (shown := service.show(desk, carried.work_id)):
        again = replace(carried, seen=service.revision(shown.work))
        return Reply(update=_form(act, shown, again, overtaken=True))
    saved = outcome.work
    said = act.t("✅ “{title}” is saved.", title=saved.title) if saved else _gone(act.t)
    return _after(act, desk, saved, carried, said)


def on_remove(act: Act, desk: Desk) -> Reply:
    """Asks before a work is taken away; one that stays is shown, with the reason."""
    removal = removing.look(desk, WorkId(act.number)).removal
    if removal is None:
        return _open(act, desk, views.notice(act.t, _gone(act.t)))
    if said := removal_view.kept(act.t, removal):
        return _open(act, desk, _work_modal(act, desk, removal.work.id, said=said))
    carried = Carried.of(act, removal.work.id, service.revision(removal.work))
    return _open(act, desk, removal_view.confirming(act.t, removal, carried.packed()))


def on_removed(act: Act, desk: Desk) -> Reply:
    """Taken away, confirmed; or why it stays, or asked anew where somebody was faster."""
    carried = Carried.unpacked(act.metadata)
    outcome = removing.remove(desk, carried.work_id, carried.seen, act.member.id, act.now)
    removal = outcome.removal
    if removal is None:
        return _after(act, desk, None, carried, _gone(act.t))
    if said := removal_view.kept(act.t, removal):
        return Reply(update=_work_modal(act, desk, removal.work.id, said=said))
    if outcome.result is Result.CHANGED:
        again = replace(carried, seen=service.revision(removal.work)).packed()
        return Reply(update=removal_view.confirming(act.t, removal, again, overtaken=True))
    return _after(act, desk, None, carried, act.t("✅ “{title}” is removed.", title=removal.work.title))


def on_topics(act: Act, desk: Desk) -> Reply:
    """Topics that a work may come from."""
    found = service.topics_like(desk, act.text)
    return Reply(options=[option(topic.title, topic.id) for topic in found])


def on_works(act: Act, desk: Desk) -> Reply:
    """Works that may be the edition before."""
    itself = Carried.unpacked(act.metadata).work_id
    return Reply(options=[form.work_option(work) for work in service.works_like(desk, act.text, itself)])


def _form(act: Act, shown: service.Shown, carried: Carried, *, overtaken: bool = False) -> View:
    previous = shown.earlier[0] if shown.earlier else None
    return form.view(act.t, shown.work, previous, shown.work.year, carried.packed(), overtaken=overtaken)


def _after(act: Act, desk: Desk, work: Work | None, carried: Carried, said: str) -> Reply:
    """The work's modal where the form took its place; else the list, redrawn where the act was made."""
    if carried.behind == IN_MODAL:
        view = _work_modal(act, desk, work.id, said=said) if work else views.notice(act.t, said)
        return Reply(update=view)
    if spot := Spot.behind(carried.behind):
        return Reply(_listing(act, desk, spot, said), in_place=True, response_url=carried.response_url)
    return Reply(aside(said), response_url=carried.response_url)


def _work_modal(act: Act, desk: Desk, work_id: WorkId, page: int = 0, said: str = "") -> View:
    shown = service.show(desk, work_id)
    if shown is None:
        return views.notice(act.t, _gone(act.t))
    graded = grading.blocks(act.t, shown, page)
    return views.work_modal(act.t, shown, graded, organiser=_organises(act), said=said)


def _gone(t: Translator) -> str:
    return t("This work is no longer there.")


def _organises(act: Act) -> bool:
    return act.member.role is Role.ORGANISER


def _listing(act: Act, desk: Desk, spot: Spot, said: str = "") -> Message:
    return views.listing(act.t, service.listing(desk, spot), organiser=_organises(act), said=said)


def _open(act: Act, desk: Desk, view: View) -> Reply:
    """In the place of a modal of ours, on top of another's, else as a new one."""
    if act.view.get("callback_id") in (views.WORK, form.FORM):
        desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=dict(view))
        return DONE
    return on_top(act, desk, view)
