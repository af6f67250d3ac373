"""From a payload to a service and back: what organisers do, and leads of groups. No rule and no SQL here."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from club.date_polls import DateCircle, DateFault, DatePoll, DatePollState
from club.hosting import month_of
from club.ids import DatePollId, TopicId
from handlers.events.dates import form, form_view, ids, reading, service, views
from handlers.events.dates.answering import my_list
from handlers.events.dates.form import TypedDates
from handlers.events.dates.outcomes import DateChanged, DateDid, DateSent
from handlers.events.dates.sentences import PICKED, fault, refusal, troubles
from handlers.kit import moments
from handlers.kit.blocks import aside, option
from handlers.kit.interaction import DONE, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator
from storage.people import Role

NAMED = 20
"""Of those who can come at one slot, how many are named."""
PREMISES = 99
"""Offers of premises to choose from: a select holds a hundred options."""


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime date`: what one is asked; for organisers, every search that is open."""
    if interaction.member.role is not Role.ORGANISER:
        return my_list(interaction, services)
    return Reply(_listing(interaction, services, ListPosition(ids.LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    asked = interaction.page_of(ids.LIST)
    return Reply(_listing(interaction, services, asked), in_place=interaction.in_private)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    found = reading.listing(services, interaction.member.id, asked, interaction.now)
    return views.listing(interaction.t, found, interaction.now, said)


# The form


def on_new(interaction: Interaction, services: Services) -> Reply:
    """The empty form; from a study group's page, for those in the group of that topic."""
    topic_id = interaction.number if interaction.value else 0
    typed = TypedDates(circle=DateCircle.GROUP) if topic_id else TypedDates()
    way = ReturnTo.of(interaction, topic_id, extra=0)
    return on_top(interaction, services, _form(interaction, services, typed, way))


def _form(
    interaction: Interaction, services: Services, typed: TypedDates, way: ReturnTo[int], said: str = ""
) -> View:
    premises = reading.premises(services, month_of(interaction.now, services.club.zone), PREMISES)
    group = reading.group_of(services, TopicId(way.subject)) if way.subject else None
    return form_view.finding(interaction.t, typed, premises, interaction.now, way.packed(), said, group)


def on_add(interaction: Interaction, services: Services) -> Reply:
    """One more line, of the pickers; what was typed stays."""
    way, t = ReturnTo.unpacked(interaction.metadata, int), interaction.t
    typed, one = form.typed(interaction, way.extra), form.picked(interaction, way.extra, services.club)
    if one.slot is None:
        said = _not_added(t, one)
        return _redraw(interaction, services, typed, way, said)
    line = moments.span(t, one.slot)
    slots = "\n".join(part for part in (typed.slots, line) if part)
    turn = way.extra + 1
    return _redraw(interaction, services, TypedDates(slots, typed.circle, turn), way.with_extra(turn))


def _not_added(t: Translator, one: form.PickedSlot) -> str:
    return t(PICKED[one.fault]) if one.fault else t("Choose a day and a time, then add the slot.")


def on_circle(interaction: Interaction, services: Services) -> Reply:
    """Somebody else is to be asked: the field that names them comes."""
    way = ReturnTo.unpacked(interaction.metadata, int)
    return _redraw(interaction, services, form.typed(interaction, way.extra), way)


def _redraw(
    interaction: Interaction, services: Services, typed: TypedDates, way: ReturnTo[int], said: str = ""
) -> Reply:
    view = _form(interaction, services, typed, way, said)
    # Without the view's hash: a second click made before the first was drawn draws the same view again.
    services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_form(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted: sent, or each fault at its field."""
    way, t = ReturnTo.unpacked(interaction.metadata, int), interaction.t
    read = form.read(interaction, way.extra, services.club)
    if read.draft is None:
        return Reply(errors=_unread(t, read, way.extra))
    sent = service.send(services, read.draft, interaction.member, interaction.now)
    where = [form.FIELD_OF.get(one, form.CHOSEN_IN[read.draft.circle]) for one in sent.faults]
    return _sent(interaction, way, sent, where)


def _sent(interaction: Interaction, way: ReturnTo[int], sent: DateSent, where: Sequence[str]) -> Reply:
    """Sent to so many; or each fault at its field."""
    t = interaction.t
    if sent.did is DateDid.FAULTY:
        blocks = [form.block(name, way.extra) if name == form.SLOTS else name for name in where]
        said = [fault(t, one) for one in sent.faults]
        return Reply(errors=dict(zip(blocks, said, strict=True)))
    if sent.did is not DateDid.DONE:
        return Reply(aside(refusal(t, sent.did, None, "")), response_url=way.response_url)
    told = t.plural(
        "✅ Sent to {n} person. What they answer comes to your messages.",
        "✅ Sent to {n} people. What they answer comes to your messages.",
        sent.asked,
    )
    return Reply(aside(told), response_url=way.response_url)


# Of whoever leads a study group


def on_for_group(interaction: Interaction, services: Services) -> Reply:
    """The form of a search that asks one's group, and nobody else."""
    topic_id = TopicId(interaction.number)
    group = reading.group_of(services, topic_id)
    if group is None or group.lead_id != interaction.member.id:
        return Reply(aside(refusal(interaction.t, DateDid.NOT_YOURS, None, "")))
    way = ReturnTo.of(interaction, topic_id, extra=0).packed()
    return on_top(interaction, services, form_view.for_group(interaction.t, group, interaction.now, way))


def on_for_group_sent(interaction: Interaction, services: Services) -> Reply:
    """The same form, submitted."""
    way, t = ReturnTo.unpacked(interaction.metadata, int), interaction.t
    read = form.read(interaction, way.extra, services.club)
    if read.draft is None:
        return Reply(errors=_unread(t, read, way.extra))
    draft = replace(read.draft, topic_id=TopicId(way.subject))
    sent = service.send(services, draft, interaction.member, interaction.now, leading=True)
    return _sent(interaction, way, sent, _fields(sent.faults))


def _fields(faults: Sequence[DateFault]) -> list[str]:
    """Where each is said, in a form that has no field for whom it asks."""
    found = [form.FIELD_OF.get(one, form.TITLE) for one in faults]
    return [form.TITLE if name == ids.GROUP else name for name in found]


def _unread(t: Translator, read: form.ReadDates, turn: int) -> dict[str, str]:
    """What cannot be read of the form, at each field."""
    errors = dict[str, str]()
    if read.troubles:
        errors[form.block(form.SLOTS, turn)] = troubles(t, read.troubles)
    if read.picked.missing:
        errors[form.block(read.picked.missing, turn)] = t("Fill in this field, or empty the two others.")
    if read.picked.fault:
        errors[form.block(form.FROM, turn)] = t(PICKED[read.picked.fault])
    if read.closing:
        errors[read.closing] = _no_closing(t)
    return errors


def _no_closing(t: Translator) -> str:
    return t("Give the day and the time until which answers are taken.")


def on_topics(interaction: Interaction, services: Services) -> Reply:
    """Open topics that fit what was typed."""
    return Reply(options=[option(title, one) for one, title in reading.topics(services, interaction.text)])


def on_groups(interaction: Interaction, services: Services) -> Reply:
    """Study groups that fit what was typed."""
    return Reply(options=[option(title, one) for one, title in reading.groups(services, interaction.text)])


def on_companies(interaction: Interaction, services: Services) -> Reply:
    """Companies that fit what was typed."""
    return Reply(options=[option(name, one) for one, name in reading.companies(services, interaction.text)])


# One search


def on_show(interaction: Interaction, services: Services) -> Reply:
    """The slots of a search, as they stand."""
    shown = reading.show(services, DatePollId(interaction.number))
    if shown is None:
        return Reply(aside(refusal(interaction.t, DateDid.GONE, None, "")))
    return Reply(views.grid(interaction.t, shown, interaction.now))


def on_voices(interaction: Interaction, services: Services) -> Reply:
    """Who can come, slot by slot."""
    poll = _poll(interaction, services)
    if poll is None:
        return Reply(aside(refusal(interaction.t, DateDid.GONE, None, "")))
    found = reading.voices(services, poll, NAMED)
    return on_top(interaction, services, views.voices(interaction.t, poll, found, interaction.now))


def on_extend(interaction: Interaction, services: Services) -> Reply:
    """The form of another closing."""
    return _about_open(interaction, services, form_view.extending)


def on_extended(interaction: Interaction, services: Services) -> Reply:
    """Another closing, submitted."""
    way, t = ReturnTo.unpacked(interaction.metadata), interaction.t
    closes_at, missing = form.read_closing(interaction, services.club.zone)
    if closes_at is None:
        return Reply(errors={missing: _no_closing(t)})
    done = service.extend(services, DatePollId(way.subject), closes_at, interaction.member, interaction.now)
    if done.fault:
        return Reply(errors={form.CLOSE_DAY: fault(t, done.fault)})
    return _after(interaction, way, done, t("✅ Answers are taken until {date}.", date=t.date(closes_at)))


def on_give_up(interaction: Interaction, services: Services) -> Reply:
    """Asks before a search is given up."""
    return _about_open(interaction, services, views.sure)


def on_given_up(interaction: Interaction, services: Services) -> Reply:
    """Given up."""
    way, t = ReturnTo.unpacked(interaction.metadata), interaction.t
    done = service.give_up(services, DatePollId(way.subject), interaction.member, interaction.now)
    told = t.plural("{n} person is told.", "{n} people are told.", done.told) if done.told else ""
    return _after(
        interaction, way, done, " ".join(part for part in (t("✅ The search is given up."), told) if part)
    )


def _poll(interaction: Interaction, services: Services) -> DatePoll | None:
    shown = reading.show(services, DatePollId(interaction.number))
    return shown.poll if shown else None


def _about_open(
    interaction: Interaction, services: Services, view: Callable[[Translator, DatePoll, str], View]
) -> Reply:
    """A form about a search while it is open, for who may decide on it; else what stands in its place."""
    shown = reading.show(services, DatePollId(interaction.number))
    if shown is None:
        return Reply(aside(refusal(interaction.t, DateDid.GONE, None, "")))
    if not service.ends(services, shown.poll, interaction.member):
        return Reply(aside(refusal(interaction.t, DateDid.NOT_YOURS, None, "")))
    if shown.poll.state is not DatePollState.OPEN:
        decides = interaction.member.role is Role.ORGANISER
        there = views.grid(interaction.t, shown, interaction.now, decides=decides)
        return Reply(there, in_place=interaction.in_private)
    way = ReturnTo.of(interaction, shown.poll.id).packed()
    return on_top(interaction, services, view(interaction.t, shown.poll, way))


def _after(interaction: Interaction, way: ReturnTo[None], done: DateChanged, said: str) -> Reply:
    if done.did is DateDid.NOT_YOURS:
        return Reply(aside(refusal(interaction.t, done.did, None, "")), response_url=way.response_url)
    if done.did is not DateDid.DONE or done.shown is None:
        over = interaction.t("This search is over already: nothing was changed.")
        return Reply(aside(over), response_url=way.response_url)
    return Reply(aside(said), response_url=way.response_url)
