"""A new member's message, and what they say of themselves in the channel."""

from collections.abc import Iterable, Mapping

from club.firstday import MemberStep
from handlers.kit.blocks import Block, actions, button, context, field, message, modal, rich, text_input
from handlers.kit.interaction import Message, View
from handlers.kit.refusals import READ_CHARTER
from handlers.living.firstday.welcome_service import Welcome
from handlers.words import Translator, mark
from storage.people import Person

WORDS = "words"
LONGEST = 600
NAMES: Mapping[MemberStep, str] = {
    MemberStep.CHARTER: mark("charter"),
    MemberStep.PROFILE: mark("profile"),
    MemberStep.AGENDA: mark("events"),
    MemberStep.INTRODUCTION: mark("introduction"),
}
TURN: Mapping[MemberStep, str] = {
    MemberStep.CHARTER: mark("charter, to be read and accepted"),
    MemberStep.PROFILE: mark("profile, 3 questions"),
    MemberStep.AGENDA: mark("events, those to come"),
    MemberStep.INTRODUCTION: mark("introduction, if you wish"),
}
ACTS: Mapping[MemberStep, tuple[str, str]] = {
    MemberStep.CHARTER: (mark("Read the charter…"), READ_CHARTER),
    MemberStep.PROFILE: (mark("Complete my profile…"), "directory.three"),
    MemberStep.AGENDA: (mark("See my events"), "firstday.agenda"),
    MemberStep.INTRODUCTION: (mark("Introduce myself…"), "firstday.introduce"),
}


def welcome(t: Translator, found: Welcome) -> Message:
    """What is done, whose turn it is, what follows: one message, kept true."""
    steps, title = found.steps, t("✅ Welcome to the Club PRIME.")
    turn = t("➡️ Your turn: {step}", step=t(TURN[steps.current])) if steps.current else ""
    lines = [
        t("✅ Done: {steps}", steps=_listed(t, steps.achieved)) if steps.achieved else "",
        turn,
        t("⏳ Next: {steps}", steps=_listed(t, steps.coming)) if steps.coming else "",
        t("Later: {steps}", steps=_listed(t, steps.put_aside)) if steps.put_aside else "",
    ]
    text = "\n".join(line for line in lines if line)
    posted = None
    if found.introduced:
        channel = {"type": "channel", "channel_id": found.channel}
        told = t("Published in {channel}, under your name.")
        if found.refused:
            told = t(
                "Not published: Slack refuses it in {channel}. The organisers see it among the messages."
            )
        posted = rich(told, channel=channel)
    said = f"{title} {turn}" if turn else title
    return message(said, rich("*{title}*\n{text}", title=title, text=text), posted, _row(t, found))


def _listed(t: Translator, steps: Iterable[MemberStep]) -> str:
    return ", ".join(t(NAMES[step]) for step in steps)


def _row(t: Translator, found: Welcome) -> Block | None:
    steps, acts = found.steps, list[Block | None]()
    if step := steps.current:
        label, action = ACTS[step]
        acts.append(button(t(label), action, 0 if step is MemberStep.AGENDA else "", primary=True))
        if step is not MemberStep.CHARTER:
            acts.append(button(t("Later"), "firstday.later", step, about=t(NAMES[step])))
    if steps.put_aside:
        acts.append(button(t("Take up again"), "firstday.again"))
    if found.introduced:
        acts.append(button(t("Change my introduction…"), "firstday.introduce"))
        acts.append(button(t("Withdraw it"), "firstday.withdraw"))
    return actions(*acts)


def introducing(t: Translator, person: Person, words: str, metadata: str) -> View:
    """The form: what stands in it is what will stand in the channel."""
    return modal(
        "firstday.introduce",
        t("Introduce myself"),
        [
            rich("*{who}*", who=_who(person)),
            field(WORDS, t("What the channel reads"), text_input(words, longest=LONGEST, lines=True)),
            context(t("Published in the club’s channel as it stands here, under your name.")),
            context(t("You can change or withdraw it; it goes when you leave the club.")),
        ],
        submit=t("Publish"),
        close=t("Back"),
        metadata=metadata,
    )


def introduction(t: Translator, person: Person, words: str) -> Message:
    """In the channel."""
    said = t("{who} introduces themselves", who=_who(person))
    return message(f"{said}{t(': ')}{words}", rich("*{who}*\n{words}", who=_who(person), words=words))


def withdrawn(t: Translator) -> Message:
    """In its place, once it is withdrawn or its author takes part no more."""
    said = t("An introduction was withdrawn.")
    return message(said, rich("{said}", said=said))


def _who(person: Person) -> str:
    return ", ".join(part for part in (person.name, person.company) if part)
