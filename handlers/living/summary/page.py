"""One page for the general meeting: the club's year, to be shown or printed on A4. It names no person, and of
companies only who hosted: each company's own numbers are for itself and the organisers."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

from club.summary import Figure
from handlers.kit.html import Html, joined, tag
from handlers.living.summary.picture import title
from handlers.living.summary.reading import Meeting
from handlers.living.summary.words import LABELS
from handlers.words import Translator, mark, typeset

TILES = (
    *(Figure.CAME, Figure.TOPICS, Figure.VOTES, Figure.HELPED),
    *(Figure.HOSTED, Figure.EVALUATED, Figure.USES, Figure.ON_TIME),
)
"""The first four of which there are any stand above all."""
PARTS: Sequence[tuple[str, Sequence[Figure]]] = (
    (
        mark("Coming and answering"),
        (
            *(Figure.CAME, Figure.REMOTE, Figure.UNNOTED, Figure.SENT, Figure.EXCUSED),
            *(Figure.ON_TIME, Figure.LATE, Figure.SILENT),
        ),
    ),
    (
        mark("Contributing, choosing, evaluating"),
        (
            *(Figure.HOSTED, Figure.TOPICS, Figure.CHOSEN),
            *(Figure.VOTES, Figure.EVALUATED, Figure.USES),
        ),
    ),
    (mark("Helping one another"), (Figure.ASKED, Figure.SOLVED, Figure.HELPED)),
)


@cache
def _style() -> str:
    return files("handlers.living.summary").joinpath("summary.css").read_text(encoding="utf-8")


def document(t: Translator, meeting: Meeting, now: datetime) -> bytes:
    """The whole page. Nothing is loaded or sent, nothing runs (W3C, CSP Level 3)."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    only = f"img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    policy = f"default-src 'none'; {only}"
    name = title(t, meeting)
    head = joined(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light"),
        tag("title", f"{name} · Club PRIME · ALLICE"),
        tag("link", rel="icon", href="data:,"),
        Html(f"<style>{style}</style>"),
    )
    body = joined(_top(t, meeting, name), tag("main", _main(t, meeting)), _foot(t, now))
    whole = joined(tag("head", head), tag("body", body))
    return f"<!doctype html>\n{tag('html', whole, lang=t.language)}\n".encode()


def _top(t: Translator, meeting: Meeting, name: str) -> Html:
    count = t.plural("{n} company", "{n} companies", meeting.companies)
    held = t.plural("{n} event held", "{n} events held", len(meeting.held))
    return tag(
        "header",
        tag("p", "Club PRIME · ALLICE", class_="over"),
        tag("h1", name),
        tag("p", f"{count} · {held}", class_="lead"),
    )


def _main(t: Translator, meeting: Meeting) -> Html:
    tiles = (
        tag("li", tag("strong", t.number(meeting.figures.get(one, 0))), tag("span", t(LABELS[one])))
        for one in [one for one in TILES if meeting.figures.get(one, 0)][:4]
    )
    return joined(
        tag("ul", *shown, class_="tiles") if (shown := list(tiles)) else "",
        tag("div", *(_table(t, meeting, at) for at in range(len(PARTS))), class_="tables"),
        _events(t, meeting),
        _titles("chosen", t("Topics that votes chose"), meeting.chosen),
        _titles("works", t("Works delivered"), meeting.works),
        _titles("hosts", t("Thank you to who hosted"), meeting.hosts),
    )


def _table(t: Translator, meeting: Meeting, at: int) -> Html:
    name, figures = PARTS[at]
    year = meeting.year.span.year
    compared = bool(meeting.before)
    columns = [str(year - 1), str(year)] if compared else [str(year)]
    head = tag("tr", tag("td"), *(tag("th", one, scope="col") for one in columns))
    rows = (_row(t, meeting, figure, compared=compared) for figure in figures)
    return tag("table", tag("caption", t(name)), tag("thead", head), tag("tbody", *rows))


def _row(t: Translator, meeting: Meeting, figure: Figure, *, compared: bool) -> Html:
    before = [tag("td", t.number(meeting.before.get(figure, 0)))] if compared else []
    now = tag("td", t.number(meeting.figures.get(figure, 0)), class_="now")
    return tag("tr", tag("th", t(LABELS[figure]), scope="row"), *before, now)


def _events(t: Translator, meeting: Meeting) -> Html | str:
    if not meeting.held:
        return tag("p", t("No event was held."), class_="none")
    shown = (
        tag(
            "li",
            tag("time", t.day(one.starts_at), datetime=one.starts_at.astimezone(t.zone).date().isoformat()),
            tag("span", typeset(one.title), lang="fr", class_="title"),
            tag("span", _came(t, one.present), class_="came") if one.present else "",
        )
        for one in meeting.held
    )
    return _section("events", t("Events"), tag("ol", *shown, class_="events"))


def _came(t: Translator, n: int) -> str:
    return t.plural("{n} person present", "{n} people present", n)


def _titles(key: str, name: str, titles: Sequence[str]) -> Html | str:
    if not titles:
        return ""
    return _section(key, name, tag("ul", *(tag("li", typeset(one), lang="fr") for one in titles)))


def _section(key: str, name: str, body: Html) -> Html:
    return tag("section", tag("h2", name, id=key), body, aria_labelledby=key)


def _foot(t: Translator, now: datetime) -> Html:
    how = t(
        "Counted by Prime: events that have begun, ballots that are closed. People who left the club are in "
        "these numbers, and named nowhere."
    )
    day = t("Source: ALLICE, Club PRIME, {date}", date=t.day(now.astimezone(t.zone).date()))
    return tag("footer", tag("p", how), tag("p", day))
