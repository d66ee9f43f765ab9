"""The township as if it lay elsewhere: the conclusions and the times of legality review of other places."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from tests.domain.dossiers import LABEL
from workflow.domain.lawfiles import read_library
from workflow.domain.rulebook import Rulebook

LAW = files("workflow") / "law"

SHANGHAI = (("合法", "proceed"), ("不合法", "redraft"), ("部分修改", "redraft"), ("补充履行相关程序", "back"))
HEILONGJIANG = (
    ("同意提交讨论", "proceed"),
    ("明示法律风险后提交", "proceed_with_risk"),
    ("部分内容不一致，调整后提交", "redraft"),
    ("退回，补充履行程序后再送审", "back"),
    ("建议不提交讨论", "end"),
)


def profile(tmp_path: Path, conclusions: tuple[tuple[str, str], ...]) -> Rulebook:
    """The township with the conclusions of another place, and Heilongjiang's longest time."""
    shutil.copytree(str(LAW), tmp_path / "law")
    words = "".join(
        f'  {{ key = "c{place}", effect = "{effect}", name = {{ zh = "{name}", en = "{name}" }} }},\n'
        for place, (name, effect) in enumerate(conclusions)
    )
    text = f"""kind = "profile"
id = "elsewhere"
version = "2021.1"
extends = "{LABEL}"
name = {{ zh = "他处", en = "Elsewhere" }}
since = 2021-08-01

[vocabularies]
conclusions = [
{words}]

[[house.rules]]
id = "house.longest"
article = {{ zh = "第九条", en = "rule 9" }}
stage = "legality_review"
steps = ["legality_review.conclude"]
kind = "blocks"
guard = "review_time_within"
concern = "review_time_within"
params = {{ working_days = 15, extension = 15 }}
demand = {{ zh = "审查时间不超过15个工作日。", en = "The review takes at most 15 working days." }}
remedy = {{ zh = "按期出具意见。", en = "Give the opinion in time." }}
since = 2021-08-01

[[house.rules]]
id = "house.review_time"
article = {{ zh = "第十条", en = "rule 10" }}
stage = "legality_review"
steps = ["legality_review.conclude"]
kind = "needs_reason"
guard = "review_time_given"
concern = "review_time"
params = {{ working_days = 7, limit = "soft", supplement = "resume" }}
demand = {{ zh = "审查时间一般不少于7个工作日，补充材料的时间不计入。", en = "As a rule 7 working days, supplements not counted." }}
remedy = {{ zh = "按期出具意见。", en = "Give the opinion in time." }}
since = 2021-08-01
"""
    (tmp_path / "law" / "profiles" / "elsewhere-2021.1.toml").write_text(text, encoding="utf-8")
    return read_library(tmp_path / "law").rulebook("elsewhere-2021.1")
