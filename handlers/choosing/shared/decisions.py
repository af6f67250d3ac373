"""What makes a decision of a count, in words: floor, missing opinions, quorum, draw (article CHOISIR)."""

from collections.abc import Mapping
from fractions import Fraction

from club.ballots import (
    Ballot,
    Majority,
    MajorityOf,
    Method,
    NoOpinion,
    Purpose,
    QuorumOf,
    Rules,
    TieBreak,
    Unit,
)
from club.tally import commitment
from handlers.choosing.shared.grades import grade_name
from handlers.words import Translator, mark

SHARES: Mapping[Fraction, str] = {
    Fraction(1, 4): mark("a quarter"),
    Fraction(1, 3): mark("a third"),
    Fraction(1, 2): mark("half"),
    Fraction(2, 3): mark("two thirds"),
    Fraction(3, 4): mark("three quarters"),
    Fraction(1): mark("all"),
}


def share_name(t: Translator, share: Fraction) -> str:
    """A share as statutes write it: a third, 40 %, 3/7."""
    if share in SHARES:
        return t(SHARES[share])
    tenths = share * 1000
    if tenths.denominator > 1:
        return f"{share.numerator}/{share.denominator}"
    return t("{number}%", number=t.number(int(tenths) / 10))


def units_counted(t: Translator, unit: Unit, n: int) -> str:
    """So many companies, or so many members."""
    if unit is Unit.COMPANY:
        return t.plural("{n} company", "{n} companies", n)
    return t.plural("{n} member", "{n} members", n)


def floor_words(t: Translator, ballot: Ballot) -> str:
    """What an option needs to be chosen; nothing where it needs nothing, or nothing is chosen."""
    rules = ballot.rules
    if ballot.purpose is not Purpose.SELECTION:
        return ""
    if rules.method is Method.JUDGMENT:
        grade = rules.floor_grade
        return "" if grade is None else t("Floor: “{grade}” or better.", grade=grade_name(t, grade))
    if rules.floor_share:
        share = share_name(t, rules.floor_share)
        return t("Floor: {share} of the votes cast at least, blank ones included.", share=share)
    if not rules.floor:
        return ""
    if rules.method is Method.RANKING:
        return t.plural(
            "Floor: ranked by {n} paper at least.", "Floor: ranked by {n} papers at least.", rules.floor
        )
    return t.plural("Floor: {n} vote at least.", "Floor: {n} votes at least.", rules.floor)


def no_opinion_words(t: Translator, ballot: Ballot) -> str:
    """What a missing opinion counts as; nothing where there are no grades."""
    rules = ballot.rules
    if rules.method is not Method.JUDGMENT or rules.edition == 1:
        return ""
    if ballot.purpose is Purpose.EVALUATION:
        return t("“No opinion” is not counted; the number of opinions is given.")
    return t(_NO_OPINION[rules.no_opinion])


_NO_OPINION: Mapping[NoOpinion, str] = {
    NoOpinion.REJECT: mark("“No opinion” counts as “To be rejected”."),
    NoOpinion.UNRANKED: mark(
        "“No opinion” is not counted; judged by fewer than half of the votes cast: unranked."
    ),
    NoOpinion.ASIDE: mark("“No opinion” is not counted."),
}


def majority_words(t: Translator, rules: Rules) -> str:
    """What adopts a resolution, in few words; nothing where there are none."""
    if rules.method is not Method.MOTION:
        return ""
    if rules.majority is Majority.SIMPLE:
        return t("simple majority")
    if rules.majority is Majority.ABSOLUTE:
        return t("absolute majority")
    every = rules.majority_of is MajorityOf.CAST
    return t("two thirds of all votes cast") if every else t("two thirds of the votes expressed")


def majority_sentence(t: Translator, rules: Rules) -> str:
    """The same as a rule, and what becomes of a tie."""
    if rules.majority is Majority.SIMPLE:
        said = t("Adopted by a simple majority: more votes for than against.")
    elif rules.majority is Majority.ABSOLUTE:
        said = t("Adopted by an absolute majority: more than half of all votes cast, blank ones included.")
    elif rules.majority_of is MajorityOf.CAST:
        said = t("Adopted by two thirds of all votes cast, blank ones and abstentions included.")
    else:
        said = t("Adopted by two thirds of the votes expressed: blank ones and abstentions are left out.")
    return f"{said} {t('A tie: rejected.')}"


def quorum_words(t: Translator, rules: Rules) -> str:
    """The quorum, and the number that a share comes to once that is known; nothing where there is none."""
    if not (rules.quorum or rules.quorum_share):
        return ""
    number = _number(t, rules) if rules.quorum else ""
    if not rules.quorum_share:
        return t("quorum: {number}", number=number)
    share = t(_WHOLES[rules.quorum_of, rules.unit], share=share_name(t, rules.quorum_share))
    return (
        t("quorum: {share}, that is {number}", share=share, number=number)
        if number
        else t("quorum: {number}", number=share)
    )


def quorum_sentence(t: Translator, rules: Rules) -> str:
    """The same as a rule, which says that proxies count."""
    words = quorum_words(t, rules)
    if not words:
        return t("No quorum.")
    proxies = t("votes by proxy included") if rules.proxies else ""
    said = ", ".join(part for part in (words, proxies) if part)
    return f"{said[0].upper()}{said[1:]}."


def _number(t: Translator, rules: Rules) -> str:
    if rules.quorum_of is QuorumOf.VOTES:
        return votes_counted(t, rules.quorum)
    return units_counted(t, rules.unit, rules.quorum)


def votes_counted(t: Translator, n: int) -> str:
    """So many votes by weight: a company may have several."""
    return t.plural("{n} vote by weight", "{n} votes by weight", n)


_WHOLES: Mapping[tuple[QuorumOf, Unit], str] = {
    (QuorumOf.VOTERS, Unit.COMPANY): mark("{share} of the companies"),
    (QuorumOf.VOTERS, Unit.MEMBER): mark("{share} of the members"),
    (QuorumOf.VOTES, Unit.COMPANY): mark("{share} of the votes"),
    (QuorumOf.VOTES, Unit.MEMBER): mark("{share} of the votes"),
}


def tie_words(t: Translator, rules: Rules) -> str:
    """What settles a tie; of a draw's key, before the result, what binds it alone."""
    if rules.tie_break is not TieBreak.DRAW:
        return t("A tie for the last place: the organisers decide, and it is announced.")
    if rules.edition == 1:
        return t("A tie for the last place: a draw, from the seed “{seed}”.", seed=rules.seed)
    drawn = t("A tie for the last place: a draw, which everybody can redo.")
    if not rules.seed:
        return drawn
    bound = t(
        "The draw’s key, told with the result, has the SHA-256 {digest}.", digest=commitment(rules.seed)
    )
    return f"{drawn} {bound}"
