"""The file of the journal, to organisers alone."""

from handlers.kit.interaction import File
from handlers.kit.router import RenderContext
from handlers.living.journal import export as table
from handlers.living.journal.service import SUBJECT, called_by, narrowed_of
from storage.journal import each_line
from storage.people import Role

__all__ = ["SUBJECT", "export"]

MOST = 20_000
"""Lines of one file."""


def export(ctx: RenderContext) -> File | None:
    """What the list was narrowed to, as it is now; None to who organises no longer."""
    if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    lines = list(each_line(ctx.session, narrowed_of(ctx.posting.moment).wanted(ctx.now), MOST))
    called = called_by(ctx.session, lines)
    day = f"{ctx.now.astimezone(ctx.services.club.zone):%Y-%m-%d}"
    name = ctx.t("journal")
    comment = ctx.t("What organisers did: for the organisers alone.")
    return File(f"{day}-{name}.csv", table.file_of(ctx.t, lines, called), comment)
