"""Ids of this feature's buttons and modals."""

ALL = "series.all"
"""“I am coming to all”: with the series' id."""
ALL_REMOTE = "series.all_remote"
STILL = "series.still"
"""“I am still coming to all”, after a change."""
CHOOSE = "series.choose"
CHOOSING = "series.choosing"
PUT_BACK = "series.put_back"

DATES, REST, WAY = "dates", "rest", "way"
"""Blocks of the form; the dates stand in several, ten in each: `dates#0`."""
