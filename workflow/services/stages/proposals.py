"""The proposal that begins a matter: of which kinds, for which item of the catalogue, after which earlier matter."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from workflow.domain import facts
from workflow.domain.facts import Line, Paragraphs
from workflow.domain.lawfiles import library
from workflow.domain.substance import says_something
from workflow.domain.terms import Category, Exclusion, Source
from workflow.domain.text import Text, joined
from workflow.domain.unseen import same_words, worded
from workflow.models.decisions import Decision
from workflow.models.initiation import Proposal
from workflow.models.people import Unit
from workflow.services import catalogue, namesakes
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records


class ProposalAct(Act):
    """A proposal as entered. `predecessor` is the number of the decision it adjusts in substance, for good."""

    title: Line
    category: Category
    source: Source
    kinds: tuple[Line, ...] = ()
    proposer: Line = ""
    motion: Line = ""
    problem: Paragraphs = ""
    basis: Paragraphs = ""
    plan: Paragraphs = ""
    necessity: Paragraphs = ""
    feasibility: Paragraphs = ""
    predecessor: Line = ""
    exclusion: Exclusion = Exclusion.NONE
    governed_by: Line = ""
    catalogue_item: Line = ""
    departure: Paragraphs = ""
    not_major_decision: Paragraphs = ""
    differs: Paragraphs = ""


@records("initiation.propose", ProposalAct)
def propose(taking: Taking, act: ProposalAct) -> Recorded:
    """Record the proposal that begins a decision. Of what kind it is was settled when the decision was begun."""
    fact = _proposal(taking, act)
    kinds = ";".join(fact.kinds)
    details = {"title": fact.title, "category": fact.category, "source": fact.source, "kinds": kinds}
    details["catalogue_item"] = fact.catalogue_item
    return Recorded(details, (_proof(fact),))


@records("initiation.amend", ProposalAct)
def amend(taking: Taking, act: ProposalAct) -> Recorded:
    """Supersede the proposal while it has not been studied."""
    fact = _proposal(taking, act)
    details = {"title": fact.title, "category": fact.category, "catalogue_item": fact.catalogue_item}
    named = {"title": fact.title, "name": worded(fact.title), "category": fact.category, "source": fact.source}
    return Recorded(details, (_proof(fact),), columns=named)


def _proof(fact: facts.Proposal) -> Proof:
    """A citizen's proposal names the citizen: its evidence is private."""
    return Proof("proposal", fact, private=fact.source is Source.CITIZEN)


def _predecessor(taking: Taking) -> Decision | None:
    """The decision that this one adjusts in substance."""
    return taking.row.predecessor if taking.decision.predecessor_id else None


_UNIT = select(Unit.name).where(Unit.id == bindparam("id"))


def _proposal(taking: Taking, act: ProposalAct) -> facts.Proposal:
    if act.exclusion is not Exclusion.NONE and not act.governed_by.strip():
        problem = Text("请填写该事项应当依照的规定。", "Name what governs the matter instead.")
        raise BadInput({"governed_by": problem})
    if act.source is Source.DEPUTY and not act.motion.strip():
        problem = Text(
            "请填写建议、提案编号；没有编号的，写明会议和提出人。",
            "Enter the number of the motion; where it has none, the session and who made it.",
        )
        raise BadInput({"motion": problem})
    _listed(taking, act)
    _as_earlier(taking)
    decision = taking.decision
    predecessor = _predecessor(taking)
    before = predecessor.number if predecessor else ""
    argued = (act.problem, act.basis, act.plan, act.necessity, act.feasibility)
    like = namesakes.Like(act.title, taking.today, argued, but=before, until=decision.id)
    found = namesakes.earlier(taking.session, like)
    row = taking.put(
        Proposal,
        decision_id=decision.id,
        unit=taking.connection.scalar(_UNIT, {"id": decision.unit_id}) or "",
        kinds=decision.kinds,
        predecessor=before,
        earlier=[each.number for each in found],
        # what there is nothing to say it of is not said
        differs=act.differs if found else "",
        not_major_decision="" if taking.rulebook.major else act.not_major_decision,
        **act.model_dump(exclude={"on", "kinds", "predecessor", "differs", "not_major_decision"}),
        **taking.stamp(act),
    )
    return facts.Proposal.model_validate(row)


def _not_listed(taking: Taking, act: ProposalAct) -> None:
    """A matter that the published catalogue lists is proposed as its item. Raises BadInput at `source`."""
    items = catalogue.open_items(taking.session, but=taking.decision.number)
    listed = next((name for name, item in items if same_words(item.name, act.title)), None)
    if listed:
        problem = Text(
            "公布的年度目录已列入这一事项（{item}）：建议来源请选择“年度决策事项目录”，并选择对应的目录事项。",
            "The published catalogue lists this matter ({item}): let the proposal come from the catalogue and name its item.",
        )
        raise BadInput({"source": problem.fmt(item=listed)})


def _listed(taking: Taking, act: ProposalAct) -> None:
    """A matter of the catalogue names its item, one that no other matter carries out; nothing else names one.

    What the catalogue lists enters the procedure without a study (337 art. 12(1)): the item shows that it is listed.
    What it lists are major decisions (713 art. 3(3), 337 art. 3(2)): an item is carried out as one.
    """
    if not act.catalogue_item and act.source is not Source.CATALOGUE:
        _not_listed(taking, act)
        return
    if act.source is not Source.CATALOGUE:
        problem = Text(
            "建议来源为年度决策事项目录的，才能选择目录事项。",
            "Only a proposal that comes from the yearly catalogue names an item of it.",
        )
        raise BadInput({"catalogue_item": problem})
    items = dict(catalogue.open_items(taking.session, but=taking.decision.number))
    if not act.catalogue_item:
        problem = Text(
            "建议来源为年度决策事项目录的，应当选择对应的目录事项；公布的目录没有列入的，请选择其他来源。",
            "A proposal that comes from the yearly catalogue names its item; what the published one does not list has another source.",
        )
        raise BadInput({"catalogue_item" if items else "source": problem})
    if act.catalogue_item not in items:
        problem = Text(
            "该目录事项未公布，或者已有对应的决策事项。",
            "This item of the catalogue is not published, or another matter carries it out.",
        )
        raise BadInput({"catalogue_item": problem})
    listed = items[act.catalogue_item]
    if not same_words(act.title, listed.name) and not says_something(act.departure):
        problem = Text(
            "目录列入的事项名称是“{name}”；名称不同的，请说明与目录不一致的理由。",
            "The catalogue names the matter “{name}”: say why the title departs from it.",
        )
        raise BadInput({"departure": problem.fmt(name=listed.name)})
    if not taking.rulebook.major:
        problem = Text(
            "年度目录列入的是重大行政决策事项，应当按照“{major}”的程序办理：事项种类应当包括“{major}”，同时属于其他种类的一并选择。",
            "What the yearly catalogue lists are major decisions: the kinds of the matter include “{major}”, beside others that it is of.",
        )
        raise BadInput({"kinds": problem.fmt(major=taking.rulebook.profile.kinds[0].name.text)})


def _as_earlier(taking: Taking) -> None:
    """What adjusts a decision in substance runs the whole procedure of it anew (713 art. 37): it is of all its kinds."""
    before = _predecessor(taking)
    if before is None:
        return
    earlier = library().rulebook(before.rulebook).kinds
    names = {each.key: each.name.text for each in taking.rulebook.profile.kinds}
    missing = [names.get(key, Text(key, key)) for key in earlier if key not in taking.rulebook.kinds]
    if missing:
        problem = Text(
            "对原决策作重大调整，应当重新履行原决策的程序：事项种类应当包括原决策的“{kinds}”。",
            "An adjustment in substance runs the procedure of the decision anew: the kinds of the matter include its “{kinds}”.",
        )
        raise BadInput({"kinds": problem.fmt(kinds=joined(missing))})
