"""Fair competition review through the pages: the items, who was heard, the exception, the conclusion, a second round."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.helpers import slipping_in
from tests.web.stepping import Stepping, fields_of
from workflow.domain.checking import asked
from workflow.domain.lawfiles import library
from workflow.domain.terms import CompetitionItem
from workflow.models.trail import Entry

LAW = ("cn-783.8", "cn-783.12", "cn-783.16")
EXAMINE, CONCLUDE = "fair_competition.examine", "fair_competition.conclude"
ITEMS = list(CompetitionItem)
ANSWERS = {f"checks-{place}-touched": "no" for place, _ in enumerate(ITEMS)}
HEARD = {"views-0-party": "operator", "views-0-name": "县运输公司", "views-0-view": "没有意见。"}
GOOD = {**ANSWERS, **HEARD, "text": "不影响公平竞争。", "conclusion": "complies"}
EXCEPTED = {
    "conclusion": "exception",
    "ground": "public_good",
    "necessity": "属于救灾。",
    "alternative": "比较三种方案，影响最小。",
    "until": "2023-12-31",
}


@pytest.fixture
def road(app, staff, signed_in, clock):
    """A draft that touches operators."""
    road = Stepping(app, staff, signed_in, clock)
    road.through("drafting.save").take("drafting.save", "staff", 10, traits=["operators"], change="补充情形。")
    return road


@pytest.fixture
def examined(road):
    """An initial review that awaits its conclusion."""
    road.take(EXAMINE, "staff", 11)
    return road


def test_a_matter_that_touches_no_operators_has_no_such_stage(app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock).through("drafting.save")
    page = road.page("", "auditor").text
    assert "公平竞争审查" not in page
    assert road.open(EXAMINE).status_code == 409


def test_the_law_asks_nothing_of_a_matter_that_goes_by_earlier_rules(road):
    page = road.open(EXAMINE).text
    assert "本步骤没有须由系统核对的法定条件" in page
    then = library().rulebook("cq-township-2024.1")
    assert [each.id for each in asked(then, EXAMINE, road.dossier)] == [*LAW, "house.reexamined"]


def test_each_item_is_answered_group_by_group(road):
    page = road.open(EXAMINE).text
    for item in ITEMS:
        assert item.label.zh in page
        assert item.group.label.zh in page
    answer = road.send(EXAMINE, **GOOD | {"checks-18-touched": ""})
    assert answer.status_code == 422
    assert "请选择是否涉及" in answer.text
    assert road.send(EXAMINE, **GOOD).status_code == 302
    review = road.dossier.competition
    assert [each.item for each in review.checks] == ITEMS
    assert not any(each.touched for each in review.checks)
    assert (review.version, review.views[0].name, review.exception) == (2, "县运输公司", None)
    assert road.states["fair_competition"] == "examined"


def test_what_is_touched_is_shown_with_its_explanation(road):
    explained = {"checks-1-touched": "yes", "checks-1-text": "依照条例授予，期限两年。"}
    assert road.send(EXAMINE, **GOOD | explained).status_code == 302
    page = road.page("", "auditor").text
    assert "共审查19项，涉及1项" in page
    assert "依照条例授予，期限两年。" in page


def test_what_is_touched_is_explained_also_where_it_complies(road):
    answer = road.send(EXAMINE, **GOOD | {"checks-1-touched": "yes"})
    assert answer.status_code == 422
    assert 'href="#checks-1-text"' in answer.text


def test_an_exception_does_not_end_before_it_begins(road):
    answer = road.send(EXAMINE, **GOOD | EXCEPTED | {"until": "2020-01-01"})
    assert (answer.status_code, 'href="#until"' in answer.text) == (422, True)


@pytest.mark.parametrize(("label", "status"), [("cq-township-2020.1", "current"), ("cq-township-2024.1", "blocked")])
def test_the_rail_says_it_is_held_back_where_a_rule_does(examined, label, status):
    """Until the regulations are in force no rule holds a draft back that was found not to comply."""
    examined.send(CONCLUDE, "unit_lead", conclusion="violates")
    with examined.walk() as walk, slipping_in(walk.session):
        walk.decision.rulebook = label
    assert f'class="{status}" data-stage="fair_competition"' in examined.page("", "auditor").text


def test_an_exception_is_argued(road):
    answer = road.send(EXAMINE, **GOOD | {"conclusion": "exception"})
    assert answer.status_code == 422
    assert "请选择适用情形" in answer.text
    assert road.send(EXAMINE, **GOOD | EXCEPTED).status_code == 302
    reasons = road.dossier.competition.exception
    assert (reasons.ground, reasons.until.isoformat(), reasons.condition) == ("public_good", "2023-12-31", "")
    assert road.send(CONCLUDE, "unit_lead", text="详细说明如下。").status_code == 302
    assert road.states["fair_competition"] == "excepted"
    assert "2023年12月31日" in road.page("", "auditor").text


def test_what_is_said_of_an_exception_nobody_asks_for_is_left_out(road):
    assert road.send(EXAMINE, **GOOD | EXCEPTED | {"conclusion": "complies"}).status_code == 302
    assert road.dossier.competition.exception is None


def test_it_is_concluded(examined):
    fields = examined.fields(CONCLUDE, "unit_lead")
    assert (fields["reviewer"], fields["conclusion"]) == ("规划建设办", "complies")
    answer = examined.send(CONCLUDE, "unit_lead", reviewer="县市场监督管理局", regulator="y")
    assert answer.status_code == 302
    opinion = examined.dossier.competition.opinion
    assert (opinion.reviewer, opinion.regulator) == ("县市场监督管理局", True)
    assert examined.states["fair_competition"] == "concluded"
    assert "县市场监督管理局（市场监督管理部门）" in examined.page("", "auditor").text


def test_a_draft_that_does_not_comply_is_changed_and_reviewed_again(examined):
    assert examined.send(CONCLUDE, "unit_lead", conclusion="violates").status_code == 302
    assert examined.states["fair_competition"] == "violating"
    examined.take("drafting.save", "staff", 12, change="删去限定内容。", body="一、公开招标。", traits=["operators"])
    assert "草案已有第3版，上述审查只对第2版作出" in examined.page("", "auditor").text
    # the second round begins with what the first one found
    fields = examined.fields(EXAMINE)
    assert (fields["checks-0-touched"], fields["views-0-name"]) == ("no", "清泉水务公司")
    assert examined.post(EXAMINE, fields, conclusion="complies").status_code == 302
    assert [each.version for each in examined.dossier.competition_reviews] == [2, 3]
    assert "第2轮审查：草案第3版" in examined.page("", "auditor").text


def test_a_stage_that_has_begun_stays_when_the_draft_no_longer_declares_it(examined):
    examined.take("drafting.save", "staff", 12, change="不再涉及。", traits=[])
    assert "公平竞争审查" in examined.page("", "auditor").text
    answer = examined.send(EXAMINE, **GOOD)
    assert answer.status_code == 422
    assert "草案没有选择“涉及市场主体经济活动”" in answer.text


def test_rows_of_views_are_added_without_script(road):
    page = road.post(EXAMINE, road.fields(EXAMINE), _add="views", **HEARD)
    assert fields_of(page.text)["views-1-view"] == ""


def test_who_was_heard_stands_on_the_page_and_in_no_entry(examined):
    assert "清泉水务公司" in examined.page("", "auditor").text
    with examined.walk() as walk:
        assert not walk.session.scalars(select(Entry).where(Entry.body.contains("清泉水务公司".encode()))).all()


@pytest.mark.parametrize(("step", "role"), [(EXAMINE, "neighbour"), (EXAMINE, "chief"), (CONCLUDE, "auditor")])
def test_other_roles_and_units_may_not(examined, step, role):
    assert examined.open(step, role).status_code == 403
    assert examined.post(step, examined.fields(step), role).status_code == 403
