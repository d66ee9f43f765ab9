"""Personal data are erased by two people and an entry: the bytes are gone, and everything still verifies."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from tests.databases import attacking, lift_protection, plain, put_back_protection
from tests.helpers import PASSWORD, Staff, given, send, step_into, token_of
from tests.walk import Walk
from workflow.models.execution import SuggestionSender
from workflow.models.hearings import HearingRegistrant
from workflow.models.participation import Opinion, OpinionSender
from workflow.models.trail import Entry
from workflow.services import audit, checkpoints, erasure, hearings, logstore, results
from workflow.services.asking import NotAllowed
from workflow.services.erased import erased_on
from workflow.services.recording import BadInput
from workflow.services.seals import seal_of_receipt
from workflow.services.soundness import examine
from workflow.services.unit import writing
from workflow.trail import offline
from workflow.trail.entry import decode, encode
from workflow.trail.erasure import PERSONAL
from workflow.trail.merkle import leaf_hash
from workflow.wiring import db

NAME, CONTACT = "欧阳独特", "住黄桷村三组的那一户"
OPINION = f"建议把三组也纳入管网。{NAME}再次请求。"
NOW = dt.datetime(2022, 12, 31, tzinfo=dt.UTC)
REASON = "凭回执编号当面提出，已核对回执。"


@contextmanager
def walked(app: Flask, staff: Staff) -> Iterator[Walk]:
    """A matter in which somebody sent an opinion under their name."""
    with app.app_context():
        found = Walk(db.session, {role: staff.actor(db.session, role) for role in staff.people})
        found.password = PASSWORD
        found.before("participation.receive")
        found.receipt = found.take(
            "participation.receive", "staff", 25, text=OPINION, name=NAME, contact=CONTACT
        ).answer
        yield found
        db.session.close()


@pytest.fixture
def walk(app, staff):
    with walked(app, staff) as found:
        yield found


def held(walk: Walk) -> erasure.Held:
    (found,) = erasure.held(walk.session, walk.decision.number)
    return found


def ask(walk: Walk, role: str = "staff", **more: object) -> int:
    given = {"actor": walk.actors[role], "password": PASSWORD, "reason": REASON, "now": NOW} | more
    return erasure.request(walk.session, held(walk), **given)


def approve(walk: Walk, role: str = "legal_reviewer", **more: object) -> int:
    given = {"actor": walk.actors[role], "password": PASSWORD, "reason": "没有须保存的情形。", "now": NOW} | more
    return erasure.decide(walk.session, held(walk), **({"erase": True} | given))


def faults(walk: Walk) -> list[tuple[int | None, str, str]]:
    walk.session.rollback()
    walk.session.expire_all()
    (found,) = examine(walk.session)
    return [(each.seq, each.kind, each.said.en) for each in found.faults]


def attack(walk: Walk, *statements: object) -> None:
    """Past the triggers, as the owner of a database can."""
    url = db.engine.url
    walk.session.rollback()
    with attacking(url) as connection:
        lift_protection(connection)
        for statement in statements:
            connection.execute(text(statement) if isinstance(statement, str) else statement)
        put_back_protection(connection)


WIPE = "UPDATE opinion_sender SET name = '', contact = '', salt = substr(salt, 1, 0)"


def test_an_erasure_leaves_nothing_and_everything_verifies(walk):
    before = held(walk)
    asked, done = ask(walk), approve(walk)
    sender = walk.session.scalars(select(OpinionSender)).one()
    assert (sender.name, sender.contact, sender.salt) == ("", "", b"")
    assert faults(walk) == []
    now = held(walk)
    assert (now.empty, now.erased.seq, now.request) == (True, done, None)
    assert [step.seq for step in now.steps] == [asked, done]
    assert now.seq == before.seq
    # the words of the opinion are the record and stay, and so does what the receipt proves
    assert walk.session.scalars(select(Opinion.text)).one() == OPINION
    seal = seal_of_receipt(walk.session, walk.receipt)
    assert seal.seq == before.seq
    assert erased_on(walk.session, seal.seq) == dt.date(2022, 12, 31)
    assert erased_on(walk.session, asked) is None


@pytest.mark.sqlite
def test_no_entry_holds_personal_data_and_the_timeline_tells_who_asked_and_who_approved(walk):
    asked, done = ask(walk), approve(walk)
    for seq, body in walk.session.execute(select(Entry.seq, Entry.body)):
        assert NAME.encode() not in body, seq
        assert CONTACT.encode() not in body, seq
    told = audit.timeline(walk.session, walk.decision.number, walk.actors["auditor"])
    found = {item.seq: (item.act.zh, item.fields["name"]) for item in told.items[-2:]}
    assert found == {asked: ("申请删除个人信息", "某承办工作人员"), done: ("核准删除个人信息", "某合法性审查人员")}


@pytest.mark.sqlite
def test_the_bytes_are_gone_from_the_file_and_its_write_ahead_log(walk):
    path = Path(str(db.engine.url.database))
    # the opinion names its writer too: that text is the record, so the contact is what is looked for
    files = (path, Path(f"{path}-wal"))
    assert any(CONTACT.encode() in each.read_bytes() for each in files if each.exists())
    ask(walk)
    approve(walk)
    assert not any(CONTACT.encode() in each.read_bytes() for each in files if each.exists())


@pytest.mark.sqlite
def test_what_named_the_writer_stays_hidden_from_the_public(walk):
    walk.take("participation.answer", "staff", 43, reason=f"已请{NAME}到场说明。")
    walk.take("participation.conclude", "staff", 44, summary=f"{NAME}等提出的意见已研究。")
    public = [results.result(walk.session, walk.decision.number)]
    ask(walk)
    approve(walk)
    public.append(results.result(walk.session, walk.decision.number))
    for page in public:
        (answer,) = page.answers.items
        assert (answer.text, answer.reason) == (OPINION.replace(NAME, "****"), "已请****到场说明。")
        assert page.summary == "****等提出的意见已研究。"


@pytest.mark.sqlite
def test_only_who_holds_the_data_asks_and_only_a_legal_reviewer_approves(walk):
    for role in ("chief", "auditor", "legal_reviewer", "recorder", "admin"):
        with pytest.raises(NotAllowed):
            ask(walk, role)
    ask(walk)
    for role in ("staff", "unit_lead", "chief", "auditor", "admin"):
        with pytest.raises(NotAllowed):
            approve(walk, role)
    assert not held(walk).empty


@pytest.mark.sqlite
def test_nobody_approves_their_own_request(walk):
    both = given(walk.session, walk.actors["staff"], "legal_reviewer")
    ask(walk, actor=both)
    assert erasure.waiting(walk.session, both) == []
    with pytest.raises(NotAllowed):
        approve(walk, actor=both)
    assert [each.obj for each in erasure.waiting(walk.session, walk.actors["legal_reviewer"])] == [held(walk).obj]


def test_a_second_account_is_no_second_person(walk):
    ask(walk)
    asked, reviewer = walk.actors["staff"], walk.actors["legal_reviewer"]
    walk.actors["legal_reviewer"] = dataclasses.replace(reviewer, name=asked.name)
    with pytest.raises(NotAllowed):
        approve(walk)


@pytest.mark.sqlite
def test_without_a_request_nothing_is_approved_and_none_is_made_twice(walk):
    with pytest.raises(NotAllowed):
        approve(walk)
    ask(walk)
    with pytest.raises(BadInput, match="already"):
        ask(walk)
    approve(walk)
    with pytest.raises(BadInput, match="already"):
        ask(walk)
    with pytest.raises(NotAllowed):
        approve(walk)


@pytest.mark.sqlite
def test_each_signs_with_their_own_password_and_a_reason(walk):
    for wrong, named in (
        ({"password": "wrong"}, "password"),
        ({"reason": "短"}, "reason"),
        ({"reason": "同意" * 5}, "reason"),
    ):
        with pytest.raises(BadInput) as refused:
            ask(walk, **wrong)
        assert list(refused.value.problems) == [named]
    ask(walk)
    for wrong in ({"password": "wrong"}, {"reason": " "}):
        with pytest.raises(BadInput):
            approve(walk, **wrong)
    assert not held(walk).empty


@pytest.mark.sqlite
def test_what_is_declined_stays_and_can_be_asked_for_again(walk):
    ask(walk)
    approve(walk, erase=False)
    assert (held(walk).empty, held(walk).request) == (False, None)
    assert erasure.waiting(walk.session, walk.actors["legal_reviewer"]) == []
    assert faults(walk) == []
    ask(walk)
    approve(walk)
    assert held(walk).empty
    assert faults(walk) == []


def test_a_registrant_is_erased_and_cannot_be_listed_then(walk):
    walk.take("hearing.announce", "staff", 25)
    for day, name in ((26, "罗独一"), (27, "冉无二")):
        walk.take("hearing.register", "staff", day, name=name)
    first = next(each for each in erasure.held(walk.session, walk.decision.number) if each.kind == "hearing_registrant")
    given = {"password": PASSWORD, "reason": REASON, "now": NOW}
    erasure.request(walk.session, first, actor=walk.actors["staff"], **given)
    first = erasure.one(walk.session, walk.decision.number, first.kind, first.row_id)
    erasure.decide(walk.session, first, actor=walk.actors["legal_reviewer"], erase=True, **given)
    assert faults(walk) == []
    rows = walk.session.scalars(select(HearingRegistrant).order_by(HearingRegistrant.id)).all()
    assert [(row.name, row.contact, row.unit, row.background, row.salt == b"") for row in rows] == [
        ("", "", "", "", True),
        ("冉无二", "13900000000", "黄桷村三组", "种植户。", False),
    ]
    erased, other = (hearings.registrants(walk.session, walk.decision.id)[number] for number in (1, 2))
    assert erased == hearings.Registrant("", "", "", "", erased=True), "whoever selects reads nothing of it any more"
    assert other.background == "种植户。"
    with pytest.raises(BadInput, match="cannot be listed"):
        walk.take("hearing.list", "staff", 31, chosen=[1, 2])


def test_the_sender_of_a_suggestion_is_erased(app, staff):
    with app.app_context():
        walk = Walk(db.session, {role: staff.actor(db.session, role) for role in staff.people})
        walk.password = PASSWORD
        walk.through("publication.archive")
        walk.take("execution.assign", "office", 71)
        walk.take("execution.suggest", "staff", 83, text="加固。", name=NAME, contact=CONTACT)
        ask(walk)
        approve(walk)
        sender = walk.session.scalars(select(SuggestionSender)).one()
        assert (sender.name, sender.contact, sender.salt) == ("", "", b"")
        assert faults(walk) == []
        db.session.close()


# -- the database refuses -------------------------------------------------------------------------------------------


def test_the_database_wipes_nothing_without_an_entry(walk):
    walk.session.rollback()
    on_postgresql = ("TRUNCATE opinion_sender", "SELECT log_erase('opinion_sender/1')")
    with attacking(db.engine.url) as connection:
        more = on_postgresql if connection.dialect.name == "postgresql" else ()
        for statement in (WIPE, "UPDATE opinion_sender SET name = 'x'", "DELETE FROM opinion_sender", *more):
            with pytest.raises(DBAPIError, match=r"until an entry|without its entry|append only"):
                connection.execute(text(statement))
    with pytest.raises(DBAPIError), writing(walk.session):
        logstore.erase(walk.session, held(walk).obj)


def test_an_erased_row_takes_nothing_else_and_is_erased_once(walk):
    ask(walk)
    approve(walk)
    walk.session.rollback()
    with attacking(db.engine.url) as connection:
        with pytest.raises(DBAPIError, match="until an entry"):
            connection.execute(text("UPDATE opinion_sender SET name = 'x'"))
        if connection.dialect.name == "postgresql":
            with pytest.raises(DBAPIError, match="same transaction"):
                connection.execute(text("SELECT log_erase('opinion_sender/1')"))


# -- and where it was made to, it is found ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (WIPE, "wiped without an entry"),
        ("UPDATE opinion_sender SET contact = '别处'", "no longer what was sent"),
        ("UPDATE opinion_sender SET salt = substr(salt, 1, 0)", "no longer what was sent"),
        ("DELETE FROM opinion_sender", "missing"),
    ],
)
def test_whoever_wipes_or_changes_without_an_entry_is_found(walk, statement, said):
    seq = held(walk).seq
    attack(walk, statement)
    ((at, kind, found),) = faults(walk)
    assert (at, kind) == (seq, "personal")
    assert said in found


@pytest.mark.sqlite
def test_a_request_alone_excuses_nothing(walk):
    ask(walk)
    attack(walk, WIPE)
    assert [each[1] for each in faults(walk)] == ["personal"]


@pytest.mark.sqlite
def test_what_was_erased_and_came_back_is_found(walk):
    ask(walk)
    kept = walk.session.execute(select(OpinionSender.name, OpinionSender.contact, OpinionSender.salt)).one()
    done = approve(walk)
    attack(walk, update(OpinionSender.__table__).values(**kept._asdict()))
    ((at, kind, said),) = faults(walk)
    assert (at, kind) == (done, "personal")
    assert "still there" in said


@pytest.mark.sqlite
def test_a_sender_put_in_is_found(walk):
    walk.take("participation.receive", "staff", 26, text="同意。")
    attack(
        walk,
        "INSERT INTO opinion_sender (opinion_id, name, contact, salt, created_at) "
        "SELECT max(id), '甲', '', x'30313233343536373839616263646566', entered_at FROM opinion GROUP BY entered_at ORDER BY 1 DESC LIMIT 1",
    )
    assert [(seq, kind) for seq, kind, _ in faults(walk)] == [(None, "personal")]


@pytest.mark.sqlite
def test_a_forged_entry_with_every_hash_made_anew_excuses_nothing(walk):
    ask(walk)
    done = approve(walk)
    body = walk.session.scalars(select(Entry.body).where(Entry.seq == done)).one()
    forged = encode({**decode(body), "d.evidence": "opinion"})
    table = Entry.__table__
    attack(walk, update(table).where(table.c.seq == done).values(body=forged, leaf=leaf_hash(forged)))
    found = faults(walk)
    assert any(seq == done and kind == "erasure" for seq, kind, _ in found), found
    assert any(kind == "personal" for _, kind, _ in found), "the row is wiped, and nothing excuses it"


@pytest.mark.sqlite
def test_no_erasure_excuses_missing_evidence(walk):
    ask(walk)
    approve(walk)
    attack(walk, "DELETE FROM evidence WHERE kind IN ('opinion', 'notice')")
    found = [said for _, kind, said in faults(walk) if kind == "evidence"]
    assert found == ["the evidence notice is missing", "the evidence opinion is missing"]


# -- the verifier outside ---------------------------------------------------------------------------------------------


def outside(walk: Walk, place: Path) -> list[tuple[int | None, str]]:
    """What the offline verifier finds in an export, with and without the database."""
    walk.session.rollback()
    checkpoints.export(walk.session, place, NOW)
    address = plain(db.engine.url).removeprefix("sqlite:///")
    alone = offline.verify(place).problems
    both = offline.verify(place, database=address).problems
    assert alone == both[: len(alone)]
    return [(each.seq, each.kind) for each in both]


def test_the_verifier_outside_accepts_what_an_entry_excuses_and_nothing_else(walk, tmp_path):
    seq = held(walk).seq
    assert outside(walk, tmp_path / "before") == []
    kept = walk.session.execute(select(OpinionSender.name, OpinionSender.contact, OpinionSender.salt)).one()
    attack(walk, WIPE)
    assert outside(walk, tmp_path / "wiped") == [(seq, "personal")]
    attack(walk, update(OpinionSender.__table__).values(**kept._asdict()))
    ask(walk)
    done = approve(walk)
    assert outside(walk, tmp_path / "erased") == []
    attack(walk, update(OpinionSender.__table__).values(**kept._asdict()))
    assert outside(walk, tmp_path / "back") == [(seq, "personal")]
    attack(walk, WIPE)
    body = walk.session.scalars(select(Entry.body).where(Entry.seq == done)).one()
    forged = encode({**decode(body), "d.asked_by": "P-0099"})
    table = Entry.__table__
    attack(walk, update(table).where(table.c.seq == done).values(body=forged, leaf=leaf_hash(forged)))
    assert outside(walk, tmp_path / "forged") == [(done, "erasure"), (seq, "personal")]


@pytest.mark.parametrize(
    ("changed", "proper"),
    [
        ({}, True),
        ({"d.evidence": "opinion"}, False),
        ({"obj": "hearing_registrant/7"}, False),
        ({"obj": "opinion_sender/8"}, False),
        ({"d.entry": "4"}, False),
        ({"d.request": "7"}, False),
        ({"d.entry": "9"}, False),
        ({"who": "P-0001"}, False),
        ({"who": ""}, False),
        ({"d.asked_by": "P-0003"}, False),
        ({"res": "denied"}, None),
    ],
)
@pytest.mark.sqlite
def test_both_verifiers_follow_erasures_alike(changed, proper):
    asked = {"act": "pii.requested", "res": "ok", "obj": "opinion_sender/7", "who": "P-0001"}
    asked |= {"d.entry": "5", "d.evidence": "opinion_sender"}
    done = {**asked, "act": "pii.erased", "who": "P-0002", "d.request": "8", "d.asked_by": "P-0001", **changed}
    report = offline.Report()
    there = offline.Erasures(report)
    there.take(8, asked)
    there.take(9, done)
    assert bool(report.problems) is (proper is False)
    assert there.erased == ({(5, "opinion_sender"): 9} if proper else {})
    assert set(offline.PERSONAL.items()) == set(PERSONAL.items())


@pytest.mark.sqlite
def test_an_entry_that_committed_to_no_personal_data_is_not_excused():
    report = offline.Report()
    found = offline.Erasures(report)
    found.erased[1, "opinion_sender"] = 2
    bare = b'{"act":"participation.receive","pc":"opinion=c1:00","res":"ok"}'
    found.conclude(iter([b"{}", bare, b"{}"]))
    assert [each.seq for each in report.problems] == [2]


# -- the pages --------------------------------------------------------------------------------------------------------


def test_two_people_erase_on_the_pages(app, client, staff, clock):
    clock.now = NOW
    # a request has a context of its own
    with walked(app, staff) as walk:
        number, receipt = walk.decision.number, walk.receipt
    path = f"/decisions/{number}/personal"
    step_into(client, staff.public_id("staff"))
    listing = client.get(path).text
    assert "未申请" in listing
    assert NAME not in listing
    url = f"{path}/opinion_sender/1"
    assert url in client.get(f"/decisions/{number}/participation.answer").text
    assert send(client, url, reason=REASON, password="wrong").status_code == 422
    assert send(client, url, reason=REASON, password=PASSWORD).status_code == 302
    page = client.get(url).text
    assert "申请待核准" in page
    assert 'name="password"' not in page, "nobody approves their own request"
    step_into(client, staff.public_id("legal_reviewer"))
    assert url in client.get("/").text
    assert "同意删除" in client.get(url).text
    assert send(client, url, reason="没有须保存的情形。", password=PASSWORD, outcome="erase").status_code == 302
    assert url not in client.get("/").text
    page = client.get(url).text
    assert "已依申请删除" in page
    assert "某承办工作人员" in page
    assert "某合法性审查人员" in page
    step_into(client, staff.public_id("staff"))
    page = client.get(f"/decisions/{number}/participation.answer").text
    assert "已依申请删除" in page
    assert CONTACT not in page
    assert client.get(f"{path}/opinion_sender/99").status_code == 404
    assert client.get(f"{path}/entry/1").status_code == 404
    answer = client.post("/public/receipt", data={"csrf_token": token_of(client), "code": receipt})
    assert "已依申请删除个人信息" in answer.text
    assert OPINION in answer.text
