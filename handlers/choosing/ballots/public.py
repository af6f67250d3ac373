"""What members read of a ballot: its topics, its rules, who has voted; and their part of the home tab."""

from club.ballots import Ballot, Option, Purpose
from club.ids import BallotId
from handlers.choosing.ballots import ids, reading, views
from handlers.choosing.ballots.reading import Offered, Roll
from handlers.choosing.shared.ballots import rules_lines, turnout_words
from handlers.kit.act import DONE, Act, Blocks, Reply, View
from handlers.kit.blocks import Block, actions, aside, button, context, cut, link, modal, rich
from handlers.kit.carried import number, numbers
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.kit.paging import turning
from handlers.words import Translator, mark
from storage.people import Role

ABOUT = 400
"""So much of a topic's description; the whole is one click away."""


def on_topics(act: Act, desk: Desk) -> Reply:
    """The options, in this voter's own order."""
    return _on_topics(act, desk, 0)


def on_topics_page(act: Act, desk: Desk) -> Reply:
    """Another page of them, in the same modal."""
    ballot_id, _, page = act.value.partition(":")
    ballot = reading.find(desk, BallotId(number(ballot_id)), act.member)
    if ballot is None:
        return _gone(act, desk)
    return _turned(act, desk, topics(act.t, ballot, *reading.offered(desk, ballot, act.member, number(page))))


def on_motion_text(act: Act, desk: Desk) -> Reply:
    """A resolution, whole."""
    ballot_id, option_id = numbers(act.value, 2)
    ballot = reading.find(desk, BallotId(ballot_id), act.member)
    found = enumerate(ballot.options if ballot else (), 1)
    place, motion = next(((place, one) for place, one in found if one.id == option_id), (0, None))
    if motion is None:
        return _gone(act, desk)
    return on_top(act, desk, motion_text(act.t, place, motion))


def motion_text(t: Translator, place: int, motion: Option) -> Block:
    """To the letter, and where it is read."""
    address = motion.link
    return modal(
        ids.SHOWN,
        t("Resolution {n}", n=place),
        [
            rich("*{title}*", title=motion.title),
            rich("{text}", text=motion.text) if motion.text else None,
            rich("{link}", link=link(address, cut(address, 200))) if address else None,
        ],
        close=t("Close"),
    )


def _on_topics(act: Act, desk: Desk, page: int) -> Reply:
    ballot = reading.find(desk, BallotId(act.number), act.member)
    if ballot is None:
        return _gone(act, desk)
    return on_top(act, desk, topics(act.t, ballot, *reading.offered(desk, ballot, act.member, page)))


def on_rules(act: Act, desk: Desk) -> Reply:
    """Every setting in words."""
    ballot = reading.find(desk, BallotId(act.number), act.member)
    if ballot is None:
        return _gone(act, desk)
    return on_top(act, desk, rules(act.t, desk, ballot))


def on_who(act: Act, desk: Desk) -> Reply:
    """Who has voted."""
    ballot = reading.find(desk, BallotId(act.number), act.member)
    if ballot is None:
        return _gone(act, desk)
    return on_top(act, desk, who(act.t, reading.roll(desk, ballot, act.member, 0)))


def on_who_page(act: Act, desk: Desk) -> Reply:
    """Another page of them, in the same modal."""
    ballot_id, _, page = act.value.partition(":")
    ballot = reading.find(desk, BallotId(number(ballot_id)), act.member)
    if ballot is None:
        return _gone(act, desk)
    return _turned(act, desk, who(act.t, reading.roll(desk, ballot, act.member, number(page))))


def home(act: Act, desk: Desk) -> Blocks:
    """Votes that await this member."""
    return views.home_awaiting(act.t, reading.awaiting(desk, act.member, act.now))


def home_organiser(act: Act, desk: Desk) -> Blocks:
    """The ballots that organisers have in hand."""
    if act.member.role is not Role.ORGANISER:
        return []
    return views.home_votes(act.t, reading.current(desk))


def topics(t: Translator, ballot: Ballot, shown: list[Offered], page: int, total: int) -> Block:
    """What is voted on, ten a page; the order is this voter's own, and fair among all."""
    first = page * reading.SHOWN + 1
    drawn = "" if ballot.purpose is Purpose.MOTION else t("in an order drawn for you")
    blocks: list[Block | None] = [context(ballot.title, drawn)]
    for place, one in enumerate(shown, first):
        about = f"\n{cut(one.about, ABOUT)}" if one.about else ""
        blocks.append(rich("*{n}. {title}*{about}", n=place, title=one.title, about=about))
        blocks.append(actions(_whole(t, ballot, one)))
    before = button(t("Previous page"), ids.TOPICS_PAGE, f"{ballot.id}:{page - 1}")
    after = button(t("Next page"), f"{ids.TOPICS_PAGE}#next", f"{ballot.id}:{page + 1}")
    blocks += turning(t, page, total, before, after, size=reading.SHOWN)
    return modal(ids.SHOWN, t(_TITLES[ballot.purpose]), blocks, close=t("Close"))


_TITLES = {
    Purpose.SELECTION: mark("Topics"),
    Purpose.EVALUATION: mark("Works"),
    Purpose.MOTION: mark("Resolutions"),
}


def _whole(t: Translator, ballot: Ballot, one: Offered) -> Block | None:
    read = t("Read in full…")
    if one.motion is not None:
        value = f"{ballot.id}:{one.motion.id}"
        return button(read, f"{ids.MOTION_TEXT}#{one.motion.id}", value, about=one.title)
    if one.topic_id is not None:
        return button(read, f"{ids.SHOW_TOPIC}#{one.topic_id}", one.topic_id, about=one.title)
    if one.work_id is not None:
        return button(read, f"{ids.SHOW_WORK}#{one.work_id}", one.work_id, about=one.title)
    return None


def rules(t: Translator, desk: Desk, ballot: Ballot) -> Block:
    """Every setting in words, a paragraph each."""
    lines = rules_lines(t, ballot, desk.club.zone)
    head = rich("*{title}*", title=ballot.title)
    said = [rich("{line}", line=line) for line in lines]
    return modal(ids.SHOWN, t("Rules of the vote"), [head, *said], close=t("Close"))


def who(t: Translator, roll: Roll) -> Block:
    """Who has voted, never what; organisers see whose vote is not cast."""
    ballot = roll.ballot
    lines: list[str] = []
    for one in roll.shown:
        name = f"{one.name}, {one.company}" if one.company else one.name
        lines.append(t("✅ {name} has voted", name=name) if one.cast else t("⏳ {name}", name=name))
    said = rich("{lines}", lines="\n".join(lines) or t("Nobody has voted yet."))
    before = button(t("Previous page"), ids.WHO_PAGE, f"{ballot.id}:{roll.page - 1}")
    after = button(t("Next page"), f"{ids.WHO_PAGE}#next", f"{ballot.id}:{roll.page + 1}")
    return modal(
        ids.SHOWN,
        t("Who has voted?"),
        [
            context(ballot.title, turnout_words(t, ballot, roll.turnout)),
            said,
            *turning(t, roll.page, roll.total, before, after, size=reading.ROLL_PAGE),
        ],
        close=t("Close"),
    )


def _gone(act: Act, desk: Desk) -> Reply:
    said = act.t("This ballot no longer exists, or is not open yet.")
    if act.view.get("type") == "modal":
        return on_top(act, desk, modal(ids.SHOWN, "Prime", [rich("{said}", said=said)], close=act.t("Close")))
    return Reply(aside(said))


def _turned(act: Act, desk: Desk, view: View) -> Reply:
    desk.client.views_update(view_id=act.view_id, hash=act.view_hash, view=view)
    return DONE
