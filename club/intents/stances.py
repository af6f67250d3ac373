"""What one clause says of one's coming: its verb, and how often that is denied."""

import re
from dataclasses import dataclass, replace
from enum import Enum

from club.intents import lexicon as lex
from club.intents import vocabulary as voc
from club.intents.clauses import Clause
from club.intents.delays import duration_in, hour_in
from club.intents.meaning import NotUnderstood
from club.intents.tokens import place


class ComingStance(Enum):
    """What a clause says of one's coming."""

    COME = "come"
    AWAY = "away"
    LATE = "late"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class ClauseStance:
    """A clause and what it comes to; `stance` None: it says nothing of one's coming."""

    clause: Clause
    stance: ComingStance | None
    why: NotUnderstood | None = None
    """Why what it says is passed over."""
    held_before: bool = False
    """Whether it speaks of one who was to come."""
    vague: bool = False
    """Whether it holds words that nobody knows: an event may be meant that is none of the club's."""
    meant_once: bool = False


FLIPPED = {ComingStance.COME: ComingStance.AWAY, ComingStance.AWAY: ComingStance.COME}
_HELD = lex.words(
    "plus",
    "annul(?:e|er|ez|ons|erai)",
    "desinscri(?:s|re|vez|vons)",
    "no longer",
    "cancel(?:l?ing)?",
    "unregister",
    "any ?more",
    "liber(?:e|er|ez|erai)",
    "(?:ma|notre) (?:place|venue|presence|participation|inscription)",
    "my (?:seat|place|spot|registration)",
    "confirm(?:e|er)?",
    "desist(?:e|er|erai)",
)
"""Words of one who has said to come: without an event, those are meant."""
_NOUN = lex.words(
    "(?:ma|notre) (?:venue|presence|participation|inscription|place)",
    "(?:confirm|confirme)",
    "(?:venir|participer|assister|etre)",
)
_RATHER = lex.words("plutot", "rather")
_THIRD_PERSON = frozenset(["is", "has", "does", "was", "est", "sera", "serait", "soit", "fut", "are", "were"])
_IMPERSONAL = frozenset(["c", "ce", "it", "i", "that", "there", "this", "qu", "que", "me", "we", "@"])
"""Before a verb of the third person, what is nobody: "c'est", "est-ce que"."""
_OWNED = frozenset(
    ["ma", "mon", "mes", "le", "la", "les", "l", "un", "une", "my", "the", "a", "notre", "our"]
)
_OF = frozenset(["de", "du", "des", "d", "la", "l", "le", "of", "the"])
_THINGS = frozenset(["train", "trains", "metro", "avion", "name", "nom"])
"""Things that are said often, and are no event."""
_NEAR = 3
"""A denial within so many words before a verb denies it."""


def stance_of(clause: Clause) -> ClauseStance:
    """What one clause says, by itself."""
    text = clause.text
    vague = clause.vague
    if lex.PAST.search(text):
        return ClauseStance(clause, None, NotUnderstood.PAST, vague=vague)
    stance, why = _stance(clause)
    said = ClauseStance(clause, stance, why, bool(_HELD.search(text)), vague)
    if stance and lex.MEANT_ONCE.search(text):
        return replace(said, meant_once=True)
    return said


def _stance(clause: Clause) -> tuple[ComingStance | None, NotUnderstood | None]:
    text = clause.text
    if lex.DOUBT.search(text):
        return ComingStance.EITHER, None
    if late := _late(clause):
        return late
    away, come = lex.STAYING_AWAY.search(text), lex.COMING.search(text)
    verb = away or come or lex.ABLE.search(text)
    if verb is None:
        return (None if clause.vague else _without_verb(text)), None
    words = place(text, verb)
    if not _own(clause, words):
        return None, NotUnderstood.SOMEBODY_ELSE
    if _of_something_else(clause, verb, words):
        return None, None
    return _away(text, words) if away else _denied(ComingStance.COME, denials(text)), None


def _of_something_else(clause: Clause, verb: re.Match[str], words: range) -> bool:
    """Whether the verb may be said of a thing that nobody knows: a train, the invitation to the forum."""
    if not clause.vague and _THINGS.isdisjoint(clause.words):
        return False
    weak = lex.ABLE.fullmatch(verb.group()) or lex.WEAK_COMING.fullmatch(verb.group())
    return bool(weak) or _has_object(clause, verb, words) or _names_part(clause)


def _has_object(clause: Clause, verb: re.Match[str], words: range) -> bool:
    """Whether what follows a verb that takes an object, articles aside, is a thing that nobody knows."""
    if not lex.WITH_OBJECT.match(verb.group()):
        return False
    rest = range(words.stop, len(clause.words))
    thing = next((at for at in rest if clause.words[at] not in _OWNED), None)
    return thing is not None and (not clause.known[thing] or clause.words[thing] in _THINGS)


def _names_part(clause: Clause) -> bool:
    """Whether the event only says whose the unknown thing is: "le badge du forum"."""
    said, of = clause.words, clause.text.find("%")
    if of < 0:
        return False
    at = said.index("%") - 1
    while at > 0 and said[at] in _OF:
        at -= 1
    return not clause.known[at] and said[at + 1] in _OF - {"la", "l", "the", "le"}


def _late(clause: Clause) -> tuple[ComingStance | None, NotUnderstood | None] | None:
    match = lex.LATE.search(clause.text)
    if match is None:
        return None
    sure = lex.SURELY_LATE.search(clause.text)
    if not sure and not (hour_in(clause.text) or duration_in(clause.text)):
        return None
    if not _own(clause, place(clause.text, sure or match)):
        return None, NotUnderstood.SOMEBODY_ELSE
    if sure and denials(clause.text):
        return ComingStance.COME, None
    return ComingStance.LATE, None


def denials(text: str) -> int:
    """How often a clause denies; a lone "ne" counts where nothing else does."""
    strong = sum(1 for _ in lex.NO.finditer(text))
    return strong or int(bool(lex.FAINT_NO.search(text)))


def _denied(stance: ComingStance, times: int) -> ComingStance:
    if times > 1:
        return ComingStance.EITHER
    return FLIPPED[stance] if times else stance


def _away(text: str, verb: range) -> ComingStance:
    """A word of staying away; denied only by what stands right before it, else nobody can be sure."""
    said = text.split(" ")
    if not denials(text):
        return ComingStance.AWAY
    before = " ".join(said[max(verb.start - _NEAR, 0) : verb.stop + 2])
    others = lex.COMING.search(lex.STAYING_AWAY.sub("", _NOUN.sub("", text)))
    return (
        _denied(ComingStance.AWAY, denials(text)) if denials(before) and not others else ComingStance.EITHER
    )


def _without_verb(text: str) -> ComingStance | None:
    """ "Pas vendredi", "oui pour le forum", "plutôt vendredi": only where every word of it is known."""
    if denials(text):
        return ComingStance.AWAY if denials(text) == 1 else ComingStance.EITHER
    if lex.YES.search(text) or _RATHER.search(text):
        return ComingStance.COME
    return None


def _own(clause: Clause, verb: range) -> bool:
    """Whether whoever writes does it: from the verb back to "je", or to the start, all words are known."""
    known = clause.known
    for at in range(verb.stop - 1, -1, -1):
        word = clause.words[at]
        if word in voc.FIRST_PERSON and at < verb.start + 1:
            return True
        if word in voc.OTHERS or word == "#" or not known[at]:
            return False
        if word in voc.YOU and voc.MINE.isdisjoint(clause.words):
            return False
        if word in _THIRD_PERSON and (at == 0 or clause.words[at - 1] not in _IMPERSONAL):
            return False
    return True


def has_verb(one: ClauseStance) -> bool:
    """Whether a clause has a verb of coming or staying away, or "I can"."""
    text = one.clause.text
    able = lex.ABLE.search(text) and not voc.FIRST_PERSON.isdisjoint(one.clause.words)
    return bool(lex.COMING.search(text) or lex.STAYING_AWAY.search(text) or able)
