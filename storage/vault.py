"""The private keys of sealed votes: in memory alone, never on a disk (article CONFIDENTIALITÉ).

A key is a file in a folder that lives in memory (tmpfs), so that Prime may be killed and started again, and
its processes on one machine share it. Where there is no such folder it is known to one process alone. Either
way it is gone when the machine stops: what was sealed to it can never be read then, by anybody.
"""

import os
import secrets
import stat
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

IN_MEMORY = frozenset({"tmpfs", "ramfs"})
"""Kinds of file systems that no disk holds (kernel.org, filesystems/tmpfs); swapping apart."""
USUAL = Path("/dev/shm")


class Vault(Protocol):
    """Where private keys are, by the public one."""

    keeper: str
    """Whose memory it is; says nothing of the machine to whoever reads it."""

    def make(self) -> bytes:
        """A new pair; its public key."""
        ...

    def find(self, public: bytes) -> X25519PrivateKey | None:
        """The private key; None: it is not here."""
        ...

    def forget(self, public: bytes) -> None:
        """Destroys the private key, if it is here."""
        ...


class ProcessVault:
    """Keys that end with the process."""

    def __init__(self) -> None:
        self.keeper = secrets.token_hex(16)
        self._keys: dict[bytes, X25519PrivateKey] = {}

    def make(self) -> bytes:
        """A new pair; its public key."""
        key = X25519PrivateKey.generate()
        public = key.public_key().public_bytes_raw()
        self._keys[public] = key
        return public

    def find(self, public: bytes) -> X25519PrivateKey | None:
        """The private key; None: another process's."""
        return self._keys.get(public)

    def forget(self, public: bytes) -> None:
        """Destroys the private key, if it is here."""
        self._keys.pop(public, None)


class NotInMemoryError(ValueError):
    """A folder that keys must not be written to; says why."""


class MachineVault:
    """Keys that end with the machine: one file each, for the user who runs Prime alone."""

    def __init__(self, root: Path) -> None:
        """Raises NotInMemoryError where `root` is on a disk, or our folder in it is somebody else's."""
        if kind_of(root) not in IN_MEMORY:
            raise NotInMemoryError(f"{root} is no folder in memory (tmpfs), such as {USUAL}")
        self._folder = root / f"prime-{os.getuid()}"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            found = self._folder.lstat()
        except OSError as fault:
            raise NotInMemoryError(f"{self._folder}: {fault.strerror}") from None
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise NotInMemoryError(f"{self._folder} can be read by others: remove it")
        machine = f"{_machine()}/{os.uname().nodename}/{self._folder}"
        self.keeper = sha256(machine.encode()).hexdigest()[:32]

    def make(self) -> bytes:
        """A new pair; its public key. The private one is there, whole, before this returns."""
        key = X25519PrivateKey.generate()
        public = key.public_key().public_bytes_raw()
        made = os.open(self._new(public), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(made, "wb") as file:
            file.write(key.private_bytes_raw())
        self._new(public).rename(self._file(public))
        return public

    def find(self, public: bytes) -> X25519PrivateKey | None:
        """The private key; None: it was made on another machine, or this one was started anew since."""
        try:
            return X25519PrivateKey.from_private_bytes(self._file(public).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def forget(self, public: bytes) -> None:
        """Destroys the private key, if it is here."""
        self._file(public).unlink(missing_ok=True)

    def _file(self, public: bytes) -> Path:
        return self._folder / sha256(public).hexdigest()[:32]

    def _new(self, public: bytes) -> Path:
        return self._file(public).with_suffix(".new")


def open_vault(folder: str) -> Vault:
    """The vault in this folder, or in the usual one; the process's own where there is none, or for "process".

    Raises NotInMemoryError of a folder that was named and must not be used.
    """
    if folder == "process":
        return ProcessVault()
    if folder:
        return MachineVault(Path(folder))
    try:
        return MachineVault(USUAL)
    except NotInMemoryError:
        return ProcessVault()


def kind_of(folder: Path) -> str:
    """The kind of file system a folder is on, as Linux names it; empty where it is not known."""
    try:
        place = folder.resolve(strict=True)
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    except OSError:
        return ""
    around = [(len(where), kind) for _, where, kind, *_ in mounts if place.is_relative_to(_unescaped(where))]
    return max(around)[1] if around and place.is_dir() else ""


def swaps() -> bool:
    """Whether this machine may write memory to a disk; False where it does not say."""
    try:
        return len(Path("/proc/swaps").read_text().splitlines()) > 1
    except OSError:
        return False


def _unescaped(mount: str) -> str:
    """Blanks in a mount's path are written in octal (proc_mounts(5))."""
    return mount.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")


def _machine() -> str:
    try:
        return Path("/etc/machine-id").read_text().strip()
    except OSError:
        return ""
