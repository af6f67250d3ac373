"""What happens because time passes: the tick, the sweeps, the outbox.

No job is kept in APScheduler: its store pickles, loses runs and fires twice across processes. An in-memory
scheduler ticks; each tick reads from our tables what is due now.
"""
