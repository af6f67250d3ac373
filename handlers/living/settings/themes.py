"""What settings are about."""

from collections.abc import Mapping
from enum import StrEnum

from club.settings import Setting
from handlers.words import mark


class SettingTheme(StrEnum):
    """What a setting is about."""

    EVENTS = "events"
    REMINDERS = "reminders"
    MEMBERS = "members"
    HELP = "help"
    TOPICS = "topics"
    DUES = "dues"
    DATA = "data"


THEMES: Mapping[SettingTheme, str] = {
    SettingTheme.EVENTS: mark("Events"),
    SettingTheme.REMINDERS: mark("Reminders"),
    SettingTheme.MEMBERS: mark("Members"),
    SettingTheme.HELP: mark("Mutual help"),
    SettingTheme.TOPICS: mark("Topics and votes"),
    SettingTheme.DUES: mark("Dues"),
    SettingTheme.DATA: mark("Data kept"),
}
_OTHERS = {
    SettingTheme.EVENTS: {
        *(Setting.ANSWER_NOTICE, Setting.OFFER_WINDOW, Setting.OFFER_LASTS, Setting.COMPANIONS),
        *(Setting.NUDGE_FIRST, Setting.NUDGE_LAST, Setting.EVE_TOLD, Setting.DAY_TOLD),
        *(Setting.ATTENDANCE_FIRST, Setting.ATTENDANCE_LAST, Setting.MINUTES_DAYS),
        Setting.GATE_ASKED,
    },
    SettingTheme.REMINDERS: {
        *(Setting.WORK_OPENS, Setting.WORK_CLOSES, Setting.UNASKED_A_WEEK),
        *(Setting.SILENT_RESTS, Setting.SILENT_DAYS),
    },
    SettingTheme.MEMBERS: {
        *(Setting.QUOTA, Setting.LOOKUPS, Setting.CHARTER_DAYS, Setting.CHARTER_FIRST, Setting.CHARTER_LAST),
        *(Setting.PROFILE_EVERY, Setting.DIRECTORY_WAIT),
    },
    SettingTheme.TOPICS: {Setting.TOPIC_ANSWERED, Setting.TOPIC_OPEN, Setting.CHOICE_AHEAD},
}
_NAMED = {
    "seat": SettingTheme.MEMBERS,
    "help": SettingTheme.HELP,
    "ballot": SettingTheme.TOPICS,
    "dues": SettingTheme.DUES,
    "keep": SettingTheme.DATA,
}


def theme_of(setting: Setting) -> SettingTheme:
    """What it is about: told by the first word of its name, where several share one."""
    if found := _NAMED.get(setting.partition("_")[0]):
        return found
    return next(theme for theme, mine in _OTHERS.items() if setting in mine)
