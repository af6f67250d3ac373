"""The modal “New event” / “Edit the event”."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from club.events import Event, EventKind, EventState
from handlers.events.organising import form, ids
from handlers.events.organising.following import FOLLOWING, SCOPE
from handlers.events.shared import party
from handlers.kit.blocks import (
    Block,
    checkboxes,
    context,
    cut,
    field,
    modal,
    option,
    plain,
    radio,
    select,
    text_input,
)
from handlers.kit.return_to import revision
from handlers.kit.services import Club
from handlers.words import Translator

NEW = "new"
"""The revision of an event that does not exist yet."""
LONGEST_TEXT, LONGEST_LINE = 3000, 150


def event_form(
    t: Translator,
    club: Club,
    event: Event | None,
    metadata: str,
    lost: form.Fields | None = None,
    *,
    start: tuple[str, form.Fields] = (NEW, form.BLANK),
    following: int = 0,
) -> Block:
    """The form of a new event or of one to be changed.

    `lost` is what somebody typed while another organiser saved the event: each differing field recalls it.
    `start`: the revision of a new event's form, and what stands in it already; `following`: how many dates of
    its series the change may hold for too.
    """
    seen, fields = (revision(event), form.fields_of(event, club.zone)) if event else start
    drawn = _Form(t, seen, fields, lost or {})
    meanwhile = t(
        "The event was changed meanwhile: this is what is saved now. Your entry stands below each field."
    )
    return modal(
        ids.FORM,
        t("Edit the event") if event else t("New event"),
        [
            context(meanwhile) if lost else None,
            scope(t, following, seen) if following else None,
            *_what(drawn),
            *_when(drawn, club.zone),
            *_where(drawn),
            *_answers(drawn, club.answer_notice),
            *_limits(drawn, club.companions),
            drawn.field(form.AGENDA, t("Programme"), _text(fields, form.AGENDA, LONGEST_TEXT), optional=True),
            *_recalled(drawn),
            _public(drawn),
            _publication(drawn) if event is None or event.state is EventState.DRAFT else None,
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def scope(t: Translator, following: int, revision: str) -> Block:
    """Whether what is submitted holds for one date of a series, or for those that follow too."""
    later = t.plural("This date and the next one", "This date and the {n} next ones", following)
    choices = [option(t("This date alone"), "one"), option(later, FOLLOWING)]
    return field(form.block(SCOPE, revision), t("For which dates?"), radio(choices, choices[0]))


class _Form:
    """What the fields are drawn from."""

    def __init__(self, t: Translator, revision: str, fields: form.Fields, lost: form.Fields) -> None:
        self.t, self.revision, self.fields, self.lost = t, revision, fields, lost

    def field(
        self, name: str, label: str, element: Block, *, optional: bool = False, hint: str = ""
    ) -> Block:
        """One field; below it what was typed and is not saved, if that differs."""
        typed = self.lost.get(name, "")
        if self.lost and typed != self.fields.get(name, "") and name != form.AGENDA:
            hint = self.t("Your entry: {typed}", typed=self._said(name, typed))
        return field(form.block(name, self.revision), label, element, optional=optional, hint=hint)

    def _said(self, name: str, typed: str) -> str:
        if name == form.KIND:
            return self.t(party.KINDS[typed])
        if name in (form.PUBLIC, form.ALL_DAY):
            return self.t("yes") if typed else self.t("no")
        if name == form.HOST:
            typed = self.lost.get(form.HOST_NAME, "")
        return cut(typed, 1900) or self.t("empty")

    def initial(self, name: str, key: str) -> Block:
        """The initial value of a picker, if there is one."""
        return {key: self.fields[name]} if self.fields.get(name) else {}

    def day(self, name: str, label: str, *, optional: bool = False, hint: str = "") -> Block:
        """A date picker."""
        element = {"type": "datepicker"} | self.initial(name, "initial_date")
        return self.field(name, label, element, optional=optional, hint=hint)

    def number(
        self, name: str, label: str, hint: str, *, least: int = 1, most: int = form.MOST_SEATS
    ) -> Block:
        """A whole number, which may be left out."""
        element: Block = {"type": "number_input", "is_decimal_allowed": False}
        element |= {"min_value": str(least), "max_value": str(most)}
        element |= self.initial(name, "initial_value")
        return self.field(name, label, element, optional=True, hint=hint)

    def clock(self, name: str, label: str, *, optional: bool = False, hint: str = "") -> Block:
        """A time picker."""
        element = {"type": "timepicker"} | self.initial(name, "initial_time")
        return self.field(name, label, element, optional=optional, hint=hint)


def _limits(drawn: _Form, usual: int) -> Sequence[Block]:
    t = drawn.t
    guests = t.plural(
        "0: nobody. Empty: {n} person at most, as usual.",
        "0: nobody. Empty: {n} people at most, as usual.",
        usual,
    )
    needed = t("Organisers are told at the deadline if fewer people come.")
    kept = t("Of these seats, those that organisers give to whom they choose.")
    return [
        drawn.number(form.COMPANY_SEATS, t("Seats per company"), t("Empty: no limit.")),
        drawn.number(form.RESERVED, t("Reserved seats"), kept, least=0),
        drawn.number(form.GUESTS, t("Guests per member"), guests, least=0, most=form.MOST_GUESTS),
        drawn.number(form.MINIMUM, t("Minimum to hold it"), needed),
    ]


def _text(fields: form.Fields, name: str, longest: int) -> Block:
    """A text input that takes what is there already, however long an import made it."""
    initial = cut(fields.get(name, ""), LONGEST_TEXT)
    return text_input(initial, longest=max(longest, len(initial)), lines=longest == LONGEST_TEXT)


def _what(drawn: _Form) -> Sequence[Block]:
    t, fields = drawn.t, drawn.fields
    kinds = [option(t(party.KINDS[kind.value]), kind.value) for kind in EventKind]
    chosen = next(kind for kind in kinds if kind["value"] == fields[form.KIND])
    return [
        drawn.field(form.TITLE, t("Title"), _text(fields, form.TITLE, LONGEST_LINE)),
        drawn.field(form.KIND, t("Kind"), select(kinds, chosen)),
    ]


def _when(drawn: _Form, zone: ZoneInfo) -> Sequence[Block]:
    t = drawn.t
    clock = t("{city} time", city=zone.key.rpartition("/")[2].replace("_", " "))
    tick = option(t("All day, without times"), form.TICKED)
    ticks = checkboxes([tick], [tick] if drawn.fields.get(form.ALL_DAY) else [])
    return [
        drawn.field(form.ALL_DAY, t("Duration"), ticks, optional=True),
        drawn.day(form.START_DAY, t("Day of the start")),
        drawn.clock(form.START_TIME, t("Time of the start"), optional=True, hint=clock),
        drawn.day(form.END_DAY, t("Day of the end"), optional=True, hint=t("Empty: the day of the start.")),
        drawn.clock(form.END_TIME, t("Time of the end"), optional=True, hint=clock),
    ]


def _where(drawn: _Form) -> Sequence[Block]:
    t, fields = drawn.t, drawn.fields
    host: Block = {"type": "external_select", "min_query_length": 0}
    if fields.get(form.HOST):
        host["initial_option"] = option(fields[form.HOST_NAME], fields[form.HOST])
    link = {"type": "url_text_input"} | drawn.initial(form.LINK, "initial_value")
    place = _text(fields, form.PLACE, LONGEST_LINE)
    ways = t("With a place too, one comes on site or remotely.")
    return [
        drawn.field(form.PLACE, t("Place"), place, optional=True),
        drawn.field(form.LINK, t("Video link"), link, optional=True, hint=ways),
        drawn.field(form.HOST, t("Host company"), host, optional=True),
    ]


def _answers(drawn: _Form, notice: int) -> Sequence[Block]:
    t = drawn.t
    usual = t.plural(
        "Empty: {n} day before the start, at the same time.",
        "Empty: {n} days before the start, at the same time.",
        notice,
    )
    return [
        drawn.number(form.CAPACITY, t("Seats"), t("Empty: no limit.")),
        drawn.day(form.DEADLINE_DAY, t("Answers until (day)"), optional=True, hint=usual),
        drawn.clock(form.DEADLINE_TIME, t("Answers until (time)"), optional=True),
    ]


def _recalled(drawn: _Form) -> Sequence[Block]:
    typed = drawn.lost.get(form.AGENDA, "")
    if not typed or typed == drawn.fields.get(form.AGENDA):
        return []
    label = context(drawn.t("Your programme, not saved:"))
    return [*([label] if label else []), {"type": "section", "text": plain(typed)}]


def _public(drawn: _Form) -> Block:
    t = drawn.t
    tick = option(t("Name it on the club’s public site and calendar"), form.SHOWN)
    ticks = checkboxes([tick], [tick] if drawn.fields.get(form.PUBLIC) else [])
    hint = t("Title, dates, place and programme; never the video link nor who comes.")
    return drawn.field(form.PUBLIC, t("Public site"), ticks, optional=True, hint=hint)


def _publication(drawn: _Form) -> Block:
    t = drawn.t
    ticks = checkboxes([option(t("Publish now in the channel"), "now")])
    return drawn.field(form.PUBLISH, t("Publication"), ticks, optional=True)
