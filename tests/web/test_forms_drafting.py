"""Saving versions of a draft: prefilled, with files that are never lost, by the right people only; and reading them."""

from __future__ import annotations

import io
import re
from urllib.parse import quote

import pytest

from tests.services.test_files import DOCX, HTML, PDF
from tests.web.stepping import Stepping, fields_of

STEP = "drafting.save"


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def first(road):
    """A decision whose first draft is due."""
    return road.before(STEP)


@pytest.fixture
def second(road):
    """A decision with a first version that has a file."""
    road.before(STEP)
    road.send(
        STEP, body="一、总则。", note="说明。", files=upload("方案.pdf"), **{"bases-0-title": "中华人民共和国水法"}
    )
    return road


def upload(name, content=PDF):
    return [(io.BytesIO(content), name)]


def test_the_page_shows_demands_and_what_is_known(first):
    page = first.open(STEP)
    assert "第十二条第二款" in page.text
    assert fields_of(page.text)["title"] == "清泉乡农村饮水安全巩固提升工程（草案）"
    # a first version changes nothing
    assert "change" not in fields_of(page.text)


def test_a_first_version_is_saved_with_its_file(first):
    answer = first.send(
        STEP, body="一、总则。", files=upload("方案.pdf"), **{"bases-0-title": "水法", "bases-0-article": "第一条"}
    )
    assert answer.status_code == 302
    draft = first.dossier.draft
    assert (draft.version, draft.body, draft.bases[0].article) == (1, "一、总则。", "第一条")
    assert [file.name for file in draft.files] == ["方案.pdf"]


@pytest.mark.parametrize("beyond", ["yes", "no"])
def test_a_second_press_is_known_as_one_though_the_form_asks_other_things_by_then(road, beyond):
    said = {"body": "一、总则。", "note": "说明。", "bases-0-title": "水法"}
    fields = road.before(STEP).fields(STEP)
    assert road.post(STEP, fields, **said).status_code == 302
    assert road.post(STEP, fields, **said).status_code == 302
    assert len(road.dossier.drafts) == 1
    road.before("deliberation.decide").take("deliberation.decide", "recorder", 62, outcome="in_principle")
    fields = road.fields(STEP)
    said |= {"change": "按会议意见修改。", "beyond": beyond}
    assert road.post(STEP, fields, **said).status_code == 302
    assert road.post(STEP, fields, **said).status_code == 302
    assert len(road.dossier.drafts) == 2


def test_what_a_version_changes_is_asked_where_nothing_was_sent_of_it(second):
    answer = second.send(STEP, change=None)
    assert answer.status_code == 422
    assert "请说明本版本作了哪些修改。" in answer.text


def test_the_next_version_begins_with_the_last(second):
    fields = second.fields(STEP)
    assert fields["body"] == "一、总则。"
    assert fields["bases-0-title"] == "中华人民共和国水法"
    assert fields["kept"] == second.dossier.draft.files[0].digest
    assert second.send(STEP, change="增加第二条。", body="一、总则。\n二、分则。").status_code == 302
    assert [draft.version for draft in second.dossier.drafts] == [1, 2]
    assert [file.name for file in second.dossier.draft.files] == ["方案.pdf"]


def test_a_file_that_is_not_kept_stays_with_its_version(second):
    assert second.send(STEP, change="删去附件。", kept=None).status_code == 302
    assert [len(draft.files) for draft in second.dossier.drafts] == [1, 0]


def test_without_a_basis_the_law_refuses_and_everything_is_kept(first):
    answer = first.send(STEP, body="一、总则。\n二、分则。", files=upload("方案.pdf"))
    assert answer.status_code == 422
    assert "《重庆市重大行政决策程序规定》第十四条" in answer.text
    fields = fields_of(answer.text)
    assert fields["body"] == "一、总则。\n二、分则。"
    assert "方案.pdf" in answer.text
    # the file need not be chosen again
    assert first.post(STEP, fields, **{"bases-0-title": "水法"}).status_code == 302
    assert [file.name for file in first.dossier.draft.files] == ["方案.pdf"]


def test_an_article_needs_the_name_of_its_law(first):
    answer = first.send(STEP, body="一、", **{"bases-0-article": "第一条"})
    assert answer.status_code == 422
    assert "请填写该条款所属依据的名称" in answer.text
    assert 'href="#bases-0-title"' in answer.text


def test_neither_text_nor_file_is_no_draft(first):
    answer = first.send(STEP, **{"bases-0-title": "水法"})
    assert answer.status_code == 422
    assert "请填写草案正文，或者上传草案文件。" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("网页.pdf", HTML, "内容与扩展名不符"),
        ("程序.exe", b"MZ" + bytes(90), "不能上传文件"),
        ("空.pdf", b"", "空文件"),
    ],
)
def test_a_file_that_is_not_taken_says_why_at_its_field(first, name, content, says):
    files = [*upload(name, content), (io.BytesIO(DOCX), "概算.docx")]
    answer = first.send(STEP, body="一、", files=files, **{"bases-0-title": "水法"})
    assert answer.status_code == 422
    error = re.search(r'id="files-error".*?</p>', answer.text, re.DOTALL)
    assert error
    assert says in error.group(0)
    # the other one is in the store already
    assert "概算.docx" in answer.text
    assert first.post(STEP, fields_of(answer.text)).status_code == 302
    assert [file.name for file in first.dossier.draft.files] == ["概算.docx"]


@pytest.mark.parametrize("left", [None, b"%PDF-other"])
def test_an_upload_that_is_not_in_the_store_any_more_is_asked_for_again(first, settings, left):
    """A form carries what was uploaded; meanwhile a backup was put back, or somebody changed the file."""
    answer = first.send(STEP, title="", files=upload("方案.pdf"))
    fields = fields_of(answer.text)
    (place,) = (each for each in settings.files.rglob("*") if each.is_file())
    if left is None:
        place.unlink()
    else:
        place.write_bytes(left)
    words = {"title": "供水方案（草案）", "body": "一、", "bases-0-title": "水法"}
    answer = first.post(STEP, fields, **words)
    assert answer.status_code == 422
    assert "方案.pdf”已不在系统中" in answer.text
    assert first.post(STEP, fields_of(answer.text), files=upload("方案.pdf")).status_code == 302
    assert [file.name for file in first.dossier.draft.files] == ["方案.pdf"]


def test_a_token_somebody_made_up_is_no_file(first):
    answer = first.send(
        STEP, body="一、", held=['["x","' + "a" * 64 + '",1,"text/plain"].sig'], **{"bases-0-title": "水法"}
    )
    assert answer.status_code == 302
    assert first.dossier.draft.files == ()


def test_too_long_and_too_many_days_are_said_at_the_field(first):
    answer = first.send(STEP, title="长" * 251, body="一、", on="２０２２年１３月１日", **{"bases-0-title": "水法"})
    assert answer.status_code == 422
    assert "不得超过250个字" in answer.text
    assert "日期无法识别" in answer.text


def test_full_width_dates_are_understood(first):
    assert first.send(STEP, body="一、", on="２０２２年３月１２日", **{"bases-0-title": "水法"}).status_code == 302
    assert str(first.dossier.draft.on) == "2022-03-12"


def test_rows_are_added_and_removed_without_script_and_uploads_stay(first):
    fields = first.fields(STEP)
    page = first.post(STEP, fields, _add="bases", files=upload("方案.pdf"), **{"bases-0-title": "水法"})
    fields = fields_of(page.text)
    assert (fields["bases-0-title"], fields["bases-1-title"]) == ("水法", "")
    assert "方案.pdf" in page.text
    page = first.post(STEP, fields, _remove="bases-0", **{"bases-1-title": "条例"})
    titles = [value for name, value in fields_of(page.text).items() if name.endswith("-title")]
    assert titles == ["条例"]
    assert "方案.pdf" in page.text


@pytest.mark.parametrize("role", ["chief", "legal_reviewer", "neighbour"])
def test_only_the_undertaking_units_draft(first, role):
    assert first.open(STEP, role).status_code == 403
    fields = first.fields(STEP)
    assert first.post(STEP, fields, role, body="一、", **{"bases-0-title": "水法"}).status_code == 403
    # what is sent incomplete opens no page either
    assert first.post(STEP, fields, role, title="").status_code == 403
    assert first.dossier.drafts == ()


def test_whoever_comes_second_is_told_and_loses_nothing(second):
    late = second.fields(STEP)
    assert second.send(STEP, "unit_lead", change="先保存。").status_code == 302
    answer = second.post(STEP, late, change="后保存。", files=upload("图.pdf"))
    assert answer.status_code == 409
    assert "某承办单位负责人" in answer.text
    assert "保存草案新版本" in answer.text
    back = second.post(STEP, fields_of(answer.text))
    assert back.status_code == 200
    fields = fields_of(back.text)
    assert fields["change"] == "后保存。"
    assert "图.pdf" in back.text
    fields.poplist("_add")
    assert second.post(STEP, fields).status_code == 302
    assert [file.name for file in second.dossier.draft.files] == ["方案.pdf", "图.pdf"]


def test_a_form_opened_before_a_loss_is_told_so_and_loses_nothing(second):
    """An older backup was put back meanwhile: a version of that number there is, and it is not the one that was seen."""
    fields = second.fields(STEP)
    answer = second.post(STEP, fields, change="后保存。", mark="0123456789abcdef")
    assert answer.status_code == 409
    assert "系统由备份恢复" in answer.text
    back = fields_of(second.post(STEP, fields_of(answer.text)).text)
    assert (back["change"], back["mark"]) == ("后保存。", fields["mark"])
    back.poplist("_add")
    assert second.post(STEP, back).status_code == 302
    assert len(second.dossier.drafts) == 2


def test_pressed_twice_it_is_saved_once(second):
    fields = second.fields(STEP)
    for _ in range(2):
        assert second.post(STEP, fields, change="修改。").status_code == 302
    assert len(second.dossier.drafts) == 2


# -- reading versions ------------------------------------------------------------------------------------------------


def test_every_version_is_read_in_full(second):
    second.send(STEP, change="改。", body="一、总则改。")
    assert "一、总则。" in second.page("/drafts/1").text
    assert "一、总则改。" in second.page("/drafts/2", "auditor").text
    assert second.page("/drafts/3").status_code == 404


def test_two_versions_are_compared(second):
    second.send(STEP, change="改。", body="一、总则改。\n二、新增一条关于资金。")
    page = second.page("/compare?from=1&to=2").text
    assert "<ins>改</ins>" in page
    assert "<ins>二、新增一条关于资金。</ins>" in page
    assert "一、总则" not in second.page("/compare?from=2&to=2").text
    assert second.page("/compare").status_code == 200
    for wrong in ("?from=9", "?from=x", "?to=" + "9" * 30):
        assert second.page("/compare" + wrong).status_code == 404


def test_one_version_has_nothing_to_be_compared_with(second):
    assert second.page("/compare").status_code == 404


def test_hostile_text_stays_text(first):
    first.send(STEP, body="<script>alert(1)</script>", **{"bases-0-title": "<b>水法</b>"})
    first.send(STEP, change="<i>", body="<script>alert(1)</script>\n资金另行安排<script>alert(2)</script>")
    for path in ("", "/drafts/1", "/compare"):
        page = first.page(path).text
        assert "<script>alert" not in page
        assert "<b>水法" not in page


def test_a_file_is_handed_out_as_a_download_only_through_its_decision(second):
    (ref,) = second.dossier.draft.files
    answer = second.page(f"/files/{ref.digest}/{quote(ref.name)}", "auditor")
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    other = Stepping(second.app, second.staff, second.browser, second.clock).before(STEP)
    assert other.page(f"/files/{ref.digest}/{quote(ref.name)}").status_code == 404
    assert second.page(f"/files/{ref.digest}/x.pdf").status_code == 404
    assert second.page(f"/files/{'a' * 64}/{quote(ref.name)}").status_code == 404
    assert second.page(f"/files/{ref.digest}/{quote(ref.name)}", "admin").status_code == 403


def test_a_file_that_is_not_what_was_uploaded_is_not_handed_out(second):
    (ref,) = second.dossier.draft.files
    place = second.app.extensions["shenjue"].settings.files / ref.digest[:2] / ref.digest[2:]
    place.chmod(0o600)
    place.write_bytes(PDF + b"other words")
    answer = second.page(f"/files/{ref.digest}/{quote(ref.name)}", "auditor")
    assert answer.status_code == 404
    assert "文件缺失或者已被改动" in answer.text
    assert "shenjue verify" in answer.text


def test_the_panel_lists_the_versions(second):
    page = second.page().text
    assert f"/decisions/{second.number}/drafts/1" in page
    assert "方案.pdf" in page


def test_before_a_draft_the_panel_says_what_will_happen(first):
    assert "决策启动后，由规划建设办拟订草案和起草说明" in first.page().text


def test_after_the_matter_was_declined_no_panel_promises_anything(road):
    road.before("initiation.approve")
    road.take("initiation.decline", "chief", 5)
    page = road.page().text
    assert "本环节没有开展" not in page
    assert "草案形成后" not in page


def test_after_the_end_only_what_began_has_a_card(road):
    """The rail names the rest, and leads to no card that is not there."""
    road.before("deliberation.decide")
    road.take("deliberation.decide", "recorder", 62, outcome="rejected", majority_reason="资金没有着落。")
    page = road.page().text
    for stage, there in (("risk_assessment", True), ("deliberation", True), ("publication", False)):
        assert f'data-stage="{stage}"' in page
        assert (f'id="{stage}"' in page, f'href="#{stage}"' in page) == (there, there)
    assert "没有开展" not in page
    assert "由党政办公室公布决策" not in page


def test_what_it_touches_is_kept_and_shown(first):
    first.send(STEP, body="一、总则。", traits=["technical", "operators"], **{"bases-0-title": "水法"})
    assert [trait.value for trait in first.dossier.draft.traits] == ["technical", "operators"]
    assert "涉及市场主体经济活动" in first.page().text
    # the next version begins with the same
    assert first.fields(STEP).getlist("traits") == ["technical", "operators"]


def test_only_stages_the_rulebook_leaves_open_may_be_left_out(first):
    """The township makes experts and risk mandatory; participation falls away where the law forbids publication."""
    fields = first.fields(STEP)
    assert "skip_participation" in fields
    assert "skip_expert_review" not in fields
    assert "skip_risk_assessment" not in fields


def test_what_is_not_made_public_says_by_which_law_what_and_why(first):
    answer = first.send(STEP, body="一、总则。", traits=["not_public"], **{"bases-0-title": "水法"})
    assert answer.status_code == 422
    for name in ("skip_participation", "by_law", "scope"):
        assert f'href="#{name}"' in answer.text


def test_nothing_is_no_ground_why_a_stage_does_not_apply(first):
    answer = first.send(STEP, body="一、总则。", skip_participation="无", **{"bases-0-title": "水法"})
    assert answer.status_code == 422
    assert 'href="#skip_participation"' in answer.text
    assert "将要履行该程序的，此项不填" in answer.text


def test_only_what_something_of_the_procedure_is_tied_to_is_asked(first, app, staff, signed_in, clock):
    assert 'value="hearing_due"' in first.open(STEP).text
    contract = Stepping(app, staff, signed_in, clock)
    contract.take("initiation.propose", "staff", 0, kinds=["contract"])
    contract.take("initiation.study", "unit_lead", 1)
    contract.take("initiation.approve", "chief", 2)
    page = contract.open(STEP).text
    assert 'value="other_units"' in page
    assert 'value="hearing_due"' not in page
    assert "不组织专家论证的理由" not in page
    assert "不予公开的法定情形" not in page


def test_a_stage_that_does_not_apply_is_said_to_be_so(first):
    first.send(
        STEP,
        body="一、总则。",
        traits=["not_public"],
        skip_participation="载有军用光缆走向，公开后可能被破坏。",
        **{
            "bases-0-title": "水法",
            "by_law": "other",
            "citation": "《军事设施保护法》第八条",
            "scope": "草案全文及附图",
        },
    )
    (skip,) = first.dossier.draft.skips
    assert (skip.stage, skip.ground) == ("participation", "载有军用光缆走向，公开后可能被破坏。")
    assert (skip.decided_by, skip.by_law, skip.citation, skip.scope) == (
        "",
        "other",
        "《军事设施保护法》第八条",
        "草案全文及附图",
    )
    fields = first.fields(STEP)
    assert (fields["by_law"], fields["citation"], fields["scope"]) == (
        "other",
        "《军事设施保护法》第八条",
        "草案全文及附图",
    )
    first.take("participation.withhold", "chief", 153)
    page = first.page().text
    assert "本环节不适用：载有军用光缆走向" in page
    assert 'class="skipped" data-stage="participation"' in page
    # without the declaration the ground alone does not count
    first.send(
        STEP, body="一、总则。", traits=[], change="更正。", why_dropped="光缆已经改线。", **{"bases-0-title": "水法"}
    )
    assert 'class="open" data-stage="participation"' in first.page().text


def test_people_of_another_unit_are_told_whose_matter_it_is(app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock).before("drafting.save")
    fields = road.fields("drafting.save", "staff")
    for answer in (road.open("drafting.save", "neighbour"), road.post("drafting.save", fields, "neighbour")):
        assert answer.status_code == 403
        assert "由规划建设办的人员办理，您所在单位是党政办公室" in answer.text
        assert "请联系规划建设办" in answer.text
        assert "您的角色不能进行这项操作" not in answer.text
    assert "您的角色不能进行这项操作" in road.open("drafting.save", "recorder").text


def test_what_each_situation_asks_for_is_told_beside_the_boxes(first):
    page = first.open(STEP, "staff").text.partition("各情形有何要求")[2].partition("</details>")[0]
    assert "供水、供电、供气" in page
    assert "《重庆市行政决策听证暂行办法》第三条" in page
