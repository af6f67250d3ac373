"""Whether somebody's expertise is what a question asks for: word by word, in French and in English alike.

Words are compared as titles of topics are (`club.likeness`): folded, without those that say nothing. Words of
the trade that have the same meaning in the club's two languages count as one.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from club.folding import fold
from club.likeness import same_word, telling

MEANINGS = """
air comprime compressed compressor compresseur
audit diagnostic
biomasse biomass bois wood
biogaz biogas methanisation
boiler chaudiere chaufferie
brique brick
capture ccus
carbone carbon co2 decarbonation decarbonization
cement ciment
chaleur heat thermique thermal calorie
combustion burner bruleur
compressor compresseur
contrat contract
cooling froid refroidissement refrigeration
drying sechage sechoir dryer
eau water
eclairage lighting led
electricite electricity electrique electric
energie energy
evaporation evaporateur evaporator
exchanger echangeur
financement funding aides aide grants subvention
four furnace oven kiln
fumees flue
gaz gas
glass verre verrerie
hydrogene hydrogen electrolyse
isolation insulation calorifuge
mesure metering measurement comptage
moteur motor
paper papier papeterie
pompe pump
pressure pression
regulation control
reseau network
solaire solar photovoltaique
steam vapeur
steel acier siderurgie
stockage storage
sugar sucre sucrerie
textile teinture dyeing
ventilation fan ventilateur
"""
"""A line for each meaning, folded; French and English beside each other."""
_SHORTEST_BEGINNING, _BEGINNING = 4, 6
_STOP = re.compile(r"[,;:()/\n]|[.!?](?:\s|$)")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


def _senses() -> Mapping[str, frozenset[str]]:
    """Each word with all that mean the same."""
    found: dict[str, frozenset[str]] = {}
    for line in MEANINGS.strip().splitlines():
        words = frozenset(telling(line))
        found.update({word: found.get(word, frozenset()) | words for word in words})
    return found


_SENSES = _senses()


def same_meaning(one: str, other: str) -> bool:
    """Whether two telling words mean the same: alike, or of one line of `MEANINGS`."""
    return same_word(one, other) or other in _SENSES.get(one, ())


def widened(word: str) -> list[str]:
    """How a telling word, or one that means the same, may begin where it is looked for in an index.

    Long words by their first six letters, as `club.likeness` compares them.
    """
    meant = (word, *sorted(_SENSES.get(word, ())))
    return list(dict.fromkeys(each[:_BEGINNING] for each in meant))


def beginnings(text: str) -> set[str]:
    """Every beginning under which the words of a text are found: `widened` asks for one of them."""
    words = telling(text)
    longer = (word[:end] for word in words for end in range(_SHORTEST_BEGINNING, _BEGINNING + 1))
    return {*longer, *(word[:_BEGINNING] for word in words)}


def is_beginning(word: str) -> bool:
    """Whether such a word may go on; a shorter one is looked for as it is."""
    return len(word) >= _SHORTEST_BEGINNING


def hits(words: Sequence[str], text: str) -> frozenset[str]:
    """Those of a question's telling words that a text answers to."""
    told = telling(text)
    return frozenset(word for word in words if any(same_meaning(word, other) for other in told))


def fragments(words: Sequence[str], text: str) -> tuple[str, ...]:
    """What of a text answers to the words, as it is written there: neighbours together, each run once.

    "Compression de vapeur, réseaux de chaleur" has "vapeur" and "chaleur" of "vapeur et chaleur".
    """
    found: dict[str, str] = {}
    for clause in _STOP.split(text):
        spelled = ((_answers(words, one), one) for one in _WORD.findall(clause))
        for hit, run in groupby(spelled, lambda one: one[0]):
            said = " ".join(one for _, one in run)
            if hit:
                found.setdefault(fold(said), said)
    return tuple(found.values())


def _answers(words: Sequence[str], spelled: str) -> bool:
    told = telling(spelled)
    return any(same_meaning(word, other) for word in words for other in told)
