"""The tables against what was entered: whatever is changed, deleted or put in past the program is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Integer,
    Table,
    UniqueConstraint,
    create_engine,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.databases import Original, attacking, plain
from tests.demonstration import loaded
from tests.helpers import PASSWORD
from tests.longtier.recording import Ran
from tests.walk import AFTERWARDS, MEMBERS, WAY, Walk, way_of
from workflow import create_app
from workflow.auditfile import audit_group
from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.meetingrecord import record_digest
from workflow.domain.terms import AnnualContent, NumberUse, Pool, PoolNoteKind, PublishChannel
from workflow.models import Base
from workflow.models.base import UTCDateTime
from workflow.models.decisions import Decision
from workflow.models.trail import Entry
from workflow.services import annualreports, cataloguing, expert_pool, numbercodes, numbers, pastlog, worklog
from workflow.services.checkpoints import export
from workflow.services.dossiers import load
from workflow.services.identity import actor_of
from workflow.services.kept import Read
from workflow.services.rowcheck import Disagreement, disagreements
from workflow.services.soundness import examine
from workflow.services.stages import legality_review
from workflow.settings import Settings
from workflow.trail import offline
from workflow.trail.merkle import leaf_hash, root
from workflow.wiring import db

pytestmark = pytest.mark.trial("T9")

# Everything else is taken to hold facts, a new table too. The decision's own states are `test_audit`'s, accounts and seats
# `test_peoplecheck`'s.
NO_FACTS = {
    *("instance", "demo_clock", "organ", "unit", "person", "person_role", "sign_in", "setup_token"),
    *("log_head", "entry", "evidence", "holiday_notice", "body_member", "decision"),
    *("checkpoint", "cosignature", "time_stamp"),  # statements about the log, held against it by the examination
    *(
        "opinion_sender",
        "hearing_registrant",
        "suggestion_sender",
    ),  # personal data, held against its commitments: `test_erasure`
}
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in NO_FACTS]
# when a file first came is no fact of a decision
UNTOLD = {"stored_file.created_at"}
ROLES = ("staff", "unit_lead", "office", "legal_reviewer", "recorder", "chief", "auditor", "admin")

FILE = {"name": "方案.pdf", "digest": "ab" * 32, "size": 10, "media_type": "application/pdf"}
EXCEPTION = {
    "ground": "public_good",
    "necessity": "属于救灾。",
    "alternative": "没有。",
    "until": "2023-12-31",
    "condition": "通水即止。",
}
TOUCHES = ["other_units", "disputed", "resources"]
OPPOSED = {
    **{"unit": "县水利局", "sent_on": "2022-03-08", "replied_on": "2022-03-10", "answered": "disagrees"},
    **{"text": "水量不足。", "dealt_with": "两次会商。"},
}
DISPUTE = {"issue": "取水量。", "units_said": "偏大。", "own_view": "合适。", "reasoning": "按定额测算。"}
LI = {"name": "李文", "field": "水利工程", "unit": "县水利局", "no_interest": True}
ZHOU = {"name": "周敏", "field": "给排水", "unit": "县水务公司", "no_interest": True}
WHY = {"why_chosen": "抽中的专家出差。"}
CHANGES = {
    "expert_review.convene": {"method": "meeting", "experts": [LI | WHY], "not_called": "抽中的专家出差。"},
    "expert_review.conclude": {
        "feedbacks": [{"expert": number, "disposition": "adopted", "reason": "已吸收。"} for number in (1, 2)]
    },
    "deliberation.convene": {
        "members": [
            *({"name": name, "post": post, "chief": chief} for name, post, chief in MEMBERS),
            {"name": "石回避", "post": "副乡长"},
            {"name": "龙缺席", "post": "副乡长"},
        ],
        "guests": [{"name": "何列席", "unit": "司法所", "post": "所长", "stands_in_for": "龙缺席"}],
    },
    "legality_review.conclude": {"advice": "补充资金来源依据。"},
    "deliberation.attend": {
        "attendances": [
            {"number": 1, "present": True, "absence_reason": "写了又到会", "view": "写了又到会"},
            {"number": 2, "present": True},
            {"number": 3, "present": True},
            {"number": 4, "present": True, "recusal": "亲属承包本工程"},
            {"number": 5, "present": False, "absence_reason": "学习", "recusal": "写了又缺席", "view": "同意。"},
        ]
    },
    "deliberation.decide": {
        "ballots": [
            {"number": 1, "vote": "for"},
            {"number": 2, "vote": "for"},
            {"number": 3, "vote": "against", "dissent": "资金没有着落，建议缓行。"},
        ]
    },
}


def pooled(session: Session, keeper: Actor) -> None:
    """Two experts in the pool, one of them described anew and appraised."""
    day, now = dt.date(2022, 1, 10), dt.datetime(2022, 12, 31, tzinfo=dt.UTC)
    dates = {"actor": keeper, "now": now, "today": now.date()}
    words = {"on": day, "field": "水利工程", "unit": "县水利局", "valid_from": day}
    for name in ("罗成江", "任国栋"):
        expert_pool.enter(session, **dates, pool=Pool.OWN, profile=facts.PoolProfile(name=name, **words))
    changed = facts.PoolProfile(name="罗成江", post="工程师", valid_until=dt.date(2024, 1, 1), **words)
    expert_pool.change(session, **dates, pool_id=1, profile=changed)
    for kind in (PoolNoteKind.PASSED, PoolNoteKind.BREACH):
        expert_pool.note(session, **dates, pool_id=1, found=facts.PoolNote(on=day, kind=kind, text="经考核。"))


def settled(walk: Walk, day: int) -> None:
    """What was adopted in principle is changed, found to fall short, changed again and settled."""
    for found in ({"finding": "short", "reason": "没有写明违约责任。"}, {}):
        body = "一、总体要求。\n二、建设内容。\n三、资金来源和养护责任。"
        walk.take("drafting.save", "staff", day, body=body, beyond=False, change="按会议意见修改。")
        walk.take("legality_review.check", "legal_reviewer", day, **found)


def decided_anew(walk: Walk, day: int) -> None:
    """What the Party committee did not agree to is changed, goes the whole way again, and is agreed to."""
    on = walk.start + dt.timedelta(days=day)
    walk.take("publication.report_party", "office", day, reply="压缩规模。", reply_on=on, agreed=False)
    walk.take("publication.reconsider", "chief", day)
    walk.take("drafting.save", "staff", day + 1, body="一、总体要求。\n压缩建设规模后的方案。", change="按批复修改。")
    for step, role, since in WAY:
        if 45 <= since <= 63:
            walk.take(step, role, day + 1)
    walk.take(
        "publication.report_party", "office", day + 1, reply="同意。", reply_on=on + dt.timedelta(days=1), agreed=True
    )


def listed(session: Session, keeper: Actor) -> None:
    """A catalogue that was adjusted once, and the beginning of another."""
    day, now = dt.date(2022, 1, 10), dt.datetime(2022, 12, 31, tzinfo=dt.UTC)
    dates = {"actor": keeper, "now": now, "today": now.date()}
    words = {
        "on": day,
        "unit": "规划建设办",
        "basis": "条例。",
        "stages": ["legality_review", "deliberation"],
    }
    for year in (2022, 2023):
        cataloguing.begin(session, **dates, fact=facts.Catalogue(on=day, year=year, until=day, call="请报送。"))
        for version, name in enumerate(("饮水工程", "道路工程"), 1):
            item = {"number": version, "change": "added", "name": name, "reason": "急需。", "due": dt.date(year, 6, 30)}
            fact = facts.CatalogueItem.model_validate(words | item)
            cataloguing.change(session, **dates, year=year, fact=fact)
            for act, signature in (
                ("adopt", facts.CatalogueAdoption(on=day, version=version, kind="joint", meeting="2022年第1次")),
                ("consent", facts.CatalogueConsent(on=day, version=version, document="委复1号")),
                ("publish", facts.CataloguePublication(on=day, version=version, document="1号", channels=["board"])),
            ):
                cataloguing.sign(session, **dates, year=year, act=act, fact=signature)


def numbered(session: Session, keeper: Actor) -> None:
    """Two agency codes, one of them begun in the middle of the year and closed, with numbers given and one voided."""
    day, now = dt.date(2022, 1, 10), dt.datetime(2022, 12, 31, tzinfo=dt.UTC)
    dates = {"actor": keeper, "now": now, "today": now.date()}
    for code, use in (("清泉府函", NumberUse.LETTER), ("清泉府纪要", NumberUse.MINUTES)):
        start = facts.SeriesStart(on=day, year=2022, first=4)
        numbercodes.add_code(
            session, **dates, fact=facts.NumberCode(on=day, code=code, use=use, since=day), start=start
        )
        for paper in ("", "minutes-1"):
            wanted = numbers.Wanted(day, "关于饮水工程的函", paper=paper)
            numbers.take(session, **dates, written=code, wanted=wanted, matter="2022-001")
    numbers.void(session, **dates, number_id=1, fact=facts.VoidedNumber(on=day, reason="函件没有发出。"))
    gone = facts.NumberCodeClosing(on=now.date(), reason="改用其他代字。")
    numbercodes.close_code(session, **dates, code="清泉府函", fact=gone)


def worked(session: Session, unit: Actor) -> None:
    """Two entries of the work ledger: one that was corrected and one that was withdrawn."""
    day, now = dt.date(2022, 12, 30), dt.datetime(2022, 12, 31, tzinfo=dt.UTC)
    dates = {"actor": unit, "now": now, "today": now.date()}
    words = {"number": "", "version": 0, "unit": "", "on": day, "title": "季度考试", "files": [FILE]}
    for kind, figures in (("complaint", {"received": 3, "verified": 1}), ("exam", {"sat": 3, "passed": 2})):
        number = worklog.record(session, **dates, fact=facts.WorkRecord(kind=kind, **words | figures))
    told = {"version": 1, "number": number, "reason": "漏计一人。", "passed": 3, "began": dt.date(2022, 12, 29)}
    worklog.correct(session, **dates, fact=facts.WorkRecord(kind="exam", sat=3, **words | told))
    gone = facts.WorkWithdrawal(on=day, reason="重复登记。")
    worklog.withdraw(session, **dates, number="2022-T001", read=Read(1), fact=gone)


def remembered(session: Session, office: Actor) -> None:
    """Two past decisions, one corrected and one withdrawn."""
    day, now = dt.date(2020, 12, 1), dt.datetime(2022, 12, 31, tzinfo=dt.UTC)
    dates = {"actor": office, "now": now, "today": now.date()}
    words = {"number": "", "version": 0, "on": day, "files": [FILE], "category": "plan", "published": day}
    for title in ("饮水工程", "道路工程"):
        number = pastlog.record(session, **dates, fact=facts.PastDecision(title=title, **words))
    told = {"title": "通村道路工程", "number": number, "version": 1, "reason": "名称写错。", "deliberation": day}
    pastlog.correct(session, **dates, fact=facts.PastDecision(**words | told))
    gone = facts.PastWithdrawal(on=now.date(), reason="重复登记。")
    pastlog.withdraw(session, **dates, number="2020-W001", read=Read(1), fact=gone)


DAY = dt.date(2022, 3, 1)
# beside the way of the decision: one hearing that is called off, and one that is put off, held and reported
HEARING: dict[str, list[tuple[str, int, dict[str, Any]]]] = {
    "participation.open": [("announce", 11, {}), ("cancel", 11, {}), ("announce", 11, {})],
    "expert_review.convene": [
        ("register", 12, {}),
        ("register", 12, {"name": "秦小兰", "view": "against", "summary": "占用耕地过多。"}),
    ],
    "risk_assessment.start": [
        ("list", 16, {"invited": [{"name": "李文", "unit": "县水利学会", "kind": "expert", "view": "neutral"}]})
    ],
    "risk_assessment.report": [
        ("deliver", 20, {"numbers": [1, 3]}),
        ("deliver", 20, {"numbers": [2], "way": "mail"}),
        ("postpone", 20, {"day": DAY + dt.timedelta(days=30), "time": "14:30", "place": "乡文化站"}),
    ],
    "participation.receive": [
        (
            "hold",
            30,
            {
                "explained": "专家说明水量测算。",
                "appearances": [
                    {"number": 1, "present": True, "statement": "盼望早日通水。", "record_signed": True},
                    {"number": 2, "present": True, "statement": "少占耕地。", "declined": "认为记录不全。"},
                    {"number": 3, "present": False, "absence_reason": "因公出差。", "statement": "写了又缺席"},
                ],
            },
        ),
        ("report", 31, {"selection": "报名2人，邀请1人。", "views": "少占耕地。"}),
    ],
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, year_database: Original) -> Original:
    """The decisions of the year and one more that went through everything else there is, made once."""
    place = tmp_path_factory.mktemp("walked")
    url = year_database.copy(place)
    app = create_app(Settings(mode="demo", instance_dir=place, database_url=plain(url)))
    with app.app_context():
        people = {role: actor_of(db.session, number) for number, role in enumerate(ROLES, 1)}
        actors = {role: actor for role, actor in people.items() if actor}
        walk = Walk(db.session, actors)
        walk.password = PASSWORD
        pooled(db.session, people["office"])
        listed(db.session, people["office"])
        numbered(db.session, people["office"])
        reported(db.session, people["office"])
        worked(db.session, people["staff"])
        remembered(db.session, people["office"])
        for kind, last in (("contract", "publication.sign"), ("policy_document", "publication.file")):
            other = Walk(db.session, actors, date(2023, 3, 1))
            other.password = PASSWORD
            for step, role, day in way_of(kind):
                changes = {"number": f"清泉府发〔2023〕{day}号"} if step == "publication.publish" else {}
                if step == "deliberation.decide" and kind == "contract":
                    changes = {"outcome": "in_principle"}
                other.take(step, role, day, **changes | ({"kinds": [kind]} if step == "initiation.propose" else {}))
                if changes.get("outcome"):
                    settled(other, day)
                if step == "publication.report_party":
                    decided_anew(other, day)
            other.take(last, "office", 70)
        hidden = Walk(db.session, actors)
        hidden.password = PASSWORD
        hidden.before("publication.publish")
        hidden.take("publication.report_congress", "office", 64, number="清泉府文〔2022〕41号")
        hidden.take("publication.withhold", "chief", 66)
        hidden.take("publication.archive", "office", 70)
        assert hidden.decision.state == "archived"
        kept_back = Walk(db.session, actors)
        kept_back.password = PASSWORD
        kept_back.before("participation.open")
        skip = {"stage": "participation", "by_law": "secret", "scope": "草案全文", "ground": "载有军用光缆走向。"}
        kept_back.take("drafting.save", "staff", 10, traits=["not_public"], skips=[skip], change="不予公开。")
        kept_back.take("participation.withhold", "chief", 10)
        later = 0
        for step, role, since in WAY:
            day = since + later
            changes = {"number": "清泉府发〔2022〕77号"} if step == "publication.publish" else CHANGES.get(step, {})
            walk.take(step, role, day, **changes)
            for name, when, more in HEARING.get(step, ()):
                walk.take(f"hearing.{name}", "public" if name == "register" else "staff", when, **more)
            if step == "initiation.propose":
                walk.take("initiation.amend", "staff", 1, basis="群众来信。", source="leader")
                walk.take("initiation.amend", "staff", 1, basis="群众来信。", source="deputy", motion="乡人大建议第3号")
            elif step == "initiation.approve":
                walk.take("initiation.reply", "unit_lead", day)
                walk.take("drafting.research", "staff", day, files=[FILE])
            elif step == "drafting.save":
                walk.take("drafting.save", "staff", 10, change="补充附件。", files=[FILE], traits=TOUCHES)
                walk.take("drafting.compare", "staff", 10)
                walk.take("drafting.consult", "staff", 10)
                walk.take("drafting.consult", "staff", 10, units=[OPPOSED], dispute=DISPUTE)
            elif step == "participation.open":
                walk.take("expert_review.draw", "staff", 11)
                ends = load(db.session, walk.decision_id or 0).notice.closes
                walk.take("participation.amend", "staff", 12, ends=ends)
                walk.take("participation.amend", "staff", 12, ends=ends, contact="清泉乡经济发展办公室三楼")
                walk.take("participation.hear", "staff", 12)
                walk.take("participation.hear", "staff", 12, number=1, people=20)
                walk.take("participation.explain", "staff", 13)
            elif step == "participation.receive":
                for text in ("建议也通到四组。", "四组也要通水。"):
                    walk.take(step, "staff", 26, text=text)
            elif step == "expert_review.conclude":
                walk.take("risk_assessment.reuse", "staff", 15, number="县环评〔2022〕9号")
                walk.take("risk_assessment.find", "chief", 15, controllable=False, reason="没有评估停水的影响。")
                changed = {"body": "一、总体要求。\n二、指定施工单位。\n三、停水安排。", "change": "增写停水安排。"}
                walk.take("drafting.save", "staff", 15, **changed, traits=["operators"])
            elif step == "risk_assessment.find":
                walk.take("risk_assessment.follow", "staff", day)
                walk.take("risk_assessment.follow", "staff", day, actions=["adjusted"], text="另写明送水安排。")
                walk.take("fair_competition.examine", "staff", day, conclusion="exception", exception=EXCEPTION)
                walk.take("fair_competition.conclude", "unit_lead", day, conclusion="violates")
                walk.take("fair_competition.examine", "staff", day)
                walk.take("fair_competition.conclude", "unit_lead", day, number="清泉竞审〔2022〕1号")
            elif step == "expert_review.opine":
                walk.take("expert_review.record", "staff", 14)
                walk.take("expert_review.replace", "staff", 14, successor=ZHOU | WHY)
                walk.take("expert_review.opine", "staff", 15, expert=2)
                walk.take("expert_review.record", "staff", 15, attended=[2], signed=[2], anew="专家已经更换。")
            elif step == "participation.answer":
                walk.take(step, "staff", 43, revision=1, reason="已纳入，另见附件。")
                walk.take(step, "staff", 43, number=3, together=[2], alike=True, topic="管网范围")
            elif step == "participation.conclude":
                walk.take("drafting.save", "staff", 44, change="调整收费标准。")
                walk.take("participation.reopen", "staff", 44)
                walk.take("participation.open", "staff", 44, ends=dt.date(2022, 5, 16))
                walk.take("participation.conclude", "staff", dt.date(2022, 5, 17))
                later = 40
            elif step == "legality_review.conclude":
                walk.take("legality_review.respond", "unit_lead", day)
                walk.take("deliberation.submit", "unit_lead", day + 1)
                walk.take("deliberation.send_back", "office", day + 1)
                walk.take("deliberation.submit", "unit_lead", day + 1, note="已补正。")
                walk.take("deliberation.party", "office", day + 1, anew="此前记录的会议次数有误。")
                walk.take("deliberation.schedule", "office", day + 1, meets=walk.start + dt.timedelta(days=day + 2))
            elif step == "deliberation.decide":
                closed = load(db.session, walk.decision_id or 0).closed_meeting
                for number in (1, 4):
                    walk.take(
                        "deliberation.confirm",
                        "recorder",
                        day,
                        digest=record_digest(closed),
                        confirmations=[{"number": number}],
                    )
                walk.take("deliberation.correct", "recorder", day)
            elif step == "legality_review.accept":
                # the township knows no extension; other places do
                with pytest.MonkeyPatch.context() as elsewhere:
                    elsewhere.setattr(legality_review, "comes_up", lambda *_: True)
                    walk.take("legality_review.extend", "legal_reviewer", day)
            elif step == "deliberation.attend":
                walk.take(
                    step,
                    "recorder",
                    day,
                    attendances=[
                        {"number": 2, "present": True},
                        {"number": 5, "present": False, "absence_reason": "参加培训", "view": "同意。"},
                    ],
                    anew="原记的缺席原因有误。",
                )
        assert walk.decision.state == "archived"
        for step, role, since in AFTERWARDS:
            day = since + later
            walk.take(step, role, day)
            if step == "execution.answer":
                walk.take(step, role, day, revision=1, reason="已加装增压泵，水压达标。")
        later = Walk(db.session, actors, date(2024, 7, 20))
        later.take("initiation.propose", "staff", 0)
        later.take("initiation.move", "office", 12)
        db.session.close()
        db.engine.dispose()
    if url.get_backend_name() == "postgresql":
        # nobody there can look past a check: the attacker has removed them
        with attacking(url) as owner:
            checks = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
            for table, name in owner.exec_driver_sql(checks).all():
                owner.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    return Original(url)


def reported(session: Session, office: Actor) -> None:
    """A yearly report that was handed upward and published."""
    day = dt.date(2023, 2, 23)
    dates: dict[str, Any] = {"actor": office, "now": dt.datetime(2023, 2, 23, 3, tzinfo=dt.UTC), "today": day}
    sections = tuple(
        facts.AnnualSection(content=each, text="已经开展{decisions}件。")
        for each in AnnualContent
        if each is not AnnualContent.OTHER
    )
    until = dt.date(2022, 12, 31)
    text = facts.AnnualText(on=day, year=2022, version=1, until=until, size=3, sections=sections)
    annualreports.keep(session, **dates, text=text)
    handed = facts.AnnualSubmission(
        on=day, year=2022, version=1, addressee="县政府", approved_by="杨胜", document="", size=3, root="ab" * 32
    )
    annualreports.submit(session, **dates, fact=handed)
    public = facts.AnnualPublication(on=day, year=2022, version=1, channels=(PublishChannel.BOARD,), address="")
    annualreports.publish(session, **dates, fact=public)


@pytest.fixture
def attacker(walked: Original) -> Iterator[Session]:
    """A session that no constraint but uniqueness stops; nothing it does is kept."""
    engine = create_engine(walked.url)
    lift = "PRAGMA ignore_check_constraints=ON" if walked.kind == "sqlite" else "SET session_replication_role = replica"
    with Session(engine) as found:
        found.execute(text(lift))
        yield found
        found.rollback()
    engine.dispose()


def found(session: Session, decision: int | None = None) -> Iterator[Disagreement]:
    session.expire_all()
    rows = session.execute(select(Decision.id, Decision.number)).all()
    numbers = {row.id: row.number for row in rows if decision in (None, row.id)}
    return disagreements(session, 1, numbers)


def check(session: Session) -> list[Disagreement]:
    return list(found(session))


def anything(session: Session, decision: int | None) -> bool:
    """Whether the tables say anything that was not entered, of that decision or of any."""
    return any(found(session, decision))


def owner(session: Session, table: Table, row: str) -> int | None:
    """The decision a row belongs to, by the way of its foreign keys."""
    for column in table.columns:
        for key in column.foreign_keys:
            above = key.column.table
            if above.name in ("person", "unit", "organ", "stored_file") or above is table:
                continue
            value = session.scalar(text(f'SELECT "{column.name}" FROM {table.name} WHERE {row}'))  # noqa: S608
            if value is not None:
                return value if above.name == "decision" else owner(session, above, f"{key.column.name} = {value!r}")
    return None


def verify(database: Original, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(audit_group, ["verify", *arguments], env={"DATABASE_URL": plain(database.url)})
    return result.exit_code, result.output


def other(column) -> str:
    """SQL of another value for a column."""
    name, kind = f'"{column.name}"', column.type
    if isinstance(kind, Boolean):
        return f"NOT coalesce({name}, false)"
    if isinstance(kind, Integer):
        return f"coalesce({name}, 0) + 1000"
    if isinstance(kind, Date):
        return "'1999-12-31'"
    if isinstance(kind, DateTime | UTCDateTime):
        return "'1999-12-31 00:00:00.000000'"
    return "'[\"别的\"]'" if isinstance(kind, JSON) else f"coalesce({name}, '') || '别的'"


def key_of(table: Table) -> str:
    """The column rows are told apart by."""
    (column,) = table.primary_key
    return column.name


def ends(session: Session, table: Table) -> list[str]:
    """The first and the last row of a table, each as a condition."""
    key = key_of(table)
    found = session.execute(text(f"SELECT min({key}), max({key}) FROM {table.name}")).one()  # noqa: S608
    assert found[0] is not None, f"the walk leaves {table.name} empty"
    return [f"{key} = {each!r}" for each in sorted(set(found))]


def named(table: Table) -> str:
    return table.name


def test_decisions_that_went_through_everything_are_sound(walked, attacker):
    assert check(attacker) == []
    (found,) = examine(attacker)
    assert found.faults == ()
    assert verify(walked)[0] == 0


@pytest.mark.sqlite
def test_the_demonstration_is_sound(database_kind, tmp_path_factory, tmp_path):
    engine = create_engine(f"sqlite:///{loaded(tmp_path_factory) / 'shenjue.db'}")
    with Session(engine) as session:
        (found,) = examine(session)
        assert found.faults == ()
        export(session, tmp_path / "out", dt.datetime(2022, 12, 31, tzinfo=dt.UTC))
    assert offline.verify(tmp_path / "out").problems == []
    engine.dispose()


@pytest.mark.one_database
@pytest.mark.parametrize("table", TABLES, ids=named)
def test_a_changed_column_is_found(attacker, ran: Ran, table):
    columns = [each for each in table.columns if each.name != "id" and f"{table.name}.{each.name}" not in UNTOLD]
    row = ends(attacker, table)[-1]
    of = owner(attacker, table, row)
    for column in columns:
        with attacker.begin_nested() as undone:
            sql = f'UPDATE {table.name} SET "{column.name}" = {other(column)} WHERE {row}'  # noqa: S608
            attacker.execute(text(sql))
            assert anything(attacker, of), f"{table.name}.{column.name}"
            undone.rollback()
    ran(columns=len(columns))


@pytest.mark.one_database
@pytest.mark.parametrize("table", TABLES, ids=named)
def test_a_deleted_row_is_found(attacker, table):
    for row in ends(attacker, table):
        of = owner(attacker, table, row)
        with attacker.begin_nested() as undone:
            attacker.execute(text(f"DELETE FROM {table.name} WHERE {row}"))  # noqa: S608
            assert any(each.seq is not None for each in found(attacker, of))
            undone.rollback()


def copies(session: Session, table: Table) -> Iterator[int | None]:
    """Copies of a row as far as uniqueness lets them be: under other numbers, or of another parent that has none."""
    unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    # in their order, not that of a set: which parent is taken must not be a matter of luck
    bound = list(dict.fromkeys(column for constraint in unique for column in constraint.columns))
    parents = [column for column in bound if column.foreign_keys]
    ids: list[int] = [0]
    if parents:
        (key,) = parents[-1].foreign_keys
        ids = list(session.scalars(text(f"SELECT id FROM {key.column.table.name} ORDER BY id")))  # noqa: S608
    for parent in ids:
        values = []
        for column in table.columns:
            if column.name == "id":
                values.append("99999")
            elif parents and column is parents[-1]:
                values.append(str(parent))
            elif column in bound and not column.foreign_keys:
                values.append(other(column))
            else:
                values.append(f'"{column.name}"')
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        row = ends(session, table)[-1]
        sql = f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values)} FROM {table.name} WHERE {row}"  # noqa: S608
        with session.begin_nested() as undone:
            try:
                session.execute(text(sql))
            except IntegrityError:
                undone.rollback()
                continue
            yield owner(session, table, "id = 99999") if "id" in table.columns else None
            undone.rollback()


@pytest.mark.one_database
# a file nobody attached is in no draft
@pytest.mark.parametrize("table", [each for each in TABLES if each.name != "stored_file"], ids=named)
def test_an_inserted_row_is_found(attacker, table):
    for of in copies(attacker, table):
        assert anything(attacker, of)


@pytest.mark.one_database
def test_rows_can_be_put_into_most_tables(attacker):
    """So that the test above is not empty: the rest have one row for each parent there is."""
    full = {
        table.name for table in TABLES if table.name != "stored_file" and not any(True for _ in copies(attacker, table))
    }
    one_each = {
        *("annual_submission", "annual_publication"),
        "participation_result",
        "expert_result",
        "competition_opinion",
        "risk_report",
        "risk_finding",
        "review_supply",
        "resolution",
        "ballot",
        "statement",
        *("hearing_delivery", "hearing_appearance", "confirmation"),
        *("cost_benefit", "evaluation_report", "evaluation_use"),
    }
    assert full <= one_each


def test_a_vote_that_was_changed_is_named(walked, copied, tmp_path):
    url = copied(walked, tmp_path)
    with attacking(url) as connection:
        last = "(SELECT max(id) FROM ballot)"
        connection.execute(text(f"UPDATE ballot SET vote = 'for', dissent = '' WHERE id = {last}"))  # noqa: S608
        seq = connection.execute(text("SELECT max(seq) FROM entry WHERE act = 'deliberation.decide'")).scalar_one()
    code, said = verify(Original(make_url(url)))
    assert code == 1
    assert f"第{seq}条 entry {seq}:" in said
    assert "已不是录入时的内容" in said
    assert "no longer say what was entered" in said


def test_what_is_missing_and_what_is_more_is_told_apart(attacker):
    attacker.execute(text("DELETE FROM opinion_answer WHERE id = (SELECT max(id) - 1 FROM opinion_answer)"))
    (gone,) = check(attacker)
    assert gone.seq is not None
    assert "缺少" in gone.said.zh
    attacker.rollback()
    attacker.execute(
        text(
            "INSERT INTO study (decision_id, happened_on, entered_at, entered_by, unit, necessary, opinion) "
            "SELECT decision_id, happened_on, entered_at, entered_by, unit, NOT necessary, '不必要' FROM study LIMIT 1"
        )
    )
    (more,) = check(attacker)
    assert more.seq is None
    assert "多出" in more.said.zh


def test_the_source_of_a_decision_is_that_of_its_newest_proposal(attacker):
    attacker.execute(text("UPDATE decision SET source = 'department' WHERE source = 'deputy'"))
    (found,) = check(attacker)
    assert found.seq is not None


@pytest.mark.sqlite
def test_what_cannot_be_read_is_said_and_hides_nothing_else(attacker):
    attacker.execute(text("UPDATE notice SET starts = 'no date' WHERE id = 1"))
    attacker.execute(text("UPDATE study SET opinion = '别的' WHERE id = (SELECT max(id) FROM study)"))
    found = check(attacker)
    assert ["无法读取" in each.said.zh for each in found].count(True) == 1
    assert len(found) == 2


# -- what was noted on an earlier day ---------------------------------------------------------------------------------


@pytest.fixture
def bodies(attacker: Session) -> list[bytes]:
    return list(attacker.scalars(select(Entry.body).order_by(Entry.seq)))


def noted(bodies: list[bytes], size: int) -> tuple[str, ...]:
    return "--size", str(size), "--root", root(leaf_hash(body) for body in bodies[:size]).hex()


def test_a_log_agrees_with_what_was_noted_of_it(walked, bodies):
    for size in (1, 40, len(bodies)):
        code, said = verify(walked, *noted(bodies, size))
        assert code == 0
        assert f"与此前记下的{size}条及其树根一致" in said


def test_an_end_cut_off_and_a_beginning_rewritten_are_found(walked, bodies):
    code, said = verify(walked, "--size", str(len(bodies) + 1), "--root", "0" * 64)
    assert code == 1
    assert f"现在只有{len(bodies)}条" in said
    code, said = verify(walked, "--size", "40", "--root", noted(bodies, 41)[3].upper())
    assert code == 1
    assert "被改写过" in said
    assert "一致" not in said


@pytest.mark.parametrize(
    "given", [("--size", "3"), ("--root", "0" * 64), ("--size", "3", "--root", "12"), ("--size", "0")]
)
def test_what_was_noted_is_a_size_and_a_root(walked, given):
    assert verify(walked, *given)[0] == 2
