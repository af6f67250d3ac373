"""What the program is made of: a CycloneDX list (JSON, 1.6) of the pinned requirements.

Made of `requirements/run.txt` alone, so that it is the same wherever and whenever it is made: there is no
date in it, and its serial number is that of its content. `python requirements/sbom.py VERSION` writes it.
"""

import json
import re
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PINNED = Path(__file__).with_name("run.txt")
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==([^ ;\\]+)(?: ; ([^\\]+?))? \\$")
_HASH = re.compile(r"^    --hash=sha256:([0-9a-f]{64})")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "pkg:pypi/club-prime")


@dataclass
class Pin:
    """A library, at the one version that is installed, with the hashes of the files that may be."""

    name: str
    version: str
    only: str
    """On which machines, as a marker; empty for all."""
    hashes: list[str] = field(default_factory=list)

    @property
    def purl(self) -> str:
        """As other tools name it (github.com/package-url/purl-spec, pypi)."""
        return f"pkg:pypi/{self.name}@{self.version.replace('+', '%2B')}"


def pins(text: str) -> Iterator[Pin]:
    """Those of a file of requirements. Raises ValueError for a line that is neither a pin nor its hash."""
    one: Pin | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if found := _PIN.match(line):
            if one:
                yield one
            one = Pin(found[1], found[2], found[3] or "")
        elif (hashed := _HASH.match(line)) and one:
            one.hashes.append(hashed[1])
        else:
            raise ValueError(f"line {number}: neither a version nor its hash")
    if one:
        yield one


def component(pin: Pin) -> dict[str, Any]:
    """One library (cyclonedx.org/docs/1.6/json, components)."""
    hashes = [{"alg": "SHA-256", "content": one} for one in pin.hashes]
    said: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        # Several files are one version: each machine takes its own of them.
        "externalReferences": [{"type": "distribution", "url": pin.purl, "hashes": hashes}],
    }
    if pin.only:
        said["properties"] = [{"name": "club-prime:marker", "value": pin.only}]
    return said


def bom(version: str, wanted: Sequence[Pin]) -> dict[str, Any]:
    """The whole list of this version of Prime."""
    root = f"pkg:pypi/club-prime@{version}"
    body = {
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "club-prime",
                "version": version,
                "purl": root,
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [component(one) for one in wanted],
        "dependencies": [{"ref": root, "dependsOn": [one.purl for one in wanted]}],
    }
    serial = uuid.uuid5(NAMESPACE, json.dumps(body, sort_keys=True))
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
    }
    return head | body


def main(version: str) -> None:
    """Writes it to stdout."""
    found = list(pins(PINNED.read_text(encoding="utf-8")))
    sys.stdout.write(json.dumps(bom(version, found), indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
