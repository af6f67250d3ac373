"""The names of what one can do with a study group."""

LIST = "groups"
"""The list that positions name."""
PEOPLE = "groups.people"
PAGE, SHOW, OPEN, FORM = "groups.page", "groups.show", "groups.open", "groups.form"
JOIN, LEAVE, MANAGE = "groups.join", "groups.leave", "groups.manage"
TITLE, PURPOSE, STATE, LEAD = "title", "purpose", "state", "lead"
HOURS, DATA, SITE, MONEY = "hours", "data", "site", "money"
