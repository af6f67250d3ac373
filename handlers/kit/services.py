"""What a listener may reach: the database, Slack, the words, the club's settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk import WebClient

from club.ids import MemberId, TopicId
from handlers.kit.chosen import ChosenSettings, InForce
from handlers.kit.club import AT_ONCE as AT_ONCE
from handlers.kit.club import Club as Club
from handlers.kit.scopes import GrantedScopes
from handlers.words import Translator, Words
from storage.database import Database, Session
from storage.people import Person, Visitor


@dataclass(slots=True)
class MembershipHooks:
    """What a change of membership means for what a wing keeps; filled at registration, only read afterwards.

    So that whoever changes a membership need not know of events.
    """

    begins: list["PersonHook"] = field(default_factory=list)
    """A person takes part for the first time, as far as Slack shows; in the transaction that says so."""
    ceases: list["PersonHook"] = field(default_factory=list)
    """A person takes part no longer, for good or for a while; in the transaction that says so."""
    organiser_back: list["PersonHook"] = field(default_factory=list)
    """An organiser whose account was closed reads again; in the transaction that says so."""
    lead_changed: list["LeadHook"] = field(default_factory=list)
    """The study group of a topic is led by somebody else from now on, or by nobody; in the transaction that
    says so."""
    accounts_turned: list["MembersHook"] = field(default_factory=list)
    """These members can act no longer, or again; once that is committed."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every listener; built once in `bot`."""

    db: Database
    client: WebClient
    """Slack's Web API."""
    words: Words
    installed: Club
    """The club's settings as the installation gives them: what holds is `club`."""
    hooks: MembershipHooks = field(default_factory=MembershipHooks)
    granted: GrantedScopes = field(default_factory=GrantedScopes)
    """What Slack lets this installation do."""
    chosen: ChosenSettings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chosen", ChosenSettings(InForce(self.installed)))

    @property
    def club(self) -> Club:
        """The club's settings as they are now."""
        return self.chosen.in_force.club

    def begins(self, session: Session, person: Person, now: datetime) -> None:
        """A person takes part from now on, and was welcomed."""
        for hook in self.hooks.begins:
            hook(session, self, person, now)

    def ceases(self, session: Session, person: Person, now: datetime) -> None:
        """A person takes part no longer: each wing frees what they hold."""
        for hook in self.hooks.ceases:
            hook(session, self, person, now)

    def organiser_back(self, session: Session, person: Person, now: datetime) -> None:
        """An organiser reads again: each wing shows them what waits for a decision."""
        for hook in self.hooks.organiser_back:
            hook(session, self, person, now)

    def lead_changed(self, session: Session, topic_id: TopicId, now: datetime) -> None:
        """Somebody else leads the study group of a topic, or nobody: what its lead keeps is theirs."""
        for hook in self.hooks.lead_changed:
            hook(session, self, topic_id, now)

    def accounts_turned(self, members: Sequence[MemberId], now: datetime) -> None:
        """These members can act no longer, or again; in transactions of its own."""
        for hook in self.hooks.accounts_turned if members else ():
            hook(self, members, now)

    def words_of(self, visitor: Visitor) -> Translator:
        """In the language of whoever acts: the one they chose, else their Slack's."""
        return self.words.for_locale((visitor.person.language if visitor.person else "") or visitor.locale)

    @property
    def shared(self) -> Translator:
        """The translator of what everybody sees."""
        return self.words.for_locale(self.club.language)


PersonHook = Callable[[Session, Services, Person, datetime], None]
LeadHook = Callable[[Session, Services, TopicId, datetime], None]
MembersHook = Callable[[Services, Sequence[MemberId], datetime], None]
