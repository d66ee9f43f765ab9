"""The log against those who would change it: whatever is altered is found, and the entry is named."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

from tests.helpers import ORIGIN
from workflow.auditfile import audit_group
from workflow.domain.reading import all_acts
from workflow.models.protection import STATEMENTS
from workflow.models.trail import Entry
from workflow.services import auditlog, ledger
from workflow.services.audit import timeline
from workflow.services.auditlog import LogFilter, entry_page, log_page
from workflow.services.dossiers import NoDecision
from workflow.services.identity import actor_of
from workflow.services.logstate import log_state
from workflow.services.soundness import examine
from workflow.services.unit import writing
from workflow.trail.entry import decode, encode
from workflow.trail.merkle import leaf_hash, root
from workflow.trail.vocabulary import DETAILS

STEP = "initiation.approve"
NAMES = [statement.split()[2] for statement in STATEMENTS["sqlite"]]


@pytest.fixture
def file(year_database: Path, tmp_path: Path) -> Path:
    """The database of the year as a file, for an attacker who has it."""
    copy = tmp_path / "stolen.db"
    copy.write_bytes(year_database.read_bytes())
    return copy


@pytest.fixture
def connection(file: Path):
    with sqlite3.connect(file) as found:
        found.isolation_level = None
        yield found
    found.close()


@pytest.fixture
def open_(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same with the triggers dropped for as long as the attack lasts."""
    for name in NAMES:
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def put_back(connection: sqlite3.Connection) -> None:
    for statement in STATEMENTS["sqlite"]:
        connection.execute(statement)


def verify(file: Path, *arguments: str) -> tuple[int, str]:
    """The command as an auditor runs it, with nothing but DATABASE_URL."""
    result = CliRunner().invoke(audit_group, ["verify", *arguments], env={"DATABASE_URL": f"sqlite:///{file}"})
    return result.exit_code, result.output


def seq_of(connection: sqlite3.Connection, act: str, number: str = "2022-001") -> int:
    found = connection.execute(
        "SELECT seq FROM entry WHERE act = ? AND obj = ? ORDER BY seq", (act, f"decision/{number}")
    ).fetchone()
    return int(found[0])


def test_an_untouched_log_is_sound(file, year_session):
    code, said = verify(file)
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


def test_one_language_is_said_when_asked_for(file):
    assert "核验" not in verify(file, "--lang", "en")[1]
    assert "sound" not in verify(file, "--lang", "zh")[1]


def edit_body(connection: sqlite3.Connection, seq: int) -> None:
    """The name of whoever acted, and the leaf too, as someone would who knows how it is computed."""
    (body,) = connection.execute("SELECT body FROM entry WHERE seq = ?", (seq,)).fetchone()
    changed = encode({**decode(body), "name": "别人"})
    connection.execute("UPDATE entry SET body = ?, leaf = ? WHERE seq = ?", (changed, leaf_hash(changed), seq))


def edit_leaf(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("UPDATE entry SET leaf = ? WHERE seq = ?", (bytes(32), seq))


def edit_spacing(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("UPDATE entry SET body = CAST(' ' || body AS BLOB) WHERE seq = ?", (seq,))


def edit_type(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("UPDATE entry SET body = CAST(body AS TEXT), leaf = 1 WHERE seq = ?", (seq,))


def edit_evidence(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute(
        "UPDATE evidence SET body = CAST(replace(body, '田秀英', '白建国') AS BLOB) WHERE seq = ?", (seq,)
    )


def edit_salt(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("UPDATE evidence SET salt = x'00' WHERE seq = ?", (seq,))


def move_evidence(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("UPDATE evidence SET decision_id = 1 WHERE seq = ?", (seq,))


def rename_evidence(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("UPDATE evidence SET kind = 'study' WHERE seq = ?", (seq,))


def drop_evidence(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("DELETE FROM evidence WHERE seq = ?", (seq,))


def column(name: str, value: object):
    def edit(connection: sqlite3.Connection, seq: int) -> None:
        connection.execute(f"UPDATE entry SET {name} = ? WHERE seq = ?", (value, seq))  # noqa: S608

    edit.__name__ = f"column_{name}"
    return edit


ATTACKS = [
    edit_body,
    edit_leaf,
    edit_spacing,
    edit_type,
    edit_evidence,
    edit_salt,
    move_evidence,
    rename_evidence,
    drop_evidence,
    column("at", "2022-03-07 04:00:00.000000"),
    column("at", "no date"),
    column("effective", "no date"),
    column("act", "initiation.decline"),
    column("result", "denied"),
    column("obj", "decision/2022-002"),
    column("person", "P-0001"),
    column("unit", "规划建设办"),
    column("effective", "2022-03-07"),
    column("decision_id", 1),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_altered_entry_is_named(file, open_, attack):
    seq = seq_of(open_, STEP)
    before = open_.execute("SELECT * FROM entry, evidence USING (organ_id, seq)").fetchall()
    attack(open_, seq)
    assert open_.execute("SELECT * FROM entry, evidence USING (organ_id, seq)").fetchall() != before
    put_back(open_)
    code, said = verify(file)
    assert code == 1
    if attack is edit_body:
        # the entry itself is well-formed: it is the next one of the same matter that no longer links to it
        later = "SELECT min(seq) FROM entry WHERE seq > ? AND obj = 'decision/2022-001'"
        seq = open_.execute(later, (seq,)).fetchone()[0]
    assert f"第{seq}条 entry {seq}:" in said


DECISION = {
    "state": ("'declined'", "publication.archive"),
    "track_states": ("json_set(track_states, '$.participation', 'open')", "participation.conclude"),
    "track_states ": ("json_remove(track_states, '$.expert_review')", "expert_review.conclude"),
    "track_states  ": ("json_set(track_states, '$.risk_assessment', 'reported')", "risk_assessment.find"),
    "track_states   ": ("json_set(track_states, '$.dreaming', 'deep')", "publication.archive"),
    "track_states    ": ("'no states'", "risk_assessment.find"),
    "version": ("version + 1", "publication.archive"),
    "title": ("'别的事项'", "initiation.propose"),
    "category": ("'plan'", "initiation.propose"),
    "source": ("'leader'", "initiation.propose"),
    "since": ("'2022-01-01'", "publication.archive"),
    "rulebook": ("'cq-township-1999'", "initiation.propose"),
    "since ": ("'no date'", "publication.archive"),
    "created_at": ("'2022-01-01 00:00:00'", "initiation.propose"),
}


@pytest.mark.parametrize("name", DECISION)
def test_a_matter_that_is_not_as_the_log_tells_is_found(file, connection, name):
    value, act = DECISION[name]
    connection.execute(f"UPDATE decision SET {name} = {value} WHERE number = '2022-001'")  # noqa: S608
    code, said = verify(file)
    assert code == 1
    assert f"第{seq_of(connection, act)}条" in said
    assert name.strip() in said
    assert "2022-001" in said


def test_entries_removed_from_the_middle_and_the_end_are_missed(file, open_):
    last = open_.execute("SELECT max(seq) FROM entry").fetchone()[0]
    open_.execute("DELETE FROM evidence WHERE seq IN (?, ?)", (last, last - 40))
    open_.execute("DELETE FROM entry WHERE seq IN (?, ?)", (last, last - 40))
    put_back(open_)
    code, said = verify(file)
    assert code == 1
    assert f"第{last - 39}条" in said
    assert f"实有{last - 1}条" in said


def test_a_decision_put_in_past_the_log_and_one_taken_out_are_found(file, connection):
    connection.execute("UPDATE decision SET number = '2022-099' WHERE number = '2022-002'")
    code, said = verify(file)
    assert code == 1
    assert "事项2022-099在日志中没有任何条目" in said
    assert "decision/2022-002不存在" in said


def test_missing_triggers_are_a_finding_of_their_own(file, connection):
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("DROP TRIGGER entry_next")
    connection.execute("CREATE TRIGGER entry_next BEFORE INSERT ON entry BEGIN SELECT 1; END")
    code, said = verify(file)
    assert code == 1
    assert "entry_no_update" in said
    assert "entry_next" in said
    assert "entry_no_delete" not in said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET unit = 'x' WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 3",
        "INSERT INTO entry SELECT organ_id, seq + 2, body, leaf, at, act, result, obj, person, unit, effective, "
        "decision_id FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        "UPDATE evidence SET body = x'00' WHERE seq = 11",
        "DELETE FROM evidence WHERE seq = 11",
        "INSERT OR REPLACE INTO evidence SELECT * FROM evidence WHERE kind = 'proposal'",
        "UPDATE log_head SET size = size - 1",
        "DELETE FROM log_head",
    ],
)
def test_the_database_refuses_to_rewrite_the_log(connection, statement):
    # foreign keys would refuse some of it too; it is the triggers that are tried here
    connection.execute("PRAGMA foreign_keys=OFF")
    before = list(connection.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=r"never|only the next|grows by one"):
        connection.execute(statement)
    assert list(connection.iterdump()) == before


def test_verification_writes_nothing_and_needs_no_settings(file, tmp_path):
    file.chmod(0o400)
    content = file.read_bytes()
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [sys.executable, "-c", "from workflow.cli import main; main()", "audit", "verify"],
        env={**environment, "DATABASE_URL": f"sqlite:///{file}", "LC_ALL": "C"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "核验通过" in done.stdout.decode("utf-8")
    assert file.read_bytes() == content


def test_what_is_no_log_is_said_to_be_none(tmp_path):
    assert verify(tmp_path / "nowhere.db")[0] == 2
    assert not (tmp_path / "nowhere.db").exists()
    (tmp_path / "junk.db").write_text("no database at all" * 100)
    assert verify(tmp_path / "junk.db")[0] == 2


def test_an_empty_database_has_no_log(empty_database):
    assert verify(empty_database)[0] == 2


def test_the_export_is_the_log(file, year_session, tmp_path):
    target = tmp_path / "out.jsonl"
    result = CliRunner().invoke(audit_group, ["export", str(target)], env={"DATABASE_URL": f"sqlite:///{file}"})
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
    assert state.size in leaves[0]


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


def test_evidence_that_was_changed_is_marked(year_session):
    for name in NAMES:
        year_session.execute(text(f"DROP TRIGGER {name}"))
    year_session.execute(
        text("UPDATE evidence SET body = CAST(replace(body, '必要', '不必要') AS BLOB) WHERE kind = 'study'")
    )
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
    found = entry_page(year_session, seqs[1])
    assert (found.previous, found.following) == (seqs[0], seqs[2])
    assert found.leaf_matches
    assert json.loads(found.pretty)["seq"] == str(seqs[1])
    assert [piece.kind for piece in found.item.evidence] == ["study"]
    with pytest.raises(auditlog.NoEntry):
        entry_page(year_session, 10_000)


def test_an_entry_of_the_house_is_read_by_the_organs_own_profile(year_session):
    """Other places have younger profiles, in which a township's meeting has no name."""
    details = {"meeting": "head_office", "member": "李明", "post": "乡长", "chief": "yes", "since": "2022-01-01"}
    now = datetime(2023, 1, 4, tzinfo=UTC)
    with writing(year_session):
        ledger.append(year_session, "body.seated", actor=None, now=now, details=details, obj="body/head_office")
    item = log_page(year_session, LogFilter()).items[0]
    assert item.fields["rule"] == ""
    assert "乡长办公会议" in [value.zh for _, value in item.details]
    assert entry_page(year_session, item.seq).item.details == item.details


def test_an_entry_that_cannot_be_read_still_has_a_page(year_session):
    for name in NAMES:
        year_session.execute(text(f"DROP TRIGGER {name}"))
    year_session.execute(text("UPDATE entry SET body = x'ff' WHERE seq = 12"))
    found = entry_page(year_session, 12)
    assert found.item.act.zh == "条目无法识别"
    assert not found.leaf_matches
    assert log_page(year_session, LogFilter()).total
    (examined,) = examine(year_session)
    assert {12} <= {fault.seq for fault in examined.faults}


def test_every_act_of_the_vocabulary_has_a_name():
    names = all_acts()
    assert set(DETAILS) <= set(names)
    assert all(name.zh and name.en and name.zh != act for act, name in names.items())
