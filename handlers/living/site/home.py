"""The first page: what the club is, what comes next, its last public works, its companies."""

from collections.abc import Mapping, Sequence

from babel.dates import format_date

from club.events import Event, EventKind
from handlers.kit import moments
from handlers.kit.html import Html, joined, tag
from handlers.living.site.parts import PAGES, Drawing, asset, document, monogram
from handlers.living.site.works import card
from handlers.words import Translator, mark, typeset

LATEST, WALL = 3, 24
KINDS: Mapping[EventKind, str] = {
    EventKind.MEETING: mark("Meeting"),
    EventKind.WORKSHOP: mark("Workshop"),
    EventKind.FORUM: mark("Forum"),
    EventKind.OTHER: mark("Activity"),
}
ABOUT = mark(
    "Industrial companies that choose their studies together, visit one another’s sites and share what "
    "they learn."
)


def home(drawing: Drawing) -> bytes:
    """The whole page."""
    t = drawing.t
    main = joined(_hero(drawing), _events(drawing), _works(drawing), _companies(drawing))
    return document(drawing, "home", t(ABOUT), main)


def _hero(drawing: Drawing) -> Html:
    t, site, language = drawing.t, drawing.site, drawing.language
    figures = (
        t.plural("{n} company", "{n} companies", len(site.companies)) if site.companies else "",
        t.plural("{n} public work", "{n} public works", len(site.works)) if site.works else "",
        t.plural("{n} public event to come", "{n} public events to come", len(site.events))
        if site.events
        else "",
    )
    shown = [tag("li", one) for one in figures if one]
    words = joined(
        tag("p", t("A club of ALLICE"), class_="over"),
        tag("h1", "Club PRIME"),
        tag("p", t(ABOUT), class_="lead"),
        tag(
            "p",
            tag("a", t("Read the works"), class_="button", href=PAGES["works"][language]),
            tag("a", t("Meet the companies"), class_="button quiet", href=PAGES["companies"][language]),
            class_="buttons",
        ),
        tag("ul", *shown, class_="figures") if shown else "",
    )
    drawn = Html(asset("hero.svg").strip())
    inside = joined(drawn, tag("div", words, class_="wrap"))
    return tag("section", inside, class_="hero")


def _events(drawing: Drawing) -> Html:
    t = drawing.t
    none = tag("p", t("No public event is announced for now."), class_="none")
    shown = tag("ul", *(_event(drawing, one) for one in drawing.site.events), class_="events")
    calendar = PAGES["calendar"][drawing.language]
    follow = tag(
        "p", tag("a", t("Follow in your calendar"), href=calendar, type="text/calendar"), class_="more"
    )
    body = joined(shown, follow) if drawing.site.events else none
    return _section("events", t("Coming events"), body)


def _event(drawing: Drawing, event: Event) -> Html:
    t = drawing.t
    starts = event.starts_at.astimezone(t.zone)
    month = format_date(starts.date(), "MMM", locale=drawing.language)
    leaf = tag(
        "div",
        tag("span", str(starts.day), class_="number"),
        tag("span", month, class_="month"),
        tag("span", str(starts.year), class_="year"),
        class_="leaf",
        aria_hidden="true",
    )
    told = starts.date() if event.all_day else starts
    span = tag("time", moments.span(t, event), datetime=told.isoformat())
    where = " · ".join(filter(None, (event.place, event.host_company)))
    programme = joined(
        tag("summary", t("Programme")), tag("p", typeset(event.agenda), class_="text", lang="fr")
    )
    words = tag(
        "div",
        tag("p", t(KINDS[event.kind]), class_="over"),
        tag("h3", typeset(event.title), lang="fr"),
        tag("p", span, class_="when"),
        tag("p", where, class_="where", lang="fr") if where else "",
        tag("details", programme) if event.agenda else "",
    )
    return tag("li", tag("article", leaf, words, class_="event"))


def _works(drawing: Drawing) -> Html:
    t, works = drawing.t, drawing.site.works
    none = tag("p", t("No public work yet."), class_="none")
    shown = tag("ul", *(tag("li", card(drawing, one, "h3")) for one in works[:LATEST]), class_="cards")
    body = joined(shown, _more(drawing, "works", t("All works"))) if works else none
    return _section("works", t("Latest works"), body, tinted=True)


def _companies(drawing: Drawing) -> Html:
    t, found = drawing.t, drawing.site.companies
    none = tag("p", t("No company is published yet."), class_="none")
    shown = tag("ul", *_wall(drawing), class_="wall")
    body = joined(shown, _more(drawing, "companies", t("All companies"))) if found else none
    return _section("companies", t("Member companies"), body)


def _wall(drawing: Drawing) -> Sequence[Html]:
    return [
        tag("li", monogram(one.content.name), tag("span", one.content.name, lang="fr"))
        for one in drawing.site.companies[:WALL]
    ]


def _more(drawing: Drawing, page: str, text: str) -> Html:
    return tag("p", tag("a", text, href=PAGES[page][drawing.language]), class_="more")


def _section(key: str, title: str, body: Html, *, tinted: bool = False) -> Html:
    inside = tag("div", tag("h2", title, id=key), body, class_="wrap")
    return tag("section", inside, aria_labelledby=key, class_="band tinted" if tinted else "band")


def when(t: Translator, event: Event) -> str:
    """An event's dates and places in one line, for feeds."""
    return " · ".join(filter(None, (moments.span(t, event), event.place, event.host_company)))
