"""Settings: from the environment or `.env`, and what is said when they are wrong."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import GUIDE, GivenSettings, Settings, SettingsFaults, load_settings

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-bot-secret",
    "SLACK_APP_TOKEN": "xapp-app-secret",
    "SLACK_SIGNING_SECRET": "signing-secret",
    "PRIME_CHANNEL": "C0123ABCD",
}


@pytest.fixture(autouse=True)
def empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def faults(transport: str | None = None) -> list[str]:
    with pytest.raises(SettingsFaults) as caught:
        load_settings(transport)  # type: ignore[arg-type]
    return caught.value.lines


def test_nothing_is_needed_without_slack_and_the_defaults_are_the_clubs() -> None:
    settings = load_settings(None)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///prime.db"
    assert settings.prime_timezone == ZoneInfo("Europe/Paris")
    assert (settings.prime_language, settings.prime_log_level) == ("fr", "INFO")
    assert (settings.prime_organisers, settings.prime_channel, settings.prime_contact) == ((), "", "")


def test_socket_mode_needs_both_tokens_and_the_channel() -> None:
    assert [line.split(":")[0] for line in faults("socket")] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "PRIME_CHANNEL",
    ]


def test_http_needs_the_signing_secret_instead_of_the_app_token() -> None:
    names = {line.split(":")[0] for line in faults("http")}
    assert names == {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "PRIME_CHANNEL"}


def test_a_fault_says_what_the_setting_is_for_and_where_to_find_it() -> None:
    line = next(line for line in faults("socket") if line.startswith("PRIME_CHANNEL"))
    assert line == (
        "PRIME_CHANNEL: missing. It is the channel where Prime posts events. "
        "Where to find it: in Slack: the channel's name > About > Channel ID, at the bottom."
    )


def test_every_setting_has_its_guide() -> None:
    assert {name.upper() for name in Settings.model_fields} == set(GUIDE)


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_complete_settings_load(monkeypatch: pytest.MonkeyPatch, transport: str) -> None:
    given(monkeypatch, **GOOD)
    settings = load_settings(transport)  # type: ignore[arg-type]
    assert settings.slack_bot_token.get_secret_value() == "xoxb-bot-secret"


def test_secrets_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **GOOD, DATABASE_URL="postgresql://prime:db-secret@db/prime")
    settings = load_settings("http")
    assert "secret" not in f"{settings!r} {settings}".replace("signing_secret", "")


@pytest.mark.parametrize(
    "name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_URL", "SLACK_SIGNING_SECRET"]
)
def test_a_malformed_secret_is_a_fault_that_does_not_quote_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    given(monkeypatch, **{**GOOD, name: "hush hush"})
    (line,) = faults("http")
    assert line.startswith(f"{name}: must ")
    assert "hush" not in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_API_URL", "http://slack.example/api/"),
        ("SLACK_API_URL", "https://slack.com/api"),
        ("SLACK_API_URL", "https:///"),
        ("DATABASE_URL", "prime.db"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgresql+asyncpg://host/name"),
        ("DATABASE_URL", "postgresql://host:port/name"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///file::memory:?cache=shared&uri=true"),
        ("PRIME_ORGANISERS", "Ana Berger"),
        ("PRIME_CHANNEL", "#club-prime"),
        ("PRIME_TIMEZONE", "Europe/Lutece"),
        ("PRIME_TIMEZONE", "Europe"),
        ("PRIME_TIMEZONE", "../etc"),
        ("PRIME_HOLIDAYS", "France"),
        ("PRIME_LANGUAGE", "de"),
        ("PRIME_LOG_LEVEL", "loud"),
        ("PRIME_CORE", "two"),
        ("PRIME_CORE", "-1"),
        ("PRIME_CONTACT", "x" * 201),
    ],
)
def test_a_malformed_value_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    given(monkeypatch, **{name: value})
    (line,) = faults()
    assert line.startswith(f"{name}: ")
    assert "\n" not in line


def test_a_token_pasted_among_the_organisers_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, PRIME_ORGANISERS="U0ANA, xoxb-123-hush, odile@example.org, Odile")
    (line,) = faults()
    assert "number 2, 4" in line
    assert "hush" not in line


def test_all_faults_come_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, PRIME_TIMEZONE="Nowhere", PRIME_LANGUAGE="de")
    assert len(faults("socket")) == 5


def test_values_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        DATABASE_URL="postgresql://prime@db/prime",
        PRIME_ORGANISERS=" U0ANA, Luc.Roy@Example.org ,",
        PRIME_LOG_LEVEL="debug",
        PRIME_CORE=" 3 ",
        SLACK_API_URL="http://127.0.0.1:8080/api/",
    )
    settings = load_settings(None)
    assert settings.database_url == "postgresql+psycopg://prime@db/prime"
    assert settings.prime_organisers == ("U0ANA", "luc.roy@example.org")
    assert settings.prime_log_level == "DEBUG"
    assert settings.prime_core == 3


@pytest.mark.parametrize(
    "url", ["sqlite:///prime.db", "sqlite:////data/p.db", "postgresql+psycopg://u:p%40@h:5/d?sslmode=require"]
)
def test_a_database_address_is_kept_as_it_is(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    given(monkeypatch, DATABASE_URL=url)
    assert load_settings(None).database_url == url


def test_an_empty_variable_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **{**GOOD, "SLACK_BOT_TOKEN": ""})
    assert faults("http")[0].startswith("SLACK_BOT_TOKEN: missing")


def test_a_blank_variable_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **{**GOOD, "SLACK_SIGNING_SECRET": "  "})
    (line,) = faults("http")
    assert line.startswith("SLACK_SIGNING_SECRET: missing")


def test_given_settings_read_nothing_from_their_surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("PRIME_CONTACT=file\n", encoding="utf-8")
    given(monkeypatch, PRIME_CHANNEL="C0REAL", DATABASE_URL="postgresql://real/club")
    settings = GivenSettings(slack_bot_token="xoxb-demo", prime_channel="C0DEMO")
    assert (settings.prime_channel, settings.prime_contact) == ("C0DEMO", "")
    assert settings.database_url == "sqlite:///prime.db"


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PRIME_CONTACT=file\nPRIME_LANGUAGE=en\nOTHER=ignored\n", encoding="utf-8")
    given(monkeypatch, PRIME_CONTACT="environment")
    settings = load_settings(None)
    assert (settings.prime_contact, settings.prime_language) == ("environment", "en")


def test_a_file_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"PRIME_CONTACT=\xe9quipe\n")
    assert faults() == [".env: not UTF-8 text; save it as UTF-8"]


@pytest.mark.parametrize(
    ("url", "read"),
    [
        (
            "postgresql://prime:pw@a,b/club",
            "postgresql+psycopg://prime:pw@/club?host=a%2Cb&port=5432%2C5432&target_session_attrs=read-write",
        ),
        (
            "postgresql://prime@a:5433,[::1]:5434/club?target_session_attrs=primary&sslmode=require",
            "postgresql+psycopg://prime@/club?host=a%2C%3A%3A1&port=5433%2C5434&sslmode=require"
            "&target_session_attrs=primary",
        ),
    ],
)
def test_several_servers_are_named_in_one_address_and_the_one_that_writes_is_wanted(
    monkeypatch: pytest.MonkeyPatch, url: str, read: str
) -> None:
    given(monkeypatch, DATABASE_URL=url)
    settings = load_settings(None)
    assert settings.database_url == read
    assert load_settings(None).database_url == read
    given(monkeypatch, DATABASE_URL=read)
    assert load_settings(None).database_url == read


def test_several_servers_one_of_them_malformed_are_said_without_the_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, DATABASE_URL="postgresql://prime:db-secret@a:port,b/club")
    (line,) = faults(None)
    assert line.startswith("DATABASE_URL:")
    assert "db-secret" not in line
