"""What the organisers read of a report."""

from handlers.kit.blocks import context, message, quote, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.people import Person, get_person
from storage.profiles import get_report


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
