"""Every form, recap and review within Slack's limits, however many options there are and however long."""

from dataclasses import replace
from html import unescape

from club.ballots import Ballot, BallotState, Criterion, Grade, Method, Option, Purpose, Rules, Secrecy, Unit
from club.ids import BallotId, MemberId, OptionId, VoterId
from club.sealing import LONGEST_REMARK
from handlers.choosing.shared.ballots import by_work
from handlers.choosing.voting import form, list_views, views
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.service import Booth, VoterStatus
from handlers.choosing.voting.ticket import LIST, Ticket
from handlers.kit.interaction import View
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.words import load
from sandbox.validation import check_blocks, check_view
from storage.people import Membership, Person, Role
from storage.votes import Cast, Vote, Voter
from tests.handlers.events.guests.house import NOW, PARIS

T = load(PARIS)["fr"]
LONG = "Récupération de chaleur fatale & vapeur <basse pression> *vite* :fire: " * 6
ANA = MemberId(1)
TICKET = Ticket(BallotId(1), VoterId(1), "K7QF-9M2X")
WAY = ReturnTo(1, TICKET, "", "https://hooks.example/" + "x" * 300, ListPosition(LIST).block(1))


def _booth(method: Method, options: tuple[Option, ...], purpose: Purpose = Purpose.SELECTION) -> Booth:
    rules = Rules(method, secrecy=Secrecy.SEALED, most=len(options), points=1000, cap=9)
    ballot = Ballot(BallotId(1), LONG[:150], purpose, rules, BallotState.OPEN, NOW, NOW, options=options)
    cast = Cast("a", ANA, "Ana Berger", NOW)
    return Booth(ballot, Voter(VoterId(1), None, ANA, 1, LONG[:150], None, "", cast))


def _full(booth: Booth) -> Vote:
    """As much as one vote can say."""
    ids, method = [one.id for one in booth.ballot.options], booth.ballot.rules.method
    if method is Method.RANKING:
        return Vote({one: rank for rank, one in enumerate(ids[:12], 1)}, {})
    marks = dict.fromkeys(ids[:12] if method is Method.POINTS else ids, 1)
    if booth.ballot.purpose is not Purpose.EVALUATION:
        return Vote(marks, {})
    most = form.most_picked(booth.ballot)
    works = list(by_work(booth.ballot.options))[:most]
    kept = {one.id: int(Grade.EXCELLENT) for one in booth.ballot.options if one.work_id in works}
    return Vote(kept, dict.fromkeys(works, "mot " * (LONGEST_REMARK // 4)))


def _works(count: int) -> tuple[Option, ...]:
    numbered = [(work, criterion) for work in range(1, count + 1) for criterion in Criterion]
    return tuple(
        Option(OptionId(at), f"{work} {LONG}", work_id=work, criterion=criterion)
        for at, (work, criterion) in enumerate(numbered, 1)
    )


def _selections(count: int) -> tuple[Option, ...]:
    return tuple(Option(OptionId(at), f"{at} {LONG}") for at in range(1, count + 1))


COMPETING = [method for method in Method if method is not Method.MOTION]
BOOTHS = [
    *(_booth(method, _selections(count)) for method in COMPETING for count in (2, 20, 40, 41, 50, 51, 200)),
    *(_booth(Method.MOTION, _selections(count), Purpose.MOTION) for count in (1, 10, 11, 40, 200)),
    *(_booth(Method.JUDGMENT, _works(count), Purpose.EVALUATION) for count in (1, 16, 17, 66)),
]


def test_every_view_is_one_that_slack_takes() -> None:
    for at, booth in enumerate(BOOTHS):
        t = load(PARIS)["en" if at % 2 else "fr"]
        vote = _full(booth)
        filled = form.filled_by(booth.ballot, vote)
        known = Booth(booth.ballot, booth.voter, vote)
        shown = [
            views.form(t, booth, FilledVote(), WAY, ANA),
            views.form(t, known, filled, WAY, ANA),
            views.recap(t, known, filled, WAY, ANA, changed=True),
            views.review(t, known),
            views.previewed(t, known, vote),
            views.deposited(t, TICKET.receipt),
        ]
        for view in shown:
            assert check_view(view, ("modal",)) == []
            assert len(view["blocks"]) < 100
        assert views.shows(shown[2], vote, TICKET)


def test_the_form_shows_each_option_once_whatever_its_shape() -> None:
    for booth in BOOTHS:
        filled = form.filled_by(booth.ballot, _full(booth))
        view = views.form(T, booth, filled, WAY, ANA)
        ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
        assert len(ids) == len(set(ids))
        assert _marked(booth, view) == set(filled.marks)


def _marked(booth: Booth, view: View) -> set[int]:
    """The options that the inputs show as marked."""
    found: set[int] = set()
    for block in view["blocks"]:
        element, block_id = block.get("element", {}), block.get("block_id", "")
        if element.get("type") in ("number_input", "static_select") and block_id.startswith(form.MARK):
            given = element.get("initial_value") or element.get("initial_option", {}).get("value")
            found |= {int(block_id.partition("#")[2])} if given not in (None, form.NONE) else set()
        elif element.get("type") == "radio_buttons":
            found |= {int(block_id.partition("#")[2])} if "initial_option" in element else set()
        elif block_id != form.PICKED:
            one = [element["initial_option"]] if "initial_option" in element else []
            chosen = element.get("initial_options", one)
            found |= {int(each["value"].partition(":")[0]) for each in chosen if each["value"] != form.NONE}
    return found


def test_options_stand_in_another_order_for_another_voter() -> None:
    mine, again, other = (_order(MemberId(who)) for who in (1, 1, 2))
    assert mine == again != other
    assert sorted(mine) == sorted(other)


def _order(voter: MemberId) -> list[str]:
    view = views.form(T, _booth(Method.POINTS, _selections(12)), FilledVote(), WAY, voter)
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def _place(number: int, voters: tuple[Voter, ...]) -> VoterStatus:
    booth = _booth(Method.APPROVAL, _selections(3))
    ballot = replace(booth.ballot, id=BallotId(number), rules=Rules(Method.APPROVAL, Unit.MEMBER, proxies=20))
    person = Person(ANA, "Ana Berger", Role.MEMBER, "", None, None, None, "fr", "", Membership.ADMITTED)
    return VoterStatus(ballot, voters, person)


def test_open_ballots_are_listed_five_at_a_time_with_one_first_button() -> None:
    cast = Cast("a", ANA, "Ana Berger", NOW)
    own = Voter(VoterId(1), None, ANA, 1, "Ana Berger", None, "", cast)
    held = tuple(
        Voter(VoterId(2 + n), None, MemberId(2 + n), 1, LONG, ANA, "Ana Berger", None) for n in range(20)
    )
    places = [_place(1, (own,)), _place(2, (own, *held)), *(_place(n, ()) for n in range(3, 8))]
    first, last = (
        list_views.listing(T, places, ListPosition(LIST, page=page), "Odile", "✅ Fait.") for page in (0, 9)
    )
    for shown in (first, last):
        assert check_blocks(list(shown.blocks), "message") == []
        assert len(unescape(shown.text)) <= 150
        assert not set(shown.text) & set("✅➡⏳🔒")
    assert "Scrutins suivants" in str(first.blocks)
    assert str(first.blocks).count("'style': 'primary'") == 1
    assert "La liste des votants, arrêtée le" in str(last.blocks)
    assert "Scrutins précédents" in str(last.blocks)
