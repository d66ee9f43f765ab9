"""A running decision goes over to a newer version of its rules; what changes is shown before it is done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.web.stepping import Stepping
from workflow.domain.lawfiles import library

STEP = "initiation.move"


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock).before("participation.open")


@pytest.fixture
def later(road, clock):
    """The same decision, on the day the newer version comes into force."""
    clock.now = datetime(2024, 8, 1, 1, 0, tzinfo=UTC)
    return road


def test_it_is_offered_only_while_there_is_a_newer_version(road):
    answer = road.open(STEP, "office")
    assert answer.status_code == 409
    assert "没有比本事项所适用的规则更新的规则在施行" in answer.text
    assert "您的角色" not in answer.text, "the role is the right one"
    assert road.open(STEP, "staff").status_code == 403
    assert "转用新版规则" not in road.page(role="office").text
    assert "新规则已施行" not in road.browser("office").get("/").text


def test_the_desk_says_which_matters_stand_on_older_rules(later):
    """To those who may move them alone, and as long as they have not been moved."""
    link = f"/decisions/{later.number}/{STEP}"
    desk = later.browser("office").get("/").text
    assert "新规则已施行：1项在办事项仍适用旧规则" in desk
    assert "重庆市乡镇重大行政决策规则（2024.1版）自2024年8月1日起施行" in desk
    assert f'href="{link}"' in desk
    assert link not in later.browser("staff").get("/").text
    assert later.send(STEP, "office", reason="新条例施行。").status_code == 302
    assert "新规则已施行" not in later.browser("office").get("/").text


def test_the_page_says_what_changes(later):
    assert "转用新版规则" in later.page(role="office").text
    page = later.open(STEP, "office")
    assert page.status_code == 200
    assert "转用后有哪些变化" in page.text
    for version in ("2020.1", "2024.1"):
        assert f'<th scope="col">重庆市乡镇重大行政决策规则（{version}版）</th>' in page.text
        assert f">cq-township-{version}<" not in page.text


def test_it_is_done_once_with_a_reason(later):
    assert later.send(STEP, "office").status_code == 422
    answer = later.send(STEP, "office", reason="新条例施行。")
    assert answer.status_code == 302
    (move,) = later.dossier.moves
    assert (move.before, move.after, move.reason) == ("cq-township-2020.1", "cq-township-2024.1", "新条例施行。")
    page = later.page(role="office").text
    assert "新条例施行。" in page
    assert "（2024.1版）" in page
    assert ">cq-township-2024.1<" not in page
    assert later.open(STEP, "office").status_code == 409
    # what comes next is judged by the new version
    assert later.send("drafting.save", body="二稿。", change="调整。").status_code == 302


def test_only_the_version_in_force_can_be_moved_to(later):
    answer = later.send(STEP, "office", reason="回到旧版。", target="cq-township-2020.1")
    assert answer.status_code == 422
    assert "只能转用现行的新版规则" in answer.text
    assert later.dossier.moves == ()


def test_two_rulebooks_are_compared_rule_by_rule(client, app, staff):
    page = client.get("/rules/compare?from=cq-township-2020.1&to=cq-township-2024.1")
    assert page.status_code == 200
    whole = client.get("/rules/compare?from=cq-township-2020.1&to=cq-township-2020.1&all=1")
    assert "不得少于30日" in whole.text
    assert "相同" in whole.text
    assert client.get("/rules/compare?from=nowhere").status_code == 404


def test_the_rulebooks_of_other_places_are_there_to_compare_with(client, app, staff):
    here = client.get("/rules/compare").text
    for label, profile in library().profiles.items():
        assert f'value="{label}"' in here
        assert f"{profile.version}版 · {profile.name.zh.removesuffix('重大行政决策规则')}</option>" in here
    beside = client.get("/rules/compare?from=cq-township-2020.1&to=gd-county-2024.1").text
    assert "《广东省重大行政决策听证规定》" in beside
    assert "不少于9人的单数" in beside
    assert "乡长办公会议、党政联席会议" in beside
    assert "常务会议、全体会议" in beside
    assert "保管期限" not in beside, "the same words are no difference"
    assert client.get("/rules/?rulebook=gd-county-2024.1").status_code == 404


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rulebooks_are_told_apart_where_a_list_is_narrow(client, staff, lang):
    """A phone cuts the names off behind some fifteen characters; what is the same in all of them comes last or not at all."""
    page = client.get("/rules/compare", headers={"Accept-Language": lang}).text
    select = page.split('id="from"')[1].split("</select>")[0]
    shown = [each.split("</option>")[0].split(">")[1] for each in select.split("<option")[1:]]
    assert len({each[:15] for each in shown}) == len(library().profiles)
    assert not any(label in each for each in shown for label in library().profiles), "labels are for programs"


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (["major_decision", "policy_document"], "重大行政决策、政策文件"),
        (["policy_document"], "政策文件"),
        (["investment_project"], "重大投资项目"),
    ],
)
def test_what_kind_a_matter_is_stays_what_it_is(app, staff, signed_in, clock, kinds, name):
    road = Stepping(app, staff, signed_in, clock)
    road.take("initiation.propose", "staff", 0, kinds=kinds)
    clock.now = datetime(2024, 8, 1, 1, 0, tzinfo=UTC)
    assert f"cq-township-2024.1:{'+'.join(kinds)}" in road.open(STEP, "office").text
    assert road.send(STEP, "office", reason="新条例施行。").status_code == 302
    with road.walk() as walk:
        assert walk.decision.rulebook == f"cq-township-2024.1:{'+'.join(kinds)}"
    assert name in road.page(role="office").text


def test_a_step_that_the_matter_does_not_have_is_not_found(later):
    assert later.open("publication.sign", "staff").status_code == 404
    assert later.open("publication.file", "office").status_code == 404


def test_whoever_reviews_and_decides_is_told_of_newer_rules(app, staff, signed_in, clock):
    """783 art. 18 stops the submission though the matter stays on older rules; the page says which rules are in force."""
    road = Stepping(app, staff, signed_in, clock).before("legality_review.submit")
    assert "newer-rules" not in road.page(role="office").text
    road.take("drafting.save", "staff", 45, traits=["operators"], change="补充载明。")
    clock.now = datetime(2024, 8, 1, 1, 0, tzinfo=UTC)
    page = road.open("legality_review.submit", "unit_lead").text
    assert "（2024.1版）自2024年8月1日起施行，本事项仍适用" in page
    assert "《公平竞争审查条例》第十三条、第十八条" in page
    refused = road.send("legality_review.submit", "unit_lead")
    assert refused.status_code == 422
    assert "公平竞争审查尚无结论" in refused.text
    assert "newer-rules" in road.page(role="auditor").text
