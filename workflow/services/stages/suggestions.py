"""Suggestions and complaints on a decision in execution, and what became of them (713 art. 35(2), 337 art. 34)."""

from __future__ import annotations

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.facts import Paragraphs
from workflow.domain.substance import answers
from workflow.domain.terms import Handling
from workflow.domain.text import Text
from workflow.models.execution import Suggestion, SuggestionAnswer, SuggestionSender
from workflow.services.ledger import Proof, new_salt
from workflow.services.recording import Act, BadInput, Recorded, Taking, records
from workflow.services.stages.answering import AnsweredMeanwhile
from workflow.services.stages.participation import OpinionAct, receipt_code, receipt_digest


@records("execution.suggest", OpinionAct, answer=receipt_code)
def suggest(taking: Taking, act: OpinionAct) -> Recorded:
    """Record a suggestion or complaint, or one that staff took down; of its sender the log has a commitment only."""
    if not act.text.strip():
        raise BadInput({"text": Text("请填写意见建议的内容。", "Write your suggestion.")})
    latest = select(func.coalesce(func.max(Suggestion.number), 0)).where(Suggestion.decision_id == taking.decision.id)
    receipt = receipt_digest(receipt_code(taking.key))
    row = taking.put(
        Suggestion,
        decision_id=taking.decision.id,
        number=(taking.session.scalar(latest) or 0) + 1,
        channel=act.channel,
        text=act.text,
        receipt_sha256=receipt,
        **taking.stamp(act),
    )
    words = {"text": act.text, "channel": act.channel.value, "receipt_sha256": receipt}
    proofs = [Proof("suggestion", words, str(row.number), private=True)]
    if act.name or act.contact:
        told, salt = {"name": act.name, "contact": act.contact}, new_salt()
        taking.put(SuggestionSender, suggestion_id=row.id, **told, salt=salt, created_at=taking.now)
        proofs.append(Proof("suggestion_sender", told, str(row.number), private=True, salt=salt))
    return Recorded({"channel": act.channel, "suggestion": str(row.number)}, tuple(proofs))


class SuggestionAnswerAct(Act):
    """An answer as entered. `revision` is how many answers whoever entered it had seen."""

    number: int
    revision: int = 0
    handling: Handling
    reason: Paragraphs


@records("execution.answer", SuggestionAnswerAct)
def answer(taking: Taking, act: SuggestionAnswerAct) -> Recorded:
    """Record what became of a suggestion; an earlier answer is superseded, not lost."""
    row = taking.session.scalar(
        select(Suggestion).where(Suggestion.decision_id == taking.decision.id, Suggestion.number == act.number)
    )
    if row is None:
        raise BadInput({"number": Text("没有这条意见建议。", "There is no such suggestion.")})
    if not answers(act.handling, act.reason):
        raise BadInput({"reason": Text("请写明处理情况和理由。", "Say how it was handled, and why.")})
    if act.on < row.on:
        raise BadInput({"on": Text("处理日期不得早于收到日期。", "The answer is before the suggestion.")})
    if len(row.answers) != act.revision:
        raise AnsweredMeanwhile
    fact = taking.put(
        SuggestionAnswer,
        suggestion_id=row.id,
        revision=act.revision + 1,
        handling=act.handling,
        reason=act.reason,
        **taking.stamp(act),
    )
    # the words may name whoever wrote: the evidence is private like the suggestion itself
    proof = Proof("suggestion_answer", facts.SuggestionAnswer.model_validate(fact), str(act.number), private=True)
    return Recorded({"suggestion": str(act.number), "handling": act.handling}, (proof,))
