"""Searching the directory: bounded, ranked, forgiving, and only in what the searcher may see.

Names come first, then expertise, work, career. Nothing that is typed reaches the engine's query language
but letters and figures (`club.directory.clauses_of`), so no operator, wildcard or quote has any effect.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock

from sqlalchemy import Connection, TextClause, bindparam, func, select, text

from club.directory import Audience, Clause, clauses_of
from club.folding import fold
from club.glossary import COMMON, Glossary, key_of
from club.ids import MemberId
from club.spelling import Speller
from storage.glossary import glossary_of
from storage.indexing import NAME_MARK, WORD, index_name
from storage.session import Session

MOST = 200
"""Matches read and ranked: a very common word costs no more than this."""
MOST_NAMED = 50
"""Members called alike that are read."""
SHORTEST_PREFIX = 2
_NEAREST = 4
"""Words tried in place of a mistyped one."""
MOST_OFFERED = 3
"""Terms that are proposed in place of one that finds nobody."""
_OVERLAP = 1000
"""Ids of words read again with new ones: a transaction that took lower ids may end after one that took
higher."""

# Weights so far apart that an earlier column wins whatever the length of the text: FTS5's bm25 levels off.
_FTS5 = """
SELECT id, min(score) FROM (
  SELECT * FROM (SELECT rowid AS id, bm25({t}, 1000, 100, 10, 1) - 1000 AS score
    FROM {t} WHERE {t} MATCH :names LIMIT {most})
  UNION ALL
  SELECT * FROM (SELECT rowid AS id, bm25({t}, 1000, 100, 10, 1) AS score
    FROM {t} WHERE {t} MATCH :words LIMIT {most})
) GROUP BY id ORDER BY 2, 1 LIMIT {most}"""
_TSVECTOR = """
SELECT id, min(score) FROM (
  (SELECT member_id AS id, -1000 - ts_rank('{{0.001,0.01,0.1,1}}', words, CAST(:names AS tsquery)) AS score
    FROM {t} WHERE words @@ CAST(:names AS tsquery) LIMIT {most})
  UNION ALL
  (SELECT member_id, -ts_rank('{{0.001,0.01,0.1,1}}', words, CAST(:words AS tsquery))
    FROM {t} WHERE words @@ CAST(:words AS tsquery) LIMIT {most})
) AS hit GROUP BY id ORDER BY 2, 1 LIMIT {most}"""


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Members found, best first, at most `MOST`."""

    ids: Sequence[MemberId] = ()
    corrected: str = ""
    """What was searched instead of what was typed, or besides; empty where that was found as it stands."""
    offered: Sequence[str] = ()
    """Where a term of the trade finds nobody: terms that find somebody."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How an engine writes a query."""

    both: str
    either: str
    word: Callable[[str], str]
    prefix: Callable[[str], str]
    statements: Mapping[Audience, TextClause]
    probes: Mapping[Audience, TextClause]
    named: TextClause
    """Names by their words, as members find them."""


def _statements(template: str) -> Mapping[Audience, TextClause]:
    return {one: text(template.format(t=index_name(one), most=MOST)) for one in Audience}


def _names(key: str, fits: str) -> TextClause:
    found = f"SELECT {key} FROM {{t}} WHERE {fits} LIMIT {MOST_NAMED}"
    return text(f"SELECT name FROM member WHERE id IN ({found})".format(t=index_name(Audience.MEMBERS)))


_DIALECTS: Mapping[str, _Dialect] = {
    "sqlite": _Dialect(
        " AND ",
        " OR ",
        lambda word: f'"{word}"',
        lambda word: f'"{word}"*',
        _statements(_FTS5),
        _statements("SELECT count(*) FROM (SELECT 1 FROM {t} WHERE {t} MATCH :words LIMIT 1)"),
        _names("rowid", "{t} MATCH :names"),
    ),
    "postgresql": _Dialect(
        " & ",
        " | ",
        lambda word: f"'{word}'",
        lambda word: f"'{word}':*",
        _statements(_TSVECTOR),
        # LIMIT 1 would have its planner read the whole table in search of a word that nobody has.
        _statements(
            "SELECT count(*) FROM"
            " (SELECT 1 FROM {t} WHERE words @@ CAST(:words AS tsquery) LIMIT {most}) AS hit"
        ),
        _names("member_id", "words @@ CAST(:names AS tsquery)"),
    ),
}
_NEWEST = select(func.max(WORD.c.id))
_NEWS = (
    select(WORD.c.word)
    .where(WORD.c.audience == bindparam("of"), WORD.c.id > bindparam("after"))
    .order_by(WORD.c.id)
)


class Vocabulary:
    """The index's own words, held in memory for each audience; brought up to date when one is asked for.

    A word that has left the index may stay here for a while: `search` proposes none that finds nobody.
    """

    def __init__(self) -> None:
        self._spellers = {audience: Speller() for audience in Audience}
        self._newest = dict.fromkeys(Audience, 0)
        self._teaching = Lock()

    def near(self, session: Session, audience: Audience, word: str) -> list[str]:
        """The words of this audience's index that the mistyped one may have meant, the likeliest first."""
        speller = self._spellers[audience]
        with self._teaching:
            newest = session.connection().execute(_NEWEST).scalar_one_or_none() or 0
            if newest != self._newest[audience]:
                after = self._newest[audience] - _OVERLAP
                rows = session.connection().execute(_NEWS, {"of": audience.value, "after": after})
                speller.learn(row.word for row in rows)
                self._newest[audience] = newest
        return speller.near(word, _NEAREST)


def search(session: Session, vocabulary: Vocabulary, audience: Audience, typed: str) -> SearchHits:
    """Members whom this audience finds by these words: all of them, the last as a beginning too.

    Who says a term of the trade otherwise, or in the other language, is found after them (`club.glossary`).
    Where nobody is found, every word is taken as a beginning; then words are corrected, but for real ones of
    the trade or of English (`Glossary.knows`): these find nobody, and terms are offered that find somebody.
    """
    clauses = clauses_of(typed)
    if not clauses:
        return SearchHits()
    connection = session.connection()
    ids = _run(connection, audience, clauses, len(clauses) - 1)
    if not ids and len(clauses) > 1:
        ids = _run(connection, audience, clauses, 0)
    glossary = glossary_of(session)
    found, said = _reworded(connection, glossary, audience, typed, ids)
    if found:
        return SearchHits(found, " / ".join([typed, *said] if ids else said) if said else "")
    corrected = _corrected(session, vocabulary, audience, clauses, glossary)
    return corrected if corrected.ids else SearchHits(offered=_offered(connection, glossary, audience, typed))


def list_named(session: Session, name: str) -> list[str]:
    """The names, as members may read them, in which all of these words stand; nothing where `MOST_NAMED` do:
    nobody is meant alone by them."""
    clauses = clauses_of(name)
    if not clauses:
        return []
    connection = session.connection()
    dialect = _DIALECTS[connection.dialect.name]
    marked = {"names": _query(dialect, clauses, len(clauses), NAME_MARK)}
    found = connection.execute(dialect.named, marked).scalars().all()
    return list(found) if len(found) < MOST_NAMED else []


def _run(
    connection: Connection, audience: Audience, clauses: Sequence[Clause], prefixed_from: int
) -> list[MemberId]:
    dialect = _DIALECTS[connection.dialect.name]
    asked = {
        "names": _query(dialect, clauses, prefixed_from, NAME_MARK),
        "words": _query(dialect, clauses, prefixed_from),
    }
    return [row[0] for row in connection.execute(dialect.statements[audience], asked)]


def _query(dialect: _Dialect, clauses: Sequence[Clause], prefixed_from: int, mark: str = "") -> str:
    said = []
    for at, clause in enumerate(clauses):
        ways = (_way(dialect, parts, mark, prefixed=at >= prefixed_from) for parts in clause)
        said.append(f"({dialect.either.join(ways)})")
    return dialect.both.join(said)


def _way(dialect: _Dialect, parts: Sequence[str], mark: str, *, prefixed: bool) -> str:
    """All the parts, the last as a beginning where wanted; the whole word counts twice: it ranks first."""
    *before, last = (mark + part for part in parts)
    ending = dialect.word(last)
    if prefixed and len(parts[-1]) >= SHORTEST_PREFIX:
        ending = f"({ending}{dialect.either}{dialect.prefix(last)})"
    return f"({dialect.both.join([*map(dialect.word, before), ending])})"


def _holds(connection: Connection, audience: Audience, clause: Clause, *, prefixed: bool) -> bool:
    dialect = _DIALECTS[connection.dialect.name]
    asked = {"words": _query(dialect, [clause], 0 if prefixed else 1)}
    return bool(connection.execute(dialect.probes[audience], asked).scalar_one())


def _reworded(
    connection: Connection, glossary: Glossary, audience: Audience, typed: str, ids: Sequence[MemberId]
) -> tuple[list[MemberId], list[str]]:
    """Those found, then those found by the same said otherwise; and what found any of these."""
    found, said = dict.fromkeys(ids), list[str]()
    for words in glossary.rewordings(typed):
        more = [one for one in _run(connection, audience, clauses_of(words), 0) if one not in found]
        found.update(dict.fromkeys(more))
        said += [words] if more else []
    return list(found)[:MOST], said


def _offered(connection: Connection, glossary: Glossary, audience: Audience, typed: str) -> Sequence[str]:
    """Terms that find somebody, where a real word was typed; those that share a word with it first, then
    those that the club added itself."""
    said = fold(" ".join([typed, *glossary.rewordings(typed)]))
    meant = {key for word in said.split() for key in key_of(word)}
    if not any(map(glossary.knows, fold(typed).split())):
        return ()
    built_in = len(COMMON.terms)
    ranked = sorted(
        enumerate(glossary.terms),
        key=lambda at: (not any(meant & {*key_of(one)} for one in at[1].wordings), at[0] < built_in),
    )
    usual = ((term.french[0], term.english[0]) for _, term in ranked)
    held = (
        next((one for one in both if _run(connection, audience, clauses_of(one), 0)), "") for both in usual
    )
    return tuple(islice(filter(None, held), MOST_OFFERED))


def _corrected(
    session: Session,
    vocabulary: Vocabulary,
    audience: Audience,
    clauses: Sequence[Clause],
    glossary: Glossary,
) -> SearchHits:
    """With each word replaced by itself, where somebody is found by it, and by its neighbours; a real word by
    its plural or singular alone."""
    widened, said = list[Clause](), list[str]()
    for word in (part for clause in clauses for part in clause[0]):
        near = _neighbours(session, vocabulary, audience, word)
        if glossary.knows(word):
            near = [other for other in near if key_of(other[0]) == key_of(word)]
        known = _holds(session.connection(), audience, ((word,),), prefixed=True)
        if not near and not known:
            return SearchHits()
        widened.append(((word,), *near) if known else tuple(near))
        said.append(word if known and not near else " / ".join(other for (other,) in widened[-1]))
    if len(clauses) == 1 and widened == [clauses[0]]:
        return SearchHits()
    ids = _run(session.connection(), audience, widened, len(widened))
    return SearchHits(ids, " ".join(said)) if ids else SearchHits()


def _neighbours(
    session: Session, vocabulary: Vocabulary, audience: Audience, word: str
) -> list[tuple[str, ...]]:
    near = vocabulary.near(session, audience, word)
    return [(other,) for other in near if _holds(session.connection(), audience, ((other,),), prefixed=False)]
