"""A matter that by law is not made public: no page of the public ever shows it, and it needs no public participation."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.walk import WAY
from tests.web.stepping import Stepping
from workflow.services.recording import BadInput

GROUND = "涉及尚未公开的国家秘密，依法不予公开。"
DECIDED = {"decided_by": "李明", "decided_on": "2022-03-01", "by_law": "secret"}
SKIP = {"traits": ["not_public"], "skips": [{"stage": "participation", "ground": GROUND} | DECIDED]}
WORDS = "饮水安全"


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def nothing_public(road, client) -> None:
    number = road.number
    for path in ("", "/result", "/received", "/report.txt", "?round=1", "/result?round=1"):
        assert client.get(f"/public/notices/{number}{path}").status_code == 404, path
    assert client.get(f"/public/decisions/{number}").status_code == 404
    for path in ("/public/", "/public/?q=饮水", "/public/decisions", "/public/decisions?q=饮水"):
        assert WORDS not in client.get(path).text, path


def test_the_short_way_without_participation(road, client):
    """From the draft to the archive; the rules let it pass, the public pages show nothing of it at any time."""
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    page = road.page().text
    assert "本环节不适用：" + GROUND in page
    assert "依法确定为国家秘密" in page
    assert "李明" in page
    assert "发布征求意见公告" not in page
    assert "发布听证公告" not in page
    assert 'class="skipped" data-stage="participation"' in page
    way = WAY[[step for step, _, _ in WAY].index("drafting.save") + 1 :]
    for step, role, day in way:
        if step.startswith("participation."):
            continue
        # there are no opinions to hand in
        changes = (
            {"materials": ["draft", "experts", "risk", "preliminary", "bases"]}
            if step == "legality_review.submit"
            else {}
        )
        road.take(step, role, day, **changes)
        if step in ("legality_review.submit", "deliberation.decide", "publication.publish"):
            nothing_public(road, client)
    assert road.states["main"] == "archived"
    nothing_public(road, client)
    assert WORDS in road.page("", "auditor").text


def test_no_notice_of_it_is_published(road, client):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    answer = road.open("participation.open")
    assert answer.status_code == 409
    assert "草案载明本事项依法不予公开" in answer.text
    with pytest.raises(BadInput, match="not made public"):
        road.take("participation.open", "staff", 11)
    with pytest.raises(BadInput, match="not made public"):
        road.take("hearing.announce", "staff", 11)
    assert road.states["participation"] == "pending"
    nothing_public(road, client)


def test_declared_so_later_it_disappears_and_comes_back(road, client):
    road.through("participation.open")
    notice = f"/public/notices/{road.number}"
    assert client.get(notice).status_code == 200
    road.take("drafting.save", "staff", dt.date(2022, 3, 20), change="经审查不予公开。", **SKIP)
    nothing_public(road, client)
    road.take("drafting.save", "staff", dt.date(2022, 3, 21), change="已经解密。")
    assert client.get(notice).status_code == 200


def test_other_matters_do_not_matter(app, staff, signed_in, clock, client):
    """Each matter by its own newest version, however many versions others have."""
    hidden, shown = (Stepping(app, staff, signed_in, clock) for _ in range(2))
    for road, what in ((hidden, SKIP), (shown, {})):
        with road.walk() as walk:
            for step, role, day in WAY[:3]:
                walk.take(step, role, day)
            walk.take("drafting.save", "staff", 10)
            walk.take("participation.open", "staff", 11)
            walk.take("drafting.save", "staff", 12, change="第二版。", **what)
    shown.take("drafting.save", "staff", 13, change="第三版。")
    assert client.get(f"/public/notices/{hidden.number}").status_code == 404
    assert client.get(f"/public/notices/{shown.number}").status_code == 200


def test_units_may_be_heard_all_the_same(road, client):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take("participation.hear", "staff", 12, way="written", audience=["units", "parties"])
    assert "书面征求意见" in road.page().text
    nothing_public(road, client)
