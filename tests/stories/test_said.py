"""What `said` holds is what Prime says today, and stands in no other story."""

import ast
import re
from pathlib import Path

from handlers.words.catalogue import read_catalogue
from tests.stories import said

HERE = Path(__file__).parent
SENTENCES = {value: name for name, value in vars(said).items() if name.isupper()}


def plain(text: str) -> str:
    """With ordinary spaces: the catalogue's are no-break ones before some signs."""
    return re.sub(r"\s+", " ", text)


def test_each_is_in_the_catalogue() -> None:
    catalogue = plain("\n".join(str(message.string) for message in read_catalogue()))
    assert {name for text, name in SENTENCES.items() if plain(text) not in catalogue} == set()


def test_no_story_writes_one_out() -> None:
    """So that a change of one touches `said` alone."""
    written = {
        (path.name, SENTENCES[node.value])
        for path in HERE.glob("*.py")
        if path.name != "said.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in SENTENCES
    }
    assert written == set()
