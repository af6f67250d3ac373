"""The settings, one by one, and the form that changes one."""

from collections.abc import Mapping

from club.settings import RANGES, Setting
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    field,
    message,
    modal,
    option,
    plain,
    rich,
    select,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.living.settings.service import Outcome, SettingStanding
from handlers.living.settings.themes import THEMES
from handlers.living.settings.words import WORDS
from handlers.words import Translator, mark

LIST, VALUE, ALL = "settings", "value", "all"
SAID: Mapping[Outcome, str] = {
    Outcome.DONE: mark("✅ Saved."),
    Outcome.ALREADY: mark("Already noted; this is what holds."),
    Outcome.LOCKED: mark("The installation sets this: whoever runs Prime changes it."),
    Outcome.MEANWHILE: mark("Changed meanwhile: open the form again."),
}


def listing(t: Translator, page: Page[SettingStanding], said: str = "") -> Message:
    """One page of settings, each with what can be done about it."""
    title = t("The club’s numbers")
    blocks: list[Block | None] = [rich("{said}", said=said) if said else None, rich("*{title}*", title=title)]
    blocks.append(_themes(t, page.position))
    for one in page.items:
        blocks += _setting(t, one, page.position)
    glossary = button(t("Glossary"), "glossary.page")
    before, after = t("Previous settings"), t("Next settings")
    blocks += turning(t, page, "settings.page", before, after, beside=glossary)
    lines = [f"{t(WORDS[one.setting].label)}{t(': ')}{_amount(t, one, one.value)}" for one in page.items]
    return message(said or "\n".join([title, *lines]), *blocks)


def _themes(t: Translator, at: ListPosition) -> Block | None:
    """Which of them are shown."""
    every = option(t("All themes"), ALL)
    options = {one.value: option(t(words), one.value) for one, words in THEMES.items()}
    chosen = next((options[one] for one in at.only if one in options), every)
    element = {**select([every, *options.values()], chosen), "action_id": "settings.theme"}
    row = actions({**element, "placeholder": plain(t("Theme"), 150)})
    return {**row, "block_id": at.block("theme")} if row else None


def _setting(t: Translator, one: SettingStanding, at: ListPosition) -> list[Block | None]:
    words = WORDS[one.setting]
    head = rich(
        t("*{label}: {value}*\n{effect} {range}"),
        label=t(words.label),
        value=_amount(t, one, one.value),
        effect=t(words.effect),
        range=limits(t, one.setting),
    )
    if one.locked:
        name = f"PRIME_{one.setting.upper()}"
        return [head, context(t("Set at the installation: {name}", name=name))]
    row = actions(_change(t, one), _restore(t, one))
    assert row is not None, "a setting that is not locked can be changed"
    return [head, context(_history(t, one)), {**row, "block_id": at.block(one.setting.value)}]


def _change(t: Translator, one: SettingStanding) -> Block:
    return button(t("Change…"), "settings.change", one.setting.value, about=t(WORDS[one.setting].label))


def _restore(t: Translator, one: SettingStanding) -> Block | None:
    if one.value == one.installed:
        return None
    label = t("Restore: {value}", value=_amount(t, one, one.installed))
    return button(label, "settings.restore", one.setting.value, about=t(WORDS[one.setting].label))


def _history(t: Translator, one: SettingStanding) -> str:
    """Who changed it last, when, from what to what; nothing where nobody did."""
    if one.last is None:
        return ""
    after = one.installed if one.last.value is None else one.last.value
    return t(
        "{name}, {date}: {before}, then {after}",
        name=one.last.by or t("Somebody who left"),
        date=t.date(one.last.at),
        before=t.number(one.last.before),
        after=t.number(after),
    )


def _amount(t: Translator, one: SettingStanding, value: int) -> str:
    return WORDS[one.setting].amount(t, value)


def limits(t: Translator, setting: Setting) -> str:
    """From what to what it may be set."""
    within = RANGES[setting]
    return t("From {low} to {high}.", low=t.number(within.low), high=t.number(within.high))


def changing(t: Translator, one: SettingStanding, announced: int, metadata: str) -> Block:
    """The form for one setting; `announced`: events to come whose deadline was told."""
    words, within = WORDS[one.setting], RANGES[one.setting]
    number: Block = {"type": "number_input", "is_decimal_allowed": False, "initial_value": str(one.value)}
    number |= {"min_value": str(within.low), "max_value": str(within.high)}
    stays = t(words.stays)
    if one.setting is Setting.ANSWER_NOTICE and announced:
        stays = t.plural(
            "{n} deadline already announced stays as it is.",
            "{n} deadlines already announced stay as they are.",
            announced,
        )
    return modal(
        "settings.change",
        t("Change a setting"),
        [
            rich("*{label}*\n{effect}", label=t(words.label), effect=t(words.effect)),
            field(VALUE, t("Value"), number, hint=limits(t, one.setting)),
            context(stays),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )
