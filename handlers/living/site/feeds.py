"""What programs follow: news as RSS 2.0, and public events as iCalendar (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from icalendar import Calendar
from icalendar import Event as Entry

from club.citing import key_of, sentence
from club.events import Event
from club.whole_days import calendar_times
from handlers.living.site.home import ABOUT, when
from handlers.living.site.parts import Drawing, path_of
from storage.works import PublicWork

ATOM = "http://www.w3.org/2005/Atom"
MOST_NEWS = 30


@dataclass(frozen=True, slots=True)
class News:
    """One line of the feed."""

    key: str
    """The same for as long as it is there."""
    at: datetime
    title: str
    text: str
    page: str


def feed(drawing: Drawing) -> bytes:
    """Public works and events, the latest first."""
    ElementTree.register_namespace("atom", ATOM)
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    t, address = drawing.t, drawing.site.address
    _add(channel, "title", "Club PRIME · ALLICE")
    _add(channel, "link", f"{address}/{path_of('home', drawing.language)}" if address else "index.html")
    _add(channel, "description", t(ABOUT))
    _add(channel, "language", drawing.language)
    if address:
        here = {"href": f"{address}/{path_of('feed', drawing.language)}", "rel": "self"}
        ElementTree.SubElement(channel, f"{{{ATOM}}}link", here | {"type": "application/rss+xml"})
    news = sorted(_news(drawing), key=lambda one: (one.at, one.key), reverse=True)[:MOST_NEWS]
    if news:
        _add(channel, "lastBuildDate", format_datetime(news[0].at))
    for one in news:
        _item(drawing, channel, one)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _item(drawing: Drawing, channel: ElementTree.Element, one: News) -> None:
    item = ElementTree.SubElement(channel, "item")
    _add(item, "title", one.title)
    if drawing.site.address:
        _add(item, "link", f"{drawing.site.address}/{path_of(one.page, drawing.language)}")
    _add(item, "description", one.text)
    _add(item, "pubDate", format_datetime(one.at))
    ElementTree.SubElement(item, "guid", isPermaLink="false").text = one.key


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _news(drawing: Drawing) -> Iterator[News]:
    for work in drawing.site.works:
        yield _of_work(work)
    for event in drawing.site.events:
        yield _of_event(drawing, event)


def _of_work(one: PublicWork) -> News:
    work = one.work
    text = "\n\n".join(filter(None, (work.summary, sentence(work.title, work.year))))
    return News(key_of(work), one.added_at, f"{work.title} ({work.year})", text, "works")


def _of_event(drawing: Drawing, event: Event) -> News:
    text = "\n\n".join(filter(None, (when(drawing.t, event), event.agenda)))
    assert event.published_at is not None, "it is published"
    return News(f"event-{public_uid(event)}", event.published_at, event.title, text, "home")


def calendar(drawing: Drawing) -> bytes:
    """The next public events, to be subscribed to: what is called off is gone at the next look."""
    made = Calendar()
    made.add("prodid", "-//Club PRIME//Prime//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Club PRIME")
    made.add("x-wr-timezone", drawing.t.zone.key)
    for event in drawing.site.events:
        entry = Entry()
        entry.add("uid", public_uid(event))
        entry.add("sequence", event.sequence)
        entry.add("dtstamp", event.published_at)
        starts, ends = calendar_times(event, drawing.t.zone if event.all_day else UTC)
        entry.add("dtstart", starts)
        entry.add("dtend", ends)
        entry.add("summary", event.title)
        if place := ", ".join(filter(None, (event.place, event.host_company))):
            entry.add("location", place)
        if event.agenda:
            entry.add("description", event.agenda)
        made.add_component(entry)
    return bytes(made.to_ical())


def public_uid(event: Event) -> str:
    """Other than the members' own entry, which may stand in the same calendar."""
    return f"public-{event.uid}"
