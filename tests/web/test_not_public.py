"""A matter that by law is not made public: no page of the public ever shows it, and it needs no public participation."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.helpers import PASSWORD, given, token_in
from tests.walk import WAY
from tests.web.stepping import Stepping
from workflow.domain.terms import OptionalStage, Role
from workflow.services.asking import NotAllowed, Refused, Stale
from workflow.services.recording import BadInput

GROUND = "载有军用光缆走向，公开后线路可能被破坏，依法不予公开。"
ASKED = {"by_law": "secret", "scope": "草案全文及起草说明"}
SKIP = {"traits": ["not_public"], "skips": [{"stage": "participation", "ground": GROUND} | ASKED]}
WORDS = "饮水安全"
UNHEARD = "草案载有军用光缆走向，起草期间依法没有公开征求意见。"


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def nothing_public(road, client) -> None:
    number = road.number
    for path in ("", "/result", "/received", "/report.pdf", "?round=1", "/result?round=1"):
        assert client.get(f"/public/notices/{number}{path}").status_code == 404, path
    assert client.get(f"/public/decisions/{number}").status_code == 404
    for path in ("/public/", "/public/?q=饮水", "/public/decisions", "/public/decisions?q=饮水"):
        assert WORDS not in client.get(path).text, path


def test_the_short_way_without_participation(road, client):
    """From the draft to the archive; the rules let it pass, the public pages show nothing of it at any time."""
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take("participation.withhold", "chief", 10)
    page = road.page().text
    assert "本环节不适用：" + GROUND in page
    assert "依法确定为国家秘密" in page
    assert "已审定同意" in page
    assert road.dossier.non_disclosure.decided_by in page
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
        if step == "publication.publish":
            step, role = "publication.withhold", "chief"
        road.take(step, role, day, **changes)
        if step in ("legality_review.submit", "deliberation.decide", "publication.withhold"):
            nothing_public(road, client)
    assert road.states["main"] == "archived"
    nothing_public(road, client)
    assert WORDS in road.page("", "auditor").text


def test_a_hearing_that_was_announced_is_taken_from_the_public(road, client, clock):
    road.before("participation.open")
    road.take("hearing.announce", "staff", dt.date(2022, 8, 1))
    place = f"/public/hearings/{road.number}"
    assert WORDS in client.get(place).text
    assert place in client.get("/public/").text
    road.take("drafting.save", "staff", dt.date(2022, 8, 1), **SKIP)
    assert client.get(place).status_code == 200, "asking alone takes nothing from the public"
    road.take("participation.withhold", "chief", dt.date(2022, 8, 1))
    assert client.get(place).status_code == 404
    token = token_in(client.get("/public/receipt").text)
    assert client.post(place, data={"csrf_token": token, "name": "某人"}).status_code == 404
    assert place not in client.get("/public/").text


def test_no_notice_of_it_is_published(road, client):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    answer = road.open("participation.open")
    assert answer.status_code == 409
    assert "尚待审定" in answer.text
    road.take("participation.withhold", "chief", 10)
    answer = road.open("participation.open")
    assert answer.status_code == 409
    assert "草案载明本事项依法不予公开" in answer.text
    with pytest.raises(BadInput, match="not made public"):
        road.take("participation.open", "staff", 11)
    with pytest.raises(BadInput, match="not made public"):
        road.take("hearing.announce", "staff", 11)
    assert road.states["participation"] == "pending"
    nothing_public(road, client)


def test_the_notice_is_taken_down_by_the_chief_not_by_asking(road, client):
    """Whoever drafts cannot cut the consultation short by asking; what was agreed to is out of sight at once."""
    road.through("participation.open")
    notice = f"/public/notices/{road.number}"
    assert client.get(notice).status_code == 200
    road.take("drafting.save", "staff", dt.date(2022, 3, 20), change="经审查不予公开。", **SKIP)
    assert client.get(notice).status_code == 200
    road.take("participation.withhold", "chief", dt.date(2022, 3, 21), agreed=False, opinion="走向早已公开。")
    assert client.get(notice).status_code == 200
    other = {"traits": ["not_public"], "skips": [SKIP["skips"][0] | {"scope": "草案全文及附图"}]}
    road.take("drafting.save", "staff", dt.date(2022, 3, 22), change="缩小范围。", **other)
    road.take("participation.withhold", "chief", dt.date(2022, 3, 23))
    nothing_public(road, client)
    road.take("drafting.save", "staff", dt.date(2022, 3, 24), change="已经解密。")
    nothing_public(road, client)
    road.take("participation.withhold", "chief", dt.date(2022, 3, 25), agreed=False, opinion="光缆已经改线。")
    assert client.get(notice).status_code == 200


def test_whoever_drafted_it_does_not_undo_what_the_chief_agreed_to(road, client):
    """A version that no longer asks for it is put before the chief once more; till then nothing is public."""
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take(STEP, "chief", 10)
    road.take("drafting.save", "staff", 11, change="不再提出。")
    answer = road.open("participation.open")
    assert answer.status_code == 409
    assert "由行政首长重新审定" in answer.text
    for step in ("participation.open", "hearing.announce"):
        with pytest.raises(Refused) as refused:
            road.take(step, "staff", 11)
        assert "house.lifted" in {each.rule_id for each in refused.value.findings if each.stops}
    nothing_public(road, client)
    assert "待重新审定" in road.page().text
    assert road.url(STEP) in road.browser("chief").get("/").text
    page = road.open(STEP, "chief").text
    assert "草案第2版不再提出不予公开" in page
    assert "可以公开：依法开展公众参与" in page
    assert "请说明理由" in road.send(STEP, "chief", **CHIEF | {"agreed": "no"}).text
    lifted = road.send(STEP, "chief", **CHIEF | {"agreed": "no", "opinion": "光缆已经改线。"})
    assert lifted.status_code == 302
    road.take("participation.open", "staff", dt.date(2022, 8, 1))
    assert client.get(f"/public/notices/{road.number}").status_code == 200
    # asked for once more it is settled, until it is asked for otherwise
    road.take("drafting.save", "staff", dt.date(2022, 8, 1), change="再次提出。", **SKIP)
    assert road.dossier.non_disclosure.agreed is False
    assert road.dossier.skip(OptionalStage.PARTICIPATION) is None
    assert client.get(f"/public/notices/{road.number}").status_code == 200


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
            if what:
                walk.take("participation.withhold", "chief", 12)
    shown.take("drafting.save", "staff", 13, change="第三版。")
    taken = client.get(f"/public/notices/{hidden.number}")
    assert taken.status_code == 404
    assert "该事项依法不予公开" in taken.text
    assert hidden.dossier.title not in taken.text
    assert "该事项依法不予公开" not in client.get("/public/notices/2022-999").text
    assert client.get(f"/public/notices/{shown.number}").status_code == 200


def test_units_may_be_heard_all_the_same(road, client):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take("participation.hear", "staff", 12, way="written", audience=["units", "parties"])
    assert "书面征求意见" in road.page().text
    nothing_public(road, client)


STEP = "participation.withhold"
CHIEF = {"agreed": "yes", "password": PASSWORD}


def test_until_it_is_decided_the_public_is_still_to_be_heard(road, client):
    """Asked is not decided: the stage stays due, the chief has it on the desk, and the plan counts the thirty days."""
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    page = road.page().text
    assert "待审定" in page
    assert "本环节不适用" not in page
    assert 'class="open" data-stage="participation"' in page
    assert "尚未审定同意" in page
    assert "征求意见截止" in road.page("/plan").text
    with pytest.raises(Refused) as refused:
        road.take("legality_review.submit", "staff", 12, materials=["draft", "bases"])
    assert {"cn-713.14", "house.participation"} & {each.rule_id for each in refused.value.findings if each.stops}
    assert road.url(STEP) in road.browser("chief").get("/").text
    assert road.url(STEP) not in road.browser("office").get("/").text
    nothing_public(road, client)


def test_the_chief_signs_and_nobody_else(road):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    for role in ("staff", "unit_lead", "office", "legal_reviewer"):
        assert road.open(STEP, role).status_code in (403, 409), role
        with pytest.raises(NotAllowed):
            road.take(STEP, role, 10)
    assert GROUND in road.open(STEP, "chief").text
    unsigned = road.send(STEP, "chief", agreed="yes")
    assert unsigned.status_code == 422
    assert "本人密码" in unsigned.text
    assert road.send(STEP, "chief", **CHIEF | {"password": "wrong"}).status_code == 422
    assert road.send(STEP, "chief", **CHIEF).status_code == 302
    decided = road.dossier.non_disclosure
    assert (decided.agreed, decided.ground, decided.scope) == (True, "secret", ASKED["scope"])
    assert decided.decided_by_id == road.staff.public_id("chief")
    # decided, and no more work on the desk; who decided may decide otherwise
    assert road.url(STEP) not in road.browser("chief").get("/").text
    again = road.open(STEP, "chief")
    assert again.status_code == 200
    assert "原审定" in again.text


def test_who_drafted_it_does_not_decide(road):
    """Also where one person has both posts: neither on the draft nor on the decision."""
    road.before("drafting.save")
    with road.walk() as walk:
        both = given(walk.session, walk.actors["staff"], Role.CHIEF)
        walk.actors["both"] = both
        walk.take("drafting.save", "both", 10, **SKIP)
        with pytest.raises(Refused) as refused:
            walk.take(STEP, "both", 10)
    assert [each.rule_id for each in refused.value.findings] == ["house.withheld"]
    assert road.dossier.non_disclosures == ()


def test_what_is_not_agreed_to_goes_on_in_public(road):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    assert "请说明理由" in road.send(STEP, "chief", **CHIEF | {"agreed": "no"}).text
    assert road.send(STEP, "chief", **CHIEF | {"agreed": "no", "opinion": "走向早已公开。"}).status_code == 302
    page = road.page().text
    assert "审定不同意" in page
    assert "走向早已公开。" in page
    assert road.url("drafting.save") in road.browser("staff").get("/").text
    # the same request is settled; another scope is another request
    again = {"traits": ["not_public"], "skips": [SKIP["skips"][0] | {"scope": "草案全文及附图"}]}
    road.take("drafting.save", "staff", 11, change="缩小范围。", **again)
    assert road.dossier.non_disclosure is None
    road.take("drafting.save", "staff", 12, change="予以公开。")
    road.take("participation.open", "staff", 12)


def test_a_decision_stands_while_the_draft_asks_for_the_same(road):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take(STEP, "chief", 10)
    road.take("drafting.save", "staff", 11, change="修改文字。", **SKIP)
    assert road.dossier.skip(OptionalStage.PARTICIPATION).decided_on == road.dossier.non_disclosure.on
    other = {"traits": ["not_public"], "skips": [SKIP["skips"][0] | {"by_law": "danger"}]}
    road.take("drafting.save", "staff", 12, change="改按其他情形。", **other)
    assert road.dossier.skip(OptionalStage.PARTICIPATION) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ground": "保密"}, "skip_participation"),
        ({"ground": "涉及国家秘密，依法不予公开。"}, "skip_participation"),
        ({"by_law": None}, "by_law"),
        ({"by_law": "internal"}, "by_law"),
        ({"by_law": "other"}, "citation"),
        ({"by_law": "forbidden", "citation": " "}, "citation"),
        ({"scope": ""}, "scope"),
        ({"scope": "附件二第3行坐标"}, "scope"),
    ],
)
def test_what_is_asked_has_its_ground_scope_and_a_reason_of_its_own(road, changes, field):
    road.before("drafting.save")
    skip = {"stage": "participation", "ground": GROUND} | ASKED | changes
    with pytest.raises(BadInput) as bad:
        road.take("drafting.save", "staff", 10, traits=["not_public"], skips=[skip])
    assert set(bad.value.problems) == {field}


def test_nobody_writes_in_who_decided(road):
    """A decider who is sent along is passed over: that is not for the drafter to say."""
    skip = SKIP["skips"][0] | {"decided_by": "李明", "decided_on": "2022-03-01"}
    road.before("drafting.save").take("drafting.save", "staff", 10, traits=["not_public"], skips=[skip])
    (kept,) = road.dossier.draft.skips
    assert (kept.decided_by, kept.decided_on) == ("", None)
    assert road.dossier.skip(OptionalStage.PARTICIPATION) is None


def to_be_withheld(road, until: str = "publication.publish") -> None:
    """A matter the chief agreed to keep back while it was drafted, as it stands before a step."""
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take(STEP, "chief", 10)
    way = [step for step, _, _ in WAY]
    for step, role, day in WAY[way.index("drafting.save") + 1 : way.index(until)]:
        if not step.startswith("participation."):
            kept = {"materials": ["draft", "experts", "risk", "preliminary", "bases"]}
            road.take(step, role, day, **(kept if step == "legality_review.submit" else {}))


def test_the_decision_of_what_was_kept_back_is_withheld_by_the_chief(road, client):
    """It waits on the chief's desk with what was decided before; the office can no longer do it, and it is signed."""
    withhold = "publication.withhold"
    to_be_withheld(road)
    assert road.url(withhold) in road.browser("chief").get("/").text
    assert road.open(withhold, "office").status_code == 403
    fields = road.fields(withhold, "chief")
    assert (fields["ground"], fields["scope"], fields["reason"]) == ("secret", ASKED["scope"], GROUND)
    signed = {"password": PASSWORD, "review_on": "2023-02-01"}
    bare = road.post(withhold, fields, "chief", **signed | {"reason": "保密"})
    assert bare.status_code == 422
    assert "理由不能只写情形名称" in bare.text
    late = signed | {"review_on": "2029-02-01"}
    assert "晚于决定次年年底，理由：没有写明" in road.send(withhold, "chief", **late).text
    why = "水源地保密期限至2029年。"
    assert road.send(withhold, "chief", **late, late_review=why).status_code == 302
    assert why in road.page("", "auditor").text
    assert road.states["main"] == "withheld"
    assert road.dossier.withholding.decided_by_id == road.staff.public_id("chief")
    nothing_public(road, client)


LIFT, PUBLISH = "publication.disclose", "publication.publish"


def refused_to_publish(road, day: int) -> None:
    """The office does not publish it: not by the step where the machine lets it, and not by the page."""
    with pytest.raises((Refused, Stale)) as refused:
        road.take(PUBLISH, "office", day)
    if isinstance(refused.value, Refused):
        assert "house.lifted" in {each.rule_id for each in refused.value.findings if each.stops}
    answer = road.open(PUBLISH, "office")
    assert answer.status_code == 409 or "尚未决定解除" in answer.text


def test_what_was_agreed_to_while_drafting_is_published_only_once_it_is_lifted(road, client):
    to_be_withheld(road)
    refused_to_publish(road, 66)
    assert "由行政首长决定不予公开，或者解除不予公开后" in road.page().text
    assert road.open(LIFT, "office").status_code == 403
    assert "请写明具体理由" in road.send(LIFT, "chief", reason="无", password=PASSWORD).text
    assert road.send(LIFT, "chief", reason="光缆已经改线。", on="2022-05-06", password=PASSWORD).status_code == 302
    assert road.states["main"] == "reported"
    nothing_of_the_decision_is_public(road, client)
    with pytest.raises(Refused, match="which was not heard on it"):
        road.take(PUBLISH, "office", 67)
    road.take(PUBLISH, "office", 67, explanation=UNHEARD)
    assert road.states["main"] == "published"
    assert WORDS in client.get(f"/public/decisions/{road.number}").text
    assert "光缆已经改线。" in road.page().text


def nothing_of_the_decision_is_public(road, client) -> None:
    assert client.get(f"/public/decisions/{road.number}").status_code == 404
    assert WORDS not in client.get("/public/decisions").text


def test_what_was_withheld_is_looked_at_again_and_lifted_by_the_chief_alone(road, client):
    """Also after it went to the archive: withheld further, then lifted, then published, and put on a further list."""
    road.before(PUBLISH).take("publication.withhold", "chief", 66)
    refused_to_publish(road, 66)
    road.take("publication.withhold", "chief", 67, reason="点位尚未迁移，公开后可能被破坏。")
    assert road.states["main"] == "withheld"
    road.take("publication.archive", "office", 70)
    refused_to_publish(road, 71)
    road.take("publication.withhold", "chief", 75)
    assert road.states["main"] == "archived"
    nothing_of_the_decision_is_public(road, client)
    road.take(LIFT, "chief", 80)
    assert road.states["main"] == "archived"
    nothing_of_the_decision_is_public(road, client)
    with pytest.raises(BadInput, match="no longer withheld"):
        road.take("publication.withhold", "chief", 80)
    road.take(PUBLISH, "office", 82)
    assert road.dossier.publication.publish_by == dt.date(2022, 6, 20)
    assert WORDS in client.get(f"/public/decisions/{road.number}").text
    for step, role in ((PUBLISH, "office"), (LIFT, "chief"), ("publication.withhold", "chief")):
        assert road.open(step, role).status_code == 409, step
    fields = road.fields("publication.supplement_archive", "office")
    assert {"withholding-3", "withholding-4", "publication"} <= {
        value for key, value in fields.items() if key.endswith("-key")
    }
    said = road.page("/responsibility").text
    assert "解除不予公开" in said
    assert said.count("决定不予公开") >= 3


def test_nothing_is_lifted_where_nothing_is_withheld(road):
    road.before(PUBLISH)
    assert road.open(LIFT, "chief").status_code == 409
    with pytest.raises(BadInput, match="could be lifted"):
        road.take(LIFT, "chief", 66)


def test_a_version_that_no_longer_asks_for_it_after_the_meeting_is_no_way_round_the_chief(road, client):
    """Adopted in principle, changed and checked: what was agreed to while drafting stands until the chief lifts it."""
    to_be_withheld(road, until="deliberation.decide")
    road.take("deliberation.decide", "recorder", 62, outcome="in_principle")
    body = "一、总体要求。\n二、建设内容。\n三、资金来源和养护责任。"
    road.take("drafting.save", "staff", 62, body=body, beyond=False)
    assert "not_public" not in road.dossier.traits
    assert "本版不再载明的涉及情形：依法不予公开" in road.open("legality_review.check", "legal_reviewer").text
    compared = road.page("/compare").text
    assert "涉及情形" in compared
    assert "不适用的环节" in compared
    road.take("legality_review.check", "legal_reviewer", 62)
    road.take("publication.report_party", "office", 65)
    refused_to_publish(road, 66)
    nothing_public(road, client)
    road.take(LIFT, "chief", 66)
    road.take(PUBLISH, "office", 67, explanation=UNHEARD)
    assert WORDS in client.get(f"/public/decisions/{road.number}").text


def test_what_is_published_and_archived_is_not_published_once_more(road, client):
    """The page is not there; nor does what is sent to it all the same put another number and title in its place."""
    road.through("publication.archive")
    title = road.dossier.publication.title
    with pytest.raises(BadInput, match="published already"):
        road.take(
            PUBLISH, "office", 80, number="清泉府发〔2022〕77号", title="关于另一件事的通知", retitled="统一标题。"
        )
    assert title in client.get(f"/public/decisions/{road.number}").text


def test_refusing_more_does_not_undo_what_was_agreed_to(road, client):
    """A wider scope is refused; what was agreed to before stands, whatever the next version asks."""
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take(STEP, "chief", 10)
    wider = {"traits": ["not_public"], "skips": [SKIP["skips"][0] | {"scope": "全部内容及附件"}]}
    road.take("drafting.save", "staff", 11, change="扩大范围。", **wider)
    road.take(STEP, "chief", 11, agreed=False, opinion="范围过宽。")
    road.take("drafting.save", "staff", 12, change="不再提出。")
    with pytest.raises(Refused):
        road.take("participation.open", "staff", 12)
    nothing_public(road, client)
    road.take(STEP, "chief", 12, agreed=False, opinion="光缆已经改线。")
    road.take("participation.open", "staff", 13)
    assert client.get(f"/public/notices/{road.number}").status_code == 200


def test_the_chief_may_decide_otherwise_while_the_draft_asks(road, client):
    road.before("drafting.save").take("drafting.save", "staff", 10, **SKIP)
    road.take(STEP, "chief", 10)
    assert road.dossier.skip(OptionalStage.PARTICIPATION)
    road.take(STEP, "chief", 11, agreed=False, opinion="审定有误。")
    assert road.dossier.skip(OptionalStage.PARTICIPATION) is None
    assert road.dossier.kept_back is None
    road.take(STEP, "chief", 12)
    assert road.dossier.kept_back
    nothing_public(road, client)
