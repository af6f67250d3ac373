"""Ballots: prepared, opened, extended, closed and called off by organisers; their card; who has voted."""

from handlers import names
from handlers.choosing.ballots import daybook, ids, messages, public, sweeps, yearly
from handlers.choosing.ballots import listeners as on
from handlers.choosing.ballots import motion_listeners as motions
from handlers.kit import missing_posts
from handlers.kit.commands import Command, Theme
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, until_closing, while_it_stands
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Every way in, and every message that goes out by itself."""
    organiser = Access.ORGANISER
    router.command(
        Command(
            "ballot",
            "scrutin",
            Theme.ORGANISING,
            mark("prepare, open and follow ballots"),
            keeps=("ballot", "voter"),
        ),
        on.on_command,
        organiser,
    )
    router.action(ids.LIST, on.on_list, organiser)
    router.action(ids.NEW, on.on_new, organiser)
    router.action(ids.EDIT, on.on_edit, organiser)
    router.action(ids.OPEN, on.on_open, organiser)
    router.action(ids.EXTEND, on.on_extend, organiser)
    router.action(ids.CLOSE, on.on_close, organiser)
    router.action(ids.CANCEL, on.on_cancel, organiser)
    router.action(ids.CONSULT, on.on_consult, organiser)
    router.view(ids.CONSULTING, on.on_consulting, organiser)
    router.action(ids.AGAIN, on.on_again, organiser)
    router.view(ids.AGAIN_ASKED, on.on_again_asked, organiser)
    router.action(ids.EVALUATE, on.on_evaluate, organiser)
    router.action(ids.REPOST, on.on_repost, organiser)
    router.view(ids.FIRST, on.on_first, organiser)
    router.view(ids.SECOND, on.on_second, organiser)
    router.view(ids.EXTENDING, on.on_extending, organiser)
    router.view(ids.CLOSING, on.on_closing, organiser)
    router.view(ids.CANCELLING, on.on_cancelling, organiser)
    router.options(ids.TOPIC, on.on_topic_search, organiser)
    router.options(ids.WORK, on.on_work_search, organiser)
    _register_motions(router)
    router.action(ids.TOPICS, public.on_topics)
    router.action(ids.TOPICS_PAGE, public.on_topics_page)
    router.action(ids.RULES, public.on_rules)
    router.action(ids.WHO, public.on_who)
    router.action(ids.WHO_PAGE, public.on_who_page)
    router.posting(names.BALLOT_CARD, messages.card, lasts=until_closing)
    router.posting(names.BALLOT_OPENING, messages.opening, lasts=for_days(30))
    router.posting(
        names.BALLOT_OPENED,
        messages.opened,
        lasts=until_closing,
        hours=Hours.DECENT,
        line=messages.opened_line,
    )
    router.posting(
        names.BALLOT_NUDGE, messages.nudge, lasts=until_closing, hours=Hours.DECENT, line=messages.nudge_line
    )
    router.posting(names.BALLOT_EXTENDED, messages.extended, lasts=until_closing)
    router.posting(names.BALLOT_CANCELLED, messages.called_off, lasts=for_days(30))
    router.posting(names.BALLOT_HELD, messages.held, lasts=while_it_stands)
    router.posting(names.CHOICE_DUE, messages.choice_due, lasts=for_days(60), hours=Hours.DECENT)
    missing_posts.watch(router, messages.LOST)
    router.daybook(daybook.votes)
    router.home_act(HomeAct(mark("Manage the ballots"), ids.LIST, 0, organiser=True))
    router.awaits(public.uncast, names.BALLOT_OPENED, names.BALLOT_NUDGE)
    router.sweep(sweeps.turn, prompt=True)
    router.sweep(sweeps.remind)
    router.sweep(sweeps.wipe)
    router.sweep(yearly.foresee)


def _register_motions(router: Router) -> None:
    organiser = Access.ORGANISER
    router.action(ids.MOTION, on.on_topic, organiser)
    router.action(ids.MOTIONS, motions.on_motions, organiser)
    router.action(ids.MOTION_NEW, motions.on_new, organiser)
    router.action(ids.MOTION_EDIT, motions.on_edit, organiser)
    router.action(ids.MOTION_DROP, motions.on_drop, organiser)
    router.action(ids.MOTION_MORE, motions.on_more, organiser)
    router.action(ids.MOTION_ANOTHER, on.on_another_motion, organiser)
    router.view(ids.MOTION_SAVE, motions.on_save, organiser)
    router.action(ids.MOTION_TEXT, public.on_motion_text)
