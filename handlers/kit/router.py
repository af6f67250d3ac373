"""Which command, button, modal or option list goes to which function, and who may use it.

Bolt tries its listeners one by one (60 of them cost 3.6 times one), so it gets a single one for each kind of
interaction, and a dictionary finds ours. This is also the one place that declares who may do what.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any

from club.folding import fold
from handlers.kit.commands import Command
from handlers.kit.daybook import DayPart
from handlers.kit.handed import FileKind
from handlers.kit.home import CompanyLines, HomeAct, HomeTab
from handlers.kit.interaction import Blocks, File, Interaction, Line, Message, Reply
from handlers.kit.services import MembershipHooks, Services
from handlers.words import Translator
from storage.database import Session
from storage.people import AccountKind, Membership, Person, Role, Visitor
from storage.postings import Note, Posting

Listener = Callable[[Interaction, Services], Reply]


class InteractionKind(StrEnum):
    """The kinds of interaction, one dictionary each."""

    COMMAND = "command"
    ACTION = "action"
    VIEW = "view"
    CLOSED = "closed"
    OPTIONS = "options"
    SHORTCUT = "shortcut"
    EVENT = "event"


class Access(StrEnum):
    """Who may use an entry."""

    ANYONE = "anyone"
    """Whoever finds it, members or not; nothing of the club is shown."""
    ACCOUNT = "account"
    """Any full account of the club's workspace, member or not; nothing of the club is shown."""
    KNOWN = "known"
    """Invited people and members, charter accepted or not: charter, profile, own data."""
    MEMBER = "member"
    """Admitted members who have accepted the charter that binds."""
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in."""

    kind: InteractionKind
    name: str
    listener: Listener
    access: Access


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a posting is rendered from: never what was, always what holds now."""

    session: Session
    posting: Posting
    reader: Person | None
    """The member it goes to; None for a channel."""
    t: Translator
    now: datetime
    services: Services
    lines: Sequence[Line] = ()
    """Of a message that says several things: each."""


LineRenderer = Callable[[RenderContext], Line | None]
Ahead = Callable[[Session, Person, datetime, datetime], Sequence[Note]]
"""What somebody has to answer from now until then, as the reminders of it that would come by themselves."""
Along = Callable[[RenderContext], Sequence[Note]]
"""What is about to come to the reader of a posting as a message of its own, and goes with it instead."""
Renderer = Callable[[RenderContext], Message | File | None]
Lasts = Callable[[RenderContext], datetime | None]
"""Until when what a posting says is of use; None: as long as its subject stands. See `kit.lasting`."""


class Hours(Enum):
    """When postings of a kind may reach somebody; asked when one is sent."""

    ANY = "any"
    """At once: it answers what somebody did, or says what has just happened."""
    DECENT = "decent"
    """In working hours on the reader's own clock, and on no public holiday (club.calendar.may_reach)."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Until when, and at which hours, postings of a kind are sent for the first time."""

    lasts: Lasts
    hours: Hours


HomePart = Callable[[Interaction, Services], Blocks]
Sweep = Callable[[Services, datetime, datetime], None]
"""Given the time of the sweep before and now: does what came due between them, and may be repeated."""
Lost = Callable[[Session, Posting, str, datetime], None]
"""Told of a posting that Slack refused for good, by its error code, in the transaction that records it."""


@dataclass(slots=True)
class Router:
    """Filled once while starting; only read afterwards."""

    entries: dict[tuple[InteractionKind, str], Entry] = field(default_factory=dict)
    renderers: dict[str, Renderer] = field(default_factory=dict)
    timings: dict[str, Timing] = field(default_factory=dict)
    lines: dict[str, LineRenderer] = field(default_factory=dict)
    ahead: dict[str, Ahead] = field(default_factory=dict)
    along: dict[str, Along] = field(default_factory=dict)
    open_matters: list[tuple[frozenset[str], Ahead]] = field(default_factory=list)
    missing_posts: dict[str, Lost] = field(default_factory=dict)
    home_parts: list[tuple[int, HomePart]] = field(default_factory=list)
    home_acts: list[HomeAct] = field(default_factory=list)
    """In the order in which features are registered."""
    home_tab: HomeTab | None = None
    company_lines: list[CompanyLines] = field(default_factory=list)
    """Of the home tab's part on the reader's company, in the order in which features are registered."""
    file_kinds: list[FileKind[Any]] = field(default_factory=list)
    """What may be handed over as a file, in the order in which it is tried."""
    day_parts: list[DayPart] = field(default_factory=list)
    """Of the organisers' daybook, whose sections have an order of their own."""
    sweeps: list[Sweep] = field(default_factory=list)
    prompt: list[Sweep] = field(default_factory=list)
    """Those of the sweeps that come every second."""
    membership: MembershipHooks = field(default_factory=MembershipHooks)
    """What each wing does when somebody ceases to take part, or comes back."""
    commands: list[Command] = field(default_factory=list)
    """In the order of help."""
    words: dict[str, str] = field(default_factory=dict)
    """Every folded spelling of a sub-command, to the name it stands for."""

    def command(self, command: Command, listener: Listener, access: Access) -> None:
        """A sub-command of `/prime`, under its English and French words."""
        self._add(InteractionKind.COMMAND, command.name, listener, access)
        self.commands.append(command)
        self.words.update({spelling(word): command.name for word in command.words})

    def action(self, name: str, listener: Listener, access: Access = Access.MEMBER) -> None:
        """A button, or an item of a menu."""
        self._add(InteractionKind.ACTION, name, listener, access)

    def view(self, name: str, listener: Listener, access: Access = Access.MEMBER) -> None:
        """The submission of a modal."""
        self._add(InteractionKind.VIEW, name, listener, access)

    def options(self, name: str, listener: Listener, access: Access = Access.MEMBER) -> None:
        """A select that asks for its options."""
        self._add(InteractionKind.OPTIONS, name, listener, access)

    def shortcut(self, name: str, listener: Listener, access: Access = Access.MEMBER) -> None:
        """A shortcut on a message: `text` is what the message says, `view` the message itself."""
        self._add(InteractionKind.SHORTCUT, name, listener, access)

    def event(self, name: str, listener: Listener, access: Access = Access.ANYONE) -> None:
        """An event of Slack's Events API."""
        self._add(InteractionKind.EVENT, name, listener, access)

    def posting(
        self,
        kind: str,
        renderer: Renderer,
        *,
        lasts: Lasts,
        hours: Hours = Hours.ANY,
        line: LineRenderer | None = None,
        ahead: Ahead | None = None,
        along: Along | None = None,
    ) -> None:
        """What renders postings of this kind when they are sent or refreshed; until when they are sent.

        `line` draws one that is said with others, else its message's own words and buttons are taken;
        `ahead` finds what such a message takes in before its time,
        and `along` what is about to come as a message of its own, and goes with it.
        """
        self.renderers[kind] = renderer
        self.timings[kind] = Timing(lasts, hours)
        if line:
            self.lines[kind] = line
        if ahead:
            self.ahead[kind] = ahead
        if along:
            self.along[kind] = along

    @property
    def patient(self) -> list[str]:
        """The kinds of postings that wait for decent hours, and so may be put off for days."""
        return [kind for kind, timing in self.timings.items() if timing.hours is Hours.DECENT]

    def awaits(self, finds: Ahead, *kinds: str) -> None:
        """Finds what waits for somebody of these kinds, whether a message told them of it or not."""
        self.open_matters.append((frozenset(kinds), finds))

    def missing(self, kind: str, lost: Lost) -> None:
        """Who is told when a posting of this kind is missing where it should stand."""
        self.missing_posts[kind] = lost

    def home(self, order: int, part: HomePart) -> None:
        """A part of the home tab; lower orders stand higher."""
        self.home_parts.append((order, part))
        self.home_parts.sort(key=lambda placed: placed[0])

    def of_company(self, lines: CompanyLines) -> None:
        """Lines of the home tab's part on the company that its reader represents."""
        self.company_lines.append(lines)

    def home_act(self, *acts: HomeAct) -> None:
        """Buttons, or items of the menu, that the home tab offers whatever else it shows."""
        self.home_acts += acts

    def handed(self, kind: FileKind[Any]) -> None:
        """A list that organisers may hand over as a file."""
        self.file_kinds.append(kind)

    def daybook(self, part: DayPart) -> None:
        """A part of the organisers' daybook."""
        self.day_parts.append(part)

    def sweep(self, sweep: Sweep, *, prompt: bool = False) -> None:
        """What happens because time passes; `prompt`: every second, for somebody may be waiting for it.

        Where nothing is due, a prompt one costs one statement.
        """
        self.sweeps.append(sweep)
        if prompt:
            self.prompt.append(sweep)

    def find(self, kind: InteractionKind, name: str) -> Entry | None:
        """The entry of that name: for a command any of its spellings, else what stands before a `#`.

        Slack wants action ids unique within a block; `#` and more tells two of the same kind apart.
        """
        key = (
            self.words.get(spelling(name), name)
            if kind is InteractionKind.COMMAND
            else name.partition("#")[0]
        )
        return self.entries.get((kind, key))

    def _add(self, kind: InteractionKind, name: str, listener: Listener, access: Access) -> None:
        if (kind, name) in self.entries:
            raise ValueError(f"{kind} {name} is registered twice")
        self.entries[kind, name] = Entry(kind, name, listener, access)


def spelling(word: str) -> str:
    """How sub-commands are compared: case, accents and hyphens do not matter."""
    return fold(word).replace("-", "").replace("_", "")


def allowed(access: Access, visitor: Visitor) -> bool:
    """Whether this visitor may use an entry. Guests, strangers, bots and closed accounts never may.

    Organisers are never locked out: the charter that binds members does not keep them from publishing one.
    """
    if access is Access.ANYONE:
        return True
    if visitor.account_kind is not AccountKind.FULL:
        return False
    if access is Access.ACCOUNT:
        return visitor.known  # whom Slack has said nothing of yet may be a guest
    if visitor.person is None:
        return False
    if access is Access.KNOWN:
        return visitor.person.state in (Membership.INVITED, Membership.ADMITTED)
    if visitor.member is None:
        return False
    organiser = visitor.member.role is Role.ORGANISER
    return organiser or (access is Access.MEMBER and not visitor.charter_due)


def menu_value(name: str, value: str | int) -> str:
    """The value of a menu's item: which action it is, and on what."""
    return f"{name}|{value}"


def menu_choice(value: str) -> tuple[str, str]:
    """Back from `menu_value`."""
    name, _, rest = value.partition("|")
    return name, rest


MENU = "menu"
"""The action id of every overflow menu: its items say themselves what they do."""
