"""What the program costs, as ratios against floors measured in the same run.

Absolute times drift with the machine; ratios taken in one round do not. `python -m benchmarks` runs all,
`python -m benchmarks rsvp` one. Everything talks to this machine alone and ends by itself.
"""
