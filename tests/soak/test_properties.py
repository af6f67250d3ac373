"""The waiting line's promises, many more lives long."""

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.handlers.events.rsvp.machine import ClubLife

pytestmark = pytest.mark.soak


def test_a_thousand_clubs_keep_the_promises_of_the_line(migrated_file: Path) -> None:
    machine = type("Life", (ClubLife,), {"migrated": migrated_file})
    many = settings(max_examples=1000, stateful_step_count=60, deadline=None, database=None)
    run_state_machine_as_test(machine, settings=many)
