"""What becomes of an opinion that sends a draft back: followed, answered, and the draft changed (713 arts. 25 and 28).

And whether a draft that is submitted is the one the public, the experts and the assessors saw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from workflow.domain.calendar import Convention
from workflow.domain.changedsince import on_other_texts
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import another_draft, repeats, restates, same_version
from workflow.domain.facts import Fact, LegalityReview
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_none, says_something, stated, tells
from workflow.domain.terms import Aspect
from workflow.domain.text import Text
from workflow.domain.unseen import worded


class ResponseParams(Params):
    """When the unit says what it did with an opinion, and what shows it.

    `after`: an opinion that sends the draft back, also one with advice, or every opinion. `shown_by`: an explanation
    only, or also a newer version of the draft, which is itself the adjustment.
    """

    after: Literal["changes", "advice", "every"] = "advice"
    shown_by: Literal["explanation", "adjustment"] = "explanation"

    def strictness(self) -> tuple[int, ...]:
        """After more opinions is stricter; at equal occasions to want an explanation is."""
        return ("changes", "advice", "every").index(self.after), int(self.shown_by == "explanation")

    def numbers(self, convention: Convention) -> Numbers:
        """When, and by what."""
        after = {
            "changes": Text("审查意见要求修改或者补充的", "the opinion asks for changes or supplements"),
            "advice": Text("审查意见要求修改、补充或者提出建议的", "the opinion asks for changes or gives advice"),
            "every": Text("每次出具审查意见后", "after every opinion"),
        }[self.after]
        shown = {
            "explanation": Text("审查意见处理情况说明", "an explanation of what was done with the opinion"),
            "adjustment": Text("修改后的草案，或者处理情况说明", "the draft as changed, or an explanation"),
        }[self.shown_by]
        return ((Text("适用情形", "When"), after), (Text("体现方式", "Shown by"), shown))


@guard(ResponseParams)
def opinion_followed(dossier: Dossier, params: ResponseParams, setting: Setting) -> Iterator[Gap]:
    """The unit adjusted or supplemented as the opinion said, or explained what it did not follow (713 art. 28)."""
    newest = dossier.draft.version if dossier.draft else 0
    for review in dossier.reviews:
        still_to_come = setting.record and review is dossier.review and not dossier.meetings
        if still_to_come or not _asks(review, params, setting):
            continue
        if review.response:
            yield from _unsound(review)
        elif params.shown_by == "explanation" or newest <= review.submission.version:
            said = review.conclusion.conclusion if review.conclusion else ""
            named = setting.labels.get("conclusions", {}).get(said, said)
            lacks = _NOT_ADJUSTED if _sends_back(review, setting) else _NOT_SAID
            yield Gap(lacks.fmt(round=review.round, conclusion=named))


_NOT_ADJUSTED = Text(
    "第{round}次合法性审查结论为“{conclusion}”，卷宗没有记载据此作出的调整、补充或者未采纳的理由。",
    "Round {round} concluded “{conclusion}”; no adjustment, supplement or reason for not following it is on record.",
)
_NOT_SAID = Text(
    "卷宗没有记载第{round}次合法性审查意见的处理情况。",
    "What was done with the opinion of round {round} is not on record.",
)


def _asks(review: LegalityReview, params: ResponseParams, setting: Setting) -> bool:
    if review.conclusion is None or setting.effect("conclusions", review.conclusion.conclusion) == "end":
        return False
    advice = params.after == "advice" and bool(review.conclusion.advice.strip())
    return params.after == "every" or advice or _sends_back(review, setting)


def _sends_back(review: LegalityReview, setting: Setting) -> bool:
    said = review.conclusion
    return said is not None and setting.effect("conclusions", said.conclusion) in ("redraft", "unlawful", "back")


def _unsound(review: LegalityReview) -> Iterator[Gap]:
    """What a response lacks that says nothing, gives no reason, or comes before the opinion."""
    said, opinion = review.response, review.conclusion
    if said is None or opinion is None:
        return
    if not (tells(said.adjusted) or tells(said.not_followed)):
        yield Gap(
            Text(
                "第{round}次审查意见的处理情况没有写明作了什么调整、没有采纳什么。",
                "The response to the opinion of round {round} says neither what was adjusted nor what was not followed.",
            ).fmt(round=review.round)
        )
    if not says_none(said.not_followed) and not says_something(said.reason):
        yield Gap(
            Text(
                "没有采纳第{round}次审查意见的部分内容，没有说明理由。",
                "Part of the opinion of round {round} was not followed, and no reason is given.",
            ).fmt(round=review.round)
        )
    if said.on < opinion.on:
        yield Gap(
            Text(
                "处理情况说明（{said}）早于第{round}次审查意见（{opinion}）。",
                "The response ({said}) is earlier than the opinion of round {round} ({opinion}).",
            ).fmt(said=said.on, round=review.round, opinion=opinion.on)
        )


@guard(own_fact=True)
def text_as_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is submitted is what the public, the experts and the assessors saw, or it is said why they are not asked anew.

    How much a draft may change without that, no article says. A text of which not one paragraph was before them is
    another draft, on which nobody was heard (713 arts. 14, 19 and 22): no reason stands in for that.
    """
    submission = dossier.review.submission if dossier.review else None
    if submission is None:
        return
    for seen in on_other_texts(dossier, submission.version):
        if another_draft(dossier, seen.version, submission.version):
            yield Gap(ANOTHER_DRAFT.fmt(what=seen.what, before=seen.version, version=submission.version))
            continue
        yield Gap(
            Text(
                "{what}针对的是草案第{before}版，送审的第{version}版内容有改动，不再重新办理的理由：{reason}。",
                "Version {before} was before the {what}; version {version}, submitted, says something else. Why it is not "
                "done again: {reason}.",
            ).fmt(what=seen.what, before=seen.version, version=submission.version, reason=stated(submission.not_anew)),
            excused=says_something(submission.not_anew),
        )


ANOTHER_DRAFT = Text(
    "{what}针对的是草案第{before}版，第{version}版没有保留其中任何一段，是另一份草案，应当重新办理，不能以说明理由代替。",
    "Version {before} was before the {what}; not one paragraph of it is left in version {version}, which is another draft: it "
    "is done again, and no reason stands in for that.",
)


class ChangedParams(Params):
    """After which opinions the draft itself changes: one that found it unlawful, or one that asks for changes."""

    after: Literal["unlawful", "redraft"] = "unlawful"

    def numbers(self, convention: Convention) -> Numbers:
        """After which opinions."""
        said = {
            "unlawful": Text("结论为不合法的", "found unlawful"),
            "redraft": Text("结论为应当修改的", "found to be amended"),
        }[self.after]
        return ((Text("适用情形", "When"), said),)


@guard(ChangedParams)
def changed_after_opinion(dossier: Dossier, params: ChangedParams, setting: Setting) -> Iterator[Gap]:
    """A text found unlawful, or to be amended, is not reviewed again as it was (713 arts. 25(2) and 28, 337 art. 26(2)).

    Where nothing but the procedure was found wanting, the unit says how it was made up, and that is on record since, the
    text may stay; so it may where a new version carries what shows it. What
    was to be amended is adjusted where that is necessary: it may stay too where the unit says what it did not follow,
    and why. Where what it provides was found wanting, another title or basis is no change. Papers do not always hold the whole text: of them only the version counts.
    """
    for place, review in enumerate(dossier.reviews):
        if not wants_another_text(dossier, review, params, setting):
            continue
        later = {each.submission.version for each in dossier.reviews[place + 1 :]}
        if dossier.draft and not setting.record:
            later.add(dossier.draft.version)
        old = review.submission.version
        same = restates if _of_content(review) else same_version
        for version in sorted(later):
            if version == old or (not setting.record and same(dossier, version, old)):
                yield _unchanged(review, version, setting)


def _of_content(review: LegalityReview) -> bool:
    """Whether an opinion found what the draft provides wanting, not only what it rests on or how it came about."""
    findings = review.conclusion.findings if review.conclusion else ()
    return any(finding.aspect is Aspect.CONTENT and not finding.conforms for finding in findings)


def _unchanged(review: LegalityReview, version: int, setting: Setting) -> Gap:
    key = review.conclusion.conclusion if review.conclusion else ""
    return Gap(
        Text(
            "第{round}次合法性审查结论为“{conclusion}”，草案第{version}版的内容与当时送审的相同，没有修改。",
            "Round {round} concluded “{conclusion}”; version {version} says the same as what was reviewed then.",
        ).fmt(round=review.round, conclusion=setting.labels.get("conclusions", {}).get(key, key), version=version),
        excused=setting.effect("conclusions", key) == "redraft" and _says_why_not(review),
    )


def _says_why_not(review: LegalityReview) -> bool:
    said = review.response
    return said is not None and tells(said.not_followed) and says_something(said.reason)


def wants_another_text(dossier: Dossier, review: LegalityReview, params: ChangedParams, setting: Setting) -> bool:
    """Whether the conclusion of a round asks for another text."""
    said = review.conclusion
    if said is None or setting.effect("conclusions", said.conclusion) != params.after:
        return False
    lacking = {finding.aspect for finding in said.findings if not finding.conforms}
    made_up = review.response is not None and says_something(review.response.adjusted)
    return not (
        lacking == {Aspect.PROCEDURE} and made_up and any(day >= said.on for day in _procedure_days(dossier, review))
    )


def _procedure_days(dossier: Dossier, review: LegalityReview) -> Iterator[dt.date]:
    """The days on which something of the procedure before review was done, or came on record: words alone make up none.

    What a round brought, and a later one only brings again, the unit's own legality opinion, is not done since.
    """
    experts, own = dossier.expert_review, review.submission.preliminary
    later = [each.submission for each in dossier.reviews if each.round > review.round]
    done: tuple[Fact | None, ...] = (
        *(dossier.notice, dossier.participation, dossier.consultation, dossier.comparison),
        *(each.sitting for each in dossier.hearings),
        *(dossier.heard + dossier.explanations + dossier.research),
        # that of the draft a later round let go on is of what came after it
        *(each for each in dossier.party_discussions if not later or each.on <= later[-1].on),
        *(each for each in later if tells(each.preliminary) and worded(each.preliminary) != worded(own)),
        *((experts, experts.record, experts.result, *(each.opinion for each in experts.experts)) if experts else ()),
        *(each for risk in dossier.risk_assessments for each in (risk, risk.report, risk.finding)),
        *(each for review in dossier.competition_reviews for each in (review, review.opinion)),
    )
    for fact in done:
        if fact is not None:
            yield max(fact.on, fact.entered_on or fact.on)


@guard()
def changed_after_meeting(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What a meeting sent back to be changed is not handed in again as it was (713 art. 30(1))."""
    for meeting in dossier.meetings:
        if meeting.resolution is None or setting.effect("outcomes", meeting.resolution.outcome) != "redraft":
            continue
        for review in dossier.reviews:
            sent, done = review.submission.on, review.conclusion
            again = sent > meeting.on or (sent == meeting.on and (done is None or done.on > meeting.on))
            if again and repeats(dossier, review.submission.version, meeting.version):
                yield Gap(
                    Text(
                        "{day}的会议决定修改后再议，送审的第{version}版与会议讨论的第{old}版内容相同，没有修改。",
                        "The meeting of {day} sent it back to be changed; version {version} handed in says the same as "
                        "version {old}, which it deliberated.",
                    ).fmt(day=meeting.on, version=review.submission.version, old=meeting.version)
                )
