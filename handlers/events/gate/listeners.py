"""From a payload to a service and back: no rule and no SQL here."""

from collections.abc import Mapping
from datetime import date, datetime

from club.gate import HANDED_AT, GateField, GateFormat, GateList, Identity
from club.ids import EventId, GuestId, MemberId
from handlers.events.gate import ids, reading, service, views
from handlers.events.gate.reading import MyEntry
from handlers.events.gate.service import GateDone
from handlers.events.shared import party
from handlers.kit.blocks import aside
from handlers.kit.carried import choice, number
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator


def _said(interaction: Interaction, done: GateDone) -> Reply:
    return Reply(aside(interaction.t(views.REFUSED[done])))


# Organisers


def on_list(interaction: Interaction, services: Services) -> Reply:
    """The form of the list, and what the site was told."""
    found = reading.form_of(services, EventId(interaction.number))
    if found is None or found.event.host_company_id is None:
        return _said(interaction, GateDone.NO_EVENT)
    if not services.club.gate_asked:
        return _said(interaction, GateDone.OFF)
    way = ReturnTo.of(interaction, found.event.id).packed()
    day = views.due_day(found, services.club.zone, interaction.now)
    return on_top(interaction, services, views.listing(interaction.t, found, day, way))


def on_prepared(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    fields = [choice(GateField, one) for one in interaction.ticked(ids.FIELDS)]
    day, to = interaction.entered(ids.DUE), interaction.entered(ids.TO)
    if not day or not to:
        return Reply(errors={ids.TO if day else ids.DUE: t("Fill in this field.")})
    due = datetime.combine(date.fromisoformat(day), HANDED_AT, tzinfo=services.club.zone)
    event_id, by, member_id = EventId(way.subject), interaction.member, MemberId(number(to))
    kind = choice(GateFormat, interaction.entered(ids.FORMAT))
    done = service.prepare(services, event_id, fields, due, member_id, by, interaction.now, kind)
    if done.gate is None:
        return Reply(errors={ids.TO: t(views.REFUSED[done.done])})
    return Reply(aside(_prepared(t, done.to, done.gate, interaction.now)), response_url=way.response_url)


def _prepared(t: Translator, name: str, gate: GateList, now: datetime) -> str:
    if gate.version:
        return t("✅ Saved. {name} has the list; changes follow.", name=name)
    if gate.due_at <= now:
        return t("✅ List prepared: it goes to {name} now.", name=name)
    return t("✅ List prepared: to {name}, {date}.", name=name, date=t.date(gate.due_at))


def on_send(interaction: Interaction, services: Services) -> Reply:
    """“Hand it over now.”"""
    event_id = EventId(interaction.number)
    done = service.send(services, event_id, interaction.member, interaction.now)
    if done is not GateDone.DONE:
        return _said(interaction, done)
    found = reading.form_of(services, event_id)
    if found and interaction.view_id:
        day = views.due_day(found, services.club.zone, interaction.now)
        view = views.listing(interaction.t, found, day, interaction.metadata)
        services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_copy(interaction: Interaction, services: Services) -> Reply:
    """“Receive the list”: organisers, and the host's member."""
    done = service.ask_copy(services, EventId(interaction.number), interaction.member, interaction.now)
    if done is not GateDone.DONE:
        return _said(interaction, done)
    return Reply(aside(interaction.t("⏳ The list comes by direct message.")))


# Visitors


def on_fill(interaction: Interaction, services: Services) -> Reply:
    """What the site asks of one's party."""
    event_id = EventId(interaction.number)
    mine = service.get_entry(services, event_id, interaction.member, interaction.now)
    if mine is None:
        return _said(interaction, GateDone.NOT_ASKED)
    way = ReturnTo.of(interaction, event_id).packed()
    return on_top(interaction, services, views.filling(interaction.t, mine, way))


def on_filled(interaction: Interaction, services: Services) -> Reply:
    """Noted; the message that asked shows it."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    event_id = EventId(way.subject)
    mine = service.get_entry(services, event_id, interaction.member, interaction.now)
    done = GateDone.NOT_ASKED
    if mine is not None:
        said = _entered(interaction, mine)
        done = service.say(services, event_id, interaction.member, said, interaction.now)
    if mine is None or done is not GateDone.DONE:
        return Reply(update=views.notice(t, t(views.REFUSED[done])))
    told = party.told_of(t, mine.event, t("✅ Noted for the gate: {title}", title=mine.event.title))
    return Reply(told, response_url=way.response_url)


def _entered(interaction: Interaction, mine: MyEntry) -> Mapping[GuestId | None, Identity]:
    """What was entered, of whom the form showed."""
    return {
        guest_id: {one: interaction.entered(ids.block(one.value, guest_id)) for one in mine.gate.fields}
        for guest_id, _ in mine.people
        if any(ids.block(one.value, guest_id) in interaction.state for one in mine.gate.fields)
    }


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """“Take it back.”"""
    done = service.withdraw(services, EventId(interaction.number), interaction.member, interaction.now)
    if done is not GateDone.DONE:
        return _said(interaction, done)
    said = interaction.t("✅ Erased. Your seat stays; without this, the site may refuse entry.")
    return Reply(aside(said))
