"""Letters to a club of sixty who all agreed to them: nobody's name but the reader's, no vote, each once."""

import html
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage

import pytest

from storage.mail import agree
from tests.ledger import programme
from tests.ledger.life import Life
from tests.ledger.programme import ENDS
from tests.stories.club import Club, paris
from tests.stories.conftest import postman
from tests.stories.postman import Postman

__all__ = ["postman"]
FIVE_WEEKS = paris(2027, 2, 8)


@pytest.fixture
def club(sqlite_url: str, postman: Postman) -> Iterator[Club]:
    """A club that has one, and pages that letters lead to."""
    made = Club(sqlite_url, postman.settings)
    yield made
    made.stop()


def lived(club: Club, until: datetime) -> Life:
    """The club until then; all agreed on the first day."""
    life = Life(club)
    with club.prime.services.db.begin() as session:
        for member in club.members.values():
            agree(session, member, life.now)
    life.lives(until)
    return life


def written(letter: EmailMessage) -> str:
    """All that a mailbox shows of it."""
    return html.unescape(f"{letter['Subject']}\n{letter.get_content()}").replace("\xa0", " ")


def faults(life: Life, letters: list[EmailMessage]) -> list[str]:
    """What a letter says of anybody else, or of a vote; and each that came twice."""
    known, found = {one.email: name for name, one in life.people.items()}, []
    for letter in letters:
        said, reader = written(letter), known[letter["To"]]
        others = [name for name in life.people if name != reader and name in said]
        votes = [vote.title for vote in programme.VOTES if vote.title in said]
        addresses = [email for email in known if email != letter["To"] and email in said]
        found += [f"{reader} reads {what}: {letter['Subject']}" for what in (*others, *votes, *addresses)]
    twice = Counter(letter["Message-ID"] for letter in letters)
    return found + [f"{one} came {times} times" for one, times in twice.items() if times > 1]


def test_five_weeks_of_letters_name_nobody_else(club: Club, postman: Postman) -> None:
    life = lived(club, FIVE_WEEKS)
    assert faults(life, postman.letters) == []
    assert len(postman.letters) > 100, "there was something to read"
    assert len({letter["To"] for letter in postman.letters}) > 40


@pytest.mark.soak
def test_a_year_of_letters_names_nobody_else(club: Club, postman: Postman) -> None:
    life = lived(club, ENDS)
    assert faults(life, postman.letters) == []
    assert len(postman.letters) > 1000


def test_a_letter_that_names_somebody_is_seen(club: Club) -> None:
    life = Life(club)
    reader, other = list(life.people.values())[:2]
    letter = EmailMessage()
    letter["To"], letter["Subject"], letter["Message-ID"] = reader.email, "Point", "<1@club.example>"
    letter.set_content(f"{reader.name}, {other.name} vous attend.")
    assert len(faults(life, [letter])) == 1
    assert len(faults(life, [letter, letter])) == 3
