"""What `/prime vote` lists: the open ballots, where one stands in each, and what one can do."""

from collections.abc import Sequence

from club.ballots import Unit, may_change
from handlers.choosing.shared.ballots import consultation
from handlers.choosing.voting.sentences import not_on_roll
from handlers.choosing.voting.service import VoterStatus
from handlers.choosing.voting.views import TEXT, reading, text_of, unmarked, value_of
from handlers.kit.blocks import Block, actions, button, cut, message, rich
from handlers.kit.home import CompanyLine
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import Translator
from storage.votes import Voter

LABEL, MOST_HELD = 24, 10
TITLE, MOST_BALLOTS = 80, 3
"""On the home tab."""


def listing(
    t: Translator, places: Sequence[VoterStatus], asked: ListPosition, contact: str, said: str = ""
) -> Message:
    """The open ballots, five at a time: where one stands in each, and what one can do."""
    if not places:
        none = t("No ballot is open.")
        return message(
            unmarked(said or none),
            rich("{said}", said=said) if said else None,
            rich("{none}", none=none),
            actions(button(t("See the topics"), "topics.list")),
        )
    page = Page.cut(places, asked)
    first = next((place for place in page.items if _expected(place)), None)
    head = t.plural("Open ballot", "Open ballots ({n})", len(places))
    text = "\n".join([unmarked(said or head), *(_plain(t, place, contact) for place in page.items)])
    return message(
        cut(text, TEXT),
        rich("{said}", said=said) if said else None,
        rich("*{head}*", head=head),
        *(
            b
            for place in page.items
            for b in _entry(t, place, page.position, contact, primary=place is first)
        ),
        *turning(t, page, "voting.page", t("Previous ballots"), t("Next ballots")),
    )


def of_company(t: Translator, places: Sequence[VoterStatus]) -> list[CompanyLine]:
    """Where one's company stands in open ballots of companies, the first to close first; if on the roll."""
    mine = [(place, place.own) for place in places if place.ballot.rules.unit is Unit.COMPANY]
    lines = [
        CompanyLine(f"{cut(place.ballot.title, TITLE)}{t(': ')}{_stands(t, place, own)}")
        for place, own in mine
        if own
    ]
    return lines[:MOST_BALLOTS]


def _plain(t: Translator, place: VoterStatus, contact: str) -> str:
    return text_of(t, place.ballot.title, _state(t, place, contact))


def _expected(place: VoterStatus) -> bool:
    """Whether a vote of this member's is still to be cast."""
    mine = [one for one in place.voters if one.holder_id in (None, place.person.id) or one.holder_away]
    return any(one.cast is None for one in mine)


def _state(t: Translator, place: VoterStatus, contact: str) -> str:
    if not place.voters:
        return not_on_roll(t, place.ballot, contact)
    return "\n".join(_line(t, place, one) for one in place.voters)


def _line(t: Translator, place: VoterStatus, voter: Voter) -> str:
    """One vote: whose it is where that needs saying, and where it stands."""
    stands = _stands(t, place, voter)
    return stands if voter.member_id == place.person.id else f"{voter.name}{t(': ')}{stands}"


def _stands(t: Translator, place: VoterStatus, voter: Voter) -> str:
    cast = voter.cast
    if cast and cast.by_id == place.person.id:
        return t("✅ You voted on {date}", date=t.short(cast.at)) if cast.at else t("✅ Your vote is cast")
    if cast and cast.at:
        return t("✅ {name} voted on {date}", name=cast.by, date=t.short(cast.at))
    if cast:
        return t("✅ Vote cast by {name}", name=cast.by)
    if voter.holder_id is not None and voter.holder_id != place.person.id:
        if voter.holder_away:
            return t("➡️ {name}, who holds it, cannot vote at the moment: vote yourself.", name=voter.holder)
        return t("⏳ Entrusted to {name}", name=voter.holder)
    return t("➡️ Vote expected")


def _entry(
    t: Translator, place: VoterStatus, at: ListPosition, contact: str, *, primary: bool
) -> list[Block | None]:
    ballot = place.ballot
    until = t("Open until {date}", date=t.date(ballot.closes_at)) if ballot.closes_at else ""
    row = actions(*_buttons(t, place, primary=primary))
    assert row is not None
    lines = [consultation(t, ballot), until, _state(t, place, contact)]
    return [
        rich("*{title}*\n{lines}", title=ballot.title, lines="\n".join(one for one in lines if one)),
        {**row, "block_id": at.block(ballot.id)},
    ]


def _buttons(t: Translator, place: VoterStatus, *, primary: bool) -> list[Block | None]:
    ballot, own = place.ballot, place.own
    shown: list[Block | None] = []
    if own:
        shown += _own_buttons(t, place, own, primary=primary)
        primary = primary and own.cast is not None
    for voter in place.held[:MOST_HELD]:
        label = cut(t("For {name}…", name=voter.name), LABEL)
        first = primary and voter.cast is None
        primary = primary and not first
        value = value_of(ballot.id, voter.id)
        shown.append(button(label, f"voting.open#{voter.id}", value, about=ballot.title, primary=first))
    shown.append(reading(t, ballot))
    if place.may_entrust and own and own.holder_id is None:
        shown.append(button(t("Entrust my vote…"), "voting.entrust", ballot.id, about=ballot.title))
    if own and own.holder_id is not None and own.cast is None and own.member_id == place.person.id:
        shown.append(button(t("Take my vote back"), "voting.take_back", ballot.id, about=ballot.title))
    return shown


def _own_buttons(t: Translator, place: VoterStatus, own: Voter, *, primary: bool) -> list[Block | None]:
    ballot, value = place.ballot, value_of(place.ballot.id, own.id)
    if own.cast is None:
        return [button(t("Vote…"), "voting.open", value, about=ballot.title, primary=primary)]
    if not may_change(ballot.rules):
        return []
    return [
        button(t("Review my vote…"), "voting.review", value, about=ballot.title),
        button(t("Change my vote…"), "voting.open", value, about=ballot.title),
    ]
