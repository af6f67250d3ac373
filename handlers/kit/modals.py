"""Where a modal goes: a new one, on top of the one that asks for it, or in its place."""

from handlers.kit.act import DONE, Act, Reply, View
from handlers.kit.blocks import aside
from handlers.kit.desk import Desk


def on_top(act: Act, desk: Desk, view: View) -> Reply:
    """On top of the modal that asks for it, else as a new one.

    Slack stacks three at most (docs.slack.dev, modals). The third gives its place to the next, unless it is a
    form: what was typed there is kept.
    """
    if act.view.get("type") != "modal":
        desk.client.views_open(trigger_id=act.trigger_id, view=dict(view))
    elif not _is_third(act.view):
        desk.client.views_push(trigger_id=act.trigger_id, view=dict(view))
    elif "submit" not in act.view or act.view["submit"] is None:
        desk.client.views_update(view_id=act.view_id, view=dict(view))
    else:
        said = act.t("Slack shows three windows at most: close one first.")
        return Reply(aside(said))
    return DONE


def _is_third(view: View) -> bool:
    before = view.get("previous_view_id")
    return bool(before) and before != view.get("root_view_id")
