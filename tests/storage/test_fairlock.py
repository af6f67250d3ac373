"""The lock of those who write: in the order of asking, and nobody is handed it who no longer waits."""

from threading import Event, Lock, Thread

import pytest

from storage.fairlock import FairLock


def joined(lock: FairLock, before: int) -> None:
    """Returns once somebody has joined the line of `before`."""
    while len(lock._line) == before:
        Event().wait(0.001)


def waiting(lock: FairLock, *, long: bool = False) -> Thread:
    """Somebody who waits for a lock that is held, and lets go of it at once."""

    def waits() -> None:
        assert lock.acquire(long=long)
        lock.release()

    before = len(lock._line)
    thread = Thread(target=waits)
    thread.start()
    joined(lock, before)
    return thread


def test_who_gives_up_waiting_for_the_lock_no_longer_stands_in_line() -> None:
    lock = FairLock()
    lock.acquire()
    given_up: list[bool] = []
    thread = Thread(target=lambda: given_up.append(lock.acquire(patience=0.001)))
    thread.start()
    thread.join(10)
    assert given_up == [False]
    assert not lock.release_to_short()
    lock.release()
    assert lock.acquire(patience=0)


def test_a_lock_handed_over_while_somebody_gives_up_is_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = FairLock()
    lock.acquire()

    class HandedOverTooLate:
        """What one waits on: it is released in the moment that one's patience ends."""

        def acquire(self, timeout: float | None = None) -> bool:
            if timeout is not None:
                lock.release()
            return timeout is None

        def release(self) -> None:
            pass

    monkeypatch.setattr("storage.fairlock.threading.Lock", HandedOverTooLate)
    assert lock.acquire(patience=0.001)
    assert not lock._line
    assert lock._held


def test_only_to_one_who_will_not_take_long_the_lock_is_handed_before_its_time() -> None:
    lock = FairLock()
    lock.acquire()
    assert not lock.release_to_short()
    threads = [waiting(lock, long=True)]
    assert not lock.release_to_short()
    lock.release()
    threads[0].join(10)
    lock.acquire()
    threads.append(waiting(lock))
    assert lock.release_to_short()
    threads[1].join(10)
    assert not threads[1].is_alive()
    assert lock.acquire(patience=0)


def test_the_lock_is_handed_over_in_the_order_of_asking() -> None:
    lock, served, noting = FairLock(), list[int](), Lock()
    threads = [Thread(target=_take, args=(lock, served, noting, number)) for number in range(12)]
    with lock:
        for number, thread in enumerate(threads):
            thread.start()
            joined(lock, number)
    for thread in threads:
        thread.join(10)
    assert served == list(range(12))


def test_the_lock_is_held_by_one_at_a_time_and_free_after_all() -> None:
    lock, inside, most, noting = FairLock(), list[int](), list[int](), Lock()

    def work() -> None:
        for _ in range(50):
            with lock:
                inside.append(1)
                with noting:
                    most.append(len(inside))
                inside.pop()

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert max(most) == 1
    assert len(most) == 400
    with lock:
        pass


def test_the_lock_is_free_again_after_an_exception() -> None:
    lock = FairLock()
    with pytest.raises(ZeroDivisionError), lock:
        raise ZeroDivisionError
    taken = Event()
    thread = Thread(target=lambda: (lock.__enter__(), taken.set()))
    thread.start()
    assert taken.wait(10)
    thread.join(10)


def _take(lock: FairLock, served: list[int], noting: Lock, number: int) -> None:
    with lock, noting:
        served.append(number)
