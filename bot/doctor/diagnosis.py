"""What a look has found, in words for whoever runs Prime."""

from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """How it is."""

    OK = "ok"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    """It could not be looked at, for a reason that another finding names."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    check: str
    """Its name, one word."""
    state: Condition
    says: str
    """What is so; no secret is in it, and nobody's name."""
    do: str = ""
    """What to do about it, where it is wrong."""

    @property
    def line(self) -> str:
        """As it is shown: `ok      token: prime, in the workspace Club PRIME`."""
        state = self.state.upper() if self.state is Condition.WRONG else self.state
        return f"{state:8}{self.check}: {self.words}"

    @property
    def words(self) -> str:
        """What is so, and what to do."""
        return f"{self.says}. {self.do}" if self.do else self.says


def ok(check: str, says: str) -> Diagnosis:
    """All is well."""
    return Diagnosis(check, Condition.OK, says)


def wrong(check: str, says: str, do: str) -> Diagnosis:
    """Something is to be done."""
    return Diagnosis(check, Condition.WRONG, says, do)


def unknown(check: str, says: str) -> Diagnosis:
    """It could not be looked at."""
    return Diagnosis(check, Condition.UNKNOWN, says)
