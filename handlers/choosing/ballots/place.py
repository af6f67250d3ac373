"""What the first step of the form says: the second one carries it on its way (`ReturnTo.extra`)."""

from typing import NamedTuple

from club.ballots import Method, Purpose, Secrecy, Unit
from handlers.kit.carried import Id


class First(NamedTuple):
    """What is voted on, how, by whom, how secretly."""

    purpose: Purpose = Purpose.SELECTION
    title: str = ""
    method: Method = Method.APPROVAL
    unit: Unit = Unit.COMPANY
    secrecy: Secrecy = Secrecy.CONFIDENTIAL
    topic_id: Id = 0
    """The topic that is put to a resolution."""
