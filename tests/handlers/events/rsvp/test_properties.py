"""Whatever people do in whatever order, the promises of the waiting line hold."""

from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.handlers.events.rsvp.machine import ClubLife


def test_no_sequence_of_acts_oversells_overtakes_or_splits(migrated_file: Path) -> None:
    machine = type("Life", (ClubLife,), {"migrated": migrated_file})
    few = settings(max_examples=15, stateful_step_count=25, deadline=None, derandomize=True, database=None)
    run_state_machine_as_test(machine, settings=few)
