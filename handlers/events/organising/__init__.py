"""What organisers do with events: create, publish, change and cancel them, see who comes, record who came."""

from club.followup import Matter
from handlers import names
from handlers.events.organising import (
    attending,
    dated,
    daybook,
    halves_form,
    hosted,
    ids,
    messages,
    repeat_form,
    sweeps,
)
from handlers.events.organising import listeners as on
from handlers.events.shared.dates import DATED
from handlers.kit import missing_posts
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, until_end
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in, for organisers alone (members who type the command are led to their own events), and
    every message that goes out by itself."""
    organiser = Access.ORGANISER
    router.command(
        Command(
            "event",
            "activite",
            Theme.ORGANISING,
            mark("create, publish and follow events"),
            keeps=("rsvp", "event_care", "gate_list", "gate_told"),
            also=("events", "activites", "evenement", "evenements", "evenement(s)"),
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action(ids.LIST_PAGE, on.on_page, organiser)
    router.action(ids.NEW, on.on_new, organiser)
    router.action(ids.EDIT, on.on_edit, organiser)
    router.action(ids.DUPLICATE, on.on_duplicate, organiser)
    router.action(ids.REPEAT, repeat_form.on_repeat, organiser)
    router.action(ids.HALVES, halves_form.on_halves, organiser)
    router.view(ids.HALVING, halves_form.on_halving, organiser)
    router.view(ids.REPEATING, repeat_form.on_repeating, organiser)
    router.action(ids.HOSTED, hosted.on_hosted, organiser)
    router.action(DATED, dated.on_dated, organiser)
    router.action(ids.PUBLISH, on.on_publish, organiser)
    router.action(ids.CANCEL, on.on_cancel, organiser)
    router.action(ids.REMIND, on.on_remind, organiser)
    router.action(ids.EXPORT, on.on_export, organiser)
    router.action(ids.ANSWERS, attending.on_answers, organiser)
    router.action(ids.ANSWERS_PAGE, attending.on_answers_page, organiser)
    router.action(ids.ATTENDANCE, attending.on_attendance, organiser)
    router.action(ids.ATTENDANCE_BACK, attending.on_attendance_back, organiser)
    router.view(ids.FORM, on.on_form, organiser)
    router.view(ids.CANCELLING, on.on_cancelling, organiser)
    router.view(ids.ATTENDING, attending.on_attending, organiser)
    router.options(ids.HOST, on.on_hosts, organiser)
    router.posting(names.MOVED, messages.moved, lasts=until_end)
    router.posting(names.CANCELLED, messages.called_off, lasts=until_end)
    router.posting(names.ATTENDANCE_DUE, messages.attendance, lasts=for_days(8), hours=Hours.DECENT)
    router.sweep(sweeps.watch_ended)
    router.sweep(following(Matter.ATTENDANCE, sweeps.waiting))
    router.posting(names.LIST, messages.answer_list, lasts=for_days(7))
    router.daybook(daybook.events)
    router.home_act(
        HomeAct(mark("Create an event…"), ids.NEW, organiser=True),
        HomeAct(mark("Manage events"), ids.LIST_PAGE, 0, organiser=True),
    )
    missing_posts.watch(router, messages.LOST)
