"""The site as files: the same content gives the same bytes, in a folder as in an archive."""

import json
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handlers.living.site.companies import companies
from handlers.living.site.content import Site
from handlers.living.site.documents import SiteDocument
from handlers.living.site.feeds import calendar, feed
from handlers.living.site.home import home
from handlers.living.site.parts import PAGES, Drawing, path_of
from handlers.living.site.works import works
from handlers.words import Words

MARKER = "prime-site.json"
"""Names the files of the site: by it a folder is known to be one, and may be written anew."""
DRAWN = {"home": home, "works": works, "companies": companies, "feed": feed, "calendar": calendar}


def files_of(
    site: Site, words: Words, logos: Mapping[str, str], documents: Mapping[str, SiteDocument] | None = None
) -> dict[str, bytes]:
    """Every file by its path; French at the root, English in `en`. `documents`: by the link of their work."""
    held = documents or {}
    made = {one.path: one.content for one in held.values()}
    paths = {link: one.path for link, one in held.items()}
    for language in words.by_language:
        drawing = Drawing(site, words, language, logos, paths)
        made |= {path_of(page, language): DRAWN[page](drawing) for page in PAGES}
    listed = json.dumps({"made by": "Prime", "files": sorted(made)}, indent=2)
    return dict(sorted({**made, MARKER: f"{listed}\n".encode()}.items()))


def archive(files: Mapping[str, bytes]) -> bytes:
    """The same as a zip file, without any hour of its own."""
    text = BytesIO()
    with ZipFile(text, "w", ZIP_DEFLATED) as made:
        for path, content in sorted(files.items()):
            about = ZipInfo(path)  # dated 1980, the first that a zip file can name
            about.compress_type = ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            about.create_system = 3
            made.writestr(about, content)
    return text.getvalue()
