"""Importing on the pages: every row is shown before anything is written, then all good rows are entered at once."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import event, select

from tests.helpers import PASSWORD, send
from tests.web.stepping import Stepping
from workflow.domain.importing.cells import Raw
from workflow.domain.importing.work import FIGURES, IN_LIST, row_of
from workflow.importfile import import_group
from workflow.models.trail import Entry
from workflow.services import soundness
from workflow.trail.entry import decode
from workflow.wiring import db

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-dossier.json"
HEAD = [
    "类别",
    "日期",
    "填报单位",
    "工作名称",
    "没有电子材料的原因",
    "学法考试：参加考试（人）",
    "学法：组织学习（场）",
]
EXAM = ["学法考试", "2021年3月5日", "规划建设办", "学法考试", "纸质试卷存党政办公室", "４５", None]


def book(*rows: list[object]) -> io.BytesIO:
    made, out = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    out.seek(0)
    return out


def sent(browser, kind: str, content: io.BytesIO, name: str = "台账.xlsx"):
    return send(browser, f"/import/{kind}", file=(content, name))


def held(page: str) -> str:
    return re.search(r'name="held"[^>]*value="([^"]+)"', page)[1]


def entries(app) -> list[dict[str, str]]:
    """The log; whatever stands in the tables agrees with it."""
    with app.app_context():
        (sound,) = soundness.examine(db.session)
        assert sound.faults == ()
        return [decode(body) for body in db.session.scalars(select(Entry.body).order_by(Entry.seq))]


def test_the_ledger_comes_in_after_a_preview_that_writes_nothing(signed_in, app):
    browser = signed_in("office")
    assert "/import/work" in browser.get("/work").text
    empty = load_workbook(io.BytesIO(browser.get("/import/work/template.xlsx").data))
    assert {"类别", "日期", "填报单位", "工作名称"} <= {cell.value for cell in empty.worksheets[0][1]}
    bad = [
        ["学法考试", "2021.3.5", "规划建设办", "学法 考试", "纸质", 45, None],  # the same again
        ["郊游", "去年", "不存在的单位", "", "无", "=1+1", 3],
        ["学法", "2021-4-1", "规划建设办", "学习宪法", "记录存档", None, "三场"],
    ]
    size = len(entries(app))
    page = sent(browser, "work", book(HEAD, EXAM, *bad))
    told = page.text
    assert page.status_code == 200
    assert ("可以导入1行" in told, "不能导入3行" in told, "45" in told) == (True, True, True)
    for said in (
        "与本文件第2行重复",
        "“郊游”应为下列之一",
        "“去年”不是日期",
        "是公式",
        "没有填写“工作名称”",
        "“三场”不是0至",
    ):
        assert said in told, said
    assert len(entries(app)) == size

    # the file of one page sent to the other
    astray = send(browser, "/import/decisions/take", held=held(told))
    assert (astray.status_code, len(entries(app))) == (302, size)
    refused = send(browser, "/import/work/take", held=held(told))
    assert (refused.status_code, "有3行不能导入" in refused.text, len(entries(app))) == (422, True, size)
    assert send(browser, "/import/work/take", held=held(told), leave_out="y").status_code == 302
    entered, taken = entries(app)[size:]
    assert (entered["act"], entered["via"], entered["eff"], entered["d.sat"]) == (
        "work.recorded",
        "import",
        "2021-03-05",
        "45",
    )
    assert (taken["act"], taken["d.rows"], taken["d.taken"]) == ("import.taken", "4", "1")
    assert taken["d.file"] in told
    assert "迟 " in browser.get("/work/2021").text
    assert '"事项">2021-T001' in "".join(signed_in("auditor").get("/audit/log").text.split())

    # the export of one system is the import of another: here, all of it is there already
    again = sent(browser, "work", io.BytesIO(browser.get("/work/2021/sheet.xlsx").data)).text
    assert ("可以导入0行" in again, "已有同名条目（2021-T001）" in again) == (True, True)


def test_what_is_there_already_is_looked_up_once_for_all_rows(signed_in, app):
    browser = signed_in("office")
    rows = [[*EXAM[:1], f"2021-3-{day}", *EXAM[2:]] for day in range(1, 31)]
    decided = [{"title": f"工程{day}", "on": f"2021-6-{day}"} for day in range(1, 31)]
    for kind, content, name, table in (
        ("work", book(HEAD, *rows), "a.xlsx", "work_entry"),
        ("decisions", io.BytesIO(json.dumps(decided).encode()), "a.json", "past_decision"),
    ):
        told, asked = sent(browser, kind, content, name).text, []

        def note(_connection: object, _cursor: object, statement: str, *_more: object, table: str = table) -> None:
            if statement.startswith("SELECT") and f"FROM {table}" in statement:
                asked.append(statement)  # noqa: B023

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            taken = send(browser, f"/import/{kind}/take", held=held(told))
        finally:
            event.remove(engine, "before_cursor_execute", note)
        assert (taken.status_code, len(asked) < 10) == (302, True), len(asked)
    assert "2021-W030" in browser.get("/past").text
    # one is one, in English too
    browser.get("/language/en")
    single = book(HEAD, [*EXAM[:1], "2021-5-1", *EXAM[2:]])
    assert "Import 1 row<" in sent(browser, "work", single).text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (book(["类别", "日期"], ["学法", "2021-3-1"]), "a.xlsx", "缺少这些列：填报单位、工作名称"),
        (book(HEAD), "a.xlsx", "没有内容"),
        (book(HEAD, *[EXAM] * 1001), "a.xlsx", "超过1000行"),
        (io.BytesIO(b"[{"), "a.json", "第1行第3列："),
        (io.BytesIO("[{‘kind’: 1}]".encode()), "a.json", "“‘”是全角字符，请改为半角"),
        (io.BytesIO("[「培训」]".encode("gb18030")), "a.json", "编码不是 UTF-8"),
        (io.BytesIO(b'[{"kind": "exam", "heads": 3}]'), "a.json", "没有这些键：heads"),
        (io.BytesIO(b"[]"), "a.json", "没有可以导入的内容"),
        (io.BytesIO(b'[{"kind": "exam"}, 3]'), "a.json", "[{…}, {…}]；第2项不是对象"),
        (io.BytesIO(b"a,b"), "a.csv", "可以导入 Excel"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(signed_in, content, name, said):
    content.seek(0)
    answer = sent(signed_in("office"), "work", content, name)
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.one_database
def test_a_figure_in_a_json_list_is_called_as_its_own_kind_calls_it():
    raw = Raw(1, {"kind": "training", "on": "2021-03-01", "unit": "党政办", "title": "培训", "sessions": "若干"})
    (said,) = row_of(raw, IN_LIST, ["党政办"]).problems
    assert said.zh.startswith(f"“{FIGURES['training.sessions'].head.zh}”栏“若干”不是")


def test_what_swells_when_unpacked_is_not_unpacked(signed_in):
    packed = book(HEAD, EXAM)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/blank.bin", bytes(70 * 1024 * 1024))
    packed.seek(0)
    assert "解压后超过64MB" in sent(signed_in("office"), "work", packed).text


DECISIONS = [
    [
        "决策事项名称",
        "事项类别",
        "决定日期",
        "会议",
        "文号",
        "公布日期",
        "公布途径",
        "征求意见开始日期",
        "征求意见结束日期",
        "合法性审查日期",
        "集体讨论日期",
    ],
    [
        "饮水工程",
        "重要规划",
        "2021-6-5",
        "党政联席会议",
        "1号",
        "2021.6.10",
        "公开栏",
        "2021-3-5",
        "２０２１年3月20日",
        "2021-6-1",
        "2021-6-5",
    ],
    ["未来工程", "", "2099-6-5", "", "", "", "", "", "", "", ""],
    ["绕行工程", "", "2022-8-1", "", "1号", "", "", "", "", "", ""],
]


def test_past_decisions_are_kept_with_what_the_rules_say_and_counted_apart(signed_in, app):
    browser = signed_in("office")
    assert "还没有登记以往决策" in browser.get("/past").text
    table = book(*DECISIONS)
    content = table.read()
    told = sent(browser, "decisions", io.BytesIO(content), "以往.xlsx").text
    assert ("少于30日" in told, "第十七条第二款" in told, "日期不得晚于今天" in told) == (True, True, True)
    assert send(browser, "/import/decisions/take", held=held(told), leave_out="y").headers["Location"] == "/past"
    again = sent(browser, "decisions", io.BytesIO(content), "以往.xlsx").text
    assert ("同一文件已于" in again, "已经登记（2021-W001）" in again) == (True, True)
    page = browser.get("/past/2021-W001").text
    assert ("少于30日" in page, "补录，迟" in page) == (True, True)
    # nothing of it is under way: what no paper tells of is said to be on no record
    assert ("材料中没有专家论证办结的记录" in page, "尚未办结" in page) == (True, False)

    # decided while the system is in use, it was decided past it
    assert "系统自2022年8月1日启用" in told
    assert "系统自2022年8月1日启用" in send(browser, "/past/new", title="道路工程", on="2022-08-01").text

    form = {
        "title": "饮水工程",
        "on": "2021-06-05",
        "published": "2021-06-10",
        "seen": "1",
        "legality_review": "2021-06-01",
    }
    assert "请写明更正的理由" in send(browser, "/past/2021-W001/correct", **form).text
    assert send(browser, "/past/2021-W001/correct", **form, reason="公告日期登记有误。").status_code == 302
    assert send(browser, "/past/new", title="道路工程", on="2021-07-01").headers["Location"] == "/past/2021-W002"
    assert "已经登记（2021-W002）" in send(browser, "/past/new", title="道路 工程", on="2021-07-01").text
    lost = {"reason": "重复登记。", "seen": "1", "mark": "0" * 16}
    assert "已被更正" in send(browser, "/past/2021-W002/withdraw", **lost).text
    assert "已被更正" in send(browser, "/past/2021-W002/correct", title="桥梁工程", on="2021-07-01", **lost).text
    mark = re.search(r'name="mark"[^>]*value="([0-9a-f]{16})"', browser.get("/past/2021-W002/withdraw").text)[1]
    assert send(browser, "/past/2021-W002/withdraw", **lost | {"mark": mark}).status_code == 302
    report = browser.get("/report/2021").text
    assert "以往决策（系统启用前）" in report
    told = [(each["act"], each["d.legality_review"]) for each in entries(app) if each["obj"] == "past/2021-W001"]
    assert told == [("past.recorded", "2021-06-01"), ("past.corrected", "2021-06-01")]


def test_a_dossier_gives_the_register_what_it_holds(signed_in):
    # the demonstration begins in 2022: the example is taken a year back
    dossier = json.loads(EXAMPLE.read_text("utf-8").replace("2022-", "2021-"))
    content = json.dumps([dossier, {"title": "没有决定"}, {"title": 3}], ensure_ascii=False).encode()
    browser = signed_in("office")
    told = sent(browser, "decisions", io.BytesIO(content), "卷宗.json").text
    assert ("可以导入1行" in told, "不是已经作出的决策" in told) == (True, True)
    assert send(browser, "/import/decisions/take", held=held(told), leave_out="y").status_code == 302
    assert dossier["title"] in browser.get("/past").text


def test_rules_of_a_time_the_system_knows_none_of_are_not_said_to_have_found_nothing(signed_in):
    browser = signed_in("office")
    rows = [
        {"title": "饮水工程", "on": "2019-6-1", "document": "清泉府发[2019]05号"},
        {"title": "道路工程", "on": "2021-6-1", "document": "清泉府发(2021) 6 号", "deliberation": "2021-6-1"},
        {"title": "河道工程", "on": "2021-7-1", "document": "清泉府发〔2021〕7号"},
    ]
    told = html.unescape(sent(browser, "decisions", io.BytesIO(json.dumps(rows).encode()), "a.json").text)
    assert told.count("系统没有收录当时施行的规则，没有检查。") == 1
    assert told.count("按规范改写为") == 2
    assert "文号“清泉府发[2019]05号”按规范改写为“清泉府发〔2019〕5号”。" in told
    assert send(browser, "/import/decisions/take", held=held(told)).status_code == 302
    page = browser.get("/past/2019-W001").text
    assert "清泉府发〔2019〕5号" in page
    assert ("没有收录当时施行的规则" in page, "没有发现" in page) == (True, False)
    assert "没有检查" in browser.get("/past").text
    assert (
        send(browser, "/past/new", title="水库工程", on="2021-08-01", document="清泉府发【2021】08号").status_code
        == 302
    )
    assert "清泉府发〔2021〕8号" in browser.get("/past/2021-W003").text


@pytest.mark.one_database
def test_what_this_system_exports_is_taken_by_another_and_not_by_itself(app, staff, signed_in, clock):
    walk = Stepping(app, staff, signed_in, clock).before("publication.archive")
    exported = walk.browser("office").get(f"/decisions/{walk.number}/dossier.json").data
    said = sent(walk.browser("office"), "decisions", io.BytesIO(exported), "dossier.json").text
    assert ("不能导入1行" in said, "已用于系统中的其他文件" in said) == (True, True)
    years_back = exported.replace(b"2022-", b"2021-").replace("〔2022〕".encode(), "〔2021〕".encode())
    assert "可以导入1行" in sent(walk.browser("office"), "decisions", io.BytesIO(years_back), "dossier.json").text


def test_one_row_that_lacks_its_day_leaves_the_others_readable(signed_in):
    rows = [{"title": "饮水工程", "on": "2021-6-1", "category": "plan"}, {"title": "道路工程", "category": "plan"}]
    told = sent(signed_in("office"), "decisions", io.BytesIO(json.dumps(rows).encode()), "a.json").text
    assert ("可以导入1行" in told, "没有填写“决定日期”" in told) == (True, True)


@pytest.mark.one_database
def test_a_file_of_neither_is_told_the_keys_of_the_list(signed_in):
    content = io.BytesIO(json.dumps([{"name": "饮水工程", "date": "2021-6-1"}]).encode())
    answer = sent(signed_in("office"), "decisions", content, "a.json")
    assert (answer.status_code, "没有这些键：date、name；可用：title、category、on" in answer.text) == (422, True)


def test_only_the_office_imports(signed_in):
    for role in ("staff", "chief", "auditor", "admin"):
        browser = signed_in(role)
        for kind in ("work", "decisions"):
            assert browser.get(f"/import/{kind}").status_code == 403
            assert send(browser, f"/import/{kind}/take", held="x").status_code == 403
        assert send(browser, "/past/new", title="道路工程", on="2021-07-01").status_code == 403
    assert signed_in("staff").get("/past").status_code == 403
    assert signed_in("chief").get("/past").status_code == 200
    assert signed_in("office").get("/import/picnic").status_code == 404


def test_the_command_line_shows_and_writes_with_a_password(app, staff, tmp_path):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(book(HEAD, EXAM).read())
    runner = app.test_cli_runner()
    shown = runner.invoke(import_group, ["work", str(file)])
    assert (shown.exit_code, "参加考试 45" in shown.output, "尚未写入" in shown.output) == (0, True, True)
    written = ["work", str(file), "--yes", "--by"]
    refused = runner.invoke(import_group, [*written, "staff"], input=f"{PASSWORD}\n")
    assert (refused.exit_code, "由党政办公室办理" in refused.output) == (1, True)
    done = runner.invoke(import_group, [*written, "office"], input=f"{PASSWORD}\n")
    assert (done.exit_code, "已导入1条：2021-T001" in done.output) == (0, True)
    assert [each["via"] for each in entries(app)][-2:] == ["import", "import"]
