"""What may be done with a topic, by whom, and when (articles CONTRIBUER, CHOISIR)."""

from dataclasses import replace

import pytest

from club.ids import MemberId, TopicId
from club.topics import (
    BECOMES,
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    LONGEST_WHY,
    Fault,
    Kind,
    Proposal,
    Refusal,
    State,
    Step,
    Topic,
    faults_of,
    may_comment,
    may_edit,
    may_leave,
    may_merge,
    may_support,
    may_take,
    may_withdraw,
)

ANA, PAUL = MemberId(1), MemberId(2)
TOPIC = Topic(
    id=TopicId(1),
    kind=Kind.STUDY,
    title="Chaleur fatale",
    description="",
    why="",
    state=State.PROPOSED,
    author_id=ANA,
    author="Ana Berger",
    merged_into=None,
    reason="",
    supporters=1,
    companies=1,
)


def being(state: State) -> Topic:
    return replace(TOPIC, state=state)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (State.PROPOSED, None),
        (State.SHORTLISTED, None),
        (State.MERGED, Refusal.MERGED),
        (State.DECLINED, Refusal.DECLINED),
        (State.WITHDRAWN, Refusal.WITHDRAWN),
        (State.CHOSEN, Refusal.CHOSEN),
        (State.DELIVERED, Refusal.DELIVERED),
    ],
)
def test_open_topics_are_supported_and_others_say_what_they_are(
    state: State, refusal: Refusal | None
) -> None:
    assert may_support(being(state)) is refusal
    assert may_support(being(state), on_ballot=True) is Refusal.ON_BALLOT
    assert may_merge(being(state), replace(TOPIC, id=TopicId(2))) is refusal


def test_the_author_does_not_take_back_the_support_but_the_topic() -> None:
    assert may_leave(TOPIC, PAUL) is None
    assert may_leave(TOPIC, ANA) is Refusal.OWN
    assert may_leave(being(State.CHOSEN), ANA) is Refusal.CHOSEN
    assert may_withdraw(TOPIC, ANA) is None
    assert may_withdraw(TOPIC, PAUL) is Refusal.NOT_YOURS
    assert may_withdraw(replace(TOPIC, supporters=2), ANA) is Refusal.SUPPORTED
    assert may_withdraw(being(State.SHORTLISTED), ANA) is Refusal.SHORTLISTED
    assert may_withdraw(being(State.MERGED), ANA) is Refusal.MERGED


def test_its_words_are_its_carriers_until_it_is_shortlisted() -> None:
    assert may_edit(TOPIC, carries=True) is None
    assert may_edit(TOPIC, carries=False) is Refusal.NOT_YOURS
    assert may_edit(being(State.SHORTLISTED), carries=True) is Refusal.SHORTLISTED
    assert may_edit(being(State.DECLINED), carries=True) is Refusal.DECLINED


def test_a_topic_is_spoken_of_until_it_went_elsewhere() -> None:
    silent = {state for state in State if may_comment(being(state))}
    assert silent == {State.MERGED, State.WITHDRAWN}


def test_a_topic_goes_into_an_open_one_and_never_into_itself() -> None:
    other = replace(TOPIC, id=TopicId(2))
    assert may_merge(TOPIC, other) is None
    assert may_merge(TOPIC, TOPIC) is Refusal.ITSELF
    assert may_merge(TOPIC, None) is Refusal.GONE
    assert may_merge(TOPIC, other, on_ballot=True) is Refusal.ON_BALLOT
    # A into B, then B into A: A is open no more, whichever way round it is asked.
    merged = replace(TOPIC, state=State.MERGED, merged_into=other.id)
    assert may_merge(other, merged) is Refusal.TARGET
    assert may_merge(merged, other) is Refusal.MERGED


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (Step.SHORTLISTED, {State.PROPOSED}),
        (Step.DECLINED, {State.PROPOSED, State.SHORTLISTED}),
        (Step.REOPENED, {State.DECLINED, State.SHORTLISTED, State.MERGED}),
    ],
)
def test_organisers_shortlist_decline_and_reopen(step: Step, allowed: set[State]) -> None:
    assert {state for state in State if may_take(being(state), step) is None} == allowed
    assert {may_take(being(state), step, on_ballot=True) for state in State} == {Refusal.ON_BALLOT}


def test_what_is_so_already_is_said_to_be() -> None:
    assert may_take(being(State.SHORTLISTED), Step.SHORTLISTED) is Refusal.ALREADY
    assert may_take(being(State.DECLINED), Step.DECLINED) is Refusal.ALREADY
    assert may_take(being(State.PROPOSED), Step.REOPENED) is Refusal.OPEN
    assert may_take(being(State.CHOSEN), Step.REOPENED) is Refusal.CHOSEN
    assert may_take(being(State.WITHDRAWN), Step.REOPENED) is Refusal.WITHDRAWN


def test_steps_that_change_the_state_are_those_that_name_one() -> None:
    others = {Step.PROPOSED, Step.EDITED, Step.RECEIVED, Step.EVALUATED, Step.WORK_REMOVED}
    assert BECOMES.keys() == set(Step) - others


def test_every_fault_of_a_proposal_is_named() -> None:
    assert faults_of(Proposal("study", "Chaleur")) == []
    most = ["x" * most for most in (LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_WHY)]
    assert faults_of(Proposal("study", *most)) == []
    assert faults_of(Proposal("", " \u200b… ")) == [Fault.NO_KIND, Fault.NO_TITLE]
    long = [f"{text}x" for text in most]
    assert faults_of(Proposal("study", *long)) == [
        Fault.LONG_TITLE,
        Fault.LONG_DESCRIPTION,
        Fault.LONG_WHY,
    ]
