"""What goes out by itself about dues: to a company's own members, and to the organisers; to no channel."""

from datetime import UTC, date, datetime, time

from club.dues import LAST, Dues, Reminder, is_owed
from handlers.kit.blocks import actions, button, context, message, rich, unescaped
from handlers.kit.interaction import File, Line, Message
from handlers.kit.lasting import DAY, for_days
from handlers.kit.lines import row_of, settled
from handlers.kit.router import RenderContext
from handlers.living.dues import export as csv
from handlers.living.dues import views
from storage.dues import dues_of, get_dues, list_payments, list_readers, list_year_dues, reads_dues
from storage.people import Role


def call(ctx: RenderContext) -> Message | None:
    """To a member of the company: what it owes, kept current."""
    dues = _own(ctx)
    if dues is None:
        return _followed(ctx)
    readers = [name for name, _ in list_readers(ctx.session, dues.company_id)]
    head = views.title(ctx.t, dues)
    small = context(views.read_by(ctx.t, readers), ctx.t(views.NO_EFFECT))
    return message(f"{head} · {views.standing(ctx.t, dues)}", *views.card(ctx.t, dues), small)


def nudge(ctx: RenderContext) -> Message | None:
    """A reminder; None once the company paid, said that it did, or talks of it, unless it stands already."""
    dues, reminder = _own(ctx), _about(ctx)
    if dues is None:
        return _followed(ctx)
    if not _waits(dues, reminder):
        return _answered(ctx, dues) if ctx.posting.ts else None
    said = _reminder(ctx, dues, reminder)
    return message(said, rich("{said}", said=said), *views.card(ctx.t, dues), context(ctx.t(views.NO_EFFECT)))


def nudge_line(ctx: RenderContext) -> Line | None:
    """The same among others: the amount stands in the line itself, never in what notifies of it."""
    dues, said = _own(ctx), nudge(ctx)
    if said is None:
        return None
    if dues is None:
        return settled(said)  # others follow them now: no amount stays where it was told
    if not _waits(dues, _about(ctx)):
        return settled(said)
    more = "\n".join([*views.lines(ctx.t, dues), ctx.t(views.NO_EFFECT)])
    return Line(unescaped(said.text), more=more, buttons=row_of(said))


def until_due(ctx: RenderContext) -> datetime | None:
    """Until the end of the day on which it is due; of a day that is past, for a fortnight."""
    reminder = _about(ctx)
    if reminder.offset > 0:
        return for_days(14)(ctx)
    return datetime.combine(reminder.day + DAY, time(), tzinfo=ctx.services.club.zone).astimezone(UTC)


def _about(ctx: RenderContext) -> Reminder:
    day, _, offset = ctx.posting.moment.rpartition(":")
    return Reminder(date.fromisoformat(day), int(offset))


def _waits(dues: Dues, reminder: Reminder) -> bool:
    return not dues.quiet and is_owed(dues, reminder.day)


def _answered(ctx: RenderContext, dues: Dues) -> Message:
    said = ctx.t("✅ {what}: noted.", what=views.title(ctx.t, dues))
    return message(said, rich("{said}", said=said), actions(button(ctx.t("See the dues"), views.OPEN, 0)))


def _reminder(ctx: RenderContext, dues: Dues, reminder: Reminder) -> str:
    t, year = ctx.t, str(dues.year)
    if reminder.offset <= 0:
        return t("Dues of {year}: to be paid by {date}", year=year, date=t.day(reminder.day))
    late = t("Dues of {year}: no payment noted yet.", year=year)
    if reminder.offset < LAST:
        asked = t("Already paid?")
    else:
        contact = ctx.services.club.contact or t("the organisers of the club")
        asked = t("A difficulty? {contact}.", contact=contact)
    return f"{late} {asked}"


def told(ctx: RenderContext) -> Message | None:
    """To organisers: a company says that it has paid, or with whom it is to be settled."""
    dues = get_dues(ctx.session, dues_of(ctx.posting.subject))
    if dues is None or not _organises(ctx):
        return None
    t = ctx.t
    head = t("{company}: dues of {year}", company=dues.company, year=str(dues.year))
    note = button(t("Note a payment…"), views.PAY, dues.id, about=dues.company)
    said = "\n".join(views.lines(t, dues))
    return message(head, rich("*{head}*\n{said}", head=head, said=said), actions(note) if dues.left else None)


def export(ctx: RenderContext) -> File | None:
    """A year's dues as a CSV file, to organisers alone."""
    if not _organises(ctx):
        return None
    year = int(ctx.posting.subject.partition(":")[2])
    dues = list_year_dues(ctx.session, year)
    payments = list_payments(ctx.session, [one.id for one in dues])
    name, comment = ctx.t("dues"), ctx.t("Dues of {year}", year=str(year))
    return File(f"{year}-{name}.csv", csv.file_of(ctx.t, dues, payments), comment)


def _own(ctx: RenderContext) -> Dues | None:
    """The call, for a reader who represents its company now, and is to read its dues."""
    dues = _colleagues(ctx)
    if dues is None or ctx.reader is None or not reads_dues(ctx.session, dues.company_id, ctx.reader.id):
        return None
    return dues


def _colleagues(ctx: RenderContext) -> Dues | None:
    """The call, for a reader who represents its company now."""
    dues, reader = get_dues(ctx.session, dues_of(ctx.posting.subject)), ctx.reader
    if dues is None or reader is None or not reader.active or reader.company_id != dues.company_id:
        return None
    return dues


def _followed(ctx: RenderContext) -> Message | None:
    """In the place of what somebody read who is to read it no more: who follows it, and no figure."""
    dues = _colleagues(ctx) if ctx.posting.ts else None
    if dues is None:
        return None
    said = views.followed_by(ctx.t, [name for name, _ in list_readers(ctx.session, dues.company_id)])
    return message(said, rich("{said}", said=said))


def _organises(ctx: RenderContext) -> bool:
    return ctx.reader is not None and ctx.reader.active and ctx.reader.role is Role.ORGANISER
