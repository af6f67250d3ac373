"""What is said of a file, as it stands now."""

from collections.abc import Sequence
from typing import Any

from handlers.handed import views
from handlers.kit.handed import FileKind, FileOutcome
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext, Renderer
from storage.handed import HandedStage, get_handed, handed_of
from storage.people import Role


def read(kinds: Sequence[FileKind[Any]]) -> Renderer:
    """To the organiser who handed it over, and to nobody else."""

    def render(ctx: RenderContext) -> Message | None:
        if ctx.reader is None or not ctx.reader.active or ctx.reader.role is not Role.ORGANISER:
            return None
        found = get_handed(ctx.session, handed_of(ctx.posting.subject))
        if found is None:
            return views.gone(ctx.t)
        if found.stage in (HandedStage.RECEIVED, HandedStage.WANTED):
            return views.waiting(ctx.t)
        outcome = FileOutcome.unpacked(found.outcome)
        if outcome.why is not None:
            return views.refused(ctx.t, outcome.why, kinds)
        kind = next((one for one in kinds if one.name == found.kind), None)
        if kind is None:
            return views.gone(ctx.t)
        if found.stage is HandedStage.DONE:
            return views.done(ctx.t, kind, outcome.trial)
        return views.tried(ctx.t, kind, outcome, found.id)

    return render


def not_yours(ctx: RenderContext) -> Message:
    """To whoever dropped a file and organises nothing; of the club it says nothing."""
    return views.not_yours(ctx.t)
