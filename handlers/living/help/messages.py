"""What renders the postings about a question; each of them is kept current."""

from club.ids import HelpId
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.living.help import asked_views, club_views, views
from handlers.living.help.reading import Shown, look, look_mine, look_offer
from storage.asked import get_report
from storage.people import get_person
from storage.questions import get_published, get_question, question_of


def _number(ctx: RenderContext) -> int:
    return int(ctx.posting.moment.partition(":")[2])


def _shown(ctx: RenderContext) -> Shown | None:
    return look(ctx.session, question_of(ctx.posting.subject))


def question(ctx: RenderContext) -> Message | None:
    """To the asker: how it stands."""
    shown = _shown(ctx)
    return views.own(ctx.t, shown, ctx.services.club.contact) if shown else None


def asked(ctx: RenderContext) -> Message | None:
    """To one of those asked."""
    if ctx.reader is None:
        return None
    mine = look_mine(ctx.session, question_of(ctx.posting.subject), ctx.reader.id)
    return asked_views.asked(ctx.t, mine) if mine else None


def answer(ctx: RenderContext) -> Message | None:
    """To the asker: somebody can help."""
    offer = look_offer(ctx.session, HelpId(_number(ctx)))
    return views.offer(ctx.t, offer) if offer else None


def organiser(ctx: RenderContext) -> Message | None:
    """To organisers: nobody could help."""
    shown = _shown(ctx)
    return club_views.organiser(ctx.t, shown) if shown else None


def card(ctx: RenderContext) -> Message | None:
    """To the channel: a question for all."""
    shown = _shown(ctx)
    return club_views.card(ctx.t, shown) if shown else None


def thanks(ctx: RenderContext) -> Message | None:
    """To whoever helped. Who asked is named where they met, or asked with their name."""
    found = get_question(ctx.session, question_of(ctx.posting.subject))
    if found is None or ctx.reader is None:
        return None
    mine = look_mine(ctx.session, found.id, ctx.reader.id)
    return asked_views.thanks(ctx.t, found, mine.shown.asker if mine else None)


def sentence(ctx: RenderContext) -> Message | None:
    """To the channel: what came of a question."""
    found = get_published(ctx.session, question_of(ctx.posting.subject))
    return club_views.published(ctx.t, found) if found else club_views.unpublished(ctx.t)


def report(ctx: RenderContext) -> Message | None:
    """To organisers: an abuse."""
    found, shown = get_report(ctx.session, _number(ctx)), _shown(ctx)
    if found is None or shown is None:
        return None
    return club_views.report(ctx.t, shown, found, get_person(ctx.session, found.reporter_id))
