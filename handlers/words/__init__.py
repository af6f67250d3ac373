"""Every word a member reads: French first, English for those whose Slack is in English.

Code says its sentences in English, `t("Your seat is confirmed.")`; `fr.po` beside this file holds the
French. Strings in tables, translated later, are wrapped in `mark`, so that the catalogue finds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers.words.catalogue import read_french
from handlers.words.translator import Language, Translator
from handlers.words.typography import typeset

__all__ = ["Language", "Translator", "Words", "load", "mark", "typeset"]


def mark(msgid: str) -> str:
    """Return `msgid` as it is; its only work is to be seen by the catalogue's extraction."""
    return msgid


@dataclass(frozen=True, slots=True)
class Words:
    """The two translators, by language."""

    by_language: Mapping[Language, Translator]

    def __getitem__(self, language: Language) -> Translator:
        return self.by_language[language]

    def for_locale(self, locale: str | None) -> Translator:
        """English for a Slack locale that begins with "en" (`en-US`, `en-GB`), French for everything else.

        Slack gives `locale` in users.info with `include_locale` (docs.slack.dev, users.info).
        """
        return self["en" if (locale or "").lower().startswith("en") else "fr"]


def load(zone: ZoneInfo) -> Words:
    """Read the catalogue once; all times will be shown in `zone`."""
    singles, plurals = read_french()
    return Words(
        MappingProxyType(
            {
                "fr": Translator("fr", zone, singles, plurals),
                "en": Translator("en", zone, {}, {}),
            }
        )
    )
