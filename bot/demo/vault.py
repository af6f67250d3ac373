"""The keys of the demo's sealed votes, which can be put by: they seal invented votes."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.vault import ProcessVault


class KeptVault(ProcessVault):
    """Keys of this process that can be put by with the demo."""

    def carried(self) -> dict[str, Any]:
        """The keys and whose they are, as JSON."""
        keys = {public.hex(): key.private_bytes_raw().hex() for public, key in list(self._keys.items())}
        return {"keeper": self.keeper, "keys": keys}

    def take(self, carried: dict[str, Any]) -> None:
        """Goes on with the keys that `carried` told."""
        self.keeper = carried["keeper"]
        for public, key in carried["keys"].items():
            self._keys[bytes.fromhex(public)] = X25519PrivateKey.from_private_bytes(bytes.fromhex(key))
