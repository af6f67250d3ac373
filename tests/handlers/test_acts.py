"""Of every entry of the organisers it is said what its acts are called in the journal, or that it shows."""

from bot.features import router
from handlers.kit.acts import ACTS, SHARED, THEMES, ActTheme, theme_of
from handlers.kit.router import Access, InteractionKind
from handlers.living.journal.words import COLUMNS, KINDS, VALUES, ColumnShown
from handlers.words import load
from storage.audited import ASIDE, AUDITED, SUBJECTS
from tests.stories.club import PARIS

SHOWS = frozenset(
    {
        *(
            "events.list_page",
            "events.new",
            "events.edit",
            "events.duplicate",
            "events.repeat",
            "events.halves",
            "events.hosted",
            "events.dated",
        ),
        *(
            "events.cancel",
            "events.answers",
            "events.answers_page",
            "events.attendance",
        ),
        *(
            "minutes.take",
            "dates.page",
            "dates.new",
            "dates.add",
            "dates.circle",
            "dates.show",
            "dates.voices",
        ),
        *("questions.manage", "questions.new", "questions.change", "questions.remove"),
        *("requests", "requests.page"),
        *("ballot", "ballots.list", "ballots.new", "ballots.edit", "ballots.extend", "ballots.close"),
        *("ballots.cancel", "ballots.consult", "ballots.again", "ballots.evaluate", "ballots.first"),
        *("ballots.motion", "ballots.motions", "ballots.motion_new", "ballots.motion_edit"),
        *("ballots.motion_another", "voting.preview"),
        *("works.new", "works.edit", "works.uses", "works.uses_page", "works.uses_year"),
        *("charter.outstanding", "charter.more", "hosting.page", "hosting.month", "hosting.region"),
        *("dues.page", "dues.year", "dues.discuss", "dues.waive", "dues.import"),
        *("admission.list", "summary.club", "summary.page"),
        *(
            "groups.open",
            "members.page",
            "members.pick",
            "glossary",
            "glossary.page",
            "members.silent",
            "members.empty",
            "companychanges.open",
            "companychanges.chosen",
        ),
        *("settings", "settings.page", "settings.theme", "start", "outbox", "unreachable"),
        *("upkeep.unreached", "upkeep.page", "upkeep.standing", "upkeep.who", "upkeep.all"),
        *("journal", "journal.page", "journal.who", "journal.theme", "journal.period"),
    }
)
"""Those that show a list or a form; the walk of tests/rendered sees that none of them writes."""


def test_every_entry_of_the_organisers_has_words_in_the_journal_or_only_shows() -> None:
    theirs = {
        entry.name
        for entry in router().entries.values()
        if entry.access is Access.ORGANISER and entry.kind is not InteractionKind.OPTIONS
    }
    known = {*ACTS} | SHOWS
    assert theirs - known == set(), "a line in handlers.kit.acts.ACTS, or here where it only shows"
    assert known - theirs - SHARED - {"journal.purge"} == set(), "no such entry"
    assert {*ACTS} & SHOWS == set()


def test_every_act_has_french_and_a_theme() -> None:
    french = load(PARIS)["fr"]
    assert [words for words in ACTS.values() if french(words) == words] == []
    assert {*THEMES} == {*ActTheme}
    assert theme_of("members.promote") is ActTheme.MEMBERS
    assert theme_of("settings.change") is ActTheme.PRIME


def test_every_column_that_is_shown_has_words_and_no_other_has() -> None:
    shown = {f"{one.table.name}.{name}" for one in AUDITED.values() for name in (*one.shown, *one.made)}
    told = {f"{one.table.name}.{name}" for one in AUDITED.values() for name in one.told}
    assert shown == {column for column, words in COLUMNS.items() if words.shown is not ColumnShown.TOLD}
    assert told == {column for column, words in COLUMNS.items() if words.shown is ColumnShown.TOLD}
    assert {*VALUES} <= shown
    assert {one.kind for one in AUDITED.values() if one.kind} <= {*KINDS, "member"}
    assert {*SUBJECTS.values()} <= {*KINDS, "member"}


def test_nothing_of_a_vote_or_of_who_somebody_is_stands_in_the_journal() -> None:
    votes = {"attendance", "paper", "sealed_paper", "ballot_seal", "remark", "proxy", "voter"}
    assert votes <= ASIDE
    assert votes & {*AUDITED} == set()
    people = AUDITED["member"]
    assert {*people.shown} == {"role", "state", "company_id"}
    words = {"word", "note", "text", "wording", "reason", "comment", "question", "detail", "agenda", "thanks"}
    assert {
        (one.table.name, name) for one in AUDITED.values() for name in one.shown if name in words
    } == set()
