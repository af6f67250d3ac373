"""One's own profile: the form, how others see it, and who looked one up."""

from collections.abc import Mapping, Sequence

from club.directory import Detail, Details, Field, Flaw, Visibility
from handlers.belonging.directory.form import FUNCTION, PARAGRAPHS, ProfileFault, visibility_block
from handlers.belonging.directory.service import MemberCard
from handlers.belonging.directory.views import HEADINGS, card_blocks
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    email_input,
    field,
    message,
    modal,
    option,
    rich,
    select,
    text_input,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.words import Translator, mark
from storage.people import Person
from storage.profiles import Consultation

SEEN_BY: Mapping[Visibility, str] = {
    Visibility.MEMBERS: mark("The members"),
    Visibility.ORGANISERS: mark("The organisers"),
    Visibility.NOBODY: mark("Myself alone"),
}
HINTS: Mapping[Field, str] = {
    Field.EXPERTISE: mark("What you can be asked about."),
    Field.CAREER: mark("The key points, one a line."),
    Field.SEEKS: mark("What you need, or with whom you would work."),
}
FLAWS: Mapping[Flaw, str] = {
    Flaw.PHONE: mark("Give a telephone number: figures, spaces, + in front."),
    Flaw.EMAIL: mark("Give an e-mail address."),
    Flaw.LINK: mark("Give an address that begins with https://."),
}
_LONGEST_INPUT = 3000
"""What Slack's inputs take at most; we count ourselves, to say by how much it is too long."""


def profile(t: Translator, person: Person, details: Details, metadata: str) -> Block:
    """The form. Nothing is visible by default but name, company and function."""
    always = t("Always visible: name, company, function")
    acts = [button(t("See the preview"), "directory.preview")]
    acts.append(button(t("See who looked me up"), "directory.consulted", 0))
    return modal(
        "directory.profile",
        t("My profile"),
        [
            context(" · ".join(part for part in (person.name, person.company) if part), always),
            field(
                FUNCTION, t("Function"), text_input(person.function, longest=_LONGEST_INPUT), optional=True
            ),
            *(part for name in Field for part in _inputs(t, name, details.get(name, Detail("")))),
            divider(),
            actions(*acts),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


def _inputs(t: Translator, name: Field, detail: Detail) -> list[Block]:
    label = t(HEADINGS[name])
    hints = [t(HINTS[name])] if name in HINTS else []
    if detail.value and detail.changed_at:
        hints.append(t("Changed on {day}", day=t.day(detail.changed_at)))
    options = {one: option(t(words), one.value) for one, words in SEEN_BY.items()}
    to = select(list(options.values()), options[detail.visibility])
    seen = t("{field}: visible to", field=label)
    return [
        field(name.value, label, _element(name, detail.value), optional=True, hint=" ".join(hints)),
        field(visibility_block(name), seen, to),
    ]


def _element(name: Field, value: str) -> Block:
    if name is Field.EMAIL:
        return email_input(value)
    return text_input(value, longest=_LONGEST_INPUT, lines=name in PARAGRAPHS)


def errors(t: Translator, faults: Mapping[str, ProfileFault]) -> dict[str, str]:
    """Each fault at its field."""
    return {block_id: _error(t, fault) for block_id, fault in faults.items()}


def _error(t: Translator, fault: ProfileFault) -> str:
    if fault.flaw is not Flaw.LONG:
        return t(FLAWS[fault.flaw])
    over = fault.length - fault.most
    return t.plural(
        "{length} characters where {most} fit: remove {n}.",
        "{length} characters where {most} fit: remove {n}.",
        over,
        length=t.number(fault.length),
        most=t.number(fault.most),
    )


def saved(t: Translator, details: Details) -> Message:
    """That it holds, and who sees how much of it."""
    said = t("✅ Profile saved.")
    seen = sum(one.visibility is Visibility.MEMBERS for one in details.values() if one.value)
    count = t.plural("{n} field visible to the members", "{n} fields visible to the members", seen)
    if not seen:
        count = t("No field visible to the members beside name, company and function")
    again = button(t("Edit my profile…"), "directory.profile")
    return message(f"{said} {count}", rich("{said}\n{count}", said=said, count=count), actions(again))


def preview(t: Translator, members: MemberCard, organisers: MemberCard, shared: Sequence[str]) -> Block:
    """How it reads for others, as it stands in the form; `shared` are the headings of contact details."""
    more = [card_blocks(t, organisers)[1:]] if organisers.shown != members.shown else []
    contacts = t("No contact details for the members")
    if shared:
        contacts = t("Contact details for the members, on request: {fields}", fields=t.list(shared))
    blocks = [
        rich("*{said}*", said=t("What the members see")),
        *card_blocks(t, members),
        context(contacts),
        *([divider(), rich("*{said}*", said=t("What the organisers see")), *more[0]] if more else []),
    ]
    return modal("directory.preview", t("Preview"), blocks, close=t("Back"))


def consulted(t: Translator, page: Page[Consultation]) -> Block:
    """Who was shown one's contact details, ten at a time."""
    if not page.total:
        blocks: list[Block | None] = [rich("{said}", said=t("Nobody has looked up your contact details."))]
    else:
        blocks = [rich("{who}\n{when}", who=_reader(one), when=t.date(one.at)) for one in page.items]
        blocks += turning(t, page, "directory.consulted_page", t("Previous people"), t("Next people"))
    return modal("directory.consulted", t("Who looked me up"), blocks, close=t("Back"))


def _reader(one: Consultation) -> str:
    return " · ".join(part for part in (one.reader, one.company) if part)
