"""Contracts, policy documents and the like: their own procedures, and a matter that is two kinds at once."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from tests.helpers import token_of
from tests.papers.official.reading import words
from tests.walk import WHERE_ASKED, lawful, way_of
from tests.web.stepping import Stepping, fields_of
from workflow.models.decisions import Decision
from workflow.services.recording import BadInput

FIELDS = ("title", "proposer", "problem", "basis", "plan", "necessity", "feasibility")


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def propose(road, *kinds):
    """Through the page, as staff does it."""
    browser = road.browser("staff")
    words = lawful("initiation.propose", road.clock.now.date())
    data = (
        WHERE_ASKED["initiation.propose"]
        | {name: words[name] for name in FIELDS}
        | {"category": "other", "source": "department", "kinds": list(kinds)}
    )
    data |= {"on": "2022-08-01", "key": str(uuid.uuid4()), "seen": "", "csrf_token": token_of(browser)}
    return browser.post("/decisions/new", data=data)


def walk_on(road, kind, **changes):
    """The lawful way of a kind from the proposal on, through the services."""
    with road.walk() as walk:
        for step, role, day in way_of(kind):
            more = {"kinds": [kind]} | changes if step == "initiation.propose" else {}
            walk.take(step, role, day, **more)
    return road


def test_what_kind_a_matter_is_is_chosen_when_it_is_proposed(road, client):
    page = road.browser("staff").get("/decisions/new").text
    for name in ("重大行政决策", "政策文件", "合同", "重大投资项目", "重要行政行为"):
        assert name in page
    answer = propose(road, "contract")
    assert answer.status_code == 302
    shown = road.browser("staff").get(answer.location).text
    assert "合同" in shown
    assert 'data-stage="participation"' not in shown, "a contract is not put before the public"
    assert 'data-stage="legality_review"' in shown


def test_whoever_starts_or_studies_it_sees_as_what_it_is_proposed_and_why(road):
    reason = "日常采购，标的3万元，不影响公众权益。"
    refused = road.browser("staff").get("/decisions/new").text
    assert 'name="not_major_decision"' in refused
    road.take("initiation.propose", "staff", 0, kinds=["contract"], not_major_decision=reason)
    assert road.fields("initiation.amend")["not_major_decision"] == reason
    pages = [road.open("initiation.study", "unit_lead").text, road.page().text]
    road.take("initiation.study", "unit_lead", 3)
    pages += [road.open(step, "chief").text for step in ("initiation.approve", "initiation.decline")]
    for page in pages:
        for word in ("合同", "重大公共建设项目、重大国有资产处置", "不作为重大行政决策的理由", reason):
            assert word in page


def test_what_the_procedure_leaves_out_can_be_said_of_another_kind_in_an_amendment_too(road):
    road.take("initiation.propose", "staff", 0, kinds=["administrative_act"])
    law = "《中华人民共和国突发事件应对法》"
    answer = road.send("initiation.amend", exclusion="emergency", governed_by=law, not_major_decision="")
    assert answer.status_code == 302
    assert law in road.open("initiation.study", "unit_lead").text


@pytest.mark.parametrize("kinds", [(), ("treaty",)])
def test_some_kind_has_to_be_chosen(road, kinds):
    answer = propose(road, *kinds)
    assert answer.status_code == 422
    assert 'class="summary"' in answer.text
    assert "为保障群众饮水安全" in answer.text, "what was typed is kept"
    shown = propose(road, "administrative_act", "major_decision", "treaty").text.split('id="ways"')[1]
    both = shown.split("</p>")[0]
    assert "重大行政决策、重要行政行为" in both
    assert "公众参与 → 专家论证" in both
    begun = propose(road, "administrative_act", "major_decision", "administrative_act")
    assert begun.status_code == 302
    with road.walk() as walk:
        assert walk.session.scalars(select(Decision.kinds)).all()[-1] == ["major_decision", "administrative_act"]


def test_a_contract_is_reviewed_decided_signed_and_archived(road):
    walk_on(road, "contract")
    assert road.states["main"] == "decided"
    assert "participation" not in road.states
    refused = road.send("publication.archive", "office", **{"retention": "permanent", "received_by": "档案员"})
    assert refused.status_code == 422
    assert "尚未登记合同签订情况" in refused.text
    assert "《本机关重大行政决策内部规则》第六条" in refused.text
    answer = road.send(
        "publication.sign", "staff", number="清泉合〔2022〕1号", counterparty="某建筑公司", on="2022-05-02"
    )
    assert answer.status_code == 302
    assert "某建筑公司" in road.page().text
    below = road.send("publication.sign", "staff", amount="人民币-5元")
    assert below.status_code == 422
    assert "合同金额不能是负数" in below.text
    taken = road.open("deliberation.decide", "recorder")
    assert taken.status_code == 409
    assert "本步骤已经办理" in taken.text
    with road.walk() as walk:
        walk.take("publication.archive", "office", 70)
    assert road.states["main"] == "archived"


def test_the_papers_of_a_meeting_call_a_contract_no_draft_of_a_decision(road):
    with road.walk() as walk:
        for step, role, day in way_of("contract"):
            if step == "deliberation.decide":
                break
            walk.take(step, role, day, **({"kinds": ["contract"]} if step == "initiation.propose" else {}))
        meeting = walk.decision.meetings[0]
        address = f"/meetings/{meeting.on}/{meeting.kind}?number={meeting.number}"
    minutes = road.fields("deliberation.decide", "recorder")["minutes"]
    assert "”草案（" in minutes
    record = words(road.page("/papers/record-1.docx", role="office").data)
    desk = [road.page(place, role="office").text for place in ("", "/papers", "/plan")]
    for paper in (minutes, record, road.browser("office").get(address).text, *desk):
        assert "决策草案" not in paper


def test_the_report_tells_of_another_kind_in_its_words_and_of_major_decisions_in_theirs(road):
    walk_on(road, "contract")
    road.send("publication.archive", "office", **{"retention": "permanent", "received_by": "档案员"})
    page = road.browser("office").get("/report/2022").text
    assert "合同归档前应当登记签订情况" in page, "not the id of the rule"
    assert "合同：集体讨论作出决定" in page
    assert "已请示报告" in page, "a state that only other matters can be in"


def test_an_investment_project_is_not_submitted_before_its_risk_is_assessed(road):
    with road.walk() as walk:
        for step, role, day in way_of("investment_project"):
            if step == "legality_review.submit":
                break
            if not step.startswith("risk_assessment"):
                walk.take(
                    step, role, day, **({"kinds": ["investment_project"]} if step == "initiation.propose" else {})
                )
    refused = road.send("legality_review.submit", "unit_lead")
    assert refused.status_code == 422
    assert "重大投资项目送请合法性审核前，应当进行风险评估" in refused.text


def test_a_contract_goes_before_no_meeting_without_legality_review(road):
    with road.walk() as walk:
        for step, role, day in way_of("contract")[:4]:
            walk.take(step, role, day, **({"kinds": ["contract"]} if step == "initiation.propose" else {}))
    assert road.states["main"] == "drafting"
    assert road.open("deliberation.convene", "recorder").status_code == 409


@pytest.fixture
def contract(road):
    """A contract whose draft is saved."""
    with road.walk() as walk:
        for step, role, day in way_of("contract")[:4]:
            walk.take(step, role, day, **({"kinds": ["contract"]} if step == "initiation.propose" else {}))
    return road


def test_a_contract_is_sent_in_with_what_it_has(contract):
    page = contract.open("legality_review.submit", "unit_lead").text
    for word in ("社会公众主要意见", "专家论证意见", "风险评估报告等"):
        assert word not in page, "a contract has no such stage"
    assert fields_of(page).getlist("materials") == ["draft", "bases"], "nobody has written an opinion yet"
    empty = contract.send("legality_review.submit", "unit_lead", materials=["draft", "preliminary", "bases"])
    assert empty.status_code == 422
    assert 'href="#preliminary"' in empty.text
    with pytest.raises(BadInput) as bad, contract.walk() as walk:
        walk.take("legality_review.submit", "unit_lead", 45, materials=["draft", "experts", "bases"])
    assert "专家论证意见" in bad.value.problems["materials"].zh
    assert contract.send("legality_review.submit", "unit_lead").status_code == 302
    shown = contract.open("legality_review.accept", "legal_reviewer").text
    assert "审查材料" in shown
    for word in ("公众意见及采纳情况", "专家论证", "没有风险评估报告"):
        assert word not in shown


def test_what_is_still_to_come_is_said_as_the_kind_has_it(contract):
    page = contract.page().text
    assert "草案形成后，由牵头承办单位送请合法性审查" in page
    assert "公众参与、专家论证、风险评估办结后" not in page
    nothing = contract.open("legality_review.respond", "unit_lead")
    assert nothing.status_code == 409, "the role may do it, there is only nothing to answer"
    assert "没有需要本步骤办理的内容" in nothing.text


def test_after_the_end_nothing_is_still_to_come(road):
    with road.walk() as walk:
        walk.take("initiation.propose", "staff", 0, kinds=["contract"])
        walk.take("initiation.study", "unit_lead", 3, necessary=False)
        walk.take("initiation.decline", "chief", 5)
    page = road.page().text
    assert "本环节没有开展" not in page
    assert 'id="drafting"' not in page
    assert 'href="#drafting"' not in page, "the rail leads to no card that is not there"
    assert "由牵头承办单位送请合法性审查" not in page


def test_only_a_major_decision_is_an_exploratory_reform(contract):
    """The exception to what is found unlawful is one for major decisions (713 art. 25(2))."""
    assert "探索性改革" not in contract.open("drafting.save").text
    with contract.walk() as walk:
        for step, role, day in way_of("contract")[4:7]:
            walk.take(step, role, day)
    page = contract.open("legality_review.conclude", "legal_reviewer").text
    assert "探索性改革" not in page
    assert "有法律风险的予以提示" in page
    with pytest.raises(BadInput) as bad, contract.walk() as walk:
        walk.take("legality_review.conclude", "legal_reviewer", 60, conclusion="exploratory", risk="没有依据。")
    assert list(bad.value.problems) == ["conclusion"]


def test_a_draft_sent_back_does_not_come_again_as_it_was(contract):
    with contract.walk() as walk:
        for step, role, day in way_of("contract")[4:7]:
            walk.take(step, role, day)
        walk.take("legality_review.conclude", "legal_reviewer", 60, conclusion="amend", advice="写明违约责任。")
    again = contract.send("legality_review.submit", "unit_lead", on="2022-05-03")
    assert again.status_code == 422
    assert "卷宗没有记载据此作出的调整" in again.text
    for article in ("第七条", "第十九条"):
        assert f"《本机关重大行政决策内部规则》{article}" in again.text
    # saving the same again is no change
    contract.send("drafting.save", change="已修改。", on="2022-05-03")
    still = contract.send("legality_review.submit", "unit_lead", on="2022-05-03").text
    assert "的内容与当时送审的相同，没有修改" in still
    assert "第十九条" in still
    answer = {"not_followed": "全部", "on": "2022-05-03"}
    refused = contract.send("legality_review.respond", "unit_lead", **answer, reason="经研究，不采纳。")
    assert 'href="#reason"' in refused.text
    assert contract.send("legality_review.respond", "unit_lead", **answer, reason="法律已有规定。").status_code == 302
    # an opinion that asks for changes may be left unfollowed where it is said why; it is for the reviewer to judge anew
    assert contract.send("legality_review.submit", "unit_lead", on="2022-05-03").status_code == 302


def test_what_was_found_unlawful_is_changed_whatever_is_said(contract):
    with contract.walk() as walk:
        for step, role, day in way_of("contract")[4:7]:
            walk.take(step, role, day)
        wrong = [{"aspect": each, "conforms": each != "content"} for each in ("authority", "content")]
        walk.take("legality_review.conclude", "legal_reviewer", 60, conclusion="unlawful", findings=wrong)
    answer = {"not_followed": "全部", "reason": "法律已有规定。", "on": "2022-05-03"}
    assert contract.send("legality_review.respond", "unit_lead", **answer).status_code == 302
    for _ in range(2):
        still = contract.send("legality_review.submit", "unit_lead", on="2022-05-03")
        assert still.status_code == 422
        assert "“不合法，不得提交讨论”" in still.text
        assert "《本机关重大行政决策内部规则》第十七条" in still.text
        contract.send("drafting.save", change="已修改。", on="2022-05-03")
    contract.send("drafting.save", change="写明违约责任。", body="一、违约责任。", on="2022-05-03")
    assert contract.send("legality_review.submit", "unit_lead", on="2022-05-03").status_code == 302


def test_a_contract_carried_against_the_majority_needs_the_chief_s_reason(road):
    way = way_of("contract")
    with road.walk() as walk:
        for step, role, day in way[: [each[0] for each in way].index("deliberation.decide")]:
            walk.take(step, role, day, **({"kinds": ["contract"]} if step == "initiation.propose" else {}))
    page = road.open("deliberation.decide", "recorder").text
    assert "作出决定，转入合同签订和归档" in page
    votes = {"ballots-0-vote": "for", "ballots-1-vote": "against", "ballots-2-vote": "against"}
    votes |= {"ballots-1-dissent": "价款过高。", "ballots-2-dissent": "价款过高。"}
    votes |= {"outcome": "adopted", "text": "同意签订。"}
    refused = road.send("deliberation.decide", "recorder", **votes)
    assert refused.status_code == 422
    assert "没有说明理由" in refused.text
    assert road.send("deliberation.decide", "recorder", **votes, majority_reason="工期不能再拖。").status_code == 302
    with road.walk() as walk:
        assert walk.decision.state == "decided"


def test_a_policy_document_is_filed_after_publication(road):
    walk_on(road, "policy_document")
    assert road.states["main"] == "published"
    assert "expert_review" not in road.states
    assert road.send("publication.file", "office", to="某县人民政府").status_code == 302
    assert "某县人民政府" in road.page().text


def test_a_matter_of_two_kinds_takes_a_shared_step_once(road):
    kinds = ["major_decision", "policy_document"]
    with road.walk() as walk:
        walk.take("initiation.propose", "staff", 0, kinds=kinds)
        assert walk.decision.rulebook == "cq-township-2020.1:major_decision+policy_document"
    shown = road.page().text
    assert "重大行政决策、政策文件" in shown
    # every stage of the one, and the step the other has beside it; a shared step cites both
    assert "expert_review" in road.states
    steps = road.browser("staff").get(f"/rules/steps?rulebook=cq-township-2020.1:{'%2B'.join(kinds)}").text
    assert "报送备案" in steps
    rule = road.browser("staff").get(
        f"/rules/cn-713.25?rulebook=cq-township-2020.1:{'%2B'.join(kinds)}", follow_redirects=True
    )
    assert "《本机关重大行政决策内部规则》第四条" in rule.text
    assert "《重大行政决策程序暂行条例》第二十五条" in rule.text


def test_the_register_is_filtered_by_kind(road):
    propose(road, "contract")
    found = road.browser("staff").get("/decisions?kind=contract").text
    assert "清泉乡农村饮水安全巩固提升工程" in found
    assert "没有符合条件的事项" in road.browser("staff").get("/decisions?kind=policy_document").text


@pytest.mark.parametrize("kind", ["contract", "policy_document", "investment_project", "administrative_act"])
def test_every_desk_opens_wherever_a_matter_of_another_kind_stands(road, kind):
    with road.walk() as walk:
        for step, role, day in way_of(kind):
            walk.take(step, role, day, **({"kinds": [kind]} if step == "initiation.propose" else {}))
            for desk in ("staff", "unit_lead", "office", "chief", "legal_reviewer"):
                assert road.browser(desk).get("/").status_code == 200, (step, desk)


@pytest.mark.parametrize("kind", ["contract", "investment_project", "policy_document", "administrative_act"])
def test_several_units_need_a_lead_whatever_the_kind(road, kind):
    road.take("initiation.propose", "staff", 0, kinds=[kind])
    road.take("initiation.study", "unit_lead", 3)
    fields = road.fields("initiation.approve", "chief")
    answer = road.post(
        "initiation.approve", fields, "chief", unit_ids=list(map(str, road.staff.units[:2])), lead_unit_id=""
    )
    assert (answer.status_code, "有两个以上的，明确牵头单位" in answer.text) == (422, True)
    assert 'href="#lead_unit_id"' in answer.text
