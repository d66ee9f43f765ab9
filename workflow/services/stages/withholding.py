"""Whether a matter is kept from the public while it is drafted: asked with the draft, decided by another (713 art. 14(1))."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import Paragraphs
from workflow.domain.substance import says_something
from workflow.domain.text import Text
from workflow.models.withholding import NonDisclosure
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class NonDisclosureAct(Act):
    """The decision as entered; ground and scope are those the draft asks for."""

    agreed: bool
    opinion: Paragraphs = ""


@records("participation.withhold", NonDisclosureAct)
def decide(taking: Taking, act: NonDisclosureAct) -> Recorded:
    """Record what was decided on the request of the newest draft. Until then public participation is due."""
    asked, draft = taking.dossier.withholding_asked, taking.dossier.draft
    if asked is None or asked.by_law is None or draft is None or taking.dossier.non_disclosure:
        raise BadInput({"agreed": Text("没有待审定的不予公开事项。", "Nothing waits to be decided.")})
    if act.on < draft.on:
        raise BadInput({"on": Text("审定日期不得早于草案形成日期。", "It is decided before the draft was made.")})
    if not act.agreed and not says_something(act.opinion):
        raise BadInput({"opinion": Text("不同意的，请说明理由。", "Say why it is not agreed to.")})
    row = NonDisclosure(
        decision_id=taking.decision.id,
        version=draft.version,
        agreed=act.agreed,
        ground=asked.by_law,
        citation=asked.citation,
        scope=asked.scope,
        opinion=act.opinion,
        decided_by=taking.who,
        decided_by_id=taking.who_id,
        **taking.stamp(act),
    )
    taking.session.add(row)
    details = {"agreed": "yes" if act.agreed else "no", "ground": asked.by_law, "version": str(draft.version)}
    return Recorded(details, (Proof("non_disclosure", facts.NonDisclosure.model_validate(row)),))
