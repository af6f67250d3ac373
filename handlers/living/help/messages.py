"""What renders the postings about a question; each of them is kept current."""

from dataclasses import replace
from datetime import UTC, datetime, time

from club.ids import HelpId
from handlers.kit.interaction import Line, Message
from handlers.kit.lasting import DAY
from handlers.kit.lines import asking, settled
from handlers.kit.router import RenderContext
from handlers.living.help import asked_views, club_views, views
from handlers.living.help.reading import Mine, Shown, look, look_mine, look_offer
from handlers.living.help.sentences import OVER, title_of
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
    """To one of those asked; None where it is answered or over before it comes."""
    mine = _mine(ctx)
    return asked_views.asked(ctx.t, mine) if mine and (ctx.posting.ts or mine.waits) else None


def asked_line(ctx: RenderContext) -> Line | None:
    """The same among others: the question, who asks, by when; then the answer, and contact details."""
    mine, said = _mine(ctx), asked(ctx)
    if mine is None or said is None:
        return None
    return asked_views.line(ctx.t, mine, said)


def offered(ctx: RenderContext) -> Message | None:
    """To whoever said that they can help, where no message asked them: what becomes of it."""
    mine = _mine(ctx)
    return asked_views.asked(ctx.t, mine) if mine else None


def until_wanted(ctx: RenderContext) -> datetime | None:
    """Until the end of the day by which help is wanted, if there is one."""
    found = get_question(ctx.session, question_of(ctx.posting.subject))
    if found is None or found.draft.wanted_by is None:
        return None
    return datetime.combine(found.draft.wanted_by + DAY, time(), tzinfo=ctx.services.club.zone).astimezone(
        UTC
    )


def _mine(ctx: RenderContext) -> Mine | None:
    if ctx.reader is None:
        return None
    return look_mine(ctx.session, question_of(ctx.posting.subject), ctx.reader.id)


def answer(ctx: RenderContext) -> Message | None:
    """To the asker: somebody can help."""
    offer = look_offer(ctx.session, HelpId(_number(ctx)))
    return views.offer(ctx.t, offer) if offer else None


def organiser(ctx: RenderContext) -> Message | None:
    """To organisers: nobody could help; None where that is over before it comes."""
    shown = _shown(ctx)
    waits = shown is not None and (ctx.posting.ts or shown.question.open)
    return club_views.organiser(ctx.t, shown) if shown and waits else None


def organiser_line(ctx: RenderContext) -> Line | None:
    """The same among others; then how the question ended."""
    shown, said = _shown(ctx), organiser(ctx)
    if shown is None or said is None:
        return None
    if shown.question.open:
        return asking(organiser)(ctx)
    over = ctx.t(OVER[shown.question.state])
    return replace(settled(said), text=over, more=title_of(ctx.t, shown.question))


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


def thanks_line(ctx: RenderContext) -> Line | None:
    """The same among others, with the sentence that is to be agreed to."""
    found, line = get_question(ctx.session, question_of(ctx.posting.subject)), asking(thanks)(ctx)
    if found is None or line is None:
        return None
    return replace(line, more=asked_views.to_publish(ctx.t, found), news=not found.sentence)


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
