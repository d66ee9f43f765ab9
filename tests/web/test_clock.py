"""The clock on every page of a demonstration."""

from __future__ import annotations

import pytest

from tests.helpers import send


def shown(client) -> str:
    return client.get("/sign-in").text.split('<time class="num nowrap" datetime="')[1].split('"')[0]


def test_anyone_may_move_it_forward_and_comes_back_to_the_page(client, staff):
    assert shown(client) == "2022-08-01T09:00:00+08:00"
    answer = send(client, "/clock", days="30", next="/sign-in")
    assert answer.headers["Location"] == "/sign-in"
    assert shown(client) == "2022-08-31T09:00:00+08:00"
    send(client, "/clock", date="2022-10-08")
    assert shown(client) == "2022-10-08T09:00:00+08:00"


@pytest.mark.parametrize(
    "fields",
    [{}, {"days": "-1"}, {"days": "0"}, {"days": "x"}, {"days": "１"}, {"days": "9" * 30}, {"date": "2022-07-31"},
     {"date": "2022-13-01"}, {"days": "1", "date": "2022-09-01"}],
)  # fmt: skip
def test_anything_else_is_answered_with_a_sentence(client, staff, fields):
    answer = send(client, "/clock", follow_redirects=True, **fields, next="/sign-in")
    assert answer.status_code == 200
    assert "请选择" in answer.text or "只能向前" in answer.text
    assert shown(client) == "2022-08-01T09:00:00+08:00"
