"""README's table of the charter: every article, commands that there are, stories that show them."""

import re
from pathlib import Path

import pytest

from bot.features import router
from handlers.kit.router import InteractionKind

ROOT = Path(__file__).parents[1]
ARTICLES = (
    "PARTICIPER",
    "CONTRIBUER",
    "CHOISIR et ÉVALUER",
    "ÊTRE constructif",
    "RESPECTER la confidentialité",
    "COMMUNIQUER",
    "S’ENTRAIDER",
    "FACILITER l’organisation",
    "COTISER",
)
"""Of the charter, in its order."""
READERS = {
    "README.md": ("See it", "Install it", "Where things are"),
    "LISEZMOI.md": ("Voir", "Installer", "Lire le code"),
}
"""Who wants to see it, who installs it, who reads the code: a part each."""


def rows() -> dict[str, list[str]]:
    """By article: the other cells of its row."""
    text = (ROOT / "README.md").read_text("utf-8")
    _, _, section = text.partition("## The charter, article by article\n")
    section, _, _ = section.partition("\n## ")
    lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {article: rest for article, *rest in cells}


def test_every_article_has_its_row() -> None:
    assert tuple(rows()) == ARTICLES


@pytest.mark.parametrize("article", ARTICLES)
def test_its_commands_are_registered_and_its_stories_told(article: str) -> None:
    _, typed, shown = rows()[article]
    commands = re.findall(r"`/prime ([\w-]+)[^`]*`", typed)
    assert commands
    assert [word for word in commands if router().find(InteractionKind.COMMAND, word) is None] == []
    stories = re.findall(r"\]\((tests/stories/test_\w+\.py)\)", shown)
    assert stories
    assert [story for story in stories if "def test_" not in (ROOT / story).read_text("utf-8")] == []


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_five_moments_are_shown_in_light_and_in_dark(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    light = re.findall(r'<img alt="[^"]{20,}" src="(docs/moments/\w+)-light\.png"', text)
    dark = re.findall(
        r'<source media="\(prefers-color-scheme: dark\)" srcset="(docs/moments/\w+)-dark\.png">', text
    )
    assert light == dark
    assert len(set(light)) == 5
    shown = {ROOT / f"{one}-{look}.png" for one in light for look in ("light", "dark")}
    assert shown == set((ROOT / "docs" / "moments").iterdir())


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_its_three_readers_come_in_this_order(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    parts = READERS[name]
    assert [text.index(f"\n## {part}\n") for part in parts] == sorted(
        text.index(f"\n## {part}\n") for part in parts
    )
    see, install = (text.partition(f"\n## {part}\n")[2].partition("\n## ")[0] for part in parts[:2])
    assert re.findall(r"```\n(.*)\n```", see) == ["make demo"]
    assert [one for one in ("make install", "prime init", "prime run") if one not in install] == []


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_every_link_leads_to_what_there_is(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    assert len(targets) > 5
    assert [one for one in targets if not _leads(one, name)] == []


def _leads(target: str, name: str) -> bool:
    path, _, anchor = target.partition("#")
    there = ROOT / (path or name)
    if not there.exists():
        return False
    if not anchor:
        return True
    titles = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_what_lisezmoi_has_one_type_is_registered() -> None:
    text = (ROOT / "LISEZMOI.md").read_text("utf-8")
    typed = re.findall(r"`/prime ([\w-]+)[^`]*`", text)
    assert len(set(typed)) > 20
    assert [word for word in typed if router().find(InteractionKind.COMMAND, word) is None] == []
