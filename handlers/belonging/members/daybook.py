"""Companies of which nothing was heard for long (`Club.silent_days`), and those without a member, in the
organisers' daybook."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.kit.blocks import button
from handlers.kit.daybook import DaybookLine, DayContext, Section
from handlers.kit.services import Services
from storage.silence import NotedCompanies, get_empty, get_silent, note_empty, note_silent


def silent(ctx: DayContext) -> Sequence[DaybookLine]:
    """Their names, in one line: somebody may call them."""
    return _line(ctx, Section.SILENT, get_silent(ctx.session), "members.silent")


def empty(ctx: DayContext) -> Sequence[DaybookLine]:
    """The same of those that nobody represents: somebody may invite."""
    return _line(ctx, Section.EMPTY, get_empty(ctx.session), "members.empty")


def _line(ctx: DayContext, section: Section, found: NotedCompanies, action: str) -> Sequence[DaybookLine]:
    if not found.count:
        return []
    more = found.count - len(found.names)
    rest = [ctx.t.plural("{n} other", "{n} others", more)] if more > 0 else []
    see = button(ctx.t("See these companies…"), action)
    return [DaybookLine(section, ctx.t.list([*found.names, *rest]), (see,))]


def note(services: Services, _since: datetime, now: datetime) -> None:
    """Looks for them once a day, as the club's day begins: it reads through all companies."""
    today = now.astimezone(services.club.zone).date().isoformat()
    with services.db.read() as session:
        if get_silent(session).day == today:
            return
    with services.db.begin(long=True) as session:
        note_silent(session, today, now - timedelta(days=services.club.silent_days))
        note_empty(session, today)
