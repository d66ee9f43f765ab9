"""Risk assessment through the pages: start, report with its points, the chief's finding, a second round."""

from __future__ import annotations

import pytest

from tests.papers.official.making import lines
from tests.walk import WAY
from tests.web.stepping import Stepping, fields_of

BEGIN, REPORT, FIND = "risk_assessment.start", "risk_assessment.report", "risk_assessment.find"
REUSE, FOLLOW = "risk_assessment.reuse", "risk_assessment.follow"
HEARD = {"heard-0-unit": "平安办", "heard-0-view": "同意。"}
POINT = {"description": "施工期间停水", "likelihood": "4", "impact": "2", "measure": "分片施工", "response": "送水到户"}


def points(*risks):
    return {f"points-{n}-{name}": value for n, risk in enumerate(risks) for name, value in risk.items()}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def started(road):
    """An assessment under way."""
    return road.before(REPORT)


@pytest.fixture
def reported(road):
    """A report that awaits the finding."""
    return road.before(FIND)


@pytest.fixture
def refused(reported):
    """A risk found not controllable."""
    reported.take(FIND, "chief", 21, controllable=False, reason="补偿资金没有落实。")
    return reported


def test_an_assessment_begins(road):
    fields = road.before(BEGIN).fields(BEGIN)
    assert fields["assessor"] == "规划建设办"
    assert road.post(BEGIN, fields, methods=["visits", "questionnaire"], third_party="y").status_code == 302
    risk = road.dossier.risk
    assert (risk.version, risk.methods, risk.third_party) == (1, ("visits", "questionnaire"), True)
    assert road.states["risk_assessment"] == "under_way"


def test_what_is_missing_to_begin_is_said_at_its_field(road):
    answer = road.before(BEGIN).send(BEGIN, assessor="", methods=["made up"])
    assert answer.status_code == 422
    assert "请填写评估单位" in answer.text
    assert "请从列出的选项中选择" in answer.text
    assert "请选择评估方式" in road.send(BEGIN).text


def test_a_report_is_submitted_with_its_points(started):
    page = started.open(REPORT)
    assert "第二十三条第二款" in page.text
    assert "低风险" in page.text
    second = POINT | {"description": "占地补偿争议", "impact": "5"}
    answer = started.send(REPORT, level="medium", text="经走访。", **HEARD, **points(POINT, second))
    assert answer.status_code == 302
    report = started.dossier.risk.report
    assert [(each.likelihood, each.impact) for each in report.points] == [(4, 2), (4, 5)]
    assert [(each.unit, each.view) for each in report.heard] == [("平安办", "同意。")]
    assert started.states["risk_assessment"] == "reported"
    assert "平安办" in started.open(FIND, "chief").text


def test_without_measure_department_or_text_the_law_refuses(started):
    answer = started.send(REPORT, level="low", **points(POINT | {"measure": ""}))
    assert answer.status_code == 422
    assert "第1个风险点没有写明防范措施、处置预案或者风险情形" in answer.text
    assert "没有听取有关部门意见的记录" in answer.text
    assert "报告没有说明风险情形、依据和理由" in answer.text
    assert "《重庆市重大行政决策程序规定》第二十四条" in answer.text
    fields = fields_of(answer.text)
    assert (fields["points-0-description"], fields["points-0-likelihood"]) == ("施工期间停水", "4")
    # the point stands in the matrix of the page
    assert 'class="text-center num here" data-cell="4-2">1<' in answer.text


def test_a_report_without_points_is_refused(started):
    answer = started.send(REPORT, level="low", text="经走访。", **HEARD)
    assert answer.status_code == 422
    assert "报告没有明确风险点" in answer.text


@pytest.mark.parametrize("grade", ["", "0", "6", "x", "４"])
def test_a_grade_is_one_of_five(started, grade):
    answer = started.send(REPORT, level="low", text="经走访。", **HEARD, **points(POINT | {"likelihood": grade}))
    assert answer.status_code == 422
    assert 'href="#points-0-likelihood"' in answer.text


def test_a_level_is_one_of_the_profile(started):
    answer = started.send(REPORT, level="made up", text="经走访。", **HEARD, **points(POINT))
    assert answer.status_code == 422
    assert "请从列出的选项中选择" in answer.text


def test_points_are_added_and_removed_without_script(started):
    page = started.post(REPORT, started.fields(REPORT), _add="points", **points(POINT))
    assert fields_of(page.text)["points-1-description"] == ""
    page = started.post(REPORT, fields_of(page.text), _remove="points-1")
    assert "points-1-description" not in fields_of(page.text)


def test_the_lowest_level_beside_a_point_at_the_top_is_entered_and_the_chief_is_told(started):
    told = "第2个风险点的可能性和影响都评为极高"
    top = POINT | {"likelihood": "5", "impact": "5"}
    assert started.send(REPORT, level="low", text="经走访。", **HEARD, **points(POINT, top)).status_code == 302
    assert told in started.open(FIND, "chief").text


def test_the_chief_sees_the_report_and_finds(reported):
    page = reported.open(FIND, "chief").text
    assert 'data-cell="3-2">1<' in page
    assert "草案退回承办单位调整" in page
    assert reported.send(FIND, "chief", controllable="yes", reason="措施得当。").status_code == 302
    finding = reported.dossier.risk.finding
    assert (finding.controllable, finding.decided_by) == (True, "某行政首长")
    assert reported.states["risk_assessment"] == "concluded"


def test_a_finding_needs_conclusion_and_reason(reported):
    answer = reported.send(FIND, "chief", controllable="", reason="")
    assert answer.status_code == 422
    assert "请选择认定结论" in answer.text
    assert "请说明认定的理由" in answer.text
    assert reported.send(FIND, "chief", controllable="maybe", reason="好").status_code == 422


def test_after_a_risk_not_controllable_the_draft_changes_first(refused):
    assert refused.states["risk_assessment"] == "uncontrollable"
    page = refused.open(BEGIN).text
    assert "补偿资金没有落实。" in page
    assert "尚未调整形成新版本" in page
    answer = refused.send(BEGIN)
    assert answer.status_code == 422
    assert "《重大行政决策程序暂行条例》第二十四条" in answer.text
    refused.take("drafting.save", "staff", 25, change="文字修改。")
    page = refused.send(BEGIN).text
    assert "第2版的内容与其相同" in page
    assert "与本次评估的内容相同" in page
    refused.take("drafting.save", "staff", 25, change="落实补偿资金。", body="一、补偿资金由县财政安排。")
    assert refused.send(BEGIN).status_code == 302
    # the second round begins with what the first one found
    fields = refused.fields(REPORT)
    assert (fields["points-0-description"], fields["points-0-likelihood"]) == ("施工期间停水", "3")
    assert "第2轮评估" in refused.page("", "auditor").text


def test_whoever_finds_sees_what_was_found_before_and_why_it_is_assessed_again(reported):
    reported.take(FIND, "chief", 21, reason="风险较高，措施到位。")
    assert "again" in reported.fields(BEGIN)
    assert "理由：没有写明" in reported.send(BEGIN, again="无").text
    assert reported.send(BEGIN, again="汛期已过，原评估的积水风险消除。").status_code == 302
    reported.take(REPORT, "staff", 25, level="medium")
    page = reported.open(FIND, "chief").text
    for said in ("此前各轮评估和认定", "与本次评估的内容相同", "风险较高，措施到位。", "汛期已过"):
        assert said in page
    reported.take(FIND, "chief", 25)
    reported.take("drafting.save", "staff", 26, body="一、另行选址。", change="另行选址。")
    assert "again" not in reported.fields(BEGIN)


def test_a_report_that_is_not_right_is_made_again_before_the_finding(reported):
    assert "尚未认定" in reported.open(BEGIN).text
    assert "尚未认定是否可控" in reported.send(BEGIN, again="").text
    assert reported.send(BEGIN, again="原报告漏列一处受影响农户。").status_code == 302
    assert reported.states["risk_assessment"] == "under_way"
    assert reported.open(FIND, "chief").status_code == 409
    first = reported.dossier.risk_assessments[0].report
    fields = reported.fields(REPORT)
    assert first
    assert (fields["level"], fields["text"]) == (first.level, first.text)
    reported.take(REPORT, "staff", 25, level="medium")
    page = reported.open(FIND, "chief").text
    for said in ("报告，没有认定", "原报告漏列一处受影响农户。"):
        assert said in page
    reported.take(FIND, "chief", 25)
    assert "本轮报告没有认定" in reported.page("", "auditor").text
    assert [bool(each.finding) for each in reported.dossier.risk_assessments] == [False, True]


def test_a_report_is_not_replaced_in_silence_by_another_wording(reported):
    reported.take("drafting.save", "staff", 21, body="一、改由县级水厂供水。", change="改了供水方式。")
    answer = reported.send(BEGIN, again="")
    assert answer.status_code == 422
    assert "另行评估第2版" in answer.text
    assert reported.send(BEGIN, again="供水方式改变，原报告不再适用。").status_code == 302


def test_all_reasons_are_before_the_chief_the_meeting_and_the_papers(reported):
    for reason in ("原报告漏列一处受影响农户。", "复核后发现影响程度估计过低。"):
        reported.take(BEGIN, "staff", 20, again=reason)
        reported.take(REPORT, "staff", 20, level="medium")
    page = reported.open(FIND, "chief").text
    assert all(reason in page for reason in ("漏列一处", "估计过低"))
    reported.take(FIND, "chief", 21)
    text = "".join(lines(reported.dossier, "finding-3"))
    for said in ("没有认定，此后再次评估，理由：原报告漏列一处受影响农户。", "复核后发现影响程度估计过低。"):
        assert said in text, text


def test_nobody_is_told_to_assess_again_what_awaits_the_finding(reported):
    assert BEGIN not in reported.browser("staff").get("/").text
    assert FIND in reported.browser("chief").get("/").text


def test_pressed_twice_it_is_found_once(reported):
    fields = reported.fields(FIND, "chief")
    for _ in range(2):
        assert reported.post(FIND, fields, "chief", controllable="no", reason="不可控。").status_code == 302
    assert len(reported.dossier.risk_assessments) == 1


@pytest.mark.parametrize(
    ("step", "role"),
    [(BEGIN, "neighbour"), (BEGIN, "chief"), (REPORT, "neighbour"), (FIND, "staff"), (FIND, "auditor")],
)
def test_other_roles_and_units_may_not(road, step, role):
    road.before(step)
    fields = road.fields(step, "chief" if step == FIND else "staff")
    assert road.open(step, role).status_code == 403
    assert road.post(step, fields, role).status_code == 403
    assert road.post(step, fields, role, on="").status_code == 403


def test_whoever_comes_second_is_told_what_changed(started):
    late = started.fields(REPORT)
    started.take(REPORT, "unit_lead", 20)
    answer = started.post(REPORT, late, level="low", text="经走访。", **HEARD, **points(POINT))
    assert answer.status_code == 409
    assert "提交风险评估报告" in answer.text
    assert "某承办单位负责人" in answer.text


def test_before_the_assessment_the_panel_says_who_does_what(road):
    road.before(BEGIN)
    assert "再由行政首长认定风险是否可控" in road.page("", "auditor").text


def test_a_department_that_was_heard_has_a_name_and_said_something(started):
    answer = started.send(REPORT, level="low", text="经走访。", **points(POINT), **{"heard-0-view": "同意。"})
    assert answer.status_code == 422
    assert "请填写部门名称" in answer.text
    answer = started.send(REPORT, level="low", text="经走访。", **points(POINT), **{"heard-0-unit": "平安办"})
    assert "请写明该部门的主要意见" in answer.text


def test_who_was_heard_as_one_text_is_taken_apart_in_the_next_round(started):
    started.take(REPORT, "staff", 20, heard=[], departments="平安建设办公室、规划建设办公室")
    assert "平安建设办公室、规划建设办公室" in started.page("", "auditor").text
    started.take(FIND, "chief", 21, controllable=False, reason="补偿资金没有落实。")
    started.take("drafting.save", "staff", 25, body="一、县财政安排补偿资金。", change="落实补偿资金。")
    started.send(BEGIN)
    fields = started.fields(REPORT)
    assert (fields["heard-0-unit"], fields["heard-0-view"]) == ("", "平安建设办公室、规划建设办公室")


MADE = {
    "title": "环境影响评价",
    "scope": "取水口和管线的建设，施工期。",
    "assessor": "县环评中心",
    "made": "2022-03-01",
    "covers": "评价的是同一工程，管线没有改动。",
    "provision": "《中华人民共和国环境影响评价法》",
    "level": "low",
    "text": "扬尘、噪声影响较小。",
}


def test_an_assessment_already_made_takes_the_place_of_the_report(road):
    page = road.before(BEGIN).open(REUSE).text
    assert "第二十二条第二款" in page
    assert road.send(REUSE, **MADE).status_code == 302
    risk = road.dossier.risk
    assert (risk.reused.title, risk.assessor, risk.report.level) == ("环境影响评价", "县环评中心", "low")
    assert road.states["risk_assessment"] == "reported"
    # whether the risk is controllable is still for the chief to find
    page = road.open(FIND, "chief").text
    assert "环境影响评价" in page
    assert "扬尘、噪声影响较小。" in page
    assert MADE["scope"] in page
    assert road.send(FIND, "chief", controllable="yes", reason="措施得当。").status_code == 302
    page = road.page("", "auditor").text
    assert "采用的已有评估" in page
    assert MADE["scope"] in page


def test_an_assessment_made_later_or_under_no_provision_is_none(road):
    answer = road.before(BEGIN).send(REUSE, **MADE | {"provision": ""})
    assert answer.status_code == 422
    assert "请填写开展该评价、评估的依据" in answer.text
    answer = road.send(REUSE, **MADE | {"covers": "无。", "scope": "略"})
    assert "没有写明已有评估的事项和范围" in answer.text
    assert "没有说明已有评估为何涵盖草案第1版的有关风险" in answer.text
    answer = road.send(REUSE, **MADE | {"made": "2022-12-30"})
    assert answer.status_code == 422
    assert "晚于采用日期" in answer.text
    assert road.dossier.risk is None


def test_what_was_done_on_the_conclusion_is_recorded_and_may_be_recorded_again(road):
    fields = road.through(FIND).fields(FOLLOW)
    assert fields["text"] == "分片施工并提前公告"
    assert "请选择落实方式" in road.send(FOLLOW).text
    assert road.send(FOLLOW, actions=["measures"]).status_code == 302
    assert road.send(FOLLOW, actions=["adjusted"], text="第三条写明停水时段。").status_code == 302
    follow = road.dossier.risk.follow
    assert (follow.actions, follow.text) == (("adjusted",), "第三条写明停水时段。")
    assert road.states["risk_assessment"] == "concluded"
    assert "第三条写明停水时段。" in road.page("", "auditor").text


def test_where_risk_is_declared_the_conclusion_is_acted_on_before_submission(road):
    with road.walk() as walk:
        walk.before("drafting.save")
        walk.take("drafting.save", "staff", 10, traits=["risk"])
        for step, role, day in WAY[4 : [name for name, _, _ in WAY].index("legality_review.submit")]:
            walk.take(step, role, day)
    assert "没有根据评估结论调整草案" in road.open("legality_review.submit", "unit_lead").text
    road.take(FOLLOW, "staff", 45)
    assert "没有根据评估结论调整草案" not in road.open("legality_review.submit", "unit_lead").text


def test_a_changed_draft_says_which_version_was_assessed_and_may_be_assessed_anew(road):
    road.through(FIND)
    assert "评估的是草案第1版" not in road.page("", "auditor").text
    road.take("drafting.save", "staff", 22, body="一、扩大到三组。", change="扩大到三组。")
    assert "评估的是草案第1版，草案现为第2版。" in road.page("", "auditor").text
    assert "在重新认定之前不得送请合法性审查" in road.open(BEGIN).text
    assert road.send(BEGIN).status_code == 302
    assert road.dossier.risk.version == 2
    assert road.states["risk_assessment"] == "under_way"


def test_there_is_no_choice_of_procedure_where_the_profile_knows_one_only(road):
    assert "procedure" not in road.before(BEGIN).fields(BEGIN)
