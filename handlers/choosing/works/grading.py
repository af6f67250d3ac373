"""How a work was graded, beside the edition before it, and what was said of it (article ÉVALUER)."""

from handlers.choosing.shared.ballots import criterion_name
from handlers.choosing.shared.figures import GRADES, few_opinions, opinions
from handlers.choosing.shared.grades import grade_name
from handlers.choosing.works.service import ShownWork
from handlers.kit.blocks import Block, actions, button, divider, quote, rich
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import Translator
from storage.evaluations import Evaluation, Graded

RESULT = "results.show"
"""Answered by another feature."""
SHOW = "works.show"
MOST_EVALUATIONS = 5


def blocks(t: Translator, shown: ShownWork, asked: ListPosition) -> list[Block | None]:
    """Every evaluation, the last first, then what was said, five remarks at a time."""
    if not shown.evaluations:
        return []
    parts: list[Block | None] = [divider()]
    for one in shown.evaluations[:MOST_EVALUATIONS]:
        parts += _evaluation(t, one, shown)
    return [*parts, *_remarks(t, shown, asked)]


def _evaluation(t: Translator, one: Evaluation, shown: ShownWork) -> list[Block | None]:
    title = t("Evaluation of {year}", year=one.year)
    votes = t.plural("{n} vote", "{n} votes", one.votes)
    see = button(t("See the result"), f"{RESULT}#{one.ballot_id}", one.ballot_id, about=one.title)
    return [
        rich("*{title}* · {ballot}\n{votes}", title=title, ballot=one.title, votes=votes),
        rich("{lines}", lines="\n".join(_lines(t, one, shown))),
        actions(see),
    ]


def _lines(t: Translator, one: Evaluation, shown: ShownWork) -> list[str]:
    if not one.detailed:
        return [t("Too few votes to give their figures.")]
    lines = [_line(t, graded, shown) for graded in one.graded]
    return lines if one.decided else [t("Without a quorum: for information."), *lines]


def _line(t: Translator, graded: Graded, shown: ShownWork) -> str:
    """A criterion, its majority grade, each grade's votes, and the grade of the edition before."""
    name = criterion_name(t, graded.criterion) if graded.criterion else t("Grade")
    said = t("{criterion}: {grades}", criterion=name, grades=_grades(t, graded))
    if shown.before is None:
        return said
    edition, evaluation = shown.before
    then = next((one for one in evaluation.graded if one.criterion == graded.criterion), None)
    if then is None or then.median is None:
        return said
    before = t("in {year}: {grade}", year=edition.year, grade=grade_name(t, then.median))
    return f"{said} · {before}"


def _grades(t: Translator, graded: Graded) -> str:
    if graded.few:
        return few_opinions(t)
    if graded.median is None:
        return t("No opinion")
    given = [f"{grade_name(t, one)} {t.number(graded.grades[one])}" for one in GRADES if graded.grades[one]]
    judged = opinions(t, graded.papers)
    return f"{grade_name(t, graded.median)}, {judged} ({', '.join(given)})"


def _remarks(t: Translator, shown: ShownWork, asked: ListPosition) -> list[Block | None]:
    remarks = [remark for one in shown.evaluations for remark in one.remarks if remark]
    if not remarks:
        return []
    page = Page.cut(remarks, asked)
    title = t.plural("{n} remark", "{n} remarks", len(remarks))
    said = (quote(remark) for remark in page.items)
    turns = turning(t, page, SHOW, t("Previous remarks"), t("Next remarks"))
    return [rich("*{title}*", title=title), *said, *turns]
