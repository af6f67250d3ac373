"""`.env`, written whole or not at all, for its owner alone."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.settings import read_env_file
from storage.files import whole

HEAD = "# Prime's settings, written by `prime init`; variables of the environment win over them.\n"
_PLAIN = re.compile(r"[\w@%+=:,./?&~-]*")
_NAMED = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=")


class Unwritable(Exception):  # noqa: N818 - a sentence for the operator
    """A value that would be read back as another."""


def write(path: Path, values: Mapping[str, str]) -> None:
    """Puts these settings into the file; other lines of it stay as they are.

    Raises Unwritable, or OSError, and then nothing has changed.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else HEAD
    with whole(path) as part:
        part.write_text(_merged(before, values), encoding="utf-8")
        read = read_env_file(part)
        if wrong := sorted(name for name, value in values.items() if read.get(name) != value):
            raise Unwritable(f"{', '.join(wrong)}: a file cannot hold this value")


def _merged(before: str, values: Mapping[str, str]) -> str:
    """Each setting in its old place, or at the end; once."""
    left, lines = dict(values), []
    for line in before.splitlines():
        found = _NAMED.match(line)
        name = found[1] if found else ""
        if name not in values:
            lines.append(line)
        elif name in left:
            lines.append(_line(name, left.pop(name)))
    return "".join(f"{line}\n" for line in [*lines, *(_line(*one) for one in left.items())])


def _line(name: str, value: str) -> str:
    if _PLAIN.fullmatch(value):
        return f"{name}={value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'
