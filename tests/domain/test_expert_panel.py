"""What other places ask of the panel, recusals, and the draw: pure functions with other parameters."""

from __future__ import annotations

import hashlib

import pytest

from tests.domain.dossiers import having, lawful, setting
from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.drawing import draw, rank, seed_of, seed_text
from workflow.domain.facts import PoolProfile
from workflow.domain.guarding import GUARDS
from workflow.domain.recusal import AUTHOR, UNDERTAKING, recusals

EXPERTS = "expert_review.experts"
GONE = {"on": "2022-08-10", "reason": "因病。", "successor": 2}


def said(name: str, dossier: Dossier, **params: object) -> list[str]:
    guard = GUARDS[name]
    return [gap.detail.zh for gap in guard.check(dossier, guard.params.model_validate(params), setting())]


@pytest.mark.parametrize(
    ("params", "gaps"),
    [
        ({"minimum": 1}, 0),
        ({"minimum": 2}, 0),
        ({"minimum": 3}, 1),
        ({"minimum": 2, "odd": True}, 1),
        ({"minimum": 5, "odd": True}, 2),
    ],
)
def test_a_place_may_ask_for_a_number_of_experts(params, gaps):
    assert len(said("expert_number_met", lawful(), **params)) == gaps


def test_whoever_was_replaced_is_not_counted():
    dossier = having({f"{EXPERTS}.0.replaced": GONE})
    assert said("expert_number_met", dossier, minimum=2) == ["参加论证的专家1名，少于2名。"]


def test_a_number_says_itself_in_words_and_the_stricter_one_rules():
    params = GUARDS["expert_number_met"].params
    three = params.model_validate({"minimum": 3, "odd": True})
    assert [value.zh for _, value in three.numbers(Convention.FIRST_DAY_EXCLUDED)] == ["不得少于3名", "单数"]
    soft = params.model_validate({"minimum": 7, "limit": "soft"})
    assert three.strictness() > soft.strictness()
    assert params.model_validate({"minimum": 5}).strictness() > three.strictness()


def test_a_place_may_ask_for_the_pool_and_for_a_draw():
    pool = GUARDS["experts_from_pool"].params
    assert pool.model_validate({"drawn": True}).strictness() > pool.model_validate({}).strictness()
    assert [v.zh for _, v in pool.model_validate({}).numbers(Convention.FIRST_DAY_EXCLUDED)] == ["选取"]
    assert said("experts_from_pool", lawful()) == ["专家陈工、孙工不在专家库内。"]
    own = having({f"{EXPERTS}.0.pool_number": "E-0001", f"{EXPERTS}.1.pool_number": "E-0002"})
    assert said("experts_from_pool", own) == []
    assert said("experts_from_pool", own, drawn=True) == ["专家陈工、孙工不是随机抽取产生的。"]
    drawn = {
        "on": "2022-08-04",
        "wanted": 1,
        "candidates": ["E-0001", "E-0003"],
        "log_size": 9,
        "log_root": "00",
        "moment": "2022-08-04T01:00:00.000Z",
        "seed": "00",
        "drawn": ["E-0001"],
    }
    assert said("experts_from_pool", having({"expert_draws": [drawn]}, own), drawn=True) == [
        "专家孙工不是随机抽取产生的。"
    ]


@pytest.mark.parametrize(
    ("name", "unit", "why"),
    [
        ("陈工", "县交通学会", []),
        ("陈工", "财政所", [UNDERTAKING]),
        ("陈工", "清泉乡财政所 所长", [UNDERTAKING]),
        ("陈工", "清泉乡人民政府乡村建设办公室", [UNDERTAKING]),
        ("陈工", "县财政所", []),
        ("周文", "县交通学会", [AUTHOR]),
        ("周文", "财政所", [UNDERTAKING, AUTHOR]),
        (" ", "", []),
    ],
)
def test_what_speaks_against_an_expert(name, unit, why):
    assert recusals(lawful(), name, unit) == why


def test_a_place_may_keep_the_undertaking_units_out():
    assert said("experts_from_outside", lawful()) == []
    (one,) = said("experts_from_outside", having({f"{EXPERTS}.1.unit": "财政所"}))
    assert "孙工：工作单位是本事项的承办单位，是否中立" in one
    assert said("experts_from_outside", having({f"{EXPERTS}.1.unit": "财政所", f"{EXPERTS}.1.replaced": GONE})) == []


ASKED = {"log_size": 41, "log_root": "ab" * 32, "moment": "2022-05-06T01:00:00.000Z", "matter": "2022-003"}
POOL = ("E-0003", "E-0001", "E-0002", "E-0010")


def test_the_draw_is_what_two_digests_make_of_it():
    text = seed_text(**ASKED, field="水利工程", wanted=2, candidates=POOL)
    assert text.splitlines()[-1] == "E-0001;E-0002;E-0003;E-0010"
    seed = seed_of(text)
    assert seed == hashlib.sha256(text.encode()).hexdigest()
    by_hand = sorted(POOL, key=lambda number: hashlib.sha256(f"{seed}\n{number}".encode()).hexdigest())
    assert draw(seed, POOL, 2) == tuple(by_hand[:2])
    assert draw(seed, sorted(POOL), 4) == tuple(by_hand)
    assert len({rank(seed, number) for number in POOL}) == len(POOL)


@pytest.mark.parametrize(
    "other",
    [{"log_size": 42}, {"log_root": "cd" * 32}, {"moment": "2022-05-06T01:00:00.001Z"}, {"matter": "2022-004"}],
)
def test_another_log_moment_or_matter_is_another_seed(other):
    more = {"field": "", "wanted": 1, "candidates": POOL}
    assert seed_of(seed_text(**ASKED, **more)) != seed_of(seed_text(**ASKED | other, **more))


def test_every_candidate_comes_first_about_as_often():
    first = [draw(seed_of(str(each)), POOL, 1)[0] for each in range(400)]
    assert all(70 <= first.count(number) <= 130 for number in POOL)


def test_an_expert_may_be_called_within_the_term_and_until_leaving():
    profile = PoolProfile.model_validate(
        {
            "on": "2022-01-05",
            "name": "罗成江",
            "field": "水利工程",
            "unit": "县水利工程服务中心",
            "valid_from": "2022-01-10",
            "valid_until": "2022-12-31",
        }
    )
    day = profile.valid_from.replace
    standing = [profile.standing(day(month=m, day=d)) for m, d in ((1, 9), (1, 10), (12, 31))]
    assert standing == ["ahead", "current", "current"]
    assert profile.standing(day(year=2023, month=1, day=1)) == "expired"
    assert profile.standing(day(month=6, day=1), day(month=6, day=1)) == "left"
    assert profile.standing(day(month=5, day=31), day(month=6, day=1)) == "current"
