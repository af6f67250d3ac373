"""Slack's word on people, fetched aside and cached: a click never asks Slack who somebody is."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from club.ids import SlackId
from handlers.belonging.shared import accounts
from handlers.kit.profiles import read_profile
from handlers.kit.services import Services
from scheduler.breaker import Breaker
from scheduler.slack_errors import CAUGHT, ErrorScope, Failure, failure_of
from scheduler.waits import Wait

log = logging.getLogger(__name__)

PAGE = 500
"""People a call; Slack takes up to a thousand and advises fewer."""
PEOPLE = "people"
"""The family of calls, as `Breaker` has it."""
ROUND = timedelta(hours=6)
"""How often the whole list is read; `user_change` and `team_join` tell of most changes at once."""


def keep(services: Services, users: Iterable[Mapping[str, Any]], now: datetime, *, greet: bool) -> None:
    """Caches users; a member who becomes known by it is told so, if `greet`."""
    with services.db.begin(long=True) as session:
        turned = [accounts.keep(session, services, read_profile(user), now, greet=greet) for user in users]
    services.accounts_turned([member for member in turned if member], now)


def fetch(services: Services, slack_id: SlackId, now: datetime) -> None:
    """Caches one person whom nobody has told of."""
    found = services.client.users_info(user=slack_id, include_locale=True)
    keep(services, [found["user"]], now, greet=True)


class Roster:
    """Reads the whole workspace into the cache, again and again, as far as Slack allows at each step.

    users.list is Tier 2, some twenty pages a minute: a workspace of a hundred thousand takes several steps,
    each going on where Slack asked the one before to wait.
    """

    def __init__(self, services: Services, breaker: Breaker) -> None:
        self._services, self._breaker = services, breaker
        self._cursor = ""
        self._rest: Wait | None = None

    def step(self, now: datetime) -> int:
        """Caches pages until the last one or until Slack asks to wait; returns how many people."""
        if not self._breaker.ready(now) or self._breaker.wait(PEOPLE, now):
            return 0
        count = 0
        try:
            while page := self._page(now):
                count += page
        except CAUGHT as error:
            self._later(failure_of(error), now)
        return count

    def _later(self, failure: Failure, now: datetime) -> None:
        log.info("the list of people goes on later: %s", failure.code)
        if failure.about is ErrorScope.WORKSPACE:
            self._breaker.refused(failure.code, PEOPLE, now)

    def _page(self, now: datetime) -> int:
        """One page; 0 after the last, and then rest until the next round."""
        if self._rest and self._rest.left(now):
            return 0
        page = self._services.client.users_list(limit=PAGE, cursor=self._cursor, include_locale=True)
        self._breaker.worked(PEOPLE)
        users = list(page.get("members") or [])
        keep(self._services, users, now, greet=False)
        self._cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not self._cursor:
            self._rest = Wait(now, ROUND)
        return len(users)
