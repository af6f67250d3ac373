"""`views.*`.

Source: https://docs.slack.dev/reference/methods/views.open
"""

from sandbox import views
from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json


def open_view(core: Core, args: Args) -> Json:
    """Open a modal with a fresh trigger; from an open modal it stands on top of it."""
    view = views.build(core, args.json("view", "invalid_arguments"), ("modal",))
    trigger = core.triggers.spend(args.text("trigger_id"))
    if trigger.view is not None and core.workspace.stacks.get(trigger.user):
        return {"view": views.shown(views.push(core, trigger.user, view))}
    return {"view": views.shown(views.open_fresh(core, trigger.user, view))}


def push(core: Core, args: Args) -> Json:
    """Put a modal on top of the one that the trigger comes from.

    Source: https://docs.slack.dev/reference/methods/views.push
    """
    view = views.build(core, args.json("view", "invalid_arguments"), ("modal",))
    trigger = core.triggers.spend(args.text("trigger_id"))
    if trigger.view is None or not core.workspace.stacks.get(trigger.user):
        raise ApiError("not_found")
    return {"view": views.shown(views.push(core, trigger.user, view))}


def update(core: Core, args: Args) -> Json:
    """Replace an open view by `view_id` or `external_id`; `hash_conflict` when it changed meanwhile.

    Source: https://docs.slack.dev/reference/methods/views.update
    """
    if "view_id" not in args and "external_id" not in args:
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: view_id"])
    view = views.build(core, args.json("view", "invalid_arguments"), ("modal", "home"))
    with core.workspace.changed:
        found = views.find(core.workspace, args.text("view_id"), args.text("external_id"))
        if found is None or found[1]["type"] != view["type"]:
            raise ApiError("not_found")
        if "hash" in args and args.text("hash") != found[1]["hash"]:
            raise ApiError("hash_conflict")
        return {"view": views.shown(views.replace(core, found[1], view))}


def publish(core: Core, args: Args) -> Json:
    """Show a home tab to one person.

    Source: https://docs.slack.dev/reference/methods/views.publish
    """
    ws = core.workspace
    user = args.text("user_id") or ""
    if user not in ws.users:
        raise ApiError("user_not_found")
    if not ws.manifest.home_tab:
        raise ApiError("not_enabled")
    view = views.build(core, args.json("view", "invalid_arguments"), ("home",))
    with ws.changed:
        old = ws.homes.get(user)
        if "hash" in args and old is not None and args.text("hash") != old["hash"]:
            raise ApiError("hash_conflict")
        if old is not None:
            return {"view": views.shown(views.replace(core, old, view))}
    with ws.change():
        ws.homes[user] = view
    return {"view": views.shown(view)}


METHODS = {
    "views.open": Method(open_view, None, 4, ("trigger_id", "view")),
    "views.push": Method(push, None, 4, ("trigger_id", "view")),
    "views.update": Method(update, None, 4, ("view",)),
    "views.publish": Method(publish, None, 4, ("user_id", "view")),
}
