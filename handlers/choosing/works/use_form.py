"""“I used it…”: where, and whether ALLICE is named there (article CONTRIBUER)."""

from collections.abc import Mapping, Sequence

from club.ids import UseId, WorkId
from club.uses import Use, UseFault
from club.works import LONGEST_PLACE, Work
from handlers.kit.blocks import Block, field, modal, option, radio, rich, text_input
from handlers.kit.interaction import Interaction, View
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator, mark

FORM = "works.use"
PLACE, LINK, CITED = "place", "link", "cited"
YES, NOT_YET = "yes", "not_yet"
FAULTS: Mapping[UseFault, tuple[str, str]] = {
    UseFault.NO_PLACE: (PLACE, mark("Say where it was used.")),
    UseFault.LONG_PLACE: (PLACE, mark("At most 150 characters.")),
    UseFault.LINK: (LINK, mark("A link starts with https:// or http://.")),
    UseFault.YEAR: (PLACE, mark("This form is out of date: open it again.")),
}


def read(interaction: Interaction, way: ReturnTo[int]) -> Use:
    """The use that the submitted form tells of."""
    return Use(
        id=UseId(0),
        work_id=WorkId(way.subject),
        place=" ".join(interaction.entered(PLACE).split()),
        year=way.extra,
        cited=interaction.entered(CITED) == YES,
        link=interaction.entered(LINK),
        member_id=interaction.member.id,
        at=interaction.now,
    )


def errors(t: Translator, faults: Sequence[UseFault]) -> dict[str, str]:
    """Each fault at its field."""
    return {where: t(what) for where, what in (FAULTS[fault] for fault in faults)}


def view(t: Translator, work: Work, metadata: str) -> View:
    """The empty form."""
    link: Block = {"type": "url_text_input"}
    cited = radio([option(t("Yes"), YES), option(t("Not yet"), NOT_YET)])
    hint = t("A report, a talk, a project, a decision.")
    return modal(
        FORM,
        t("I used it"),
        [
            rich("*{title}* · {year}", title=work.title, year=work.year),
            field(PLACE, t("Where?"), text_input(longest=LONGEST_PLACE), hint=hint),
            field(LINK, t("Link"), link, optional=True),
            field(CITED, t("Is ALLICE cited?"), cited),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )
