"""The files of a year, to organisers alone: drawn in the outbox's own time, of what holds then."""

import logging

from handlers.kit.interaction import File
from handlers.kit.router import RenderContext
from handlers.living.summary import export, page, picture
from handlers.living.summary.reading import read_meeting, read_table
from storage.people import Role

log = logging.getLogger(__name__)


def summary(ctx: RenderContext) -> File | None:
    """One of them, as the posting's moment begins; None to who organises no longer."""
    if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    part = ctx.posting.moment.partition(":")[0]
    if part == "csv":
        return _table(ctx)
    if part == "picture":
        return _picture(ctx)
    return _page(ctx, part.partition("/")[2])


def _year(ctx: RenderContext) -> int:
    return int(ctx.posting.subject.partition(":")[2])


def _table(ctx: RenderContext) -> File:
    t = ctx.t
    table = read_table(ctx.session, ctx.services, _year(ctx), ctx.now)
    year = str(table.year.span.year)
    said = t("All companies in {year}, by name: for the organisers alone.", year=year)
    name = t("year-summary")
    return File(f"{year}-{name}.csv", export.file_of(t, table), said)


def _picture(ctx: RenderContext) -> File | None:
    t = ctx.t
    meeting = read_meeting(ctx.session, ctx.services, _year(ctx), ctx.now)
    try:
        drawn = picture.draw(t, meeting)
    except (ImportError, OSError, ValueError, RuntimeError):
        # The page has every figure; what waits behind a picture that cannot be drawn would wait for ever.
        log.exception("the year %s could not be drawn", meeting.year.span.year)
        return None
    name = t("year-summary")
    said = t("The club’s year as a picture: no company is named.")
    return File(f"{meeting.year.span.year}-{name}.png", drawn, said, picture.in_words(t, meeting))


def _page(ctx: RenderContext, language: str) -> File:
    t = ctx.t
    meeting = read_meeting(ctx.session, ctx.services, _year(ctx), ctx.now)
    name = t("year-summary")
    words = ctx.services.words.for_locale(language)
    french = t("The page for the general meeting in French, to be shown or printed on A4.")
    english = t("The page for the general meeting in English, to be shown or printed on A4.")
    said = french if language == "fr" else english
    file = f"{meeting.year.span.year}-{name}-{language}.html"
    return File(file, page.document(words, meeting, ctx.now), said)
