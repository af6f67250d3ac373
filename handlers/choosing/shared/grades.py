"""Grades in words."""

from collections.abc import Mapping

from club.ballots import Grade
from handlers.words import Translator, mark

GRADES: Mapping[Grade, str] = {
    Grade.EXCELLENT: mark("Excellent"),
    Grade.GOOD: mark("Good"),
    Grade.FAIR: mark("Fair"),
    Grade.POOR: mark("Insufficient"),
    Grade.REJECT: mark("To be rejected"),
}


def grade_name(t: Translator, grade: Grade) -> str:
    """A grade of majority judgment."""
    return t(GRADES[grade])
