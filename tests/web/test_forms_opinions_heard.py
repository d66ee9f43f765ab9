"""Opinions heard in other ways, explanations, several opinions answered at once, and the report, through the pages."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.papers.official import reading
from tests.web.stepping import Stepping
from workflow.services.results import receipt

HEAR, EXPLAIN, REOPEN = "participation.hear", "participation.explain", "participation.reopen"
FIRST = {
    "way": "symposium",
    "on": "2022-03-15",
    "audience": ["parties", "representatives"],
    "whom": "三组村民代表、村民委员会。",
    "place": "三组院坝",
    "people": "１８",
    "material_on": "2022-03-10",
    "views-0-text": "先通主管道，电话13812345678。",
    "views-0-disposition": "adopted",
    "views-0-reason": "已调整施工次序。",
}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def opened(road):
    """A notice published in March, its period over in the tests' August."""
    return road.before("participation.open").through("participation.open")


@pytest.fixture
def received(opened):
    """Four opinions, none answered."""
    texts = ("建议三组也通水。", "水价不要提高。", "三组要通水，我是罗成。", "三组通水！")
    for day, text in enumerate(texts, 20):
        opened.take("participation.receive", "staff", day, text=text, name="罗成", contact="13900000000")
    return opened


# -- heard -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "says"),
    [(odd, "请填写0至1000万之间的整数") for odd in ("-3", "100000000000", "10000001")] + [("三", "请填写整数。")],
)
def test_a_number_of_people_is_one(opened, people, says):
    answer = opened.send(HEAR, **FIRST | {"people": people})
    assert answer.status_code == 422
    (said,) = re.findall(r'id="people-error".*?错误：</span>(.*?)</span>', answer.text)
    assert said == says


def test_a_symposium_is_recorded_and_shown(opened):
    assert opened.send(HEAR, **FIRST).status_code == 302
    (heard,) = opened.dossier.heard
    assert (heard.number, heard.way, heard.people, heard.version) == (1, "symposium", 18, 1)
    assert heard.material_on == dt.date(2022, 3, 10)
    assert opened.states["participation"] == "open"
    page = opened.page("", "auditor").text
    for words in ("以其他方式听取的意见", "座谈会", "利益相关方、群众代表", "18人", "已调整施工次序。"):
        assert words in page


def test_a_record_is_corrected_and_the_first_one_kept(opened):
    opened.send(HEAR, **FIRST)
    fields = opened.fields(HEAR, query="?number=1")
    assert (fields["whom"], fields["people"], fields["views-0-reason"]) == (FIRST["whom"], "18", "已调整施工次序。")
    assert opened.post(HEAR, fields, people="20").status_code == 302
    assert [each.people for each in opened.dossier.heard] == [20]
    with opened.walk() as walk:
        assert [(each.number, each.revision, each.people) for each in walk.decision.heard] == [(1, 1, 18), (1, 2, 20)]
    opened.send(HEAR, **FIRST | {"way": "visit"})
    assert [(each.number, each.way) for each in opened.dossier.heard] == [(1, "symposium"), (2, "visit")]
    assert "更正" in opened.open(HEAR).text


def test_what_is_missing_is_said_at_its_field(opened):
    answer = opened.send(HEAR, **{"views-0-text": "有意见。"})
    assert answer.status_code == 422
    for sentence in (
        "请选择听取意见的方式",
        "请选择听取对象",
        "请写明参加的单位、组织和人员范围",
        "请选择处理结果",
        "请说明处理的理由",
    ):
        assert sentence in answer.text
    assert opened.send(HEAR, **FIRST | {"material_on": "2022-03-16"}).status_code == 422
    assert opened.send(HEAR, **FIRST | {"number": "7"}).status_code == 422
    assert opened.send(HEAR, **FIRST | {"people": "十八"}).status_code == 422
    assert opened.dossier.heard == ()


def test_without_any_opinion_and_before_the_notice(road):
    road.before("participation.open")
    bare = {name: value for name, value in FIRST.items() if not name.startswith("views")}
    assert road.send(HEAR, **bare).status_code == 302
    assert road.dossier.heard[0].views == ()
    assert "没有提出意见。" in road.page().text
    assert road.states["participation"] == "pending"


def test_after_the_result_nothing_is_added(opened):
    opened.take("participation.conclude", "staff", 44)
    assert opened.open(HEAR).status_code == 409


@pytest.mark.parametrize("step", [HEAR, EXPLAIN])
@pytest.mark.parametrize("role", ["neighbour", "legal_reviewer", "auditor"])
def test_other_roles_and_units_may_not(opened, step, role):
    fields = opened.fields(step)
    assert opened.open(step, role).status_code == 403
    assert opened.post(step, fields, role).status_code == 403


def test_the_groups_concerned_are_heard_before_the_result(road):
    road.before("drafting.save").take("drafting.save", "staff", 10, traits=["groups", "wide_concern"])
    road.take("participation.open", "staff", 11)
    page = road.open("participation.conclude").text
    assert "没有听取相关人民团体、社会组织或者群众代表意见建议的记录" in page
    assert "没有通过专家访谈等方式向社会公众解释说明的记录" in page
    answer = road.send("participation.conclude", summary="综述。")
    assert answer.status_code == 422
    assert "第十四条第三款" in answer.text
    road.send(HEAR, **FIRST)
    # that nothing was explained is only a hint
    assert road.send("participation.conclude", summary="综述。").status_code == 302


# -- explained -------------------------------------------------------------------------------------------------------


def test_an_explanation_stands_below_the_notice(opened):
    sent = {"way": "interview", "subject": "水源是否够用", "text": "枯水期水量<b>可以</b>保障。"}
    assert opened.send(EXPLAIN, **sent).status_code == 302
    for page in (opened.page().text, opened.browser("staff").get(f"/public/notices/{opened.number}").text):
        assert "水源是否够用" in page
        assert "专家访谈" in page
        assert "&lt;b&gt;可以" in page
    assert opened.send(EXPLAIN, way="", subject="", text="").status_code == 422


# -- several at once -------------------------------------------------------------------------------------------------


def test_like_opinions_are_answered_together_and_labelled(received):
    page = received.open("participation.answer").text
    assert "一并处理的其他意见" in page
    answer = received.send(
        "participation.answer",
        disposition="adopted",
        reason="已纳入。",
        topic="管网范围",
        together=["3", "4"],
        alike="y",
    )
    assert answer.headers["Location"].endswith("?number=2")
    answers = [each.answer for each in received.dossier.opinions]
    assert [each and (each.disposition, each.duplicate_of, each.topic) for each in answers] == [
        ("adopted", None, "管网范围"),
        None,
        ("adopted", 1, "管网范围"),
        ("adopted", 1, "管网范围"),
    ]
    assert '<option value="管网范围">' in received.open("participation.answer").text
    # one of them gets an answer of its own
    fields = received.fields("participation.answer", query="?number=4")
    assert (fields["topic"], fields["duplicate_of"]) == ("管网范围", "1")
    assert received.post("participation.answer", fields, disposition="partly", duplicate_of="").status_code == 302
    assert received.dossier.opinions[3].answer.disposition == "partly"


def test_together_without_being_alike(received):
    received.send(
        "participation.answer", query="?number=3", disposition="rejected", reason="同理。", together=["1", "2"]
    )
    answers = [each.answer for each in received.dossier.opinions]
    assert [each and each.duplicate_of for each in answers] == [None, None, None, None]
    assert [bool(each) for each in answers] == [True, True, True, False]


def test_the_earliest_of_those_alike_is_the_original(received):
    received.send(
        "participation.answer", query="?number=3", disposition="adopted", reason="好。", together=["1"], alike="y"
    )
    assert [each.answer and each.answer.duplicate_of for each in received.dossier.opinions] == [None, None, 1, None]


def test_what_was_answered_meanwhile_is_not_answered_together(received):
    fields = received.fields("participation.answer")
    received.send("participation.answer", "unit_lead", query="?number=4", disposition="rejected", reason="超出预算。")
    answer = received.post("participation.answer", fields, disposition="adopted", reason="好。", together=["4"])
    # no longer on the list
    assert answer.status_code == 422
    assert received.dossier.opinions[0].answer is None
    assert received.dossier.opinions[3].answer.disposition == "rejected"


@pytest.mark.parametrize("number", ["99", "x", "1" * 30, "²", "1"])
def test_together_with_what_is_no_other_opinion(received, number):
    answer = received.send("participation.answer", disposition="adopted", reason="好。", together=[number])
    assert answer.status_code == 422
    assert "请从列出的选项中选择" in answer.text


# -- the result and the report ----------------------------------------------------------------------------------------


@pytest.fixture
def told(received):
    """Heard, answered and published, with the report."""
    received.send(HEAR, **FIRST)
    received.send(
        "participation.answer",
        disposition="adopted",
        reason="已答复罗成。",
        topic="罗成的意见",
        together=["2", "3", "4"],
    )
    received.send("participation.conclude", summary="感谢，咨询13812345678。", report_published="y")
    return received


def test_the_published_result_shows_classes_and_what_was_heard_masked(told):
    page = told.browser("staff").get(f"/public/notices/{told.number}/result").text
    for words in ("另以座谈会等其他方式听取意见1次", "三组村民代表、村民委员会。", "类别：", "已调整施工次序。"):
        assert words in page
    assert "13812345678" not in page
    assert "138********" in page
    assert "罗成" not in page


def test_the_report_is_published_with_the_result_and_stays_as_it_was(told, client):
    address = f"/public/notices/{told.number}/report.pdf"
    assert address in client.get(f"/public/notices/{told.number}/result").text
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    said = reading.words(told.page("/papers/participation_report.docx").data)
    for part in ("一、基本情况", "二、意见情况", "三、采纳情况及理由", "四、其他需要说明的情况"):
        assert part in said
    assert "罗成" not in said
    assert "13812345678" not in said
    seq = re.search(r"日志条目(\d+)", said)[1]
    assert told.page(f"/papers/participation_report.pdf?at={seq}").data == answer.data
    # whatever is entered later: the staff's is of a later entry, what was published is not
    told.take("drafting.save", "staff", dt.date(2022, 8, 1), change="收费标准改为按户核定。")
    assert client.get(address).data == answer.data
    assert told.page("/papers/participation_report.pdf").data != answer.data


def test_a_clock_that_was_set_back_loses_nothing_of_a_report(opened, clock):
    clock.forward(hours=6)
    assert opened.send(HEAR, **FIRST).status_code == 302
    opened.take(EXPLAIN, "staff", dt.date(2022, 8, 1), subject="管道走向")  # at noon, hours before
    said = reading.words(opened.page("/papers/participation_report.docx").data)
    assert "管道走向" in said
    assert "先通主管道" in said


def test_the_table_of_opinions_is_masked(told):
    said = reading.words(told.page("/papers/participation.docx").data)
    assert "已答复**" in said
    for private in ("罗成", "13812345678"):
        assert private not in said
    assert "138********" in said, "in the summary"


def test_the_staff_has_the_report_before_it_is_published(received, client):
    said = reading.words(received.page("/papers/participation_report.docx", "auditor").data)
    assert "正在研究处理。" in said
    assert "罗成" not in said
    assert received.page("/papers/participation_report-1.pdf").status_code == 404
    assert f"/decisions/{received.number}/papers/participation_report.docx" in received.page().text
    # nothing of it is public before it is published
    assert client.get(f"/public/notices/{received.number}/report.pdf").status_code == 404
    assert client.get(f"/decisions/{received.number}/papers/participation_report.pdf").status_code == 302


def test_a_report_that_was_not_published_stays_in_the_house(received, client):
    received.take("participation.answer", "staff", 43, together=[2, 3, 4])
    received.take("participation.conclude", "staff", 44)
    assert client.get(f"/public/notices/{received.number}/result").status_code == 200
    assert client.get(f"/public/notices/{received.number}/report.pdf").status_code == 404


def test_before_anything_was_done_there_is_no_report(road):
    road.before("participation.open")
    assert road.page("/papers/participation_report.pdf").status_code == 404
    assert "公众参与情况报告" not in road.page().text


# -- solicited anew ---------------------------------------------------------------------------------------------------


def test_solicited_anew_the_earlier_round_stays_as_it_was(told, client, clock):
    public = f"/public/notices/{told.number}"
    published = client.get(f"{public}/report.pdf").data
    answer = told.send(REOPEN, reason="收费标准作了重大修改。")
    assert answer.status_code == 422
    assert "公告公布之后草案没有新版本" in answer.text
    told.take("drafting.save", "staff", dt.date(2022, 8, 1), change="收费标准改为按户核定。")
    clock.forward(hours=6)
    assert told.send(REOPEN, reason="").status_code == 422
    assert told.send(REOPEN, reason="收费标准作了重大修改。").status_code == 302
    assert told.states["participation"] == "pending"
    dossier = told.dossier
    assert (dossier.notice, dossier.opinions, dossier.participation) == (None, (), None)
    (earlier,) = dossier.earlier_rounds
    assert (len(earlier.opinions), earlier.reopening.version, earlier.notice.version) == (4, 2, 1)
    # the public still sees what was published, and why it is asked again
    assert "收费标准作了重大修改。" in client.get(public).text
    assert client.get(f"{public}/result").status_code == 200
    assert "公众参与尚未办结。" in told.open("legality_review.submit", "unit_lead").text

    sent = told.send("participation.open", channels=["website"], ways=["web", "letter"])
    assert sent.status_code == 302
    page = client.get(public).text
    assert "本页为第2次" in page
    assert "2022年8月31日" in page
    first = client.get(f"{public}?round=1").text
    assert "本页为第1次" in first
    assert "收费标准作了重大修改。" in first
    assert 'id="opinion"' not in first
    # the newest result there is
    assert "本页为第1次" in client.get(f"{public}/result").text
    assert client.get(f"{public}/result?round=2").status_code == 404
    assert client.get(f"{public}?round=3").status_code == 404
    assert client.get(f"{public}/report.pdf?round=1").data == published
    assert client.get(f"{public}/report.pdf?round=2").status_code == 404

    # numbers go on; answers of the first round can no longer be given
    told.take("participation.receive", "staff", dt.date(2022, 8, 1), text="第二次的意见。")
    assert [each.number for each in told.dossier.opinions] == [5]
    fields = told.fields("participation.answer")
    assert fields["number"] == "5"
    assert (
        told.post("participation.answer", fields, number="1", disposition="adopted", reason="好。").status_code == 422
    )
    page = told.page("", "auditor").text
    assert "第1次征求意见（已重新征求）" in page
    assert "第二次的意见。" in page
    assert "此前第1次公开征求意见" in reading.words(told.page("/papers/participation_report.docx").data)
    first = reading.words(told.page("/papers/participation_report-1.docx").data)
    assert "此前第1次" not in first
    assert "罗成" not in first + reading.words(told.page("/papers/participation-1.docx").data)


def test_a_receipt_of_either_round_opens_its_own_opinion(opened):
    today = dt.date(2022, 8, 1)
    first = opened.take("participation.receive", "staff", 20, text="第一次的意见。")
    opened.take("participation.answer", "staff", 43)
    opened.take("participation.conclude", "staff", 44)
    opened.take("drafting.save", "staff", today, change="收费标准改为按户核定。")
    opened.take(REOPEN, "staff", today)
    opened.take("participation.open", "staff", today)
    second = opened.take("participation.receive", "staff", today, text="第二次的意见。")
    with opened.walk() as walk:
        found = [receipt(walk.session, done.answer) for done in (first, second)]
    assert [(each.round, each.text, each.answer is None) for each in found if each] == [
        (1, "第一次的意见。", False),
        (2, "第二次的意见。", True),
    ]


def test_only_a_concluded_round_is_opened_anew(opened):
    assert opened.open(REOPEN).status_code == 409
