"""`prime init`: each answer is tried at once, `.env` is whole or not there, and nothing stays in Slack."""

import os
import signal
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.init import run
from bot.init.env_file import Unwritable, write
from bot.settings import GUIDE, load_settings, read_env_file
from sandbox import Sandbox
from tests.stories.club import CHANNEL, MANIFEST

ODILE = "odile.garnier@example.org"
ANSWERS = ("xoxb-1-sandbox", "xapp-1-sandbox", "en", CHANNEL, ODILE, "Odile Garnier")
"""Good ones, in the order of the questions."""
FLAGS = ("--bot-token", "--app-token", "--language", "--channel", "--organisers", "--contact")
CTRL_C = ""
"""Stands for Ctrl-C where it is an answer's place."""


@dataclass
class Script:
    """A terminal at which somebody types what is written here; where that ends, Ctrl-C."""

    answers: Sequence[str]
    interactive: bool = True
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def say(self, line: str = "") -> None:
        """Kept."""
        self.said.append(line)

    def ask(self, question: str, *, secret: bool = False) -> str:
        """The next answer."""
        self.asked.append(question)
        if len(self.asked) > len(self.answers):
            raise KeyboardInterrupt
        return self.answers[len(self.asked) - 1]

    @property
    def text(self) -> str:
        """All that was to be read."""
        return "\n".join([*self.said, *self.asked])


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """Heard as in a terminal, also where a shell started the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A workspace with the app installed and invited, and an organiser to be."""
    with Sandbox(MANIFEST) as made:
        made.add_user("UODILE", name="odile", real_name="Odile Garnier", email=ODILE)
        made.add_channel(CHANNEL, name="club-prime", members=["UODILE"])
        yield made


@pytest.fixture(autouse=True)
def empty_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in GUIDE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def starts(box: Sandbox, terminal: Script, folder: Path, *, http: bool = False, **given: str) -> int:
    """`prime init`, in a folder."""
    outside = {"SLACK_API_URL": box.api_url}
    return run(given, outside, terminal, box.clock.now, folder=folder, http=http)


def messages(box: Sandbox) -> list[object]:
    """What stands in the channel."""
    return list(box.workspace.channels[CHANNEL].messages.values())


def test_answers_are_tried_and_written_for_their_owner_alone(box: Sandbox, tmp_path: Path) -> None:
    terminal = Script(ANSWERS)
    assert starts(box, terminal, tmp_path) == 0
    env = tmp_path / ".env"
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
    settings = load_settings("socket")
    assert (settings.prime_channel, settings.prime_organisers) == (CHANNEL, (ODILE,))
    assert (settings.prime_contact, settings.prime_language) == ("Odile Garnier", "en")
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1-sandbox"
    assert "SLACK_API_URL" not in read_env_file(env), "what the environment says is not written"
    posted = [call for call in box.calls if call.method == "chat.postMessage"]
    assert len(posted) == 1
    assert messages(box) == []
    assert "prime run" in terminal.text
    assert "sandbox" not in terminal.text.replace("workspace Sandbox", ""), "a token is never shown"


def test_each_question_says_where_its_answer_is_found(box: Sandbox, tmp_path: Path) -> None:
    terminal = Script(ANSWERS)
    starts(box, terminal, tmp_path)
    for place in ("From a manifest", "Bot User OAuth Token", "App-Level Tokens", "/invite @Prime", "About"):
        assert place in terminal.text
    manifest = next(line.strip() for line in terminal.text.splitlines() if line.endswith("manifest.yml"))
    assert Path(manifest).read_text(encoding="utf-8") == MANIFEST.read_text(encoding="utf-8")


def without(scope: str) -> Callable[[Sandbox], None]:
    """The app was installed by another manifest."""

    def act(box: Sandbox) -> None:
        ws = box.workspace
        ws.manifest = replace(ws.manifest, scopes=tuple(one for one in ws.manifest.scopes if one != scope))

    return act


WRONG = [
    (0, "xapp-1-sandbox", "must begin with xoxb-", None),
    (0, "xoxb-stale", "invalid_auth", None),
    (1, "xapp-stale", "invalid_auth", None),
    (2, "de", "PRIME_LANGUAGE", None),
    (3, "club-prime", "not its name", None),
    (3, "C0NOWHERE", "channel_not_found", None),
    (3, CHANNEL, "/invite @Prime", lambda box: box.kick_bot(CHANNEL)),
    (3, CHANNEL, "is_archived", lambda box: box.archive(CHANNEL)),
    (3, CHANNEL, "restricted_action", lambda box: box.faults.error("chat.postMessage", "restricted_action")),
    (4, "odile", "number 1", None),
    (4, "odlie@example.org", "users_not_found", None),
    (0, "xoxb-1-sandbox", "files:write", without("files:write")),
]
"""Which answer, what is typed, what is told, and what is so in Slack."""


@pytest.mark.parametrize(
    ("at", "typed", "told", "so"), WRONG, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_wrong_answer_is_told_at_once_and_asked_again(
    box: Sandbox, tmp_path: Path, at: int, typed: str, told: str, so: Callable[[Sandbox], None] | None
) -> None:
    if so:
        so(box)
    terminal = Script([*ANSWERS[:at], typed])
    assert starts(box, terminal, tmp_path) == 1
    assert told in terminal.text
    first, again = terminal.asked[-2:]
    assert again.startswith(first.split(":")[0])
    assert list(tmp_path.iterdir()) == []
    assert messages(box) == []


def test_once_it_is_mended_in_slack_enter_tries_the_same_again(box: Sandbox, tmp_path: Path) -> None:
    box.kick_bot(CHANNEL)

    class Inviting(Script):
        """Somebody who invites Prime when told to."""

        def ask(self, question: str, *, secret: bool = False) -> str:
            if "channel_not" in self.text or "not_in_channel" in self.text:
                box.workspace.channels[CHANNEL].members.add(box.bot_user_id)
            return super().ask(question, secret=secret)

    terminal = Inviting([*ANSWERS[:4], "", *ANSWERS[4:]])
    assert starts(box, terminal, tmp_path) == 0
    assert load_settings("socket").prime_channel == CHANNEL


@pytest.mark.parametrize("after", range(len(ANSWERS)))
@pytest.mark.parametrize("before", ["", "PRIME_CONTACT=Ana\n# mine\n"], ids=["new", "again"])
def test_ctrl_c_at_any_question_leaves_all_as_it_was(
    box: Sandbox, tmp_path: Path, after: int, before: str
) -> None:
    env = tmp_path / ".env"
    if before:
        env.write_text(before, encoding="utf-8")
    terminal = Script(ANSWERS[:after])
    assert starts(box, terminal, tmp_path) == 1
    assert "nothing was written" in terminal.said[-1]
    assert [one.name for one in tmp_path.iterdir()] == ([".env"] if before else [])
    assert not before or env.read_text(encoding="utf-8") == before
    assert messages(box) == []


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.delete"])
def test_ctrl_c_in_the_midst_of_the_trial_leaves_no_message(
    box: Sandbox, tmp_path: Path, method: str
) -> None:
    box.faults.happens(
        method, lambda: os.kill(os.getpid(), signal.SIGINT), answer=method == "chat.postMessage"
    )
    terminal = Script(ANSWERS)
    assert starts(box, terminal, tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
    assert messages(box) == []


def test_where_nobody_can_be_asked_flags_say_all(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_API_URL", box.api_url)
    flags = [part for pair in zip(FLAGS, ANSWERS, strict=True) for part in pair]
    assert main(["init", *flags[2:]]) == 2
    assert "SLACK_BOT_TOKEN is not set" in capsys.readouterr().out
    assert not Path(".env").exists()
    assert main(["init", *flags[:6], "--channel", "C0NOWHERE", "--organisers", ODILE]) == 1
    assert not Path(".env").exists()
    assert main(["init", *flags]) == 0
    assert load_settings("socket").prime_organisers == (ODILE,)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-sandbox")
    Path(".env").unlink()
    box.clock.advance(timedelta(seconds=2))
    assert main(["init", *flags[2:]]) == 0
    assert "SLACK_BOT_TOKEN" not in read_env_file(Path(".env"))


def test_over_http_the_signing_secret_is_asked_instead(box: Sandbox, tmp_path: Path) -> None:
    terminal = Script([ANSWERS[0], "8f742231b10e", *ANSWERS[2:]])
    assert starts(box, terminal, tmp_path, http=True) == 0
    assert load_settings("http").slack_signing_secret.get_secret_value() == "8f742231b10e"
    assert "SLACK_APP_TOKEN" not in terminal.text


def test_what_stands_in_env_is_kept_by_enter_and_the_rest_of_it_left(box: Sandbox, tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(
        "# of our club\nexport PRIME_CONTACT='Ana Berger'\nPRIME_QUOTA=4\nSLACK_BOT_TOKEN=xoxb-1-sandbox\n",
        encoding="utf-8",
    )
    env.chmod(0o644)
    assert starts(box, Script(["", *ANSWERS[1:5], ""]), tmp_path) == 0
    lines = env.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# of our club"
    assert lines.index("PRIME_QUOTA=4") == 2
    settings = load_settings("socket")
    assert (settings.prime_contact, settings.prime_quota) == ("Ana Berger", 4)
    assert stat.S_IMODE(env.stat().st_mode) == 0o600


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40))
def test_a_value_is_read_back_as_it_was_typed_or_refused(value: str) -> None:
    import tempfile

    value = value.strip() or "-"
    with tempfile.TemporaryDirectory() as folder:
        env = Path(folder) / ".env"
        env.write_text("PRIME_QUOTA=4\n", encoding="utf-8")
        try:
            write(env, {"PRIME_CONTACT": value})
        except Unwritable:
            assert "$" in value
            assert env.read_text(encoding="utf-8") == "PRIME_QUOTA=4\n"
        else:
            assert read_env_file(env) == {"PRIME_QUOTA": "4", "PRIME_CONTACT": value}
        assert len(list(Path(folder).iterdir())) == 1
