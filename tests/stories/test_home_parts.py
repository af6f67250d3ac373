"""The home tab stands part by part: one that breaks says so in its place, and the others stand."""

import re
from collections.abc import Sequence

import pytest
from sqlalchemy import text

from handlers.kit.blocks import Block, rich
from handlers.kit.interaction import Interaction
from handlers.kit.services import Services
from tests.stories.club import Club

BROKEN = "Partie indisponible. Référence"
AGAIN = "Réessayer"
MENDED = "De retour"


class Part:
    """A part of the home tab that breaks until it is mended: in its own words, or in the database's."""

    def __init__(self, fault: str) -> None:
        self.fault = fault

    def __call__(self, _interaction: Interaction, services: Services) -> Sequence[Block]:
        if self.fault == "bug":
            raise ValueError("a part with a bug")
        with services.db.read() as session:
            if self.fault == "statement":
                session.connection().execute(text("SELECT nothing FROM nowhere"))
        return [rich("{said}", said=MENDED)]


@pytest.mark.parametrize("fault", ["bug", "statement"])
def test_a_part_that_breaks_says_so_and_the_others_stand(
    club: Club, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    part = Part(fault)
    club.prime.router.home(3, part)
    ana.opens_home()
    ana.sees("Bonjour Ana")
    ana.sees(BROKEN)
    ana.sees("Forum Chaleur fatale")
    [reference] = [one.args[1] for one in caplog.records if "home tab broke" in one.msg and one.args]
    ana.sees(f"{BROKEN} {reference}")
    part.fault = ""
    ana.clicks(AGAIN)
    ana.sees(MENDED)
    ana.sees_not(BROKEN)
    ana.sees("Forum Chaleur fatale")


def test_two_parts_that_break_say_so_each_under_the_reference_of_the_opening(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    ana = club.joins("Ana Berger")
    club.prime.router.home(3, Part("bug"))
    club.prime.router.home(4, Part("statement"))
    ana.opens_home()
    assert ana.screen().count(AGAIN) == 2
    references = re.findall(rf"{BROKEN}\s(\w{{4}})", ana.screen())
    [reference] = set(references)
    assert caplog.text.count(f"broke ({__name__}), reference {reference}") == 2
