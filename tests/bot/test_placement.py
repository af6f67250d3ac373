"""The core that the serving process runs on; tried in threads of their own, for it holds for who asks."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.placement import Core, NoSuchCore, place

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system places processes itself"
)


def placed(core: Core) -> tuple[str, set[int]]:
    """What is said, and where a thread may run once it was placed."""

    def work() -> tuple[str, set[int]]:
        said = place(core)
        return said, os.sched_getaffinity(0)

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(work).result(10)


def test_one_core_is_any_that_it_may_run_on_and_is_said() -> None:
    said, cores = placed("one")
    assert len(cores) == 1
    assert cores < os.sched_getaffinity(0) or len(os.sched_getaffinity(0)) == 1
    assert said.startswith(f"on core {cores.pop()}")


def test_a_core_may_be_named() -> None:
    last = max(os.sched_getaffinity(0))
    assert placed(last)[1] == {last}


def test_all_leaves_it_where_it_is() -> None:
    assert placed("all")[1] == os.sched_getaffinity(0)


def test_a_core_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchCore, match="not on core 4095"):
        placed(4095)


def test_what_it_starts_from_then_on_runs_there_too() -> None:
    def starts() -> set[int]:
        place("one")
        with ThreadPoolExecutor(1) as within:
            return within.submit(os.sched_getaffinity, 0).result(10)

    with ThreadPoolExecutor(1) as aside:
        assert len(aside.submit(starts).result(10)) == 1
