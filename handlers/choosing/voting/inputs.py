"""The inputs of a vote: one function for each way of filling it in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from club.ballots import Ballot, Option, Stance
from club.ids import OptionId
from club.sealing import LONGEST_REMARK
from handlers.choosing.shared.ballots import by_work, criterion_name
from handlers.choosing.shared.grades import grade_name
from handlers.choosing.shared.stances import stance_name
from handlers.choosing.voting.form import (
    A_PAGE,
    GRADES,
    KEPT,
    MARK,
    MORE,
    MOST_SELECTS,
    NONE,
    OPTION,
    PICKED,
    REMARK,
    TURN,
    FilledVote,
    Shape,
    most_picked,
    most_ranks,
    shape_of,
)
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    checkboxes,
    context,
    field,
    option,
    plain,
    radio,
    select,
    text_input,
)
from handlers.words import Translator

TEXT = "ballots.motion_text"
A_BLOCK = 10
"""Checkboxes that one block takes (docs.slack.dev, checkboxes)."""
Options = Sequence[Option]


def inputs(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    """What the voter fills in, with what is marked already; the options in this voter's order."""
    return _INPUTS[shape_of(ballot)](t, ballot, options, filled)


def _ticks(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    starts = range(0, len(options), A_BLOCK)
    return [_tick_block(t, options, filled, start) for start in starts]


def _tick_block(t: Translator, options: Options, filled: FilledVote, start: int) -> Block:
    shown = [_choice(one) for one in options[start : start + A_BLOCK]]
    chosen = [one for one in shown if OptionId(int(one["value"])) in filled.marks]
    first, last = start + 1, start + len(shown)
    label = t("Your choices")
    if len(options) > A_BLOCK:
        label = t("Your choices, {first} to {last}", first=first, last=last)
    return field(f"{MARK}#{start}", label, checkboxes(shown, chosen), optional=True)


def _search(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    chosen = [_choice(one) for one in options if one.id in filled.marks]
    return [_searching(t, f"{OPTION}#0", t("Your choices"), chosen, ballot.rules.most)]


def _numbers(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    most = ballot.rules.cap
    return [
        field(f"{MARK}#{one.id}", one.title, _number(filled.marks.get(one.id, -1), most), optional=True)
        for one in options
    ]


def _number(mark: int, most: int) -> Block:
    made: dict[str, Any] = {"type": "number_input", "is_decimal_allowed": False}
    made |= {"min_value": "0", "max_value": str(most)}
    return made | ({"initial_value": str(mark)} if 0 <= mark <= most else {})


def _picked_numbers(
    t: Translator, ballot: Ballot, options: Options, filled: FilledVote
) -> list[Block | None]:
    chosen = [one for one in options if one.id in filled.picked][: most_picked(ballot)]
    pick = _picking(t, t("Your favourites"), [_choice(one) for one in chosen], most_picked(ballot))
    return [pick, *_numbers(t, ballot, chosen, filled)]


def _grades(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    return [_graded(t, one, one.title, filled) for one in options]


def _graded(t: Translator, one: Option, label: str, filled: FilledVote) -> Block:
    none = option(t("No opinion"), NONE)
    choices = [*(option(grade_name(t, grade), grade.value) for grade in GRADES), none]
    given = NONE if one.id in filled.declined else str(filled.marks.get(one.id, ""))
    chosen = next((choice for choice in choices if choice["value"] == given), None)
    asked = select(choices, chosen) | {"placeholder": plain(t("Choose a grade"))}
    return field(f"{MARK}#{one.id}", label, asked, optional=True)


def _grade_lists(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    return [
        _searching(
            t,
            f"{OPTION}#{grade.value}",
            grade_name(t, grade),
            [_choice(one) for one in options if filled.marks.get(one.id) == grade],
        )
        for grade in GRADES
    ]


def _ranks(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    at = {mark: one for one in options if (mark := filled.marks.get(one.id))}
    shown = min(filled.ranks, most_ranks(ballot))
    ranked = [_rank(t, rank, options, at.get(rank)) for rank in range(1, shown + 1)]
    more = button(t("Rank more"), MORE) if shown < most_ranks(ballot) else None
    return [*ranked, actions(more)]


def _rank(t: Translator, rank: int, options: Options, chosen: Option | None) -> Block:
    nobody, initial = option(t("None"), NONE), _choice(chosen) if chosen else None
    if len(options) <= MOST_SELECTS:
        element = select([nobody, *map(_choice, options)], initial)
    else:
        element = {"type": "external_select", "min_query_length": 0, "placeholder": _placeholder(t)}
        element |= {"initial_option": initial} if initial else {}
    return field(f"{OPTION}#{rank}", rank_name(t, rank), element, optional=True)


def rank_name(t: Translator, rank: int) -> str:
    """1er choix, 2e choix…"""
    return t("Choice 1") if rank == 1 else t("Choice {rank}", rank=rank)


def _works(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    return [block for work, group in by_work(options).items() for block in _work(t, work, group, filled)]


def _work(t: Translator, work: int, group: Options, filled: FilledVote) -> list[Block | None]:
    title = group[0].title
    named = [(one.criterion and criterion_name(t, one.criterion)) or one.title for one in group]
    word = text_input(filled.remarks.get(work, ""), longest=LONGEST_REMARK, lines=True)
    return [
        {"type": "header", "text": plain(title, 150)},
        *(_graded(t, one, f"{name}{t(': ')}{title}", filled) for one, name in zip(group, named, strict=True)),
        field(f"{REMARK}#{work}", t("A word on it: {title}", title=title), word, optional=True),
    ]


def _picked_works(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    most, works = most_picked(ballot), by_work(options)
    chosen = [work for work in works if work in filled.picked][:most]
    choices = [option(works[work][0].title, work) for work in chosen]
    kept = [one for work in chosen for one in works[work]]
    return [_picking(t, t("Works to evaluate"), choices, most), *_works(t, ballot, kept, filled)]


STANCES = (Stance.FOR, Stance.AGAINST, Stance.ABSTAIN)
"""As they are offered."""


def _motions(t: Translator, ballot: Ballot, options: Options, filled: FilledVote) -> list[Block | None]:
    """A page of resolutions, and what is answered on the others."""
    start = filled.page * A_PAGE
    shown = options[start : start + A_PAGE]
    blocks: list[Block | None] = [_kept(t, options, filled, at) for at in range(0, start, A_PAGE)]
    for place, one in enumerate(shown, start + 1):
        choices = [option(stance_name(t, stance), stance.value) for stance in STANCES]
        chosen = next((made for made in choices if made["value"] == str(filled.marks.get(one.id))), None)
        label = f"{place}. {one.title}"
        blocks.append(field(f"{MARK}#{one.id}", label, radio(choices, chosen), optional=True))
        text = button(t("Read the text"), f"{TEXT}#{one.id}", f"{ballot.id}:{one.id}", about=label)
        blocks.append(actions(text))
    after = range(start + A_PAGE, len(options), A_PAGE)
    return [*blocks, *(_kept(t, options, filled, at) for at in after), *_pages(t, options, filled)]


def _kept(t: Translator, options: Options, filled: FilledVote, start: int) -> Block | None:
    """What is answered on another page: an input, so that the form sends it; nothing where nothing is.

    The page in sight is in its name: drawn anew on another page, it holds what holds then.
    """
    choices = [
        (one.id, stance, option(f"{place}. {stance_name(t, stance)}", f"{one.id}:{stance.value}"))
        for place, one in enumerate(options[start : start + A_PAGE], start + 1)
        for stance in STANCES
    ]
    chosen = [made for option_id, stance, made in choices if filled.marks.get(option_id) == stance]
    if not chosen:
        return None
    last = min(start + A_PAGE, len(options))
    label = t("Your answers to resolutions {first} to {last}", first=start + 1, last=last)
    element: Block = {"type": "multi_static_select", "options": [made for _, _, made in choices]}
    element["initial_options"] = chosen
    return field(f"{KEPT}#{start}:{filled.page}", label, element, optional=True)


def _pages(t: Translator, options: Options, filled: FilledVote) -> list[Block | None]:
    first, last = filled.page * A_PAGE + 1, min((filled.page + 1) * A_PAGE, len(options))
    if len(options) <= A_PAGE:
        return []
    back = button(t("Previous page"), TURN, filled.page - 1) if filled.page else None
    on = button(t("Next page"), f"{TURN}#next", filled.page + 1) if last < len(options) else None
    where = t("{first}–{last} of {total}", first=first, last=last, total=t.number(len(options)))
    return [context(where), actions(back, on)]


def _choice(one: Option) -> Block:
    return option(one.title, one.id)


def _placeholder(t: Translator) -> Block:
    return plain(t("Search by title…"), 150)


def _multi(t: Translator, initial: Sequence[Block], most: int = 0) -> Block:
    made: dict[str, Any] = {
        "type": "multi_external_select",
        "min_query_length": 0,
        "placeholder": _placeholder(t),
    }
    made |= {"initial_options": list(initial)} if initial else {}
    return made | ({"max_selected_items": most} if most else {})


def _searching(t: Translator, block_id: str, label: str, initial: Sequence[Block], most: int = 0) -> Block:
    return field(block_id, label, _multi(t, initial, most), optional=True)


def _picking(t: Translator, label: str, initial: Sequence[Block], most: int) -> Block:
    """A pick whose change brings the inputs of what was picked."""
    hint = t.plural("{n} at most; then say more of each.", "{n} at most; then say more of each.", most)
    return field(PICKED, label, _multi(t, initial, most), optional=True, hint=hint) | {
        "dispatch_action": True
    }


_INPUTS: Mapping[Shape, Callable[[Translator, Ballot, Options, FilledVote], list[Block | None]]] = {
    Shape.TICKS: _ticks,
    Shape.SEARCH: _search,
    Shape.NUMBERS: _numbers,
    Shape.PICKED_NUMBERS: _picked_numbers,
    Shape.GRADES: _grades,
    Shape.GRADE_LISTS: _grade_lists,
    Shape.RANKS: _ranks,
    Shape.MOTIONS: _motions,
    Shape.WORKS: _works,
    Shape.PICKED_WORKS: _picked_works,
}
