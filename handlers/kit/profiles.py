"""Slack's word on a person, as we keep it; and asked for where it is not kept, of who is no member."""

import logging
from collections.abc import Collection, Mapping
from copy import copy
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackClientError

from club.ids import SlackId
from handlers.kit.interaction import storable
from handlers.kit.services import Services
from storage.people import AccountKind, SlackProfile
from storage.sentences import list_names_of

log = logging.getLogger(__name__)
PATIENCE = 1
"""Seconds: a click is acknowledged, or a window opened, within three."""
MOST_ASKED = 2
"""Names of a message that Slack is asked for while somebody waits; more are left out."""


def asked_of_slack(services: Services, slack_id: str) -> SlackProfile | None:
    """What Slack says of an account now; None where it does not answer. For one alone: somebody waits."""
    impatient = copy(services.client)
    impatient.timeout = PATIENCE
    try:
        user = impatient.users_info(user=slack_id, include_locale=True)["user"]
    except (SlackClientError, OSError, HTTPException) as fault:
        log.warning("Slack does not say who an account is: %s", type(fault).__name__)
        return None
    return read_profile(user)


def names_of(services: Services, slack_ids: Collection[str]) -> Mapping[str, str]:
    """What people are called whom a message names: members by the books, a few others by Slack."""
    with services.db.read() as session:
        known = list_names_of(session, [SlackId(one) for one in slack_ids])
    names = {str(slack_id): name for slack_id, name in known.items()}
    for slack_id in sorted(set(slack_ids) - names.keys())[:MOST_ASKED]:
        if (profile := asked_of_slack(services, slack_id)) is None:
            break  # it does not answer: nobody waits for it twice
        names[slack_id] = profile.name
    return names


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
