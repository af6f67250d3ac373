"""Surfaces that a person has before them, and the controls on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox import messages, views
from sandbox.driver.words import body_lines, fold, lines, text_of, view_lines
from sandbox.errors import Json
from sandbox.inside import inside
from sandbox.mrkdwn import Reader
from sandbox.workspace import Channel, Workspace


@dataclass(frozen=True)
class Surface:
    """A message, modal or home tab: how an act names it, and what stands on it."""

    where: Json
    blocks: list[Json]
    values: Json
    words: str


@dataclass(frozen=True)
class Control:
    """One thing to press: the element, and what choosing it sends."""

    surface: Surface
    block: Json
    element: Json
    label: str
    chosen: Json


def surfaces(ws: Workspace, user: str, place: str, reader: Reader) -> Iterator[Surface]:
    """Where a click may land: the top modal alone if one is open; else here newest first, then elsewhere."""
    stack = ws.stacks.get(user) or []
    if stack:
        yield of_view(stack[-1], {"view": stack[-1]["id"]}, reader)
        return
    home = ws.homes.get(user)
    if place == "home" and home is not None:
        yield of_view(home, {"home": True}, reader)
    here = ws.channels.get(place)
    if here is not None:
        yield from _messages([here], user, reader)
    yield from _messages([c for c in ws.channels_of(user) if c is not here], user, reader)
    if place != "home" and home is not None:
        yield of_view(home, {"home": True}, reader)


def of_view(view: Json, where: Json, reader: Reader) -> Surface:
    """A modal or home tab as a surface."""
    return Surface(where, view["blocks"], view["state"]["values"], fold(" ".join(view_lines(view, reader))))


def _messages(channels: list[Channel], user: str, reader: Reader) -> Iterator[Surface]:
    seen = [(m["ts"], channel.id, m) for channel in channels for m in channel.seen_by(user)]
    for ts, channel_id, message in sorted(seen, key=lambda row: row[0], reverse=True):
        blocks = messages.all_blocks(message)
        words = fold(" ".join(body_lines(message, reader)))
        yield Surface({"channel": channel_id, "ts": ts}, blocks, views.initial_state(blocks), words)


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element with its block, in reading order."""
    for block in blocks:
        for element in inside(block):
            yield block, element


def pressable(surface: Surface, reader: Reader) -> Iterator[Control]:
    """Buttons and the items of overflow menus."""
    for block, element in elements(surface.blocks):
        if element["type"] in ("button", "icon_button", "workflow_button"):
            label = fold(text_of(element["text"], reader))
            yield Control(surface, block, element, label, {})
        elif element["type"] == "feedback_buttons":
            for name in ("positive_button", "negative_button"):
                chosen = {key: element[name][key] for key in ("text", "value")}
                yield Control(surface, block, element, fold(text_of(chosen["text"], reader)), chosen)
        elif element["type"] == "overflow":
            for option in element["options"]:
                label = fold(text_of(option["text"], reader))
                yield Control(surface, block, element, label, {"selected_option": option})


def tickable(surface: Surface, reader: Reader) -> Iterator[Control]:
    """The items of checkboxes and radio buttons; `chosen` is the option."""
    for block, element in elements(surface.blocks):
        if element["type"] in ("checkboxes", "radio_buttons"):
            for option in element["options"]:
                yield Control(surface, block, element, fold(text_of(option["text"], reader)), option)


def fillable(surface: Surface, reader: Reader) -> Iterator[Control]:
    """Inputs by their label; menus and pickers elsewhere by their placeholder or the section's words."""
    for block, element in elements(surface.blocks):
        if element["type"] not in views.VALUE_KEYS:
            continue
        names = [block.get("label"), element.get("placeholder")]
        names += [block.get("text")] if block["type"] == "section" else []
        for name in names:
            label = fold(text_of(name, reader))
            if label:
                yield Control(surface, block, element, label, {})


def narrowed(controls: list[Control], within: str | None, reader: Reader) -> list[Control]:
    """Of several equal controls on one surface, those that follow the wanted words most closely."""
    if within is None or len(controls) < 2:
        return controls
    wanted = fold(within)
    distances: list[tuple[int, Control]] = []
    for control in controls:
        at = next(i for i, block in enumerate(control.surface.blocks) if block is control.block)
        above = control.surface.blocks[: at + 1][::-1]
        said = (i for i, block in enumerate(above) if wanted in fold(" ".join(lines([block], reader))))
        distances.append((next(said, len(above)), control))
    nearest = min(distance for distance, _ in distances)
    return [control for distance, control in distances if distance == nearest]
