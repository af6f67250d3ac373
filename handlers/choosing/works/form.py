"""The form of a work: its fields, the work they make, and each fault at its field."""

from collections.abc import Mapping, Sequence

from club.ids import CompanyId, TopicId, WorkId
from club.works import LONGEST_LINK, LONGEST_SUMMARY, LONGEST_TITLE, MOST_COMPANIES, Level, Work, WorkFault
from handlers.kit.blocks import OPTION, Block, context, cut, field, modal, option, radio, text_input
from handlers.kit.carried import choice, number, whole
from handlers.kit.interaction import Interaction, View
from handlers.words import Translator, mark

FORM = "works.form"
TITLE, YEAR, LINK, SUMMARY, LEVEL = "title", "year", "link", "summary", "level"
TOPIC, PREVIOUS, COMPANIES = "works.topic", "works.previous", "works.companies"
"""Blocks, elements and option lists alike."""

FAULTS: Mapping[WorkFault, tuple[str, str]] = {
    WorkFault.NO_TITLE: (TITLE, mark("Give the work a title.")),
    WorkFault.LONG_TITLE: (TITLE, mark("At most 150 characters.")),
    WorkFault.DOUBLE: (TITLE, mark("A work of this title and year is there already: edit that one.")),
    WorkFault.YEAR: (YEAR, mark("Give the year of delivery, next year at the latest.")),
    WorkFault.LINK: (LINK, mark("A link starts with https:// or http://.")),
    WorkFault.LONG_SUMMARY: (SUMMARY, mark("At most 3000 characters.")),
    WorkFault.NO_TOPIC: (TOPIC, mark("Choose a topic that was shortlisted or chosen.")),
    WorkFault.NO_EDITION: (PREVIOUS, mark("This work is no longer there: choose another.")),
    WorkFault.CYCLE: (PREVIOUS, mark("This one follows the work itself: choose an earlier edition.")),
    WorkFault.NOT_EARLIER: (PREVIOUS, mark("The edition before is of an earlier year.")),
    WorkFault.NO_COMPANY: (COMPANIES, mark("A company is no longer there: choose again.")),
    WorkFault.MANY_COMPANIES: (COMPANIES, mark("At most 20 companies.")),
    WorkFault.NOT_LATER: (YEAR, mark("An edition that follows this one is of the same year or earlier.")),
}


def read(interaction: Interaction, work_id: WorkId) -> Work:
    """The work that the submitted form makes; a year that is no number is 0."""
    year, topic, previous = (
        interaction.entered(YEAR),
        interaction.entered(TOPIC),
        interaction.entered(PREVIOUS),
    )
    return Work(
        id=work_id,
        title=" ".join(interaction.entered(TITLE).split()),
        year=whole(year, 9999) or 0,
        link=interaction.entered(LINK),
        summary=interaction.entered(SUMMARY),
        topic_id=TopicId(number(topic)) if topic else None,
        previous_id=WorkId(number(previous)) if previous else None,
        level=choice(Level, interaction.entered(LEVEL) or Level.MEMBERS),
        company_ids=tuple(sorted(CompanyId(number(one)) for one in interaction.ticked(COMPANIES))),
    )


def errors(t: Translator, faults: Sequence[WorkFault]) -> dict[str, str]:
    """Each fault at its field, the first of a field alone."""
    said: dict[str, str] = {}
    for fault in faults:
        where, what = FAULTS[fault]
        said.setdefault(where, t(what))
    return said


def view(
    t: Translator,
    work: Work | None,
    previous: Work | None,
    year: int,
    metadata: str,
    *,
    overtaken: bool = False,
) -> View:
    """The form of a new work, or of one as it stands."""
    meanwhile = t("Somebody changed this work meanwhile. Check each field, then save again.")
    return modal(
        FORM,
        t("Edit the work") if work else t("Add a work"),
        [
            context(meanwhile) if overtaken else None,
            field(TITLE, t("Title"), _text(work.title if work else "", LONGEST_TITLE)),
            field(YEAR, t("Year of delivery"), _year(work.year if work else year)),
            field(LINK, t("Link"), _link(work), optional=True, hint=_link_hint(t)),
            field(SUMMARY, t("Summary"), _summary(work), optional=True),
            field(LEVEL, t("Who may read it"), _level(t, work)),
            field(COMPANIES, t("Companies"), _companies(work), optional=True, hint=_companies_hint(t)),
            field(TOPIC, t("Topic it came from"), _topic(work), optional=True, hint=_topic_hint(t)),
            field(PREVIOUS, t("Edition before"), _previous(previous), optional=True),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _link_hint(t: Translator) -> str:
    return t(
        "Where members read it: a web page, or a file dropped in the club’s channel (Copy link to file)."
    )


def _topic_hint(t: Translator) -> str:
    return t("Its author and supporters hear that the work is delivered.")


def _companies_hint(t: Translator) -> str:
    return t("Those whose work it is.")


def _level(t: Translator, work: Work | None) -> Block:
    options = {
        Level.MEMBERS: option(t("Members only"), Level.MEMBERS),
        Level.PUBLIC: option(t("Public: the club’s site names it"), Level.PUBLIC),
    }
    return radio([*options.values()], options[work.level if work else Level.MEMBERS])


def _companies(work: Work | None) -> Block:
    made: Block = {"type": "multi_external_select", "min_query_length": 0}
    made["max_selected_items"] = MOST_COMPANIES
    chosen = zip(work.company_ids, work.companies, strict=True) if work else ()
    initial = [option(name, company_id) for company_id, name in chosen]
    return made | ({"initial_options": initial} if initial else {})


def _text(initial: str, longest: int) -> Block:
    return text_input(initial, longest=longest)


def _year(year: int) -> Block:
    return {"type": "number_input", "is_decimal_allowed": False, "initial_value": str(year)}


def _link(work: Work | None) -> Block:
    made: Block = {"type": "url_text_input"}
    return made | ({"initial_value": cut(work.link, LONGEST_LINK)} if work and work.link else {})


def _summary(work: Work | None) -> Block:
    return text_input(work.summary if work else "", longest=LONGEST_SUMMARY, lines=True)


def _topic(work: Work | None) -> Block:
    made: Block = {"type": "external_select", "min_query_length": 0}
    if work and work.topic_id is not None:
        made["initial_option"] = option(work.topic, work.topic_id)
    return made


def _previous(previous: Work | None) -> Block:
    made: Block = {"type": "external_select", "min_query_length": 0}
    return made | ({"initial_option": work_option(previous)} if previous else {})


def work_option(work: Work) -> Block:
    """A work among others to choose from: the year is never cut off."""
    return option(f"{work.year} · {cut(work.title, OPTION - 10)}", work.id)
