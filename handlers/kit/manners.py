"""Which messages come at once, and which may wait for their reader's digest (article FACILITER).

Whoever adds a kind of posting decides it where the kind is named (`handlers/names/kind.py`).
"""

from collections.abc import Mapping
from typing import Protocol

from club.digest import Theme, Way, Wishes
from handlers import names
from handlers.names import KINDS
from handlers.names.kind import OFFICE, Arrival

MAY_WAIT: Mapping[str, Theme] = {kind: kind.comes for kind in KINDS if isinstance(kind.comes, Theme)}
"""What nobody asked for and is not urgent, by the theme under which its reader chooses how to hear of it."""

AWAITED_AT_ONCE = frozenset(kind for kind in KINDS if kind.asks)
"""Of what comes at once, what its reader is to answer: until they do, the home tab's list has it too."""

AWAITED_OF_ORGANISERS = frozenset(kind for kind in KINDS if kind.asks and kind.why == OFFICE)
"""Those that nobody answers who organises no more."""

ORGANISERS_WISH = "asked"
"""What begins the moment of a reminder that an organiser sends by hand: it comes at once."""


WITH_OTHERS = frozenset(kind for kind in KINDS if kind.comes is Arrival.WITH_OTHERS)
"""What has its own day, and comes in one message with whatever else its reader has then."""

UNASKED = frozenset({*MAY_WAIT, *WITH_OTHERS, names.DIGEST})
"""What counts against the messages a week that nobody asked for."""


class Timed(Protocol):
    """A posting or a mail, as far as manners ask."""

    @property
    def kind(self) -> str: ...

    @property
    def moment(self) -> str: ...


def way_of(one: Timed, wishes: Wishes) -> Way:
    """How its reader hears of it: as they wish, and by itself where an organiser sends it by hand."""
    way = wishes.way(MAY_WAIT[one.kind])
    by_hand = one.moment.partition(":")[0] == ORGANISERS_WISH
    return Way.EACH if by_hand and way is Way.TOGETHER else way
