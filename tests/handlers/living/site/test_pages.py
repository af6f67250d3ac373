"""The public site: what it says, what it never says, and that it is what it claims to be."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from handlers.kit.html import VOID
from handlers.living.site.content import Site, clean, gather
from handlers.living.site.folder import MARKER, archive, files_of
from handlers.words import load
from storage.companies import revoke_agreements
from storage.database import Database
from tests.handlers.living.site.club_open import HOSTILE, NOW, PARIS, PUBLIC, SECRET, populate

WORDS = load(PARIS)
ADDRESS = "https://prime.example"
IMPLIED = {"meta", "link", "img", "br", "input"}


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Database]:
    made = Database(sqlite_url)
    yield made
    made.dispose()


@pytest.fixture
def files(db: Database) -> dict[str, bytes]:
    with db.begin() as session:
        populate(session)
        return files_of(gather(session, NOW, ADDRESS), WORDS, {})


class Strict(HTMLParser):
    """Notes elements, and what is not well nested or given twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) < len(attrs):
            self.wrong.append(f"{tag}: an attribute twice")
        self.tags.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))  # of SVG

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def pages(files: dict[str, bytes]) -> dict[str, Strict]:
    found: dict[str, Strict] = {}
    for path, content in files.items():
        if path.endswith(".html"):
            found[path] = Strict()
            found[path].feed(content.decode())
    return found


def test_what_is_public_is_there_and_nothing_else(files: dict[str, bytes]) -> None:
    everything = b"\n".join(files.values()).decode()
    assert [word for word in SECRET if word in everything] == []
    assert [word for word in PUBLIC if word not in everything] == []
    assert sorted(files) == sorted(
        [
            *("index.html", "travaux.html", "entreprises.html", "rss.xml", "agenda.ics", MARKER),
            *("en/index.html", "en/works.html", "en/companies.html", "en/rss.xml", "en/calendar.ics"),
        ]
    )


def test_a_withdrawn_agreement_is_gone_from_the_next_one(db: Database) -> None:
    with db.begin() as session:
        ids = populate(session)
        revoke_agreements(session, ids["open"], ids["person"], NOW)  # type: ignore[arg-type]
        files = files_of(gather(session, NOW, ""), WORDS, {})
    everything = b"\n".join(files.values())
    assert b"Ardoin" not in everything, "neither as a company, nor as a host, nor as an author"
    assert "Baromètre ouvert".encode() in everything


def test_every_page_is_well_formed_in_its_language_with_its_landmarks(files: dict[str, bytes]) -> None:
    for path, page in pages(files).items():
        assert (page.wrong, page.open) == ([], []), path
        names = [name for name, _ in page.tags]
        landmarks = ("html", "title", "h1", "main", "nav", "header", "footer")
        assert [names.count(one) for one in landmarks] == [1] * 7, path
        assert page.tags[0] == ("html", {"lang": "en" if path.startswith("en/") else "fr"})
        keys = [given["id"] for _, given in page.tags if "id" in given]
        assert len(keys) == len(set(keys)), path
        levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert all("alt" in given for name, given in page.tags if name == "img")
        labels = {given["for"] for name, given in page.tags if name == "label"}
        assert {given["id"] for name, given in page.tags if name in ("input", "select")} == labels
        assert files[path].startswith(b"<!doctype html>\n")


def test_every_link_leads_to_the_web_to_a_mailbox_or_to_a_file_of_the_site(files: dict[str, bytes]) -> None:
    for path, page in pages(files).items():
        keys = {f"#{given['id']}" for _, given in page.tags if "id" in given}
        for given in (given for _, given in page.tags if "href" in given):
            href = str(given["href"])
            scheme = urlsplit(href).scheme
            if scheme:
                assert scheme in ("https", "http", "mailto") or href == "data:,", href
            elif href.startswith("#"):
                assert href in keys
            else:
                there = (PurePosixPath("/") / PurePosixPath(path).parent / href).as_posix()
                normal = str(PurePosixPath("/", *_walked(there)))[1:]
                assert normal in files, f"{href} in {path}"


def _walked(path: str) -> list[str]:
    found: list[str] = []
    for part in PurePosixPath(path).parts[1:]:
        if part == "..":
            found.pop()
        else:
            found.append(part)
    return found


def test_what_was_typed_is_text_and_nothing_is_loaded_from_anywhere(files: dict[str, bytes]) -> None:
    for path, page in pages(files).items():
        assert [name for name, _ in page.tags].count("script") <= 1
        assert not [one for _, given in page.tags for one in given if one.startswith("on") or one == "style"]
        assert not [given for _, given in page.tags if "src" in given]
        policy = next(str(given["content"]) for _, given in page.tags if "http-equiv" in given)
        assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-"), path
        assert b"<script>alert(1)" not in files[path]
        assert not re.search(rb"[\x00-\x08\x0b-\x1f]", files[path])


def test_the_feed_is_rss_with_dates_and_stable_names(files: dict[str, bytes]) -> None:
    for language, path in (("fr", "rss.xml"), ("en", "en/rss.xml")):
        channel = ElementTree.fromstring(files[path]).find("channel")
        assert channel is not None
        assert channel.findtext("language") == language
        assert str(channel.findtext("link")).startswith(f"{ADDRESS}/")
        items = channel.findall("item")
        assert len(items) == 4
        keys = [one.findtext("guid") for one in items]
        assert "allice-prime-1" in keys
        assert len(set(keys)) == 4
        assert all(str(one.findtext("link")).startswith(ADDRESS) for one in items)
        assert items[0].findtext("pubDate") == "Mon, 04 Jan 2027 08:00:00 +0000"
        assert clean(HOSTILE) in [one.findtext("title") for one in items]


def test_the_calendar_has_the_public_events_and_no_way_in(files: dict[str, bytes]) -> None:
    held = Calendar.from_ical(files["agenda.ics"])
    events = held.walk("VEVENT")
    assert str(events[0]["summary"]) == "Forum ouvert"
    assert len(events) == 2
    assert str(events[0]["location"]) == "Lyon, Verrerie Ardoin"
    assert str(events[0]["uid"]).startswith("public-")
    assert events[0].decoded("dtstart").isoformat() == "2027-01-14T08:00:00+00:00"
    assert not {"URL", "ATTENDEE", "ORGANIZER"} & set(events[0])


def test_the_same_club_gives_the_same_bytes(db: Database) -> None:
    with db.begin() as session:
        populate(session)
        one, other = (files_of(gather(session, NOW, ADDRESS), load(PARIS), {}) for _ in range(2))
    assert one == other
    assert archive(one) == archive(dict(reversed(other.items())))
    with ZipFile(BytesIO(archive(one))) as held:
        assert {name: held.read(name) for name in held.namelist()} == one
        assert {info.date_time[0] for info in held.infolist()} == {1980}
    assert json.loads(one[MARKER])["files"] == sorted(set(one) - {MARKER})


def test_an_empty_club_has_a_site_too() -> None:
    files = files_of(Site([], [], [], NOW), WORDS, {})
    assert all((page.wrong, page.open) == ([], []) for page in pages(files).values())
    assert "Aucun travail public pour l’instant." in files["travaux.html"].decode()
    assert b"<script>" not in files["travaux.html"]
    assert Calendar.from_ical(files["agenda.ics"]).walk("VEVENT") == []
    ElementTree.fromstring(files["rss.xml"])
