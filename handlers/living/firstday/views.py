"""The organisers' checklist: what is done, whose turn it is, what follows, and what can be done now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from club.firstday import SetUpStep
from handlers.kit.blocks import Block, actions, button, context, message, rich
from handlers.kit.interaction import Blocks, Message
from handlers.living.firstday.service import Did, SetUp, clock_of
from handlers.living.firstday.trial import AWAY
from handlers.words import Translator, mark

NAMES: Mapping[SetUpStep, str] = {
    SetUpStep.CLOCK: mark("language and time"),
    SetUpStep.CHANNEL: mark("channel"),
    SetUpStep.SECOND: mark("a second person to organise"),
    SetUpStep.CHARTER: mark("charter"),
    SetUpStep.MEMBERS: mark("companies and members"),
    SetUpStep.INVITATIONS: mark("invitations"),
    SetUpStep.EVENT: mark("first event"),
    SetUpStep.TOPIC: mark("first topic"),
}
SAID: Mapping[Did, str] = {
    Did.DONE: mark("✅ Noted."),
    Did.VERIFIED: mark("✅ Prime posts and deletes in the channel."),
    Did.NOT_VERIFIED: mark("The trial did not succeed; here is what to do."),
    Did.INVITED: mark("✅ The invitations leave."),
    Did.NOBODY: mark("Everybody whom Slack knows is invited already."),
    Did.MEANWHILE: mark("This has changed meanwhile; here is how it stands."),
    Did.NO_ORGANISER: mark("This is for the organisers."),
}
FAULTS: Mapping[str, str] = {
    "not_in_channel": mark("Prime is not in {channel}: type /invite @Prime there."),
    "channel_not_found": mark(
        "Slack shows Prime no channel {channel}. If it is private, type /invite @Prime there; else whoever "
        "installed Prime corrects PRIME_CHANNEL."
    ),
    "is_archived": mark("{channel} is archived: reopen it, or whoever installed Prime sets PRIME_CHANNEL."),
    "restricted_action": mark(
        "Slack lets only some people post in {channel}: open its settings, and let Prime post."
    ),
    "ratelimited": mark("Slack asks to wait: try again in a minute."),
    AWAY: mark("Slack does not answer: try again in a minute."),
}
OTHER_FAULT = mark("Slack refuses ({error}): whoever installed Prime finds what to do in its log.")
LANGUAGES = {"fr": mark("French"), "en": mark("English")}
Said = tuple[list[Block | None], Block | None]
"""What a step says, and the button by which it is done; None: it is done elsewhere."""


def whole(t: Translator, found: SetUp | None, did: Did | None = None) -> Message:
    """The list as a message, below what an act came to; of a club that is set up, that."""
    words = t(SAID[did]) if did else ""
    said = rich("{words}", words=words) if words else None
    open_ = t("✅ The club is open.")
    listed = part(t, found) if found else [rich("{open}", open=open_), actions(*_creating(t))]
    turn = _turn(t, found) if found else open_
    return replace(message(words or turn, said, *listed), said=words)


def _turn(t: Translator, found: SetUp) -> str:
    step = found.steps.current
    return t("➡️ Your turn: {step}", step=t(NAMES[step])) if step else t("✅ The club is open.")


def part(t: Translator, found: SetUp) -> Blocks:
    """The part of the home tab."""
    steps, title, turn = found.steps, t("Setting up"), _turn(t, found)
    lines = [
        _line(t("✅ Done: {steps}", steps=_listed(t, steps.achieved)), steps.achieved),
        _line(t("⏳ Next: {steps}", steps=_listed(t, steps.coming)), steps.coming),
        _line(t("Skipped: {steps}", steps=_listed(t, steps.put_aside)), steps.put_aside),
    ]
    if steps.current is None:
        head = rich("*{title}*\n{turn}\n{rest}", title=title, turn=turn, rest=_joined(lines))
        return _shown([head, actions(*_closing(t, found))])
    text = [line for line in (lines[0], turn, *lines[1:]) if line]
    words, act = STEPS[steps.current](t, found)
    skip = button(t("Skip this step"), "firstday.skip", steps.current, about=t(NAMES[steps.current]))
    row = actions(act, skip, _resume(t, found))
    return _shown([rich("*{title}*\n{text}", title=title, text="\n".join(text)), *words, row])


def _listed(t: Translator, steps: Iterable[SetUpStep]) -> str:
    return ", ".join(t(NAMES[step]) for step in steps)


def _line(said: str, steps: object) -> str:
    return said if steps else ""


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _shown(blocks: Iterable[Block | None]) -> Blocks:
    return [block for block in blocks if block]


def _resume(t: Translator, found: SetUp) -> Block | None:
    return button(t("Take up what was skipped"), "firstday.resume") if found.steps.put_aside else None


def _closing(t: Translator, found: SetUp) -> list[Block | None]:
    return [*_creating(t), _resume(t, found), button(t("Close this list"), "firstday.close")]


def _creating(t: Translator) -> list[Block | None]:
    return [button(t("Create an event…"), "events.new", primary=True)]


# What each step says


def _clock(t: Translator, found: SetUp) -> Said:
    club = found.club
    city = club.zone.key.rpartition("/")[2].replace("_", " ")
    now = t.time(found.now)
    language = t(LANGUAGES[club.language])
    says = t(
        "The channel reads {language}; it is {time} on the club’s clock ({city}).",
        language=language,
        time=now,
        city=city,
    )
    other = t("Otherwise whoever installed Prime sets PRIME_LANGUAGE and PRIME_TIMEZONE.")
    right = button(t("That is right"), "firstday.agree", clock_of(club), primary=True)
    return [rich("{says}", says=says), context(other)], right


def _channel(t: Translator, found: SetUp) -> Said:
    channel = {"type": "channel", "channel_id": found.club.channel}
    verify = button(t("Verify"), "firstday.verify", primary=True)
    if not found.fault:
        return [rich(t("Prime posts a trial in {channel}, and deletes it."), channel=channel)], verify
    fault = FAULTS.get(found.fault, OTHER_FAULT)
    return [rich(t(fault), channel=channel, error=found.fault)], verify


def _second(t: Translator, _found: SetUp) -> Said:
    says = t("So that the club goes on when you are away: somebody who may do all that you may.")
    return [rich("{says}", says=says)], button(t("Name a person…"), "members.name", primary=True)


def _charter(t: Translator, _found: SetUp) -> Said:
    says = t(
        "Paste its text, or drop its file (.md, .txt) in Prime’s messages: every member reads and accepts it."
    )
    return [rich("{says}", says=says)], button(t("Publish the charter…"), "charter.publish", primary=True)


def _members(t: Translator, _found: SetUp) -> Said:
    says = t("Drop the list (CSV) in Prime’s messages: it says what would change, and imports it by a click.")
    otherwise = t(
        "It takes the scope files:read; without it, on the server: prime import companies FILE.csv, then "
        "prime import members FILE.csv."
    )
    return [rich("{says}", says=says), context(otherwise)], None


def _invitations(t: Translator, found: SetUp) -> Said:
    words: list[Block | None] = []
    act = None
    if found.uninvited:
        n = found.uninvited
        says = t.plural(
            "{n} member is in this Slack, and reads from you what comes first.",
            "{n} members are in this Slack, and read from you what comes first.",
            n,
        )
        words.append(rich("{says}", says=says))
        act = button(t("Send the invitations"), "firstday.invite", primary=True)
    if found.absent:
        absent = t.plural(
            "{n} member is not known in this Slack yet: invite them there. Prime looks every six hours.",
            "{n} members are not known in this Slack yet: invite them there. Prime looks every six hours.",
            found.absent,
        )
        words.append(rich("{absent}", absent=absent))
    if not words:
        words.append(rich("{says}", says=t("They follow the members.")))
    return words, act


def _event(t: Translator, _found: SetUp) -> Said:
    says = t("Published, it stands in the channel, and each member answers there.")
    return [rich("{says}", says=says)], button(t("Create an event…"), "events.new", primary=True)


def _topic(t: Translator, _found: SetUp) -> Said:
    says = t("A study, a programme, an activity: members support it, and vote.")
    return [rich("{says}", says=says)], button(t("Propose a topic…"), "topics.propose", primary=True)


STEPS: Mapping[SetUpStep, Callable[[Translator, SetUp], Said]] = {
    SetUpStep.CLOCK: _clock,
    SetUpStep.CHANNEL: _channel,
    SetUpStep.SECOND: _second,
    SetUpStep.CHARTER: _charter,
    SetUpStep.MEMBERS: _members,
    SetUpStep.INVITATIONS: _invitations,
    SetUpStep.EVENT: _event,
    SetUpStep.TOPIC: _topic,
}
