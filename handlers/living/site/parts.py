"""The pieces that every page of the site is made of."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from club.folding import fold
from club.publication import Sector
from handlers.kit.html import Html, joined, tag
from handlers.kit.sectors import SECTORS
from handlers.living.site.content import Site
from handlers.words import Language, Translator, Words, mark

TONES = 6
"""Colours of monograms (`site.css`)."""
PAGES: Mapping[str, Mapping[Language, str]] = {
    "home": {"fr": "index.html", "en": "index.html"},
    "works": {"fr": "travaux.html", "en": "works.html"},
    "companies": {"fr": "entreprises.html", "en": "companies.html"},
    "feed": {"fr": "rss.xml", "en": "rss.xml"},
    "calendar": {"fr": "agenda.ics", "en": "calendar.ics"},
}
"""Files by what they hold; the English ones stand in `en/`."""
TITLES: Mapping[str, str] = {
    "home": mark("The club"),
    "works": mark("Works"),
    "companies": mark("Companies"),
}
LANGUAGES: Mapping[Language, str] = {"fr": "Français", "en": "English"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page is drawn with."""

    site: Site
    words: Words
    language: Language
    logos: Mapping[str, str]
    """data: addresses by https address; a company without one gets its initials."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """Paths from the site's root, by the link of a work whose file stands in Slack."""

    @property
    def t(self) -> Translator:
        """The page's language."""
        return self.words[self.language]


def path_of(page: str, language: Language) -> str:
    """Where a file stands in the folder."""
    name = PAGES[page][language]
    return name if language == "fr" else f"en/{name}"


def other(language: Language) -> Language:
    """The other language."""
    return "en" if language == "fr" else "fr"


@cache
def asset(name: str) -> str:
    """A file beside this one."""
    return files("handlers.living.site").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def document(drawing: Drawing, page: str, about: str, main: Html, *, script: bool = False) -> bytes:
    """A whole page. Nothing is loaded or sent; what runs is what stands in it (W3C, CSP Level 3)."""
    t, language = drawing.t, drawing.language
    title = "Club PRIME · ALLICE" if page == "home" else f"{t(TITLES[page])} · Club PRIME · ALLICE"
    style, code = asset("site.css"), asset("site.js") if script else ""
    run = _hash(code) if code else "'none'"
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; "
        f"script-src {run}; base-uri 'none'; form-action 'none'"
    )
    head = joined(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("meta", name="description", content=about),
        tag("link", rel="icon", href="data:,"),
        *_links(drawing, page),
        Html(f"<style>{style}</style>"),
    )
    body = joined(
        tag("a", t("Skip to the content"), class_="skip", href="#content"),
        _top(drawing, page),
        tag("main", main, id="content", tabindex="-1"),
        _footer(drawing),
        Html(f"<script>{code}</script>") if code else "",
    )
    whole = joined(tag("head", head), tag("body", body))
    return f"<!doctype html>\n{tag('html', whole, lang=language)}\n".encode()


def _links(drawing: Drawing, page: str) -> list[Html]:
    """Where the page stands in the other language, and the feeds."""
    t, site, address = drawing.t, drawing.site, drawing.site.address
    found = [
        tag("link", rel="alternate", hreflang=one, href=f"{address}/{path_of(page, one)}")
        for one in LANGUAGES
        if address
    ]
    if address:
        found.append(tag("link", rel="canonical", href=f"{address}/{path_of(page, drawing.language)}"))
    feed = PAGES["feed"][drawing.language]
    found.append(tag("link", rel="alternate", type="application/rss+xml", title="Club PRIME", href=feed))
    if site.events:
        calendar = PAGES["calendar"][drawing.language]
        found.append(
            tag("link", rel="alternate", type="text/calendar", title=t("Public events"), href=calendar)
        )
    return found


def _top(drawing: Drawing, page: str) -> Html:
    t, language, to = drawing.t, drawing.language, other(drawing.language)
    items = (
        tag(
            "li",
            tag(
                "a",
                t(label),
                href=PAGES[name][language],
                aria_current="page" if name == page else None,
            ),
        )
        for name, label in TITLES.items()
    )
    up = "en/" if language == "fr" else "../"
    brand = joined(asset_mark(), tag("span", "Club PRIME", class_="name"), tag("span", "ALLICE", class_="of"))
    return tag(
        "header",
        tag(
            "div",
            tag("a", brand, class_="brand", href=PAGES["home"][language]),
            tag("nav", tag("ul", *items), aria_label=t("Pages")),
            tag(
                "a",
                LANGUAGES[to],
                class_="language",
                lang=to,
                hreflang=to,
                href=f"{up}{PAGES[page][to]}",
            ),
            class_="bar",
        ),
        class_="top",
    )


def asset_mark() -> Html:
    """The club's mark, drawn."""
    return Html(asset("mark.svg").strip())


def _footer(drawing: Drawing) -> Html:
    t, language = drawing.t, drawing.language
    calendar = tag("a", t("Events as a calendar"), href=PAGES["calendar"][language], type="text/calendar")
    feed = tag("a", t("News feed (RSS)"), href=PAGES["feed"][language], type="application/rss+xml")
    day = drawing.site.now.astimezone(t.zone).date()
    dated = t("Source: ALLICE, Club PRIME, {date}", date=t.day(day))
    return tag(
        "footer",
        tag(
            "div",
            tag("p", tag("strong", t("Please cite ALLICE when you use these results."))),
            tag("ul", tag("li", calendar), tag("li", feed)),
            tag("p", dated, class_="small"),
            class_="wrap",
        ),
    )


def monogram(name: str) -> Html:
    """A company's initials on a colour of its own, where there is no logo."""
    letters = [word[0] for word in name.split() if word[0].isalnum()] or ["·"]
    tone = hashlib.sha256(fold(name).encode()).digest()[0] % TONES
    return tag("span", "".join(letters[:2]).upper(), class_=f"monogram tone-{tone}", aria_hidden="true")


def sector_of(t: Translator, sector: str) -> str:
    """A sector in words."""
    return t(SECTORS[Sector(sector)]) if sector in {*Sector} else ""


def away(url: str, text: str, **more: str) -> Html:
    """A link that leaves the site."""
    return tag("a", text, href=url, rel="noopener noreferrer", **more)
