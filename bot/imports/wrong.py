"""What a cell's reader raises."""


class CellError(ValueError):
    """Why a cell cannot be taken; `no_hour` where only the hour of a day is missing."""

    def __init__(self, reason: str, *, no_hour: bool = False) -> None:
        super().__init__(reason)
        self.no_hour = no_hour
