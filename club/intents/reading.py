"""A sentence and what it means: `read` is all that others need of this package."""

from collections.abc import Sequence
from datetime import datetime

from club.intents import lexicon as lex
from club.intents import vocabulary as voc
from club.intents.acts import acts_in
from club.intents.clauses import Sentence, sentence, without
from club.intents.commands import command_in
from club.intents.finding import found_words
from club.intents.meaning import Intent, Known, Meaning, NotUnderstood, Reading
from club.intents.naming import Programme, correct
from club.intents.questions import ASKING_FOR, SHOWING, asks_who
from club.intents.tokens import PUNCTUATION, line, tokens, unquoted

MOST = 6
"""Meanings side by side; beyond, the event is asked for."""
NEAR = 3
_WHY_QUESTION = lex.words("pourquoi(?! pas)", "why(?! not)")


def read(text: str, known: Known, now: datetime) -> Reading:
    """What a sentence means in this club. Nothing is ever raised, whatever is typed.

    `now` is on the club's wall clock, and so are the events' starts.
    """
    programme = Programme.of(known.events)
    quoted = unquoted(text)
    foreign = [one for one in quoted.quotations if not _is_name(one, programme)]
    inner = " ".join(one for one in quoted.quotations if one not in foreign)
    said = correct(tokens(f"{quoted.rest} {inner}"), programme)
    said = without(said, lex.POLITE)
    if not any(one.word not in PUNCTUATION for one in said):
        return _nothing(NotUnderstood.QUOTED if foreign else NotUnderstood.NOTHING, None)
    whole = sentence(said, programme, now.date())
    if asked := _question(whole):
        return Reading(asked)
    if foreign or lex.TOLD.search(line(said)):
        return _nothing(NotUnderstood.QUOTED, whole)
    return _acts(whole, known) or _bare_event(whole) or _nothing(NotUnderstood.NOTHING, whole)


def _is_name(quotation: str, programme: Programme) -> bool:
    """Whether what is quoted is no more than an event's name."""
    said = [one for one in tokens(quotation) if one.word not in PUNCTUATION and one.word not in voc.ARTICLES]
    return bool(said) and all(programme.names(one.word) for one in said)


def _question(whole: Sentence) -> tuple[Meaning, ...]:
    """What is looked for, asked about an event, or named by a word of its own."""
    text = whole.text
    if asks_who(text):
        return _of_events(Intent.WHO, whole) or (Meaning(Intent.WHO),)
    command = command_in(text)
    looking = command is not Intent.RESULTS and not _comes_along(whole)
    if looking and (wanted := found_words(whole.words, text)):
        return (Meaning(Intent.FIND, words=wanted),)
    if command and (command is not Intent.AGENDA or not _of_events(Intent.SHOW, whole)):
        return (Meaning(command),)
    return _showing(whole, text)


def _comes_along(whole: Sentence) -> bool:
    """Whether somebody is brought or sent to an event that is named."""
    said = whole.company.sure or (whole.company.any and lex.COMING.search(whole.text))
    return bool(said) and any(clause.segments for clause in whole.clauses)


def _showing(whole: Sentence, text: str) -> tuple[Meaning, ...]:
    if not SHOWING.search(text) or (ASKING_FOR.search(text) and not _WHY_QUESTION.search(text)):
        return ()
    return _of_events(Intent.SHOW, whole)


def _of_events(intent: Intent, whole: Sentence) -> tuple[Meaning, ...]:
    """The intent for each event that the sentence names."""
    found = dict[Meaning, None]()
    for clause in whole.clauses:
        for segment in clause.segments:
            found.update((Meaning(intent, event.id), None) for event in segment.events(whole.programme))
    return tuple(found)[:MOST]


def _acts(whole: Sentence, known: Known) -> Reading | None:
    text = whole.text
    either = bool(lex.OUTER_DENIAL.search(text))
    meanings, why = acts_in(whole, known, either=either)
    if not meanings:
        return _nothing(why, whole) if why else None
    asks = text.rstrip(" .!").endswith("?") and not ASKING_FOR.search(text)
    if asks and not whole.company.any and not _hedged(meanings):
        shown = _of_events(Intent.SHOW, whole)
        return Reading(shown or (Meaning(Intent.AGENDA),))
    if len(meanings) > MOST:
        meanings = list(dict.fromkeys(_unnamed(one) for one in meanings))
    return Reading(tuple(meanings))


def _hedged(meanings: Sequence[Meaning]) -> bool:
    return len({one.intent for one in meanings}) > 1


def _unnamed(one: Meaning) -> Meaning:
    return Meaning(one.intent, None, one.minutes, one.people, one.companions)


def _bare_event(whole: Sentence) -> Reading | None:
    """An event's name or a day, and nothing that nobody knows: the event is shown, but for greetings."""
    if any(clause.vague for clause in whole.clauses):
        return None
    shown = _of_events(Intent.SHOW, whole)
    if lex.GREETINGS.search(whole.text):
        return _nothing(NotUnderstood.COURTESY, whole)
    return Reading(shown) if shown else None


def _nothing(why: NotUnderstood | None, whole: Sentence | None) -> Reading:
    """Nothing understood; the likeliest are what the sentence names, then what is asked most."""
    named = _of_events(Intent.SHOW, whole)[:1] if whole else ()
    usual = (Meaning(Intent.AGENDA), Meaning(Intent.TOPICS), Meaning(Intent.FIND))
    return Reading(near=(*named, *usual)[:NEAR], why=why or NotUnderstood.NOTHING)
