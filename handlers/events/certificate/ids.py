"""Ids of this feature's buttons and lists."""

LIST = "certificates"
PAGE = "certificate.page"
SEND = "certificate.send"
