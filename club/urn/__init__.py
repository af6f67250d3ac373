"""The published urn: the anonymous papers of a ballot, from which anyone can count its result again.

`publish` writes it, `verify` counts it, `find` finds a receipt in it; `publishable` and `broken_down` say
what may be shown at all.
"""

from club.urn.findings import Difference, Finding, Verdict
from club.urn.receipts import as_printed, receipt
from club.urn.secrecy import broken_down, is_few, names_a_company, publishable
from club.urn.verifying import find, verify
from club.urn.written import PublishedPaper, digest, publish

__all__ = [
    "Difference",
    "Finding",
    "PublishedPaper",
    "Verdict",
    "as_printed",
    "broken_down",
    "digest",
    "find",
    "is_few",
    "names_a_company",
    "publish",
    "publishable",
    "receipt",
    "verify",
]
