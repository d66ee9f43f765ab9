"""The yearly report: figures by name, numbers typed by hand, sums, contents and days the rules ask for, charts."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.domain.test_figures import entries, figures, rulebook
from workflow.domain.annual import YearReport, deadlines, missing, told, whole_year, without_causes
from workflow.domain.annualcharts import charts
from workflow.domain.annualdraft import Material, first_draft
from workflow.domain.annualtext import Names, UnknownFigure, name_of, plain, typed_numbers, wrong_sums
from workflow.domain.counting import count
from workflow.domain.counting.durations import Duration, durations
from workflow.domain.facts import AnnualPublication, AnnualSection, AnnualSubmission, AnnualText
from workflow.domain.facts.base import Fact
from workflow.domain.terms import AnnualContent, AnnualStage, PastStage, WorkKind
from workflow.domain.text import Text
from workflow.domain.worklog import KEYS

DAY = dt.date(2023, 2, 23)

__all__ = ["entries", "figures"]  # fixtures


def sections(**texts: str) -> tuple[AnnualSection, ...]:
    return tuple(AnnualSection(content=AnnualContent(key), text=text) for key, text in texts.items())


def text(version: int = 1) -> AnnualText:
    until = dt.date(2022, 12, 31)
    return AnnualText(on=DAY, year=2022, version=version, until=until, sections=sections(measures="已办理。"))


def submitted(version: int, on: dt.date = DAY) -> AnnualSubmission:
    handed = {"addressee": "县政府", "approved_by": "某某", "document": "", "size": 9, "root": "ab" * 32}
    return AnnualSubmission(on=on, year=2022, version=version, **handed)


def published(version: int, on: dt.date = DAY) -> AnnualPublication:
    return AnnualPublication(on=on, year=2022, version=version, channels=("website",))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("since", "whole"),
    [
        (dt.date(2022, 1, 1), True),
        (dt.date(2022, 1, 4), True),  # the first working day: nothing could be done before
        (dt.date(2022, 1, 5), False),
        (dt.date(2021, 7, 1), True),
        (dt.date(1990, 1, 1), True),
        (dt.date(1990, 1, 2), False),  # nobody knows the working days of that year
    ],
)
def test_a_year_is_whole_from_its_first_working_day(since, whole):
    assert whole_year(1990 if since.year == 1990 else 2022, since) is whole


@pytest.mark.one_database
def test_every_figure_has_a_name_of_its_own(figures):
    names = [name_of(each) for each in figures.figures]
    assert len(names) == len(set(names))


@pytest.mark.one_database
def test_a_name_is_stored_as_its_key_and_shown_again(figures):
    names = Names(figures, Text("全年情况。", "The year."))
    typed = "全年启动{决策事项·启动决策程序}件。{依法决策}"
    stored = names.keyed(typed)
    assert stored == "全年启动{started}件。{paragraph}"
    assert names.shown(stored) == typed
    assert names.keyed(stored) == stored
    assert names.keyed("全年启动｛决策事项·启动决策程序｝件") == "全年启动{started}件"
    assert names.filled(stored) == f"全年启动{figures.number('started')}件。全年情况。"
    assert names.filled("{no.longer}件") == "{no.longer}件"
    with pytest.raises(UnknownFigure) as unknown:
        names.keyed("办理{决策事项·没有这个}件")
    assert unknown.value.name == "决策事项·没有这个"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("共备案390件，其中镇街110件、部门280件", None),
        ("共备案390件，其中镇街110件、部门270件", (390, (110, 270))),
        ("审查合同11份，其中修改12份", (11, (12,))),
        ("审查合同11份，其中修改5份", None),
        ("完成评估15次，其中低风险8次、中风险7次，认定可控14次、不可控1次", None),
        ("学习12次，其中参加120人次、缺席3人次", None),
        ("没有总数，其中5件、6件", None),
        ("采纳14条、部分采纳4条、不采纳3条，共20条", (20, (14, 4, 3))),
        ("采纳14条、部分采纳4条、不采纳2条，共20条", None),
        ("开展活动3次、发放资料40份，受教育共20人", None),
    ],
)
def test_parts_add_up_to_their_total(said, wrong):
    assert [(each.total, each.parts) for each in wrong_sums(f"前一句。{said}。")] == ([wrong] if wrong else [])


def test_numbers_typed_by_hand_are_those_no_entry_stands_behind():
    said = "2022年，组织学习{study}次，发放资料300份，按渝府发〔2022〕12号，3月5日召开第2次会议，设6个窗口，通过率99.5%，开展“3·15”宣传，学习《第5号决定》"
    assert typed_numbers(said) == ["300", "6", "99.5"]


def test_how_far_it_has_come_is_said_of_the_newest_version():
    found = YearReport((text(),))
    assert (found.stage, found.size, found.published) == (AnnualStage.DRAFTED, 0, None)
    found = YearReport((text(),), (submitted(1),))
    assert (found.stage, found.size, found.changing) == (AnnualStage.SUBMITTED, 9, False)
    found = YearReport((text(),), (submitted(1),), (published(1),))
    assert (found.stage, found.published) == (AnnualStage.PUBLISHED, submitted(1))
    # changed afterwards: a draft again, and the public goes on reading what was published
    found = YearReport((text(), text(2)), (submitted(1),), (published(1),))
    assert (found.stage, found.changing, found.size) == (AnnualStage.DRAFTED, True, 0)
    assert found.published == submitted(1)


@pytest.mark.parametrize(
    ("act", "today", "done", "late"),
    [
        ("submit", dt.date(2023, 3, 1), None, False),
        ("submit", dt.date(2023, 3, 2), None, True),
        ("submit", dt.date(2023, 6, 1), dt.date(2023, 3, 1), False),
        ("submit", dt.date(2023, 6, 1), dt.date(2023, 3, 2), True),
        ("publish", dt.date(2023, 4, 1), None, False),
        ("publish", dt.date(2023, 4, 2), None, True),
    ],
)
def test_the_days_are_1_march_and_1_april_of_the_next_year(act, today, done, late):
    both = {"submit": None, "publish": None, act: Fact(on=done) if done else None}
    found = {each.rule.act: each for each in deadlines(2022, both["submit"], both["publish"], today, rulebook())}
    assert {key: each.day for key, each in found.items()} == {
        "submit": dt.date(2023, 3, 1),
        "publish": dt.date(2023, 4, 1),
    }
    assert found[act].late is late
    assert "督察工作规定" in found[act].source.zh


@pytest.mark.parametrize(("entered", "passed"), [(1, None), (3, dt.date(2023, 3, 3))])
def test_what_is_entered_after_the_last_day_is_told_as_that(entered, passed):
    handed = Fact(on=dt.date(2023, 2, 28), entered=dt.datetime(2023, 3, entered, 3, tzinfo=dt.UTC))
    found, _ = deadlines(2022, handed, None, dt.date(2023, 3, 9), rulebook())
    assert (found.late, found.entered_late) == (False, passed)


def test_what_the_rules_want_said_is_asked_for_by_name():
    whole = {
        "measures": "已办。",
        "principals": "履职。",
        "shortcomings": "不足，原因是人手少。",
        "arrangements": "继续。",
    }
    assert missing(sections(**whole), rulebook()) == []
    (said,) = missing(sections(**whole | {"shortcomings": "无"}), rulebook())
    assert "存在的不足和原因" in said.zh
    assert "主要措施" not in said.zh.partition("还没有写")[2]
    assert not without_causes(sections(**whole))
    assert without_causes(sections(shortcomings="人手不够。"))
    assert [heading for heading, _ in told(sections(**whole), 2022)][2:] == [
        "2022年推进法治政府建设存在的不足和原因",
        "2023年推进法治政府建设的主要安排",
    ]


@pytest.mark.one_database
def test_the_first_draft_says_what_is_recorded_and_no_more(figures):
    found = first_draft(figures, Material(unfinished=("甲工程", "乙办法")))
    names = Names(figures, Text("全年情况。", "The year."))
    for each in found:
        assert "{" not in names.filled(each.text), each.content
        assert not typed_numbers(each.text), each.content
    arrangements = next(each for each in found if each.content is AnnualContent.ARRANGEMENTS)
    assert "《甲工程》《乙办法》" in arrangements.text
    empty = count((), 2022, rulebook())
    assert len(first_draft(empty, Material({WorkKind.STUDY: ["学习宪法"]}))) == 4
    written = {each.content: each.text for each in first_draft(empty, Material())}
    assert written.pop(AnnualContent.MEASURES) == "{paragraph}"
    assert set(written.values()) == {""}


def past(seq: int, day: str) -> dict[str, str]:
    """A decision taken before the program was in use, entered later."""
    details = {f"d.{each}": "" for each in PastStage} | {
        "d.published": day,
        "d.number": f"2021-W{seq:03}",
        "d.version": "1",
    }
    return entry(seq, "past.recorded", day) | details | {"obj": f"past/2021-W{seq:03}", "rule": "", "to": ""}


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (
            "2022-03-01",
            "上年（2021年）系统尚未启用，事后补录的重大行政决策1件，其中已公布1件；补录不一定完整，不与本年",
        ),
        (
            "2021-03-01",
            "启动决策程序1件，会议作出决定0次（系统自3月1日启用，只含此后办理的）；另有系统启用前作出、事后补录的决策1件",
        ),
        ("2020-03-01", "上年启动决策程序1件，会议作出决定0次；另有"),
    ],
)
def test_the_draft_says_what_the_year_before_was_recorded_of(since, said):
    log = [
        past(0, "2021-02-01"),
        *([] if since > "2022" else [entry(1, "initiation.approve", "2021-06-01") | {"rule": "", "to": ""}]),
    ]
    before = count(log, 2021, rulebook())
    now = count((), 2022, rulebook())
    found = first_draft(now, Material(before=before, since=dt.date.fromisoformat(since)))
    text = next(each.text for each in found if each.content is AnnualContent.MEASURES)
    names = Names(now, Text("全年情况。", "The year."), before)
    assert said in names.filled(text)
    assert not typed_numbers(text)
    assert names.keyed(names.shown(text)) == text


@pytest.mark.parametrize(("since", "said"), [("2022-06-01", True), ("2023-01-01", False)])
def test_what_was_entered_late_is_a_shortcoming_of_a_year_in_which_the_program_was_in_use(since, said):
    """Whether it was is known from the log, and not from whether a decision was begun in that year."""
    late = count([worked(0, "study") | {"ts": "2022-12-01T04:00:00.000Z", "eff": "2022-08-01"}], 2022, rulebook())
    assert (late.number("late"), late.number("decisions")) == (1, 0)
    found = first_draft(late, Material(since=dt.date.fromisoformat(since)))
    text = next(each.text for each in found if each.content is AnnualContent.SHORTCOMINGS)
    assert ("记录不够及时，补录{late}条" in text) is said


def worked(seq: int, kind: str, **figures: str) -> dict[str, str]:
    details = {f"d.{key}": figures.get(key, "") for key in KEYS}
    body = entry(seq, "work.recorded", "2022-05-01") | {"d.kind": kind, "d.number": f"2022-T{seq:03}", "d.version": "1"}
    return body | details | {"obj": f"work/2022-T{seq:03}", "rule": "", "to": ""}


def test_what_the_ledger_tells_becomes_sections_in_the_order_of_the_report():
    log = [
        worked(0, "study", sessions="2", people="60"),
        worked(1, "complaint", received="5", verified="0", answered="5"),
    ]
    figures = count(log, 2022, rulebook())
    titles = {WorkKind.STUDY: ["学习宪法", "学习宪法", "学习行政处罚法"], WorkKind.COMPLAINT: ["名" * 100, "称" * 100]}
    found = first_draft(figures, Material(titles))
    assert [each.heading for each in found if each.heading] == [
        "强化示范引领作用",
        "提高依法决策水平",
        "深化政务公开，接受社会监督",
    ]
    assert found[0].text == (
        "组织学习{work.study.sessions}场、参加学习{work.study.people}人次（学习宪法、学习行政处罚法）。"
    )
    assert found[2].text.endswith("（" + "名" * 100 + "等）。")
    assert "收到投诉举报5件、向投诉举报人反馈5件" in Names(figures, Text("", "")).filled(found[2].text)


def test_what_leaders_held_and_studied_is_told_by_its_content():
    log = [worked(0, "principal", meetings="2", reports="1"), worked(1, "study", sessions="1", people="9")]
    figures = count(log, 2022, rulebook())
    titles = {WorkKind.PRINCIPAL: ["乡党委会议研究法治政府建设"], WorkKind.STUDY: ["学习宪法"]}
    told = {WorkKind.PRINCIPAL: ["乡党委会议研究法治政府建设：听取汇报。"], WorkKind.STUDY: ["学习宪法：集体学习。"]}
    found = {(each.content, each.heading): each.text for each in first_draft(figures, Material(titles, told))}
    assert found[AnnualContent.MEASURES, "强化示范引领作用"].splitlines() == [
        "召开会议研究法治政府建设工作{work.principal.meetings}次（乡党委会议研究法治政府建设）。"
        "组织学习{work.study.sessions}场、参加学习{work.study.people}人次（学习宪法）。",
        "学习宪法：集体学习。",
    ]
    assert found[AnnualContent.PRINCIPALS, ""].splitlines()[1:] == ["乡党委会议研究法治政府建设：听取汇报。"]
    assert plain("其中{甲}\n部分") == "其中（甲）部分。"


def test_what_is_under_way_at_the_end_of_the_year_is_arranged_for_the_next():
    log = [entry(0, "initiation.approve", "2022-06-01") | {"rule": "", "to": "main:drafting", "from": ""}]
    figures = count(log, 2022, rulebook())
    text = next(each.text for each in first_draft(figures, Material()) if each.content is AnnualContent.ARRANGEMENTS)
    assert text == "继续依法办理尚在程序中的重大行政决策事项（草案形成中{state.drafting}件）。"


def test_where_each_of_many_matters_stands_is_not_told_twice():
    log = [
        entry(place, "initiation.approve", "2022-06-01")
        | {"rule": "", "to": f"main:{state}", "from": "", "obj": f"decision/2022-00{place}"}
        for place, state in enumerate(("drafting", "submitted", "reviewing", "reviewed"))
    ]
    figures = count(log, 2022, rulebook())
    text = next(each.text for each in first_draft(figures, Material()) if each.content is AnnualContent.ARRANGEMENTS)
    assert text == "继续依法办理尚在程序中的重大行政决策事项。"


def entry(seq: int, act: str, day: str) -> dict[str, str]:
    return {
        "seq": str(seq),
        "act": act,
        "eff": day,
        "ts": f"{day}T02:00:00.000Z",
        "res": "ok",
        "obj": "decision/2022-001",
    }


def test_a_stage_takes_from_its_last_beginning_to_its_end():
    log = [
        entry(1, "legality_review.submit", "2021-12-20"),
        entry(2, "legality_review.submit", "2022-01-03"),
        entry(3, "legality_review.conclude", "2022-01-10"),
        entry(4, "legality_review.conclude", "2022-01-12"),  # nothing was begun
        entry(5, "deliberation.submit", "2022-01-14"),
        entry(6, "deliberation.convene", "2022-01-20"),
        entry(7, "deliberation.decide", "2022-01-20"),
        entry(8, "deliberation.submit", "2022-12-30"),
        entry(9, "deliberation.decide", "2023-01-02"),  # not of the year
    ]
    found, decided = durations(log, 2022, {"legality_review": Text("合法性审查", "Legality review")})
    assert (found.stage, found.times, found.shortest, found.median, found.longest) == ("legality_review", 1, 7, 7, 7)
    assert found.entries == (3,)
    # from the unit's handing in: the meeting itself is of a day
    assert (decided.stage, decided.times, decided.median, decided.entries) == ("deliberation", 1, 6, (7,))


@pytest.mark.one_database
def test_charts_show_what_there_is_and_leave_out_what_is_not(figures):
    took = Duration("deliberation", Text("集体讨论", "Deliberation"), 2, 1, 1.5, 2, (7, 9))
    times, results, *others = charts(figures, [took])
    assert [each.key for each in (times, results, *others)] == ["durations", "results", "review", "outcome"]
    assert [(bar.value, bar.said.zh, bar.figure and bar.figure.entries) for bar in times.bars] == [
        (1.5, "1.5日（2次，最短1日，最长2日）", (7, 9))
    ]
    shown = {bar.figure.key: (bar.value, results.share(bar)) for bar in results.bars if bar.figure}
    assert shown == {"results.adopted": (4, 100), "results.partly": (1, 25), "results.rejected": (1, 25)}
    assert figures.number("results.opinions") == 6, "the whole is no part of itself"
    assert charts(count((), 2022, rulebook()), []) == []
