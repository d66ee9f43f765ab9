"""What is kept from the public, by decision of another than whoever drafted it: while it is drafted (713 art. 14(1)), and
the decision itself (713 art. 32), which is looked at again and may be lifted (711 art. 18)."""

from __future__ import annotations

import datetime as dt

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.substance import says_something
from workflow.domain.terms import WithholdGround
from workflow.domain.text import Text
from workflow.domain.withholding import problems
from workflow.models.withholding import NonDisclosure, Withholding
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Reason, Recorded, Taking, records


class NonDisclosureAct(Act):
    """The decision as entered; ground and scope are those the draft asks for, or asks for no longer."""

    agreed: bool
    opinion: Paragraphs = ""


@records("participation.withhold", NonDisclosureAct)
def decide(taking: Taking, act: NonDisclosureAct) -> Recorded:
    """Record what was decided on the request of the newest draft. Until then public participation is due.

    Where that no longer asks for what was agreed to, it is decided once more: till then the matter stays out of sight.
    Who decided may decide otherwise at any time while it is drafted.
    """
    asked, draft = taking.dossier.withholding_asked, taking.dossier.draft
    kept = taking.dossier.kept_back
    ground = asked.by_law if asked else kept.ground if kept else None
    about = asked or kept
    if about is None or ground is None or draft is None:
        raise BadInput({"agreed": Text("没有待审定的不予公开事项。", "Nothing waits to be decided.")})
    if act.on < draft.on:
        raise BadInput({"on": Text("审定日期不得早于草案形成日期。", "It is decided before the draft was made.")})
    if not act.agreed and not says_something(act.opinion):
        raise BadInput({"opinion": Text("不同意的，请说明理由。", "Say why it is not agreed to.")})
    row = taking.put(
        NonDisclosure,
        decision_id=taking.decision.id,
        version=draft.version,
        agreed=act.agreed,
        ground=ground,
        citation=about.citation,
        scope=about.scope,
        opinion=act.opinion,
        decided_by=taking.who,
        decided_by_id=taking.who_id,
        **taking.stamp(act),
    )
    details = {"agreed": "yes" if act.agreed else "no", "ground": ground, "version": str(draft.version)}
    return Recorded(details, (Proof("non_disclosure", facts.NonDisclosure.model_validate(row)),))


class WithholdAct(Act):
    """The decision to withhold, or to go on withholding, as entered."""

    ground: WithholdGround
    citation: Line = ""
    scope: Line = ""
    reason: Paragraphs
    review_on: dt.date
    late_review: Paragraphs = ""


@records("publication.withhold", WithholdAct)
def withhold(taking: Taking, act: WithholdAct) -> Recorded:
    """Record that the decision is lawfully not made public; no public page ever shows it while that stands.

    What was archived unpublished is looked at again like what was not; what was published is withheld no more.
    """
    if taking.dossier.archive and taking.dossier.withholding is None:
        raise BadInput({"ground": Text("决策已经公布或者解除不予公开。", "It is published, or no longer withheld.")})
    if found := problems(act.ground, act.citation, act.scope, act.reason):
        raise BadInput(found)
    if act.review_on <= act.on:
        sentence = Text("再次审查日期应当在决定日期之后。", "It is looked at again on a later day than this decision.")
        raise BadInput({"review_on": sentence})
    row = taking.put(
        Withholding,
        decision_id=taking.decision.id,
        lifted=False,
        decided_by=taking.who,
        decided_by_id=taking.who_id,
        **act.model_dump(exclude={"on"}),
        **taking.stamp(act),
    )
    details = {"ground": act.ground, "review_on": act.review_on.isoformat()}
    return Recorded(details, (Proof("withholding", facts.Withholding.model_validate(row)),))


class DiscloseAct(Act):
    """The decision that it may be made public as entered."""

    reason: Reason


@records("publication.disclose", DiscloseAct)
def disclose(taking: Taking, act: DiscloseAct) -> Recorded:
    """Record that what was kept from the public may be made public; only then is it published (711 art. 18)."""
    if taking.dossier.withholding is None and taking.dossier.kept_back is None:
        raise BadInput({"reason": Text("没有可以解除的不予公开决定。", "Nothing is withheld that could be lifted.")})
    row = taking.put(
        Withholding,
        decision_id=taking.decision.id,
        lifted=True,
        ground=None,
        citation="",
        scope="",
        review_on=None,
        late_review="",
        decided_by=taking.who,
        decided_by_id=taking.who_id,
        reason=act.reason,
        **taking.stamp(act),
    )
    return Recorded({}, (Proof("withholding", facts.Withholding.model_validate(row)),))
