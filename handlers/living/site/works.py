"""The page of public works, each with its ready citation."""

from dataclasses import replace

from club.citing import bibtex, sentence
from club.folding import fold
from club.works import slack_file
from handlers.kit.html import Html, joined, tag
from handlers.living.site.parts import Drawing, away, document
from handlers.living.site.searching import controls, nothing, options
from handlers.words import mark, typeset
from storage.works import PublicWork

ABOUT = mark("What the club’s companies chose to study together, and make public.")


def works(drawing: Drawing) -> bytes:
    """The whole page."""
    t, found = drawing.t, drawing.site.works
    years = options(t, t("Year"), t("Every year"), [(str(one), str(one)) for one in drawing.site.years])
    shown = tag("ul", *(_item(drawing, one) for one in found), class_="cards rows", id="found")
    forms = t.plural("{n} work", "{n} works", 1), t.plural("{n} work", "{n} works", 2)
    none = tag("p", t("No public work yet."), class_="none")
    body = joined(controls(t, len(found), forms, years), shown, nothing(t)) if found else none
    head = joined(tag("h1", t("Works")), tag("p", t(ABOUT), class_="lead"))
    main = tag("div", tag("div", head, class_="head"), body, class_="wrap page")
    return document(drawing, "works", t(ABOUT), main, script=bool(found))


def _item(drawing: Drawing, one: PublicWork) -> Html:
    work = one.work
    words = fold(" ".join([work.title, str(work.year), work.summary, *work.companies]))
    return tag("li", card(drawing, one, "h2"), data_words=words, data_choice=str(work.year))


def _read(drawing: Drawing, link: str) -> Html | str:
    """Where it is read; of a file in Slack the site’s own copy, and nothing where there is none."""
    said = drawing.t("Read the work")
    if not slack_file(link):
        return away(link, said, class_="button") if link else ""
    path = drawing.documents.get(link)
    up = "" if drawing.language == "fr" else "../"
    return tag("a", said, href=f"{up}{path}", class_="button") if path else ""


def card(drawing: Drawing, one: PublicWork, heading: str) -> Html:
    """A work: year, title, companies, summary, where it is read, how it is cited."""
    t, work = drawing.t, one.work
    read = _read(drawing, work.link)
    cite = joined(
        tag("summary", t("Cite this work")),
        tag("p", sentence(work.title, work.year), class_="citation", lang="fr"),
        tag(
            "pre",
            bibtex(replace(work, link="") if slack_file(work.link) else work),
            tabindex="0",
            role="region",
            aria_label="BibTeX",
        ),
    )
    return tag(
        "article",
        tag("p", str(work.year), class_="over"),
        tag(heading, typeset(work.title), lang="fr"),
        tag("p", ", ".join(work.companies), class_="where", lang="fr") if work.companies else "",
        tag("p", typeset(work.summary), class_="text", lang="fr") if work.summary else "",
        tag("p", read, class_="buttons") if read else "",
        tag("details", cite),
        class_="card",
    )
