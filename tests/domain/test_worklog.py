"""The figures of the work ledger: which there are, and which cannot be."""

from __future__ import annotations

import pytest

from workflow.domain.facts import WorkFigures, WorkRecord
from workflow.domain.worklog import KEYS, problems
from workflow.models.work import WorkVersion
from workflow.trail.vocabulary import COUNTS, DETAILS

BESIDE = {"kind", "number", "version", "files"}


def record(kind: str, **told: object) -> WorkRecord:
    usual = {"on": "2022-11-18", "number": "", "version": 0, "unit": "", "title": "考试", "no_files": "纸质件存司法所"}
    return WorkRecord.model_validate({"kind": kind} | usual | told)


def test_every_figure_is_in_the_fact_the_table_and_the_log():
    assert set(KEYS) == WorkFigures.model_fields.keys() - {"on", "entered"}
    assert set(KEYS) < set(WorkVersion.__table__.columns.keys())
    for act in ("work.recorded", "work.corrected"):
        assert set(KEYS) == DETAILS[act] - BESIDE == COUNTS[act] - BESIDE


@pytest.mark.parametrize(
    ("kind", "told", "wrong", "words"),
    [
        ("exam", {"sat": 33, "passed": 35}, "passed", "“考试合格”（35）多于“参加考试”（33）"),
        ("exam", {"passed": 35}, "sat", "请一并填写“参加考试”"),
        ("complaint", {"received": 0, "verified": 1}, "verified", "多于“收到投诉举报”（0）"),
        ("contract", {"reviewed": 2, "changed": 3}, "changed", "多于“审核合同”（2）"),
        # as in a report that was published: each part is less than the whole, and both together are more
        ("enforcement", {"cases": 382, "simple": 110, "general": 280}, "cases", "（382）少于"),
        ("openness", {"people": 3}, "people", "没有这项数字"),
        ("study", {"began": "2022-11-18"}, "began", "早于"),
        ("study", {"no_files": "无"}, "no_files", "请上传佐证材料"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(kind, told, wrong, words):
    found = problems(record(kind, **told))
    assert found.keys() == {wrong}
    assert words in found[wrong].zh


def test_zero_is_a_figure_and_nothing_given_is_none():
    assert problems(record("exam", sat=0, passed=0)) == {}
    assert problems(record("exam", sat=33)) == {}
    assert problems(record("enforcement", cases=390, simple=110, general=280)) == {}
