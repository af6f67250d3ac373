"""One meaning of a sentence as a button carries it, and the action that it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from club.ids import EventId
from club.intents import Intent, Meaning
from handlers.kit import carried
from handlers.kit.blocks import cut
from handlers.kit.carried import Id

LONGEST_NAME, MOST_NAMES = 100, 5

AT_ONCE: Mapping[Intent, tuple[str, str]] = {
    Intent.AGENDA: ("rsvp.page", "0"),
    Intent.TOPICS: ("topics.list", ""),
    Intent.VOTE: ("voting.page", "0"),
    Intent.RESULTS: ("results.list", "0"),
    Intent.WORKS: ("works.list", ""),
    Intent.CHARTER: ("charter.show", ""),
    Intent.YEAR: ("summary.mine", ""),
    Intent.DATA: ("mydata.open", ""),
    Intent.HELP: ("welcome.help", ""),
}
"""What is shown without a further click: it is a message, and changes nothing."""


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where a confirmation leads."""

    action: str
    value: str
    form: bool = False
    """Whether a form follows, in which more is asked."""


_OF_EVENT: Mapping[Intent, str] = {
    Intent.COME: "rsvp.come",
    Intent.AWAY: "rsvp.not_going",
    Intent.SHOW: "rsvp.mine",
}
_FORMS: Mapping[Intent, str] = {
    Intent.PROPOSE: "topics.propose",
    Intent.PROFILE: "directory.profile",
    Intent.JOIN: "admission.invite",
    Intent.FIND: "directory.choose",
}


def way(meaning: Meaning) -> WayOn:
    """The action behind the button of a meaning whose event is known, if it is about one."""
    event = str(meaning.event or "")
    if meaning.intent in _OF_EVENT:
        return WayOn(_OF_EVENT[meaning.intent], event)
    if meaning.intent in AT_ONCE:
        return WayOn(*AT_ONCE[meaning.intent])
    if meaning.words:
        return WayOn("directory.search", meaning.words)
    if meaning.intent in _FORMS:
        return WayOn(_FORMS[meaning.intent], "", form=True)
    return _with_more(meaning, event)


def _with_more(meaning: Meaning, event: str) -> WayOn:
    """What carries more than the event, or asks for more in a form."""
    if meaning.intent is Intent.LATE and meaning.minutes:
        return WayOn("rsvp.late_by", f"{event}:{meaning.minutes}")
    if meaning.intent is Intent.LATE:
        return WayOn("rsvp.late", event, form=True)
    if meaning.intent is Intent.BRING:
        return WayOn("guests.companions", _bringing(event, meaning), form=True)
    if meaning.intent is Intent.SEND:
        return WayOn("guests.representative", f"{event}:{_joined(meaning.people[:1])}", form=True)
    return WayOn("rsvp.who", event, form=True)


def _bringing(event: str, meaning: Meaning) -> str:
    """The event, how many come along, and the names of those who were named."""
    many = max(1, len(meaning.people) + meaning.companions)
    return f"{event}:{many}:{_joined(meaning.people)}"


def _joined(people: Sequence[str]) -> str:
    return "|".join(cut(name.replace("|", " "), LONGEST_NAME) for name in people[:MOST_NAMES])


class Carried(NamedTuple):
    """A meaning as a button carries it."""

    intent: str
    event: Id
    """0 where the event is not known."""
    minutes: Id
    companions: Id
    people: str
    """Names, with | between two."""


def packed(meaning: Meaning) -> str:
    """A meaning as a button's value: what it is about, and the names that were typed."""
    about = (meaning.intent.value, meaning.event or 0, meaning.minutes, meaning.companions)
    return carried.packed(Carried(*about, _joined(meaning.people)))


def unpacked(value: str) -> Meaning:
    """Back from `packed`. Raises OutOfDate."""
    intent, event, minutes, companions, names = carried.unpacked(value, Carried)
    people = tuple(names.split("|")) if names else ()
    return Meaning(
        carried.choice(Intent, intent), EventId(event) if event else None, minutes, people, companions
    )
