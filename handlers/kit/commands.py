"""What can be typed after `/prime`: the words, and what help, README and the manifest say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from handlers.words import Language, mark


class Theme(Enum):
    """Under which title help lists a command, in help's order."""

    EVENTS = mark("Events")
    CHOOSING = mark("Topics and votes")
    MEMBERS = mark("Members")
    ACCOUNT = mark("My account")
    ORGANISING = mark("Organising")
    """Listed to organisers alone, though some of its commands lead members to what is theirs."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of help: what is typed, in both languages, and what that does."""

    english: str
    french: str
    summary: str
    """A marked msgid."""

    def typed(self, language: Language) -> str:
        """The words after `/prime`."""
        return self.french if language == "fr" else self.english


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command of `/prime`. Whoever registers one says all that a member must be told of it."""

    name: str
    """Its English word, by which it is known in code."""
    french: str
    theme: Theme
    summary: str
    """What it is for, in one marked line that goes on after a colon."""
    keeps: Sequence[str]
    """Tables where using it leaves something of a person: what `/prime my-data` shows, and erasure ends."""
    also: Sequence[str] = ()
    """Other words that mean it."""
    examples: Sequence[HelpLine] = ()
    """More that can be typed; the words stand after the command's own."""
    hinted: bool = False
    """Whether Slack's composer names it while `/prime` is being typed; there is room for few."""

    @property
    def words(self) -> tuple[str, ...]:
        """All its spellings; the first names it."""
        return (self.name, self.french, *self.also)

    @property
    def lines(self) -> list[HelpLine]:
        """What help says of it: itself, then the examples."""
        own = HelpLine(self.name, self.french, self.summary)
        more = (
            HelpLine(f"{self.name} {one.english}", f"{self.french} {one.french}", one.summary)
            for one in self.examples
        )
        return [own, *more]
