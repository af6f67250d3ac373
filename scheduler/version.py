"""Which program this is: another one may draw what this one could not."""

from functools import cache
from hashlib import sha256
from pathlib import Path

ROOMS = ("club", "storage", "handlers", "scheduler")
"""What a posting is drawn by. Its own number changes with a release; its code, with every mend."""


@cache
def version() -> str:
    """A fingerprint of the code that draws postings."""
    found, root = sha256(), Path(__file__).parents[1]
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".po"):
                found.update(path.read_bytes())
    return found.hexdigest()[:12]
