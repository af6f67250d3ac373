"""From a click or a submission to what the organiser sees."""

from club.events import EventState
from handlers import names
from handlers.events.organising import form, ids, register
from handlers.events.organising.form_view import NEW
from handlers.events.organising.listeners import (
    on_cancel,
    on_cancelling,
    on_command,
    on_edit,
    on_export,
    on_form,
    on_publish,
)
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.router import Access, InteractionKind, Router
from tests.handlers.events.organising.house import PARIS, House, fields, state_of, texts


def submitted(house: House, metadata: str, given: form.Fields, *, publish: bool = False):
    seen = ReturnTo.unpacked(metadata).revision
    interaction = house.interaction(ids.FORM, metadata=metadata, state=state_of(given, seen, publish=publish))
    return on_form(interaction, house.services)


def test_organisers_alone_find_any_of_this() -> None:
    router = Router()
    register(router)
    others = {entry.name for entry in router.entries.values() if entry.access is not Access.ORGANISER}
    assert others == {"event"}  # leads members to their own events
    assert router.find(InteractionKind.COMMAND, "Activité") is router.find(InteractionKind.COMMAND, "event")
    assert set(router.renderers) == {
        *(names.MOVED, names.CANCELLED, names.LIST, names.CARD_LOST, names.ATTENDANCE_DUE)
    }


def test_a_word_after_the_command_opens_the_empty_form(house: House) -> None:
    on_command(house.interaction("event", text="Nouvelle"), house.services)
    [view] = house.shown.opened
    assert (view["callback_id"], ReturnTo.unpacked(view["private_metadata"]).revision) == (ids.FORM, NEW)


def test_a_form_opened_by_command_saves_and_shows_the_list(house: House) -> None:
    given = {"text": "new", "response_url": "https://hooks.example/1", "ephemeral": True}
    on_command(house.interaction("event", **given), house.services)
    reply = submitted(house, house.shown.opened[0]["private_metadata"], fields())
    assert reply.response_url == "https://hooks.example/1"
    assert not reply.in_place
    assert ids.PUBLISH in str(reply.message.blocks)


def test_faults_come_back_at_the_blocks_of_the_form_that_is_open(house: House) -> None:
    metadata = ReturnTo(0, None, NEW).packed()
    reply = submitted(house, metadata, fields(start_day="2027-01-09"), publish=True)
    assert list(reply.errors) == [form.block(form.DEADLINE_DAY, NEW)]


def test_editing_in_the_list_redraws_that_page_of_the_list(house: House) -> None:
    event = house.event()
    block_id = ListPosition(ids.MANAGED, words="forum").block(event.id)
    on_edit(
        house.interaction(ids.EDIT, value=str(event.id), block_id=block_id, ephemeral=True), house.services
    )
    [view] = house.shown.opened
    given = {**form.fields_of(event, PARIS), form.TITLE: "Forum Fraîcheur"}
    reply = submitted(house, view["private_metadata"], given)
    assert reply.in_place
    assert "Forum Fraîcheur" in texts(reply.message.blocks)


def test_two_organisers_at_once_the_second_sees_what_the_first_saved_and_loses_nothing(house: House) -> None:
    event = house.event()
    metadata = ReturnTo(event.id, None).seen(event).packed()
    unchanged = dict(form.fields_of(event, PARIS))
    submitted(house, metadata, {**unchanged, form.CAPACITY: "30"})
    reply = submitted(house, metadata, {**unchanged, form.TITLE: "Forum Fraîcheur"})
    assert "Forum Fraîcheur" in texts(reply.update)
    assert "'initial_value': '30'" in str(reply.update)
    again = submitted(house, reply.update["private_metadata"], {**unchanged, form.TITLE: "Forum Fraîcheur"})
    assert not again.errors
    assert house.stored(event.id).title == "Forum Fraîcheur"


def test_a_click_on_publish_redraws_the_list_with_what_holds(house: House) -> None:
    draft = house.event(state=EventState.DRAFT)
    interaction = house.interaction(
        ids.PUBLISH, value=str(draft.id), block_id=ListPosition(ids.MANAGED).block(draft.id), ephemeral=True
    )
    assert draft.title in on_publish(interaction, house.services).message.text
    again = on_publish(interaction, house.services)
    assert again.in_place
    assert len(house.postings(names.CARD)) == 1


def test_cancelling_asks_first_and_a_second_organiser_is_told_what_holds(house: House) -> None:
    event = house.event()
    click = house.interaction(ids.CANCEL, value=str(event.id))
    on_cancel(click, house.services)
    [view] = house.shown.opened
    state = {"reason": {"reason": {"value": "Canicule"}}}
    on_cancelling(
        house.interaction(ids.CANCELLING, metadata=view["private_metadata"], state=state), house.services
    )
    assert house.stored(event.id).cancel_reason == "Canicule"
    late = on_cancel(click, house.services)
    assert len(house.shown.opened) == 1
    assert event.title in late.message.text


def test_an_event_that_does_not_exist_is_answered_with_a_sentence(house: House) -> None:
    for listener in (on_edit, on_cancel, on_publish, on_export):
        assert listener(house.interaction("x", value="999"), house.services).message.text


def test_elsewhere_than_in_the_list_the_answer_stands_aside(house: House) -> None:
    event = house.event()
    reply = on_export(
        house.interaction(ids.EXPORT, value=str(event.id), block_id="xyz", channel="C1CLUB"), house.services
    )
    assert not reply.in_place
    assert ids.NEW not in str(reply.message.blocks)
