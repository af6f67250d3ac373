"""Topics that speak of the same thing: pointed out while a topic is proposed (article CONTRIBUER).

Titles are compared word by word. Words that any title may have ("projet", "améliorer", "dans") count for
nothing; two words are the same where one is the other with another ending, or with one slip of the pen.
Where titles leave a doubt, descriptions are compared too.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from club.folding import fold
from club.spelling import one_slip

Id = TypeVar("Id")
Rated = tuple[float, Id]
"""How close a title is, and whose."""

LIKE = 0.5
"""Twice the words in common, over the words of both (Dice): above this, two titles are close. "Valoriser la
chaleur fatale" and "Récupération de chaleur fatale" have 1.0 (only "chaleur fatale" counts); "Réseaux de
chaleur" and the latter 0.5, which is not enough."""
NEARLY = 0.3
"""From here on the descriptions are looked at too: one telling word of three is in common."""
MOST = 5
"""Close titles that are pointed out."""
_READ = 50
"""Descriptions that are read for it."""
_STEM, _ENDING, _SHORTEST, _SHORTEST_SLIP = 6, 3, 4, 6

_COMMON = """
a afin au aux avec ce ces chez comme comment d dans de des du en entre est et eux il je l la le les leur
leurs lors lui mais ne nos notre nous on ou par pas peut plus pour pourquoi qu quand que quel quelle quels
qui sa sans se ses si son sont sous sur t toute toutes tous tout un une vers vos votre vous y
ameliorer ameliorations amelioration analyse animer approche atelier benchmark club collectif collective
commun communs communes conference creer demarche developper developpement enjeux etat etude etudes
etudier evaluation evaluer evenement faire forum groupe guide idee industrie industriel industrielle
industriels journee lieux lancer methode meilleur meilleure meilleures mieux mettre nouveau nouveaux
nouvelle nouvelles optimisation optimiser organiser partage partager pilote place piloter possible
possibles pratique pratiques programme projet projets proposer question recensement recuperation recuperer
reduire reduction retour retours experience experiences salon site sites solution solutions suivi suivre
sujet travail travaux utiliser utilisation valorisation valoriser veille visite visiter webinaire
and for from in of on the to with best practice practices study
"""
_EMPTY = frozenset(_COMMON.split())


@lru_cache(maxsize=4096)
def telling(title: str) -> tuple[str, ...]:
    """The words of a title that say what it is about, each once, folded, without the plural.

    Kept, for every title is compared with every new one, and folding takes longer than comparing.
    """
    return _telling(title)


def _telling(title: str) -> tuple[str, ...]:
    plain = "".join(c if c.isalnum() else " " for c in fold(title))
    words = [word for word in plain.split() if word not in _EMPTY and (len(word) > 1 or word.isdigit())]
    return tuple(dict.fromkeys(_singular(word) for word in words))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1. Titles of common words alone are like those of the same words."""
    first, second = telling(one), telling(other)
    if not first or not second:
        return 1.0 if fold(one) == fold(other) else 0.0
    left = list(second)
    for word in first:
        if found := next((each for each in left if same_word(word, each)), None):
            left.remove(found)
    return 2 * (len(second) - len(left)) / (len(first) + len(second))


def same_word(one: str, other: str) -> bool:
    """Equal; or alike to the sixth letter, or but for a short ending, or for one slip in a long word."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST or any(c.isdigit() for c in one + other):
        return False
    if shorter[:_STEM] == longer[:_STEM] and len(shorter) >= _STEM:
        return True
    if longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING:
        return True
    return len(shorter) >= _SHORTEST_SLIP and one_slip(one, other)


def keys(title: str) -> Sequence[str]:
    """What two titles that have anything in common share at least one of: an index finds the others by it.

    All words together; of each the word itself, what is left of it without its ending or without any one
    letter, and how it begins; then words two by two, for a word that many titles have says little.
    """
    words = sorted(telling(title))
    if not words:
        return [f"={fold(title)}"]
    pairs = (f"{one} {other}" for one, other in combinations([word[:_STEM] for word in words], 2))
    each = (key for word in words for key in _keys(word))
    return list(dict.fromkeys([f"={' '.join(words)}", *each, *pairs]))


def _keys(word: str) -> Iterator[str]:
    yield word
    if any(c.isdigit() for c in word):
        return
    yield from (word[:-cut] for cut in range(1, _ENDING + 1) if len(word) - cut >= _SHORTEST)
    if len(word) >= _SHORTEST_SLIP:
        yield word[:_STEM]
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def rate(title: str, others: Iterable[tuple[Id, str]]) -> Sequence[Rated[Id]]:
    """How close the others' titles are to this one: those that have anything in common, the closest first."""
    rated = [(likeness(title, other), id_) for id_, other in _akin(title, list(others))]
    return sorted((one for one in rated if one[0]), key=lambda one: -one[0])


def doubtful(rated: Sequence[Rated[Id]]) -> Sequence[Id]:
    """Those whose titles have too much in common to be of another thing, and not enough to be of the same."""
    return [id_ for found, id_ in rated if NEARLY <= found <= LIKE][:_READ]


def closest(
    rated: Sequence[Rated[Id]], description: str = "", descriptions: Iterable[tuple[Id, str]] = ()
) -> Sequence[Id]:
    """The close ones among those rated by their titles, the closest first, at most `MOST`.

    `descriptions` are those of the doubtful ones: there the mean of titles and descriptions decides. They
    never make less of what titles have in common.
    """
    words, by_title = set(_telling(description)), {id_: found for found, id_ in rated}
    for id_, other in descriptions:
        common = _shared(words, set(_telling(other)))
        by_title[id_] = max(by_title[id_], (by_title[id_] + common) / 2)
    found = sorted((one for one in by_title.items() if one[1] > LIKE), key=lambda one: -one[1])
    return [id_ for id_, _ in found[:MOST]]


def _shared(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _akin(title: str, others: Sequence[tuple[Id, str]]) -> Sequence[tuple[Id, str]]:
    """Those that have a word in common with it: each word is looked at once, in however many titles."""
    words = telling(title)
    if not words:
        return others
    known = {word for _, other in others for word in telling(other)}
    common = {word for word in known if any(same_word(mine, word) for mine in words)}
    return [one for one in others if not common.isdisjoint(telling(one[1]))]
