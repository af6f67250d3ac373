"""What becomes of a topic whose work is taken away, in words (article ÉVALUER)."""

from collections.abc import Mapping

from club.topics import State
from handlers.words import Translator, mark

RETURNED: Mapping[State, str] = {
    State.PROPOSED: mark("The topic is open again."),
    State.SHORTLISTED: mark("The topic is kept for a vote again."),
    State.CHOSEN: mark("The topic stays chosen; its work is awaited again."),
    State.DELIVERED: mark("Another work that came of the topic stays."),
}


def returned(t: Translator, state: State) -> str:
    """Where it then stands."""
    return t(RETURNED.get(state, RETURNED[State.PROPOSED]))
