"""From a payload to a service and back."""

from handlers.kit.act import DONE, Act, Reply, View
from handlers.kit.desk import Desk
from handlers.kit.profiles import read_profile
from handlers.kit.refusals import no_entry
from handlers.kit.router import Access, HomePage, Listener, Router, allowed
from handlers.welcome import service, views


def help_command(router: Router) -> Listener:
    """`/prime`, `/prime help`, and every word that is no sub-command."""

    def on_help(act: Act, desk: Desk) -> Reply:
        if not allowed(Access.MEMBER, act.visitor):
            return Reply(no_entry(act.t, act.visitor, desk.club.contact, organisers_only=False))
        asked = act.value and router.words.get(act.value.casefold()) != "help"
        return Reply(views.help_text(router, act.t, act.visitor, act.value if asked else ""))

    return on_help


def home_page(router: Router) -> HomePage:
    """The home tab: a greeting and each feature's part; to others the courteous refusal."""

    def page(act: Act, desk: Desk, said: str) -> View:
        if allowed(Access.MEMBER, act.visitor):
            return views.home(
                act.t, act.member.name, [part(act, desk) for _, part in router.home_parts], said
            )
        return views.closed_home(no_entry(act.t, act.visitor, desk.club.contact, organisers_only=False))

    return page


def home_opened(page: HomePage) -> Listener:
    """The home tab is drawn each time it is opened."""

    def on_home(act: Act, desk: Desk) -> Reply:
        if act.view.get("tab") == "home":
            desk.client.views_publish(user_id=act.slack_id, view=page(act, desk, ""))
        return DONE

    return on_home


def on_message(act: Act, desk: Desk) -> Reply:
    """Words typed to Prime. What Prime itself or another bot says there, and edits, are left alone."""
    if not act.view.get("bot_id") and not act.view.get("subtype"):
        member = allowed(Access.MEMBER, act.visitor)
        service.answer_words(desk, act.slack_id, act.value, act.now, member=member)
    return DONE


def on_user(act: Act, desk: Desk) -> Reply:
    """Somebody joined the workspace, or changed."""
    service.keep_profile(desk, read_profile(act.view["user"]), act.value, act.now)
    return DONE
