"""What the asker sees: the question as it stands, who can help, what a search finds."""

from collections.abc import Sequence

from club.mutual_help import HelpAnswer
from handlers.kit.blocks import Block, actions, button, context, cut, menu, message, rich
from handlers.kit.interaction import Blocks, Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.living.help.asked_views import asked
from handlers.living.help.reading import HelpOffer, Overview, Shown
from handlers.living.help.sentences import OVER, clause, contact_lines, standing, subject, title_of
from handlers.words import Translator
from storage.questions import Published

LIST = "help"
"""Published questions found by words."""
DIRECTORY = "directory"
"""The directory's own list, whose row opens a card."""
SHOWN_WORDS = 60


def own(t: Translator, shown: Shown, contact: str, said: str = "") -> Message:
    """A question of one's own, and what to do about it."""
    question = shown.question
    lines = standing(t, shown, contact)
    text = said or f"{title_of(t, question)}{t(': ')}{lines[0]}"
    about = "\n".join(lines)
    head = rich("{said}", said=said) if said else None
    what = rich("*{question}*\n{about}", question=title_of(t, question), about=about)
    return message(text, head, what, actions(*_acts(t, shown)))


def _acts(t: Translator, shown: Shown) -> list[Block | None]:
    if not shown.question.open:
        return []
    number, title = shown.question.id, title_of(t, shown.question)
    return [
        button(t("It is resolved…"), "help.resolve", number, about=title, primary=True),
        button(t("Choose other names…"), "help.others", number, about=title),
        menu([(t("Take my question back…"), "help.withdraw", number)]),
    ]


def offer(t: Translator, one: HelpOffer) -> Message:
    """Somebody can help: the asker says whether contact details are exchanged."""
    about, helper = context(title_of(t, one.question)), one.helper
    if helper is None:
        return _plain(t("This person is no longer a member."), about)
    if one.asked.answer is HelpAnswer.MET:
        said = t("✅ {who} can help: contact details exchanged.", who=subject(helper))
        return message(said, *contact_lines(t, helper, one.contacts), clause(t), about)
    if one.asked.answer is HelpAnswer.LEFT:
        return _plain(t("Noted: nothing was exchanged with {name}.", name=helper.name), about)
    if one.asked.answer is HelpAnswer.DECLINED:
        return _plain(t("{name} can no longer help.", name=helper.name), about)
    if not one.question.open:
        return _plain(t(OVER[one.question.state]), about)
    said = t("✅ {who} can help.", who=subject(helper))
    given = t("Your name is given to them; it counts as a lookup, never for prospecting.")
    row = actions(
        button(t("Exchange contacts"), "help.meet", one.asked.id, about=helper.name, primary=True),
        button(t("Do without"), "help.leave", one.asked.id, about=helper.name),
    )
    return message(said, rich("{said}", said=said), about, context(given), row)


def _plain(said: str, *below: Block | None) -> Message:
    return message(said, rich("{said}", said=said), *below)


def overview(t: Translator, found: Overview, contact: str, said: str = "") -> Message:
    """`/prime ask`: one's own questions, those that wait for one's answer, and a new one."""
    blocks: list[Block | None] = []
    for one in found.own:
        blocks += own(t, one, contact).blocks
    if found.waiting:
        blocks.append(rich("*{title}*", title=t("➡️ They ask you")))
        for asked_one in found.waiting:
            blocks += asked(t, asked_one).blocks
    none = t("No question of yours is open.") if not found.own else ""
    text = said or none or t("Your questions")
    head = rich("{said}", said=text) if said or none else None
    return message(text, head, *blocks, _asking(t, found))


def _asking(t: Translator, found: Overview) -> Block | None:
    switch = (
        button(t("Be asked again"), "help.on")
        if found.off
        else button(t("Do not ask me any more"), "help.off")
    )
    ask = button(t("Ask for help…"), "help.ask", primary=not found.own)
    return actions(ask, switch)


def listing(t: Translator, page: Page[Published]) -> Message:
    """Resolved questions that words find."""
    words = cut(page.position.words, SHOWN_WORDS)
    ask = button(t("Ask for help…"), "help.ask", page.position.words, primary=True)
    if not page.total:
        none = t("None for “{words}”.", words=words)
        return message(none, rich("{none}", none=none), actions(ask))
    count = t.plural(
        "{n} question resolved for “{words}”", "{n} questions resolved for “{words}”", page.total, words=words
    )
    lines = [part for one in page.items for part in _found(t, one)]
    turns = turning(t, page, "help.page", t("Previous questions"), t("Next questions"))
    return message(count, rich("*{count}*", count=count), *lines, *turns, actions(ask))


def _found(t: Translator, one: Published) -> Sequence[Block | None]:
    said = rich(
        "*{question}*\n{sentence} · {day}", question=one.question, sentence=one.sentence, day=t.day(one.at)
    )
    if one.helper_id is None:
        return [said]
    value = ListPosition(DIRECTORY).value(one.helper_id)
    return [said, actions(button(t("See the profile"), "directory.show", value, about=one.helper))]


def home_part(t: Translator, found: Overview) -> Blocks:
    """A line of the home tab, and the way on; nothing where nothing is asked, nor help was given."""
    own_ones = t.plural("{n} question asked", "{n} questions asked", len(found.own)) if found.own else ""
    waiting = t.plural("➡️ {n} for you", "➡️ {n} for you", len(found.waiting))
    given = t.plural("helped {n} time", "helped {n} times", found.given) if found.given else ""
    line = " · ".join(part for part in (own_ones, waiting if found.waiting else "", given) if part)
    head = rich("*{title}*\n{line}", title=t("Mutual help"), line=line)
    row = actions(button(t("See mutual help"), "help.overview"))
    return [head, row] if line and row else []
