"""Slack's word on a person, as we keep it."""

from collections.abc import Mapping
from typing import Any

from club.ids import SlackId
from storage.people import SlackProfile, Standing


def read_profile(user: Mapping[str, Any]) -> SlackProfile:
    """A user object (docs.slack.dev, user object) as we keep it."""
    profile = user.get("profile") or {}
    return SlackProfile(
        slack_id=SlackId(user["id"]),
        name=profile.get("real_name") or user.get("real_name") or user.get("name", ""),
        email=profile.get("email"),
        locale=user.get("locale") or "",
        zone=user.get("tz") or "",
        standing=_standing(user),
    )


def _standing(user: Mapping[str, Any]) -> Standing:
    if user.get("deleted"):
        return Standing.DELETED
    if user.get("is_bot") or user["id"] == "USLACKBOT":
        return Standing.BOT
    if user.get("is_stranger"):
        return Standing.STRANGER
    guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return Standing.GUEST if guest else Standing.FULL
