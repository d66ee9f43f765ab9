"""Expert review through the pages of the staff: the panel, each opinion, the feedback."""

from __future__ import annotations

import pytest

from tests.web.stepping import Stepping, fields_of

CONVENE, OPINE, CONCLUDE = "expert_review.convene", "expert_review.opine", "expert_review.conclude"
REPLACE = "expert_review.replace"
LI = {"name": "李文", "field": "水利工程", "unit": "县水利局", "no_interest": "y"}
ZHOU = {"name": "周敏", "field": "工程造价", "unit": "县财政局", "no_interest": "y"}
SAID = dict.fromkeys(("legality", "necessity", "feasibility", "soundness", "risk"), "论证充分。")


def rows(*experts):
    return {f"experts-{n}-{name}": value for n, expert in enumerate(experts) for name, value in expert.items()}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def convened(road):
    """A panel of two, no opinion yet."""
    road.before(CONVENE)
    panel = [{**each, "no_interest": True} for each in (LI, ZHOU)]
    road.take(CONVENE, "staff", 12, experts=panel)
    return road


@pytest.fixture
def opined(convened):
    """Both have given their opinion."""
    convened.take(OPINE, "staff", 14, expert=1)
    convened.take(OPINE, "staff", 14, expert=2, conclusion="with_changes")
    return convened


def test_the_questions_follow_from_the_rule(road):
    page = road.before(CONVENE).open(CONVENE)
    assert "《重庆市重大行政决策程序规定》第二十条" in page.text
    assert "合法性、必要性、可行性、科学性、风险可控性" in fields_of(page.text)["questions"]


def test_a_panel_is_convened(road):
    road.before(CONVENE)
    assert road.send(CONVENE, method="meeting", **rows(LI, ZHOU)).status_code == 302
    review = road.dossier.expert_review
    assert [(each.name, each.no_interest) for each in review.experts] == [("李文", True), ("周敏", True)]
    assert road.states["expert_review"] == "under_way"


def test_rows_are_added_without_script(road):
    fields = road.before(CONVENE).fields(CONVENE)
    page = road.post(CONVENE, fields, _add="experts", **rows(LI))
    fields = fields_of(page.text)
    assert fields["experts-0-no_interest"] == "y"
    assert fields["experts-1-name"] == ""
    # the row that nobody wrote into is no expert
    assert road.post(CONVENE, fields, method="written").status_code == 302
    assert len(road.dossier.expert_review.experts) == 1


def test_an_expert_without_the_declaration_is_refused(road):
    road.before(CONVENE)
    answer = road.send(CONVENE, method="meeting", **rows({**LI, "no_interest": ""}) | {"experts-0-no_interest": None})
    assert answer.status_code == 422
    assert "李文" in answer.text
    assert "《重大行政决策程序暂行条例》第二十条" in answer.text
    assert fields_of(answer.text)["experts-0-name"] == "李文"
    assert road.states["expert_review"] == "pending"


def test_whoever_takes_one_of_the_undertaking_unit_says_why(road):
    road.before(CONVENE)
    assert "experts-0-why_chosen" not in road.open(CONVENE).text
    own = rows({**LI, "unit": "规划建设办工程师"})
    answer = road.send(CONVENE, method="meeting", **own)
    assert answer.status_code == 422
    assert "该专家工作单位是本事项的承办单位" in answer.text
    assert 'href="#experts-0-why_chosen"' in answer.text
    assert road.post(CONVENE, fields_of(answer.text), **{"experts-0-why_chosen": "工作需要"}).status_code == 422
    assert road.post(CONVENE, fields_of(answer.text), **{"experts-0-why_chosen": "全乡仅此一名。"}).status_code == 302
    assert "仍选取的理由：全乡仅此一名。" in road.page().text


def test_a_form_that_lacks_what_came_meanwhile_tells_what_changed(convened):
    """One expert has written when the page is opened, two when it is sent: that the second has no answer is no mistake."""
    convened.take(OPINE, "staff", 14, expert=1)
    fields = convened.fields(CONCLUDE)
    convened.take(OPINE, "staff", 14, expert=2)
    said = {"feedbacks-0-disposition": "adopted", "feedbacks-0-reason": "已吸收。", "summary": "方案可行。"}
    answer = convened.post(CONCLUDE, fields, **said)
    assert answer.status_code == 409
    assert "录入专家论证意见" in answer.text
    assert fields_of(answer.text)["summary"] == "方案可行。"
    back = convened.post(CONCLUDE, fields_of(answer.text))
    assert back.status_code == 200
    assert convened.post(CONCLUDE, fields_of(back.text)).status_code == 422, "now it is one"


def test_a_panel_of_nobody_is_refused(road):
    answer = road.before(CONVENE).send(CONVENE, method="meeting")
    assert answer.status_code == 422
    assert "没有确定参加论证的专家" in answer.text


def test_what_is_missing_of_an_expert_is_said_in_the_row(road):
    answer = road.before(CONVENE).send(CONVENE, method="", **rows({**LI, "field": "", "unit": "长" * 201}))
    assert answer.status_code == 422
    assert "请选择论证方式" in answer.text
    assert 'href="#experts-0-field"' in answer.text
    assert "不得超过200个字" in answer.text


def test_opinions_are_entered_one_after_the_other(convened):
    fields = convened.fields(OPINE)
    assert fields["expert"] == "1"
    answer = convened.post(OPINE, fields, conclusion="support", signed="y", on="２０２２．３．２０", **SAID)
    assert answer.headers["Location"].endswith("expert_review.opine?expert=2")
    answer = convened.send(OPINE, query="?expert=2", conclusion="oppose", signed="y", necessity="不必要。")
    assert answer.headers["Location"].endswith("#expert_review")
    opinions = [each.opinion for each in convened.dossier.expert_review.experts]
    assert [each.conclusion for each in opinions] == ["support", "oppose"]
    assert str(opinions[0].on) == "2022-03-20"


def test_an_opinion_entered_anew_begins_as_it_is(opined):
    fields = opined.fields(OPINE, query="?expert=2")
    assert (fields["conclusion"], fields["necessity"], fields["signed"]) == ("with_changes", "同意，论证充分。", "y")
    assert opined.post(OPINE, fields).status_code == 302, "the same again takes nothing back"
    unsaid = opined.post(OPINE, opined.fields(OPINE, query="?expert=2"), conclusion="support")
    assert (unsaid.status_code, 'href="#anew"' in unsaid.text) == (422, True)
    assert opined.post(OPINE, fields_of(unsaid.text), anew="录入时选错，原件为支持。").status_code == 302
    assert opined.dossier.expert_review.experts[1].opinion.conclusion == "support"
    page = opined.page(role="legal_reviewer").text
    assert "重新录入，与原记录不一致" in page
    assert "录入时选错，原件为支持。" in page


def test_an_opinion_needs_expert_and_conclusion(convened):
    answer = convened.send(OPINE, expert="", conclusion="", legality="长" * 5001)
    assert answer.status_code == 422
    for sentence in ("请选择专家", "请选择论证结论", "不得超过5000个字"):
        assert sentence in answer.text
    assert convened.send(OPINE, expert="7", conclusion="support").status_code == 422


@pytest.mark.parametrize("query", ["?expert=9", "?expert=x", "?expert=", "?expert=" + "1" * 50])
def test_an_expert_who_is_not_of_the_panel(convened, query):
    assert convened.fields(OPINE, query=query)["expert"] == "1"


def test_without_all_opinions_the_review_is_not_concluded(convened):
    convened.take(OPINE, "staff", 14, expert=1, signed=False)
    page = convened.open(CONCLUDE).text
    assert "专家周敏尚未提出书面意见" in page
    answer = convened.send(CONCLUDE, **{"feedbacks-0-disposition": "adopted", "feedbacks-0-reason": "已吸收。"})
    assert answer.status_code == 422
    assert "《重庆市重大行政决策程序规定》第二十二条" in answer.text
    assert "专家李文书面意见没有署名或者盖章" in answer.text
    assert fields_of(answer.text)["feedbacks-0-reason"] == "已吸收。"


def test_feedback_to_each_concludes_the_review(opined):
    fields = opined.fields(CONCLUDE)
    assert fields["summary"].endswith("共有2名专家提出书面论证意见，其中赞成1名，修改后赞成1名。")
    assert [fields[f"feedbacks-{n}-expert"] for n in (0, 1)] == ["1", "2"]
    given = {
        f"feedbacks-{n}-{name}": value
        for n in (0, 1)
        for name, value in (("disposition", "partly"), ("reason", "补充了枯水期水量。"))
    }
    for _ in range(2):
        assert opined.post(CONCLUDE, fields, **given).status_code == 302
    assert opined.states["expert_review"] == "concluded"
    assert [each.feedback.disposition for each in opined.dossier.expert_review.experts] == ["partly", "partly"]
    assert "论证情况综述" in opined.page("", "auditor").text


def test_feedback_without_a_reason_is_refused_by_the_law(opined):
    given = {f"feedbacks-{n}-disposition": "adopted" for n in (0, 1)} | {"feedbacks-0-reason": "已吸收。"}
    answer = opined.send(CONCLUDE, **given)
    assert answer.status_code == 422
    assert "没有向专家周敏反馈意见的研究处理情况和理由" in answer.text


def test_feedback_needs_a_result_and_the_review_a_summary(opined):
    answer = opined.send(CONCLUDE, summary="")
    assert answer.status_code == 422
    assert 'href="#feedbacks-1-disposition"' in answer.text
    assert "请填写专家论证情况综述" in answer.text


def test_rows_cannot_be_forged(opined):
    fields = opined.fields(CONCLUDE)
    given = {
        "feedbacks-0-expert": "1",
        "feedbacks-1-expert": "1",
        "feedbacks-0-disposition": "adopted",
        "feedbacks-1-disposition": "adopted",
    }
    answer = opined.post(CONCLUDE, fields, **given)
    assert answer.status_code == 422
    assert [fields_of(answer.text)[f"feedbacks-{n}-expert"] for n in (0, 1)] == ["1", "2"]


@pytest.mark.parametrize("step", [CONVENE, OPINE, CONCLUDE])
@pytest.mark.parametrize("role", ["neighbour", "chief"])
def test_other_roles_and_units_may_not(road, step, role):
    road.before(step)
    fields = road.fields(step)
    assert road.open(step, role).status_code == 403
    assert road.post(step, fields, role).status_code == 403
    assert road.post(step, fields, role, on="").status_code == 403


def test_whoever_comes_second_is_told_what_changed(convened):
    late = convened.fields(OPINE)
    convened.send(OPINE, "unit_lead", conclusion="support", signed="y", **SAID)
    answer = convened.post(OPINE, late, expert="2", conclusion="oppose", necessity="没有必要。")
    assert answer.status_code == 409
    assert "录入专家论证意见" in answer.text
    back = convened.post(OPINE, fields_of(answer.text))
    assert fields_of(back.text)["necessity"] == "没有必要。"
    assert fields_of(back.text)["expert"] == "2"


def test_a_replacement_that_is_pressed_twice_is_answered_as_the_first_time(convened):
    """Whoever fell out is no longer offered, and was all the same what the hurried hand sent."""
    came = {f"successor-{name}": value for name, value in {**LI, "name": "王工"}.items()}
    fields = convened.fields(REPLACE)
    sent = {"expert": "2", "reason": "因病不能参加。", "successor-no_interest": "y", **came}
    assert convened.post(REPLACE, fields, **sent).status_code == 302
    assert convened.post(REPLACE, fields, **sent).status_code == 302
    assert len(convened.dossier.expert_review.experts) == 3
    # asked anew, somebody who fell out cannot fall out again
    assert convened.send(REPLACE, **sent).status_code == 422


def test_before_the_panel_the_page_says_what_will_happen(road):
    road.before(CONVENE)
    assert "由承办单位选择没有直接利害关系的专家" in road.page("", "auditor").text


def test_experts_are_convened_anew_and_the_earlier_panel_stays_on_the_page(opined):
    feedbacks = [{"expert": number, "disposition": "adopted", "reason": "已吸收。"} for number in (1, 2)]
    opined.take(CONCLUDE, "staff", 15, feedbacks=feedbacks)
    again = opined.open(CONVENE, "staff").text
    assert "再次办理的理由" in again
    assert "请另选专家" not in again
    refused = opined.send(CONVENE, "staff", method="written", on="2022-03-17", **rows(LI))
    assert "第1版的内容已经办过专家论证" in refused.text
    opined.take("drafting.save", "staff", 16, body="一、改由县级水厂供水。\n二、分三年建成。", differs="供水方式改变。")
    assert "再次办理的理由" not in opined.open(CONVENE, "staff").text
    opined.send(CONVENE, "staff", method="written", on="2022-03-17", **rows(LI))
    page = opined.page().text
    assert "第1次专家论证（第1版）" in page
    assert "第2版" in page.partition('id="h-expert_review"')[2].partition("第1次专家论证")[0]
