"""The site as a file, to organisers alone."""

from handlers.kit.interaction import File
from handlers.kit.router import RenderContext
from handlers.living.site.content import gather
from handlers.living.site.folder import archive, files_of
from storage.people import Role


def site(ctx: RenderContext) -> File | None:
    """What may be public when it is sent; logos are fetched by the command line alone, never from here."""
    if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
        return None
    club = ctx.services.club
    found = gather(ctx.session, ctx.now, club.site_url)
    files = files_of(found, ctx.services.words, {})
    day = ctx.now.astimezone(club.zone).date().isoformat()
    comment = ctx.t("The public site, ready to be put online: unpack it where your web server looks.")
    return File(f"club-prime-{day}.zip", archive(files), comment)
