"""What the form of a ballot asks of the count: seats, floor, quorum, ties."""

from fractions import Fraction

from club.ballots import (
    Grade,
    Majority,
    MajorityOf,
    Method,
    NoOpinion,
    QuorumOf,
    Secrecy,
    TieBreak,
    Unit,
)
from handlers.choosing.ballots import form
from handlers.choosing.ballots.form_fields import Drawn, one_of
from handlers.choosing.shared.figures import GRADES
from handlers.choosing.shared.grades import grade_name
from handlers.kit.blocks import Block, checkboxes, context, field, option, radio, select
from handlers.words import mark

TIES = {
    TieBreak.ORGANISERS: mark("The organisers decide, and it is announced"),
    TieBreak.DRAW: mark("A draw, which everybody can redo"),
}
MISSING = {
    NoOpinion.REJECT: mark("Counts as “To be rejected”"),
    NoOpinion.UNRANKED: mark("Not counted; judged by fewer than half: unranked"),
}
MAJORITIES = {
    Majority.SIMPLE: mark("Simple: more for than against"),
    Majority.ABSOLUTE: mark("Absolute: more than half of all votes cast"),
    Majority.TWO_THIRDS: mark("Two thirds"),
}
MAJORITIES_OF = {
    MajorityOf.EXPRESSED: mark("The votes expressed"),
    MajorityOf.CAST: mark("All votes cast"),
}
QUORUMS = {
    QuorumOf.VOTERS: mark("Those who vote"),
    QuorumOf.VOTES: mark("The votes they have"),
}


def counting(drawn: Drawn) -> list[Block | None]:
    """What the method counts with."""
    t, method = drawn.t, drawn.first.method
    blocks: list[Block | None] = _majority(drawn) if method is Method.MOTION else []
    if drawn.choosing:
        blocks.append(drawn.number(form.SEATS, t("Topics to choose"), drawn.club.ballot_seats, least=0))
    if method is Method.APPROVAL:
        hint = t("Empty: as many as there are topics to choose.")
        blocks.append(drawn.number(form.MOST, t("Approvals a vote"), 0, least=0, optional=True, hint=hint))
    if method is Method.POINTS:
        hint = t("Empty: no limit but the points themselves.")
        blocks.append(drawn.number(form.POINTS, t("Points to give"), drawn.club.ballot_points, least=0))
        blocks.append(drawn.number(form.CAP, t("Points to one option"), 0, least=0, optional=True, hint=hint))
    return [*blocks, *(_winning(drawn) if drawn.choosing else [])]


def _majority(drawn: Drawn) -> list[Block | None]:
    """What adopts a resolution, and of what two thirds are."""
    t, rules = drawn.t, drawn.rules or drawn.rules_shown
    majorities = [option(t(label), one) for one, label in MAJORITIES.items()]
    wholes = [option(t(label), one) for one, label in MAJORITIES_OF.items()]
    hint = t("For two thirds alone. Abstentions and blank votes are not votes expressed.")
    return [
        field(form.MAJORITY, t("Majority"), radio(majorities, one_of(majorities, rules.majority))),
        field(form.MAJORITY_OF, t("Counted of"), radio(wholes, one_of(wholes, rules.majority_of)), hint=hint),
        context(t("A tie: rejected.")),
    ]


def _winning(drawn: Drawn) -> list[Block | None]:
    """What an option needs to be chosen."""
    t, rules, method = drawn.t, drawn.rules, drawn.first.method
    if method is Method.JUDGMENT:
        return _grades(drawn)
    hint = t(
        "Below it nothing is chosen. A number of votes, or a share of them, blank ones included: 3, 10 %, "
        "1/3."
    )
    if method is Method.RANKING:
        hint = t("Below it nothing is chosen. How many papers must rank it, or which share of them.")
    number, share = (rules.floor, rules.floor_share) if rules else (drawn.club.ballot_floor, Fraction(0))
    return [drawn.portion(form.FLOOR, t("Floor"), hint, number, share)]


def _grades(drawn: Drawn) -> list[Block | None]:
    t, rules = drawn.t, drawn.rules
    grades = [option(grade_name(t, grade), grade.value) for grade in GRADES]
    kept = rules.floor_grade if rules and rules.floor_grade is not None else Grade.FAIR
    missing = [option(t(label), one) for one, label in MISSING.items()]
    counted = rules.no_opinion if rules and rules.no_opinion in MISSING else NoOpinion.REJECT
    hint = t("Told to voters above the form.")
    return [
        field(
            form.FLOOR_GRADE,
            t("Floor"),
            select(grades, one_of(grades, str(kept.value))),
            hint=t("Nothing is chosen whose majority grade is below it."),
        ),
        field(form.NO_OPINION, t("No opinion"), radio(missing, one_of(missing, counted)), hint=hint),
    ]


def _quorum(drawn: Drawn) -> list[Block | None]:
    t, rules = drawn.t, drawn.rules
    hint = t("Below it nothing is decided. A number or a share: 5, 50 %, 1/3; empty: none.")
    if form.may_have_proxies(drawn.first):
        proxies = t("Votes by proxy count.")
        hint = f"{hint} {proxies}"
    number, share = (rules.quorum, rules.quorum_share) if rules else (0, Fraction(0))
    blocks: list[Block | None] = [drawn.portion(form.QUORUM, t("Quorum"), hint, number, share)]
    if drawn.first.unit is Unit.COMPANY:
        wholes = [option(t(label), one) for one, label in QUORUMS.items()]
        of = rules.quorum_of if rules else QuorumOf.VOTERS
        blocks.append(field(form.QUORUM_OF, t("The quorum is of"), radio(wholes, one_of(wholes, of))))
    return blocks


def deciding(drawn: Drawn) -> list[Block | None]:
    """What makes a decision of the count."""
    t, first, rules = drawn.t, drawn.first, drawn.rules
    blocks: list[Block | None] = _quorum(drawn)
    if form.may_have_proxies(first):
        usual = 0 if rules else drawn.club.ballot_proxies
        hint = t("How many others one member may vote for; empty: no proxies.")
        blocks.append(drawn.number(form.PROXIES, t("Proxies"), usual, least=0, optional=True, hint=hint))
    if first.secrecy is Secrecy.OPEN:
        live = option(t("Show the figures as votes come in"), "live")
        ticks = checkboxes([live], [live] if rules and rules.live else [])
        blocks.append(field(form.LIVE, t("Figures"), ticks, optional=True))
    if drawn.choosing:
        ties = [option(t(label), tie) for tie, label in TIES.items()]
        tie = rules.tie_break if rules else TieBreak.ORGANISERS
        blocks.append(field(form.TIE, t("A tie for the last place"), radio(ties, one_of(ties, tie))))
    return blocks
