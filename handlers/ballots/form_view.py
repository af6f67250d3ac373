"""The two steps of the modal “New ballot” / “Edit the ballot”."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from club.ballots import Ballot, Method, Option, Purpose, Rules, Secrecy, TieBreak, Unit
from handlers.ballots import form, ids
from handlers.ballots.place import First, Place
from handlers.kit.ballots import method_name, secrecy_name, told, unit_name
from handlers.kit.blocks import (
    OPTION,
    Block,
    checkboxes,
    context,
    cut,
    field,
    modal,
    option,
    plain,
    radio,
    rich,
    select,
    text_input,
)
from handlers.kit.zones import wall
from handlers.words import Translator, mark

LONGEST_TITLE, LONGEST_SEED = 120, 100
PURPOSES = {
    Purpose.SELECTION: mark("Choose among topics"),
    Purpose.EVALUATION: mark("Evaluate delivered works"),
}
UNITS = {Unit.COMPANY: mark("One vote a company"), Unit.MEMBER: mark("One vote a member")}
TIES = {
    TieBreak.ORGANISERS: mark("The organisers decide, and it is announced"),
    TieBreak.DRAW: mark("A draw, from the seed below"),
}
OPENINGS = {
    form.BY_HAND: mark("Later, by a click"),
    form.NOW: mark("Now"),
    form.PLANNED: mark("On the date below"),
}


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to choose from, and to warn of."""

    shortlisted: int = 0
    living: int = 0
    weights_name: bool = False
    """Whether a weight is so rare that it would name the companies that have it."""


def first_step(t: Translator, first: First, place: Place, *, new: bool) -> Block:
    """What is voted on, how, by whom, how secretly."""
    purposes = [option(t(label), purpose) for purpose, label in PURPOSES.items()]
    methods = [option(method_name(t, method), method) for method in Method]
    units = [option(t(label), unit) for unit, label in UNITS.items()]
    secrecies = [option(secrecy_name(t, one), one) for one in Secrecy]
    for made, one in zip(secrecies, Secrecy, strict=True):
        made["description"] = plain(t(_SECRECY_HINTS[one]), OPTION)
    return modal(
        ids.FIRST,
        t("New ballot") if new else t("Edit the ballot"),
        [
            field(form.PURPOSE, t("What for?"), radio(purposes, _of(purposes, first.purpose))),
            field(form.TITLE, t("Title"), text_input(first.title, longest=LONGEST_TITLE)),
            field(
                form.METHOD,
                t("Method"),
                select(methods, _of(methods, first.method)),
                hint=t("An evaluation is held by majority judgment."),
            ),
            field(form.UNIT, t("Who votes?"), radio(units, _of(units, first.unit))),
            field(form.SECRECY, t("Secrecy"), radio(secrecies, _of(secrecies, first.secrecy))),
        ],
        submit=t("Next…"),
        close=t("Back"),
        metadata=place.packed(),
    )


_SECRECY_HINTS = {
    Secrecy.OPEN: mark("Who chose what is shown after closing"),
    Secrecy.CONFIDENTIAL: mark("May be changed; closing erases who chose what"),
    Secrecy.SEALED: mark("Cast once; never kept beside the name"),
}


def _of(options: Sequence[Block], value: str) -> Block:
    return next(one for one in options if one["value"] == value)


def second_step(
    t: Translator, zone: tzinfo, place: Place, first: First, old: Ballot | None, stock: Stock
) -> Block:
    """The options, what the method needs, the quorum, the hours."""
    drawn = _Second(t, first, old, zone)
    names = [method_name(t, first.method), unit_name(t, first.unit), secrecy_name(t, first.secrecy)]
    warning = t(
        "Some companies have a weight of their own, which would name them: the papers of this ballot will "
        "not be published."
    )
    secret = first.secrecy is not Secrecy.OPEN and first.unit is Unit.COMPANY
    return modal(
        ids.SECOND,
        t("New ballot") if old is None else t("Edit the ballot"),
        [
            rich("*{title}*\n{what}", title=first.title, what=" · ".join(names)),
            context(told(t, drawn.rules_shown)),
            context(warning) if secret and stock.weights_name else None,
            *_options(drawn, stock),
            *_counting(drawn),
            *_deciding(drawn),
            *_hours(drawn),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=place.packed(),
    )


class _Second:
    """What the fields of the second step are drawn from."""

    def __init__(self, t: Translator, first: First, old: Ballot | None, zone: tzinfo) -> None:
        self.t, self.first, self.old, self.zone = t, first, old, zone
        self.choosing = first.purpose is Purpose.SELECTION
        self.rules = old.rules if old else None
        # The words told to voters ask for the secrecy alone.
        self.rules_shown = Rules(first.method, first.unit, first.secrecy)

    def number(
        self, name: str, label: str, initial: int, *, least: int = 1, optional: bool = False, hint: str = ""
    ) -> Block:
        """A whole number; a ballot's own value, where it has one, stands in it."""
        kept = getattr(self.rules, name) if self.rules else 0
        element: Block = {
            "type": "number_input",
            "is_decimal_allowed": False,
            "min_value": str(least),
            "max_value": str(form.LARGEST),
        }
        if kept or initial:
            element["initial_value"] = str(kept or initial)
        return field(name, label, element, optional=optional, hint=hint)

    def day(self, name: str, label: str, initial: str, *, optional: bool = False) -> Block:
        """A date picker."""
        element: Block = {"type": "datepicker"}
        if initial:
            element["initial_date"] = initial
        return field(name, label, element, optional=optional)

    def clock(self, name: str, label: str, initial: str, *, optional: bool = False) -> Block:
        """A time picker."""
        element: Block = {"type": "timepicker"}
        if initial:
            element["initial_time"] = initial
        return field(name, label, element, optional=optional)


def _options(drawn: _Second, stock: Stock) -> list[Block | None]:
    t, kept = drawn.t, _kept(drawn)
    if not drawn.choosing:
        hint = t("Each work is judged by three criteria: usefulness, quality, to be recommended.")
        return list(_selects(ids.WORK, t("Works"), kept, 1, hint))
    selects = max(1, -(-max(min(stock.living, 2 * form.IN_A_SELECT), len(kept)) // form.IN_A_SELECT))
    every = option(t("All shortlisted topics ({n})", n=stock.shortlisted), "all")
    ticked = [every] if drawn.old is None else []
    tick = field(form.ALL, t("Options"), checkboxes([every], ticked), optional=True)
    hint = t("By title; shortlisted topics come first.")
    return [
        tick if stock.shortlisted else None,
        *_selects(ids.TOPIC, t("Topics"), kept, selects, hint),
    ]


def _kept(drawn: _Second) -> list[Block]:
    """The options of the ballot as it stands, each topic or work once."""
    if drawn.old is None or (drawn.old.purpose is Purpose.SELECTION) != drawn.choosing:
        return []
    return list({key: option(one.title, key) for one in drawn.old.options if (key := _key(one))}.values())


def _key(one: Option) -> int | None:
    return one.topic_id or one.work_id


def _selects(name: str, label: str, kept: Sequence[Block], count: int, hint: str) -> list[Block]:
    """As many searchable selects as it takes, a hundred options each."""
    made = []
    for at in range(count):
        element: Block = {"type": "multi_external_select", "min_query_length": 0}
        element["max_selected_items"] = form.IN_A_SELECT
        chosen = kept[at * form.IN_A_SELECT : (at + 1) * form.IN_A_SELECT]
        if chosen:
            element["initial_options"] = list(chosen)
        title = f"{label} ({at + 1})" if count > 1 else label
        made.append(field(f"{name}#{at + 1}", title, element, optional=True, hint=hint))
    return made


def _counting(drawn: _Second) -> list[Block | None]:
    """What the method counts with."""
    t, method = drawn.t, drawn.first.method
    blocks: list[Block | None] = []
    if drawn.choosing:
        blocks.append(drawn.number(form.SEATS, t("Topics to choose"), 1, least=0))
    if method is Method.APPROVAL:
        hint = t("Empty: as many as there are topics to choose.")
        blocks.append(drawn.number(form.MOST, t("Approvals a vote"), 0, least=0, optional=True, hint=hint))
    if method is Method.POINTS:
        hint = t("Empty: no limit but the points themselves.")
        blocks.append(drawn.number(form.POINTS, t("Points to give"), 10, least=0))
        blocks.append(drawn.number(form.CAP, t("Points to one option"), 0, least=0, optional=True, hint=hint))
    return blocks


def _deciding(drawn: _Second) -> list[Block | None]:
    """What makes a decision of the count."""
    t, first, rules = drawn.t, drawn.first, drawn.rules
    hint = t("How many must vote for there to be a decision; empty: no quorum.")
    blocks: list[Block | None] = [
        drawn.number(form.QUORUM, t("Quorum"), 0, least=0, optional=True, hint=hint)
    ]
    if form.may_have_proxies(first):
        hint = t("How many others one member may vote for; empty: no proxies.")
        blocks.append(drawn.number(form.PROXIES, t("Proxies"), 0, least=0, optional=True, hint=hint))
    if first.secrecy is Secrecy.OPEN:
        live = option(t("Show the figures as votes come in"), "live")
        ticks = checkboxes([live], [live] if rules and rules.live else [])
        blocks.append(field(form.LIVE, t("Figures"), ticks, optional=True))
    if drawn.choosing:
        ties = [option(t(label), tie) for tie, label in TIES.items()]
        tie = rules.tie_break if rules else TieBreak.ORGANISERS
        seed = (rules.seed if rules else "") or secrets.token_hex(4)
        hint = t("Any words; published when the ballot opens, so that everybody can redo the draw.")
        blocks.append(field(form.TIE, t("A tie for the last place"), radio(ties, _of(ties, tie))))
        words = text_input(seed, longest=LONGEST_SEED)
        blocks.append(field(form.SEED, t("Seed of a draw"), words, optional=True, hint=hint))
    return blocks


def _hours(drawn: _Second) -> list[Block | None]:
    t, old = drawn.t, drawn.old
    openings = [option(t(label), key) for key, label in OPENINGS.items()]
    planned = form.PLANNED if old and old.opens_at else form.BY_HAND
    opens = wall(old.opens_at, drawn.zone) if old and old.opens_at else ("", "")
    closes = wall(old.closes_at, drawn.zone) if old and old.closes_at else ("", "18:00")
    return [
        field(form.OPENING, t("Opening"), radio(openings, _of(openings, planned))),
        drawn.day(form.OPEN_DAY, t("Day of the opening"), opens[0], optional=True),
        drawn.clock(form.OPEN_TIME, t("Time of the opening"), opens[1], optional=True),
        drawn.day(form.CLOSE_DAY, t("Day of the closing"), closes[0]),
        drawn.clock(form.CLOSE_TIME, t("Time of the closing"), closes[1]),
        context(t("Times are Paris time.")),
    ]


def topic_option(t: Translator, title: str, topic_id: int, *, shortlisted: bool) -> Block:
    """A topic in the list of a search."""
    kept = t("shortlisted")
    return option(f"{cut(title, OPTION - len(kept) - 3)} · {kept}" if shortlisted else title, topic_id)
