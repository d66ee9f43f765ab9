"""The log for anybody: its page, the form for numbers on paper, the blocks below what was published, the auditor's view."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import io
import json
import re
import zipfile

import pytest
from sqlalchemy import delete, update

from tests import sealing
from tests.databases import attacking, cut_off_last, lift_protection, put_back_protection
from tests.helpers import token_in
from tests.walk import Walk
from workflow.domain.terms import Role
from workflow.models.trail import Checkpoint, Evidence
from workflow.services import epochs, logreading
from workflow.services.identity import actor_of
from workflow.services.logstate import log_state
from workflow.trail import offline
from workflow.trail.checkpoint import parse_file
from workflow.trail.entry import decode
from workflow.trail.tlogproof import parse_proof
from workflow.trail.trust import parse_trust
from workflow.wiring import db

PAGES = ("/public/notices/2022-001", "/public/notices/2022-001/result", "/public/decisions/2022-001")


@pytest.fixture
def browser(year):
    return year.test_client()


@pytest.fixture
def point(year, year_session):
    return sealing.issue(year, year_session)


def ask(browser, size: object, root: str):
    return browser.get("/public/log", query_string={"size": size, "root": root})


# -- the page ----------------------------------------------------------------------------------------------------------


def test_before_anything_is_signed_the_page_says_so_and_compares_all_the_same(browser, year_session):
    page = browser.get("/public/log").text
    assert "日志尚未签署" in page
    assert "历次检查点" not in page
    assert "/public/log/keys.json" not in page
    state = log_state(year_session)
    assert "一致" in ask(browser, state.size, state.root).text
    assert browser.get("/public/log/keys.json").status_code == 404
    assert browser.get("/public/log/5.checkpoint").status_code == 404


def test_before_there_is_a_log_the_page_stands_too(client, app):
    assert "日志尚未签署" in client.get("/public/log").text
    assert "日志现有0条，没有3条" in ask(client, 3, "a" * 64).text


def test_the_newest_checkpoint_with_its_files(browser, point):
    page = browser.get("/public/log").text
    assert point.root in page
    assert "尚无外部见证" in page
    assert f'<title id="qr-{point.size}">审计日志检查点二维码（{point.size}条）</title>' in page
    assert "style=" not in page
    file = browser.get(f"/public/log/{point.size}.checkpoint")
    assert file.content_type == "text/plain; charset=utf-8"
    assert parse_file(file.text) == point.file
    keys = parse_trust(browser.get("/public/log/keys.json").text)
    assert keys.witnesses == ()
    assert all(keys.standing(note).signed for note in point.file.notes)


def test_without_the_signer_on_this_machine_no_keys_are_offered(browser, point, year):
    folder = year.extensions["shenjue"].settings.signer
    folder.rename(folder.with_name("elsewhere"))
    assert "/public/log/keys.json" not in browser.get("/public/log").text
    assert browser.get("/public/log/keys.json").status_code == 404


def test_who_cosigned_and_when(browser, point, year, year_session, tmp_path):
    sealing.cosign(year, year_session, tmp_path)
    page = browser.get("/public/log").text
    assert sealing.COUNTY in page
    assert "2026年7月2日 09:00" in page
    assert "尚无外部见证" not in page
    assert sealing.COUNTY in browser.get(f"/public/log/{point.size}.checkpoint").text


def test_earlier_checkpoints_are_listed_in_pages(browser, point, year, year_session, monkeypatch):
    walk = Walk(year_session, {"staff": actor_of(year_session, 1)})
    for _ in range(2):
        walk.decision_id = None
        walk.take("initiation.propose", "staff", dt.date(2022, 10, 1))
        sealing.issue(year, year_session)
    page = browser.get("/public/log").text
    assert re.findall(r"/public/log/(\d+)\.checkpoint", page)[-3:] == [str(point.size + n) for n in (2, 1, 0)]
    for strange in ("2", "x", "99999999999"):
        assert browser.get(f"/public/log?page={strange}").status_code == 200


@pytest.mark.parametrize(
    ("size", "root", "said", "status"),
    [
        (0, lambda root: root, "一致", 200),
        (0, lambda root: root[:16] + "…", "与所填的16位相符", 200),
        (0, lambda root: root[:63] + ("0" if root[63] != "0" else "1"), "不一致", 200),
        (-1, lambda root: root, "不一致", 200),
        (5, lambda root: root, "没有", 200),
        (0, lambda root: "not a root", "树根无法识别", 422),
        (0, lambda root: "", "请填写树根", 422),
    ],
    ids=["right", "its beginning", "wrong", "of another size", "not yet so long", "no root", "nothing"],
)
def test_numbers_on_paper_are_held_against_the_log(browser, point, size, root, said, status):
    answer = ask(browser, point.size + size, root(point.root))
    assert answer.status_code == status
    assert said in answer.text
    assert f'value="{point.size + size}"' in answer.text
    if said == "一致":
        assert "不一致" not in answer.text
        assert "该检查点于2026年7月1日 09:00签署" in answer.text


@pytest.mark.parametrize("size", ["", "0", "-3", "x", "1" * 30, "２３x"])
def test_a_size_that_is_none_is_kept_and_named(browser, point, size):
    answer = ask(browser, size, point.root)
    assert answer.status_code == 422
    assert f'value="{size}"' in answer.text


# -- what was published, what was sent ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_before_it_is_signed_a_page_tells_its_number_and_promises_the_rest(browser, path):
    page = browser.get(path).text
    assert "存证" in page
    assert re.search(r"日志第 \d+ 条", page)
    assert "将在下一次签署后提供" in page
    assert 'class="qr"' not in page


@pytest.mark.parametrize("path", PAGES)
def test_once_it_is_signed_a_page_gives_the_proof(browser, point, path):
    page = browser.get(path).text
    assert 'class="qr"' in page
    (proof,) = re.findall(r'href="(/public/log/entries/\d+\.zip)"', page)
    with zipfile.ZipFile(io.BytesIO(browser.get(proof).data)) as archive:
        entry = decode(archive.read("entry.json"))
        index = parse_proof(archive.read("entry.tlog-proof").decode()).index
    assert proof == f"/public/log/entries/{entry['seq']}.zip" == f"/public/log/entries/{index}.zip"


def test_no_other_entry_can_be_had(browser, point):
    (seq,) = re.findall(r"/entries/(\d+)\.zip", browser.get(PAGES[0]).text)
    for other in (0, int(seq) - 1, int(seq) + 1, 99_999):
        assert browser.get(f"/public/log/entries/{other}.zip").status_code == 404


def test_a_receipt_gives_the_proof_by_its_code_alone(year, year_session, browser):
    actors = {role.value: actor_of(year_session, number) for number, role in enumerate(Role, 1)}
    walk = Walk(year_session, actors, start=dt.date(2022, 10, 1)).before("participation.answer")
    done = walk.take("participation.receive", "staff", 26, text="建议加固。")

    def post(path: str, code: str):
        token = token_in(browser.get("/public/receipt").text)
        return browser.post(path, data={"csrf_token": token, "code": code})

    page = post("/public/receipt", done.answer).text
    assert f"日志第 {done.seq} 条" in page
    assert "将在下一次签署后提供" in page
    assert post("/public/receipt/proof.zip", done.answer).status_code == 404
    sealing.issue(year, year_session)
    assert 'action="/public/receipt/proof.zip"' in post("/public/receipt", done.answer).text
    answer = post("/public/receipt/proof.zip", done.answer)
    assert answer.content_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert decode(archive.read("entry.json"))["seq"] == str(done.seq)
    assert post("/public/receipt/proof.zip", "AAAA-BBBB-CCCC").status_code == 404
    assert browser.get("/public/receipt/proof.zip").status_code == 405


def test_the_foot_of_every_public_page_leads_there(browser, in_year):
    assert 'href="/public/log"' in browser.get("/public/").text
    assert 'href="/public/log"' in in_year("staff").get("/audit/method").text


# -- the auditor, the report -------------------------------------------------------------------------------------------


def test_the_auditor_reads_since_when_and_by_whom(in_year, year, clock, tmp_path):
    auditor = in_year("auditor")
    assert "shenjue checkpoint init" in auditor.get("/audit").text
    with year.app_context():
        point = sealing.issue(year, db.session)
    page = auditor.get("/audit").text
    assert "日志自2026年7月1日 09:00起签署，尚无外部见证" in page
    assert f'href="/public/log/{point.size}.checkpoint"' in page
    with year.app_context():
        sealing.cosign(year, db.session, tmp_path)
    for late, said in ((dt.timedelta(), "并经外部见证"), (dt.timedelta(minutes=1), "已超过31日")):
        clock.now = sealing.COSIGNED + dt.timedelta(days=31) + late
        page = in_year("auditor").get("/audit").text
        assert said in page
        assert f"{sealing.COUNTY}</span>：{point.size}条，2026年7月2日 09:00见证" in page


def test_a_damaged_checkpoint_is_named_and_takes_no_notice_away(in_year, year, browser):
    with year.app_context():
        point = sealing.issue(year, db.session)
        db.session.close()
        with attacking(db.engine.url) as connection:
            lift_protection(connection)
            connection.execute(update(Checkpoint.__table__).values(file="nothing"))
            put_back_protection(connection)
    page = in_year("auditor").get("/audit").text
    assert f"{point.size}条的检查点已损坏" in page
    assert "审计日志完好" not in page
    assert browser.get(PAGES[0]).status_code == 200
    assert in_year("office").get("/report/2022").status_code == 503
    answer = browser.get("/public/log")
    assert answer.status_code == 503
    assert "与已签署的检查点不符" in answer.text


def test_the_report_bears_the_checkpoint(in_year, year, year_session):
    office = in_year("office")
    assert "审计日志尚未签署" in office.get("/report/2022").text
    point = sealing.issue(year, year_session)
    page = office.get("/report/2022").text
    assert "全部条目均在该检查点之内" in page
    assert f'id="qr-{point.size}"' in page
    Walk(year_session, {"staff": actor_of(year_session, 1)}).take("initiation.propose", "staff", dt.date(2022, 10, 1))
    assert "有1条将在下一次签署后由检查点涵盖" in office.get("/report/2022").text


def test_the_report_in_plain_text_bears_it_too(year, year_session):
    from workflow.reportfile import report_lines
    from workflow.services import report

    def lines() -> list[str]:
        return report_lines(report.report_of(logreading.read_log(db.session), 2022, dt.date(2022, 12, 31)), "zh")

    assert lines()[-1] == "审计日志尚未签署"
    point = sealing.issue(year, year_session)
    assert f"日志检查点（{point.size}条）" in lines()
    assert [line.strip() for line in lines()[-5:]] == point.note.encode().splitlines()
    found = report.report_of(logreading.read_log(db.session), 2022, dt.date(2022, 12, 31))
    assert json.loads(json.dumps(report.as_data(found)))["checkpoint"] == point.note.encode()


# -- after a loss -------------------------------------------------------------------------------------------------------


@pytest.fixture
def lost(year, year_session, in_year) -> int:
    """The last entry was signed and is lost; two people said so. How many entries were left."""
    sealing.issue(year, year_session)
    kept = log_state(year_session).size - 1
    year_session.close()
    with attacking(db.engine.url) as connection:
        connection.execute(delete(Checkpoint.__table__))
    cut_off_last(db.engine.url)
    two = {each: actor_of(year_session, [one.value for one in Role].index(each) + 1) for each in ("chief", "auditor")}
    house = year.extensions["shenjue"]
    epochs.open_epoch(
        year_session,
        house.settings.signer,
        states=two["chief"],
        confirms=two["auditor"],
        said="磁盘损坏，由前一日的备份恢复<b>。",
        now=house.real_now(),
        seed=b"2" * 32,
    )
    return kept


def test_the_page_for_anybody_says_what_was_lost_and_who_answers_for_it_without_names(browser, lost):
    page = browser.get("/public/log").text
    assert f"日志第{lost}条至第{lost}条已丢失，共1条" in page
    assert "由行政首长于" in page
    assert "审计监督人员确认" in page
    assert "备份恢复&lt;b&gt;。" in page
    assert "某行政首长" not in page
    assert "/e2" in page


def test_a_number_on_paper_from_the_lost_part_is_no_alarm(browser, lost):
    page = ask(browser, lost + 1, "ab" * 32).text
    assert "无法核对" in page
    assert "不一致" not in page
    assert "不一致" in ask(browser, lost, "ab" * 32).text


def test_the_auditor_reads_the_names_and_the_entry_that_opened_the_epoch(in_year, lost):
    page = in_year("auditor").get("/audit").text
    assert "某行政首长" in page
    assert re.search("某审计监督人员的账号：第[0-9]+号条目（.*，系统）设立或者最后变更", page), page
    entry = in_year("auditor").get(f"/audit/log/{lost}").text
    assert "启用新一期审计日志" in entry
    assert "原已签署的条目数" in entry
    assert "行政首长、某行政首长" in entry
    assert "确认人账号所据条目" in entry


# -- the proof of one matter -------------------------------------------------------------------------------------------

MATTER = "/decisions/2022-001/trail.zip"


def opened(answer) -> dict[str, bytes]:
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_proof_of_a_matter_holds_by_itself(in_year, year, point):
    """Checked with the standard library alone, as its own README says."""
    files = opened(in_year("auditor").get(MATTER))
    seqs = sorted(int(name[8:-5]) for name in files if re.fullmatch(r"entries/\d+\.json", name))
    assert len(seqs) > 20
    for seq in seqs:
        body = files[f"entries/{seq}.json"]
        assert decode(body)["obj"] == "decision/2022-001"
        proof = parse_proof(files[f"entries/{seq}.tlog-proof"].decode())
        leaf = hashlib.sha256(b"\0" + body).digest()
        assert offline.root_by_path(offline.sha256, leaf, seq, point.size, list(proof.hashes)).hex() == point.root
    facts = [re.fullmatch(r"facts/(\d+)-(\w+)\.json", name) for name in files]
    found = [each.groups() for each in facts if each]
    assert {kind for _, kind in found} >= {"draft", "notice", "opinion", "resolution"}
    for seq, kind in found:
        salt = bytes.fromhex(files[f"facts/{seq}-{kind}.salt.txt"].decode())
        said = hmac.new(salt, kind.encode() + b"\0" + files[f"facts/{seq}-{kind}.json"], "sha256").hexdigest()
        entry = decode(files[f"entries/{seq}.json"])
        assert f"{kind}=c1:{said}" in f"{entry['in']};{entry['pc']}".split(";")
    assert in_year("auditor").get(MATTER).data == in_year("chief").get(MATTER).data
    assert MATTER in in_year("auditor").get("/decisions/2022-001/trail").text


def test_before_the_log_is_signed_there_are_entries_without_proofs(in_year):
    assert not any(name.endswith(".tlog-proof") for name in opened(in_year("auditor").get(MATTER)))


def test_the_proof_of_a_matter_is_for_those_who_read_the_log(in_year):
    assert in_year("staff").get(MATTER).status_code == 403
    assert MATTER not in in_year("staff").get("/decisions/2022-001/trail").text
    assert in_year("auditor").get("/decisions/2022-999/trail.zip").status_code == 404


def test_what_does_not_fit_the_log_is_not_handed_out_as_proved(in_year, year, year_session, point):
    year_session.close()
    with attacking(db.engine.url) as connection:
        lift_protection(connection)
        connection.execute(update(Evidence.__table__).where(Evidence.kind == "notice").values(body=b"{}"))
        put_back_protection(connection)
    assert in_year("auditor").get(MATTER).status_code == 503


def test_a_log_shorter_than_what_was_signed_proves_nothing(in_year, year, year_session, point):
    year_session.close()
    cut_off_last(db.engine.url)
    assert in_year("auditor").get(MATTER).status_code == 503
