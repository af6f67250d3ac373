"""How many files somebody opens who follows a click, from its registration to the statement that saves.

`python -m benchmarks trail`. Read from the sources: a function leads to every function that it names, where
an import says whose it is; the trail of an entry is the shortest way that ends in a function of `storage`
which writes. What callbacks and methods lead to is not seen, so that a trail may be missing, never too short.
"""

import ast
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from bot.features import router
from handlers.kit.router import Entry

HOUSE = Path(__file__).parents[1]
ROOMS = ("handlers", "storage")
DOOR = ("bot/serve_http.py", "bot/door.py", "bot/payload.py", "bot/app.py", "bot/dispatch.py")
"""What every click passes before it comes to its entry."""
WRITES = {"insert", "update", "delete", "upsert"}


class Place(NamedTuple):
    """A function or method of a module."""

    module: str
    name: str


class Trail(NamedTuple):
    """An entry, and the files from its registration on."""

    entry: str
    files: Sequence[str]


def report() -> bool:
    """Prints the longest, and how long they are; whether there are any."""
    found = sorted(trails(), key=lambda one: len(one.files))
    lengths = [len(one.files) for one in found]
    middle = lengths[len(lengths) // 2]
    print(f"{len(found)} entries save something: {middle} files at the median, {lengths[-1]} at most;")
    print(f"before them, the door's {len(DOOR)}: {', '.join(DOOR)}")
    for one in found[-5:]:
        print(f"{one.entry}: {' > '.join(one.files)}")
    return bool(found)


def trails() -> Iterator[Trail]:
    """One of each entry that saves something."""
    leads = _leads()
    for entry in router().entries.values():
        start, registers = _listener(entry)
        if way := _to_a_write(leads, start):
            files = dict.fromkeys([registers, *(_file(one.module) for one in way)])
            yield Trail(f"{entry.kind} {entry.name}", list(files))


def _listener(entry: Entry) -> tuple[Place, str]:
    listener: Any = entry.listener
    while isinstance(listener, partial):
        listener = listener.func
    module = str(listener.__module__)
    return Place(module, listener.__qualname__.partition(".")[0]), _file(module.rpartition(".")[0])


def _file(module: str) -> str:
    path = Path(*module.split("."))
    whole = path.with_suffix(".py")
    return (whole if (HOUSE / whole).exists() else path / "__init__.py").as_posix()


def _to_a_write(leads: Mapping[Place, "_Named"], start: Place) -> Sequence[Place]:
    """The shortest way; empty where there is none."""
    queue, seen = deque[tuple[Place, ...]]([(start,)]), {start}
    while queue:
        way = queue.popleft()
        here = leads.get(way[-1])
        if here is None:
            continue
        if here.writes:
            return way
        for there in here.names:
            if there not in seen:
                seen.add(there)
                queue.append((*way, there))
    return ()


class _Named(NamedTuple):
    """What a function names, and whether it writes by itself."""

    names: Sequence[Place]
    writes: bool


def _leads() -> Mapping[Place, _Named]:
    found: dict[Place, _Named] = {}
    for path in sorted(one for room in ROOMS for one in (HOUSE / room).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        relative = path.relative_to(HOUSE).with_suffix("")
        module = ".".join(relative.parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text())
        known = _known(tree, module)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[Place(module, node.name)] = _names(node, module, known)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    if isinstance(target, ast.Name):
                        found[Place(module, target.id)] = _names(node, module, known)
    return found


def _known(tree: ast.Module, module: str) -> Mapping[str, Place]:
    """What a plain name stands for: a module's own, or imported; a module itself has no name in it."""
    known: dict[str, Place] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                as_module = (HOUSE / _file(whole)).exists() and node.module.startswith(ROOMS)
                known[one.asname or one.name] = (
                    Place(whole, "") if as_module else Place(node.module, one.name)
                )
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            known[node.name] = Place(module, node.name)
        elif isinstance(node, ast.Assign):
            known |= {one.id: Place(module, one.id) for one in node.targets if isinstance(one, ast.Name)}
    return known


def _names(node: ast.AST, module: str, known: Mapping[str, Place]) -> _Named:
    names: list[Place] = []
    writes = False
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            place = known.get(inner.value.id)
            if place and not place.name:
                names.append(Place(place.module, inner.attr))
        elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
            place = known.get(inner.id)
            if place and place.name:
                names.append(place)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
            writes |= module.startswith("storage") and inner.func.id in WRITES
    return _Named(names, writes)
