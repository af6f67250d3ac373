"""What goes out by itself about works: the question of the year, citations to add, the list of uses."""

from club.uses import year_asked
from handlers.choosing.works import use_views
from handlers.kit.interaction import File, Message
from handlers.kit.router import RenderContext
from storage.people import Role
from storage.uses import find_uses, list_uncited, list_unused


def asked(ctx: RenderContext) -> Message | None:
    """To a member who evaluated works: was one of use? None once each is answered, or they left."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    year = _year(ctx)
    if year_asked(ctx.now, ctx.services.club.zone) != year:
        return None
    works = list_unused(ctx.session, ctx.reader.id, year)
    return use_views.asking(ctx.t, works, year) if works else None


def citing(ctx: RenderContext) -> Message | None:
    """To a member who told of uses without the citation; None once ALLICE is cited everywhere."""
    if ctx.reader is None or not ctx.reader.active:
        return None
    uses = list_uncited(ctx.session, ctx.reader.id, _year(ctx))
    return use_views.citing(ctx.t, uses) if uses else None


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
