"""A topic on its card, in the list, on the home tab, and what is said after an act."""

from collections.abc import Sequence

from club.groups import may_open
from club.topics import LIVING, TopicRefusal, TopicState
from handlers.choosing.topics.outcomes import TopicDone, TopicOutcome
from handlers.choosing.topics.place import UNANSWERED, Filters, narrowed
from handlers.choosing.topics.reading import Glance, ShownTopic
from handlers.choosing.topics.sentences import kind_name, said, state_words, support_words
from handlers.kit.blocks import SECTION, Block, actions, button, context, cut, menu, message, rich
from handlers.kit.daybook import DaybookLine, Section
from handlers.kit.interaction import Blocks, Message
from handlers.kit.positions import ListPosition
from handlers.words import Translator

SHOWN_TEXT, SHOWN_LIST, SHOWN_TITLE, ONE_LINE = 300, 120, 80, 150


def proposer(t: Translator, shown: ShownTopic) -> str:
    """Who proposed it."""
    return t("Proposed by {name}", name=shown.topic.author or t("a former member"))


def summary(t: Translator, shown: ShownTopic) -> str:
    """A topic in one line, as a screen reader or a notification says it."""
    title = cut(shown.topic.title, SHOWN_TITLE)
    state = state_words(t, shown) or support_words(t, shown)
    return cut(f"{kind_name(t, shown.topic.kind)} · {title}{t(': ')}{state}", ONE_LINE)


def card(t: Translator, shown: ShownTopic) -> Message:
    """The card in the channel: kept as it stands, whatever becomes of the topic."""
    state = state_words(t, shown)
    row = [*main_buttons(t, shown), _card_menu(t, shown)]
    blocks = [head(t, shown, SHOWN_TEXT), rich("{state}", state=state) if state else None]
    small = context(f"{proposer(t, shown)} · {support_words(t, shown)}")
    return message(summary(t, shown), *blocks, small, actions(*row))


def head(t: Translator, shown: ShownTopic, length: int) -> Block:
    """Kind, title, and the beginning of what it is about."""
    topic = shown.topic
    text = cut(topic.description.strip(), length) if length else ""
    below = f"\n{text}" if text else ""
    kind = kind_name(t, topic.kind)
    return rich("{kind} · *{title}*{below}", kind=kind, title=topic.title, below=below)


def main_buttons(t: Translator, shown: ShownTopic) -> list[Block | None]:
    """What one does with a topic first, as it stands now."""
    topic, title = shown.topic, shown.topic.title
    if shown.ballot:
        return [vote(t, shown), _comment(t, shown)]
    if topic.state in LIVING:
        support = button(t("Support"), "topics.support", topic.id, about=title, primary=True)
        return [_drop(t, shown) if shown.backed else support, _comment(t, shown), _result(t, shown)]
    if topic.state is TopicState.MERGED and topic.merged_into:
        return [button(t("See the topic…"), "topics.show#into", topic.merged_into, about=shown.into)]
    if topic.state in (TopicState.CHOSEN, TopicState.DELIVERED):
        return [_work(t, shown), _group(t, shown), _result(t, shown), _comment(t, shown)]
    return [_comment(t, shown)] if topic.state is TopicState.DECLINED else []


def vote(t: Translator, shown: ShownTopic) -> Block | None:
    """The way to the vote that is open."""
    if shown.ballot is None:
        return None
    return button(t("See the vote"), "voting.open", shown.ballot.id, about=shown.ballot.title, primary=True)


def _comment(t: Translator, shown: ShownTopic) -> Block:
    return button(t("Comment…"), "topics.comment", shown.topic.id, about=shown.topic.title)


def _drop(t: Translator, shown: ShownTopic) -> Block | None:
    if shown.author:
        return None
    return button(t("Withdraw my support"), "topics.drop", shown.topic.id, about=shown.topic.title)


def _result(t: Translator, shown: ShownTopic) -> Block | None:
    step = shown.outcome
    if step is None or step.other_id is None:
        return None
    return button(t("See the result"), "results.show", step.other_id, about=step.other)


def _work(t: Translator, shown: ShownTopic) -> Block | None:
    step = shown.work
    if step is None or step.other_id is None:
        return None
    return button(t("See the work"), "works.show", step.other_id, about=step.other, primary=True)


def _group(t: Translator, shown: ShownTopic) -> Block | None:
    group = shown.group
    return button(t("See the group"), "groups.show", group.id, about=group.title) if group else None


def _card_menu(t: Translator, shown: ShownTopic) -> Block | None:
    topic_id = shown.topic.id
    items: list[tuple[str, str, str | int]] = [(t("Read in full"), "topics.show", topic_id)]
    if shown.topic.state in LIVING and not shown.ballot:
        items += [
            (t("Carry it too"), "topics.carry", topic_id),
            (t("Propose a merger…"), "topics.wish", topic_id),
            (t("Withdraw my support"), "topics.drop", topic_id),
        ]
    return menu(items)


def entry(t: Translator, shown: ShownTopic, at: ListPosition, *, organiser: bool) -> list[Block | None]:
    """A topic in the list."""
    state = t("➡️ Waits for an answer") if organiser and shown.unanswered else state_words(t, shown)
    words = " · ".join(part for part in (proposer(t, shown), support_words(t, shown)) if part)
    row = actions(*_entry_buttons(t, shown), _entry_menu(t, shown, organiser=organiser))
    return [
        head(t, shown, SHOWN_LIST),
        context(state, words),
        {**row, "block_id": at.block(shown.topic.id)} if row else None,
    ]


def _entry_buttons(t: Translator, shown: ShownTopic) -> list[Block | None]:
    first, *_ = [*main_buttons(t, shown), None]
    if first and first["action_id"] == "topics.comment":
        first = None
    read = button(t("Read in full…"), "topics.show", shown.topic.id, about=shown.topic.title)
    plain = {key: value for key, value in first.items() if key != "style"} if first else None
    return [plain, read]


def _entry_menu(t: Translator, shown: ShownTopic, *, organiser: bool) -> Block | None:
    items = [(label, action, value) for label, action, value, _ in organising(t, shown)]
    return menu(items if organiser else [])


def organising(t: Translator, shown: ShownTopic) -> list[tuple[str, str, str | int, bool]]:
    """What organisers may do with a topic as it stands: label, action, value, whether it comes first."""
    topic_id, state = shown.topic.id, shown.topic.state
    items: list[tuple[str, str, str | int, bool]] = []
    if shown.ballot:
        return items
    if state is TopicState.PROPOSED:
        items.append((t("Shortlist"), "topics.shortlist", topic_id, True))
    if state in LIVING:
        items.append((t("Merge…"), "topics.merge", topic_id, False))
        items.append((t("Turn down…"), "topics.decline", topic_id, False))
        items.append((t("Put to a resolution…"), "ballots.motion", topic_id, False))
    if may_open(state) and shown.group is None:
        items.append((t("Open a study group…"), "groups.open", topic_id, state is TopicState.CHOSEN))
    if state in (TopicState.SHORTLISTED, TopicState.DECLINED, TopicState.MERGED):
        items.append((t("Reopen"), "topics.reopen", topic_id, False))
    return items


def done(t: Translator, outcome: TopicOutcome) -> Message:
    """What an act came to, said to the person alone, with the way on."""
    sentence, shown = said(t, outcome), outcome.shown
    if shown is None:
        return message(sentence, rich("{said}", said=sentence), actions(proposing(t)))
    title = cut(shown.topic.title, SHOWN_TITLE)
    return message(
        cut(f"{title}{t(': ')}{sentence}", SECTION),
        rich("*{title}*\n{said}", title=shown.topic.title, said=sentence),
        actions(*_way_on(t, outcome, shown)),
    )


def _way_on(t: Translator, outcome: TopicOutcome, shown: ShownTopic) -> list[Block | None]:
    read = button(t("Read in full…"), "topics.show", shown.topic.id, about=shown.topic.title)
    match outcome.result:
        case TopicRefusal.MERGED:
            return main_buttons(t, shown)
        case TopicRefusal.ON_BALLOT:
            return [vote(t, shown)]
        case TopicDone.SUPPORTED | TopicDone.CARRIED:
            return [_drop(t, shown), read]
        case TopicDone.PROPOSED | TopicDone.ANNOUNCED:
            edit = button(t("Change…"), "topics.edit", shown.topic.id, about=shown.topic.title)
            return [read, edit]
        case TopicDone.LEFT:
            return main_buttons(t, shown)
        case TopicRefusal.OWN:
            withdraw = button(t("Withdraw the topic…"), "topics.withdraw", shown.topic.id)
            return [withdraw, read]
    return [read]


def proposing(t: Translator, *, primary: bool = False) -> Block:
    """The way to propose one."""
    return button(t("Propose a topic…"), "topics.propose", primary=primary)


def home(t: Translator, found: Glance) -> Blocks:
    """The home tab's part: open topics, a line each."""
    lines = [_line(t, one) for one in found.shown] or [t("No open topic.")]
    every = button(t("See all topics"), "topics.list") if found.total else None
    title = t("Open topics")
    blocks = [rich("*{title}*\n{lines}", title=title, lines="\n".join(lines))]
    return [block for block in (*blocks, actions(every)) if block]


def daybook(t: Translator, waiting: int) -> Sequence[DaybookLine]:
    """The daybook's line: what waits for an organiser's answer; none where nothing does."""
    if not waiting:
        return []
    count = t.plural("{n} topic waits for an answer", "{n} topics wait for an answer", waiting)
    first = narrowed(Filters(UNANSWERED)).value()
    answer = button(t("Answer…"), "topics.list#unanswered", first, primary=True)
    return [DaybookLine(Section.DECISIONS, count, [answer])]


def _line(t: Translator, shown: ShownTopic) -> str:
    return f"{cut(shown.topic.title, SHOWN_TITLE)} · {support_words(t, shown)}"
