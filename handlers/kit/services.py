"""What a listener may reach: the database, Slack, the words, the club's settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from club.calendar import DaysOff
from club.helpers import A_MONTH
from club.ids import MemberId, SlackId
from club.retention import USUAL, Keeping
from handlers.words import Translator, Words
from storage.database import Database, Session
from storage.people import Person

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
    help_a_month: int = A_MONTH
    """How often one member is asked for help in a month."""
    controller: str = ""
    """Who answers for personal data (article 4.7 GDPR), by name; empty: the club, unnamed."""
    site_url: str = ""
    """Where the public site stands, without a slash at its end; empty where nobody said."""
    mails: bool = False
    """Whether there is a mail server, by which members who agreed are written to as well."""


@dataclass(slots=True)
class MembershipHooks:
    """What a change of membership means for what a wing keeps; filled at registration, only read afterwards.

    So that whoever changes a membership need not know of events.
    """

    ceases: list["PersonHook"] = field(default_factory=list)
    """A person takes part no longer, for good or for a while; in the transaction that says so."""
    organiser_back: list["PersonHook"] = field(default_factory=list)
    """An organiser whose account was closed reads again; in the transaction that says so."""
    accounts_turned: list["MembersHook"] = field(default_factory=list)
    """These members can act no longer, or again; once that is committed."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every listener; built once in `bot`."""

    db: Database
    client: WebClient
    """Slack's Web API."""
    words: Words
    club: Club
    hooks: MembershipHooks = field(default_factory=MembershipHooks)

    def ceases(self, session: Session, person: Person, now: datetime) -> None:
        """A person takes part no longer: each wing frees what they hold."""
        for hook in self.hooks.ceases:
            hook(session, self, person, now)

    def organiser_back(self, session: Session, person: Person, now: datetime) -> None:
        """An organiser reads again: each wing shows them what waits for a decision."""
        for hook in self.hooks.organiser_back:
            hook(session, self, person, now)

    def accounts_turned(self, members: Sequence[MemberId], now: datetime) -> None:
        """These members can act no longer, or again; in transactions of its own."""
        for hook in self.hooks.accounts_turned if members else ():
            hook(self, members, now)

    @property
    def shared(self) -> Translator:
        """The translator of what everybody sees."""
        return self.words.for_locale(self.club.language)


PersonHook = Callable[[Session, Services, Person, datetime], None]
MembersHook = Callable[[Services, Sequence[MemberId], datetime], None]
