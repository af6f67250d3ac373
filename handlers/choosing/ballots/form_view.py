"""The two steps of the modal “New ballot” / “Edit the ballot”."""

from collections.abc import Sequence
from dataclasses import dataclass

from club.ballots import Ballot, Method, Option, Purpose, Secrecy, Unit
from handlers.choosing.ballots import form, form_rules, ids, motion_form
from handlers.choosing.ballots.form_fields import Drawn, one_of
from handlers.choosing.ballots.place import First
from handlers.choosing.shared.ballots import method_name, secrecy_name, told, unit_name
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
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Club
from handlers.kit.zones import wall
from handlers.words import Translator, mark

LONGEST_TITLE = 120
PURPOSES = {
    Purpose.SELECTION: mark("Choose among topics"),
    Purpose.EVALUATION: mark("Evaluate delivered works"),
    Purpose.MOTION: mark("Adopt resolutions"),
}
UNITS = {Unit.COMPANY: mark("One vote a company"), Unit.MEMBER: mark("One vote a member")}
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
    works: Sequence[tuple[int, str]] = ()
    """Works delivered that no ballot has judged, or is to judge: they are proposed for evaluation."""
    motion: Option | None = None
    """The topic that is put to a resolution, as one."""
    motions: int = 1
    """How many resolutions the form of a new ballot has room for."""


def first_step(t: Translator, first: First, way: ReturnTo[int], *, new: bool) -> Block:
    """What is voted on, how, by whom, how secretly."""
    purposes = [option(t(label), purpose) for purpose, label in PURPOSES.items()]
    methods = [option(method_name(t, method), method) for method in Method if method is not Method.MOTION]
    method = Method.APPROVAL if first.method is Method.MOTION else first.method
    units = [option(t(label), unit) for unit, label in UNITS.items()]
    secrecies = [option(secrecy_name(t, one), one) for one in Secrecy]
    for made, one in zip(secrecies, Secrecy, strict=True):
        made["description"] = plain(t(_SECRECY_HINTS[one]), OPTION)
    return modal(
        ids.FIRST,
        t("New ballot") if new else t("Edit the ballot"),
        [
            field(form.PURPOSE, t("What for?"), radio(purposes, one_of(purposes, first.purpose))),
            field(form.TITLE, t("Title"), text_input(first.title, longest=LONGEST_TITLE)),
            field(
                form.METHOD,
                t("Method"),
                select(methods, one_of(methods, method)),
                hint=t("An evaluation is held by majority judgment, a resolution for or against."),
            ),
            field(form.UNIT, t("Who votes?"), radio(units, one_of(units, first.unit))),
            field(form.SECRECY, t("Secrecy"), radio(secrecies, one_of(secrecies, first.secrecy))),
        ],
        submit=t("Next…"),
        close=t("Back"),
        metadata=way.packed(),
    )


_SECRECY_HINTS = {
    Secrecy.OPEN: mark("Who chose what is shown after closing"),
    Secrecy.CONFIDENTIAL: mark("May be changed; closing erases who chose what"),
    Secrecy.SEALED: mark("Cast once; never kept beside the name"),
}


def second_step(t: Translator, club: Club, way: ReturnTo[First], old: Ballot | None, stock: Stock) -> Block:
    """The options, what the method needs, the quorum, the hours."""
    first = way.extra
    drawn = Drawn(t, first, old, club)
    names = [method_name(t, first.method), unit_name(t, first.unit), secrecy_name(t, first.secrecy)]
    warning = t(
        "Some companies have a weight of their own, which would name them: the papers of this ballot will "
        "not be published."
    )
    secret = first.secrecy is not Secrecy.OPEN and first.unit is Unit.COMPANY
    title = t("Resolutions") if first.purpose is Purpose.MOTION else t("New ballot")
    return modal(
        ids.SECOND,
        title if old is None else t("Edit the ballot"),
        [
            rich("*{title}*\n{what}", title=first.title, what=" · ".join(names)),
            context(told(t, drawn.rules_shown)),
            context(warning) if secret and stock.weights_name else None,
            *_options(drawn, stock),
            *form_rules.counting(drawn),
            *form_rules.deciding(drawn),
            *_hours(drawn),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _options(drawn: Drawn, stock: Stock) -> list[Block | None]:
    t, kept = drawn.t, _kept(drawn)
    if drawn.first.purpose is Purpose.MOTION:
        return _motions(drawn, stock)
    if not drawn.choosing:
        if drawn.old is None:
            kept = [option(title, work) for work, title in stock.works][: form.IN_A_SELECT]
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


def _motions(drawn: Drawn, stock: Stock) -> list[Block | None]:
    """Those of a new ballot; of one that is saved already, they have a form of their own."""
    old, t = drawn.old, drawn.t
    if old is not None and old.purpose is Purpose.MOTION:
        return [context(t("The resolutions are changed from the list of ballots, by “Resolutions…”."))]
    return motion_form.several(t, stock.motions, stock.motion)


def _kept(drawn: Drawn) -> list[Block]:
    """The options of the ballot as it stands, each topic or work once."""
    if drawn.old is None or drawn.old.purpose is not drawn.first.purpose:
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


def _hours(drawn: Drawn) -> list[Block | None]:
    t, old = drawn.t, drawn.old
    openings = [option(t(label), key) for key, label in OPENINGS.items()]
    planned = form.PLANNED if old and old.opens_at else form.BY_HAND
    opens = wall(old.opens_at, drawn.club.zone) if old and old.opens_at else ("", "")
    closes = wall(old.closes_at, drawn.club.zone) if old and old.closes_at else ("", "18:00")
    return [
        field(form.OPENING, t("Opening"), radio(openings, one_of(openings, planned))),
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
