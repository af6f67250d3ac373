"""Nothing of a command is forgotten: what help says, in both languages, its role, a story, people's data."""

import ast
from functools import cache
from pathlib import Path

import pytest

from bot.command_table import ROOT, hint, in_french, rewritten
from bot.features import router
from club.ids import MemberId, SlackId
from handlers.kit.commands import Command, HelpLine, Theme
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.router import Access, InteractionKind, Router
from handlers.kit.services import Services
from handlers.welcome.views import help_text
from handlers.words import Words, load
from storage.people import AccountKind, Membership, Person, Role, Visitor
from storage.privacy import BY_SLACK, relations
from tests.storage.test_privacy import DECIDED
from tests.stories.club import PARIS
from tests.stories.test_matrix import COMMANDS

ROUTER = router()
NOT_BY_COMMAND = {"answered", "datanotice", "handedfile", "mail", "posting", "profile"}
"""Slack's own word on a person, what was sent to them or handed over by them, figures that triggers keep: no
command's decision."""


@pytest.fixture(scope="module")
def words() -> Words:
    return load(PARIS)


@cache
def typed_in_stories() -> set[str]:
    """The word after `/prime`, wherever somebody in a story types it."""
    constants = (
        node.value
        for path in (ROOT / "tests" / "stories").glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    typed = (text.split() for text in constants if text.startswith("/prime "))
    return {words[1] for words in typed if len(words) > 1}


def visitor(role: Role) -> Visitor:
    slack_id, admitted = SlackId("U0ANA"), Membership.ADMITTED
    person = Person(MemberId(1), "Ana", role, "", None, slack_id, None, "fr", "", admitted)
    return Visitor(slack_id, True, AccountKind.FULL, "fr", person, person)


def says_all(made: Router, words: Words, role: Role) -> str:
    return "".join(str(help_text(made, t, visitor(role)).blocks) for t in words.by_language.values())


def test_help_has_every_command_for_whoever_may_use_it(words: Words) -> None:
    help_of = {role: says_all(ROUTER, words, role) for role in Role}
    for command in ROUTER.commands:
        for word in (command.name, command.french):
            assert f"/prime {word}" in help_of[Role.ORGANISER], word
            listed = command.theme is not Theme.ORGANISING
            assert (f"/prime {word}" in help_of[Role.MEMBER]) is listed, word


def test_a_command_is_in_help_by_being_registered(words: Words) -> None:
    made = Router()
    made.command(Command("ping", "ping", Theme.ACCOUNT, "say that Prime is there", ()), answer, Access.MEMBER)
    assert "/prime ping: say that Prime is there" in says_all(made, words, Role.MEMBER)


def answer(_interaction: Interaction, _services: Services) -> Reply:
    return DONE


@pytest.mark.parametrize("command", ROUTER.commands, ids=lambda command: command.name)
class TestEveryCommand:
    """Told by name: which one, and what of it is missing."""

    def test_is_said_in_one_line_in_both_languages(self, command: Command, words: Words) -> None:
        for line in command.lines:
            english, french = words["en"](line.summary), words["fr"](line.summary)
            assert 0 < len(english) <= 80
            assert "\n" not in english + french
            assert french != english, f"no French for: {line.summary}"

    def test_is_for_whom_the_matrix_of_roles_says(self, command: Command) -> None:
        """A role of its own is said a second time, by name, in `tests/stories/test_matrix.py`."""
        usual = {Access.MEMBER, Access.ORGANISER}
        assert ROUTER.entries[InteractionKind.COMMAND, command.name].access in COMMANDS.get(
            command.name, usual
        )

    def test_is_typed_in_a_story(self, command: Command) -> None:
        spoken = {ROUTER.find(InteractionKind.COMMAND, word) for word in typed_in_stories()}
        assert ROUTER.find(InteractionKind.COMMAND, command.name) in spoken

    def test_what_it_keeps_is_shown_to_the_person_and_ends_with_an_erasure(self, command: Command) -> None:
        shown = {relation.table.name for relation in relations()} | {table for table, _ in BY_SLACK}
        assert set(command.keeps) - shown == set(), "not in the file of /prime my-data"
        assert set(command.keeps) - DECIDED == set(), "not decided in tests/storage/test_privacy.py"


def test_every_table_about_a_person_is_kept_by_a_command() -> None:
    """Else nobody was asked whether the person is shown it."""
    kept = {table for command in ROUTER.commands for table in command.keeps}
    assert kept | NOT_BY_COMMAND == DECIDED


def test_readme_and_manifest_say_what_is_registered() -> None:
    """`make commands` writes them anew."""
    readme, manifest = ((ROOT / name).read_text("utf-8") for name in ("README.md", "manifest.yml"))
    assert rewritten(readme, manifest, ROUTER) == (readme, manifest)
    assert f"/prime {ROUTER.commands[0].french}" in readme
    lisezmoi = (ROOT / "LISEZMOI.md").read_text("utf-8")
    assert in_french(lisezmoi, ROUTER) == lisezmoi
    assert f"/prime {ROUTER.commands[0].french}" in lisezmoi
    assert hint(ROUTER) in manifest


def test_readme_and_manifest_follow_a_registration(tmp_path: Path) -> None:
    made = Router()
    lines = (HelpLine("forum", "forum", "one event"),)
    command = Command("find", "annuaire", Theme.MEMBERS, "find somebody", (), examples=lines, hinted=True)
    made.command(command, answer, Access.KNOWN)
    readme, manifest = rewritten("a\n<!-- commands: -->\nold\n<!-- /commands -->\nb", 'usage_hint: "x"', made)
    assert "| `/prime annuaire` (`find`) | find somebody | members, invited people |" in readme
    assert "| `/prime annuaire forum` (`find forum`) | one event | members, invited people |" in readme
    assert (readme[:2], readme[-2:], "old" in readme) == ("a\n", "\nb", False)
    assert manifest == 'usage_hint: "[annuaire]"'
