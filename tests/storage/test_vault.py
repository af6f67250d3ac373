"""Where private keys are kept: in memory, for one user, and nowhere else."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage.vault import (
    IN_MEMORY,
    USUAL,
    MachineVault,
    NotInMemoryError,
    ProcessVault,
    kind_of,
    open_vault,
)

needs_memory = pytest.mark.skipif(kind_of(USUAL) not in IN_MEMORY, reason="no folder in memory")


@needs_memory
def test_a_key_is_found_by_another_process_until_it_is_forgotten() -> None:
    with TemporaryDirectory(dir=USUAL) as folder:
        public = MachineVault(Path(folder)).make()
        other = MachineVault(Path(folder))
        key = other.find(public)
        assert key is not None
        assert key.public_key().public_bytes_raw() == public
        (ours,) = Path(folder).iterdir()
        (file,) = ours.iterdir()
        assert (ours.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
        assert public.hex() not in file.name, "what the database knows names no file"
        other.forget(public)
        other.forget(public)
        assert other.find(public) is None


@needs_memory
def test_the_keeper_is_the_same_for_one_folder_of_one_machine() -> None:
    with TemporaryDirectory(dir=USUAL) as one, TemporaryDirectory(dir=USUAL) as other:
        assert MachineVault(Path(one)).keeper == MachineVault(Path(one)).keeper
        assert MachineVault(Path(one)).keeper != MachineVault(Path(other)).keeper
    assert ProcessVault().keeper != ProcessVault().keeper


@needs_memory
def test_a_folder_that_others_can_read_is_refused() -> None:
    with TemporaryDirectory(dir=USUAL) as folder:
        MachineVault(Path(folder))
        (ours,) = Path(folder).iterdir()
        ours.chmod(0o755)
        with pytest.raises(NotInMemoryError, match="can be read by others"):
            MachineVault(Path(folder))
        ours.chmod(0o700)
        ours.rename(ours.with_name("elsewhere"))
        ours.symlink_to(ours.with_name("elsewhere"))
        with pytest.raises(NotInMemoryError):
            MachineVault(Path(folder))


def test_a_folder_on_a_disk_is_refused_and_one_that_is_not_there() -> None:
    here = Path(__file__).parent
    assert kind_of(here) not in IN_MEMORY
    for folder in (here, here / "none", Path("/proc")):
        with pytest.raises(NotInMemoryError, match="no folder in memory"):
            open_vault(str(folder))


def test_without_a_folder_keys_end_with_the_process() -> None:
    vault = open_vault("process")
    assert isinstance(vault, ProcessVault)
    public = vault.make()
    assert vault.find(public) is not None
    assert ProcessVault().find(public) is None
    vault.forget(public)
    assert vault.find(public) is None
