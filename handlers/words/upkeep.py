"""Keep the French catalogue in step with the code: `python -m handlers.words.upkeep update` or `check`.

`update` adds the sentences the code says and sets those it no longer says aside (`--prune` drops them);
`check` prints one line a fault and ends with 1 if there is any. The file is written the same way each time:
sorted, without line numbers or dates.
"""

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from handlers.words.catalogue import FRENCH, ids, is_full, messages, read_catalogue, strings

ROOMS = ("bot", "handlers", "scheduler")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "plural": (1, 2), "mark": None}

_HEADER = r"""# What Prime says, in French. `make catalogue` keeps this file in step with the code.
msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def extract(root: Path) -> Catalog:
    """Every sentence that the code under `root` says."""
    found = Catalog(locale="fr")
    for room in ROOMS:
        for _file, _line, msgid, comments, _context in extract_from_dir(
            root / room, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(msgid, auto_comments=comments)
    return found


def unreadable(root: Path) -> list[str]:
    """A line for each call whose sentence the extraction would misread: f-strings, conditions, sums.

    A sentence is a literal, or comes in by a name and is marked where it stands.
    """
    return [
        f"no plain sentence: {path.relative_to(root)}:{call.lineno}"
        for room in ROOMS
        for path in sorted((root / room).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and not all(map(_is_plain, _sentences(call)))
    ]


def _sentences(call: ast.Call) -> list[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return call.args[: len(KEYWORDS[name] or (1,))] if name in KEYWORDS else []


def _is_plain(sentence: ast.expr) -> bool:
    """A literal, or an expression without any text of its own."""
    if isinstance(sentence, ast.Constant):
        return True
    return not any(
        isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.walk(sentence)
    )


def updated(old: Catalog, found: Catalog, *, prune: bool) -> Catalog:
    """`found` with the French of `old`; what the code no longer says is set aside, or dropped by `prune`."""
    known = {ids(message): message for message in (*old.obsolete.values(), *messages(old))}
    new = Catalog(locale="fr")
    for message in messages(found):
        kept = known.pop(ids(message), None)
        flags = message.flags | (kept.flags & {"fuzzy"} if kept else set())
        new.add(message.id, kept.string if kept else "", flags=flags, auto_comments=message.auto_comments)
    if not prune:
        new.obsolete.update({ids(message)[0]: message for message in known.values() if is_full(message)})
    return new


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it stands on disk: the same bytes for the same sentences."""
    body = BytesIO()
    write_po(body, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)
    return _HEADER.encode() + body.getvalue().strip() + b"\n"


def faults(catalogue: Catalog, found: Catalog) -> list[str]:
    """A line for each sentence missing, empty, fuzzy, stale, repeated, or with other placeholders."""
    there = {ids(message): message for message in messages(catalogue)}
    said = {ids(message) for message in messages(found)}
    lines = [f"missing: {_shown(key)}" for key in said - there.keys()]
    lines += [f"stale: {_shown(key)}" for key in there.keys() - said]
    lines += [f"stale, set aside: {_shown(ids(message))}" for message in catalogue.obsolete.values()]
    for key in there.keys() & said:
        lines += (f"{reason}: {_shown(key)}" for reason in _faults_of(there[key]))
    return sorted(lines)


def _shown(key: tuple[str, ...]) -> str:
    return " | ".join(map(repr, key))


def _faults_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if not is_full(message):
        yield "empty"
    elif not _placeholders_agree(message):
        yield "other placeholders"
    if any(_says_itself_again(form) for form in strings(message)):
        yield "said more than once"


def _says_itself_again(said: str) -> bool:
    """Whether it is made of one sentence repeated, as two merges of the file may leave it."""
    return len(said) > 1 and said in f"{said}{said}"[1:-1]


def _placeholders_agree(message: Message) -> bool:
    """The same names on both sides; in a plural, {n} may be said in words."""
    english, french = ids(message), strings(message)
    spare = {"n"} if len(english) > 1 else set()
    try:
        wanted = _names(english) - spare
        return all(_names([form]) - spare == wanted for form in french)
    except ValueError:  # an unmatched brace: `str.format` would fail on it
        return False


def _names(templates: Iterable[str]) -> set[str]:
    return {name for text in templates for _, name, _, _ in Formatter().parse(text) if name is not None}


def main(argv: list[str] | None = None) -> int:
    """Command line, run from a checkout: `update [--prune]` or `check`."""
    parser = argparse.ArgumentParser(prog="upkeep", description=__doc__)
    parser.add_argument("act", choices=("update", "check"))
    parser.add_argument("--prune", action="store_true", help="drop what the code no longer says")
    arguments = parser.parse_args(argv)
    found, catalogue = extract(FRENCH.parents[2]), read_catalogue()
    if arguments.act == "update":
        catalogue = updated(catalogue, found, prune=arguments.prune)
        FRENCH.write_bytes(written(catalogue))
    lines = [*unreadable(FRENCH.parents[2]), *faults(catalogue, found)]
    sys.stdout.writelines(f"{FRENCH.name}: {line}\n" for line in lines)
    return 1 if lines and arguments.act == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
