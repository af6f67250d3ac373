"""What somebody did in Slack, read out of the payload once, and what Prime answers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from sys import maxsize
from typing import Any

from club.ids import PostingId, SlackId
from handlers.kit.carried import OutOfDate, number
from handlers.kit.positions import HOME, ListPosition
from handlers.words import Translator
from storage.people import Person, Visitor

Blocks = Sequence[dict[str, Any]]
View = dict[str, Any]
State = Mapping[str, Mapping[str, Any]]
GIVEN = ("value", "selected_date", "selected_time", "selected_user")
"""Where the elements of a form keep what was given, but for those with options."""

_FIELD = 3000
"""Characters of a text field that says nothing else (docs.slack.dev, plain_text_input)."""
_TS = re.compile(r"[0-9]{1,10}\.[0-9]{6}")
_FILE_ID = re.compile(r"[A-Z0-9]{2,20}")
_LONGEST_NAME = 1000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL keeps in no text, and what is no character at all (RFC 8259, 8.2: lone surrogates)."""


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in a message: `text` is all a screen reader reads, `blocks` are what is drawn."""

    text: str
    blocks: Blocks = ()
    said: str = ""
    """The sentence of what has just been done, where the message shows more than that."""
    shows: Sequence[PostingId] = ()
    """Of a digest, the postings of the matters that it has room for."""
    letter: str = ""
    """What an e-mail says instead of `text`, where that names somebody or tells what they wrote."""


@dataclass(frozen=True, slots=True)
class Line:
    """One matter in a message that says several; what it says is plain words."""

    text: str
    """What it is, by name; once it is settled, how."""
    more: str = ""
    """What one needs to know besides to answer."""
    limit: datetime | None = None
    """Until when it can be answered, where it can."""
    buttons: Sequence[dict[str, Any] | None] = ()
    awaited: bool = True
    """Whether it still waits for the reader; else it is news, or settled."""
    news: bool = False
    """Whether there is nothing to do about it."""
    id: PostingId | None = None
    """Of the posting that it stands for."""
    blocks: Sequence[dict[str, Any]] = ()
    """A whole message, which stands below all lines as it is."""
    count: int = 1
    """How many messages it says, where several are about one thing."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand over by DM, or to show in a channel."""

    name: str
    content: bytes
    comment: str
    """Plain words: Slack reads marks in it, so it is escaped when it is sent."""
    alt_text: str = ""
    """What a picture shows, in words; up to 1000 characters (docs.slack.dev, files.getUploadURLExternal)."""


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file that was chosen in a form: what Slack calls it, and no more than that."""

    id: str
    name: str
    size: int
    """Bytes, as Slack says; 0 where it does not."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One command, click, submission or event, and who did it. Times are aware, in UTC."""

    name: str
    visitor: Visitor
    t: Translator
    now: datetime
    text: str = ""
    """What follows the sub-command; for an option list, what was typed."""
    value: str = ""
    """The button's or the chosen option's value."""
    state: State = field(default_factory=dict)
    metadata: str = ""
    trigger_id: str = ""
    response_url: str = ""
    view_id: str = ""
    view_hash: str = ""
    channel: str = ""
    message_ts: str = ""
    """Of the message that the button stands in: seconds since 1970, as Slack names it; empty elsewhere."""
    block_id: str = ""
    """Of the block the button stands in: names the list behind it."""
    ephemeral: bool = False
    """Whether the button stands in a message that only this person sees."""
    view: View = field(default_factory=dict)
    app_id: str = ""
    """Of this app, and of the workspace the button stands in: what a link into Slack is made of."""
    team_id: str = ""

    @property
    def member(self) -> Person:
        """The member who acts. The router lets nobody else reach a listener that asks."""
        if self.visitor.member is None:
            raise LookupError(f"{self.name} was reached by somebody who is no member")
        return self.visitor.member

    @property
    def slack_id(self) -> SlackId:
        """Who acts, as Slack names them."""
        return self.visitor.slack_id

    @property
    def in_private(self) -> bool:
        """Whether the button stands where nobody else sees it, so that its message may be rewritten."""
        return self.ephemeral or self.channel.startswith("D") or self.position(HOME) is not None

    @property
    def posted_at(self) -> datetime | None:
        """When the message that the button stands in was posted; it may have been drawn anew since."""
        return datetime.fromtimestamp(float(self.message_ts), UTC) if _TS.fullmatch(self.message_ts) else None

    @property
    def number(self) -> int:
        """The button's value where it is one id or page. Raises OutOfDate."""
        return number(self.value)

    def page_of(self, name: str, *, owned: bool = False) -> ListPosition:
        """The page of that list that the button asks for, else its beginning. Raises OutOfDate."""
        return ListPosition.unpacked(self.value, name, owned=owned)

    def position(self, name: str) -> ListPosition | None:
        """Where in a list of that name the button stands; None: elsewhere. Raises OutOfDate."""
        found = ListPosition.behind(self.block_id)
        return found if found and found.name == name else None

    def entered(self, block_id: str) -> str:
        """What a text, date, time, select or user input holds, stripped; empty where nothing was given.

        Raises OutOfDate for a day or a time of day that no picker gives, and for more than the field takes: a
        client of one's own sends what it likes.
        """
        for element in self.state.get(block_id, {}).values():
            option = element.get("selected_option")
            given = _option(option) if option else _first(element, *GIVEN)
            if isinstance(given, str) and len(given) > _longest(self.view, block_id):
                raise OutOfDate
            return _timely(element, storable(given).strip()) if isinstance(given, str) else ""
        return ""

    def files(self, block_id: str) -> list[ChosenFile]:
        """The files that a file input holds. Raises OutOfDate for what Slack does not send."""
        for element in self.state.get(block_id, {}).values():
            given = element.get("files")
            return [_file(one) for one in given] if isinstance(given, list) else []
        return []

    def ticked(self, block_id: str) -> list[str]:
        """The values ticked in checkboxes, each once."""
        for element in self.state.get(block_id, {}).values():
            options = element.get("selected_options")
            given = options if isinstance(options, list) else []
            return [*dict.fromkeys(value for one in given if (value := _option(one)))]
        return []


def _file(given: object) -> ChosenFile:
    found = given if isinstance(given, Mapping) else {}
    file_id, name, size = found.get("id"), found.get("name"), found.get("size")
    if not isinstance(file_id, str) or not _FILE_ID.fullmatch(file_id):
        raise OutOfDate
    shown = storable(name)[:_LONGEST_NAME] if isinstance(name, str) else ""
    return ChosenFile(file_id, shown, size if isinstance(size, int) and size > 0 else 0)


def _longest(view: Mapping[str, Any], block_id: str) -> int:
    """How many characters the form's field takes (docs.slack.dev, plain_text_input)."""
    blocks = view.get("blocks")
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Mapping) and block.get("block_id") == block_id:
            element = block.get("element")
            most = element.get("max_length") if isinstance(element, Mapping) else None
            return most if isinstance(most, int) else _FIELD
    return maxsize  # of no field that it shows: whoever reads it decides


def storable(text: str) -> str:
    """A text as both engines can keep it, with a mark for each character that they cannot."""
    return text if text.isprintable() else _UNSTORABLE.sub("\ufffd", text)


def _timely(element: Mapping[str, Any], given: str) -> str:
    """A day as `2027-01-14`, a time as `09:30` (docs.slack.dev, datepicker); others as they are."""
    kind = element.get("type")
    reads: Callable[[str], object] | None = None
    if kind == "datepicker" or "selected_date" in element:
        reads = date.fromisoformat
    elif kind == "timepicker" or "selected_time" in element:
        reads = time.fromisoformat
    try:
        if reads and given:
            reads(given)
    except ValueError:
        raise OutOfDate from None
    return given


def _option(option: object) -> str:
    value = option.get("value") if isinstance(option, Mapping) else None
    return value if isinstance(value, str) else ""


def _first(element: Mapping[str, Any], *keys: str) -> Any:
    return next((element[key] for key in keys if element.get(key)), "")


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back. A field left out is not said."""

    message: Message | None = None
    """Said through `response_url` (or with the acknowledgement of a command)."""
    in_place: bool = False
    """Whether it replaces the message that was clicked."""
    response_url: str = ""
    """Where to say it; empty: where the act came from."""
    errors: Mapping[str, str] = field(default_factory=dict)
    """Faults of a submitted modal, by block id."""
    update: View | None = None
    push: View | None = None
    clear: bool = False
    """Whether to close the whole stack of modals."""
    options: Blocks | None = None
    later: Callable[[], Message] | None = None
    """What only Slack can tell: asked once the act is acknowledged, and said in the place of `message`."""
    home: str | None = None
    """Has the home tab drawn anew, once the act is acknowledged: the id of a row of its list, whose place is
    kept; empty: from the beginning."""
    next: tuple[str, str] | None = None
    """Another action, of whatever feature, that this act leads to, and the value it gets."""


DONE = Reply()
