"""A sealed vote from form to receipt, sent twice; what forms say however they are forged."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from club.ballots import Ballot, BallotState, Grade, Method, Secrecy
from club.votes import VoteFault
from handlers.choosing.voting import form
from handlers.choosing.voting import listeners as on
from handlers.choosing.voting.form import VoteFormFault
from handlers.choosing.voting.ticket import Ticket
from handlers.choosing.voting.views import RECAP
from handlers.kit.interaction import Interaction, Reply, View
from storage.people import AccountKind, Person, Role, Visitor
from tests.handlers.choosing.voting.polls import becomes, metadata_of, opens, rows, ticket, ticket_in
from tests.handlers.events.guests.house import NOW, House, house_of

Inputs = dict[str, dict[str, Any]]


@pytest.fixture
def house(sqlite_url: str) -> Iterator[House]:
    """On SQLite alone: nothing here is about SQL."""
    made = house_of(sqlite_url)
    yield made
    made.services.db.dispose()


def _interaction(
    house: House, person: Person, state: Inputs, view: View | None = None, metadata: str = ""
) -> Interaction:
    visitor = Visitor(person.slack_id or "U0", True, AccountKind.FULL, "fr-FR", person, person)  # type: ignore[arg-type]
    shown = view or {}
    t = house.services.words.for_locale("fr")
    return Interaction(
        "voting.cast",
        visitor,
        t,
        NOW,
        state=state,
        metadata=metadata or shown.get("private_metadata", ""),
        view=shown,
    )


def _ticks(ballot: Ballot, *titles: str) -> Inputs:
    chosen = [{"value": str(one.id)} for one in ballot.options if one.title in titles]
    return {f"{form.MARK}#0": {form.MARK: {"selected_options": chosen}}}


def _words(reply: Reply) -> str:
    return str(reply.update)


def test_a_sealed_vote_is_recapped_until_it_is_what_was_read_and_kept_once(house: House) -> None:
    ana = house.joins("Ana Berger")
    ballot = opens(house, ana, secrecy=Secrecy.SEALED)
    mine = ticket(house, ballot, ana)
    first = on.on_cast(
        _interaction(house, ana, _ticks(ballot, "Vapeur"), metadata=metadata_of(mine)), house.services
    )
    assert first.update is not None
    receipt = ticket_in(first.update).receipt
    assert receipt in _words(first)
    other = _ticks(ballot, "Vapeur", "Air comprimé")
    second = on.on_deposit(_interaction(house, ana, other, first.update), house.services)
    assert second.update is not None
    assert "Les choix ont changé" in _words(second)
    assert rows(house, ballot) == ([], [])
    again = [on.on_deposit(_interaction(house, ana, other, second.update), house.services) for _ in range(2)]
    assert again[0].update == again[1].update
    assert "Vote déposé" in _words(again[0])
    assert receipt in _words(again[0])
    assert [len(table) for table in rows(house, ballot)] == [1, 1]
    late = on.on_deposit(_interaction(house, ana, _ticks(ballot, "Vapeur"), first.update), house.services)
    assert "ne change plus" in _words(late)
    assert receipt not in _words(late)


def test_no_choice_is_in_the_metadata_of_any_view(house: House) -> None:
    ana = house.joins("Ana Berger")
    ballot = opens(house, ana, secrecy=Secrecy.SEALED)
    mine = ticket(house, ballot, ana)
    views = [
        on.on_cast(
            _interaction(house, ana, _ticks(ballot, *chosen), metadata=metadata_of(mine)), house.services
        ).update
        for chosen in (["Vapeur"], ["Vapeur"], ["Air comprimé"], [])
    ]
    kept = [ticket_in(view)._replace(receipt="") for view in views if view]
    assert kept == [mine] * 4
    named = {block["block_id"] for view in views if view for block in view["blocks"] if "block_id" in block}
    recaps = [name for name in named if name.startswith(RECAP)]
    assert len(recaps) == 4, "two voters who choose the same are not told by the names of their blocks"


FORGED = ("x", "-1", "1e3", "9" * 5000, "٣", "12345678")


def test_a_forged_value_is_refused_and_raises_nothing(house: House) -> None:
    ana = house.joins("Ana Berger")
    for ballot in [opens(house, ana, method=method) for method in Method]:
        mine = ticket(house, ballot, ana)
        for value in FORGED:
            state = _forged(ballot, value)
            reply = on.on_cast(_interaction(house, ana, state, metadata=metadata_of(mine)), house.services)
            assert reply.errors or "rien n’est enregistré" in str(reply.update)
        assert rows(house, ballot) == ([], [])


def _forged(ballot: Ballot, value: str) -> Inputs:
    one = ballot.options[0].id
    return {
        f"{form.MARK}#{one}": {"a": {"value": value, "selected_options": [{"value": value}]}},
        f"{form.MARK}#{value}": {"a": {"value": "1", "selected_option": {"value": "1"}}},
        f"{form.OPTION}#1": {"a": {"selected_option": {"value": value}, "selected_options": []}},
        f"{form.REMARK}#{value}": {"a": {"value": "mot"}},
        form.PICKED: {"a": {"selected_options": [{"value": value}]}},
    }


def test_lists_of_grades_and_ranks_tell_where_the_fault_is(house: House) -> None:
    ana = house.joins("Ana Berger")
    ranking = opens(house, ana, method=Method.RANKING)
    a, b, _ = (str(one.id) for one in ranking.options)
    chosen = {"1": a, "2": form.NONE, "3": b, "4": a}
    state = {f"{form.OPTION}#{rank}": {"x": {"selected_option": {"value": v}}} for rank, v in chosen.items()}
    filled = form.read(_interaction(house, ana, state), ranking)
    assert filled.faults == {
        f"{form.OPTION}#2": (VoteFormFault.GAP, 0),
        f"{form.OPTION}#4": (VoteFormFault.PLACED, 1),
    }
    judgment = opens(house, ana, method=Method.JUDGMENT)
    wrong = {f"{form.MARK}#{judgment.options[0].id}": {"x": {"selected_option": {"value": "9"}}}}
    assert (
        form.forged(judgment, form.read(_interaction(house, ana, wrong), judgment)) is VoteFault.NO_SUCH_MARK
    )
    good = {f"{form.MARK}#{judgment.options[0].id}": {"x": {"selected_option": {"value": "0"}}}}
    assert list(form.read(_interaction(house, ana, good), judgment).marks.values()) == [Grade.REJECT]


def test_a_search_knows_no_accents_and_a_draft_is_the_organisers_alone(house: House) -> None:
    ana, odile = house.joins("Ana Berger"), house.joins("Odile Garnier", role=Role.ORGANISER)
    ballot = opens(house, ana, method=Method.RANKING)
    assert _found(house, ana, ballot, "COMPRIME") == ["Air comprimé"]
    assert _found(house, ana, ballot, "")[0] == "Aucun"
    assert _found(house, ana, ballot, "xyz") == []
    becomes(house, ballot, BallotState.DRAFT)
    assert _found(house, ana, ballot, "air") == []
    assert _found(house, odile, ballot, "air") == ["Air comprimé"]
    shown = on.on_previewed(_interaction(house, odile, {}, metadata=_preview(ballot)), house.services)
    assert "Ceci est un aperçu" in str(shown.update)
    assert rows(house, ballot) == ([], [])


def _found(house: House, person: Person, ballot: Ballot, words: str) -> list[str]:
    interaction = replace(_interaction(house, person, {}, metadata=_preview(ballot)), text=words)
    return [one["text"]["text"] for one in on.on_options(interaction, house.services).options or ()]


def _preview(ballot: Ballot) -> str:
    return metadata_of(Ticket(ballot.id, preview=True))
