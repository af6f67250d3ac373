"""The garbage collector of a process that serves: what the program is made of is not looked through again.

Some 600,000 objects are there before the first click and stay to the end. Going through them takes 175 ms,
and nobody is answered meanwhile; a serving process does that every so often, for nothing. What is made from
here on is collected as ever (docs.python.org, gc), only less often: with 32 answers under way at once, 700
objects, Python's own bound, are no garbage but what these hold, and looking for it took a click in twelve.
"""

import gc

YOUNG = 10_000
"""Objects made and not gone again, after which the young ones are looked through: 1 ms. Some megabytes at
most that a cycle may keep from being freed until then."""


def settle_collector() -> None:
    """For a program that is assembled, before it serves."""
    gc.collect()  # what the start left behind would be kept for good
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
