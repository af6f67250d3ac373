"""The modals: finding a date, answering, another closing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from club.date_polls import LEAST_SLOTS, LONGEST_TITLE, MOST_PEOPLE, MOST_SLOTS, DateCircle, DateFit, DatePoll
from club.groups import StudyGroup
from handlers.events.dates import form, ids
from handlers.events.dates.form import TypedDates, block
from handlers.events.dates.outcomes import MyDates
from handlers.events.dates.sentences import CIRCLES, FITS, most_people, slot
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    checkboxes,
    context,
    divider,
    field,
    modal,
    option,
    plain,
    radio,
    rich,
    select,
    text_input,
)
from handlers.kit.people import PEOPLE
from handlers.kit.zones import wall
from handlers.words import Translator

LONGEST_SLOTS = 2000
USUAL_WAIT = timedelta(days=7)
"""How long answers are taken unless the organiser says otherwise."""
USUAL_CLOSING = "18:00"
FIT = "fit"
"""What the block id of a slot begins with, in the form of an answer."""


def finding(
    t: Translator,
    typed: TypedDates,
    premises: Sequence[tuple[int, str]],
    now: datetime,
    metadata: str,
    said: str = "",
    group: StudyGroup | None = None,
) -> Block:
    """The form of a search; `said` is why the slot in the pickers was not added. `group`: from whose page it
    was opened."""
    return modal(
        ids.FORM,
        t("Find a date"),
        [
            field(form.TITLE, t("Title"), text_input(group.title if group else "", longest=LONGEST_TITLE)),
            *_slots(t, typed, said),
            divider(),
            *_circle(t, typed.circle, group),
            *_closing(t, *_usual_closing(now, t.zone)),
            _premises(t, premises),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def for_group(t: Translator, group: StudyGroup, now: datetime, metadata: str) -> Block:
    """The form of whoever leads a study group: its members are asked."""
    slots = [one for one in _slots(t, TypedDates(), "") if one and one["type"] == "input"]
    return modal(
        ids.FOR_GROUP,
        t("Find a date"),
        [
            field(form.TITLE, t("Title"), text_input(group.title, longest=LONGEST_TITLE)),
            *slots,
            *_closing(t, *_usual_closing(now, t.zone)),
            context(
                t("Members of the group are asked. An organiser then makes the event of one of the dates.")
            ),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def _slots(t: Translator, typed: TypedDates, said: str) -> list[Block | None]:
    turn = typed.turn
    hint = t(
        "One a line, {least} to {most}: “Thu 14 Jan 9:30”, “14/01/2027 9:30-12:00”, “Thu 14 Jan, all day”. "
        "Without an end: two hours.",
        least=LEAST_SLOTS,
        most=MOST_SLOTS,
    )
    whole = option(t("All day, without times"), "whole")
    lines = text_input(typed.slots, longest=LONGEST_SLOTS, lines=True)
    return [
        field(block(form.SLOTS, turn), t("Slots"), lines, optional=True, hint=hint),
        field(block(form.DAY, turn), t("Add a slot: day"), {"type": "datepicker"}, optional=True),
        field(block(form.FROM, turn), t("From"), {"type": "timepicker"}, optional=True),
        field(block(form.TO, turn), t("To"), {"type": "timepicker"}, optional=True),
        field(block(form.WHOLE, turn), t("Duration"), checkboxes([whole]), optional=True),
        context(said),
        actions(button(t("Add this slot"), ids.ADD, turn)),
    ]


def _circle(t: Translator, circle: DateCircle, group: StudyGroup | None) -> list[Block | None]:
    choices = {one: option(t(said), one.value) for one, said in CIRCLES.items()}
    whom = field(ids.CIRCLE, t("Who is asked?"), radio(list(choices.values()), choices[circle]))
    return [whom | {"dispatch_action": True}, _named(t, circle, group)]


def _named(t: Translator, circle: DateCircle, group: StudyGroup | None) -> Block | None:
    """The field that goes with who is asked. Optional, so that an empty one is said in the club's words."""
    search: Block = {"type": "external_select", "min_query_length": 0}
    if circle is DateCircle.TOPIC:
        return field(ids.TOPIC, t("Topic"), search, optional=True)
    if circle is DateCircle.GROUP:
        chosen = {"initial_option": option(group.title, group.topic_id)} if group else {}
        return field(ids.GROUP, t("Group"), search | chosen, optional=True)
    if circle is DateCircle.COMPANY:
        return field(ids.COMPANY, t("Company"), search, optional=True)
    if circle is DateCircle.PEOPLE:
        people: Block = {
            "type": "multi_external_select",
            "min_query_length": 2,
            "max_selected_items": MOST_PEOPLE,
            "placeholder": plain(t("Name, company, expertise…"), 150),
        }
        return field(PEOPLE, t("People"), people, optional=True, hint=most_people(t))
    return None


def _usual_closing(now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    return wall(now + USUAL_WAIT, zone)[0], USUAL_CLOSING


def _closing(t: Translator, day: str, clock: str) -> list[Block | None]:
    days: Block = {"type": "datepicker", "initial_date": day}
    clocks: Block = {"type": "timepicker", "initial_time": clock}
    city = t("{city} time", city=t.zone.key.rpartition("/")[2].replace("_", " "))
    return [
        field(form.CLOSE_DAY, t("Answers until (day)"), days, optional=True),
        field(form.CLOSE_TIME, t("Answers until (time)"), clocks, optional=True, hint=city),
    ]


def _premises(t: Translator, premises: Sequence[tuple[int, str]]) -> Block | None:
    if not premises:
        return None
    none = option(t("None yet"), form.NO_OFFER)
    choices = [none, *(option(name, offer_id) for offer_id, name in premises)]
    hint = t("The host is asked too; the place of the event is filled in.")
    return field(form.OFFER, t("Premises in view"), select(choices, none), optional=True, hint=hint)


def extending(t: Translator, poll: DatePoll, metadata: str) -> Block:
    """Another closing."""
    told = t("Who has not answered is reminded once more, before the new closing.")
    return modal(
        ids.EXTENDING,
        t("Extend the search"),
        [rich("*{title}*", title=poll.title), *_closing(t, *wall(poll.closes_at, t.zone)), context(told)],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def answering(t: Translator, mine: MyDates, now: datetime, metadata: str) -> Block:
    """One's own availability, slot by slot."""
    poll, year = mine.poll, now.astimezone(t.zone).year
    until = t("Can be changed until {date}.", date=t.date(poll.closes_at))
    host = (
        t("You are asked as the host too: could {place} receive the club?", place=mine.host.place)
        if mine.host
        else ""
    )
    fields = [
        _fit(t, number, slot(t, one, year=year), mine.fits.get(number)) for number, one in poll.slots.items()
    ]
    shared = t("The organisers read your answer; members see numbers alone.")
    return modal(
        ids.ANSWERING,
        t("Your availability"),
        [rich("*{title}*\n{until}", title=poll.title, until=until), context(host), *fields, context(shared)],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def _fit(t: Translator, number: int, label: str, fit: DateFit | None) -> Block:
    choices = {one: option(t(said), one.value) for one, said in FITS.items()}
    return field(block(FIT, number), label, radio(list(choices.values()), choices[fit] if fit else None))
