"""Names of actions, and of the list of companies."""

MINE, COMPANY, CLUB = "summary.mine", "summary.company", "summary.club"
"""One's own year, one's company's, all companies': by a button or a select, whose value is the year."""
PAGE, SEND = "summary.page", "summary.send"
LIST = "summary"
