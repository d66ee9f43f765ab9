"""The final text after adoption in principle: only what was reviewed or checked is the decision."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.changedsince import unheard
from workflow.domain.changetold import bases_unnamed, files_unnamed, unnamed
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import another_draft, draft_digest, holds_text, repeats, same_text
from workflow.domain.facts import Draft, FinalCheck, Meeting
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.guards.review_response import ANOTHER_DRAFT, ChangedParams, wants_another_text
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.substance import says_something, stated
from workflow.domain.terms import CompetitionConclusion, FinalFinding, Trait
from workflow.domain.text import Text, joined


@guard()
def final_text_checked(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What goes on after the meeting is the version it deliberated, or a later one that passed legality review, or that
    the legality reviewer found to keep to the opinion of a meeting that adopted it in principle."""
    meeting, draft = dossier.closed_meeting, dossier.draft
    if meeting is None or meeting.resolution is None or draft is None or draft.version <= meeting.version:
        return
    effect = setting.effect("outcomes", meeting.resolution.outcome)
    if effect not in ADOPTING or _reviewed(dossier, draft, setting):
        return
    checks = [each for each in dossier.final_checks if each.version == draft.version]
    if effect == "in_principle" and checks:
        yield from _unsound(checks[-1], draft, meeting, dossier)
        return
    yield Gap(
        Text(
            "会议讨论的是草案第{decided}版，此后形成的第{version}版既没有经合法性审查，也没有核对定稿。",
            "The meeting deliberated version {decided}; version {version}, made since, was neither reviewed nor checked.",
        ).fmt(decided=meeting.version, version=draft.version)
    )


def _reviewed(dossier: Dossier, draft: Draft, setting: Setting) -> bool:
    """Whether the version passed legality review, the last time it was reviewed."""
    opinions = [each.conclusion for each in dossier.reviews if each.submission.version == draft.version]
    *_, last = (None, *(each for each in opinions if each))
    return last is not None and setting.effect("conclusions", last.conclusion) in ("proceed", "proceed_with_risk")


def _unsound(check: FinalCheck, draft: Draft, meeting: Meeting, dossier: Dossier) -> Iterator[Gap]:
    """What is wrong with the check of a version: its finding, what it was bound to, or its day."""
    if check.finding is not FinalFinding.KEPT_TO:
        yield Gap(
            Text("核对意见为：草案第{version}版{finding}。", "The check of version {version} found: {finding}.").fmt(
                version=draft.version, finding=check.finding.label
            )
        )
    if check.digest and check.digest != draft_digest(draft):
        yield Gap(
            Text(
                "核对定稿所核对的内容与草案第{version}版不一致。",
                "What was checked is not version {version} as it stands.",
            ).fmt(version=draft.version)
        )
    if check.on < max(draft.on, meeting.on):
        yield Gap(
            Text(
                "核对定稿（{checked}）早于会议或者草案第{version}版的形成（{since}）。",
                "The check ({checked}) is earlier than the meeting or version {version} of the draft ({since}).",
            ).fmt(checked=check.on, version=draft.version, since=max(draft.on, meeting.on))
        )
    known = dossier.publication or dossier.signing
    if known and check.on > known.on:
        yield Gap(
            Text(
                "核对定稿（{checked}）晚于公布或者签订（{known}）。",
                "The check ({checked}) is later than publication or signing ({known}).",
            ).fmt(checked=check.on, known=known.on)
        )


@guard(own_fact=True)
def new_traits_go_beyond(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A version that touches more than the one the meeting adopted in principle is found to go beyond what it said."""
    meeting = dossier.closed_meeting
    drafts = {each.version: each for each in dossier.drafts}
    if meeting is None or meeting.version not in drafts:
        return
    before = drafts[meeting.version].traits
    for check in dossier.final_checks:
        checked = drafts.get(check.version)
        if checked is None or checked.version <= meeting.version or check.finding is FinalFinding.BEYOND:
            continue
        if more := [each.label for each in Trait if each in checked.traits and each not in before]:
            yield Gap(
                Text(
                    "修改稿（第{version}版）新增涉及情形（{what}），核对意见却是“{finding}”。",
                    "Version {version} touches more ({what}), yet was found: {finding}.",
                ).fmt(version=checked.version, what=joined(more), finding=check.finding.label)
            )


@guard(own_fact=True)
def final_text_never_refused(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is changed after adoption in principle does not become a text that was found unlawful, of uncontrollable risk
    or against fair competition (713 arts. 24 and 25(2), 783 art. 18)."""
    meeting, draft = dossier.closed_meeting, dossier.draft
    if meeting is None or draft is None or draft.version <= meeting.version:
        return
    checks = [each for each in dossier.final_checks if each.version == draft.version]
    if not checks or checks[-1].finding is not FinalFinding.KEPT_TO:
        return
    for what, version in _refused(dossier, setting):
        if repeats(dossier, draft.version, version):
            yield Gap(
                Text(
                    "草案第{version}版的内容与第{old}版相同，第{old}版{what}，不能定稿。",
                    "Version {version} says the same as version {old}, which was {what}: it cannot be the final text.",
                ).fmt(version=draft.version, old=version or "—", what=what)
            )


@guard(own_fact=True)
def changes_named(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is found to keep to the meeting's opinion names every place that was changed: the title in full, a paragraph
    by its article or, in quotation marks, another number it begins with, where no other begins with the same, or by words
    that changed in it; a basis by its title and article, a file by its name. A number alone is no text. Where several
    places of a paragraph were changed each of them is told in its words. Whether the opinion asks for it is for the
    reviewer to say; nothing at all carries out none.

    Papers do not always hold the text, the files or what it rests on: where nothing is known, nothing is said.
    """
    meeting = dossier.closed_meeting
    drafts = {each.version: each for each in dossier.drafts}
    for check in dossier.final_checks:
        before, after = drafts.get(meeting.version) if meeting else None, drafts.get(check.version)
        if before is None or after is None or after.version <= before.version:
            continue
        if check.finding is not FinalFinding.KEPT_TO:
            continue
        if holds_text(after) and same_text(before, after):
            yield Gap(
                Text(
                    "修改稿（第{version}版）与会议讨论的第{before}版内容相同，没有按会议意见修改。",
                    "Version {version} says the same as version {before}, which the meeting had: nothing was changed as it "
                    "said.",
                ).fmt(version=after.version, before=before.version)
            )
        silent: list[Text] = []
        if not setting.record or (before.body and after.body):
            silent += unnamed(before, after, check.changes)
        if not setting.record or (before.bases and after.bases):
            silent += bases_unnamed(before, after, check.changes)
        if not setting.record or (before.files and after.files):
            silent += files_unnamed(before, after, check.changes)
        if silent:
            yield Gap(
                Text(
                    "修改稿（第{version}版）下列改动没有写明对应会议的哪一项意见：{what}。",
                    "It is not said which point of the meeting's opinion these changes of version {version} carry out: "
                    "{what}.",
                ).fmt(version=after.version, what=joined(silent))
            )


@guard(own_fact=True)
def final_text_as_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is found to keep to the meeting's opinion is what the public, the experts and the assessors saw, or it is said
    why they are not asked anew, of whatever was not told of when the draft was submitted."""
    check = dossier.final_checks[-1] if dossier.final_checks else None
    if check is None or check.finding is not FinalFinding.KEPT_TO:
        return
    for seen in unheard(dossier, check.version):
        if another_draft(dossier, seen.version, check.version):
            yield Gap(ANOTHER_DRAFT.fmt(what=seen.what, before=seen.version, version=check.version))
            continue
        yield Gap(
            Text(
                "{what}针对的是草案第{before}版，定稿（第{version}版）又有改动，不再重新办理的理由：{reason}。",
                "Version {before} was before the {what}; the final text, version {version}, was changed since. Why it is "
                "not done again: {reason}.",
            ).fmt(what=seen.what, before=seen.version, version=check.version, reason=stated(check.not_anew)),
            excused=says_something(check.not_anew),
        )


def _refused(dossier: Dossier, setting: Setting) -> Iterator[tuple[Text, int | None]]:
    """What was found against a version of the draft, and which."""
    for review in dossier.reviews:
        if wants_another_text(dossier, review, ChangedParams(), setting):
            yield Text("经合法性审查不合法", "found unlawful"), review.submission.version
    for risk in dossier.risk_assessments:
        if risk.finding and not risk.finding.controllable:
            yield Text("经认定风险不可控", "found of uncontrollable risk"), risk.version
    for found in dossier.competition_reviews:
        if found.opinion and found.opinion.conclusion is CompetitionConclusion.VIOLATES:
            yield Text("经公平竞争审查违反有关标准", "found against fair competition"), found.version
