"""Finding a date: slots, who can come, and the event that is made of one of them (article FACILITER)."""

from handlers import names
from handlers.events.dates import answering, ids, messages, service, sweeps
from handlers.events.dates import listeners as on
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, until_deadline, until_end, while_it_stands
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Organisers search, whoever is asked answers; an event is made by `organising`."""
    router.command(
        Command(
            "date",
            "date",
            Theme.EVENTS,
            mark("say which dates suit you; organisers: find a date"),
            keeps=("date_poll", "date_answer", "date_invited"),
            also=("dates",),
        ),
        on.on_command,
        Access.MEMBER,
    )
    _register_searching(router)
    router.action(ids.ANSWER, answering.on_answer)
    router.view(ids.ANSWERING, answering.on_answered)
    router.action(ids.NONE_FITS, answering.on_none_fits)
    _register_postings(router)
    router.awaits(messages.ahead, names.DATES_ASKED)
    router.sweep(sweeps.look_after)
    router.membership.ceases.append(service.ceases)
    router.membership.lead_changed.append(service.lead_changed)


def _register_searching(router: Router) -> None:
    organiser = Access.ORGANISER
    router.action(ids.PAGE, on.on_page, organiser)
    router.action(ids.NEW, on.on_new, organiser)
    router.home_act(HomeAct(mark("Find a date…"), ids.NEW, organiser=True))
    router.action(ids.ADD, on.on_add, organiser)
    router.action(ids.CIRCLE, on.on_circle, organiser)
    router.view(ids.FORM, on.on_form, organiser)
    router.action(ids.FOR_GROUP, on.on_for_group)
    router.view(ids.FOR_GROUP, on.on_for_group_sent)
    router.options(ids.TOPIC, on.on_topics, organiser)
    router.options(ids.GROUP, on.on_groups, organiser)
    router.options(ids.COMPANY, on.on_companies, organiser)
    router.action(ids.SHOW, on.on_show, organiser)
    router.action(ids.VOICES, on.on_voices, organiser)
    router.action(ids.EXTEND, on.on_extend)
    router.view(ids.EXTENDING, on.on_extended)
    router.action(ids.GIVE_UP, on.on_give_up)
    router.view(ids.GIVING_UP, on.on_given_up)


def _register_postings(router: Router) -> None:
    router.posting(
        names.DATES_ASKED,
        messages.asked,
        lasts=messages.until_answers_close,
        hours=Hours.DECENT,
        line=messages.asked_line,
        ahead=messages.ahead,
    )
    router.posting(names.DATES_GRID, messages.grid, lasts=while_it_stands)
    router.posting(
        names.DATES_OVER,
        messages.over,
        lasts=while_it_stands,
        hours=Hours.DECENT,
        line=messages.over_line,
    )
    router.posting(names.DATES_CANCELLED, messages.cancelled, lasts=for_days(30))
    confirms = asking(messages.kept, until_deadline)
    router.posting(names.DATES_KEPT, messages.kept, lasts=until_end, line=confirms)
