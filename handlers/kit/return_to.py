"""The way back from a form: what it is about, as it was, and where it came from."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Generic, TypeVar, overload

from handlers.kit.carried import METADATA, Id, packed, unpacked
from handlers.kit.interaction import Interaction
from handlers.kit.positions import ListPosition

CHANNEL = "channel"
"""What stands behind a form that was opened where others see it too: its message is not rewritten."""
Extra = TypeVar("Extra", covariant=True)
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class ReturnTo(Generic[Extra]):
    """Carried in a form's `private_metadata`: opaque ids and the way back, never what somebody chose."""

    subject: int
    """The id of what the form is about; 0: something new."""
    extra: Extra
    """What a form needs beside: a number, a text, a `NamedTuple`; None for most."""
    revision: str = ""
    """Of the subject, as the form shows it: `revision`."""
    response_url: str = ""
    """Where to answer; empty where nothing was clicked in a message."""
    behind: str = ""
    """The id of the block that the button stood in, whose message is to be redrawn; or a mark: CHANNEL."""
    view_id: str = ""
    """The modal below the form, to be redrawn."""

    def packed(self) -> str:
        """As `private_metadata`."""
        way = (self.revision, self.response_url, self.behind, self.view_id)
        text = packed((self.subject, self.extra, *way))
        assert len(text) <= METADATA, "a form that remembers too much"
        return text

    @overload
    @staticmethod
    def unpacked(metadata: str) -> "ReturnTo[None]": ...
    @overload
    @staticmethod
    def unpacked(metadata: str, extra: type[E]) -> "ReturnTo[E]": ...
    @staticmethod
    def unpacked(metadata: str, extra: Any = None) -> "ReturnTo[Any]":
        """Back from `packed`; `extra` is the type of what is carried beside. Raises OutOfDate."""
        shape: Any = tuple[Id, extra, str, str, str, str]
        subject, beside, *way = unpacked(metadata, shape)
        back = ReturnTo(subject, beside, *way)
        ListPosition.behind(back.behind)
        return back

    @staticmethod
    def behind_of(metadata: str) -> str:
        """Where the button of whichever form stood, whatever else it carries. Raises OutOfDate."""
        shape: Any = tuple[Id, Any, str, str, str, str]
        return str(unpacked(metadata, shape)[4])

    @overload
    @staticmethod
    def of(interaction: Interaction, subject: int, revision: str = "") -> "ReturnTo[None]": ...
    @overload
    @staticmethod
    def of(interaction: Interaction, subject: int, revision: str = "", *, extra: E) -> "ReturnTo[E]": ...
    @staticmethod
    def of(
        interaction: Interaction, subject: int, revision: str = "", *, extra: Any = None
    ) -> "ReturnTo[Any]":
        """Where this act's button stands."""
        behind = interaction.block_id if interaction.in_private else CHANNEL
        return ReturnTo(subject, extra, revision, interaction.response_url, behind)

    def position(self, name: str) -> ListPosition | None:
        """Where in a list of that name the button stood; None where it stood elsewhere."""
        found = ListPosition.behind(self.behind)
        return found if found and found.name == name else None

    def with_extra(self, extra: E) -> "ReturnTo[E]":
        """The same with something else beside."""
        return ReturnTo(self.subject, extra, self.revision, self.response_url, self.behind, self.view_id)

    def seen(self, thing: object) -> "ReturnTo[Extra]":
        """The same from a form that shows it as it stands now."""
        return replace(self, revision=revision(thing))


def revision(thing: object) -> str:
    """Names a thing as it stands, by all its fields: two who open one form do not overwrite each other."""
    return sha256(repr(thing).encode()).hexdigest()[:12]
