"""What Prime says, in both languages."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog

from handlers.words import Translator, load, mark, typeset
from handlers.words.catalogue import FRENCH, read_catalogue, read_french
from handlers.words.upkeep import extract, faults, unreadable, updated, written

PARIS = ZoneInfo("Europe/Paris")
MORNING = datetime(2027, 1, 14, 8, 30, tzinfo=UTC)
EVENING = datetime(2027, 1, 14, 16, 0, tzinfo=UTC)
NEXT_DAY = datetime(2027, 1, 15, 16, 0, tzinfo=UTC)
NB, NNB = "\u00a0", "\u202f"


@pytest.fixture(scope="module")
def fr() -> Translator:
    singles = {"Hello {name}!": f"Bonjour {{name}}{NNB}!"}
    return Translator("fr", PARIS, singles, {("{n} seat", "{n} seats"): ("{n} place", "{n} places")})


@pytest.fixture(scope="module")
def en() -> Translator:
    return load(PARIS)["en"]


def test_a_sentence_is_said_in_french_with_its_values(fr: Translator) -> None:
    assert fr("Hello {name}!", name="{Ana}") == f"Bonjour {{Ana}}{NNB}!"


def test_without_values_the_template_itself_is_said(fr: Translator, en: Translator) -> None:
    assert en("Hello {name}!") == "Hello {name}!"
    assert fr("Hello {name}!") == f"Bonjour {{name}}{NNB}!"


def test_an_unknown_sentence_is_said_in_english(fr: Translator) -> None:
    assert fr("Nobody translated {this}", this="me") == "Nobody translated me"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 place"), (1, "1 place"), (2, "2 places"), (1200, f"1{NNB}200 places")]
)
def test_french_counts_zero_and_one_as_singular(fr: Translator, n: int, said: str) -> None:
    assert fr.plural("{n} seat", "{n} seats", n) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 seats"), (1, "1 seat"), (2, "2 seats")])
def test_english_counts_one_alone_as_singular(en: Translator, n: int, said: str) -> None:
    assert en.plural("{n} seat", "{n} seats", n) == said


def test_dates_are_french(fr: Translator) -> None:
    assert fr.date(MORNING) == f"jeudi 14{NB}janvier{NB}2027, 9{NB}h{NB}30"
    assert fr.short(MORNING) == f"jeu. 14{NB}janv., 9{NB}h{NB}30"
    assert fr.day(MORNING) == f"jeudi 14{NB}janvier{NB}2027"
    assert fr.time(EVENING) == f"17{NB}h"
    assert fr.span(MORNING, EVENING) == f"jeudi 14{NB}janvier{NB}2027, 9{NB}h{NB}30 – 17{NB}h"
    assert fr.span(MORNING, NEXT_DAY) == f"{fr.date(MORNING)} – {fr.date(NEXT_DAY)}"


def test_dates_are_english(en: Translator) -> None:
    assert en.date(MORNING) == "Thursday 14 January 2027, 9:30"
    assert en.short(EVENING) == "Thu 14 Jan, 17:00"
    assert en.span(MORNING, EVENING) == "Thursday 14 January 2027, 9:30 – 17:00"


def test_the_first_of_the_month_is_1er_in_french(fr: Translator, en: Translator) -> None:
    first = datetime(2027, 9, 1, 8, 5, tzinfo=UTC)
    assert fr.date(first) == f"mercredi 1er{NB}septembre{NB}2027, 10{NB}h{NB}05"
    assert fr.short(first) == f"mer. 1er{NB}sept., 10{NB}h{NB}05"
    assert en.day(first) == "Wednesday 1 September 2027"


def test_a_day_is_the_zones_day_and_not_utcs(fr: Translator) -> None:
    assert fr.day(datetime(2027, 1, 14, 23, 30, tzinfo=UTC)).startswith("vendredi 15")


def test_a_time_without_zone_is_refused(fr: Translator) -> None:
    with pytest.raises(ValueError, match="without zone"):
        fr.date(datetime(2027, 1, 14, 9, 30))  # noqa: DTZ001 - the point of the test


def test_lists_and_numbers(fr: Translator, en: Translator) -> None:
    assert fr.list(["A", "B", "C"]) == "A, B et C"
    assert en.list(["A", "{B}"]) == "A and {B}"
    assert fr.list([]) == ""
    assert (fr.number(1234.5), en.number(1234.5)) == (f"1{NNB}234,5", "1,234.5")


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "EN"])
def test_english_only_for_english_slack(locale: str) -> None:
    assert load(PARIS).for_locale(locale).language == "en"


@pytest.mark.parametrize("locale", ["fr-FR", "de-DE", "", None])
def test_french_for_everybody_else(locale: str | None) -> None:
    assert load(PARIS).for_locale(locale).language == "fr"


def test_mark_changes_nothing() -> None:
    assert mark("Coming") == "Coming"


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Closes ; demande possible !", f"Closes{NNB}; demande possible{NNB}!"),
        ("Laquelle ?", f"Laquelle{NNB}?"),
        ("Avant le : *{date}*", f"Avant le{NB}: *{{date}}*"),
        ("*{title} :* vous venez", f"*{{title}}{NB}:* vous venez"),
        ("pour « {words} ».", f"pour «{NB}{{words}}{NB}»."),
        ("à 14 h 30, le 1er mai 2027", f"à 14{NB}h{NB}30, le 1er{NB}mai{NB}2027"),
        ("Fait :white_check_mark: et :+1:", "Fait :white_check_mark: et :+1:"),
        ("à 9:30 sur https://a.fr/?q=1 ; oui", f"à 9:30 sur https://a.fr/?q=1{NNB}; oui"),
        ("tapez `/prime rsvp ? :`", "tapez `/prime rsvp ? :`"),
        ("{n :>3} et <!channel ?>", "{n :>3} et <!channel ?>"),
        ("une ligne\n: une autre", "une ligne\n: une autre"),
        ("10 Mo au plus", f"10{NB}Mo au plus"),
        ("{name} ({n} Ko)", f"{{name}} ({{n}}{NB}Ko)"),
    ],
)
def test_french_spaces_do_not_break(plain: str, set_: str) -> None:
    assert typeset(plain) == set_
    assert typeset(set_) == set_


def test_the_catalogue_is_complete_and_agrees_with_the_code() -> None:
    found = extract(FRENCH.parents[2])
    assert unreadable(FRENCH.parents[2]) == []
    assert faults(read_catalogue(), found) == []
    assert written(updated(read_catalogue(), found, prune=True)) == FRENCH.read_bytes()


def test_the_code_is_read_for_sentences_plurals_and_marks(tmp_path: Path) -> None:
    (tmp_path / "handlers").mkdir()
    source = (
        't("One")\nself.t("Two" " parts", n=1)\nt.plural("{n} a", "{n} b", n)\nmark("Three")\nnot_t("No")\n'
    )
    (tmp_path / "handlers" / "views.py").write_text(source)
    ids = {message.id for message in extract(tmp_path) if message.id}
    assert ids == {"One", "Two parts", ("{n} a", "{n} b"), "Three"}


def test_a_sentence_that_could_not_be_extracted_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    source = (
        't(f"a {b}")\nt("a" if b else "c")\nt.plural("a", "b" + c, n)\nt(name)\nt(TABLE[kind])\nt("a")\nt()\n'
    )
    (tmp_path / "bot" / "views.py").write_text(source)
    assert unreadable(tmp_path) == [f"no plain sentence: bot/views.py:{line}" for line in (1, 2, 3)]


def _catalogue(**strings: str) -> Catalog:
    catalogue = Catalog(locale="fr")
    for msgid, string in strings.items():
        catalogue.add(msgid, string)
    return catalogue


def test_a_missing_empty_fuzzy_or_stale_sentence_is_a_fault() -> None:
    french = _catalogue(empty="", stale="vieux", fuzzy="flou", good="bon")
    french["fuzzy"].flags.add("fuzzy")
    said = _catalogue(empty="", fuzzy="", good="", missing="")
    assert faults(french, said) == [
        "empty: 'empty'",
        "fuzzy: 'fuzzy'",
        "missing: 'missing'",
        "stale: 'stale'",
    ]


def test_other_placeholders_than_the_english_are_a_fault() -> None:
    french = Catalog(locale="fr")
    french.add("Hello {name}", "Bonjour {nom}")
    french.add(("{n} seat in {place}", "{n} seats in {place}"), ("une place à {place}", "{n} places"))
    french.add("{a} and {b}", "{b} et {a}")
    assert len(faults(french, french)) == 2


def test_a_sentence_that_a_merge_repeated_is_a_fault() -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add("Nobody voted.", "Aucun vote.Aucun vote.")
    assert faults(catalogue, catalogue) == ["said more than once: 'Nobody voted.'"]


def test_an_update_keeps_translations_and_sets_aside_what_is_no_longer_said(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_bytes(
        written(updated(_catalogue(kept="gardé", gone="parti"), _catalogue(kept="", new=""), prune=False))
    )
    read = read_catalogue(path)
    assert (read["kept"].string, read["new"].string) == ("gardé", "")
    assert "stale, set aside: 'gone'" in faults(read, _catalogue(kept="", new=""))
    back = updated(read, _catalogue(kept="", gone=""), prune=True)
    assert back["gone"].string == "parti"
    assert read_french(path) == ({"kept": "gardé"}, {})


def test_the_catalogue_is_written_the_same_way_each_time(tmp_path: Path) -> None:
    first = written(_catalogue(b="B : oui", a="A"))
    (tmp_path / "fr.po").write_bytes(first)
    assert written(read_catalogue(tmp_path / "fr.po")) == first
    assert b"Creation-Date" not in first
