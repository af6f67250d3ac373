"""The page on which somebody lets an app into the workspace, and where they are sent then.

Source: https://docs.slack.dev/authentication/installing-with-oauth
"""

from html import escape
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from sandbox.core import Core, InstallCode
from sandbox.errors import ApiError


def asked(core: Core, address: str) -> dict[str, str]:
    """What an address of the installation page asks for.

    `invalid_client_id`, `invalid_scope` (one that the manifest does not have) or `bad_redirect_uri`.
    """
    found = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    manifest = core.workspace.manifest
    if found.get("client_id") != core.client_id:
        raise ApiError("invalid_client_id")
    scopes = [one for one in found.get("scope", "").split(",") if one]
    if not scopes or not set(scopes) <= {*manifest.scopes, *manifest.optional}:
        raise ApiError("invalid_scope")
    known = manifest.redirect_urls
    wanted = found.get("redirect_uri") or (known[0] if known else "")
    if not any(wanted.startswith(one) for one in known):
        raise ApiError("bad_redirect_uri")
    return found | {"redirect_uri": wanted}


def allow(core: Core, user: str, address: str) -> str:
    """The person says yes: the app's address with a code, and the `state` as it was given.

    Of the scopes that may be left out those are given that stand in the address as `optional`.
    """
    wanted = asked(core, address)
    ws = core.workspace
    ticked = parse_qs(urlsplit(address).query).get("optional", [])
    given = tuple(one for one in optional(core, wanted) if one in ticked)
    code = f"{len(core.codes) + 1}.{ws.scribble(24).lower()}"
    core.codes[code] = InstallCode(wanted["redirect_uri"], user, ws.now(), optional=given)
    query = urlencode({"code": code, "state": wanted.get("state", "")})
    mark = "&" if "?" in wanted["redirect_uri"] else "?"
    return f"{wanted['redirect_uri']}{mark}{query}"


def optional(core: Core, wanted: dict[str, str]) -> list[str]:
    """Of what is asked for, what may be left out."""
    return [one for one in wanted["scope"].split(",") if one in core.workspace.manifest.optional]


def page(core: Core, wanted: dict[str, str], query: str) -> str:
    """The page itself: who asks for what, and a link for each person who may say yes."""
    ws = core.workspace
    people = [user for user in ws.users.values() if not (user["is_bot"] or user["deleted"])]
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in parse_qsl(query, keep_blank_values=True)
    )
    may = optional(core, wanted)
    scopes = "".join(f"<li>{escape(one)}</li>" for one in wanted["scope"].split(",") if one not in may)
    boxes = "".join(
        f'<li><label><input type="checkbox" name="optional" value="{escape(one)}"> {escape(one)}</label></li>'
        for one in may
    )
    apart = f"<h2>Optional</h2><ul>{boxes}</ul>" if may else ""
    buttons = "".join(
        f'<li><button name="as" value="{user["id"]}">{escape(user["real_name"])}: Allow</button></li>'
        for user in people
    )
    name = escape(ws.manifest.name)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Install {name}</title></head><body>'
        f'<form action="/oauth/v2/allow">{fields}'
        f"<h1>{name} is requesting permission to access Sandbox</h1><ul>{scopes}</ul>{apart}"
        f"<h2>Who are you?</h2><ul>{buttons}</ul></form></body></html>"
    )
