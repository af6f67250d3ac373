"""Slack's marks in a message, read as words (docs.slack.dev, formatting message text)."""

import pytest

from handlers.kit.quoted import people_in, readable

NAMES = {"U0ANA": "Ana Berger"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Et si <@U0ANA> venait ?", "Et si Ana Berger venait ?"),
        ("<@U0MAX|max> et <@U0NO>", "max et @…"),
        ("voir <https://a.example/b?c=1&amp;d=2|le site>", "voir le site (https://a.example/b?c=1&d=2)"),
        ("<https://a.example> <mailto:a@b.example|a@b.example>", "https://a.example a@b.example"),
        ("<!channel> <!here|here> <!subteam^S1|@achats> <!date^1^{date}|hier>", "@channel here @achats hier"),
        ("dans <#C1|forum> et <#C2>", "dans #forum et #…"),
        ("a &lt;@U0ANA&gt; &amp;lt; b *gras*", "a <@U0ANA> &lt; b *gras*"),
        ("  sans rien  ", "sans rien"),
        ("", ""),
    ],
)
def test_a_message_reads_as_it_was_meant(text: str, said: str) -> None:
    assert readable(text, NAMES) == said


def test_who_is_named_is_looked_up() -> None:
    assert people_in("<@U0ANA> <@W1|x> &lt;@U2&gt; <#C3>") == {"U0ANA", "W1"}
