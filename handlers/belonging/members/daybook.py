"""Companies of which nothing was heard for long (`Club.silent_days`), in the organisers' daybook."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.kit.blocks import button
from handlers.kit.daybook import DaybookLine, DayContext, Section
from handlers.kit.services import Services
from storage.silence import get_silent, note_silent


def silent(ctx: DayContext) -> Sequence[DaybookLine]:
    """Their names, in one line: somebody may call them."""
    found = get_silent(ctx.session)
    if not found.count:
        return []
    more = found.count - len(found.names)
    rest = [ctx.t.plural("{n} other", "{n} others", more)] if more > 0 else []
    see = button(ctx.t("See these companies…"), "members.silent")
    return [DaybookLine(Section.SILENT, ctx.t.list([*found.names, *rest]), (see,))]


def note(services: Services, _since: datetime, now: datetime) -> None:
    """Looks for them once a day, as the club's day begins: it reads through all companies."""
    today = now.astimezone(services.club.zone).date().isoformat()
    with services.db.read() as session:
        if get_silent(session).day == today:
            return
    with services.db.begin(long=True) as session:
        note_silent(session, today, now - timedelta(days=services.club.silent_days))
