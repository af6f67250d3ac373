"""README's table of commands, LISEZMOI's in French, and the manifest's usage hint, as the router has them.

`python -m bot.command_table` writes the files anew where they differ; a test compares them.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.features import router
from handlers.kit.commands import Command, HelpLine, Theme
from handlers.kit.router import Access, InteractionKind, Router
from handlers.words import Translator, load, mark

ROOT = Path(__file__).parents[1]
_TABLE = re.compile(r"(<!-- commands:[^\n]*-->\n).*?(<!-- /commands -->)", re.DOTALL)
_HINT = re.compile(r'(usage_hint: )"[^"]*"')
_ORGANISERS = mark("organisers")
_WHO = {
    Access.ANYONE: mark("members"),
    Access.ACCOUNT: mark("anybody in the workspace"),
    Access.KNOWN: mark("members, invited people"),
    Access.MEMBER: mark("members"),
    Access.ORGANISER: _ORGANISERS,
}
"""To whom a command is of use; who is no member gets a courteous word from any of them."""
ENGLISH, FRENCH = (load(ZoneInfo("Europe/Paris"))[language] for language in ("en", "fr"))


def table(made: Router, t: Translator = ENGLISH) -> str:
    """Every command by theme, in Markdown: French first, English where it is another word."""
    titles = t("In Slack"), t("What it does"), t("For")
    head = [f"| {' | '.join(titles)} |", "|-|-|-|"]
    return "\n".join([*head, *(row for theme in Theme for row in _rows(made, theme, t)), ""])


def _rows(made: Router, theme: Theme, t: Translator) -> Iterable[str]:
    yield f"| **{t(theme.value)}** | | |"
    for command in made.commands:
        if command.theme is theme:
            who = _ORGANISERS if theme is Theme.ORGANISING else _WHO[_access(made, command)]
            for line in command.lines:
                yield f"| {_typed(line)} | {t(line.summary)} | {t(who)} |"


def _access(made: Router, command: Command) -> Access:
    return made.entries[InteractionKind.COMMAND, command.name].access


def _typed(line: HelpLine) -> str:
    other = "" if line.english == line.french else f" (`{line.english}`)"
    return f"`/prime {line.french}`{other}"


def hint(made: Router) -> str:
    """What Slack's composer shows while `/prime` is being typed."""
    return f"[{' | '.join(command.french for command in made.commands if command.hinted)}]"


def rewritten(readme: str, manifest: str, made: Router) -> tuple[str, str]:
    """Both texts as they are to be; a text without its place for it is left as it is."""
    return (
        _TABLE.sub(lambda found: f"{found[1]}\n{table(made)}\n{found[2]}", readme),
        _HINT.sub(lambda found: f'{found[1]}"{hint(made)}"', manifest),
    )


def in_french(lisezmoi: str, made: Router) -> str:
    """LISEZMOI.md as it is to be."""
    return _TABLE.sub(lambda found: f"{found[1]}\n{table(made, FRENCH)}\n{found[2]}", lisezmoi)


def main() -> None:
    """Writes README.md, LISEZMOI.md and manifest.yml anew."""
    readme, manifest, lisezmoi = ROOT / "README.md", ROOT / "manifest.yml", ROOT / "LISEZMOI.md"
    lisezmoi.write_text(in_french(lisezmoi.read_text("utf-8"), router()), "utf-8")
    texts = rewritten(readme.read_text("utf-8"), manifest.read_text("utf-8"), router())
    for path, text in zip((readme, manifest), texts, strict=True):
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
