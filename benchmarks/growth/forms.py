"""Forms as somebody fills them in who takes whatever is offered first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]
Ask = Callable[[str], Sequence[Block]]
"""The options that a select has for itself, by its action id."""
TEXTS: Mapping[str, str] = {
    "email_text_input": "jeanne.morel@example.org",
    "url_text_input": "https://example.org/etude",
    "number_input": "1",
    "plain_text_input": "Jeanne Morel",
}
DAY, HOUR, LATER_HOUR = "2027-06-15", "10:00", "18:00"


def filled(view: Block, ask: Ask, whom: str, variant: int) -> dict[str, dict[str, Block]]:
    """A view's state: what stands in its inputs already, else the first thing that fits.

    The second and the third `variant` take the second and the third of whatever is offered, also where
    something stands.
    """
    state: dict[str, dict[str, Block]] = {}
    for block, element in elements(view.get("blocks", [])):
        if given := _given(block, element, ask, whom, variant):
            state.setdefault(block.get("block_id", ""), {})[element["action_id"]] = given
    return state


def elements(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Every element that somebody can use, with the block it stands in."""
    for block in blocks:
        held = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        yield from ((block, element) for element in held if element and "action_id" in element)


def _given(block: Block, element: Block, ask: Ask, whom: str, variant: int) -> Block | None:
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": element.get("initial_value") or _text(kind, element)}
    if kind == "datepicker":
        return {"type": kind, "selected_date": element.get("initial_date") or DAY}
    if kind == "timepicker":
        late = "end" in block.get("block_id", "") or "close" in block.get("block_id", "")
        return {"type": kind, "selected_time": element.get("initial_time") or (LATER_HOUR if late else HOUR)}
    if kind == "users_select":
        return {"type": kind, "selected_user": element.get("initial_user") or whom}
    return _chosen(kind, element, ask, variant)


def _text(kind: str, element: Block) -> str:
    smallest = element.get("min_value")
    return str(smallest) if kind == "number_input" and smallest else TEXTS[kind]


def _chosen(kind: str, element: Block, ask: Ask, variant: int) -> Block | None:
    if kind in ("button", "overflow"):
        return None
    offered = ask(element["action_id"]) if "external" in kind else element.get("options", [])
    if kind.startswith("multi_") or kind == "checkboxes":
        chosen = element.get("initial_options") or list(offered)[:2]
        return {"type": kind, "selected_options": chosen}
    first = element.get("initial_option") or next(iter(offered), None)
    option = offered[variant % len(offered)] if variant and offered else first
    return {"type": kind, "selected_option": option} if option else None
