"""The forms around a topic: proposing, changing, commenting, merging, declining."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from club.ids import TopicId
from club.topics import LIVING, Proposal, ProposalFault, Topic, faults_of
from handlers.choosing.topics.reading import ShownTopic
from handlers.choosing.topics.sentences import KINDS, fault_words, kind_name, state_words, support_words
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    field,
    modal,
    option,
    plain,
    radio,
    rich,
    text_input,
)
from handlers.kit.carried import BOUNDS
from handlers.kit.interaction import Interaction
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator

KIND, TITLE, DESCRIPTION, WHY = "kind", "title", "description", "why"
WORD, REASON, OTHER = "word", "reason", "topics.options"
_LONGEST_INPUT = 3000
"""Slack's own limit; ours are said at the field, with how much is too much."""
_FIELDS: Mapping[ProposalFault, str] = {
    ProposalFault.NO_KIND: KIND,
    ProposalFault.NO_TITLE: TITLE,
    ProposalFault.LONG_TITLE: TITLE,
    ProposalFault.LONG_DESCRIPTION: DESCRIPTION,
    ProposalFault.LONG_WHY: WHY,
}
Seen = tuple[Annotated[TopicId, BOUNDS], ...]
"""Which close topics the form of a proposal has shown already: what it carries on its way."""


def typed(interaction: Interaction) -> Proposal:
    """What the form holds; a title is one line."""
    title = " ".join(interaction.entered(TITLE).split())
    return Proposal(
        interaction.entered(KIND), title, interaction.entered(DESCRIPTION), interaction.entered(WHY)
    )


def errors(t: Translator, proposal: Proposal) -> dict[str, str]:
    """Each fault at its field."""
    held = {TITLE: proposal.title, DESCRIPTION: proposal.description, WHY: proposal.why}
    return {
        _FIELDS[fault]: fault_words(t, fault, len(held.get(_FIELDS[fault], "")))
        for fault in faults_of(proposal)
    }


def proposing(
    t: Translator, way: ReturnTo[Seen], proposal: Proposal, near: Sequence[ShownTopic] = ()
) -> Block:
    """The form of a proposal; close topics stand above it, to be supported instead."""
    return modal(
        "topics.propose",
        t("Propose a topic"),
        [*_similar(t, near), *_inputs(t, proposal)],
        submit=t("Propose all the same") if near else t("Propose"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _similar(t: Translator, near: Sequence[ShownTopic]) -> list[Block | None]:
    if not near:
        return []
    count = t.plural("{n} topic close to yours exists", "{n} topics close to yours exist", len(near))
    blocks: list[Block | None] = [rich("*{count}*", count=count)]
    for shown in near:
        blocks += [_close(t, shown), _support(t, shown)]
    return [*blocks, divider()]


def _close(t: Translator, shown: ShownTopic) -> Block:
    words = " · ".join(part for part in (state_words(t, shown), support_words(t, shown)) if part)
    kind = kind_name(t, shown.topic.kind)
    return rich("{kind} · *{title}*\n{words}", kind=kind, title=shown.topic.title, words=words)


def _support(t: Translator, shown: ShownTopic) -> Block | None:
    if shown.backed:
        return context(t("✅ You support this topic."))
    topic = shown.topic
    if topic.state not in LIVING or shown.ballot:
        return None
    return actions(button(t("Support"), "topics.instead", topic.id, about=topic.title, primary=True))


def changing(t: Translator, topic: Topic, way: ReturnTo[None]) -> Block:
    """The same form, on a topic as it stands."""
    proposal = Proposal(topic.kind, topic.title, topic.description, topic.why)
    return modal(
        "topics.edit",
        t("Change the topic"),
        _inputs(t, proposal),
        submit=t("Save"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _inputs(t: Translator, proposal: Proposal) -> list[Block | None]:
    kinds = {kind.value: option(t(label), kind.value) for kind, label in KINDS.items()}
    hint = t("The whole club reads this: leave out what is to stay confidential.")
    return [
        field(KIND, t("Kind of topic"), radio(list(kinds.values()), kinds.get(proposal.kind))),
        field(TITLE, t("Title"), text_input(proposal.title, longest=_LONGEST_INPUT)),
        field(DESCRIPTION, t("What is it about?"), _lines(proposal.description), hint=hint),
        field(WHY, t("Why does it matter?"), _lines(proposal.why), optional=True),
    ]


def _lines(initial: str) -> Block:
    return text_input(initial[:_LONGEST_INPUT], longest=_LONGEST_INPUT, lines=True)


def _form(
    t: Translator, callback: str, title: str, blocks: Sequence[Block | None], submit: str, way: ReturnTo[None]
) -> Block:
    """A form about one topic, which leads back to where it was opened."""
    return modal(callback, title, blocks, submit=submit, close=t("Back"), metadata=way.packed())


def commenting(t: Translator, shown: ShownTopic, way: ReturnTo[None]) -> Block:
    """A word on a topic."""
    hint = t("The whole club reads this: leave out what is to stay confidential.")
    word = field(WORD, t("Your comment"), _lines(""), hint=hint)
    return _form(t, "topics.comment", t("Comment"), [context(shown.topic.title), word], t("Send"), way)


def withdrawing(t: Translator, shown: ShownTopic, way: ReturnTo[None]) -> Block:
    """Asks before a topic is taken back."""
    said = t("It leaves the open topics; its card says that you withdrew it.")
    return modal(
        "topics.withdraw",
        t("Withdraw the topic"),
        [rich("*{title}*\n{said}", title=shown.topic.title, said=said)],
        submit=t("Withdraw the topic"),
        close=t("Keep the topic"),
        metadata=way.packed(),
    )


def merging(t: Translator, shown: ShownTopic, way: ReturnTo[None], *, asking: bool) -> Block:
    """Which topic it goes into; `asking` is a member's wish, else an organiser's decision."""
    said = t("Supporters, co-authors and comments go along; its card says where.")
    word = field(WORD, t("A word for the organisers"), _lines(""), optional=True)
    return _form(
        t,
        "topics.wish" if asking else "topics.merge",
        t("Propose a merger") if asking else t("Merge topics"),
        [
            rich("*{title}*\n{said}", title=shown.topic.title, said=said),
            _other(t),
            word if asking else None,
        ],
        t("Send") if asking else t("Merge"),
        way,
    )


def _other(t: Translator) -> Block:
    hint = plain(t("Words of its title"), 150)
    element: Block = {"type": "external_select", "min_query_length": 0, "placeholder": hint}
    return field(OTHER, t("Into which topic?"), element)


def declining(t: Translator, shown: ShownTopic, way: ReturnTo[None]) -> Block:
    """The reason is what its author reads."""
    hint = t("Read by those who support the topic, and on its card.")
    reason = field(REASON, t("Reason"), _lines(""), hint=hint)
    blocks = [context(shown.topic.title), reason]
    return _form(t, "topics.decline", t("Decline the topic"), blocks, t("Turn down"), way)


def turning_down(t: Translator, title: str, into: str, way: ReturnTo[None]) -> Block:
    """Why two topics stay apart."""
    said = t("“{title}” into “{into}”", title=title, into=into)
    blocks = [rich("{said}", said=said), field(REASON, t("Reason"), _lines(""))]
    return _form(t, "topics.turn_down", t("Decline the merger"), blocks, t("Turn down"), way)


def gone(t: Translator, said: str) -> Block:
    """In a form's place, where there is nothing to fill in any more."""
    return modal("topics.gone", t("Topic"), [rich("{said}", said=said)], close=t("Close"))
