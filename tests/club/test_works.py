"""Works delivered, at the edges of their rules (article ÉVALUER)."""

from dataclasses import replace

import pytest

from club.ballots import Ballot, Method, Purpose, Rules
from club.ballots import State as BallotState
from club.ids import BallotId, WorkId
from club.topics import State, Step
from club.works import (
    LONGEST_LINK,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Fault,
    Kept,
    Work,
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
        ({"title": " "}, [Fault.NO_TITLE]),
        ({"title": "a" * LONGEST_TITLE}, []),
        ({"title": "a" * (LONGEST_TITLE + 1)}, [Fault.LONG_TITLE]),
        ({"year": 1900}, []),
        ({"year": 1899}, [Fault.YEAR]),
        ({"year": 2028}, []),
        ({"year": 2029}, [Fault.YEAR]),
        ({"summary": "a" * (LONGEST_SUMMARY + 1)}, [Fault.LONG_SUMMARY]),
        ({"link": "https://a.fr/é?q=1#x"}, []),
        ({"link": "https://a.fr/" + "a" * LONGEST_LINK}, [Fault.LINK]),
        ({"link": "ftp://a.fr"}, [Fault.LINK]),
        ({"link": "javascript:alert(1)"}, [Fault.LINK]),
        ({"link": "https://"}, [Fault.LINK]),
        ({"link": "https://[::1"}, [Fault.LINK]),
        ({"link": "https://a.fr/b c"}, [Fault.LINK]),
        ({"link": "https://a.fr/\u202e"}, [Fault.LINK]),
        ({"title": "", "year": 0}, [Fault.NO_TITLE, Fault.YEAR]),
    ],
)
def test_each_fault_of_a_work_is_named(change: dict[str, object], faults: list[Fault]) -> None:
    assert faults_of(replace(WORK, **change), 2027) == faults  # type: ignore[arg-type]


def work(number: int, year: int, previous: int | None = None) -> Work:
    return Work(WorkId(number), "Baromètre", year, previous_id=None if previous is None else WorkId(previous))


@pytest.mark.parametrize(
    ("one", "before", "after", "fault"),
    [
        (work(3, 2026), [], [], None),
        (work(3, 2026, 2), [work(2, 2025, 1), work(1, 2024)], [work(4, 2027, 3)], None),
        (work(3, 2026, 9), [], [], Fault.NO_EDITION),
        (work(3, 2026, 3), [], [], Fault.CYCLE),
        (work(1, 2024, 3), [work(3, 2026, 2), work(2, 2025, 1), work(1, 2024)], [], Fault.CYCLE),
        (work(3, 2026, 2), [work(2, 2026)], [], Fault.NOT_EARLIER),
        (work(3, 2026), [], [work(4, 2026, 3)], Fault.NOT_LATER),
    ],
)
def test_editions_follow_one_another_in_time_and_never_in_a_circle(
    one: Work, before: list[Work], after: list[Work], fault: Fault | None
) -> None:
    assert edition_fault(one, before, after) is fault


@pytest.mark.parametrize(
    ("states", "kept"),
    [
        ([], None),
        (["cancelled"], None),
        (["draft"], Kept.PREPARED),
        (["planned", "cancelled"], Kept.PREPARED),
        (["draft", "open"], Kept.VOTED),
        (["open", "draft", "closed"], Kept.EVALUATED),
    ],
)
def test_the_ballot_that_keeps_a_work_for_longest_is_named(states: list[str], kept: Kept | None) -> None:
    rules = Rules(Method.JUDGMENT, seats=0)
    ballots = [Ballot(BallotId(1), one, Purpose.EVALUATION, rules, BallotState(one)) for one in states]
    held = may_remove(ballots)
    titles = {Kept.PREPARED: ("draft", "planned"), Kept.VOTED: ("open",), Kept.EVALUATED: ("closed",)}
    assert (held and held[0]) == kept
    assert held is None or held[1].title in titles[held[0]]


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([Step.SHORTLISTED, Step.DELIVERED, Step.WORK_REMOVED], State.SHORTLISTED),
        ([Step.SHORTLISTED, Step.ON_BALLOT, Step.CHOSEN, Step.DELIVERED, Step.EVALUATED], State.CHOSEN),
        # Delivered while members voted on it, and chosen or not meanwhile.
        ([Step.SHORTLISTED, Step.ON_BALLOT, Step.DELIVERED, Step.CHOSEN], State.CHOSEN),
        ([Step.SHORTLISTED, Step.ON_BALLOT, Step.DELIVERED, Step.NOT_CHOSEN], State.PROPOSED),
        # A vote that came too late for what was chosen already.
        ([Step.CHOSEN, Step.NOT_CHOSEN, Step.DELIVERED], State.CHOSEN),
        ([Step.SHORTLISTED, Step.DELIVERED, Step.DELIVERED, Step.EDITED], State.SHORTLISTED),
    ],
)
def test_a_topic_stands_as_if_its_work_had_never_been_delivered(steps: list[Step], state: State) -> None:
    assert state_without([Step.PROPOSED, *steps]) is state
