"""What the organisers read of a report, and a member of an empty profile."""

from handlers.kit.blocks import actions, button, context, message, quote, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.people import Person, get_person
from storage.profiles import get_details, get_report


def report(ctx: RenderContext) -> Message | None:
    """Who reports whom, and why; nothing once the report is no longer kept."""
    found = get_report(ctx.session, int(ctx.posting.subject.removeprefix("report:")))
    if found is None:
        return None
    people = [get_person(ctx.session, one) for one in (found.reporter_id, found.subject_id)]
    reporter, subject = (_said(one) if one else "" for one in people)
    t = ctx.t
    said = t("{reporter} reports a misuse of the directory by {subject}", reporter=reporter, subject=subject)
    return message(said, rich("{said}", said=said), quote(found.word), context(t.date(found.at)))


def _said(person: Person) -> str:
    return f"{person.name} ({person.company})" if person.company else person.name


def profile_due(ctx: RenderContext) -> Message | None:
    """To a member: the profile says nothing; then, that it does."""
    if ctx.reader is None:
        return None
    t, written = ctx.t, get_details(ctx.session, ctx.reader.id)
    if written:
        said = t("✅ Profile completed: thank you.")
        return message(said, rich("{said}", said=said)) if ctx.posting.ts else None
    said = t("Profile to complete: what you do, what you may be asked")
    why = t("Colleagues find you by it. You choose who sees each line.")
    fill = button(t("Complete my profile…"), "directory.profile", primary=True)
    return message(said, rich("*{said}*\n{why}", said=said, why=why), actions(fill))
