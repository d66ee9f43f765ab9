"""Opinions heard in other ways, and explanations to the public (713 arts. 14 and 15, 337 arts. 15 and 17)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.substance import answers
from workflow.domain.terms import Audience, ExplainingWay, HearingWay
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.opinions_heard import Explanation, OpinionsHeard
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records, why_anew


class HeardAct(Act):
    """An occasion on which opinions were heard, as entered. `number`: the record it corrects; None: a new one."""

    number: int | None = None
    way: HearingWay
    place: Line = ""
    audience: tuple[Audience, ...] = ()
    whom: Paragraphs = ""
    people: int | None = Field(default=None, ge=0, le=10_000_000)
    material_on: dt.date | None = None
    views: tuple[facts.View, ...] = ()
    anew: Paragraphs = ""


@records("participation.hear", HeardAct)
def hear(taking: Taking, act: HeardAct) -> Recorded:
    """Record the occasion, or record it anew; what was recorded first is superseded, not lost."""
    if act.material_on and act.material_on > act.on:
        late = Text("材料送达日期不得晚于听取意见的日期。", "The material was sent after the opinions were heard.")
        raise BadInput({"material_on": late})
    for place, view in enumerate(act.views):
        if not view.text.strip() or not answers(view.disposition, view.reason):
            missing = Text("请写明意见内容和处理理由。", "Write down the opinion and the reason.")
            raise BadInput({f"views-{place}-{'reason' if view.text.strip() else 'text'}": missing})
    earlier = [row for row in taking.row.heard if row.number == act.number]
    if act.number is not None and not earlier:
        raise BadInput({"number": Text("没有这次听取意见的记录。", "There is no such record.")})
    told = {worded(view.text) for view in act.views}
    why_anew(act.anew, needed=any(worded(view["text"]) not in told for row in earlier[-1:] for view in row.views))
    draft = taking.dossier.draft
    row = taking.put(
        OpinionsHeard,
        decision_id=taking.decision.id,
        number=act.number or max((each.number for each in taking.row.heard), default=0) + 1,
        revision=len(earlier) + 1,
        version=earlier[0].version if earlier else draft.version if draft else None,
        **act.model_dump(exclude={"on", "number", "views"}),
        views=[view.model_dump(mode="json") for view in act.views],
        **taking.stamp(act),
    )
    fact = facts.OpinionsHeard.model_validate(row)
    details = {
        "number": str(fact.number),
        "way": fact.way.value,
        "people": "" if fact.people is None else str(fact.people),
        "views": str(len(fact.views)),
    }
    return Recorded(details, (Proof("heard", fact, str(fact.number), private=True),))


class ExplanationAct(Act):
    """An explanation to the public as entered."""

    way: ExplainingWay
    subject: Line
    text: Paragraphs


@records("participation.explain", ExplanationAct)
def explain(taking: Taking, act: ExplanationAct) -> Recorded:
    """Record what was explained; it is published beside the notice."""
    row = taking.put(Explanation, decision_id=taking.decision.id, **act.model_dump(exclude={"on"}), **taking.stamp(act))
    return Recorded({"way": act.way.value}, (Proof("explanation", facts.Explanation.model_validate(row)),))
