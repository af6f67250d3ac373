"""What goes out by itself about works: the question of the year, citations to add, the list of uses."""

from club.uses import Use, year_asked
from club.works import Work
from handlers.choosing.works import use_views
from handlers.kit.interaction import File, Line, Message
from handlers.kit.lines import settled
from handlers.kit.router import RenderContext
from storage.people import Role
from storage.uses import find_uses, list_uncited, list_unused


def asked(ctx: RenderContext) -> Message | None:
    """To a member who evaluated works: was one of use? None where each is answered before, or they left."""
    works, year = _unused(ctx), _year(ctx)
    if works:
        return use_views.asking(ctx.t, works, year)
    return use_views.answered(ctx.t) if ctx.posting.ts and _active(ctx) else None


def asked_line(ctx: RenderContext) -> Line | None:
    """The same among others; then that it is answered, also by “No use to note”."""
    if ctx.posting.ts and not ctx.posting.live:
        return settled(use_views.unused(ctx.t))
    works, said = _unused(ctx), asked(ctx)
    if works:
        return use_views.asking_line(ctx.t, works, _year(ctx))
    return settled(said) if said else None


def _unused(ctx: RenderContext) -> list[Work]:
    """What the reader has said nothing of; it is asked in its weeks alone."""
    year = _year(ctx)
    over = not ctx.posting.ts and year_asked(ctx.now, ctx.services.club.zone) != year
    if ctx.reader is None or not _active(ctx) or over:
        return []
    return list_unused(ctx.session, ctx.reader.id, year)


def citing(ctx: RenderContext) -> Message | None:
    """To a member who told of uses without the citation; None where ALLICE is cited everywhere before."""
    uses = _uncited(ctx)
    if uses:
        return use_views.citing(ctx.t, uses)
    return use_views.all_cited(ctx.t) if ctx.posting.ts and _active(ctx) else None


def citing_line(ctx: RenderContext) -> Line | None:
    """The same among others; then that ALLICE is cited everywhere."""
    uses, said = _uncited(ctx), citing(ctx)
    if uses:
        return use_views.citing_line(ctx.t, uses)
    return settled(said) if said else None


def _uncited(ctx: RenderContext) -> list[Use]:
    if ctx.reader is None or not _active(ctx):
        return []
    return list_uncited(ctx.session, ctx.reader.id, _year(ctx))


def _active(ctx: RenderContext) -> bool:
    return ctx.reader is not None and ctx.reader.active


def export(ctx: RenderContext) -> File | None:
    """The uses of a year, to organisers alone."""
    if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    year = _year(ctx)
    found = find_uses(ctx.session, year)
    name = ctx.t("uses")
    comment = ctx.t("Uses of works in {year}", year=str(year))
    return File(f"{year}-{name}.csv", use_views.file_of(ctx.t, found.uses), comment)


def _year(ctx: RenderContext) -> int:
    return int(ctx.posting.subject.partition(":")[2])
