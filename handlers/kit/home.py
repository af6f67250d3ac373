"""The home tab: what features add to its foot, and how it is kept as things stand while somebody reads it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from slack_sdk.errors import SlackClientError

from club.ids import SlackId
from handlers.kit.interaction import Interaction, View
from handlers.kit.services import Services
from storage.people import Visitor, get_visitor

log = logging.getLogger(__name__)

RECENT, EVERY = timedelta(minutes=10), timedelta(minutes=1)
"""For how long after somebody used the tab it follows what it shows; how often it is drawn anew, at most."""
SAID, FOOT = "home.said", "home.foot"
"""Blocks that tell of the moment: what was just done, and when the tab was drawn."""


@dataclass(frozen=True, slots=True)
class HomeAct:
    """What can be done from the tab's foot, or from the organisers' part."""

    label: str
    """Marked; 24 characters at most, in both languages."""
    action: str
    value: str | int = ""
    menu: bool = False
    """Whether it stands in the menu beside the buttons, of five items."""
    organiser: bool = False
    to_readers_of: str = ""
    """The language whose readers alone see it; empty: everybody."""


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """What a feature tells a member of the company that they represent."""

    said: str
    button: dict[str, Any] | None = None


CompanyLines = Callable[[Interaction, Services], Sequence[CompanyLine]]
HomePage = Callable[[Interaction, Services, str], View]
"""The whole tab, with a sentence above it where there is something to say."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What somebody has before them."""

    used_at: datetime
    drawn_at: datetime
    print: str
    block_id: str
    """Where in the list of what awaits them they are, as the button behind the last drawing said."""


class HomeTab:
    """Publishes the tab, and remembers for whom; of each process its own, and gone with it."""

    def __init__(self, page: HomePage) -> None:
        self.page = page
        self._shown: dict[SlackId, _Shown] = {}

    def publish(self, interaction: Interaction, services: Services, said: str = "") -> None:
        """Draws the tab for whoever acts, as they are by now. Raises what Slack answers."""
        act = _as_they_are(interaction, services)
        self._publish(act, services, self.page(act, services, said), interaction.now)

    def keep_up(self, services: Services, _since: datetime, now: datetime) -> None:
        """Draws it anew where what it shows has changed, for whoever used it a short while ago."""
        for slack_id, shown in list(self._shown.items()):
            if not timedelta() <= now - shown.used_at < RECENT:
                self._shown.pop(slack_id, None)
            elif now - shown.drawn_at >= EVERY and not self._follow(slack_id, shown, services, now):
                return

    def _follow(self, slack_id: SlackId, shown: _Shown, services: Services, now: datetime) -> bool:
        """One reader's; whether Slack may be asked for more."""
        with services.db.read() as session:
            visitor = get_visitor(session, slack_id, now)
        act = Interaction("home", visitor, services.words_of(visitor), now, block_id=shown.block_id)
        view = self.page(act, services, "")
        if _print(view) == shown.print:
            self._shown[slack_id] = replace(shown, drawn_at=now)
            return True
        try:
            self._publish(act, services, view, shown.used_at)
        except (SlackClientError, OSError) as error:
            self._shown.pop(slack_id, None)  # it is drawn again when it is opened
            log.warning("a home tab was not drawn again: %s", type(error).__name__)
            return False
        return True

    def _publish(self, act: Interaction, services: Services, view: View, used_at: datetime) -> None:
        services.client.views_publish(user_id=act.slack_id, view=view)
        self._shown[act.slack_id] = _Shown(used_at, act.now, _print(view), act.block_id)


def _as_they_are(interaction: Interaction, services: Services) -> Interaction:
    """After what was done: another language, a role that ended."""
    with services.db.read() as session:
        visitor: Visitor = get_visitor(session, interaction.slack_id, interaction.now)
    return replace(interaction, visitor=visitor, t=services.words_of(visitor))


def _print(view: View) -> str:
    """Names what is shown, but for what only tells of the moment."""
    blocks: list[dict[str, Any]] = [one for one in view["blocks"] if one.get("block_id") not in (SAID, FOOT)]
    return sha256(repr(blocks).encode()).hexdigest()
