"""The page on which somebody lets an app into the workspace, and where they are sent then.

Source: https://docs.slack.dev/authentication/installing-with-oauth
"""

from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

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
    if not scopes or not set(scopes) <= set(manifest.scopes):
        raise ApiError("invalid_scope")
    known = manifest.redirect_urls
    wanted = found.get("redirect_uri") or (known[0] if known else "")
    if not any(wanted.startswith(one) for one in known):
        raise ApiError("bad_redirect_uri")
    return found | {"redirect_uri": wanted}


def allow(core: Core, user: str, address: str) -> str:
    """The person says yes: the app's address with a code, and the `state` as it was given."""
    wanted = asked(core, address)
    ws = core.workspace
    code = f"{len(core.codes) + 1}.{ws.scribble(24).lower()}"
    core.codes[code] = InstallCode(wanted["redirect_uri"], user, ws.now())
    query = urlencode({"code": code, "state": wanted.get("state", "")})
    mark = "&" if "?" in wanted["redirect_uri"] else "?"
    return f"{wanted['redirect_uri']}{mark}{query}"


def page(core: Core, wanted: dict[str, str], query: str) -> str:
    """The page itself: who asks for what, and a link for each person who may say yes."""
    ws = core.workspace
    people = [user for user in ws.users.values() if not (user["is_bot"] or user["deleted"])]
    links = "".join(
        f'<li><a href="/oauth/v2/allow?{escape(query)}&amp;as={user["id"]}">'
        f"{escape(user['real_name'])}: Allow</a></li>"
        for user in people
    )
    scopes = "".join(f"<li>{escape(one)}</li>" for one in wanted["scope"].split(","))
    name = escape(ws.manifest.name)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Install {name}</title></head><body>'
        f"<h1>{name} is requesting permission to access Sandbox</h1><ul>{scopes}</ul>"
        f"<h2>Who are you?</h2><ul>{links}</ul></body></html>"
    )
