"""Works delivered, at the edges of their rules (article ÉVALUER)."""

from dataclasses import replace

import pytest

from club.ballots import Ballot, Method, Purpose, Rules
from club.ballots import BallotState as BallotState
from club.ids import BallotId, WorkId
from club.topics import TopicState, TopicStep
from club.works import (
    LONGEST_LINK,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Work,
    WorkFault,
    WorkInUse,
    edition_fault,
    faults_of,
    may_remove,
    state_without,
)

WORK = Work(WorkId(3), "Baromètre", 2026)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"title": " "}, [WorkFault.NO_TITLE]),
        ({"title": "a" * LONGEST_TITLE}, []),
        ({"title": "a" * (LONGEST_TITLE + 1)}, [WorkFault.LONG_TITLE]),
        ({"year": 1900}, []),
        ({"year": 1899}, [WorkFault.YEAR]),
        ({"year": 2028}, []),
        ({"year": 2029}, [WorkFault.YEAR]),
        ({"summary": "a" * (LONGEST_SUMMARY + 1)}, [WorkFault.LONG_SUMMARY]),
        ({"link": "https://a.fr/é?q=1#x"}, []),
        ({"link": "https://a.fr/" + "a" * LONGEST_LINK}, [WorkFault.LINK]),
        ({"link": "ftp://a.fr"}, [WorkFault.LINK]),
        ({"link": "javascript:alert(1)"}, [WorkFault.LINK]),
        ({"link": "https://"}, [WorkFault.LINK]),
        ({"link": "https://[::1"}, [WorkFault.LINK]),
        ({"link": "https://a.fr/b c"}, [WorkFault.LINK]),
        ({"link": "https://a.fr/\u202e"}, [WorkFault.LINK]),
        ({"title": "", "year": 0}, [WorkFault.NO_TITLE, WorkFault.YEAR]),
    ],
)
def test_each_fault_of_a_work_is_named(change: dict[str, object], faults: list[WorkFault]) -> None:
    assert faults_of(replace(WORK, **change), 2027) == faults  # type: ignore[arg-type]


def work(number: int, year: int, previous: int | None = None) -> Work:
    return Work(WorkId(number), "Baromètre", year, previous_id=None if previous is None else WorkId(previous))


@pytest.mark.parametrize(
    ("one", "before", "after", "fault"),
    [
        (work(3, 2026), [], [], None),
        (work(3, 2026, 2), [work(2, 2025, 1), work(1, 2024)], [work(4, 2027, 3)], None),
        (work(3, 2026, 9), [], [], WorkFault.NO_EDITION),
        (work(3, 2026, 3), [], [], WorkFault.CYCLE),
        (work(1, 2024, 3), [work(3, 2026, 2), work(2, 2025, 1), work(1, 2024)], [], WorkFault.CYCLE),
        (work(3, 2026, 2), [work(2, 2026)], [], WorkFault.NOT_EARLIER),
        (work(3, 2026), [], [work(4, 2026, 3)], WorkFault.NOT_LATER),
    ],
)
def test_editions_follow_one_another_in_time_and_never_in_a_circle(
    one: Work, before: list[Work], after: list[Work], fault: WorkFault | None
) -> None:
    assert edition_fault(one, before, after) is fault


@pytest.mark.parametrize(
    ("states", "kept"),
    [
        ([], None),
        (["cancelled"], None),
        (["draft"], WorkInUse.PREPARED),
        (["planned", "cancelled"], WorkInUse.PREPARED),
        (["draft", "open"], WorkInUse.VOTED),
        (["open", "draft", "closed"], WorkInUse.EVALUATED),
    ],
)
def test_the_ballot_that_keeps_a_work_for_longest_is_named(states: list[str], kept: WorkInUse | None) -> None:
    rules = Rules(Method.JUDGMENT, seats=0)
    ballots = [Ballot(BallotId(1), one, Purpose.EVALUATION, rules, BallotState(one)) for one in states]
    held = may_remove(ballots)
    titles = {
        WorkInUse.PREPARED: ("draft", "planned"),
        WorkInUse.VOTED: ("open",),
        WorkInUse.EVALUATED: ("closed",),
    }
    assert (held and held[0]) == kept
    assert held is None or held[1].title in titles[held[0]]


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([TopicStep.SHORTLISTED, TopicStep.DELIVERED, TopicStep.WORK_REMOVED], TopicState.SHORTLISTED),
        (
            [
                TopicStep.SHORTLISTED,
                TopicStep.ON_BALLOT,
                TopicStep.CHOSEN,
                TopicStep.DELIVERED,
                TopicStep.EVALUATED,
            ],
            TopicState.CHOSEN,
        ),
        # Delivered while members voted on it, and chosen or not meanwhile.
        (
            [TopicStep.SHORTLISTED, TopicStep.ON_BALLOT, TopicStep.DELIVERED, TopicStep.CHOSEN],
            TopicState.CHOSEN,
        ),
        (
            [TopicStep.SHORTLISTED, TopicStep.ON_BALLOT, TopicStep.DELIVERED, TopicStep.NOT_CHOSEN],
            TopicState.PROPOSED,
        ),
        # A vote that came too late for what was chosen already.
        ([TopicStep.CHOSEN, TopicStep.NOT_CHOSEN, TopicStep.DELIVERED], TopicState.CHOSEN),
        (
            [TopicStep.SHORTLISTED, TopicStep.DELIVERED, TopicStep.DELIVERED, TopicStep.EDITED],
            TopicState.SHORTLISTED,
        ),
    ],
)
def test_a_topic_stands_as_if_its_work_had_never_been_delivered(
    steps: list[TopicStep], state: TopicState
) -> None:
    assert state_without([TopicStep.PROPOSED, *steps]) is state
