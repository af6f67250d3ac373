"""The directory's index, kept in the transaction of whatever changes a member.

Each audience has an index of its own, so that neither a hit, nor a rank, nor a correction tells anybody of
what they may not see. Members who are not admitted are in none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from club.directory import Audience, Detail, Document, Field, Visibility, document
from club.ids import MemberId
from storage import tables, wording
from storage.session import Session
from storage.tables import core
from storage.wording import WordedEntry

MEMBER, COMPANY = core(tables.Member), core(tables.Company)
DETAIL, WORD = core(tables.Detail), core(tables.Word)
MEMBERS = "member"
"""The organisers' list of members, as `storage.wording` knows it."""
NAME_MARK = "="
"""Names are indexed a second time with this before each word: found first, without reading the rest."""
_AT_ONCE = 400
"""Members indexed by one round of statements; SQLite binds at most 32766 values in one."""

_PEOPLE = (
    select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.function, func.coalesce(COMPANY.c.name, "").label("company"))
    .select_from(MEMBER)
    .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
    .where(MEMBER.c.id.in_(bindparam("ids", expanding=True)), MEMBER.c.state == "admitted")
    .order_by(MEMBER.c.id)
    # Whoever indexes the same member meanwhile waits and then reads what was written here.
    .with_for_update(of=MEMBER, key_share=True)
)
_BOOKS = select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.email, MEMBER.c.listed).where(
    MEMBER.c.id.in_(bindparam("ids", expanding=True)), MEMBER.c.state != "left"
)
_DETAILS = select(DETAIL).where(
    DETAIL.c.member_id.in_(bindparam("ids", expanding=True)),
    DETAIL.c.name.in_([one.value for one in Field]),
)
_KNOWN = select(WORD.c.word).where(
    WORD.c.audience == bindparam("of"), WORD.c.word.in_(bindparam("words", expanding=True))
)
_FORGET = delete(WORD).where(
    WORD.c.audience == bindparam("of"), WORD.c.word.in_(bindparam("words", expanding=True))
)

Documents = Mapping[MemberId, Document]


class Engine(Protocol):
    """What the two engines do differently."""

    def words(self, connection: Connection, audience: Audience, ids: Sequence[MemberId]) -> set[str]:
        """The words that these members are found by now."""
        ...

    def remove(self, connection: Connection, audience: Audience, ids: Sequence[MemberId]) -> None:
        """Takes the members out."""
        ...

    def add(self, connection: Connection, audience: Audience, documents: Documents) -> None:
        """Puts the documents of members in who have none there."""
        ...

    def holds(self, connection: Connection, audience: Audience, word: str) -> bool:
        """Whether anybody is found by exactly this word."""
        ...

    def tidy(self, connection: Connection, audience: Audience) -> None:
        """After all of it was built anew."""
        ...


def index_name(audience: Audience) -> str:
    """The table of an audience's index, as migration 0002 made it."""
    return f"find_{audience.value}"


def columns(found: Document) -> tuple[list[str], list[str], list[str], list[str]]:
    """A document's words column by column, names marked besides."""
    names = [*found.names, *(NAME_MARK + word for word in found.names)]
    return names, list(found.expertise), list(found.work), list(found.career)


class Fts5:
    """SQLite."""

    def words(self, connection: Connection, audience: Audience, ids: Sequence[MemberId]) -> set[str]:
        """From the texts that FTS5 keeps."""
        query = f"SELECT names, expertise, work, career FROM {index_name(audience)} WHERE rowid = :id"
        rows = (connection.execute(text(query), {"id": one}).one_or_none() for one in ids)
        return {word for row in rows if row for column in row for word in column.split()}

    def remove(self, connection: Connection, audience: Audience, ids: Sequence[MemberId]) -> None:
        """By row id, which is the member's."""
        query = text(f"DELETE FROM {index_name(audience)} WHERE rowid = :id")
        connection.execute(query, [{"id": one} for one in ids])

    def add(self, connection: Connection, audience: Audience, documents: Documents) -> None:
        """Column by column."""
        rows = [
            dict(zip(("id", "n", "e", "w", "c"), (one, *map(" ".join, columns(found))), strict=True))
            for one, found in documents.items()
        ]
        if rows:
            into = f"INSERT INTO {index_name(audience)} (rowid, names, expertise, work, career)"
            connection.execute(text(f"{into} VALUES (:id, :n, :e, :w, :c)"), rows)

    def holds(self, connection: Connection, audience: Audience, word: str) -> bool:
        """Stops at the first."""
        name = index_name(audience)
        query = text(f"SELECT 1 FROM {name} WHERE {name} MATCH :word LIMIT 1")
        return connection.execute(query, {"word": f'"{word}"'}).first() is not None

    def tidy(self, connection: Connection, audience: Audience) -> None:
        """One segment, in which a word is looked up once (sqlite.org/fts5.html, the 'optimize' command)."""
        name = index_name(audience)
        connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))


class Tsvector:
    """PostgreSQL. Vectors are written as literals: its own parser would cut words where SQLite does not."""

    def words(self, connection: Connection, audience: Audience, ids: Sequence[MemberId]) -> set[str]:
        """From the vectors themselves."""
        query = f"SELECT DISTINCT unnest(tsvector_to_array(words)) FROM {index_name(audience)}"
        found = text(f"{query} WHERE member_id = ANY(:ids)")
        return set(connection.execute(found, {"ids": list(ids)}).scalars())

    def remove(self, connection: Connection, audience: Audience, ids: Sequence[MemberId]) -> None:
        """By member."""
        query = text(f"DELETE FROM {index_name(audience)} WHERE member_id = ANY(:ids)")
        connection.execute(query, {"ids": list(ids)})

    def add(self, connection: Connection, audience: Audience, documents: Documents) -> None:
        """One vector each."""
        rows = [{"id": one, "words": vector(found)} for one, found in documents.items()]
        if rows:
            into = f"INSERT INTO {index_name(audience)} (member_id, words)"
            connection.execute(text(f"{into} VALUES (:id, CAST(:words AS tsvector))"), rows)

    def holds(self, connection: Connection, audience: Audience, word: str) -> bool:
        """Among two hundred: LIMIT 1 would have its planner read the whole table for a word nobody has."""
        holding = f"SELECT 1 FROM {index_name(audience)} WHERE words @@ CAST(:word AS tsquery) LIMIT 200"
        query = text(f"SELECT count(*) FROM ({holding}) AS hit")
        return bool(connection.execute(query, {"word": f"'{word}'"}).scalar_one())

    def tidy(self, connection: Connection, audience: Audience) -> None:
        """Nothing: autovacuum does."""


def vector(found: Document) -> str:
    """A document as a tsvector literal: words are letters, figures and our mark; nothing needs escaping."""
    placed = (
        (word, weight) for weight, column in zip("ABCD", columns(found), strict=True) for word in column
    )
    return " ".join(f"'{word}':{at}{weight}" for at, (word, weight) in enumerate(placed, 1))


_ENGINES: Mapping[str, Engine] = {"sqlite": Fts5(), "postgresql": Tsvector()}


def reindex(session: Session, member_ids: Iterable[MemberId]) -> None:
    """Has these members found by what holds now: to be called in the transaction that changed it."""
    connection = session.connection()
    for ids in _chunks(sorted(set(member_ids))):
        _list(session, ids)
        for audience, documents in _documents(connection, ids).items():
            _replace(connection, audience, ids, documents)


def _documents(connection: Connection, ids: Sequence[MemberId]) -> Mapping[Audience, Documents]:
    people = connection.execute(_PEOPLE, {"ids": ids}).all()
    details = _details(connection, ids)
    return {
        audience: {
            row.id: document(row.name, row.function, row.company, details.get(row.id, {}), audience)
            for row in people
        }
        for audience in Audience
    }


def rebuild(session: Session) -> None:
    """The same for everybody: after a restored backup, or where members came in past this module."""
    connection = session.connection()
    engine = _ENGINES[connection.dialect.name]
    for audience in Audience:
        connection.execute(text(f"DELETE FROM {index_name(audience)}"))
    connection.execute(delete(WORD))
    found: dict[Audience, set[str]] = {audience: set() for audience in Audience}
    for ids in _chunks(connection.execute(select(MEMBER.c.id)).scalars().all()):
        _list(session, ids)
        for audience, documents in _documents(connection, ids).items():
            engine.add(connection, audience, documents)
            found[audience] |= _words(documents)
    for audience, words in found.items():
        _add_words(connection, audience, words)
        engine.tidy(connection, audience)


def fill_if_empty(session: Session) -> None:
    """Builds the index of a database that is older than it."""
    known = session.connection().execute(select(WORD.c.id).limit(1)).first() is not None
    if not known or wording.is_empty(session, MEMBERS):
        rebuild(session)


def _list(session: Session, ids: Sequence[MemberId]) -> None:
    """The organisers' list has everybody in the books, by company and name."""
    rows = session.connection().execute(_BOOKS, {"ids": ids}).all()
    entries = [
        WordedEntry(row.id, f"{row.name} {row.listed} {row.email or ''}", place=f"{row.listed}\x1f{row.name}")
        for row in rows
    ]
    wording.put(session, MEMBERS, entries, {*ids} - {one.ref for one in entries})


def _chunks(ids: Sequence[MemberId]) -> Iterator[Sequence[MemberId]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


def _details(connection: Connection, ids: Sequence[MemberId]) -> Mapping[MemberId, Mapping[Field, Detail]]:
    found: dict[MemberId, dict[Field, Detail]] = {}
    for row in connection.execute(_DETAILS, {"ids": ids}):
        detail = Detail(row.value, Visibility(row.visibility), row.changed_at)
        found.setdefault(row.member_id, {})[Field(row.name)] = detail
    return found


def _replace(
    connection: Connection, audience: Audience, ids: Sequence[MemberId], documents: Documents
) -> None:
    engine = _ENGINES[connection.dialect.name]
    before = engine.words(connection, audience, ids)
    engine.remove(connection, audience, ids)
    engine.add(connection, audience, documents)
    after = _words(documents)
    _learn(connection, audience, after - before)
    gone = [word for word in before - after if not engine.holds(connection, audience, word)]
    for words in _slices(gone):
        connection.execute(_FORGET, {"of": audience.value, "words": words})


def _words(documents: Documents) -> set[str]:
    return {word for found in documents.values() for column in columns(found) for word in column}


def _learn(connection: Connection, audience: Audience, words: Iterable[str]) -> None:
    for some in _slices(sorted(words)):
        known = connection.execute(_KNOWN, {"of": audience.value, "words": some}).scalars()
        _add_words(connection, audience, {*some} - {*known})


def _add_words(connection: Connection, audience: Audience, words: Iterable[str]) -> None:
    """Without the marked ones, which nobody types."""
    rows = [
        {"audience": audience.value, "word": word} for word in sorted(words) if not word.startswith(NAME_MARK)
    ]
    if rows:
        connection.execute(insert(WORD), rows)


def _slices(words: Sequence[str]) -> Iterator[Sequence[str]]:
    return (words[at : at + 5000] for at in range(0, len(words), 5000))
