"""Lists of members, and their cards. Contact details stand in neither."""

from collections.abc import Mapping

from club.directory import Field
from handlers.belonging.directory.service import MemberCard, MemberPage
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    header,
    menu,
    message,
    modal,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.people import people_field
from handlers.kit.positions import ListPosition
from handlers.words import Translator, mark
from storage.people import Person
from storage.search import MOST

SHOWN_QUERY, SHOWN_EXPERTISE = 60, 150
HEADINGS: Mapping[Field, str] = {
    Field.EXPERTISE: mark("Expertise"),
    Field.CAREER: mark("Career"),
    Field.SEEKS: mark("Looking for"),
    Field.PHONE: mark("Telephone"),
    Field.EMAIL: mark("E-mail"),
    Field.LINK: mark("Link"),
}


def blank(t: Translator) -> Message:
    """What to type, where nothing was."""
    said = t("Add a name, a company or an expertise: /prime find heat.")
    choose = button(t("Find a member…"), "directory.choose", primary=True)
    return message(said, rich("{said}", said=said), actions(choose))


def listing(t: Translator, found: MemberPage) -> Message:
    """One page of a search; says what was searched instead where a word was mistyped."""
    page = found.page
    words = cut(page.position.words, SHOWN_QUERY)
    if not words:
        return blank(t)
    if not page.total and found.offered:
        none = t("No member for “{words}”. Terms of the club:", words=words)
        terms = [
            button((one[:1].upper() + one[1:]).replace("'", "’"), f"directory.search#{at}", one)
            for at, one in enumerate(found.offered)
        ]
        return message(none, rich("{none}", none=none), actions(*terms))
    if not page.total:
        none = t("No member for “{words}”. Try a shorter word.", words=words)
        ask = button(t("Ask for help…"), "help.ask", page.position.words)
        return message(none, rich("{none}", none=none), actions(ask))
    notice = ""
    if found.corrected:
        notice = t("“{words}”: results for “{corrected}”.", words=words, corrected=found.corrected)
    count = _count(t, found, cut(found.corrected, SHOWN_QUERY) or words)
    entries = [part for one in page.items for part in _entry(t, one, page.position)]
    lines = [notice, count, *(_who(one.person) for one in page.items)]
    head = rich("{notice}", notice=notice) if notice else None
    text = "\n".join(line for line in lines if line)
    turns = turning(t, page, "directory.page", t("Previous people"), t("Next people"))
    return message(text, head, rich("*{count}*", count=count), *entries, *turns)


def _count(t: Translator, found: MemberPage, words: str) -> str:
    total = found.page.total
    if total >= MOST:
        return t("The first {n} members for “{words}”", n=t.number(total), words=words)
    return t.plural("{n} member for “{words}”", "{n} members for “{words}”", total, words=words)


def _who(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.company) if part)


def _entry(t: Translator, one: MemberCard, at: ListPosition) -> list[Block | None]:
    person = one.person
    lines = [person.function, cut(one.shown.get(Field.EXPERTISE, ""), SHOWN_EXPERTISE)]
    below = "".join(f"\n{line}" for line in lines if line)
    company = f" · {person.company}" if person.company else ""
    return [
        rich("*{name}*{company}{below}", name=person.name, company=company, below=below),
        actions(button(t("See the profile"), "directory.show", at.value(person.id), about=person.name)),
    ]


def card(t: Translator, one: MemberCard, at: ListPosition) -> Message:
    """A card in place of the list it was opened from."""
    back = button(t("Back to the list"), "directory.page", at.value()) if at.words else None
    text = " · ".join(part for part in (_who(one.person), one.person.function) if part)
    return message(text, *card_blocks(t, one), actions(*_acts(t, one, back)))


def card_modal(t: Translator, one: MemberCard) -> Block:
    """The same in a modal."""
    row = actions(*_acts(t, one, None))
    return modal("directory.card", t("Profile"), [*card_blocks(t, one), row], close=t("Close"))


def card_blocks(t: Translator, one: MemberCard) -> list[Block | None]:
    """What the reader sees of a member; the mention leads to a conversation in Slack."""
    person = one.person
    work = "\n".join(part for part in (person.function, person.company) if part)
    parts = [
        rich("*{heading}*\n{value}", heading=t(HEADINGS[name]), value=value)
        for name, value in one.shown.items()
    ]
    dated = t("Changed on {day}", day=t.day(one.changed_at)) if one.changed_at else ""
    slack = rich("Slack{colon}{who}", colon=t(": "), who=_mention(person)) if person.slack_id else None
    return [header(person.name), rich("{work}", work=work) if work else None, *parts, slack, context(dated)]


def _mention(person: Person) -> Block:
    return {"type": "user", "user_id": person.slack_id}


def _acts(t: Translator, one: MemberCard, back: Block | None) -> list[Block | None]:
    if one.mine:
        return [button(t("Edit my profile…"), "directory.profile", primary=True), back]
    name, member_id = one.person.name, one.person.id
    contact = button(t("See the contact details…"), "directory.contact", member_id, about=name, primary=True)
    return [contact, back, menu([(t("Report a misuse…"), "directory.report", member_id)])]


def gone(t: Translator, at: ListPosition | None = None) -> Message:
    """Instead of the card of somebody who is no member any more."""
    said = t("This person is no longer a member.")
    back = button(t("Back to the list"), "directory.page", at.value()) if at else None
    return message(said, rich("{said}", said=said), actions(back))


def choosing(t: Translator) -> Block:
    """One member, chosen by name."""
    asked = people_field(t, t("Member"))
    return modal(
        "directory.choose", t("Find a member"), [asked], submit=t("See the profile"), close=t("Back")
    )
