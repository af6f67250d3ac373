"""What a listener may reach: the database, Slack, the words, the club's settings."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from club.calendar import DaysOff
from club.ids import SlackId
from club.retention import USUAL, Keeping
from handlers.words import Translator, Words
from storage.database import Database

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Club:
    """How this club is set up; never changes while the program runs."""

    zone: ZoneInfo
    channel: SlackId
    """Where event cards are posted."""
    contact: str
    """Whom a stranger is told to ask."""
    language: str = "fr"
    """The language of what all share."""
    days_off: DaysOff = ()
    """Public holidays: nobody is reminded on them."""
    quota: int = 3
    """How many may represent a company that was granted no number of its own."""
    keeping: Keeping = USUAL
    """How long what is held about people is kept."""
    at_once: int = AT_ONCE
    """How many members may be told of a ballot's opening while the click waits for it."""
    lookups: int = 20
    """How many members' contact details one member may look up in a day."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every listener; built once in `bot`."""

    db: Database
    slack: WebClient
    words: Words
    club: Club

    @property
    def client(self) -> WebClient:
        """Slack's Web API. Whoever turns to it has what they wrote on disk, and keeps nobody waiting."""
        self.db.settle()
        return self.slack

    @property
    def shared(self) -> Translator:
        """The translator of what everybody sees."""
        return self.words.for_locale(self.club.language)
