"""One name means one thing: no two classes of Prime's rooms share one, but for those that are argued here."""

import ast
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).parents[1]
ROOMS = ("club", "storage", "handlers", "scheduler", "bot")
TABLES = "storage/tables/"
"""A table is called as the thing whose rows it holds: `Ballot` is a class of the domain, and one here."""
ROWS = {
    *(
        "Ballot",
        "Claim",
        "Consultation",
        "Correction",
        "DatePoll",
        "DateSlot",
        "Detail",
        "Dues",
        "Event",
        "FollowUp",
        "FeedbackPaper",
        "Guest",
        "HandedFile",
        "Mail",
    ),
    *(
        "MailConsent",
        "Paper",
        "Posting",
        "Rsvp",
        "Topic",
        "Voter",
        "Work",
        "OutsideEvent",
        "StudyGroup",
        "GroupMember",
        "GroupRoom",
    ),
}
"""The tables whose rows are read as a class of that name."""
ARGUED = {
    "Theme": "of reminders, as members choose them, and of commands, as help orders them: read side by side",
}


def classes() -> dict[str, list[str]]:
    """Every public class of a module, by name: the modules that have it."""
    found = defaultdict[str, list[str]](list)
    for path in sorted(one for room in ROOMS for one in (HOUSE / room).rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(HOUSE).as_posix())
    return found


def test_no_two_classes_of_different_things_share_a_name() -> None:
    named = classes()
    doubles = {
        name: modules
        for name, modules in named.items()
        if len(modules) > 1 and name not in ARGUED and not (name in ROWS and _row_and_thing(modules))
    }
    assert doubles == {}


def test_what_is_argued_is_still_so() -> None:
    named = classes()
    assert [name for name in (*ARGUED, *ROWS) if len(named[name]) < 2] == []


def _row_and_thing(modules: list[str]) -> bool:
    return len(modules) == 2 and sum(one.startswith(TABLES) for one in modules) == 1
