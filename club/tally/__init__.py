"""How votes are counted: exactly, with ties told (articles CHOISIR, ÉVALUER).

`decide` leads from papers to a result; `tally` only counts. Each method states its rule, its source and what
a tie is where it is written: `sums` (approval, points), `judgment`, `ranking`, `motions`, `shares`.
"""

from club.tally.count import tally
from club.tally.decision import BallotResult, Settled, decide
from club.tally.figures import Figures, Gauge, Stances, Tally
from club.tally.motions import few_together, needed
from club.tally.papers import Paper, choices, without_choice
from club.tally.shares import Shares, equal_shares
from club.tally.ties import commitment, draw, draw_by_seed, settle

__all__ = [
    "BallotResult",
    "Figures",
    "Gauge",
    "Paper",
    "Settled",
    "Shares",
    "Stances",
    "Tally",
    "choices",
    "commitment",
    "decide",
    "draw",
    "draw_by_seed",
    "equal_shares",
    "few_together",
    "needed",
    "settle",
    "tally",
    "without_choice",
]
