"""What goes out by itself about dues: to a company's own members, and to the organisers; to no channel."""

from datetime import date

from club.dues import LAST, Dues, Reminder, is_owed
from handlers.kit.blocks import actions, button, context, message, rich
from handlers.kit.interaction import File, Message
from handlers.kit.router import RenderContext
from handlers.living.dues import export as csv
from handlers.living.dues import views
from storage.dues import dues_of, get_dues, list_payments, list_readers, list_year_dues
from storage.people import Role


def call(ctx: RenderContext) -> Message | None:
    """To a member of the company: what it owes, kept current."""
    dues = _own(ctx)
    if dues is None:
        return None
    readers = [name for name, _ in list_readers(ctx.session, dues.company_id)]
    head = views.title(ctx.t, dues)
    small = context(views.read_by(ctx.t, readers), ctx.t(views.NO_EFFECT))
    return message(f"{head} · {views.standing(ctx.t, dues)}", *views.card(ctx.t, dues), small)


def nudge(ctx: RenderContext) -> Message | None:
    """A reminder; None once the company paid, said that it did, or talks of it."""
    dues = _own(ctx)
    day, _, offset = ctx.posting.moment.rpartition(":")
    reminder = Reminder(date.fromisoformat(day), int(offset))
    if dues is None or dues.quiet or not is_owed(dues, reminder.day):
        return None
    said = _reminder(ctx, dues, reminder)
    return message(said, rich("{said}", said=said), *views.card(ctx.t, dues), context(ctx.t(views.NO_EFFECT)))


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
    """The call, for a reader who represents its company now."""
    dues = get_dues(ctx.session, dues_of(ctx.posting.subject))
    reader = ctx.reader
    if dues is None or reader is None or not reader.active or reader.company_id != dues.company_id:
        return None
    return dues


def _organises(ctx: RenderContext) -> bool:
    return ctx.reader is not None and ctx.reader.active and ctx.reader.role is Role.ORGANISER
