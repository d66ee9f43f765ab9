"""Research, units consulted, options and costs through the pages."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from tests.services.test_files import PDF
from tests.web.stepping import Stepping, fields_of

RESEARCH, CONSULT, COMPARE, SUBMIT = (
    "drafting.research",
    "drafting.consult",
    "drafting.compare",
    "legality_review.submit",
)


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def started(road):
    """A decision whose first draft is due."""
    return road.before("drafting.save")


@pytest.fixture
def touching(started):
    """A draft that touches other units, allocates resources and divides opinion."""
    started.take("drafting.save", "staff", 10, traits=["other_units", "resources", "disputed"])
    return started


def test_a_report_is_entered_with_its_file(started):
    fields = started.fields(RESEARCH)
    assert fields["title"] == "关于“清泉乡农村饮水安全巩固提升工程”的调研报告"
    files = [(io.BytesIO(PDF), "调研报告.pdf")]
    assert started.post(RESEARCH, fields, files=files).status_code == 302
    (report,) = started.dossier.research
    assert [file.name for file in report.files] == ["调研报告.pdf"]
    page = started.page()
    assert "调研报告.pdf" in page.text
    assert started.page(f"/files/{report.files[0].digest}/调研报告.pdf").data == PDF


def test_a_report_says_something(started):
    answer = started.send(RESEARCH)
    assert answer.status_code == 422
    assert "没有主要内容，也没有附件" in answer.text
    assert "《重庆市重大行政决策程序规定》第十四条" in answer.text


def test_a_file_that_came_with_a_refused_form_is_kept(started):
    answer = started.send(RESEARCH, title="", files=[(io.BytesIO(PDF), "调研报告.pdf")])
    assert answer.status_code == 422
    assert started.post(RESEARCH, fields_of(answer.text), title="调研报告").status_code == 302
    assert len(started.dossier.research[0].files) == 1


def test_only_a_matter_that_touches_other_units_shows_the_consultation(started):
    started.take("drafting.save", "staff", 10)
    assert started.open(CONSULT).status_code == 409
    assert "记录有关单位协商情况" not in started.page().text


def test_the_consultation_is_carried_on_as_replies_come_in(touching):
    sent = {"units-0-unit": "县水利局", "units-0-sent_on": "2022-03-11"}
    assert touching.send(CONSULT, **sent).status_code == 302
    assert touching.dossier.consultation.units[0].answered == "none"
    fields = touching.fields(CONSULT)
    assert (fields["units-0-unit"], fields["units-0-answered"]) == ("县水利局", "")
    replied = {"units-0-replied_on": "2022-03-20", "units-0-answered": "with_changes", "units-0-dealt_with": "已采纳。"}
    assert touching.post(CONSULT, fields, **replied).status_code == 302
    (unit,) = touching.dossier.consultation.units
    assert (unit.answered, unit.replied_on) == ("with_changes", dt.date(2022, 3, 20))
    assert "同意，有修改意见" in touching.page().text


@pytest.mark.parametrize(
    ("typed", "says", "at"),
    [
        ({}, "请至少填写一个有关单位。", "units"),
        ({"units-0-sent_on": "2022-03-11"}, "请填写单位名称", "units-0-unit"),
        ({"units-0-unit": "县水利局", "units-0-answered": "agrees"}, "请填写复函日期。", "units-0-replied_on"),
        ({"units-0-unit": "县水利局", "units-0-replied_on": "2022-03-11"}, "请选择意见类别。", "units-0-answered"),
        ({"units-0-unit": "县水利局", "units-0-sent_on": "2022-08-02"}, "日期不得晚于今天。", "units-0-sent_on"),
        (
            {
                "units-0-unit": "县水利局",
                "units-0-sent_on": "2022-03-12",
                "units-0-replied_on": "2022-03-11",
                "units-0-answered": "agrees",
            },
            "复函日期不得早于发函日期。",
            "units-0-replied_on",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(touching, typed, says, at):
    answer = touching.send(CONSULT, **typed)
    assert answer.status_code == 422
    assert says in answer.text
    assert f'href="#{at}"' in answer.text


def test_a_dispute_is_seen_at_once_and_goes_up_with_the_draft(touching):
    assert '<details class="mb-4" >' in touching.open(CONSULT).text
    opposed = {
        **{"units-0-unit": "县水利局", "units-0-sent_on": "2022-03-11", "units-0-replied_on": "2022-03-12"},
        **{"units-0-answered": "disagrees", "units-0-dealt_with": "两次会商。"},
    }
    touching.send(CONSULT, **opposed)
    assert '<details class="mb-4" open>' in touching.open(CONSULT).text
    page = touching.page(role="unit_lead").text
    assert "与县水利局不能取得一致意见" in page
    assert "未取得一致" in page
    told = {"issue": "取水量。", "units_said": "偏大。", "own_view": "合适。", "reasoning": "按定额测算。"}
    touching.send(CONSULT, **told)
    assert "不能取得一致意见，争议情况未写明" not in touching.page(role="unit_lead").text
    assert touching.dossier.consultation.dispute.reasoning == "按定额测算。"


def test_options_and_costs_are_recorded_and_begin_anew_with_what_they_were(touching):
    typed = {
        **{
            "options-0-name": "联网供水",
            "options-1-name": "分散供水",
            "preferred": "１",
            "preferred_reason": "便于管护。",
        },
        **{"costs": "320万元。", "social": "惠及1200户。", "quantified": "户均2667元。"},
    }
    assert touching.send(COMPARE, **typed).status_code == 302
    comparison = touching.dossier.comparison
    assert [option.name for option in comparison.options] == ["联网供水", "分散供水"]
    assert (comparison.preferred, comparison.analysis.costs) == (1, "320万元。")
    fields = touching.fields(COMPARE)
    assert (fields["options-1-name"], fields["preferred"], fields["costs"]) == ("分散供水", "1", "320万元。")
    page = touching.page().text
    assert "推荐" in page
    assert "户均2667元。" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "请填写备选方案或者成本效益分析。"),
        ({"options-0-name": "联网供水", "preferred": "1"}, "备选方案应当有两个以上。"),
        ({"options-0-name": "甲", "options-1-name": "乙"}, "请填写推荐方案的序号。"),
        ({"options-0-name": "甲", "options-1-name": "乙", "preferred": "3"}, "请填写推荐方案的序号。"),
        ({"options-0-name": "甲", "options-1-content": "乙"}, "请填写方案名称"),
    ],
)
def test_what_is_no_comparison_is_refused(touching, typed, says):
    answer = touching.send(COMPARE, **typed)
    assert answer.status_code == 422
    assert says in answer.text


def test_only_an_analysis_has_no_preferred_option(touching):
    assert touching.send(COMPARE, costs="320万元。", preferred="2").status_code == 302
    assert (touching.dossier.comparison.options, touching.dossier.comparison.preferred) == ((), None)


def test_the_draft_goes_to_review_only_with_what_its_traits_ask_for(touching):
    page = touching.page(role="unit_lead").text
    for words in ("没有与有关单位协商的记录", "没有成本效益分析"):
        assert words in page
    touching.take(CONSULT, "staff", 11)
    touching.take(COMPARE, "staff", 11)
    page = touching.page(role="unit_lead").text
    for words in ("没有与有关单位协商的记录", "没有成本效益分析"):
        assert words not in page
