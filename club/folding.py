"""One form for words, however they are typed."""

import unicodedata

LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "\u00a0": " ", "\u202f": " "}
)


def fold(words: str) -> str:
    """Without case, accents and ligatures, white space collapsed: "Œuvres à  Évry" is "oeuvres a evry"."""
    if words.isascii():
        return " ".join(words.casefold().split())
    plain = unicodedata.normalize("NFKD", words).translate(LIGATURES)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
