"""The exported page, as text: it asks nothing of anybody, says who is the source, and believes nobody."""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from bot.export.page import page_of
from club.publication import PublicEntry
from handlers.kit.html import Html, joined, tag
from handlers.words import Words
from tests.bot.export.conftest import DAY, HOSTILE, LOGO

DATA = {LOGO: "data:image/png;base64,AAAA"}


class Read(HTMLParser):
    """Elements and text as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> Read:
    made = Read()
    made.feed(page)
    return made


def test_text_is_escaped_and_markup_is_not() -> None:
    made = tag("p", "a < b", tag("br"), class_="x", title='"&"', lang=None)
    assert made == '<p class="x" title="&quot;&amp;&quot;">a &lt; b<br></p>'
    assert joined("<", Html("<br>")) == "&lt;<br>"


def test_nothing_is_loaded_from_anywhere(entries: Sequence[PublicEntry], words: Words) -> None:
    found = read(page_of(entries, DATA, DAY, words))
    loading = [given.get("src") for _, given in found.tags if "src" in given]
    assert loading == [DATA[LOGO]]
    assert [given["href"] for name, given in found.tags if name == "link"] == ["data:,"]
    policies = [given["content"] for _, given in found.tags if "http-equiv" in given]
    assert "default-src 'none'; img-src data:;" in str(policies[0])


def test_what_companies_wrote_is_text(entries: Sequence[PublicEntry], words: Words) -> None:
    found = read(page_of(entries, DATA, DAY, words))
    assert [name for name, _ in found.tags].count("script") == 2
    assert not {"b", "i"} & {name for name, _ in found.tags}
    assert HOSTILE.name in found.texts
    assert not [name for _, given in found.tags for name in given if name.startswith("on")]
    mail = [given["href"] for _, given in found.tags if str(given.get("href")).startswith("mailto:")]
    assert mail == ["mailto:zoe%2Bpresse@fonderie.example", "mailto:contact@val.example"]


def test_schema_org_data_are_whole_and_end_nothing(entries: Sequence[PublicEntry], words: Words) -> None:
    page = page_of(entries, DATA, DAY, words)
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(scripts) == 1
    assert not set("<>&\u2028") & set(scripts[0])
    held = json.loads(scripts[0])
    companies = [one["item"] for one in held["mainEntity"]["itemListElement"]]
    assert held["publisher"]["name"] == "ALLICE"
    assert held["dateModified"] == "2027-01-15"
    assert companies[0]["name"] == HOSTILE.name
    assert companies[1]["contactPoint"] == {"@type": "ContactPoint", "email": "contact@val.example"}
    assert "contactPoint" not in companies[2]


def test_allice_is_cited_in_both_languages(entries: Sequence[PublicEntry], words: Words) -> None:
    page = page_of(entries, DATA, DAY, words)
    assert "Source\u00a0: ALLICE, Club PRIME, vendredi 15\u00a0janvier\u00a02027" in page
    assert "Source: ALLICE, Club PRIME, Friday 15 January 2027" in page


def test_the_same_directory_gives_the_same_bytes(entries: Sequence[PublicEntry], words: Words) -> None:
    assert page_of(entries, DATA, DAY, words) == page_of(list(entries), dict(DATA), DAY, words)


def test_an_empty_directory_says_so(words: Words) -> None:
    assert "Aucune entreprise n’est encore publiée." in page_of([], {}, DAY, words)
