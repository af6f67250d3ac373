"""The page of the companies that agreed, as each agreed."""

from urllib.parse import quote, urlsplit

from club.folding import fold
from club.publication import Content, PublicEntry
from handlers.kit.html import Html, joined, tag
from handlers.living.site.parts import Drawing, away, document, monogram, sector_of
from handlers.living.site.searching import controls, nothing, options
from handlers.words import Translator, mark, typeset

ABOUT = mark("The companies of the Club PRIME, a club of ALLICE. Each agreed to this publication.")


def companies(drawing: Drawing) -> bytes:
    """The whole page."""
    t, found = drawing.t, drawing.site.companies
    present = sorted({one.content.sector for one in found if one.content.sector})
    named = sorted(((sector, sector_of(t, sector)) for sector in present), key=lambda one: fold(one[1]))
    sectors = options(t, t("Sector"), t("All sectors"), named)
    forms = t.plural("{n} company", "{n} companies", 1), t.plural("{n} company", "{n} companies", 2)
    shown = tag("ul", *(_item(drawing, one) for one in found), class_="cards", id="found")
    none = tag("p", t("No company is published yet."), class_="none")
    body = joined(controls(t, len(found), forms, sectors), shown, nothing(t)) if found else none
    head = joined(tag("h1", t("Member companies")), tag("p", t(ABOUT), class_="lead"))
    main = tag("div", tag("div", head, class_="head"), body, class_="wrap page")
    return document(drawing, "companies", t(ABOUT), main, script=bool(found))


def _item(drawing: Drawing, one: PublicEntry) -> Html:
    t, held = drawing.t, one.content
    sector = sector_of(t, held.sector)
    words = fold(" ".join([held.name, held.activity, sector, *held.sites]))
    logo = drawing.logos.get(held.logo, "")
    drawn = tag("img", src=logo, alt="", class_="logo") if logo else monogram(held.name)
    card = tag(
        "article",
        tag("div", drawn, class_="emblem"),
        tag("p", sector, class_="over") if sector else "",
        tag("h2", held.name, lang="fr"),
        tag("p", typeset(held.activity), class_="text", lang="fr") if held.activity else "",
        _facts(t, held),
        class_="card company",
    )
    return tag("li", card, data_words=words, data_choice=held.sector)


def _facts(t: Translator, held: Content) -> Html | str:
    site = away(held.website, urlsplit(held.website).netloc) if held.website else ""
    email = held.contact.email
    mail = tag("a", email, href=f"mailto:{quote(email, safe='@')}") if email else ""
    sites = tag("span", ", ".join(held.sites), lang="fr") if held.sites else ""
    rows = joined(_row(t("Sites"), sites), _row(t("Website"), site), _row(t("Contact"), mail))
    return tag("dl", rows) if rows else ""


def _row(label: str, value: Html | str) -> Html | str:
    return tag("div", tag("dt", label), tag("dd", value)) if value else ""
