"""What people read of Slack's markup."""

from sandbox.mrkdwn import Reader, Token, escape, render, tokens

NAMES = {"U1": "Ana Berger", "C1": "club"}
PARIS = Reader(NAMES.get, "Europe/Paris", "fr-FR")
NEW_YORK = Reader(NAMES.get, "America/New_York", "en-US")


def test_styles_are_shown_and_not_spelled() -> None:
    """messaging/formatting-message-text: basic formatting."""
    assert tokens("a *b* _c_ ~d~ `e*`") == [
        Token("text", "a "), Token("bold", "b"), Token("text", " "), Token("italic", "c"),
        Token("text", " "), Token("strike", "d"), Token("text", " "), Token("code", "e*"),
    ]  # fmt: skip
    assert render("a *b* _c_ ~d~ `e*`") == "a b c d e*"


def test_marks_inside_words_or_before_spaces_are_no_style() -> None:
    """messaging/formatting-message-text: basic formatting."""
    assert render("2*3*4 and snake_case_name and * star") == "2*3*4 and snake_case_name and * star"


def test_mentions_channels_links_and_broadcasts_are_named() -> None:
    """messaging/formatting-message-text: mentions and links."""
    text = "<@U1> in <#C1> or <#C9|old>: <https://example.org|here>, <https://example.org>, <!channel>"
    assert render(text, PARIS) == "@Ana Berger in #club or #old: here, https://example.org, @channel"
    assert render("*<@U1>*", PARIS) == "@Ana Berger"


def test_three_characters_are_escaped_and_no_others() -> None:
    """messaging/formatting-message-text: escaping text."""
    assert escape("a & <b> \" '") == "a &amp; &lt;b&gt; \" '"
    assert render("a &amp; &lt;!channel&gt; &quot;") == "a & <!channel> &quot;"
    assert render("&amp;lt;") == "&lt;"


def test_dates_are_shown_in_the_readers_zone_and_language() -> None:
    """messaging/formatting-message-text: date formatting."""
    text = "<!date^1800000000^{date_num} {time}|soon>"
    assert render(text, PARIS) == "2027-01-15 09:00"
    assert render(text, NEW_YORK).replace("\u202f", " ") == "2027-01-15 3:00 AM"
    assert render("<!date^1800000000^{date_long}|soon>", PARIS) == "vendredi 15 janvier 2027"
    assert render("<!date^never^{time}|soon>", PARIS) == "soon"


def test_emoji_stay_as_typed_and_code_keeps_its_marks() -> None:
    assert render(":tada: ```*raw* &lt;x&gt;```") == ":tada: *raw* <x>"


def test_quotes_lose_their_mark() -> None:
    assert render("&gt; said\nnot said") == "said\nnot said"
