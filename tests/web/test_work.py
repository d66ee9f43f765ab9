"""The work ledger on the pages: the way of a clerk, what others read, the workbook."""

from __future__ import annotations

import io
import re

from openpyxl import load_workbook

from tests.helpers import send

EXAM = {"title": "=学法考试", "on": "2022-07-20", "sat": "４５", "passed": "44", "no_files": "纸质试卷存规划建设办"}


def test_a_clerk_enters_corrects_and_withdraws(signed_in):
    browser = signed_in("staff")
    assert "还没有台账" in browser.get("/work").text
    assert 'href="/work/new/exam"' in browser.get("/work/new").text
    form = browser.get("/work/new/exam").text
    assert ("参加考试（人）" in form, "收到投诉举报" in form) == (True, False)

    empty = send(browser, "/work/new/exam", **EXAM | {"title": "", "no_files": ""})
    assert empty.status_code == 422
    assert all(said in empty.text for said in ("请填写工作名称", "请上传佐证材料"))
    wrong = send(browser, "/work/new/exam", **EXAM | {"passed": "46"})
    assert "多于“参加考试”（45）" in wrong.text
    held = send(browser, "/work/new/exam", **EXAM | {"title": "", "files": (io.BytesIO(b"44"), "成绩.txt")})
    kept = re.search(r'name="held"[^>]*value="([^"]+)"', held.text)[1]
    answer = send(browser, "/work/new/exam", **EXAM, held=kept)
    assert answer.headers["Location"] == "/work/entries/2022-T001"
    page = browser.get("/work/entries/2022-T001").text
    assert "参加考试" in page
    link = re.search(r'href="(/work/entries/2022-T001/files/[^"]+)"', page)[1]
    assert browser.get(link).data == b"44"
    assert browser.get(link.replace("files/", "files/0")).status_code == 404

    form = browser.get("/work/entries/2022-T001/correct").text
    assert (kept in form, 'value="45"' in form, 'name="seen" type="hidden" value="1"' in form) == (True,) * 3
    changed = EXAM | {"held": kept, "seen": "1", "passed": "45"}
    assert "请写明更正的理由" in send(browser, "/work/entries/2022-T001/correct", **changed).text
    assert send(browser, "/work/entries/2022-T001/correct", **changed, reason="漏计一人。").status_code == 302
    assert "漏计一人" in browser.get("/work/entries/2022-T001").text
    stale = send(browser, "/work/entries/2022-T001/correct", **changed | {"passed": "43"}, reason="再改一次。")
    assert (stale.status_code, "已被更正" in stale.text) == (422, True)

    book = load_workbook(io.BytesIO(browser.get("/work/2022/sheet.xlsx").data))
    head, row = ([cell.value for cell in line] for line in book.active.iter_rows())
    told = dict(zip(head, row, strict=True))
    assert (told["工作名称"], told["学法考试：考试合格（人）"], told["状态"]) == ("=学法考试", 45, "有效")
    assert {cell.data_type for cell in book.active[2]} == {"s", "n", "d"}

    form = browser.get("/work/entries/2022-T001/withdraw").text
    read = {"seen": "2", "mark": re.search(r'name="mark"[^>]*value="([0-9a-f]{16})"', form)[1]}
    for act, more in (("correct", EXAM | {"held": kept, "passed": "43"}), ("withdraw", {})):
        # of the same number, but lost and made again
        stale = send(browser, f"/work/entries/2022-T001/{act}", **more, reason="重复登记。", seen="2", mark="0" * 16)
        assert (stale.status_code, "已被更正" in stale.text) == (422, True)
    assert send(browser, "/work/entries/2022-T001/withdraw", reason="重复登记。", **read).status_code == 302
    listed = browser.get("/work?kind=exam").text
    assert ("已撤回" in listed, 'id="h-sums"' in listed) == (True, False)
    assert "没有符合条件的条目" in browser.get("/work?kind=study").text
    again = browser.get("/work/entries/2022-T001/correct", follow_redirects=True)
    assert "已经撤回" in again.text


def test_others_read_or_not_even_that(signed_in):
    send(signed_in("staff"), "/work/new/exam", **EXAM)
    for role in ("chief", "auditor"):
        browser = signed_in(role)
        page = browser.get("/work")
        assert ("学法考试" in page.text, "/work/new" in page.text) == (True, False)
        assert send(browser, "/work/new/exam", **EXAM).status_code == 403
        assert send(browser, "/work/entries/2022-T001/withdraw", reason="重复。", seen="1").status_code == 403
    for role in ("recorder", "admin"):
        browser = signed_in(role)
        assert 'href="/work"' not in browser.get("/account/password").text
        for path in ("/work", "/work/entries/2022-T001", "/work/2022/sheet.xlsx"):
            assert browser.get(path).status_code == 403
    assert "撤回" in signed_in("office").get("/work/entries/2022-T001").text
    for odd in ("/work/99999", "/work/new/picnic", "/work/entries/2022-T009", "/work/entries/a%00b"):
        assert signed_in("office").get(odd).status_code == 404
