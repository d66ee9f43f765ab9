"""Report to the Party committee, publication and archive through the browser."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.helpers import PASSWORD
from tests.web.stepping import Stepping, fields_of
from workflow.domain.inventory import due_items

PARTY, PUBLISH, ARCHIVE, RECONSIDER = (
    f"publication.{name}" for name in ("report_party", "publish", "archive", "reconsider")
)
PUBLISHED = {
    "number": "清泉府发〔2022〕5号",
    "channels": ["website", "board"],
    "interpretation": "通过院坝会宣传解读。",
}
HANDED = {"retention": "permanent", "received_by": "档案员", "unconfirmed": "田秀英外出学习，返岗后确认。"}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def decided(road):
    return road.before(PARTY)


@pytest.fixture
def reported(road):
    return road.before(PUBLISH)


@pytest.fixture
def published(road):
    return road.before(ARCHIVE)


# -- the Party committee ---------------------------------------------------------------------------------------------


def test_the_letter_is_drafted_from_the_record(decided):
    fields = decided.fields(PARTY, "office")
    assert fields["text"].startswith("中共清泉乡委员会：")
    assert "经2022年5月2日乡长办公会议（2022年第122次）集体讨论通过" in fields["text"]


@pytest.mark.parametrize(("kind", "ending"), [("report", "特此报告。"), ("request", "妥否，请批示。")])
def test_an_untouched_letter_ends_as_its_kind_demands(decided, kind, ending):
    reply = {"reply": "同意。", "reply_on": "2022-07-01", "agreed": "yes"}
    answer = decided.send(PARTY, "office", kind=kind, on="2022-06-30", **reply)
    assert answer.status_code == 302
    assert decided.dossier.party_report.text.endswith(ending)
    assert ending in decided.page(role="chief").text


def test_a_request_waits_for_its_reply_before_anything_is_published(decided):
    assert decided.send(PARTY, "office", kind="request", number="清泉府文[2022]06号").status_code == 302
    assert decided.states["main"] == "reported"
    waiting = decided.send("publication.publish", "office", **{"wide_concern": "no"})
    assert waiting.status_code == 422
    assert "请示尚无批复意见和批复日期" in waiting.text
    assert "第三条" in waiting.text
    assert "等待同级党委批复：取得批复后，由党政办公室再次办理“向同级党委请示报告”" in decided.page().text
    # the same step again, begun with what was sent, takes the reply
    fields = decided.fields(PARTY, "office")
    assert (fields["kind"], fields["number"]) == ("request", "清泉府文〔2022〕6号")
    asked_on = decided.dossier.party_report.on.isoformat()
    unsaid = decided.send(PARTY, "office", reply="不同意公布。", reply_on=asked_on)
    assert unsaid.status_code == 422
    assert 'href="#agreed-0"' in unsaid.text
    assert decided.send(PARTY, "office", reply="不同意公布。", reply_on=asked_on, agreed="no").status_code == 302
    assert "没有同意" in decided.send("publication.publish", "office").text
    page = decided.page().text
    assert "等待同级党委批复" not in page
    assert ("同级党委批复" in page, page.count("妥否，请批示。")) == (True, 1), "the letter is not told twice"
    agreed = {"reply": "同意。", "reply_on": asked_on, "agreed": "yes"}
    unsaid = decided.send(PARTY, "office", **agreed)
    assert (unsaid.status_code, 'href="#anew"' in unsaid.text) == (422, True)
    worded = decided.send(PARTY, "office", **agreed | {"reply": "已收到，待研究。"}, anew="补录批复。")
    assert (worded.status_code, "写有“待研究”，没有记录为不同意" in worded.text) == (422, True)
    assert decided.send(PARTY, "office", **agreed, anew="资金落实后党委同意。").status_code == 302
    assert "没有同意：“不同意公布”" in decided.open("publication.publish", "office").text, "whoever publishes is told"
    assert "资金落实后党委同意。" in decided.page().text
    report = decided.dossier.party_report
    assert (report.number, report.reply) == ("清泉府文〔2022〕6号", "同意。")
    assert "请示尚无批复意见" not in decided.send("publication.publish", "office").text


def test_a_report_waits_for_no_reply_but_one_against_it_stops_publication(decided):
    assert "填写批复意见的必须选择" in decided.open(PARTY, "office").text
    assert decided.send(PARTY, "office", kind="report").status_code == 302
    assert "没有同意。" not in decided.open("publication.publish", "office").text
    reported_on = decided.dossier.party_report.on.isoformat()
    assert decided.send(PARTY, "office", reply="暂不公布。", reply_on=reported_on, agreed="no").status_code == 302
    stopped = decided.send("publication.publish", "office")
    assert stopped.status_code == 422
    for words in ("对报告的批复", "没有同意", "以报告方式报送的，无须等待批复", "第三条"):
        assert words in stopped.text
    # another report does not undo it
    again = {"kind": "report", "reply": "", "reply_on": "", "agreed": "", "anew": "再次报告。"}
    assert decided.send(PARTY, "office", **again).status_code == 302
    assert "没有同意" in decided.send("publication.publish", "office").text
    assert "批复不同意" in decided.page(role="auditor").text, "it stays before everybody"
    # the office is told to turn to the committee again
    assert "向同级党委请示报告" in decided.browser("office").get("/").text


def test_after_a_reply_against_it_the_chief_sends_it_back_or_ends_it(decided, app, staff, signed_in, clock):
    assert RECONSIDER not in decided.browser("chief").get("/").text, "there is nothing to decide yet"
    assert decided.send(PARTY, "office", kind="report").status_code == 302
    day = decided.dossier.party_report.on.isoformat()
    assert decided.send(PARTY, "office", reply="先落实资金。", reply_on=day, agreed="no").status_code == 302
    assert RECONSIDER in decided.browser("chief").get("/").text
    opened = decided.open(RECONSIDER, "chief").text
    assert "先落实资金。" in opened
    empty = decided.send(RECONSIDER, "chief", way="change", reason="按程序", password=PASSWORD)
    assert empty.status_code == 422
    assert (
        decided.send(RECONSIDER, "chief", way="change", reason="资金没有落实。", password=PASSWORD).status_code == 302
    )
    assert decided.states["main"] == "drafting"
    assert "已退回修改" in decided.page(role="chief").text
    assert "保存草案新版本" in decided.browser("staff").get("/").text
    assert "计划" in decided.browser("chief").get(f"/decisions/{decided.number}/plan").text
    as_it_was = decided.send("legality_review.submit", "unit_lead")
    assert as_it_was.status_code == 422
    assert "与没有获得同意的第1版内容相同" in as_it_was.text


def test_a_reply_before_the_request_is_said_at_its_field(decided):
    answer = decided.send(PARTY, "office", kind="request", reply="同意。", reply_on="2022-05-01")
    assert answer.status_code == 422
    assert 'href="#reply_on"' in answer.text


def test_a_number_is_printed_strictly_and_the_next_follows_it(decided, app, staff, signed_in, clock):
    assert decided.send(PARTY, "office", kind="report", number="清泉府文[２０２２]06号").status_code == 302
    assert decided.dossier.party_report.number == "清泉府文〔2022〕6号"
    another = Stepping(app, staff, signed_in, clock).before(PARTY)
    assert another.fields(PARTY, "office")["number"] == "清泉府文〔2022〕7号"


def test_a_letter_that_was_changed_is_left_alone(decided):
    assert decided.send(PARTY, "office", kind="report", text="已当面汇报。").status_code == 302
    assert decided.dossier.party_report.text == "已当面汇报。"


# -- publication -----------------------------------------------------------------------------------------------------


def test_title_and_explanation_come_from_the_record(reported):
    fields = reported.fields(PUBLISH, "office")
    assert fields["title"] == "清泉乡人民政府关于印发《清泉乡农村饮水安全巩固提升工程实施方案》的通知"
    assert "意见均已研究处理" in fields["explanation"]
    assert "专家认为方案可行" in fields["explanation"]
    # nothing was published before: there is no series to go on with
    assert fields["number"] == ""


def test_another_title_than_that_of_the_draft_needs_its_reason(reported):
    assert "标题与讨论决定的草案不一致的理由" not in reported.open(PUBLISH, "office").text
    other = PUBLISHED | {"title": "关于印发《供水方案》的通知"}
    refused = reported.send(PUBLISH, "office", **other)
    assert refused.status_code == 422
    assert "与讨论决定的草案标题“清泉乡农村饮水安全巩固提升工程实施方案”不一致" in refused.text
    assert 'name="retitled"' in refused.text
    reason = "第3次乡长办公会议决定更改标题。"
    fields = fields_of(refused.text)
    fields["retitled"] = reason
    assert reported.post(PUBLISH, fields, "office").status_code == 302
    assert reason in reported.page(role="chief").text


def test_figures_are_those_of_the_record(reported):
    answer = reported.send(PUBLISH, "office", **PUBLISHED | {"explanation": "共收到意见25条，采纳20条。"})
    assert answer.status_code == 422
    assert "“共收到意见25条”，记录为1条" in answer.text
    assert "内部规则》第二十二条" in answer.text
    assert fields_of(answer.text)["explanation"] == "共收到意见25条，采纳20条。"
    # the refusal is entered, without the words of whoever wrote the explanation
    refused = reported.page("/trail", "auditor").text
    assert "所列数字和全部采纳、一致赞成等表述应当与办理记录一致" in refused
    assert "25条" not in refused


def test_the_number_of_another_paper_is_not_taken(reported):
    number = "清泉府文〔2022〕6号"
    reported.take(PARTY, "office", 63, kind="report", number=number)
    answer = reported.send(PUBLISH, "office", **PUBLISHED | {"number": number})
    assert answer.status_code == 422
    assert "发文字号已被使用" in answer.text


def test_what_stands_on_the_document_is_recorded_as_it_is_sent(reported):
    sent = {"addressed_to": "各村民委员会", "copied_to": "县水利局", "printed_by": "清泉乡党政办公室"}
    day = fields_of(reported.open(PUBLISH, "office").text)["on"]
    offered = fields_of(reported.open(PUBLISH, "office").text)
    assert (offered["addressed_to"], offered["printed_on"]) == ("", ""), "decided on an earlier day"
    early = reported.send(PUBLISH, "office", **PUBLISHED, **sent, formed_on=day, printed_on="2022-01-01")
    assert (early.status_code, 'href="#printed_on"' in early.text) == (422, True)
    assert reported.send(PUBLISH, "office", **PUBLISHED, **sent, printed_on=day).status_code == 302
    published = reported.dossier.publication
    assert {name: getattr(published, name) for name in sent} == sent
    assert published.printed_on.isoformat() == day
    for said in sent.values():
        assert said in reported.page(role="chief").text


def test_the_pages_of_what_the_program_makes_are_counted(published):
    fields = published.fields(ARCHIVE, "office")
    fields["items-1-pages"] = "7"
    page = published.post(ARCHIVE, fields, "office", _add="pages")
    counted = fields_of(page.text)
    assert (page.status_code, counted["items-1-pages"]) == (200, "7")
    assert int(counted["items-0-pages"]) >= 1


def test_publication_leads_to_the_public_page(reported):
    assert reported.send(PUBLISH, "office", **PUBLISHED).status_code == 302
    page = reported.page(role="chief").text
    link = f"/public/decisions/{reported.number}"
    assert link in page
    shown = reported.app.test_client().get(link)
    assert shown.status_code == 200
    assert "清泉府发〔2022〕5号" in shown.text


def test_a_publication_dated_back_is_told_to_be_entered_late(road, app, staff, signed_in, clock):
    """On the page and in the trail: by the day it claims it was in time, which nobody saw (711 art. 26)."""
    road.before(PUBLISH)
    day = road.dossier.meeting.on
    clock.now += dt.timedelta(days=60)
    sent = {"on": (day + dt.timedelta(days=5)).isoformat()}
    assert road.send(PUBLISH, "office", **PUBLISHED | sent).status_code == 302
    assert "公布期限届满后才录入" in road.page(role="office").text
    assert "公布期限届满后才录入" in road.page("/trail", "auditor").text


def test_the_next_number_is_proposed_and_who_is_written_to_as_before(reported, app, staff, signed_in, clock):
    reported.send(PUBLISH, "office", **PUBLISHED, addressed_to="各村（社区），乡属各单位")
    another = Stepping(app, staff, signed_in, clock).before(PUBLISH)
    offered = another.fields(PUBLISH, "office")
    assert (offered["number"], offered["addressed_to"]) == ("清泉府发〔2022〕6号", "各村（社区），乡属各单位")
    taken = another.send(PUBLISH, "office", **PUBLISHED)
    assert taken.status_code == 422
    assert "发文字号已被使用" in taken.text


def test_without_channel_or_interpretation_it_is_refused_with_the_article(reported):
    answer = reported.send(PUBLISH, "office", **PUBLISHED | {"channels": None, "interpretation": ""})
    assert answer.status_code == 422
    assert "没有公布途径" in answer.text
    assert "没有通过新闻发布会、接受访谈等方式进行宣传解读的记录" in answer.text
    assert "《重庆市重大行政决策程序规定》第三十二条" in answer.text
    assert fields_of(answer.text)["number"] == "清泉府发〔2022〕5号"


def test_what_is_no_document_number_is_said_at_its_field(reported):
    answer = reported.send(PUBLISH, "office", **PUBLISHED | {"number": "第五号文件"})
    assert answer.status_code == 422
    assert 'href="#number"' in answer.text
    assert "请按“机关代字〔年份〕×号”填写发文字号" in answer.text


def test_pressing_twice_publishes_once(reported):
    fields = reported.fields(PUBLISH, "office")
    answers = [reported.post(PUBLISH, fields, "office", **PUBLISHED) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_only_the_office_reports_publishes_and_archives(decided):
    for step in (PARTY, PUBLISH, ARCHIVE):
        assert decided.open(step, "recorder").status_code == 403
        assert decided.open(step, "chief").status_code == 403


# -- the archive -----------------------------------------------------------------------------------------------------


def test_the_list_is_filled_in_with_what_the_procedure_made(published):
    fields = published.fields(ARCHIVE, "office")
    due = due_items(published.dossier)
    listed = [fields[f"items-{place}-key"] for place in range(len(due))]
    assert listed == [item.key for item in due]
    by_key = {fields[f"items-{place}-key"]: place for place in range(len(due))}
    row = by_key["review-1"]
    assert fields[f"items-{row}-title"] == "合法性审查意见书（第1次）"
    assert fields[f"items-{row}-responsible"] == "某合法性审查人员"
    assert fields[f"items-{row}-on"] == "2022-04-30"
    assert fields[f"items-{by_key['expert-1']}-responsible"] == "李文"


def test_a_dossier_is_archived_with_its_list(published):
    answer = published.send(ARCHIVE, "office", **HANDED, **{"items-0-pages": "３", "items-0-note": "原件"})
    assert answer.status_code == 302
    assert published.states["main"] == "archived"
    archive = published.dossier.archive
    assert (archive.items[0].pages, archive.items[0].note, archive.retention) == (3, "原件", "permanent")
    page = published.page(role="chief").text
    assert "卷内目录（19项）" in page
    assert "档案员" in page


def test_a_row_is_added_and_taken_out_without_script(published):
    fields = published.fields(ARCHIVE, "office")
    count = len(due_items(published.dossier))
    page = published.post(ARCHIVE, fields, "office", _add="items")
    longer = fields_of(page.text)
    assert longer[f"items-{count}-title"] == ""
    # only what was added can be taken out again
    assert page.text.count('name="_remove"') == 1
    shorter = fields_of(published.post(ARCHIVE, longer, "office", _remove=f"items-{count}").text)
    assert f"items-{count}-title" not in shorter
    wrong = published.post(ARCHIVE, longer, "office", **HANDED)
    assert wrong.status_code == 422
    assert f'href="#items-{count}-title"' in wrong.text
    added = {f"items-{count}-title": "影像资料", f"items-{count}-pages": "2页"}
    assert "请填写整数" in published.post(ARCHIVE, longer, "office", **HANDED, **added).text


def test_a_list_that_lacks_a_record_is_refused_and_completed_on_demand(published):
    gone = {f"items-3-{name}": None for name in ("key", "title", "responsible", "on", "pages", "note")}
    answer = published.send(ARCHIVE, "office", **HANDED, **gone)
    assert answer.status_code == 422
    assert "卷内目录缺少：草案及起草说明（第1版）" in answer.text
    assert "《重庆市重大行政决策程序规定》第三十七条" in answer.text
    assert "补列法定应归档的材料" in answer.text
    page = published.post(ARCHIVE, fields_of(answer.text), "office", _add="due")
    fields = fields_of(page.text)
    keys = {value for name, value in fields.items() if name.endswith("-key")}
    assert "draft-1" in keys
    assert published.post(ARCHIVE, fields, "office").status_code == 302


def test_retention_and_receiver_are_remembered(published, app, staff, signed_in, clock):
    published.send(ARCHIVE, "office", **HANDED)
    another = Stepping(app, staff, signed_in, clock).before(PUBLISH)
    assert another.send(PUBLISH, "office", **PUBLISHED | {"number": "清泉府发〔2022〕6号"}).status_code == 302
    fields = another.fields(ARCHIVE, "office")
    assert (fields["retention"], fields["received_by"]) == ("permanent", "档案员")


def test_what_is_to_come_is_said_in_one_line(decided):
    assert "由党政办公室向同级党委请示报告，然后公布并归档" in decided.page(role="chief").text
    decided.take(PARTY, "office", 63)
    assert "由党政办公室公布决策" in decided.page(role="chief").text
    decided.take(PUBLISH, "office", 66)
    assert "由党政办公室将全部材料归档" in decided.page(role="chief").text


# -- put right and added to -----------------------------------------------------------------------------------------------

AMEND = "publication.amend"


def test_what_was_published_is_put_right_beside_it(published):
    page = published.open(AMEND, "office").text
    assert "政府公报" in page
    assert "乡、村公开栏</label>" not in page, "used already"
    answer = published.send(AMEND, "office", correction="第二条“三组”应为“四组”。")
    assert answer.status_code == 422
    assert "请说明更正的原因" in answer.text
    assert "第二条“三组”应为“四组”。" in answer.text
    assert "请填写更正内容" in published.send(AMEND, "office").text
    sent = {
        "correction": "第二条“三组”应为“四组”。",
        "reason": "排印有误。",
        "channels": ["gazette"],
        "approved_by": "冉光明",
    }
    assert published.send(AMEND, "office", **sent).status_code == 302
    public = published.browser("auditor").get("/public/decisions/2022-001").text
    for page in (published.page("", "auditor").text, public):
        for said in ("公布后的更正、补充", "第二条“三组”应为“四组”。", "排印有误。", "增加的公布途径：政府公报"):
            assert said in page, said
    assert "乡、村公开栏" in public, "what was published first stays"
    staff = published.page("", "auditor").text
    assert "批准人：冉光明" in staff
    assert "录入于" in staff.partition("公布后的更正、补充")[2].partition("第二条“三组”")[0], "both its times"
    assert "冉光明" not in public
    assert "公布后的更正、补充" in published.open(AMEND, "office").text


def test_it_is_no_matter_of_others_and_of_nothing_unpublished(reported):
    assert reported.open(AMEND, "office").status_code == 409
    reported.take("publication.publish", "office", 66)
    assert reported.open(AMEND, "staff").status_code == 403
    assert reported.open(AMEND, "office").status_code == 200


def test_what_was_not_published_is_not_amended_by_whoever_sends_the_form_all_the_same(reported):
    reported.take("publication.withhold", "chief", 66)
    reported.take(ARCHIVE, "office", 70)
    assert reported.open(AMEND, "office").status_code == 409
    # a form of this very version of the matter, of a step that is offered
    fields = reported.fields("publication.supplement_archive", "office")
    sent = {"correction": "“三组”应为“四组”。", "reason": "排印有误。", "approved_by": "冉光明"}
    assert reported.post(AMEND, fields, "office", **sent).status_code == 409
    assert reported.dossier.publication_amendments == ()


def test_where_every_channel_was_used_none_is_asked(published):
    published.send(AMEND, "office", channels=["gazette", "newspaper"])
    assert 'name="channels"' not in published.open(AMEND, "office").text
    assert published.send(AMEND, "office", interpretation="在院坝会上解读。").status_code == 302
