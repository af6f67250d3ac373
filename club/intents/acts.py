"""Acts: coming, staying away, being late, bringing or sending somebody.

Every clause gives a stance, of its verb and its denials; clauses lend one another the events they do not
name. Whatever is not plainly one thing comes to both: somebody asked "do you come or not?" loses a second,
somebody taken for the contrary loses a seat.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from club.ids import EventId
from club.intents.clauses import Link, Segment, Sentence
from club.intents.companions import full_names
from club.intents.delays import delay_until, duration_in, hour_in
from club.intents.meaning import Happening, Intent, Known, Meaning, NotUnderstood
from club.intents.stances import FLIPPED, ClauseStance, ComingStance, has_verb, stance_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stance towards events; `events` None: which one is to be asked."""

    stance: ComingStance
    events: tuple[EventId, ...] | None


def acts_in(sentence: Sentence, known: Known, *, either: bool) -> tuple[list[Meaning], NotUnderstood | None]:
    """The acts that a sentence comes to; where none does, why. `either`: the whole sentence is in doubt."""
    said = _conditions([stance_of(clause) for clause in sentence.clauses])
    if sentence.company.any:
        said = _by_company(said, sentence)
    elif not any(_substantial(one) for one in said):
        return [], _passed_over(said)
    chosen = list(_chosen(said, known, sentence))
    if either or any(one.clause.link is Link.IF for one in said):
        chosen = [replace(one, stance=ComingStance.EITHER) for one in chosen]
    return _meanings(chosen, sentence, known), None if chosen else _passed_over(said)


def _substantial(one: ClauseStance) -> bool:
    """Whether a clause is more than a bare "ok" or "non"."""
    return has_verb(one) or bool(one.clause.segments) or one.stance is ComingStance.LATE


def _passed_over(said: Sequence[ClauseStance]) -> NotUnderstood | None:
    return next((one.why for one in said if one.why), None)


def _conditions(said: Sequence[ClauseStance]) -> list[ClauseStance]:
    """What stands behind "si" is passed over."""
    return [
        replace(one, stance=None, why=NotUnderstood.CONDITION)
        if one.clause.link is Link.IF and one.stance
        else one
        for one in said
    ]


def _by_company(said: list[ClauseStance], sentence: Sentence) -> list[ClauseStance]:
    """Somebody is brought to what is named, where nothing else is said: "forum avec Paul"."""
    if any(one.stance for one in said):
        return said
    vague = any(one.vague or one.why for one in said)
    if vague and not sentence.company.sure:
        return said
    return [
        replace(one, stance=ComingStance.COME, why=None)
        if one.why in (None, NotUnderstood.SOMEBODY_ELSE)
        else one
        for one in said
    ]


def _chosen(said: Sequence[ClauseStance], known: Known, sentence: Sentence) -> Iterable[Chosen]:
    """Each stance that holds, with its events, the last word on an event last."""
    speaking = _holding(said)
    for at, one in enumerate(speaking):
        if one.stance is None:
            continue
        named = _events(one.clause.segments, sentence)
        events = _lent(speaking, at, sentence) if named is None else named
        yield Chosen(one.stance, _which(one, events, known))


def _holding(said: Sequence[ClauseStance]) -> list[ClauseStance]:
    """Clauses with their stance as it holds beside the others."""
    surely = any(one.stance and not one.meant_once for one in said)
    found = list[ClauseStance]()
    for one in said:
        found = [replace(each, stance=None) if _overruled(each, one) else each for each in found]
        before = next((each.stance for each in reversed(found) if each.stance and not each.meant_once), None)
        found.append(replace(one, stance=_beside(one, before, surely=surely)))
    return _only_full(found)


def _overruled(before: ClauseStance, one: ClauseStance) -> bool:
    """Whether "mais", without an event of its own, takes back what stands before it."""
    bare = one.clause.link is Link.BUT and not one.clause.segments
    return bare and one.stance in FLIPPED and before.stance is FLIPPED[one.stance]


def _beside(one: ClauseStance, before: ComingStance | None, *, surely: bool) -> ComingStance | None:
    """The stance of a clause after one of stance `before`; `surely`: some clause says what holds now."""
    if one.meant_once:
        return None if surely else ComingStance.EITHER
    if one.clause.link is Link.INSTEAD and before in FLIPPED and not (one.stance and has_verb(one)):
        return FLIPPED[before] if one.clause.segments else None
    silent = one.stance is None and one.why is None and not one.vague
    return before if silent and one.clause.segments else one.stance


def _only_full(said: list[ClauseStance]) -> list[ClauseStance]:
    """A bare "non," or "ok," beside a full clause adds nothing to it: that one says it all."""
    if not any(one.stance and not one.meant_once and _substantial(one) for one in said):
        return said
    return [replace(one, stance=None) if _adds_nothing(at, said) else one for at, one in enumerate(said)]


def _adds_nothing(at: int, said: Sequence[ClauseStance]) -> bool:
    """Whether a clause without verb and event stands before one that speaks, or repeats one before it."""
    one = said[at]
    if one.stance not in FLIPPED or _substantial(one):
        return False
    repeated = any(other.stance is one.stance for other in said[:at])
    return repeated or any(other.stance for other in said[at + 1 :])


def _events(segments: Sequence[Segment], sentence: Sentence) -> list[Happening] | None:
    """The events a clause names; None where it names none, empty where those named are on no such day."""
    if not segments:
        return None
    found = [segment.events(sentence.programme) for segment in segments]
    if not all(found):
        return []
    return [event for event in sentence.programme.events if any(event in each for each in found)]


def _lent(said: Sequence[ClauseStance], at: int, sentence: Sentence) -> list[Happening] | None:
    """The events of the clause before that says nothing itself, else of one after, else of any before."""
    stance = said[at].stance
    silent_before = [one for one in reversed(said[:at]) if one.stance is None]
    silent_after = [one for one in said[at + 1 :] if one.stance is None]
    like = [one for one in said if one.stance is stance]
    speaking = [one for one in reversed(said[:at]) if one.stance]
    for one in (*silent_before, *silent_after, *like, *speaking):
        if one.clause.segments and one.clause.link is not Link.INSTEAD and one.why is not NotUnderstood.PAST:
            return _events(one.clause.segments, sentence)
    return None


def _which(one: ClauseStance, events: list[Happening] | None, known: Known) -> tuple[EventId, ...] | None:
    """The events a clause is about; None where that is to be asked."""
    mine = [event for event in known.events if event.coming]
    if events is None:
        return _ids(() if one.vague else _unsaid(one, mine, known))
    if one.held_before and one.stance is not ComingStance.COME:
        return _ids([event for event in events if event.coming] or events)
    return _ids(events)


def _ids(events: Iterable[Happening]) -> tuple[EventId, ...] | None:
    return tuple(event.id for event in events) or None


def _unsaid(one: ClauseStance, mine: Sequence[Happening], known: Known) -> Sequence[Happening]:
    """Those that can only be meant where none is named: what one was to come to, or the only one there is."""
    if one.held_before or one.stance is ComingStance.LATE:
        return mine
    return known.events if len(known.events) == 1 else ()


def _meanings(chosen: Sequence[Chosen], sentence: Sentence, known: Known) -> list[Meaning]:
    """In the order of the events; a later stance towards an event stands beside an earlier one."""
    found = dict[tuple[Intent, EventId | None], Meaning]()
    people = full_names(sentence.company.people, known.people)
    for one in chosen:
        for event in one.events if one.events is not None else (None,):
            for meaning in _of_event(one, event, sentence, known, people):
                found.setdefault((meaning.intent, meaning.event), meaning)
    return _in_time(_plain(list(found.values())), sentence)


def _of_event(
    one: Chosen, event: EventId | None, sentence: Sentence, known: Known, people: tuple[str, ...]
) -> list[Meaning]:
    company = sentence.company
    come, away = Meaning(Intent.COME, event), Meaning(Intent.AWAY, event)
    if company.sent and one.stance is not ComingStance.EITHER:
        return [Meaning(Intent.SEND, event, people=people)]
    if one.stance is ComingStance.EITHER or (company.any and one.stance is ComingStance.AWAY):
        return [come, away]
    if one.stance is ComingStance.LATE:
        return [Meaning(Intent.LATE, event, minutes=_minutes(event, sentence, known))]
    if company.any and one.stance is ComingStance.COME:
        return [Meaning(Intent.BRING, event, people=people, companions=company.companions)]
    return [come if one.stance is ComingStance.COME else away]


def _minutes(event: EventId | None, sentence: Sentence, known: Known) -> int:
    """How late one will be at an event: as told, or by the hour of arrival."""
    text = sentence.text
    hour = hour_in(text)
    told = duration_in(text)
    if told and (hour is None or told[1].start not in hour[1]):
        return told[0]
    start = next((one.starts_at for one in known.events if one.id == event), None)
    return delay_until(hour[0], start) if hour and start else 0


def _in_time(meanings: list[Meaning], sentence: Sentence) -> list[Meaning]:
    """Without the events for which the hour that was told is not late, where it is for others."""
    if not hour_in(sentence.text):
        return meanings
    late = [one for one in meanings if one.intent is not Intent.LATE or one.minutes]
    return late or meanings


def _plain(meanings: list[Meaning]) -> list[Meaning]:
    """Being late, or bringing somebody, says that one comes."""
    more = {one.event for one in meanings if one.intent in (Intent.LATE, Intent.BRING, Intent.SEND)}
    return [one for one in meanings if one.intent is not Intent.COME or one.event not in more]
