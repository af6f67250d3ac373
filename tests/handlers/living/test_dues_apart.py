"""What a company owes has no effect elsewhere: no rule of votes, seats or membership could even read it."""

import re

from bot.command_table import ROOT

READS = re.compile(r"storage\.dues|tables\.Dues|club\.dues|living\.dues|living import .*\bdues\b")
MAY = (
    "handlers/living/dues/",
    "bot/imports/",
    "handlers/imports/",
    "bot/demo/",
    "storage/dues.py",
    "storage/tables/",
    "club/",
)
WRITES_ONLY = {"bot/features.py", "storage/erasure.py"}
"""The list of features; an erasure, which takes the address out."""
SHOWS_A_STATE = {"handlers/living/summary/service.py", "handlers/living/summary/words.py"}
"""The year's summary says of a company whether it paid, and no amount; nothing follows from it."""

NOTES_ACTS = {"storage/audited.py", "storage/journal.py", "handlers/living/journal/words.py"}
"""The journal notes what organisers change of dues, for organisers; nothing follows from it."""


def test_nothing_but_dues_reads_dues() -> None:
    rooms = (
        path
        for room in ("bot", "handlers", "scheduler", "storage", "club")
        for path in (ROOT / room).rglob("*.py")
    )
    readers = {
        path.relative_to(ROOT).as_posix() for path in rooms if READS.search(path.read_text(encoding="utf-8"))
    }
    elsewhere = {one for one in readers - WRITES_ONLY - SHOWS_A_STATE - NOTES_ACTS if not one.startswith(MAY)}
    assert elsewhere == set()


def test_among_the_club_s_rules_money_and_the_bank_alone_know_of_dues() -> None:
    knowing = {
        path.name for path in (ROOT / "club").rglob("*.py") if "club.dues" in path.read_text(encoding="utf-8")
    }
    assert knowing == {"reconciling.py"}
