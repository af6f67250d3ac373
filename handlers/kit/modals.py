"""Where a modal goes: a new one, on top of the one that asks for it, or in its place."""

from handlers.kit.blocks import aside
from handlers.kit.interaction import DONE, Interaction, Reply, View
from handlers.kit.services import Services


def on_top(interaction: Interaction, services: Services, view: View) -> Reply:
    """On top of the modal that asks for it, else as a new one.

    Slack stacks three at most (docs.slack.dev, modals). The third gives its place to the next, unless it is a
    form: what was typed there is kept.
    """
    if interaction.view.get("type") != "modal":
        services.client.views_open(trigger_id=interaction.trigger_id, view=dict(view))
    elif not _is_third(interaction.view):
        services.client.views_push(trigger_id=interaction.trigger_id, view=dict(view))
    elif "submit" not in interaction.view or interaction.view["submit"] is None:
        services.client.views_update(view_id=interaction.view_id, view=dict(view))
    else:
        said = interaction.t("Slack shows three windows at most: close one first.")
        return Reply(aside(said))
    return DONE


def _is_third(view: View) -> bool:
    before = view.get("previous_view_id")
    return bool(before) and before != view.get("root_view_id")
