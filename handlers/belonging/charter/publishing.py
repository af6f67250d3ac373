"""The form in which organisers publish a version. A Slack input holds 3000 characters: a text has parts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from club.calendar import end_of_day
from club.charter import CharterFault, Version, tidy
from handlers.belonging.charter import service
from handlers.belonging.charter.listeners import card, own_message, place_of
from handlers.belonging.charter.markdown import MarkdownRefusal
from handlers.belonging.charter.service import CharterDraft, CharterFaulty
from handlers.kit.blocks import (
    SECTION,
    Block,
    actions,
    button,
    context,
    field,
    modal,
    option,
    radio,
    rich,
    text_input,
)
from handlers.kit.carried import Id
from handlers.kit.club import Club
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator, mark

KIND, CHANGES, DATE, TEXT = "kind", "changes", "accept_by", "text"
MATERIAL, EDITORIAL = "material", "editorial"
FIRST_PARTS, MOST_PARTS, LONGEST_CHANGES = 2, 15, 1000

FAULTS: Mapping[CharterFault, tuple[str, str]] = {
    CharterFault.EMPTY: (TEXT, mark("Write the text of the charter.")),
    CharterFault.SAME: (TEXT, mark("This is, to the letter, the version that holds.")),
    CharterFault.FIRST_IS_MATERIAL: (KIND, mark("The first version is accepted by everybody.")),
    CharterFault.DATE_TOO_SOON: (DATE, mark("Leave at least one day to accept.")),
}
REFUSALS: Mapping[MarkdownRefusal, str] = {
    MarkdownRefusal.TABLE: mark("line {line}: Slack shows no table; write a list"),
    MarkdownRefusal.IMAGE: mark("line {line}: Slack shows no image in this text"),
    MarkdownRefusal.HTML: mark("line {line}: no HTML; write Markdown, or \\< for the sign itself"),
    MarkdownRefusal.FOOTNOTE: mark("line {line}: no footnotes; write it in the text"),
    MarkdownRefusal.REFERENCE: mark("line {line}: write the link's address in place, [words](https://…)"),
    MarkdownRefusal.LINK: mark("line {line}: a link begins with https://, http:// or mailto:"),
    MarkdownRefusal.FENCE: mark("line {line}: this code block is never closed"),
    MarkdownRefusal.CONTROL: mark("line {line}: an invisible control character; delete it"),
}


def parts_of(text: str) -> list[str]:
    """A text in parts that an input can hold, cut at blank lines: joined by one, they are the text again."""
    parts: list[str] = []
    for paragraph in text.split("\n\n"):
        if parts and len(parts[-1]) + 2 + len(paragraph) <= SECTION:
            parts[-1] += f"\n\n{paragraph}"
        else:
            parts.append(paragraph)
    return parts


def on_publish(interaction: Interaction, services: Services) -> Reply:
    """Opens the form with the text that holds, to be edited."""
    newest = place_of(interaction, services).newest
    parts = parts_of(newest.text) if newest else []
    if len(parts) > MOST_PARTS or any(len(part) > SECTION for part in parts):
        parts = []
    count = min(MOST_PARTS, max(FIRST_PARTS, len(parts) + 1))
    way = ReturnTo(newest.number if newest else 0, count, response_url=own_message(interaction))
    return on_top(interaction, services, _view(interaction, services, way, newest, parts))


def on_more(interaction: Interaction, services: Services) -> Reply:
    """One more part; what was typed stays, for its block ids do."""
    way = ReturnTo.unpacked(interaction.metadata, Id)
    wider = way.with_extra(min(MOST_PARTS, way.extra + 1))
    newest = place_of(interaction, services).newest
    view = _view(
        interaction,
        services,
        wider,
        newest,
        [interaction.entered(_part(at)) for at in range(min(MOST_PARTS, way.extra))],
    )
    services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_published(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields with the line, or the card of the new version."""
    way = ReturnTo.unpacked(interaction.metadata, Id)
    given = [(_part(at), tidy(interaction.entered(_part(at)))) for at in range(min(MOST_PARTS, way.extra))]
    parts = [(block_id, text) for block_id, text in given if text]
    draft = CharterDraft(
        text="\n\n".join(text for _, text in parts),
        material=interaction.entered(KIND) != EDITORIAL,
        changes=interaction.entered(CHANGES),
        accept_by=_until(interaction.entered(DATE), services.club.zone),
    )
    with services.db.begin() as session:
        outcome = service.publish(session, draft, interaction.member.id, interaction.now, after=way.subject)
    if isinstance(outcome, CharterFaulty):
        return Reply(errors=_errors(interaction.t, outcome, parts, first=way.subject == 0))
    if isinstance(outcome, Version):
        said = interaction.t("✅ Version {number} is published.", number=outcome.number)
    else:
        said = interaction.t("Another version was published meanwhile; read it before publishing yours.")
    return card(interaction, services, said, url=way.response_url, in_place=bool(way.response_url))


def _until(day: str, zone: tzinfo) -> datetime | None:
    return end_of_day(date.fromisoformat(day), zone) if day else None


def _part(at: int) -> str:
    return f"{TEXT}#{at}"


def _view(
    interaction: Interaction,
    services: Services,
    way: ReturnTo[int],
    newest: Version | None,
    texts: Sequence[str],
) -> Block:
    t = interaction.t
    inputs = [_input(t, at, texts[at] if at < len(texts) else "") for at in range(way.extra)]
    more = button(t("Add a part"), "charter.more") if way.extra < MOST_PARTS else None
    return modal(
        "charter.publish",
        t("Publish a version"),
        [
            _kind(t) if newest else rich("{said}", said=t("First version: every member accepts it.")),
            field(CHANGES, t("What changes"), text_input(longest=LONGEST_CHANGES, lines=True), optional=True),
            _date(t, interaction.now, services.club),
            context(t("The text is in Markdown, in parts of at most 3000 characters.")),
            *inputs,
            actions(more),
        ],
        submit=t("Publish"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _kind(t: Translator) -> Block:
    choices = [
        option(t("Substance: everybody accepts again"), MATERIAL),
        option(t("Wording: nothing to accept again"), EDITORIAL),
    ]
    return field(KIND, t("What kind of change?"), radio(choices, choices[0]))


def _date(t: Translator, now: datetime, club: Club) -> Block:
    usual = (now.astimezone(club.zone) + timedelta(days=club.charter_days)).date().isoformat()
    picker = {"type": "datepicker", "initial_date": usual}
    label = t("To be accepted until (last day)")
    return field(DATE, label, picker, hint=t("Not asked for a change of wording."))


def _input(t: Translator, at: int, text: str) -> Block:
    label = t("Text, part {number}", number=at + 1)
    return field(_part(at), label, text_input(text, longest=SECTION, lines=True), optional=at > 0)


def _errors(
    t: Translator, outcome: CharterFaulty, parts: Sequence[tuple[str, str]], *, first: bool
) -> dict[str, str]:
    """By block id: of a text's faults, each at its part, by the line within that part."""
    errors: dict[str, str] = {}
    for fault in outcome.faults:
        place, words = FAULTS[fault]
        errors[_part(0) if place == TEXT or (place == KIND and first) else place] = t(words)
    for refused in outcome.refused:
        block_id, line = _located(parts, refused.line)
        said = t(REFUSALS[refused.what]).format(line=line)
        errors[block_id] = f"{errors[block_id]} · {said}" if block_id in errors else said
    return errors


def _located(parts: Sequence[tuple[str, str]], line: int) -> tuple[str, int]:
    """The part in which a line of the whole text stands, and its line there."""
    for block_id, text in parts:
        lines = text.count("\n") + 2  # and the blank line that joins it to the next
        if line <= lines:
            return block_id, line
        line -= lines
    return parts[-1][0], line
