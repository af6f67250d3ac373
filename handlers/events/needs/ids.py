"""Ids of this feature's form."""

FORM, WORDING = "needs.form", "wording"
