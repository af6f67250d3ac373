"""Puts right what a crash, an outage, a wrong clock or another version left in the outbox."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from handlers import names
from handlers.kit.router import Router
from handlers.kit.services import Services
from scheduler.version import version
from storage.missing_posts import touch_kind
from storage.outbox import pull_forward, retry_broken, take_back

log = logging.getLogger(__name__)


def recover(services: Services, router: Router, under_way: Collection[int], now: datetime) -> int:
    """Takes back what was claimed and never recorded, tries again what another version could not draw, and
    makes due what a wrong clock put off. Returns how many postings.

    None is sent here: the outbox takes them as any other, and looks for what may be in Slack first.
    """
    with services.db.begin() as session:
        lost = take_back(session, now, but=under_way)
        broken = retry_broken(session, version(), now)
        if broken:  # by then it shows whether they are drawn again
            touch_kind(session, names.BROKEN, now + timedelta(minutes=1))
        put_off = pull_forward(session, router.patient, now)
    for count, what in (
        (lost, "lost"),
        (broken, "set aside by another version"),
        (put_off, "put off too far"),
    ):
        if count:
            log.info("%s postings are tried again: %s", count, what)
    return lost + broken + put_off
