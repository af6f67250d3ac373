"""Who walks, and what they type and say."""

from collections.abc import Mapping, Sequence

ORGANISER, MEMBER, NEWCOMER, ASKING = "UODILEGARNIER", "UCLAIREVASSEUR", "UNICOLASBERTHET", "USOLENEMARCHAND"
SEATED, OFFERED, AUTHOR = "UHUGOPEYRON", "UARNAUDWAGNER", "UETIENNEGAUDIN"
PEOPLE = (ORGANISER, MEMBER, AUTHOR, SEATED, OFFERED, ASKING, NEWCOMER)
"""Of the demo: who organises; who has answered nothing; who proposed topics; who has a seat that others wait
for; who is offered one; whose request to join waits; who is not in the club."""
TYPED: Mapping[str, Sequence[str]] = {
    "find": ("Vasseur", "energie", "enregie", "chaleur fatale"),
    "members": ("energie", "Vasseur"),
    "rsvp": ("forum", "forum oui", "visite non", "forum oui +1"),
    "event": ("forum", "reunion"),
    "topics": ("energie", "chaleur"),
    "vote": ("2027",),
    "results": ("automne",),
    "ballot": ("choix",),
    "works": ("energie", "barometre", "usages"),
    "ask": ("mine", "overview", "Quels combustibles pour une chaudière biomasse ?"),
    "dues": ("2026", "2027"),
    "answer": ("forum",),
    "outbox": ("Vasseur",),
}
"""What is typed behind a command besides nothing: words that few and words that most of the club have."""
SAID = (
    *("bonjour", "je viens au forum", "je ne viens pas", "qui connaît la vapeur ?", "xyzzy"),
    *("je serai en retard de 20 minutes au forum", "où est la charte ?", "quelles données gardez-vous ?"),
)
"""What is said to Prime in so many words."""
