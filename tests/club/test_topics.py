"""What may be done with a topic, by whom, and when (articles CONTRIBUER, CHOISIR)."""

from dataclasses import replace

import pytest

from club.ids import MemberId, TopicId
from club.topics import (
    BECOMES,
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    LONGEST_WHY,
    Proposal,
    ProposalFault,
    Topic,
    TopicKind,
    TopicRefusal,
    TopicState,
    TopicStep,
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
    kind=TopicKind.STUDY,
    title="Chaleur fatale",
    description="",
    why="",
    state=TopicState.PROPOSED,
    author_id=ANA,
    author="Ana Berger",
    merged_into=None,
    reason="",
    supporters=1,
    companies=1,
)


def being(state: TopicState) -> Topic:
    return replace(TOPIC, state=state)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (TopicState.PROPOSED, None),
        (TopicState.SHORTLISTED, None),
        (TopicState.MERGED, TopicRefusal.MERGED),
        (TopicState.DECLINED, TopicRefusal.DECLINED),
        (TopicState.WITHDRAWN, TopicRefusal.WITHDRAWN),
        (TopicState.CHOSEN, TopicRefusal.CHOSEN),
        (TopicState.DELIVERED, TopicRefusal.DELIVERED),
    ],
)
def test_open_topics_are_supported_and_others_say_what_they_are(
    state: TopicState, refusal: TopicRefusal | None
) -> None:
    assert may_support(being(state)) is refusal
    assert may_support(being(state), on_ballot=True) is TopicRefusal.ON_BALLOT
    assert may_merge(being(state), replace(TOPIC, id=TopicId(2))) is refusal


def test_the_author_does_not_take_back_the_support_but_the_topic() -> None:
    assert may_leave(TOPIC, PAUL) is None
    assert may_leave(TOPIC, ANA) is TopicRefusal.OWN
    assert may_leave(being(TopicState.CHOSEN), ANA) is TopicRefusal.CHOSEN
    assert may_withdraw(TOPIC, ANA) is None
    assert may_withdraw(TOPIC, PAUL) is TopicRefusal.NOT_YOURS
    assert may_withdraw(replace(TOPIC, supporters=2), ANA) is TopicRefusal.SUPPORTED
    assert may_withdraw(being(TopicState.SHORTLISTED), ANA) is TopicRefusal.SHORTLISTED
    assert may_withdraw(being(TopicState.MERGED), ANA) is TopicRefusal.MERGED


def test_its_words_are_its_carriers_until_it_is_shortlisted() -> None:
    assert may_edit(TOPIC, carries=True) is None
    assert may_edit(TOPIC, carries=False) is TopicRefusal.NOT_YOURS
    assert may_edit(being(TopicState.SHORTLISTED), carries=True) is TopicRefusal.SHORTLISTED
    assert may_edit(being(TopicState.DECLINED), carries=True) is TopicRefusal.DECLINED


def test_a_topic_is_spoken_of_until_it_went_elsewhere() -> None:
    silent = {state for state in TopicState if may_comment(being(state))}
    assert silent == {TopicState.MERGED, TopicState.WITHDRAWN}


def test_a_topic_goes_into_an_open_one_and_never_into_itself() -> None:
    other = replace(TOPIC, id=TopicId(2))
    assert may_merge(TOPIC, other) is None
    assert may_merge(TOPIC, TOPIC) is TopicRefusal.ITSELF
    assert may_merge(TOPIC, None) is TopicRefusal.GONE
    assert may_merge(TOPIC, other, on_ballot=True) is TopicRefusal.ON_BALLOT
    assert may_merge(TOPIC, other, into_on_ballot=True) is TopicRefusal.TARGET_ON_BALLOT
    # A into B, then B into A: A is open no more, whichever way round it is asked.
    merged = replace(TOPIC, state=TopicState.MERGED, merged_into=other.id)
    assert may_merge(other, merged) is TopicRefusal.TARGET
    assert may_merge(merged, other) is TopicRefusal.MERGED


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (TopicStep.SHORTLISTED, {TopicState.PROPOSED}),
        (TopicStep.DECLINED, {TopicState.PROPOSED, TopicState.SHORTLISTED}),
        (TopicStep.REOPENED, {TopicState.DECLINED, TopicState.SHORTLISTED, TopicState.MERGED}),
    ],
)
def test_organisers_shortlist_decline_and_reopen(step: TopicStep, allowed: set[TopicState]) -> None:
    assert {state for state in TopicState if may_take(being(state), step) is None} == allowed
    assert {may_take(being(state), step, on_ballot=True) for state in TopicState} == {TopicRefusal.ON_BALLOT}


def test_what_is_so_already_is_said_to_be() -> None:
    assert may_take(being(TopicState.SHORTLISTED), TopicStep.SHORTLISTED) is TopicRefusal.ALREADY
    assert may_take(being(TopicState.DECLINED), TopicStep.DECLINED) is TopicRefusal.ALREADY
    assert may_take(being(TopicState.PROPOSED), TopicStep.REOPENED) is TopicRefusal.OPEN
    assert may_take(being(TopicState.CHOSEN), TopicStep.REOPENED) is TopicRefusal.CHOSEN
    assert may_take(being(TopicState.WITHDRAWN), TopicStep.REOPENED) is TopicRefusal.WITHDRAWN


def test_steps_that_change_the_state_are_those_that_name_one() -> None:
    others = {
        TopicStep.PROPOSED,
        TopicStep.EDITED,
        TopicStep.RECEIVED,
        TopicStep.EVALUATED,
        TopicStep.WORK_REMOVED,
    }
    assert BECOMES.keys() == set(TopicStep) - others


def test_every_fault_of_a_proposal_is_named() -> None:
    assert faults_of(Proposal("study", "Chaleur")) == []
    most = ["x" * most for most in (LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_WHY)]
    assert faults_of(Proposal("study", *most)) == []
    assert faults_of(Proposal("", " \u200b… ")) == [ProposalFault.NO_KIND, ProposalFault.NO_TITLE]
    long = [f"{text}x" for text in most]
    assert faults_of(Proposal("study", *long)) == [
        ProposalFault.LONG_TITLE,
        ProposalFault.LONG_DESCRIPTION,
        ProposalFault.LONG_WHY,
    ]
