"""User objects as `users.info` returns them.

Source: https://docs.slack.dev/reference/objects/user-object
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.errors import Json

FLAGS = ("is_admin", "deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


def user_object(user_id: str, team_id: str, now: datetime, fields: Json) -> Json:
    """A full user object from the few fields a test gives; unknown ones raise TypeError.

    `fields` has the workspace's own profile fields: their ids and values.
    """
    unknown = set(fields) - {
        "name",
        "real_name",
        "email",
        "tz",
        "locale",
        "title",
        "display_name",
        "fields",
        *FLAGS,
    }
    if unknown:
        raise TypeError(f"unknown user fields: {', '.join(sorted(unknown))}")
    name = fields.get("name") or user_id.lower()
    real_name = fields.get("real_name") or name
    user: Json = {
        "id": user_id,
        "team_id": team_id,
        "name": name,
        "real_name": real_name,
        "deleted": bool(fields.get("deleted")),
        "color": "3f51b5",
        "updated": int(now.timestamp()),
        "locale": fields.get("locale") or "en-US",
        "profile": _profile(name, real_name, team_id, fields),
        "is_bot": bool(fields.get("is_bot")),
        "is_app_user": False,
    }
    if not user["deleted"]:
        user.update(_living(now, fields))
    if user_id.startswith("W"):
        user["enterprise_user"] = {
            "id": user_id, "enterprise_id": "E0SANDBOX", "enterprise_name": "Sandbox",
            "is_admin": False, "is_owner": False, "teams": [team_id],
        }  # fmt: skip
    return user


def _profile(name: str, real_name: str, team_id: str, fields: Json) -> Json:
    first, _, last = real_name.partition(" ")
    display = fields.get("display_name", name)
    profile: Json = {
        "title": fields.get("title", ""),
        "phone": "",
        "real_name": real_name,
        "real_name_normalized": real_name,
        "display_name": display,
        "display_name_normalized": display,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "g0",
        "team": team_id,
    }
    if fields.get("email"):
        profile["email"] = fields["email"]
    if fields.get("fields"):
        profile["fields"] = {key: {"value": value, "alt": ""} for key, value in fields["fields"].items()}
    return profile


def _living(now: datetime, fields: Json) -> Json:
    zone = fields.get("tz") or "Europe/Paris"
    local = now.astimezone(ZoneInfo(zone))
    offset = local.utcoffset()
    more: Json = {
        "tz": zone,
        "tz_label": local.tzname() or zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": bool(fields.get("is_admin")),
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": bool(fields.get("is_restricted")),
        "is_ultra_restricted": bool(fields.get("is_ultra_restricted")),
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
    if fields.get("is_stranger"):
        more["is_stranger"] = True
    return more


def kind(user: Json) -> str:
    """One word for the page: member, admin, guest, external, bot or deactivated."""
    tests: list[tuple[str, Any]] = [
        ("deactivated", user.get("deleted")),
        ("bot", user.get("is_bot")),
        ("external", user.get("is_stranger")),
        ("guest", user.get("is_restricted") or user.get("is_ultra_restricted")),
        ("admin", user.get("is_admin")),
    ]
    return next((word for word, holds in tests if holds), "member")
