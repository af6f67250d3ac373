"""Lists searched by words: of each word, what it stands in, in the order in which the list shows it.

A search for one word reads no more than it shows, however long the list; of several words, it goes along the
rarest. Words are found from where they begin, or a part of them does: "vapeur" in "(vapeur)", "acme.fr" in
an address. No more than `MOST` are found: whoever finds so many adds a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    union_all,
)

from club.folding import fold
from storage import tables
from storage.session import Session
from storage.tables import core

MOST = 100
"""Entries that a search finds at most: the first of them, in the list's order."""
_ENDINGS, _LONGEST, _ALIKE = 20, 40, 4
"""Words that are looked for where the beginning of one was typed; letters that are kept of one; how many that
begin alike an entry may have."""
_BEYOND = "\U0010ffff"
_AT_ONCE = 400
Thing = TypeVar("Thing")
_PART, _WHOLE = re.compile(r"[^\W_]+"), re.compile(r"[^\W_](?:.*[^\W_])?")
WORDS = core(tables.ListedWord)


@dataclass(frozen=True, slots=True)
class WordedEntry:
    """What a list has an entry of: where in the list it stands, and what it is found by."""

    ref: int
    text: str
    shelf: str = ""
    """The part of the list."""
    place: str = ""
    """Entries of a part are in the order of this; of one place, in the order of their ids."""
    keys: AbstractSet[str] = frozenset()
    """Found by these as they are, besides the words."""


class FoundPage(NamedTuple):
    """A page of what was found."""

    ids: list[int]
    total: int
    """How many there are, up to `MOST`."""


def words_in(text: str) -> set[str]:
    """The words under which a text is found: each from wherever a part of it begins."""
    return {word[part.start() :][:_LONGEST] for word in fold(text).split() for part in _PART.finditer(word)}


def typed(text: str) -> list[str]:
    """What is looked for where this was typed; signs around a word, or alone, say nothing."""
    found = (_WHOLE.search(word) for word in fold(text).split())
    return list(dict.fromkeys(one[0][:_LONGEST] for one in found if one))


def put(session: Session, list_: str, entries: Iterable[WordedEntry], gone: Iterable[int] = ()) -> None:
    """Has the entries found by what they say now, and those that are gone by nothing."""
    for some in _chunks(list(entries)):
        remove(session, list_, [one.ref for one in some])
        rows = [row for one in some for row in _rows(list_, one)]
        if rows:
            session.connection().execute(insert(WORDS), rows)
    for ids in _chunks(list(gone)):
        remove(session, list_, ids)


def remove(session: Session, list_: str, refs: Sequence[int]) -> None:
    """Nothing finds these any more."""
    session.connection().execute(delete(WORDS).where(WORDS.c.list == list_, WORDS.c.ref.in_(refs)))


def is_empty(session: Session, list_: str) -> bool:
    """Whether nothing of that list is found."""
    found = select(WORDS.c.ref).where(WORDS.c.list == list_).limit(1)
    return session.connection().execute(found).first() is None


def find(
    session: Session,
    list_: str,
    words: Sequence[str],
    shelves: Sequence[str] = ("",),
    *more: ColumnElement[bool],
    newest: bool = False,
    offset: int = 0,
    limit: int = MOST,
) -> FoundPage:
    """A page of the first `MOST` entries on these shelves in which every word, as `typed`, begins a word.

    By their place; `newest` begins with the last. `more` are conditions on `WORDS.c.ref`.
    """
    groups = [_endings(session, list_, word) for word in words]
    if not groups or not all(groups) or not shelves:
        return FoundPage([], 0)
    first, *others = sorted(groups, key=lambda group: _count(session, list_, group, shelves))
    fits = [*more, *(_has(list_, group) for group in others)]
    total = _count(session, list_, first, shelves, *fits)
    end = min(offset + limit, total)
    # Both engines merge what the index has in order, and read no more of it than they give.
    each = [_of(list_, word, shelf, fits) for word in first for shelf in shelves]
    merged = union_all(*each).order_by(*(_BACKWARDS if newest else _FORWARDS))
    rows = session.connection().execute(merged.limit(end if len(first) == 1 else _ALIKE * end))
    return FoundPage(list(dict.fromkeys(row.ref for row in rows))[offset:end], total)


_FORWARDS: Sequence[ColumnElement[str]] = (literal_column("1"), literal_column("2"))
_BACKWARDS: Sequence[ColumnElement[str]] = tuple(one.desc() for one in _FORWARDS)
"""By the first and the second column."""


def _of(list_: str, word: str, shelf: str, fits: Sequence[ColumnElement[bool]]) -> Select[tuple[str, int]]:
    """The entries in which that word stands."""
    here = (WORDS.c.list == list_, WORDS.c.word == word, WORDS.c.shelf == shelf)
    return select(WORDS.c.place, WORDS.c.ref).where(*here, *fits)


_OTHER = WORDS.alias("other")


def _has(list_: str, group: Sequence[str]) -> ColumnElement[bool]:
    """The condition that one of these words stands in the entry too."""
    same = (_OTHER.c.list == list_, _OTHER.c.ref == WORDS.c.ref, _OTHER.c.word.in_(group))
    return exists().where(*same).correlate(WORDS)


def _count(
    session: Session, list_: str, group: Sequence[str], shelves: Sequence[str], *fits: ColumnElement[bool]
) -> int:
    """In how many entries one of these words stands, up to `MOST`."""
    here = (WORDS.c.list == list_, WORDS.c.word.in_(group), WORDS.c.shelf.in_(shelves), *fits)
    some = select(WORDS.c.ref).where(*here)
    for most in (MOST, _ALIKE * MOST):  # an entry that has two of the words is there twice
        refs = session.connection().execute(some.limit(most)).scalars().all()
        if len(refs) < most or len(set(refs)) >= MOST:
            break
    return min(MOST, len(set(refs)))


_LIST: BindParameter[str] = bindparam("b_list")
_BEGIN: BindParameter[str] = bindparam("b_begin")
_END: BindParameter[str] = bindparam("b_end")
_BETWEEN = (WORDS.c.list == _LIST, WORDS.c.word < _END)
_FIRST = select(func.min(WORDS.c.word).label("word")).where(*_BETWEEN, WORDS.c.word >= _BEGIN)
_CHAIN = _FIRST.cte("endings", recursive=True)
_NEXT = select(func.min(WORDS.c.word)).where(*_BETWEEN, WORDS.c.word > _CHAIN.c.word).correlate(_CHAIN)
_ENDING_WORDS = select(
    _CHAIN.union_all(select(_NEXT.scalar_subquery()).where(_CHAIN.c.word.is_not(None))).c.word
).limit(_ENDINGS)


def _endings(session: Session, list_: str, word: str) -> list[str]:
    """The list's words that begin so: from one to the next in the index, not through what they stand in."""
    asked = {"b_list": list_, "b_begin": word, "b_end": word + _BEYOND}
    return [one for one in session.connection().execute(_ENDING_WORDS, asked).scalars() if one is not None]


def _rows(list_: str, one: WordedEntry) -> Iterator[Mapping[str, object]]:
    where = {"list": list_, "shelf": one.shelf, "place": one.place, "ref": one.ref}
    return ({**where, "word": word} for word in sorted(words_in(one.text) | one.keys))


def _chunks(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    return (things[at : at + _AT_ONCE] for at in range(0, len(things), _AT_ONCE))
