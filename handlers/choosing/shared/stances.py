"""What a vote says of a resolution, by name."""

from collections.abc import Mapping

from club.ballots import Stance
from handlers.words import Translator, mark

STANCES: Mapping[Stance, str] = {
    Stance.FOR: mark("For"),
    Stance.AGAINST: mark("Against"),
    Stance.ABSTAIN: mark("Abstention"),
}


def stance_name(t: Translator, stance: int) -> str:
    """For, against or an abstention; nothing for what is none of these."""
    return t(STANCES[Stance(stance)]) if stance in set(Stance) else ""
