"""Slack's word on a person, as we keep it."""

from collections.abc import Mapping
from typing import Any

from club.ids import SlackId
from handlers.kit.interaction import storable
from storage.people import AccountKind, SlackProfile


def read_profile(user: Mapping[str, Any]) -> SlackProfile:
    """A user object (docs.slack.dev, user object) as we keep it."""
    given = user.get("profile")
    profile = given if isinstance(given, Mapping) else {}
    return SlackProfile(
        slack_id=SlackId(user["id"]),
        name=_word(profile, "real_name") or _word(user, "real_name") or _word(user, "name"),
        email=_word(profile, "email") or None,
        locale=_word(user, "locale"),
        zone=_word(user, "tz"),
        account_kind=_account_kind(user),
    )


def _word(of: Mapping[str, Any], key: str) -> str:
    found = of.get(key)
    return storable(found) if isinstance(found, str) else ""


def _account_kind(user: Mapping[str, Any]) -> AccountKind:
    if user.get("deleted"):
        return AccountKind.DELETED
    if user.get("is_bot") or user["id"] == "USLACKBOT":
        return AccountKind.BOT
    if user.get("is_stranger"):
        return AccountKind.STRANGER
    guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return AccountKind.GUEST if guest else AccountKind.FULL
