"""The poster with a presence code."""

from dataclasses import replace
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import segno
from PIL import Image

from handlers.events.presence import poster
from handlers.events.presence.listeners import redirect
from handlers.words import load
from tests.club.test_presence import EVENT

LINK = redirect("A0PRIME", "T0CLUB")
FRENCH = load(ZoneInfo("Europe/Paris")).for_locale("fr")


def test_the_link_opens_the_conversation_with_the_app() -> None:
    assert LINK == "https://slack.com/app_redirect?app=A0PRIME&team=T0CLUB"
    assert redirect("", "T0CLUB") == ""


def test_each_module_of_the_qr_stands_where_the_standard_wants_it() -> None:
    image = Image.open(BytesIO(poster.draw(FRENCH, EVENT, "KPRT", LINK))).convert("L")
    modules = [list(row) for row in segno.make(LINK, error="m").matrix_iter(border=4)]
    side = poster.QR_SIDE * image.height / len(modules)
    left = poster.QR_MIDDLE * image.width - poster.QR_SIDE * image.height / 2
    top = (1 - poster.QR_FOOT - poster.QR_SIDE) * image.height
    seen = [
        [
            image.getpixel((int(left + (x + 0.5) * side), int(top + (y + 0.5) * side))) < 128
            for x in range(len(row))
        ]
        for y, row in enumerate(modules)
    ]
    assert seen == [[bool(dark) for dark in row] for row in modules]


@pytest.mark.parametrize("title", ["", "Forum", "Une très longue réunion " * 20])
def test_it_is_drawn_without_a_link_and_whatever_the_title(title: str) -> None:
    event = replace(EVENT, title=title)
    drawn = Image.open(BytesIO(poster.draw(FRENCH, event, "KPRT", "")))
    assert drawn.size == (1440, 810)
    assert "KPRT" in poster.in_words(FRENCH, event, "KPRT")
