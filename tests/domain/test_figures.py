"""The year's figures against facts counted another way, and the paragraph made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import chinese_calendar
import pytest
from sqlalchemy import text

from tests.databases import Original, attacking
from workflow.domain.annualdraft import Material, first_draft
from workflow.domain.counting import count, years
from workflow.domain.figures import Figures, OutsideYear
from workflow.domain.lawfiles import library
from workflow.domain.paragraph import paragraph
from workflow.domain.reading import overdue
from workflow.domain.rulebook import Rulebook
from workflow.trail.entry import ENVELOPE, decode
from workflow.trail.vocabulary import DETAILS


@cache
def rulebook() -> Rulebook:
    return library().rulebook("cq-township-2020.1")


@pytest.fixture(scope="module")
def entries(year_database: Original) -> list[dict[str, str]]:
    """The entries of the year, as anyone may read them from the database."""
    with attacking(year_database.url) as connection:
        return [decode(bytes(body)) for (body,) in connection.exec_driver_sql("SELECT body FROM entry ORDER BY seq")]


@pytest.fixture(scope="module")
def figures(entries) -> Figures:
    return count(entries, 2022, rulebook())


# what walk_year did, counted by reading it
BY_HAND = {
    "decisions": 5,  # the one declined in 2021 is over before the year begins
    "state.studied": 1,
    "state.declined": 1,
    "state.rejected": 1,
    "state.published": 1,
    "state.archived": 1,
    "state.drafting": 0,
    "category.policy": 1,
    "category.plan": 1,
    "category.project": 3,
    "category.resources": 0,
    "category.other": 0,  # it was amended
    "proposals": 4,
    "started": 3,
    "declined": 1,
    "notices": 3,
    "opinions": 6,
    "results": 3,
    "results.opinions": 6,
    "results.adopted": 4,  # one of them in the second answer
    "results.partly": 1,
    "results.rejected": 1,
    "results.duplicates": 1,
    "expert_reviews": 3,
    "experts": 4,
    "expert_opinions": 4,  # the superseded one is none
    "expert_opinions.adopted": 3,
    "expert_opinions.partly": 1,
    "expert_opinions.rejected": 0,
    "risks": 4,
    "risk.low": 2,
    "risk.medium": 1,
    "risk.high": 1,
    "controllable.yes": 3,
    "controllable.no": 1,
    "submissions": 5,
    "returned": 1,
    "supplements": 1,
    "reviews": 4,
    "review.lawful": 3,
    "review.amend": 1,
    "review.unlawful": 0,
    "review.exploratory": 0,
    "meetings": 3,
    "resolutions": 3,
    "outcome.adopted": 2,
    "outcome.rejected": 1,
    "outcome.amend": 0,
    "dissents": 5,
    "against_majority": 1,
    "reported": 2,
    "reported.report": 2,
    "reported.request": 0,
    "published": 2,
    "archived": 1,
    "outcome.postponed": 0,
    "refused": 2,  # a missing role, a wrong password and an old page are no refusals by a rule of the procedure
    "refused.house.participation": 1,
    "late": 1,
    "late.longest": 9,
}


@pytest.mark.parametrize("key", BY_HAND)
def test_a_figure_is_what_was_done(figures, key):
    found = figures.of(key)
    assert found is not None
    assert found.value == BY_HAND[key]


def test_the_figures_agree_with_each_other(figures):
    assert len(figures.checks) == 18
    assert [check.label.zh for check in figures.checks if not check.holds] == []


def test_each_figure_rests_on_entries_that_show_it(figures, entries):
    """Whatever is a count of entries has exactly so many; what is a sum is the sum over its entries."""
    sums = {
        "results.duplicates": "d.duplicates",
        "experts": "d.experts",
        "heard.people": "d.people",
        "dissents": "d.dissent",
        "expert_opinions.adopted": "d.adopted",
        "expert_opinions.partly": "d.partly",
        "expert_opinions.rejected": "d.rejected",
    }
    days = ("review_days", "review_days.shortest", "review_days.longest", "late.longest")
    for figure in figures.figures:
        behind = [entries[seq] for seq in figure.entries]
        assert [int(entry["seq"]) for entry in behind] == sorted(figure.entries)
        assert len(set(figure.entries)) == len(figure.entries)
        if figure.key in sums:
            assert figure.value == sum(int(entry[sums[figure.key]]) for entry in behind)
            assert all(int(entry[sums[figure.key]]) for entry in behind)
        elif figure.key not in days:
            assert figure.value == len(behind), figure.key
        assert all(
            "2022" in (entry["eff"] or entry["ts"]) for entry in behind if figure.group not in ("decisions", "states")
        )


ACTS = {
    "proposals": "initiation.propose",
    "notices": "participation.open",
    "results.rejected": "participation.answer",
    "results.opinions": "participation.receive",
    "expert_opinions": "expert_review.opine",
    "risk.high": "risk_assessment.find",
    "review.amend": "legality_review.conclude",
    "outcome.rejected": "deliberation.decide",
    "archived": "publication.archive",
    "late": "publication.publish",
}


@pytest.mark.parametrize("key", ACTS)
def test_the_entries_behind_a_figure_are_of_its_act(figures, entries, key):
    assert {entries[seq]["act"] for seq in figures.of(key).entries} == {ACTS[key]}


def test_the_tables_count_the_same(figures, year_session):
    """Another way to the same numbers: rows of the business tables."""

    def rows(sql: str) -> int:
        return int(year_session.execute(text(sql)).scalar_one())

    assert figures.number("proposals") == rows(
        "SELECT count(DISTINCT decision_id) FROM proposal JOIN decision ON decision.id = decision_id "
        "WHERE number LIKE '2022-%'"
    )
    assert figures.number("opinions") == rows("SELECT count(*) FROM opinion")
    assert figures.number("experts") == rows("SELECT count(*) FROM expert")
    assert figures.number("risks") == rows("SELECT count(*) FROM risk_finding")
    assert figures.number("reviews") == rows("SELECT count(*) FROM review_conclusion")
    assert figures.number("dissents") == rows("SELECT count(*) FROM ballot WHERE dissent <> ''")
    assert figures.number("published") == rows("SELECT count(*) FROM publication")


def working_days(first: dt.date, last: dt.date) -> int:
    """Working days after `first` up to `last`."""
    return sum(chinese_calendar.is_workday(first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))


def test_days_taken_are_working_days_from_complete_materials(figures):
    start, june, april = dt.date(2022, 3, 1), dt.date(2022, 6, 1), dt.date(2022, 4, 10)
    day = dt.timedelta(days=1)
    taken = [
        working_days(start + 46 * day, start + 60 * day),
        working_days(april + 46 * day, april + 60 * day),
        working_days(june + 50 * day, june + 65 * day),  # after the supplement
        working_days(june + 68 * day, june + 82 * day),
    ]
    tenths = (sum(taken) * 10 + 2) // 4
    assert figures.of("review_days").value == f"{tenths / 10:g}"
    assert figures.number("review_days.shortest") == min(taken)
    assert figures.number("review_days.longest") == max(taken)


# -- which year an entry counts for ----------------------------------------------------------------------------------


def entry(seq: int, act: str, **fields: str) -> dict[str, str]:
    """An entry with every key, empty but for what is given; details are given as ``d_…``."""
    given = {key.replace("d_", "d.", 1): value for key, value in fields.items()}
    if fields.get("res") != "denied":
        given = {f"d.{key}": "" for key in DETAILS[act]} | given
    base = dict.fromkeys(ENVELOPE, "") | {"seq": str(seq), "act": act, "res": "ok", "obj": "decision/2022-001"}
    return {**base, "ts": "2022-06-01T04:00:00.000Z", "eff": "2022-06-01", **given}


@pytest.mark.parametrize(
    ("eff", "ts", "year"),
    [
        ("2022-12-31", "2023-01-02T01:00:00.000Z", 2022),  # entered late, it still belongs to the day it happened
        ("2022-01-01", "2022-01-01T01:00:00.000Z", 2022),
        ("2021-12-31", "2022-01-01T01:00:00.000Z", 2021),
        # no day given: the day of entry in Shanghai, eight hours ahead of UTC
        ("", "2021-12-31T16:00:00.000Z", 2022),
        ("", "2021-12-31T15:59:59.999Z", 2021),
        ("", "2022-12-31T15:59:59.999Z", 2022),
        ("", "2022-12-31T16:00:00.000Z", 2023),
    ],
)
def test_an_entry_counts_for_the_year_it_happened_in(eff, ts, year):
    one = entry(0, "participation.open", eff=eff, ts=ts)
    refused = entry(1, "drafting.save", eff=eff, ts=ts, res="denied", d_rules="house.participation", d_reasons="")
    assert years([one]) == [year]
    for each in (year - 1, year, year + 1):
        found = count([one, refused], each, rulebook())
        assert found.number("notices") == (each == year)
        assert found.number("refused") == (each == year)


def test_only_what_a_rule_of_the_procedure_refused_counts_as_refused():
    given = ("role", "stale", "password", "house.participation;713.30")
    refused = [entry(seq, "drafting.save", res="denied", d_rules=each, d_reasons="") for seq, each in enumerate(given)]
    # that a report cannot be handed up yet is no step of the procedure
    refused.append(entry(9, "report.submitted", res="denied", d_rules="house.report", d_reasons=""))
    found = count(refused, 2022, rulebook())
    assert found.of("refused").entries == (3,)
    assert {each.key for each in found.parts("refused")} == {"refused.house.participation", "refused.713.30"}


def test_a_matter_put_off_was_not_decided():
    outcomes = ("postponed", "adopted", "postponed")
    made = [entry(seq, "deliberation.decide", d_outcome=each, d_dissent="0") for seq, each in enumerate(outcomes)]
    begun = entry(9, "initiation.propose", to="main:proposed", d_category="policy")
    found = count([begun, *made], 2022, rulebook())
    assert (found.number("resolutions"), found.number("outcome.postponed")) == (1, 2)
    assert "作出决定1次，结果为“通过”，会议决定暂缓2次" in paragraph(found).zh
    drafted = "".join(each.text for each in first_draft(found, Material()))
    assert "作出决定{resolutions}次、暂缓{outcome.postponed}次" in drafted


def test_as_of_counts_up_to_and_including_the_day(entries):
    eve = count(entries, 2022, rulebook(), dt.date(2022, 5, 9))
    day = count(entries, 2022, rulebook(), dt.date(2022, 5, 10))
    assert (eve.number("archived"), day.number("archived")) == (0, 1)
    assert (eve.number("state.published"), day.number("state.published")) == (1, 0)
    assert all(check.holds for check in (*eve.checks, *day.checks))
    for wrong in (dt.date(2021, 12, 31), dt.date(2023, 1, 1)):
        with pytest.raises(OutsideYear):
            count(entries, 2022, rulebook(), wrong)


def test_every_day_of_the_year_adds_up(entries):
    for n in range(0, 365, 7):
        found = count(entries, 2022, rulebook(), dt.date(2022, 1, 1) + dt.timedelta(days=n))
        assert [check.label.en for check in found.checks if not check.holds] == [], found.as_of


def test_years_join_without_gap_or_overlap(entries):
    both = [count(entries, year, rulebook()) for year in (2021, 2022)]
    for key, act in ACTS.items():
        if key in ("proposals", "notices", "archived"):
            done = [each for each in entries if each["act"] == act and each["res"] == "ok"]
            assert sum(found.number(key) for found in both) == len(done)


def test_what_does_not_add_up_is_said():
    told = [
        entry(0, "participation.receive", d_opinion="1", d_channel="web"),
        entry(1, "participation.answer", d_opinion="1", d_disposition="adopted"),
        entry(
            2,
            "participation.conclude",
            **{f"d_{key}": value for key, value in {"received": "2", "adopted": "2", "partly": "0"}.items()},
            d_rejected="0",
            d_duplicates="0",
        ),
    ]
    wrong = [check.label.zh for check in count(told, 2022, rulebook()).checks if not check.holds]
    assert wrong == ["公布采纳情况所涉意见＝登记的意见", "公布的采纳数＝逐条答复的采纳数"]


def test_a_word_the_rulebook_no_longer_has_is_counted_all_the_same():
    one = entry(0, "risk_assessment.find", d_level="extreme", d_controllable="no")
    found = count([one], 2022, rulebook())
    assert found.number("risk.extreme") == found.number("risks") == 1


def test_average_days_are_rounded_half_up():
    def average(*days: str) -> object:
        told = [entry(n, "legality_review.conclude", d_working_days=each) for n, each in enumerate(days)]
        found = count(told, 2022, rulebook()).of("review_days")
        return found.value if found else None

    assert average("7", "8") == "7.5"
    assert average("7", "9") == "8"
    assert average("7", "7", "8", "8", "8", "8", "8", "8") == "7.8"  # 7.75
    assert average("7", "") == "7"
    assert average("") is None


# -- the paragraph ---------------------------------------------------------------------------------------------------

HEAD = (
    "（二）提高依法决策水平。严格执行《重庆市重大行政决策程序规定》等文件，将公众参与、专家论证、风险评估、"
    "合法性审查和集体讨论决定作为重大行政决策的必经程序。"
)


def test_the_paragraph_says_the_figures(figures):
    days = [figures.of(key).value for key in ("review_days", "review_days.shortest", "review_days.longest")]
    assert paragraph(figures).zh == (
        f"{HEAD}2022年，收到决策事项建议4件，启动决策程序3件，决定不予启动1件；办理重大行政决策事项5件，"
        "其中“重大公共政策和措施”1件、“重要规划”1件、“重大公共建设项目、重大国有资产处置”3件。"
        "截至年末，上述事项中，已公布1件、已归档1件；正在办理的，已研究论证1件；终止办理的，不予启动1件、不予通过1件。"
        "发布征求意见公告3次，收到公众意见6条，公布意见采纳情况3次，所涉意见6条逐条研究处理，"
        "其中采纳4条、部分采纳1条、不采纳1条。"
        "办结专家论证3次，参加论证专家4人次，出具论证意见4份。"
        "完成风险评估4次，其中低风险2次、中风险1次、高风险1次，认定风险可控3次、不可控1次。"
        "出具合法性审查意见书4份，其中“合法，可以提交讨论”3份、“应当予以修改”1份，"
        f"平均用时{days[0]}个工作日（最短{days[1]}个、最长{days[2]}个工作日），退回承办单位1次，要求补充材料1次。"
        "提请会议集体讨论3次，作出决定3次，其中“通过”2次、“不予通过”1次，如实载明不同意见5条，"
        "所作决定与多数人意见不一致的1次。"
        "向同级党委请示报告2次，公布决策2件，归档1件。"
        "办理过程中，对尚不符合程序规则的操作，系统未予办理2次，均留痕备查。"
    )


def test_the_paragraph_is_said_in_english_too(figures):
    said = paragraph(figures).en
    assert said.startswith("(2) Raising the level of lawful decision-making.")
    assert "In 2022, 5 matters were dealt with" in said
    assert "each answered: 4 adopted, 1 partly adopted, 1 not adopted." in said
    assert not any("一" <= char <= "鿿" for char in said)


def without(figures: Figures, **values: int) -> Figures:
    """The same figures with other values."""
    changed = tuple(replace(each, value=values.get(each.key.replace(".", "_"), each.value)) for each in figures.figures)
    return replace(figures, figures=changed)


def test_nothing_is_said_of_what_did_not_happen():
    found = paragraph(count([], 2022, rulebook()))
    assert found.zh == f"{HEAD}2022年，没有办理重大行政决策事项。"
    assert found.en.endswith("In 2022, no major decision was dealt with.")


def started(**more: Mapping[str, str]) -> list[dict[str, str]]:
    return [entry(0, "initiation.propose", to="main:proposed", d_category="plan", d_title="规划"), *more.values()]


def test_a_single_matter_reads_naturally():
    said = paragraph(count(started(), 2022, rulebook(), dt.date(2022, 12, 3))).zh
    assert said == (
        f"{HEAD}2022年1月1日至12月3日，收到决策事项建议1件；办理重大行政决策事项1件，类别为“重要规划”。"
        "截至12月3日，上述事项状态为“已提出建议”。"
    )


def test_silence_of_the_public_is_said():
    told = started(notice=entry(1, "participation.open", d_days="30"))
    assert "发布征求意见公告1次，未收到公众意见。" in paragraph(count(told, 2022, rulebook())).zh
    zeros = {f"d_{key}": "0" for key in DETAILS["participation.conclude"]}
    told.append(entry(2, "participation.conclude", **zeros))
    said = paragraph(count(told, 2022, rulebook())).zh
    assert "公布意见采纳情况1次，所涉事项均未收到意见。" in said


def test_fair_competition_reviews_are_counted_by_their_conclusion():
    told = started(
        first=entry(1, "fair_competition.conclude", d_version="1", d_conclusion="violates"),
        second=entry(2, "fair_competition.conclude", d_version="2", d_conclusion="complies"),
    )
    figures = count(told, 2022, rulebook())
    assert [figures.number(f"competition{key}") for key in ("", ".complies", ".exception", ".violates")] == [2, 1, 0, 1]
    assert "作出公平竞争审查结论2次，其中“符合公平竞争审查标准”1次、“不符合" in paragraph(figures).zh
    assert "2 fair competition reviews were concluded" in paragraph(figures).en


def test_hearings_are_counted_where_there_were_any():
    figures = count(started(), 2022, rulebook())
    assert figures.of("hearings.announced") is None
    told = started(announced=entry(1, "hearing.announce"))
    told.append(entry(2, "hearing.hold", d_present="5", d_absent="1"))
    figures = count(told, 2022, rulebook())
    keys = ("hearings.announced", "hearings.held", "hearings.present")
    assert [figures.number(key) for key in keys] == [1, 1, 5]
    assert "召开听证会1次，听证参加人到会5人次。" in paragraph(figures).zh
    assert "1 hearing was held with 5 participants." in paragraph(figures).en


def test_zero_is_never_written(entries):
    for n in range(0, 365, 15):
        said = paragraph(count(entries, 2022, rulebook(), dt.date(2022, 1, 1) + dt.timedelta(days=n)))
        assert "0件" not in said.zh.replace("10件", "")
        assert "0次" not in said.zh.replace("10次", "")
        assert " 0 " not in said.en
        assert "。。" not in said.zh
        assert "，。" not in said.zh
        assert "其中。" not in said.zh


def test_stages_are_called_mandatory_only_where_a_rule_makes_them_so(figures):
    profile = figures.rulebook.profile
    bare = Rulebook(
        profile.model_copy(update={"house": None}), figures.rulebook.procedure, figures.rulebook.instruments
    )
    said = paragraph(replace(figures, rulebook=bare)).zh
    assert "严格执行《重庆市重大行政决策程序规定》等文件。" in said
    assert "必经程序" not in said


def test_what_a_unit_sent_in_is_no_item_and_leaving_it_out_adjusts_nothing():
    def listed(seq: int, act: str, **told: str) -> dict[str, str]:
        return entry(seq, act, obj="catalogue/2022", **{f"d_{key}": value for key, value in told.items()})

    told = [
        listed(0, "catalogue.item", catalogue_item="2022-01", change="added", version="1"),
        listed(1, "catalogue.published", version="1"),
        listed(2, "catalogue.item", catalogue_item="2022-02", change="sent", version="2"),
        listed(3, "catalogue.item", catalogue_item="2022-03", change="sent", version="3"),
        listed(4, "catalogue.item", catalogue_item="2022-03", change="removed", version="4"),
        listed(5, "catalogue.item", catalogue_item="2022-04", change="added", version="5"),
        listed(6, "catalogue.published", version="5"),
    ]
    found = count(told, 2022, rulebook())
    assert [found.of(key).entries for key in ("catalogue", "catalogue.adjusted")] == [(0, 5), (5,)]


def test_the_version_of_a_change_is_what_it_says_not_its_place():
    def listed(seq: int, act: str, eff: str, **told: str) -> dict[str, str]:
        return entry(seq, act, obj="catalogue/2022", eff=eff, **{f"d_{key}": value for key, value in told.items()})

    told = [
        listed(0, "catalogue.item", "2022-07-01", catalogue_item="2022-01", change="added", version="1"),
        listed(1, "catalogue.item", "2022-06-01", catalogue_item="2022-02", change="added", version="2"),
        listed(2, "catalogue.published", "2022-06-02", version="1"),
        listed(3, "catalogue.published", "2022-07-02", version="2"),
    ]
    assert count(told, 2022, rulebook(), dt.date(2022, 6, 30)).number("catalogue") == 0  # its version is not public yet
    assert count(told, 2022, rulebook()).number("catalogue") == 2


def test_a_publication_of_the_day_it_was_entered_is_late_like_any_other():
    told = entry(0, "publication.publish", eff="", ts="2022-06-01T04:00:00.000Z", d_publish_by="2022-05-31")
    assert count([told], 2022, rulebook()).number("published_late") == 1


@pytest.mark.parametrize(
    ("eff", "ts", "says"),
    [
        ("2022-05-31", "2022-05-31T15:59:59.999Z", None),
        ("2022-06-01", "2022-06-01T04:00:00.000Z", "逾期公布"),
        # nobody saw it on the day it claims
        ("2022-05-31", "2022-05-31T16:00:00.000Z", "公布期限届满后才录入"),
        ("", "2022-06-01T04:00:00.000Z", "逾期公布"),
    ],
)
def test_a_publication_that_is_dated_back_is_told_to_be_entered_late(eff, ts, says):
    told = entry(0, "publication.publish", eff=eff, ts=ts, d_publish_by="2022-05-31")
    found = overdue(told)
    assert (found and found.zh) == says
    assert overdue(told | {"res": "denied"}) is None
    assert overdue(told | {"d.publish_by": ""}) is None
