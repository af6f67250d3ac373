"""Topics: members propose, support and discuss; organisers merge, shortlist, decline (article CONTRIBUER)."""

from club.followup import Matter
from handlers import names
from handlers.choosing.topics import listeners as on
from handlers.choosing.topics import messages, missing, voted, waiting, week
from handlers.choosing.topics import organising as decide
from handlers.kit import missing_posts
from handlers.kit.commands import Command, Theme
from handlers.kit.following import following
from handlers.kit.home import HomeAct
from handlers.kit.lasting import for_days, while_it_stands
from handlers.kit.lines import asking
from handlers.kit.router import Access, Hours, Router
from handlers.words import mark


def register(router: Router) -> None:
    """Members see and propose; organisers alone decide."""
    router.command(
        Command(
            "propose",
            "proposer",
            Theme.CHOOSING,
            mark("propose a study, a programme, an activity or an outside event"),
            keeps=("topic", "step"),
        ),
        on.on_propose,
        Access.MEMBER,
    )
    router.action("topics.propose", on.on_propose)
    router.shortcut("topics.from_message", on.on_message)
    router.view("topics.propose", on.on_proposed)
    router.action("topics.instead", on.on_instead)
    router.command(
        Command(
            "topics",
            "sujets",
            Theme.CHOOSING,
            mark("read, support and comment on topics"),
            keeps=("backing", "comment", "merger", "step"),
            hinted=True,
        ),
        on.on_command,
        Access.MEMBER,
    )
    router.action("topics.list", on.on_list)
    router.action("topics.filter", on.on_filter)
    router.action("topics.show", on.on_show)
    router.action("topics.comments", on.on_comments)
    _register_acts(router)
    _register_decisions(router)
    router.posting(names.TOPIC_CARD, messages.card, lasts=while_it_stands)
    router.posting(names.TOPICS_WEEK, week.week, lasts=for_days(7))
    router.sweep(week.tell_week)
    router.posting(names.TOPIC_CHANGED, messages.changed, lasts=for_days(30))
    router.posting(
        names.TOPIC_NEWS, messages.changed, lasts=for_days(30), hours=Hours.DECENT, line=messages.news_line
    )
    router.posting(names.TOPICS_VOTED, voted.voted, lasts=for_days(30), hours=Hours.DECENT)
    router.posting(names.TOPIC_MERGER, messages.merger, lasts=while_it_stands)
    for kind, renderer, line in (
        (names.TOPIC_WAITS, waiting.waits, asking(waiting.waits)),
        (names.TOPIC_OPEN, waiting.undecided, None),
    ):
        router.posting(kind, renderer, lasts=while_it_stands, hours=Hours.DECENT, line=line)
    router.sweep(following(Matter.PROPOSAL, waiting.waiting))
    missing_posts.watch(router, missing.CARDS)
    router.home(40, on.home_part)
    router.home_act(HomeAct(mark("Propose a topic…"), "topics.propose"))
    router.daybook(on.daybook)


def _register_acts(router: Router) -> None:
    router.action("topics.support", on.on_support)
    router.action("topics.carry", on.on_carry)
    router.action("topics.drop", on.on_drop)
    router.action("topics.comment", on.on_comment)
    router.view("topics.comment", on.on_commented)
    router.action("topics.edit", on.on_edit)
    router.view("topics.edit", on.on_edited)
    router.action("topics.withdraw", on.on_withdraw)
    router.view("topics.withdraw", on.on_withdrawn)
    router.action("topics.wish", on.on_wish)
    router.view("topics.wish", on.on_wished)
    router.options("topics.options", on.on_options)


def _register_decisions(router: Router) -> None:
    router.action("topics.shortlist", decide.on_shortlist, Access.ORGANISER)
    router.action("topics.reopen", decide.on_reopen, Access.ORGANISER)
    router.action("topics.decline", decide.on_decline, Access.ORGANISER)
    router.view("topics.decline", decide.on_declined, Access.ORGANISER)
    router.action("topics.merge", decide.on_merge, Access.ORGANISER)
    router.view("topics.merge", decide.on_merged, Access.ORGANISER)
    router.action("topics.grant", decide.on_grant, Access.ORGANISER)
    router.action("topics.turn_down", decide.on_turn_down, Access.ORGANISER)
    router.view("topics.turn_down", decide.on_turned_down, Access.ORGANISER)
