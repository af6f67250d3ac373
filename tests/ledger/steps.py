"""What a life is made of: moments, and what is done then."""

from collections.abc import Callable
from datetime import datetime, timedelta

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
Act = Callable[[], object]
Step = tuple[datetime, Act | None]
"""When, and what somebody does; None: time has come to look for what is due."""
