"""How many must come and how many must agree, as exact fractions, and a decision against the majority.

No article of Orders 713 and 337 states a quorum or a majority: a profile whose own rules do sets the share as a parameter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Meeting, Member
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something
from workflow.domain.terms import Position, Vote
from workflow.domain.text import Text, numeral

ADOPTING = frozenset({"adopted", "in_principle"})
"""The effects of an outcome that follow a vote for the draft."""

# every denominator of two digits divides it, so that shares are compared without rounding
_WHOLE = math.lcm(*range(1, 100))


class ShareParams(Params):
    """A share such as one half: more than it, or (`over = false`) at least it."""

    share: str = Field(pattern=r"^[1-9]\d?/[1-9]\d?$")
    over: bool

    @model_validator(mode="after")
    def _no_more_than_all(self) -> Self:
        if self.fraction > 1 or (self.over and self.fraction == 1):
            raise ValueError("nobody reaches such a share")
        return self

    @property
    def fraction(self) -> Fraction:
        """The share, exactly."""
        return Fraction(self.share)

    def strictness(self) -> tuple[int, ...]:
        """The greater share is stricter; at equal shares more than it is."""
        return int(self.fraction * _WHOLE), int(self.over)

    def reached(self, count: int, whole: int) -> bool:
        """Whether `count` of `whole` is the share asked for."""
        return count > self.fraction * whole if self.over else count >= self.fraction * whole

    @property
    def words(self) -> Text:
        """The share in words."""
        over = Text("超过{share}", "more than {share}") if self.over else Text("不少于{share}", "at least {share}")
        return over.fmt(share=Text(_spoken(self.fraction), str(self.fraction)))

    @property
    def of_entitled(self) -> Text:
        """The share of those entitled, in words."""
        over = (
            Text("超过应到人数的{share}", "more than {share} of those entitled")
            if self.over
            else Text("不少于应到人数的{share}", "at least {share} of those entitled")
        )
        return over.fmt(share=Text(_spoken(self.fraction), str(self.fraction)))

    def numbers(self, convention: Convention) -> Numbers:
        """The share."""
        return ((Text("比例", "Share"), self.words),)


def _spoken(share: Fraction) -> str:
    return "半数" if share == Fraction(1, 2) else f"{numeral(share.denominator)}分之{numeral(share.numerator)}"


@guard(ShareParams)
def quorum_met(dossier: Dossier, params: ShareParams, setting: Setting) -> Iterator[Gap]:
    """Enough of the members entitled are present; who is recused from an item has come."""
    members = dossier.meeting.members if dossier.meeting else ()
    present = sum(1 for member in members if member.present)
    if members and not params.reached(present, len(members)):
        yield Gap(
            Text(
                "应到{entitled}人，实到{present}人，没有达到{share}，不得开会讨论。",
                "{present} of {entitled} members are present: not {share}, so the meeting cannot deliberate.",
            ).fmt(entitled=len(members), present=present, share=params.words)
        )


class MajorityParams(ShareParams):
    """A share of the members `of` whom the votes for the draft are counted."""

    of: Literal["entitled", "taking_part"]

    def numbers(self, convention: Convention) -> Numbers:
        """The share, and of whom."""
        return (*super().numbers(convention), (Text("计算基数", "Of"), _OF[self.of]))


_OF = {
    "entitled": Text("应到人员", "those entitled"),
    "taking_part": Text("参加表决人员", "those who take part in the vote"),
}


@guard(MajorityParams, own_fact=True)
def majority_reached(dossier: Dossier, params: MajorityParams, setting: Setting) -> Iterator[Gap]:
    """What was adopted has the share of votes asked for; what absent members wrote is not counted."""
    meeting = dossier.meeting
    if meeting is None or meeting.resolution is None:
        return
    if setting.effect("outcomes", meeting.resolution.outcome) not in ADOPTING:
        return
    votes = sum(1 for member in meeting.members if member.takes_part and member.vote is Vote.FOR)
    whole = sum(1 for member in meeting.members if params.of == "entitled" or member.takes_part)
    if not params.reached(votes, whole):
        yield Gap(
            Text(
                "赞成{votes}人，没有达到{of}（{whole}人）的{share}，不能通过。",
                "{votes} votes for, of {whole} ({of}): not {share}, so it is not adopted.",
            ).fmt(votes=votes, of=_OF[params.of], whole=whole, share=params.words)
        )


def against_majority(meeting: Meeting, effect: str) -> bool:
    """Whether the outcome goes against the view of more than half of those who take part.

    The view asked about is whether the draft is to be adopted. Who abstains does not support it: the members agree with
    an adoption only by voting for it, so that one for which not even half voted goes against the majority, and whoever
    rejects or postpones does so only where more than half voted for it. Who spoke against it holds that view, however
    the vote went. Who is recused or absent does not count, nor does a vote that is not recorded: it is asked for
    elsewhere. A tie leaves no majority to go against.
    """
    voting = [member for member in meeting.members if member.takes_part]
    contrary = {Vote.AGAINST, Vote.ABSTAIN} if effect in ADOPTING else {Vote.FOR}
    apart = sum(member.vote in contrary or spoke_against(member, effect) for member in voting)
    return 2 * apart > len(voting)


def spoke_against(member: Member, effect: str) -> bool:
    """Whether the member spoke against what was adopted. Who spoke for it may well vote to put it off."""
    said = member.statement
    return effect in ADOPTING and member.takes_part and said is not None and said.position is Position.DISAGREE


@guard(own_fact=True)
def majority_reason_given(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A decision against the majority states its reason in the meeting (713 art. 30(2), 337 art. 30)."""
    meeting = dossier.meeting
    if meeting is None or meeting.resolution is None:
        return
    effect = setting.effect("outcomes", meeting.resolution.outcome)
    if against_majority(meeting, effect) and not says_something(meeting.resolution.majority_reason):
        votes = Counter(member.vote for member in meeting.members if member.takes_part)
        spoke = sum(spoke_against(member, effect) for member in meeting.members)
        yield Gap(
            Text(
                "表决赞成{yes}人、反对{no}人、弃权{apart}人，发言与决定相反的{spoke}人，决定与会议组成人员多数人的意见不一致，"
                "没有说明理由。",
                "With {yes} votes for, {no} against and {apart} abstaining, and {spoke} who spoke to the contrary, the "
                "decision goes against the majority and states no reason.",
            ).fmt(yes=votes[Vote.FOR], no=votes[Vote.AGAINST], apart=votes[Vote.ABSTAIN], spoke=spoke)
        )


@guard(ShareParams)
def deliberated_together(dossier: Dossier, params: ShareParams, setting: Setting) -> Iterator[Gap]:
    """Several deliberate (713 art. 30(1)): not the chief alone, and as many as asked take part without being recused.

    An item can always be put off to another meeting.
    """
    meeting = dossier.meeting
    if meeting is None or not meeting.members or any(member.present is None for member in meeting.members):
        return  # that nobody is listed, or attendance not recorded, is said elsewhere
    if meeting.resolution and setting.effect("outcomes", meeting.resolution.outcome) == "postponed":
        return
    part = [member for member in meeting.members if member.takes_part]
    if params.reached(len(part), len(meeting.members)) and any(not member.chief for member in part):
        return
    yield Gap(
        Text(
            "应到{entitled}人，参加本议题讨论的只有{part}人，不足以集体讨论；可以延期再议。",
            "Of {entitled} entitled, only {part} take part in this item: that is no collective deliberation; it can be "
            "put off.",
        ).fmt(entitled=len(meeting.members), part=len(part))
    )
