"""From Slack's payload to the listener and back: who is at the door, may they enter, what are they told."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from functools import partial

from slack_bolt import Ack, BoltResponse
from slack_sdk.errors import SlackClientError, SlackRequestError
from slack_sdk.webhook import WebhookClient

from bot.background import BackgroundTasks
from bot.clock import Clock
from bot.errors import Incident, guarded
from bot.payload import Read, is_slack_s
from club.ids import PostingId
from handlers import names
from handlers.kit.acts import act_of
from handlers.kit.blocks import aside, unescaped
from handlers.kit.carried import OutOfDate
from handlers.kit.data_notice import has_notice, with_notice
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.lines import digest_behind, home_position, is_home_behind, says
from handlers.kit.positions import ListPosition
from handlers.kit.refusals import no_entry, not_shown, out_of_date, refusal_view
from handlers.kit.router import Access, Entry, InteractionKind, Router, allowed
from handlers.kit.services import Services
from handlers.kit.unshown import WindowUnshown
from scheduler.slack_errors import ErrorScope, Failure, failure, failure_of
from storage.acts import OrganiserAct
from storage.first_words import DIRECT, bears_notice, note_notice
from storage.people import AccountKind, Visitor, get_visitor
from storage.postings import Note, enqueue

log = logging.getLogger(__name__)
ANSWERED = (InteractionKind.COMMAND, InteractionKind.ACTION, InteractionKind.SHORTCUT)
"""What is answered by a message."""
TYPED = "message.im"
"""What somebody typed to Prime: the one event that is answered, and that has no `response_url`."""
GONE = "404 "
"""A `response_url` older than thirty minutes, or used five times (docs.slack.dev, handling user interaction):
a form may stand open for longer than that."""
MOST_SAID = 100
"""Characters of what Slack said to a `response_url` that the log gets."""
USEFUL = timedelta(minutes=30)
"""For how long an answer for which Slack asks to wait (429) is given: as long as a `response_url` lives."""
Pauses = tuple[timedelta, ...]
AGAIN: Pauses = tuple(timedelta(seconds=one) for one in (5, 30, 180, 720))
"""Before an answer is tried again that Slack failed to take (5xx, or nothing): with the first time five in
all, for a `response_url` may be used five times."""


class Ended(StrEnum):
    """How an interaction ended, for whoever counts."""

    DONE = "done"
    REFUSED = "refused"
    """The person may not enter."""
    STALE = "stale"
    """What was clicked is none of today's."""
    UNSAVED = "unsaved"
    """Nothing was saved, for certain."""
    UNSHOWN = "unshown"
    """Slack did not show the window that was asked for."""
    BROKEN = "broken"


class Dispatcher:
    """The one listener behind every kind of interaction."""

    def __init__(self, services: Services, router: Router, clock: Clock, background: BackgroundTasks) -> None:
        self.services, self.router, self.clock, self.background = services, router, clock, background
        self.counted: Callable[[InteractionKind, Ended, float], None] = lambda _kind, _how, _seconds: None
        """Told of each interaction how it ended, and how many seconds its person waited."""
        self._ended = threading.local()
        self.on_stranger: Callable[[Visitor], None] = lambda visitor: None
        """Told of a person Slack has said nothing of yet, once refused."""
        self.redraw: Callable[[PostingId, Interaction], Message | None] = lambda _posting, _interaction: None
        """A digest as it stands now, for whoever clicked in it."""

    def handle(self, read: Read, ack: Ack) -> BoltResponse:
        """Answers one interaction. What the listener wrote is committed before the acknowledgement leaves."""
        began, self._ended.how = time.perf_counter(), Ended.DONE
        try:
            return self._handle(read, ack)
        finally:
            self.counted(read.kind, self._ended.how, time.perf_counter() - began)

    def _handle(self, read: Read, ack: Ack) -> BoltResponse:
        with self.services.db.interaction():
            interaction, reply = guarded(
                lambda: self._answered(read),
                lambda fault: self._unanswered(read, fault),
                self._named(read),
            )
            self.services.db.settle()
            return self._acknowledge(read.kind, interaction, reply, ack)

    def _named(self, read: Read) -> str:
        """The entry that is meant, for the log: a name of ours, never what was typed or sent in its place."""
        entry = self.router.find(read.kind, read.name)
        return f"{read.kind} {entry.name}" if entry else read.kind

    def _answered(self, read: Read) -> tuple[Interaction, Reply]:
        interaction = self._interaction(read)
        return interaction, self._reply(read, interaction)

    def _unanswered(self, read: Read, fault: Incident) -> tuple[Interaction, Reply]:
        """Not even who stands there could be read: the apology is in the club's language."""
        nobody = Visitor(read.slack_id, known=False, account_kind=AccountKind.FULL, locale="", member=None)
        interaction = Interaction(read.name, nobody, self.services.shared, self.clock.now(), **read.fields)
        return interaction, self._apologise(read.kind, interaction, fault)

    def _interaction(self, read: Read) -> Interaction:
        now = self.clock.now()
        with self.services.db.read(once=True) as session:
            visitor = get_visitor(session, read.slack_id, now)
        return Interaction(read.name, visitor, self.services.words_of(visitor), now, **read.fields)

    def _reply(self, read: Read, interaction: Interaction) -> Reply:
        entry = self.router.find(read.kind, read.name)
        if entry is None and read.kind is InteractionKind.COMMAND:
            entry = self.router.find(read.kind, "help")
        if entry is None:
            log.warning("nothing answers this %s: it is none of ours, or of another version", read.kind)
            self._ended.how = Ended.STALE
            return Reply()
        if not allowed(entry.access, interaction.visitor):
            return self._refuse(read.kind, interaction, organisers_only=allowed_to_members(interaction))
        found = entry
        return guarded(
            lambda: self._listened(interaction, found),
            lambda fault: self._apologise(read.kind, interaction, fault),
            f"{read.kind} {found.name}",
        )

    def _listened(self, interaction: Interaction, entry: Entry) -> Reply:
        try:
            ListPosition.behind(interaction.block_id)  # an older list's is refused before anything is done
            return self._led_on(interaction, self._done(interaction, entry))
        except (OutOfDate, SlackRequestError):  # the latter: a form's button that came without its form
            self._ended.how = Ended.STALE
            log.info("%s %s came with a value that is none of ours", entry.kind, entry.name)
            return _in_its_place(entry.kind, interaction, out_of_date(interaction.t))
        except WindowUnshown as unshown:
            if entry.kind not in ANSWERED:
                raise  # a form that was sent: what it was to show stands for what was saved
            self._ended.how = Ended.UNSHOWN
            log.warning("%s %s: Slack did not show its window (%s)", entry.kind, entry.name, unshown.code)
            return Reply(not_shown(interaction.t, typed=entry.kind is InteractionKind.COMMAND))

    def _led_on(self, interaction: Interaction, reply: Reply) -> Reply:
        if reply.next is None:
            return reply
        name, value = reply.next
        entry = self.router.find(InteractionKind.ACTION, name)
        assert entry is not None, f"no feature answers {name}"
        assert allowed(entry.access, interaction.visitor), (
            f"{name} asks for more rights than what leads to it"
        )
        return self._led_on(interaction, self._done(replace(interaction, name=name, value=value), entry))

    def _done(self, interaction: Interaction, entry: Entry) -> Reply:
        """The listener's answer; what it writes as an organiser's act stands in the journal, later too."""
        act = act_of(entry, interaction)
        if act is None:
            return entry.listener(interaction, self.services)
        with self.services.db.acting(act):
            reply = entry.listener(interaction, self.services)
        return replace(reply, later=partial(self._later, act, reply.later)) if reply.later else reply

    def _later(self, act: OrganiserAct, asks: Callable[[], Message]) -> Message:
        with self.services.db.acting(act):
            return asks()

    def _refuse(self, kind: InteractionKind, interaction: Interaction, *, organisers_only: bool) -> Reply:
        self._ended.how = Ended.REFUSED
        if not interaction.visitor.known:
            self.on_stranger(interaction.visitor)
        said = no_entry(
            interaction.t, interaction.visitor, self.services.club.contact, organisers_only=organisers_only
        )
        return _in_its_place(kind, interaction, said)

    def _apologise(self, kind: InteractionKind, interaction: Interaction, fault: Incident) -> Reply:
        self._ended.how = Ended.UNSAVED if fault.unsaved else Ended.BROKEN
        return _in_its_place(kind, interaction, fault.message(interaction.t))

    def _acknowledge(
        self, kind: InteractionKind, interaction: Interaction, reply: Reply, ack: Ack
    ) -> BoltResponse:
        if kind is InteractionKind.COMMAND and reply.message and not reply.response_url:
            return ack(text=reply.message.text, blocks=list(reply.message.blocks), response_type="ephemeral")
        if reply.later:
            self.background.run(partial(self._find_out, interaction, reply, reply.later))
        elif reply.message:
            self.background.run(partial(self._say, interaction, reply, reply.message))
        if reply.home is not None:
            self.background.run(partial(self._draw_home, interaction, reply.home))
        if kind is InteractionKind.OPTIONS:
            return ack(options=list(reply.options or []))
        if kind is InteractionKind.VIEW:
            return _answer_view(reply, ack)
        return ack()

    def _find_out(self, interaction: Interaction, reply: Reply, later: Callable[[], Message]) -> None:
        """What takes longer than Slack waits; a fault is answered where the person is, as any other."""

        def apology(fault: Incident) -> Message:
            return fault.message(interaction.t)

        self._say(interaction, reply, guarded(later, apology, f"{interaction.name}, later"))

    def _say(self, interaction: Interaction, reply: Reply, message: Message) -> None:
        """Through `response_url` where there is one and it still holds; else by direct message."""
        api = self.services.client.base_url
        named = (reply.response_url, interaction.response_url)
        url = next((one for one in named if is_slack_s(one, api)), "")
        if not url and self._redraw_home(interaction, reply, message):
            return
        if not url:
            self._write(interaction, message)
            return
        digest = self._digest(interaction) if reply.in_place else None
        gone = partial(self._write, interaction, message) if reply.response_url else None
        first, second = (
            (AGAIN[:2], AGAIN[:1]) if digest else (AGAIN, ())
        )  # one address, used five times in all
        shown = self._show(
            interaction, url, digest or message, in_place=reply.in_place, gone=gone, pauses=first
        )
        if shown and digest and not says(digest, said := message.said or unescaped(message.text)):
            # Beside it: within it, it would be gone as soon as the digest is drawn again.
            self._show(interaction, url, aside(said), in_place=False, pauses=second)

    def _redraw_home(self, interaction: Interaction, reply: Reply, message: Message) -> bool:
        """The home tab with what was done there, or in a form opened from its list; whether that says it."""
        here, tab = interaction.view.get("type") == "home", self.router.home_tab
        if tab is None or not (is_home_behind(interaction) or (here and reply.in_place)):
            return False
        if not self.services.db.answers():
            return False  # the tab stays as it was
        said = message.said or unescaped(message.text) if is_home_behind(interaction) else message.said
        at = home_position(interaction).block("list")
        self._draw_home(interaction, at, said if reply.in_place else "")
        return reply.in_place

    def _draw_home(
        self, interaction: Interaction, at: str, said: str = "", *, pauses: Pauses = AGAIN
    ) -> None:
        if self.router.home_tab is None:
            return
        try:
            self.router.home_tab.publish(replace(interaction, block_id=at), self.services, said)
        except SlackClientError as error:
            again = partial(self._draw_home, interaction, at, said)
            if not self._waits(interaction, failure_of(error), again, pauses):
                raise

    def _show(
        self,
        interaction: Interaction,
        url: str,
        message: Message,
        *,
        in_place: bool,
        gone: Callable[[], object] | None = None,
        pauses: Pauses,
    ) -> bool:
        """False where the address holds no longer, and `gone` has said it otherwise."""
        fault = self._post(url, message, in_place=in_place)
        if fault is None:
            return True
        if gone and fault.code.startswith(GONE):
            gone()
            return False
        again = partial(self._show, interaction, url, message, in_place=in_place, gone=gone)
        if not self._waits(interaction, fault, again, pauses):
            log.warning("an answer was not shown: %s", fault.code)
        return True

    def _post(self, url: str, message: Message, *, in_place: bool) -> Failure | None:
        """Gives an answer to a `response_url`; why it was not taken, or None."""
        hook = WebhookClient(url, timeout=self.services.client.timeout, retry_handlers=[])
        blocks = list(message.blocks)
        try:
            response = hook.send(
                text=message.text, blocks=blocks, response_type="ephemeral", replace_original=in_place
            )
        except (SlackClientError, OSError) as error:
            return failure_of(error)
        if response.status_code == 200:
            return None
        fault = failure(response.body, response.status_code, response.headers)
        final = fault.about is ErrorScope.PASSING and response.status_code < 500
        scope = ErrorScope.MESSAGE if final else fault.about
        return replace(fault, about=scope, code=f"{response.status_code} {response.body}"[:MOST_SAID])

    def _waits(
        self, interaction: Interaction, fault: Failure, again: Callable[..., object], pauses: Pauses
    ) -> bool:
        """Whether it is tried again: once Slack's wait is over, or after the first pause where Slack failed.

        In memory alone, for nothing of it is kept; no longer than it is of use: what it tells was done, and
        is seen elsewhere. What Slack took without saying so may be shown a second time.
        """
        if fault.about is ErrorScope.PACE:
            pause = fault.wait
        elif fault.about is ErrorScope.PASSING and pauses:
            pause, *left = pauses
            pauses = tuple(left)
        else:
            return False
        now = self.clock.now()
        if now + pause > interaction.now + USEFUL:
            return False
        log.info("Slack takes no answer now (%s): again in %d s", fault.about.value, pause.total_seconds())
        self.background.later(partial(again, pauses=pauses), now, pause)
        return True

    def _digest(self, interaction: Interaction) -> Message | None:
        """The digest of several matters in which the button stood, as it is now."""
        digest = digest_behind(interaction)
        return self.redraw(digest, interaction) if digest and self.services.db.answers() else None

    def _first_words(self, interaction: Interaction, message: Message) -> Message:
        """With what is kept of the reader, once; that the database is away is said without asking it."""
        if not self.services.db.answers():
            return message
        with self.services.db.read() as session:
            first = bears_notice(session, interaction.slack_id)
        known = interaction.visitor.person is not None
        return with_notice(interaction.t, message, self.services.club, member=known) if first else message

    def _write(self, interaction: Interaction, said: Message, *, pauses: Pauses = AGAIN) -> None:
        message = self._first_words(interaction, said)
        try:
            self.services.client.chat_postMessage(
                channel=interaction.slack_id, text=message.text, blocks=list(message.blocks)
            )
        except (SlackClientError, OSError) as error:
            # What Slack may have taken is not said twice; to what was typed, help is queued instead.
            certain = isinstance(error, SlackClientError) and interaction.name != TYPED
            again = partial(self._write, interaction, said)
            if self._waits(interaction, failure_of(error), again, pauses if certain else ()):
                return
            if interaction.name == TYPED:
                self._help_later(interaction)
            raise
        if has_notice(message):
            with self.services.db.begin() as session:
                note_notice(session, interaction.slack_id, DIRECT, self.clock.now())

    def _help_later(self, interaction: Interaction) -> None:
        """Slack does not let Prime answer what somebody typed to it: they get help once it does.

        What they typed is kept nowhere, so that the answer itself cannot be given again.
        """
        note = Note(names.HELP, f"dm:{interaction.value}", interaction.slack_id)
        with self.services.db.begin() as session:
            enqueue(session, [note], self.clock.now())


def _in_its_place(kind: InteractionKind, interaction: Interaction, said: Message) -> Reply:
    """A refusal where the person is: in the form that was sent, or as a message; nowhere else."""
    if kind is InteractionKind.VIEW:
        return Reply(update=refusal_view(interaction.t, said))
    return Reply(said) if kind in ANSWERED else Reply(options=[])


def allowed_to_members(interaction: Interaction) -> bool:
    """Whether a member was refused: then the entry is the organisers'."""
    return allowed(Access.MEMBER, interaction.visitor)


def _answer_view(reply: Reply, ack: Ack) -> BoltResponse:
    if reply.errors:
        return ack(response_action="errors", errors=dict(reply.errors))
    if reply.update:
        return ack(response_action="update", view=reply.update)
    if reply.push:
        return ack(response_action="push", view=reply.push)
    return ack(response_action="clear") if reply.clear else ack()
