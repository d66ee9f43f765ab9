"""The log against those who would change it: whatever is altered is found, and the entry is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, func, make_url, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.databases import attacking, cut_off_last, lift_protection, plain, put_back_protection
from tests.helpers import ORIGIN
from tests.services.test_seals import further
from workflow.auditfile import audit_group
from workflow.domain.reading import all_acts
from workflow.models.decisions import Decision
from workflow.models.trail import Entry, Evidence
from workflow.services import auditlog, ledger
from workflow.services.audit import timeline
from workflow.services.auditlog import LogFilter, entry_page, log_page
from workflow.services.decisionrows import NoDecision
from workflow.services.identity import actor_of
from workflow.services.logstate import log_state
from workflow.services.soundness import examine
from workflow.services.unit import writing
from workflow.trail.entry import decode, encode
from workflow.trail.merkle import leaf_hash, root
from workflow.trail.vocabulary import DETAILS
from workflow.wiring import db

STEP = "initiation.approve"


@pytest.fixture
def url(year_database, copied, tmp_path: Path) -> str:
    """The database of the year, for an attacker who has it."""
    place = tmp_path / "stolen"
    place.mkdir()
    return copied(year_database, place)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    with attacking(url) as found:
        yield found


@pytest.fixture
def open_(connection: Connection) -> Connection:
    """The same without its protection for as long as the attack lasts."""
    lift_protection(connection)
    return connection


def verify(url: str, *arguments: str) -> tuple[int, str]:
    """The command as an auditor runs it, with nothing but DATABASE_URL."""
    result = CliRunner().invoke(audit_group, ["verify", *arguments], env={"DATABASE_URL": url})
    return result.exit_code, result.output


def seq_of(connection: Connection, act: str, number: str = "2022-001") -> int:
    found = select(Entry.seq).where(Entry.act == act, Entry.obj == f"decision/{number}").order_by(Entry.seq)
    return int(connection.execute(found).scalars().first() or 0)


def everything(connection: Connection) -> list[tuple[Any, ...]]:
    """Every entry with its evidence."""
    rows = "SELECT * FROM entry JOIN evidence USING (organ_id, seq) ORDER BY seq, kind"
    return [tuple(row) for row in connection.exec_driver_sql(rows)]


def run(connection: Connection, statement: str, **values: object) -> None:
    connection.execute(text(statement), values)


def test_an_untouched_log_is_sound(url, year_session):
    code, said = verify(url)
    assert code == 0, said
    (found,) = examine(year_session)
    assert found.sound
    assert found.origin == ORIGIN
    leaves = list(year_session.scalars(select(Entry.leaf).order_by(Entry.seq)))
    assert (found.size, found.root) == (len(leaves), root(leaves).hex())
    assert found.root in said
    assert str(found.size) in said
    assert "核验通过" in said
    assert "sound" in said


def test_one_language_is_said_when_asked_for(url):
    assert "核验" not in verify(url, "--lang", "en")[1]
    assert "sound" not in verify(url, "--lang", "zh")[1]


def body_of(connection: Connection, seq: int) -> bytes:
    return connection.execute(select(Entry.body).where(Entry.seq == seq)).scalar_one()


def edit_body(connection: Connection, seq: int) -> None:
    """The name of whoever acted, and the leaf too, as someone would who knows how it is computed."""
    changed = encode({**decode(body_of(connection, seq)), "name": "别人"})
    run(
        connection,
        "UPDATE entry SET body = :body, leaf = :leaf WHERE seq = :seq",
        body=changed,
        leaf=leaf_hash(changed),
        seq=seq,
    )


def edit_leaf(connection: Connection, seq: int) -> None:
    run(connection, "UPDATE entry SET leaf = :leaf WHERE seq = :seq", leaf=bytes(32), seq=seq)


def edit_spacing(connection: Connection, seq: int) -> None:
    body = b" " + body_of(connection, seq)
    run(connection, "UPDATE entry SET body = :body WHERE seq = :seq", body=body, seq=seq)


def edit_type(connection: Connection, seq: int) -> None:
    run(connection, "UPDATE entry SET body = CAST(body AS TEXT), leaf = 1 WHERE seq = :seq", seq=seq)


def edit_evidence(connection: Connection, seq: int) -> None:
    for kind, body in connection.execute(select(Evidence.kind, Evidence.body).where(Evidence.seq == seq)).all():
        changed = body.replace("田秀英".encode(), "白建国".encode())
        where = {"seq": seq, "kind": kind, "body": changed}
        run(connection, "UPDATE evidence SET body = :body WHERE seq = :seq AND kind = :kind", **where)


def edit_salt(connection: Connection, seq: int) -> None:
    run(connection, "UPDATE evidence SET salt = :salt WHERE seq = :seq", salt=bytes(1), seq=seq)


def move_evidence(connection: Connection, seq: int) -> None:
    run(connection, "UPDATE evidence SET decision_id = 1 WHERE seq = :seq", seq=seq)


def rename_evidence(connection: Connection, seq: int) -> None:
    run(connection, "UPDATE evidence SET kind = 'study' WHERE seq = :seq", seq=seq)


def drop_evidence(connection: Connection, seq: int) -> None:
    run(connection, "DELETE FROM evidence WHERE seq = :seq", seq=seq)


def column(name: str, value: object):
    def edit(connection: Connection, seq: int) -> None:
        run(connection, f"UPDATE entry SET {name} = :value WHERE seq = :seq", value=value, seq=seq)  # noqa: S608

    edit.__name__ = f"column_{name}"
    return edit


ATTACKS = [
    edit_body,
    edit_leaf,
    edit_spacing,
    pytest.param(edit_type, marks=pytest.mark.sqlite),
    edit_evidence,
    edit_salt,
    move_evidence,
    rename_evidence,
    drop_evidence,
    column("at", "2022-03-07 04:00:00.000000"),
    pytest.param(column("at", "no date"), marks=pytest.mark.sqlite),
    pytest.param(column("effective", "no date"), marks=pytest.mark.sqlite),
    column("act", "initiation.decline"),
    column("result", "denied"),
    column("obj", "decision/2022-002"),
    column("person", "P-0001"),
    column("unit", "规划建设办"),
    column("effective", "2022-03-07"),
    column("decision_id", 1),
    column("request", "0" * 32),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_altered_entry_is_named(url, open_, attack):
    seq = seq_of(open_, STEP)
    before = everything(open_)
    attack(open_, seq)
    assert everything(open_) != before
    put_back_protection(open_)
    code, said = verify(url)
    assert code == 1
    if attack is edit_body:
        # the entry itself is well-formed: it is the next one of the same matter that no longer links to it
        later = select(func.min(Entry.seq)).where(Entry.seq > seq, Entry.obj == "decision/2022-001")
        seq = open_.execute(later).scalar_one()
    assert f"第{seq}条 entry {seq}:" in said


TRACKS = [
    ({"participation": "open"}, "participation.conclude"),
    ({"expert_review": None}, "expert_review.conclude"),
    ({"risk_assessment": "reported"}, "risk_assessment.find"),
    ({"dreaming": "deep"}, "publication.archive"),
]


@pytest.mark.parametrize(("change", "act"), TRACKS, ids=lambda each: str(each))
def test_states_of_side_tracks_that_are_not_as_the_log_tells_are_found(url, connection, change, act):
    which = Decision.__table__.c.number == "2022-001"
    states = connection.execute(select(Decision.track_states).where(which)).scalar_one() | change
    kept = {track: state for track, state in states.items() if state}
    connection.execute(update(Decision.__table__).where(which).values(track_states=kept))
    code, said = verify(url)
    assert code == 1
    assert f"第{seq_of(connection, act)}条" in said
    assert "track_states" in said
    assert "2022-001" in said


DECISION = {
    "state": ("'declined'", "publication.archive"),
    "track_states": ("'\"no states\"'", "risk_assessment.find"),
    "version": ("version + 1", "publication.archive"),
    "title": ("'别的事项'", "initiation.propose"),
    "name": ("'别的事项'", "initiation.propose"),
    "category": ("'plan'", "initiation.propose"),
    "source": ("'leader'", "initiation.propose"),
    "since": ("'2022-01-01'", "publication.archive"),
    "rulebook": ("'cq-township-1999'", "initiation.propose"),
    "since ": ("'no date'", "publication.archive"),
    "track_states ": ("'no states'", "risk_assessment.find"),
    "created_at": ("'2022-01-01 00:00:00'", "initiation.propose"),
}
_ONLY_ON_SQLITE = ("since ", "track_states ")


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.sqlite) if each in _ONLY_ON_SQLITE else each for each in DECISION]
)
def test_a_matter_that_is_not_as_the_log_tells_is_found(url, connection, name):
    value, act = DECISION[name]
    run(connection, f"UPDATE decision SET {name} = {value} WHERE number = '2022-001'")  # noqa: S608
    code, said = verify(url)
    assert code == 1
    assert f"第{seq_of(connection, act)}条" in said
    assert name.strip() in said
    assert "2022-001" in said


def test_entries_removed_from_the_middle_and_the_end_are_missed(url, open_):
    last = open_.execute(select(func.max(Entry.seq))).scalar_one()
    for table in ("evidence", "entry"):
        run(open_, f"DELETE FROM {table} WHERE seq IN (:last, :middle)", last=last, middle=last - 40)  # noqa: S608
    put_back_protection(open_)
    code, said = verify(url)
    assert code == 1
    assert f"第{last - 39}条" in said
    assert f"实有{last - 1}条" in said


def test_a_decision_put_in_past_the_log_and_one_taken_out_are_found(url, connection):
    run(connection, "UPDATE decision SET number = '2022-099' WHERE number = '2022-002'")
    code, said = verify(url)
    assert code == 1
    assert "事项2022-099在日志中没有任何条目" in said
    assert "decision/2022-002不存在" in said


@pytest.mark.sqlite
def test_missing_triggers_are_a_finding_of_their_own(url, connection):
    run(connection, "DROP TRIGGER entry_no_update")
    run(connection, "DROP TRIGGER entry_next")
    run(connection, "CREATE TRIGGER entry_next BEFORE INSERT ON entry BEGIN SELECT 1; END")
    code, said = verify(url)
    assert code == 1
    assert "entry_no_update" in said
    assert "entry_next" in said
    assert "entry_no_delete" not in said


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TRIGGER entry_kept ON entry", "entry_kept"),
        ("ALTER TABLE entry DISABLE TRIGGER entry_next", "entry_next"),
        # an ordinary trigger is silent for who replays a replica
        ("ALTER TABLE evidence ENABLE TRIGGER evidence_kept", "evidence_kept"),
        (
            "CREATE OR REPLACE FUNCTION log_denied() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "log_denied",
        ),
    ],
)
def test_protection_that_was_switched_off_is_a_finding_of_its_own(url, connection, statement, named):
    connection.exec_driver_sql(statement)
    code, said = verify(url)
    assert code == 1
    assert said.count("[protection]") == 1
    assert named in said


_AGAIN = (
    "INSERT INTO entry SELECT organ_id, seq + 2, body, leaf, at, act, result, obj, person, unit, effective, "
    "decision_id, NULL FROM entry WHERE seq = (SELECT max(seq) FROM entry)"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET unit = 'x' WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        pytest.param("INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 3", marks=pytest.mark.sqlite),
        pytest.param(_AGAIN, marks=pytest.mark.sqlite),
        pytest.param(_AGAIN, marks=pytest.mark.postgresql),
        pytest.param("TRUNCATE entry CASCADE", marks=pytest.mark.postgresql),
        pytest.param("TRUNCATE evidence", marks=pytest.mark.postgresql),
        pytest.param("TRUNCATE log_head", marks=pytest.mark.postgresql),
        pytest.param(_AGAIN.replace("seq + 2, body", "seq + 1, body || 'x'"), marks=pytest.mark.postgresql),
        "UPDATE evidence SET thread = 'x' WHERE seq = 11",
        "DELETE FROM evidence WHERE seq = 11",
        pytest.param(
            "INSERT OR REPLACE INTO evidence SELECT * FROM evidence WHERE kind = 'proposal'", marks=pytest.mark.sqlite
        ),
        "UPDATE log_head SET size = size - 1",
        "DELETE FROM log_head",
        pytest.param("UPDATE log_head SET size = size + 1", marks=pytest.mark.postgresql),
    ],
)
def test_the_database_refuses_to_rewrite_the_log(connection, statement):
    # foreign keys would refuse some of it too; it is the triggers that are tried here
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    before = everything(connection), connection.exec_driver_sql("SELECT * FROM log_head").one()
    with pytest.raises(DBAPIError, match=r"never|only the next|grows by one|append only|not the hash|no entry written"):
        connection.exec_driver_sql(statement)
    assert (everything(connection), connection.exec_driver_sql("SELECT * FROM log_head").one()) == before


@pytest.mark.sqlite
def test_verification_writes_nothing_and_needs_no_settings(url):
    file = Path(make_url(url).database or "")
    file.chmod(0o400)
    content = file.read_bytes()
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [sys.executable, "-c", "from workflow.cli import main; main()", "audit", "verify"],
        env={**environment, "DATABASE_URL": url, "LC_ALL": "C"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "核验通过" in done.stdout.decode("utf-8")
    assert file.read_bytes() == content


def test_what_is_no_log_is_said_to_be_none(tmp_path):
    assert verify(f"sqlite:///{tmp_path / 'nowhere.db'}")[0] == 2
    assert not (tmp_path / "nowhere.db").exists()
    (tmp_path / "junk.db").write_text("no database at all" * 100)
    assert verify(f"sqlite:///{tmp_path / 'junk.db'}")[0] == 2


def test_an_empty_database_has_no_log(empty_database):
    assert verify(plain(empty_database.url))[0] == 2


def test_the_export_is_the_log(url, year_session, tmp_path):
    target = tmp_path / "out.jsonl"
    result = CliRunner().invoke(audit_group, ["export", str(target)], env={"DATABASE_URL": url})
    assert result.exit_code == 0, result.output
    lines = target.read_bytes().splitlines()
    assert lines == list(year_session.scalars(select(Entry.body).order_by(Entry.seq)))
    (found,) = examine(year_session)
    assert root(leaf_hash(line) for line in lines).hex() == found.root


def test_the_foot_of_the_page_follows_the_log(session, staff, clock):
    from tests.walk import Walk

    def check() -> int:
        (found,) = examine(session)
        state = log_state(session)
        assert state is not None
        assert (state.size, state.root) == (found.size, found.root)
        return state.size

    first = check()
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people})
    for step, role, day in (("initiation.propose", "staff", 0), ("initiation.study", "unit_lead", 3)):
        walk.take(step, role, day)
        first += 1
        assert check() == first


@pytest.mark.one_database
def test_the_foot_is_of_the_log_that_is_there_and_not_of_one_it_replaced(year_session):
    """A backup is put back under a running program and written on: it may be as long as the lost log before anybody looks."""
    before = log_state(year_session)
    assert before is not None
    year_session.close()
    cut_off_last(db.engine.url)
    further(year_session)
    (found,), after = examine(year_session), log_state(year_session)
    assert after is not None
    assert (after.size, after.root) == (before.size, found.root)
    assert after.root != before.root


def test_the_foot_reads_only_what_was_added(year_session):
    from sqlalchemy import event

    log_state(year_session)
    seen: list[tuple[str, object]] = []
    bind = year_session.get_bind()
    listen = lambda conn, cursor, statement, parameters, context, many: seen.append((statement, parameters))  # noqa: E731
    event.listen(bind, "before_cursor_execute", listen)
    state = log_state(year_session)
    event.remove(bind, "before_cursor_execute", listen)
    assert state is not None
    leaves = [parameters for statement, parameters in seen if "leaf" in statement]
    assert len(leaves) == 1
    found = leaves[0]
    assert state.size in (found.values() if isinstance(found, dict) else found)


# -- reading ---------------------------------------------------------------------------------------------------------


def person(session, role):
    number = ["staff", "unit_lead", "office", "legal_reviewer", "recorder", "chief", "auditor", "admin"].index(role) + 1
    found = actor_of(session, number)
    assert found is not None
    assert found.has(role)
    return found


def test_a_timeline_tells_every_entry_in_order_and_in_words(year_session):
    found = timeline(year_session, "2022-004", person(year_session, "auditor"))
    assert [item.seq for item in found.items] == list(
        year_session.scalars(select(Entry.seq).where(Entry.obj == "decision/2022-004").order_by(Entry.seq))
    )
    assert (found.refused, found.late) == (3, 1)
    proposal, published = found.items[0], found.items[-1]
    assert (proposal.act.zh, proposal.from_state.zh, proposal.to_state.zh) == ("提出决策事项建议", "", "已提出建议")
    assert (proposal.fields["name"], proposal.role.zh) == ("某承办工作人员", "承办工作人员")
    assert published.delay == 9
    assert {item.delay for item in found.items[:-1]} == {0}
    assert all(piece.matches for item in found.items for piece in item.evidence)


def test_a_refusal_names_its_rules_and_articles(year_session):
    found = timeline(year_session, "2022-004", person(year_session, "auditor"))
    denied = [item for item in found.items if item.denied]
    assert [item.fields["act"] for item in denied] == [
        "legality_review.submit",
        "legality_review.conclude",
        "publication.publish",
    ]
    assert "公众参与尚未办结" in denied[0].reason.zh
    assert any(article.zh == "《重大行政决策程序暂行条例》第十四条第一款" for article in denied[0].articles)
    assert any("第二十六条第二款" in article.zh for article in denied[1].articles)
    assert not denied[2].reason.zh  # what the program says to itself is not what people read
    assert denied[2].rules[0].demand.zh.startswith("页面打开后")


def pieces(session, role, number, kind):
    found = timeline(session, number, person(session, role))
    return [piece for item in found.items for piece in item.evidence if piece.kind == kind]


def test_every_field_that_changed_is_told(year_session):
    first, second = pieces(year_session, "auditor", "2022-002", "proposal")
    assert first.before is None
    assert ("事项类别", "其他重大事项") in [(label.zh, value.zh) for label, value in first.facts]
    changes = {change.key: (change.before.zh, change.after.zh) for change in second.changes}
    assert changes == {
        "on": ("2022年4月1日", "2022年4月2日"),
        "title": ("修建乡文化广场", "修建乡文化小广场"),
        "category": ("其他重大事项", "重大公共建设项目、重大国有资产处置"),
        "basis": ("为保障群众饮水安全，结合本乡实际提出。", "群众来信。"),
        # what it then says is not what an earlier one said
        "differs": ("按此前的意见改变了水源和线路。", ""),
        "earlier": ("2021-001", ""),
    }
    assert second.changes[0].label.en == "Date"


def test_evidence_is_compared_with_its_own_thread(year_session):
    answers = pieces(year_session, "auditor", "2022-004", "answer")
    assert [(piece.thread, piece.before is not None) for piece in answers] == [
        ("1", False),
        ("1", True),
        ("2", False),
        ("3", False),
        ("4", False),
    ]
    changed = {change.key: change.after.zh for change in answers[1].changes}
    assert changed == {"on": "2022年7月15日", "disposition": "采纳", "reason": "予以采纳。"}


def test_lists_are_told_one_item_a_line_with_the_names_of_members(year_session):
    (resolution,) = pieces(year_session, "auditor", "2022-003", "resolution")
    ballots = next(value for label, value in resolution.facts if label.zh == "表决情况")
    assert ballots.zh.splitlines()[0] == "1. 姓名（名称）：冉光明；表决：反对；不同意见：资金没有着落，建议缓行。"
    assert ballots.en.splitlines()[1].startswith("2. Name: 田秀英; Vote: Against")
    assert next(value for label, value in resolution.facts if label.zh == "决定").zh == "不予通过"


@pytest.mark.parametrize("kind", ["opinion", "panel"])
def test_private_evidence_is_marked_and_committed_to(year_session, kind):
    for role in ("staff", "office", "legal_reviewer", "recorder", "chief", "auditor"):
        (found,) = pieces(year_session, role, "2022-001", kind)
        assert found.private
        assert found.matches
        assert found.commitment.startswith("c1:")
        assert found.facts


def test_numbers_in_what_the_public_sent_are_for_those_who_answer_it(year_session):
    lift_protection(year_session.connection())
    (seq, body), *_ = year_session.execute(select(Evidence.seq, Evidence.body).where(Evidence.kind == "opinion"))
    fact = json.loads(body) | {"text": "请回电13812345678，邮箱wang@example.cn。"}
    which = Evidence.seq == seq, Evidence.kind == "opinion"
    year_session.execute(update(Evidence.__table__).where(*which).values(body=json.dumps(fact).encode()))
    decision = year_session.scalar(select(Entry.obj).where(Entry.seq == seq)).partition("/")[2]
    told = {
        role: " ".join(
            value.zh for piece in pieces(year_session, role, decision, "opinion") for _, value in piece.facts
        )
        for role in ("staff", "recorder", "auditor", "chief")
    }
    assert {role for role, said in told.items() if "13812345678" in said} == {"staff"}
    assert all("请回电" in said and "wang" not in said for role, said in told.items() if role != "staff")
    page = entry_page(year_session, seq, person(year_session, "auditor"))
    assert not any("13812345678" in value.zh for piece in page.item.evidence for _, value in piece.facts)


def test_evidence_that_was_changed_is_marked(year_session):
    lift_protection(year_session.connection())
    for seq, body in year_session.execute(select(Evidence.seq, Evidence.body).where(Evidence.kind == "study")).all():
        changed = body.replace("必要".encode(), "不必要".encode())
        which = Evidence.seq == seq, Evidence.kind == "study"
        year_session.execute(update(Evidence.__table__).where(*which).values(body=changed))
    (piece,) = pieces(year_session, "auditor", "2022-001", "study")
    assert not piece.matches


def test_an_unknown_decision_has_no_timeline(year_session):
    with pytest.raises(NoDecision):
        timeline(year_session, "2022-777", person(year_session, "auditor"))


def test_the_log_is_filtered(year_session):
    entries = [decode(body) for body in year_session.scalars(select(Entry.body).order_by(Entry.seq))]

    def seqs(wanted: LogFilter) -> list[int]:
        page = log_page(year_session, wanted)
        found = [item.seq for item in page.items]
        for number in range(2, page.pages + 1):
            found += [item.seq for item in log_page(year_session, wanted, number).items]
        assert len(found) == page.total
        exported = [int(json.loads(body)["seq"]) for body in auditlog.bodies(year_session, wanted)]
        assert exported == found[::-1]
        return exported

    def expected(condition) -> list[int]:
        found = [int(entry["seq"]) for entry in entries if condition(entry)]
        assert len(found) > 0
        return found

    from datetime import date

    assert seqs(LogFilter()) == expected(lambda entry: True)
    assert seqs(LogFilter(person="P-0006")) == expected(lambda entry: entry["who"] == "P-0006")
    assert seqs(LogFilter(unit="规划建设办", act="drafting.save")) == expected(
        lambda entry: entry["unit"] == "规划建设办" and entry["act"] == "drafting.save"
    )
    assert seqs(LogFilter(result="denied")) == expected(lambda entry: entry["res"] == "denied")
    assert seqs(LogFilter(decision="2022-004", result="ok")) == expected(
        lambda entry: entry["obj"] == "decision/2022-004" and entry["res"] == "ok"
    )
    assert seqs(LogFilter(since=date(2022, 3, 6), until=date(2022, 3, 11))) == expected(
        lambda entry: "2022-03-05T16" <= entry["ts"] < "2022-03-11T16"
    )
    assert len(seqs(LogFilter(late=True))) == 1
    # the articles of a refusal are those of the rules that refused
    assert seqs(LogFilter(article="第三十条")) == expected(lambda entry: "第三十条" in entry["law"])
    refused = seqs(LogFilter(article="第十四条第一款", result="denied"))
    assert refused == expected(lambda entry: "house.participation" in entry.get("d.rules", ""))
    assert seqs(LogFilter(rule="house.participation")) == refused
    assert seqs(LogFilter(article="ART. 14(1)", result="denied")) == refused
    assert log_page(year_session, LogFilter(person="P-9999")).total == 0


def test_an_entry_is_shown_with_its_neighbours(year_session):
    seqs = list(year_session.scalars(select(Entry.seq).where(Entry.obj == "decision/2022-001").order_by(Entry.seq)))
    found = entry_page(year_session, seqs[1], person(year_session, "auditor"))
    assert (found.previous, found.following) == (seqs[0], seqs[2])
    assert found.leaf_matches
    assert json.loads(found.pretty)["seq"] == str(seqs[1])
    assert [piece.kind for piece in found.item.evidence] == ["study"]
    with pytest.raises(auditlog.NoEntry):
        entry_page(year_session, 10_000, person(year_session, "auditor"))


def test_an_entry_of_the_house_is_read_by_the_organs_own_profile(year_session):
    """Other places have younger profiles, in which a township's meeting has no name."""
    details = {
        "meeting": "head_office",
        "member": "李明",
        "post": "乡长",
        "chief": "yes",
        "since": "2022-01-01",
        "why": "乡人大选举。",
    }
    now = datetime(2023, 1, 4, tzinfo=UTC)
    with writing(year_session):
        ledger.append(year_session, "body.seated", actor=None, now=now, details=details, obj="body/head_office")
    item = log_page(year_session, LogFilter()).items[0]
    assert item.fields["rule"] == ""
    assert "乡长办公会议" in [value.zh for _, value in item.details]
    assert entry_page(year_session, item.seq, person(year_session, "auditor")).item.details == item.details


def test_an_entry_that_cannot_be_read_still_has_a_page(year_session):
    lift_protection(year_session.connection())
    year_session.execute(update(Entry.__table__).where(Entry.seq == 12).values(body=b"\xff"))
    found = entry_page(year_session, 12, person(year_session, "auditor"))
    assert found.item.act.zh == "条目无法识别"
    assert not found.leaf_matches
    assert log_page(year_session, LogFilter()).total
    (examined,) = examine(year_session)
    assert {12} <= {fault.seq for fault in examined.faults}


def test_every_act_of_the_vocabulary_has_a_name():
    names = all_acts()
    assert set(DETAILS) <= set(names)
    assert all(name.zh and name.en and name.zh != act for act, name in names.items())


@pytest.mark.one_database
def test_no_two_steps_are_called_alike_in_the_list_of_steps():
    names = list(all_acts().values())
    for words in ([each.zh for each in names], [each.en for each in names]):
        assert [each for each, times in Counter(words).items() if times > 1] == []
    assert all_acts()["deliberation.send_back"].zh == "退回承办单位（集体讨论决定）"


@pytest.mark.one_database
def test_steps_are_listed_in_the_order_of_the_stages_whichever_procedure_has_them():
    stages = [key.partition(".")[0].replace("hearing", "participation") for key in all_acts()]
    steps = stages[: stages.index("log")]
    assert list(dict.fromkeys(steps)) == [
        *("initiation", "drafting", "participation", "expert_review", "risk_assessment", "fair_competition"),
        *("legality_review", "deliberation", "publication", "execution", "evaluation"),
    ]
    assert steps == sorted(steps, key=steps.index)
