"""What is sent about a company's page: to organisers, to publish again; to the contact, for their word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from club.corrections import Correction
from club.ids import CompanyId
from handlers.belonging.companies import views
from handlers.belonging.companies.matter import CompanyCard, look
from handlers.belonging.shared.company_page import asked_for, outcome
from handlers.kit.blocks import Block, actions, button, context, message, quote, rich
from handlers.kit.following import again, is_call
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import row_of, settled
from handlers.kit.published import list_changed
from handlers.kit.router import RenderContext
from handlers.words import Translator, mark
from storage.corrections import correction_of, get_correction
from storage.exported import get_exported
from storage.people import get_person

CHANGES: Mapping[str, str] = {
    "withdrawn": mark("➡️ {company} withdraws from the directory: publish it again, without the company."),
    "uncontact": mark("➡️ {company}: the contact withdraws. Publish the directory again, without the name."),
}
SHOWN = 5
"""Companies that a line names."""


def _card(ctx: RenderContext) -> CompanyCard | None:
    company = ctx.posting.subject.removeprefix("company:")
    return look(ctx.session, CompanyId(int(company)), ctx.services.club.quota)


def publish(ctx: RenderContext) -> Message | None:
    """To organisers: something must no longer be public. Nothing where it was overtaken meanwhile."""
    card = _card(ctx)
    what, _, consent = ctx.posting.moment.partition(":")
    if card is None or what not in CHANGES:
        return None
    said = ctx.t(CHANGES[what], company=card.page.name)
    if _holds(card, what, int(consent)) and not _handed_out(ctx):
        return message(said, rich("{said}", said=said), actions(_files(ctx.t)))
    return _settled(ctx, card.page.name) if ctx.posting.ts else None


def _holds(card: CompanyCard, what: str, consent: int) -> bool:
    if what == "withdrawn":
        last = card.last
        return last is not None and last.id == consent and not last.live
    return card.agreed is not None and card.contact_since is None


def _handed_out(ctx: RenderContext) -> bool:
    """Whether the files left Prime since this was queued."""
    last, queued = get_exported(ctx.session).at, ctx.posting.queued_at
    return last is not None and queued is not None and last > queued


def _files(t: Translator) -> Block:
    return button(t("Publish the directory"), views.PUBLISH, primary=True)


def directory(ctx: RenderContext) -> Message | None:
    """To organisers: the directory is to be published again; then, who got its files and when."""
    changed, t = list_changed(ctx.session), ctx.t
    if not changed or _handed_out(ctx):  # what changes afterwards has a message of its own
        return _settled(ctx, t("Directory")) if ctx.posting.ts else None
    rest = len(changed) - SHOWN
    shown = changed[:SHOWN] + ([t.plural("{n} other", "{n} others", rest)] if rest > 0 else [])
    said = t("➡️ Directory to publish again: {companies}", companies=t.list(shown))
    why = t("These pages changed since its files were last handed out.")
    correct = button(t("Ask for a correction…"), views.CHANGES)
    return message(said, rich("{said}", said=said), context(why), actions(_files(t), correct))


def _settled(ctx: RenderContext, about: str) -> Message:
    t, last = ctx.t, get_exported(ctx.session)
    by = get_person(ctx.session, last.by) if last.by else None
    if last.at is None:
        said = t("Nothing to publish any more.")
    elif by:
        said = t("✅ Files handed to {name}, {date}", name=by.name, date=t.date(last.at))
    else:
        said = t("✅ Files written on the server, {date}", date=t.date(last.at))
    return message(f"{about}{t(': ')}{said}", rich("*{about}*\n{said}", about=about, said=said))


def page_due(ctx: RenderContext) -> Message | None:
    """To a company's members: nobody has completed its page; then, who did and when."""
    card = _card(ctx)
    if card is None or ctx.reader is None or ctx.reader.company_id != card.company:
        return None
    t, page = ctx.t, card.page
    if page.content:
        by, date = page.changed_by, t.date(page.changed_at) if page.changed_at else ""
        said = t("✅ Page completed by {name}, {date}", name=by or t("a former member"), date=date)
        return message(f"{page.name}{t(': ')}{said}", rich("*{name}*\n{said}", name=page.name, said=said))
    said = t("Public page to complete: {company}", company=page.name)
    why = t("Without it your company is not in the public directory. Nothing is public before you agree.")
    see = button(t("Open"), "companies.open", about=page.name, primary=True)
    return message(said, rich("*{said}*\n{why}", said=said, why=why), actions(see))


def correction(ctx: RenderContext) -> Message | None:
    """To a company's members: what organisers ask to be corrected; then, what became of it."""
    one = _correction(ctx)
    if one is None or ctx.reader is None or ctx.reader.company_id != one.company:
        return None
    if one.open:
        said = _asked(ctx.t, one)
        return again(ctx.t, said) if is_call(ctx.posting.moment) else said
    return _answered(ctx.t, one) if ctx.posting.ts else None


def correction_line(ctx: RenderContext) -> Line | None:
    """The same among others; what somebody wrote stands below, for an e-mail has none of it."""
    one, said = _correction(ctx), correction(ctx)
    if one is None or said is None:
        return None
    if not one.open:
        return settled(said)
    asked = ctx.t("Asked by {name}, until {date}", name=one.asker_name, date=ctx.t.day(one.until))
    text = ctx.t("Correction of the page asked: {company}", company=one.company_name)
    return Line(text, more=f"{one.wording}\n{asked}".strip(), limit=one.until, buttons=row_of(said))


def _correction(ctx: RenderContext) -> Correction | None:
    return get_correction(ctx.session, correction_of(ctx.posting.moment))


def _asked(t: Translator, one: Correction) -> Message:
    said = t("Correction of the page asked: {company}", company=one.company_name)
    made = message(
        f"{said}{t(': ')}{one.wording}",
        rich("*{said}*", said=said),
        *asked_for(t, one),
        actions(
            button(t("Correct the page…"), "companies.correct", one.id, about=one.company_name, primary=True),
            button(t("Leave it as it is…"), "companies.keep", one.id, about=one.company_name),
        ),
    )
    return replace(made, letter=said)


def _answered(t: Translator, one: Correction) -> Message:
    title, said = t("Correction of the page asked: {company}", company=one.company_name), outcome(t, one)
    return message(
        f"{title}{t(': ')}{said}",
        rich("*{title}*\n{said}", title=title, said=said),
        quote(one.reason) if one.reason else None,
    )


def correction_asked(ctx: RenderContext) -> Message | None:
    """To the organiser who asked: that it waits; then what came of it, in its place and as news."""
    one = _correction(ctx)
    if one is None:
        return None
    if not one.open:
        return _answered(ctx.t, one)
    t = ctx.t
    title = t("Correction of the page asked: {company}", company=one.company_name)
    said = t("⏳ Their answer is awaited until {date}", date=t.day(one.until))
    return message(
        f"{title}{t(': ')}{said}",
        rich("*{title}*\n{said}", title=title, said=said),
        quote(one.wording) if one.wording else None,
        actions(button(t("Take the request back"), "companies.uncorrect", one.id, about=one.company_name)),
    )


def correction_due(ctx: RenderContext) -> datetime | None:
    """Until when somebody may answer it."""
    one = _correction(ctx)
    return one.until if one else None


def contact(ctx: RenderContext) -> Message | None:
    """To the person named: asks for their own agreement; then, in its place, what holds."""
    card = _card(ctx)
    if card is None or ctx.reader is None:
        return None
    if card.contact.member != ctx.reader.id and not ctx.posting.ts:
        return None
    said = views.asked(ctx.t, card, ctx.reader.id)
    waits = card.contact.member == ctx.reader.id and not card.contact_since
    return again(ctx.t, said) if waits and is_call(ctx.posting.moment) else said
