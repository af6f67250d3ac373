"""Which messages keep to people's hours though no digest holds them: for the tests that ask."""

from handlers import names

FOLLOW_UPS_AT_ONCE = (
    *(names.REQUEST_DUE, names.REQUEST_OPEN),
    *(
        names.ADMISSION_DUE,
        names.ADMISSION_COLLEAGUE_DUE,
        names.ADMISSION_OPEN,
        names.SEAT_DUE,
        names.SEAT_OPEN,
    ),
    *(names.ATTENDANCE_DUE, names.OFFER_DUE, names.PROXY_DUE, names.CONTACT_DUE, names.CORRECTION_DUE),
)
"""Follow-ups (`club.followup`): somebody is called again, or hears that it still waits."""
