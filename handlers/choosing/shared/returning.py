"""What becomes of a topic whose work is taken away, in words (article ÉVALUER)."""

from collections.abc import Mapping

from club.topics import TopicState
from handlers.words import Translator, mark

RETURNED: Mapping[TopicState, str] = {
    TopicState.PROPOSED: mark("The topic is open again."),
    TopicState.SHORTLISTED: mark("The topic is kept for a vote again."),
    TopicState.CHOSEN: mark("The topic stays chosen; its work is awaited again."),
    TopicState.DELIVERED: mark("Another work that came of the topic stays."),
}


def returned(t: Translator, state: TopicState) -> str:
    """Where it then stands."""
    return t(RETURNED.get(state, RETURNED[TopicState.PROPOSED]))
