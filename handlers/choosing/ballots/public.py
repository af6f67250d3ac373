"""What members read of a ballot: its topics, its rules, who has voted; and what awaits their vote."""

from collections.abc import Sequence
from datetime import datetime

from club.ballots import Ballot, Option, Purpose
from club.ids import BallotId
from handlers import names
from handlers.choosing.ballots import ids, reading
from handlers.choosing.ballots.reading import Offered, Roll
from handlers.choosing.shared.ballots import rules_lines, turnout_words
from handlers.kit.blocks import Block, actions, aside, button, context, cut, link, modal, rich
from handlers.kit.carried import pair
from handlers.kit.interaction import DONE, Interaction, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.ballots import subject_of_ballot
from storage.electors import list_awaiting
from storage.people import Person
from storage.postings import Note
from storage.session import Session

ABOUT = 400
"""So much of a topic's description; the whole is one click away."""


def on_topics(interaction: Interaction, services: Services) -> Reply:
    """The options, in this voter's own order."""
    view = _topics(interaction, services)
    return on_top(interaction, services, view) if view else _gone(interaction, services)


def on_topics_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of them, in the same modal."""
    view = _topics(interaction, services)
    return _turned(interaction, services, view) if view else _gone(interaction, services)


def _topics(interaction: Interaction, services: Services) -> View | None:
    """The page that is asked for; None where the ballot is not there."""
    asked = interaction.page_of(ids.TOPICS, owned=True)
    ballot = reading.find(services, BallotId(asked.of), interaction.member)
    if ballot is None:
        return None
    return topics(interaction.t, ballot, reading.offered(services, ballot, interaction.member, asked))


def on_motion_text(interaction: Interaction, services: Services) -> Reply:
    """A resolution, whole."""
    ballot_id, option_id = pair(interaction.value)
    ballot = reading.find(services, BallotId(ballot_id), interaction.member)
    found = enumerate(ballot.options if ballot else (), 1)
    place, motion = next(((place, one) for place, one in found if one.id == option_id), (0, None))
    if motion is None:
        return _gone(interaction, services)
    return on_top(interaction, services, motion_text(interaction.t, place, motion))


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


def on_rules(interaction: Interaction, services: Services) -> Reply:
    """Every setting in words."""
    ballot = reading.find(services, BallotId(interaction.number), interaction.member)
    if ballot is None:
        return _gone(interaction, services)
    return on_top(interaction, services, rules(interaction.t, services, ballot))


def on_who(interaction: Interaction, services: Services) -> Reply:
    """Who has voted."""
    view = _roll(interaction, services)
    return on_top(interaction, services, view) if view else _gone(interaction, services)


def on_who_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of them, in the same modal."""
    view = _roll(interaction, services)
    return _turned(interaction, services, view) if view else _gone(interaction, services)


def _roll(interaction: Interaction, services: Services) -> View | None:
    """The page that is asked for; None where the ballot is not there."""
    asked = interaction.page_of(ids.WHO, owned=True)
    ballot = reading.find(services, BallotId(asked.of), interaction.member)
    return who(interaction.t, reading.roll(services, ballot, interaction.member, asked)) if ballot else None


def uncast(session: Session, person: Person, now: datetime, until: datetime) -> Sequence[Note]:
    """The open ballots in which this member's vote is not cast, as they are told that one opens."""
    if person.slack_id is None:
        return []
    return [
        Note(names.BALLOT_OPENED, subject_of_ballot(ballot.id), person.slack_id, live=True)
        for ballot in list_awaiting(session, person, now)
        if ballot.closes_at is None or ballot.closes_at <= until
    ]


def topics(t: Translator, ballot: Ballot, page: Page[Offered]) -> Block:
    """What is voted on, ten a page; the order is this voter's own, and fair among all."""
    drawn = "" if ballot.purpose is Purpose.MOTION else t("in an order drawn for you")
    blocks: list[Block | None] = [context(ballot.title, drawn)]
    for place, one in enumerate(page.items, page.start + 1):
        about = f"\n{cut(one.about, ABOUT)}" if one.about else ""
        blocks.append(rich("*{n}. {title}*{about}", n=place, title=one.title, about=about))
        blocks.append(actions(_whole(t, ballot, one)))
    blocks += turning(t, page, ids.TOPICS_PAGE, t("Previous page"), t("Next page"))
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


def rules(t: Translator, services: Services, ballot: Ballot) -> Block:
    """Every setting in words, a paragraph each."""
    lines = rules_lines(t, ballot, services.club.zone)
    head = rich("*{title}*", title=ballot.title)
    said = [rich("{line}", line=line) for line in lines]
    return modal(ids.SHOWN, t("Rules of the vote"), [head, *said], close=t("Close"))


def who(t: Translator, roll: Roll) -> Block:
    """Who has voted, never what; organisers see whose vote is not cast."""
    ballot = roll.ballot
    lines: list[str] = []
    for one in roll.page.items:
        name = f"{one.name}, {one.company}" if one.company else one.name
        lines.append(t("✅ {name} has voted", name=name) if one.cast else t("⏳ {name}", name=name))
    said = rich("{lines}", lines="\n".join(lines) or t("Nobody has voted yet."))
    return modal(
        ids.SHOWN,
        t("Who has voted?"),
        [
            context(ballot.title, turnout_words(t, ballot, roll.turnout)),
            said,
            *turning(t, roll.page, ids.WHO_PAGE, t("Previous page"), t("Next page")),
        ],
        close=t("Close"),
    )


def _gone(interaction: Interaction, services: Services) -> Reply:
    said = interaction.t("This ballot no longer exists, or is not open yet.")
    if interaction.view.get("type") == "modal":
        return on_top(
            interaction,
            services,
            modal(ids.SHOWN, "Prime", [rich("{said}", said=said)], close=interaction.t("Close")),
        )
    return Reply(aside(said))


def _turned(interaction: Interaction, services: Services, view: View) -> Reply:
    services.client.views_update(view_id=interaction.view_id, hash=interaction.view_hash, view=view)
    return DONE
