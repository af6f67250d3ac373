"""Sealed votes held back, encrypted, until several go into the urn at once (article CONFIDENTIALITÉ).

`attendance` and `sealed_paper` are written together, so a vote that was confirmed is on disk; but what it
says is sealed (HPKE, RFC 9180) to a key whose private half is in memory alone (`storage.vault`), and as long
as any other. When enough are held (`club.sealing`), some of them go into the urn in one transaction,
shuffled, with new random ids; those left behind are sealed anew, and the key is destroyed. Old copies of the
files can then be read by nobody, and tell no more than who went into the urn with whom.

Whoever moves votes holds the ballot's row exclusively (`storage.ballots.lock_ballot`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from club.ballots import Ballot
from club.ids import BallotId, VoterId
from club.sealing import choose, padded, room
from storage import tables
from storage.ballots import ATTENDANCE
from storage.prepared import Prepared
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert
from storage.vault import Vault

PAPER, HELD, SEAL = core(tables.Paper), core(tables.SealedPaper), core(tables.BallotSeal)
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
MOST_RESEALED = 100
"""Votes that stay behind and are sealed anew for it; where a rush leaves more, the key stays too."""
DICE: Random = SystemRandom()
_BALLOT: BindParameter[int] = bindparam("b_ballot")
_KEY = Prepared(select(SEAL.c.public, SEAL.c.keeper).where(SEAL.c.ballot_id == _BALLOT))
_HOLD = Prepared(insert(HELD), ["attendance_id", "ballot_id", "weight", "sealed"])
_NEW = Upsert(SEAL, ["ballot_id"])


class KeyLostError(Exception):
    """The ballot's key was in this machine's memory, and is there no more: what was held back is lost."""


@dataclass(frozen=True, slots=True)
class SealedContent:
    """What a sealed vote says, as it is written."""

    receipt: str
    marks: str
    remarks: str


@dataclass(frozen=True, slots=True)
class HeldVote:
    """A vote that is held back."""

    attendance_id: str
    weight: int
    said: SealedContent | None
    """None: it cannot be read, for its key is not here or it was tampered with."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The key of a ballot, and how many votes are held back, by weight."""

    ballot_id: BallotId
    public: bytes
    before: bytes
    keeper: str
    spent: bool
    held: Mapping[int, int]


def hold(
    session: Session, vault: Vault, ballot: Ballot, attendance_id: str, weight: int, said: SealedContent
) -> None:
    """Seals a vote; the caller holds the ballot's row shared, so that nobody changes its key meanwhile.

    Raises KeyLostError where it would be sealed to a key that opens nothing any more.
    """
    connection = session.connection()
    public, keeper = _key(session, vault, ballot.id)
    if is_ours(session, vault, keeper) and vault.find(public) is None:
        raise KeyLostError
    row = {"attendance_id": attendance_id, "ballot_id": ballot.id, "weight": weight}
    _HOLD.run(connection, row | {"sealed": _sealed(public, ballot, attendance_id, weight, said)})


def _key(session: Session, vault: Vault, ballot_id: BallotId) -> tuple[bytes, str]:
    """The ballot's key and who keeps it; the first vote makes it. Of two first votes both use the one that
    came to be.
    """
    connection, where = session.connection(), {"b_ballot": ballot_id}
    if found := _KEY.row(connection, where):
        return bytes(found[0]), found[1]
    made = vault.make()
    row = {"ballot_id": ballot_id, "public": made, "before": b"", "keeper": vault.keeper, "spent": False}
    _NEW.run(connection, row)
    kept = _KEY.row(connection, where)
    assert kept is not None
    if bytes(kept[0]) != made:
        vault.forget(made)
    return bytes(kept[0]), kept[1]


def is_ours(session: Session, vault: Vault, keeper: str) -> bool:
    """Whether a key, were there one still, would be in this vault: SQLite has one machine only."""
    return keeper == vault.keeper or session.connection().dialect.name == "sqlite"


def _private(session: Session, vault: Vault, ballot_id: BallotId) -> X25519PrivateKey | None:
    row = _KEY.row(session.connection(), {"b_ballot": ballot_id})
    return vault.find(bytes(row[0])) if row else None


def _sealed(public: bytes, ballot: Ballot, attendance_id: str, weight: int, said: SealedContent) -> bytes:
    text = b"\0".join(part.encode() for part in (said.receipt, said.marks, said.remarks, "."))
    key = X25519PublicKey.from_public_bytes(public)
    return SUITE.encrypt(padded(text, room(ballot)), key, _bound(ballot.id, attendance_id, weight))


def _opened(key: X25519PrivateKey | None, ballot_id: BallotId, row: Any) -> SealedContent | None:
    if key is None:
        return None
    try:
        text = SUITE.decrypt(bytes(row.sealed), key, _bound(ballot_id, row.attendance_id, row.weight))
    except (InvalidTag, ValueError):
        return None
    receipt, marks, remarks, *_ = text.split(b"\0")
    return SealedContent(receipt.decode(), marks.decode(), remarks.decode())


def _bound(ballot_id: BallotId, attendance_id: str, weight: int) -> bytes:
    """What a sealed vote is tied to: in another row it opens no more."""
    return f"prime sealed paper/{ballot_id}/{attendance_id}/{weight}".encode()


def list_seals(session: Session) -> list[Seal]:
    """The keys there are; one statement, for it is asked every second."""
    columns = (SEAL.c.ballot_id, SEAL.c.public, SEAL.c.before, SEAL.c.keeper, SEAL.c.spent)
    counted = select(*columns, HELD.c.weight, func.count(HELD.c.attendance_id))
    joined = counted.outerjoin(HELD, HELD.c.ballot_id == SEAL.c.ballot_id).group_by(*columns, HELD.c.weight)
    found: dict[BallotId, Seal] = {}
    held: dict[BallotId, dict[int, int]] = defaultdict(dict)
    for ballot_id, public, before, keeper, spent, weight, count in session.connection().execute(joined):
        held[ballot_id] |= {weight: count} if count else {}
        found[ballot_id] = Seal(ballot_id, bytes(public), bytes(before), keeper, spent, held[ballot_id])
    return list(found.values())


def list_held(session: Session, vault: Vault, ballot_id: BallotId) -> list[HeldVote]:
    """The votes held back, read where they can be."""
    key = _private(session, vault, ballot_id)
    rows = session.connection().execute(select(HELD).where(HELD.c.ballot_id == ballot_id))
    return [HeldVote(row.attendance_id, row.weight, _opened(key, ballot_id, row)) for row in rows]


def get_held(session: Session, vault: Vault, ballot_id: BallotId, attendance_id: str) -> SealedContent | None:
    """What one of them says; None where it is not held back, or cannot be read here."""
    found = select(HELD).where(HELD.c.attendance_id == attendance_id)
    row = session.connection().execute(found).one_or_none()
    return _opened(_private(session, vault, ballot_id), ballot_id, row) if row else None


def mix(session: Session, vault: Vault, ballot: Ballot, dice: Random = DICE) -> bytes | None:
    """Has those of the votes held back go into the urn that may; the ballot is locked.

    Returns the public key whose private half is to be destroyed once this is committed; None if none is.
    """
    held = [one for one in list_held(session, vault, ballot.id) if one.said]
    weights = defaultdict(list)
    for one in held:
        weights[one.weight].append(one)
    going = choose(weights, dice)
    if not going:
        return None
    _put(session, ballot.id, list(going), dice)
    staying = [one for one in held if one not in going]
    return _seal_anew(session, vault, ballot, staying) if len(staying) <= MOST_RESEALED else None


def _seal_anew(session: Session, vault: Vault, ballot: Ballot, staying: Sequence[HeldVote]) -> bytes | None:
    """Those that stay, under a new key; not where some cannot be read, for they would be under none."""
    connection = session.connection()
    held = select(func.count()).select_from(HELD).where(HELD.c.ballot_id == ballot.id)
    if connection.execute(held).scalar_one() != len(staying):
        return None
    before = connection.execute(select(SEAL.c.public).where(SEAL.c.ballot_id == ballot.id)).scalar_one()
    public = vault.make()
    for one in staying:
        assert one.said is not None
        sealed = _sealed(public, ballot, one.attendance_id, one.weight, one.said)
        changed = update(HELD).where(HELD.c.attendance_id == one.attendance_id)
        connection.execute(changed.values(sealed=sealed))
    values = {"public": public, "before": before, "keeper": vault.keeper}
    connection.execute(update(SEAL).where(SEAL.c.ballot_id == ballot.id).values(values))
    return bytes(before)


def empty(session: Session, vault: Vault, ballot_id: BallotId, dice: Random = DICE) -> bool:
    """Has all that is held back go into the urn, for the ballot closes; its key is then spent.

    False, and nothing is changed, where one of them cannot be read here: it is not to be counted without.
    """
    held = list_held(session, vault, ballot_id)
    if any(one.said is None for one in held):
        return False
    _put(session, ballot_id, held, dice)
    spend(session, ballot_id)
    return True


def spend(session: Session, ballot_id: BallotId) -> None:
    """Nothing is sealed to the ballot's key any more; whatever is held back is forgotten."""
    session.connection().execute(delete(HELD).where(HELD.c.ballot_id == ballot_id))
    session.connection().execute(update(SEAL).where(SEAL.c.ballot_id == ballot_id).values(spent=True))


def drop_seal(session: Session, ballot_id: BallotId) -> None:
    """Forgets a key that was destroyed, or lost: the next vote makes another."""
    session.connection().execute(delete(SEAL).where(SEAL.c.ballot_id == ballot_id))


def lose(session: Session, lost: Iterable[HeldVote]) -> list[VoterId]:
    """Forgets votes that nobody can read any more, and that they were cast; whose they were."""
    connection, ids = session.connection(), [one.attendance_id for one in lost]
    if not ids:
        return []
    found = select(ATTENDANCE.c.voter_id).where(ATTENDANCE.c.id.in_(ids)).order_by(ATTENDANCE.c.voter_id)
    voters = [VoterId(one) for one in connection.execute(found).scalars()]
    connection.execute(delete(HELD).where(HELD.c.attendance_id.in_(ids)))
    connection.execute(delete(ATTENDANCE).where(ATTENDANCE.c.id.in_(ids)))
    return voters


def _put(session: Session, ballot_id: BallotId, going: Sequence[HeldVote], dice: Random) -> None:
    """Into the urn: shuffled, with new ids, without anything of where they come from."""
    taken = set(_receipts(session, ballot_id, going))
    rows = []
    for one in going:
        assert one.said is not None
        # Drawn twice while both were held back, once in 10^10: no vote is lost over it, a receipt is.
        receipt = one.said.receipt if one.said.receipt not in taken else None
        taken.add(one.said.receipt)
        content = {"receipt": receipt or None, "marks": one.said.marks, "remarks": one.said.remarks}
        rows.append({"ballot_id": ballot_id, "attendance_id": None, "weight": one.weight, **content})
    ids = [one.attendance_id for one in going]
    session.connection().execute(delete(HELD).where(HELD.c.attendance_id.in_(ids)))
    insert_shuffled(session, PAPER, rows, dice)


def _receipts(session: Session, ballot_id: BallotId, going: Sequence[HeldVote]) -> Iterable[str]:
    wanted = [one.said.receipt for one in going if one.said]
    found = select(PAPER.c.receipt).where(PAPER.c.ballot_id == ballot_id, PAPER.c.receipt.in_(wanted))
    return session.connection().execute(found).scalars()


def insert_shuffled(
    session: Session, table: Any, rows: Iterable[Mapping[str, Any]], dice: Random = DICE
) -> None:
    """Writes rows in an order, and under ids, that tell nothing."""
    shuffled = [{**row, "id": dice.randbytes(16).hex()} for row in rows]
    dice.shuffle(shuffled)
    if shuffled:
        session.connection().execute(insert(table), shuffled)
