"""The directory as one HTML file that asks nothing of anybody: style, script, logos and data stand in it.

In French and English: what the page itself says stands there in both languages, each marked as such, and the
stylesheet shows one. Without JavaScript every company is there, in French.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from string import Template
from urllib.parse import quote, urlsplit

from bot.export.schema import schema_of
from club.folding import fold
from club.publication import Contact, Content, PublicEntry, Sector
from handlers.kit.html import Html, joined, tag
from handlers.kit.sectors import SECTORS
from handlers.words import Language, Words, mark

LANGUAGES: tuple[Language, Language] = ("fr", "en")
TITLE = mark("Directory of the member companies")
ABOUT = mark("The companies of the Club PRIME, a club of ALLICE. Each agreed to this publication.")


def page_of(entries: Sequence[PublicEntry], logos: Mapping[str, str], day: date, words: Words) -> str:
    """The whole file; `logos` holds data: addresses by https address."""
    style, script = _file("page.css"), _file("page.js")
    parts = {
        "policy": policy(style, script),
        "style": style,
        "script": script,
        "title": tag("title", f"{words['fr'](TITLE)} · ALLICE"),
        "about": words["fr"](ABOUT),
        "titles": json.dumps({one: f"{words[one](TITLE)} · ALLICE" for one in LANGUAGES}),
        "skip": tag("a", _both(words, mark("Skip to the companies")), class_="skip", href="#companies"),
        "heading": tag("h1", _both(words, TITLE)),
        "intro": tag("p", _both(words, ABOUT)),
        "controls": _controls(entries, words),
        "count": _count(entries, words),
        "companies": joined(*(_company(one, logos, words) for one in entries)),
        "none": _none(entries, words),
        "footer": _footer(words, day),
        "schema": _in_script(schema_of(entries, day, words)),
    }
    return Template(_file("page.html")).substitute(
        {name: Html(part) if name in RAW else joined(part) for name, part in parts.items()}
    )


RAW = {"style", "script", "schema"}
"""Not HTML inside: their own escaping, or ours alone."""


def policy(style: str, script: str) -> str:
    """Nothing is loaded, sent or run but what stands in the page (W3C, Content Security Policy Level 3)."""
    return (
        f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _in_script(data: object) -> str:
    """JSON that may stand in a script element: none of its characters ends or opens anything there."""
    spelled = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        spelled = spelled.replace(character, f"\\u{ord(character):04x}")
    return spelled


def _file(name: str) -> str:
    return files("bot.export").joinpath(name).read_text(encoding="utf-8")


def _both(words: Words, msgid: str, **values: str) -> Html:
    """A sentence in both languages; the stylesheet shows the page's."""
    return joined(*(tag("span", words[one](msgid, **values), lang=one, data_says=one) for one in LANGUAGES))


def _controls(entries: Sequence[PublicEntry], words: Words) -> Html:
    """Search and filter; only sectors that somebody is in."""
    present = {Sector(one.content.sector) for one in entries}
    in_french = sorted(present, key=lambda one: (one is Sector.OTHER, fold(words["fr"](SECTORS[one]))))
    every = _option("", mark("All sectors"), words)
    options = joined(every, *(_option(one, SECTORS[one], words) for one in in_french))
    return joined(
        tag("label", _both(words, mark("Search")), for_="words"),
        tag("input", type="search", id="words", autocomplete="off", aria_controls="companies"),
        tag("label", _both(words, mark("Sector")), for_="sector"),
        tag("select", options, id="sector", aria_controls="companies"),
    )


def _option(value: str, msgid: str, words: Words) -> Html:
    said = {f"data_{one}": words[one](msgid) for one in LANGUAGES}
    return tag("option", words["fr"](msgid), value=value, **said)


def _count(entries: Sequence[PublicEntry], words: Words) -> Html:
    """How many are shown; the script fills in the number, by each language's plural."""
    forms = {
        f"data_{one}_{form}": words[one].plural("{n} company", "{n} companies", n).replace(str(n), "{n}")
        for one in LANGUAGES
        for form, n in (("one", 1), ("many", 2))
    }
    said = words["fr"].plural("{n} company", "{n} companies", len(entries))
    return tag("p", said, id="count", role="status", **forms)


def _none(entries: Sequence[PublicEntry], words: Words) -> Html:
    if not entries:
        return tag("p", _both(words, mark("No company is published yet.")))
    none = _both(words, mark("No company matches. Try a shorter word."))
    return tag("p", none, id="none", hidden="hidden")


def _company(one: PublicEntry, logos: Mapping[str, str], words: Words) -> Html:
    """A company's card. What it wrote itself is taken for French."""
    held, key = one.content, f"company-{one.company}"
    logo = logos.get(held.logo)
    sector = tag("p", _both(words, SECTORS[Sector(held.sector)]), class_="sector")
    body = joined(
        tag("img", src=logo, alt="", class_="logo") if logo else "",
        tag("h2", held.name, id=key, lang="fr"),
        sector,
        tag("p", held.activity, class_="activity", lang="fr"),
        _facts(held, words),
    )
    article = tag("article", body, aria_labelledby=key)
    return tag("li", article, data_words=_searched(held, words), data_sector=held.sector)


def _searched(held: Content, words: Words) -> str:
    """All that a search looks through, folded as the script folds what is typed."""
    label = SECTORS[Sector(held.sector)]
    sectors = [words[one](label) for one in LANGUAGES]
    return fold(" ".join([held.name, held.activity, *sectors, *held.sites, held.contact.name]))


def _facts(held: Content, words: Words) -> Html | str:
    sites = tag("ul", *(tag("li", site, lang="fr") for site in held.sites)) if held.sites else ""
    site = tag("a", urlsplit(held.website).netloc, href=held.website, rel="noopener") if held.website else ""
    rows = joined(
        _row(words, mark("Sites"), sites),
        _row(words, mark("Website"), site),
        _row(words, mark("Contact"), _contact(held.contact)),
    )
    return tag("dl", rows) if rows else ""


def _row(words: Words, label: str, value: Html | str) -> Html | str:
    return tag("div", tag("dt", _both(words, label)), tag("dd", value)) if value else ""


def _contact(contact: Contact) -> Html | str:
    name = tag("span", contact.name, class_="name") if contact.name else ""
    address = (
        tag("a", contact.email, href=f"mailto:{quote(contact.email, safe='@')}") if contact.email else ""
    )
    between = tag("br") if name and address else ""
    return joined(name, between, address) if name or address else ""


def _footer(words: Words, day: date) -> Html:
    dated = (
        tag(
            "span",
            words[one](mark("Source: ALLICE, Club PRIME, {date}"), date=words[one].day(day)),
            lang=one,
            data_says=one,
        )
        for one in LANGUAGES
    )
    cite = _both(words, mark("Please cite ALLICE when you use this directory."))
    return joined(tag("p", *dated), tag("p", cite))
