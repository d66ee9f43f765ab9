"""Keeping the yearly catalogue: who may, in which order, what is entered; the matters that carry out its items."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from sqlalchemy import select, update

from tests.helpers import PASSWORD, change_account, slipping_in
from tests.walk import Walk
from workflow.domain import facts
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.terms import ItemChange, ItemStanding
from workflow.models.catalogue import Catalogue
from workflow.models.decisions import Decision
from workflow.models.trail import Entry
from workflow.services import annual, catalogue, cataloguing, logreading, report, steps
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.trail.entry import decode

DAY = dt.date(2022, 1, 10)
STAGES = ["hearing", "legality_review", "deliberation"]
NOW = dt.datetime(2022, 1, 10, 2, tzinfo=dt.UTC)


class Office:
    """The office at its catalogue of 2022."""

    def __init__(self, session, staff, role: str = "office") -> None:
        self.session = session
        self.dates = {"actor": staff.actor(session, role), "now": NOW, "today": DAY}

    def begin(self, **changes: object) -> None:
        fact = facts.Catalogue.model_validate({"on": DAY, "year": 2022} | changes)
        cataloguing.begin(self.session, fact=fact, **self.dates)

    def item(self, number: int = 1, change: str = "added", **changes: object) -> None:
        usual = {"name": "饮水工程", "unit": "规划建设办", "basis": "条例。", "stages": STAGES, "on": DAY}
        fact = usual | {"due": dt.date(2022, 3, 1), "number": number, "change": change} | changes
        cataloguing.change(self.session, year=2022, fact=facts.CatalogueItem.model_validate(fact), **self.dates)

    def sign(self, *acts: str, version: int | None = None, on: dt.date = DAY, calendar=None) -> None:
        number = self.found.version if version is None else version
        for act in acts:
            fact = {
                "adopt": lambda: facts.CatalogueAdoption(on=on, version=number, kind="joint", meeting="2022年第1次"),
                "consent": lambda: facts.CatalogueConsent(on=on, version=number, document="委复1号"),
                "publish": lambda: facts.CataloguePublication(
                    on=on, version=number, document="1号", channels=("board",)
                ),
            }[act]()
            cataloguing.sign(self.session, year=2022, act=act, fact=fact, calendar=calendar, **self.dates)

    @property
    def found(self):
        return catalogue.catalogue(self.session, 2022)


WAY = ("adopt", "consent", "publish")


@pytest.mark.one_database
@pytest.mark.parametrize("due", [dt.date(2022, 1, 5), dt.date(2022, 1, 20)])
def test_a_day_that_cannot_be_kept_is_adopted_with_the_reason_why(session, staff, due):
    office, calendar = Office(session, staff), WorkingCalendar()
    office.begin()
    for change, remark in (("added", ""), ("changed", "无")):
        office.item(1, change, due=due, remark=remark)
        with pytest.raises(BadInput) as caught:
            office.sign("adopt", calendar=calendar)
        assert "“饮水工程”：计划完成时间已过" in caught.value.problems["items"].zh
    office.item(1, "changed", due=due, remark="上年已经征求意见，因资金未到位推迟。")
    office.sign("adopt", calendar=calendar)
    # what was adopted with it is not asked about once more
    office.item(2, name="道路工程", due=dt.date(2022, 12, 1))
    office.sign("adopt", calendar=calendar)


@pytest.fixture
def office(session, staff) -> Office:
    return Office(session, staff)


@pytest.fixture
def public(office) -> Office:
    """A published catalogue of two items."""
    office.begin()
    office.item()
    office.item(2, name="道路工程")
    office.sign(*WAY)
    return office


@pytest.fixture
def walk(session, staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def problems(doing, *arguments, **more) -> set[str]:
    with pytest.raises(BadInput) as bad:
        doing(*arguments, **more)
    return set(bad.value.problems)


def test_every_act_is_entered_with_the_version_it_binds_to(public, session):
    entries = [decode(body) for body in session.scalars(select(Entry.body).where(Entry.act.startswith("catalogue.")))]
    assert [each["act"] for each in entries] == [
        "catalogue.begun",
        "catalogue.item",
        "catalogue.item",
        "catalogue.adopted",
        "catalogue.consented",
        "catalogue.published",
    ]
    assert {each["obj"] for each in entries} == {"catalogue/2022"}
    assert [each.get("d.version") for each in entries] == [None, "1", "2", "2", "2", "2"]
    assert entries[2]["d.catalogue_item"] == "2022-02"
    assert entries[5]["d.channels"] == "board"


def denied(session) -> list[tuple[str, str, str]]:
    bodies = session.scalars(select(Entry.body).where(Entry.result == "denied").order_by(Entry.seq))
    return [(each["act"], each["obj"], each["d.rules"]) for each in map(decode, bodies)]


def test_only_the_office_keeps_it_and_whoever_else_tries_is_entered(office, session, staff):
    other = Office(session, staff, "auditor")
    assert problems(other.begin) == {"on"}
    office.begin(until=DAY)
    assert problems(other.item) == {"on"}
    assert problems(other.sign, "adopt") == {"on"}
    assert denied(session) == [
        ("catalogue.begun", "catalogue/2022", "role"),
        ("catalogue.item", "catalogue/2022", "role"),
        ("catalogue.adopted", "catalogue/2022", "role"),
    ]


def test_a_unit_sends_in_items_until_the_last_day_of_the_call(office, session, staff):
    unit = Office(session, staff, "staff")
    office.begin()
    assert problems(unit.item) == {"on"}  # nobody was asked
    with slipping_in(session):
        session.scalars(select(Catalogue)).one().until = DAY
    unit.item(1, "sent", proposer="财政办")  # it cannot speak for another
    office.item(2, name="道路工程", proposer="财政办")
    assert [each.proposer for each in office.found.sent] == [unit.dates["actor"].unit]
    assert problems(unit.item, 1, "changed", name="供水工程") == {"on"}
    assert problems(unit.item, 3, name="广场") == {"on"}  # it puts nothing on the list
    unit.dates["today"] = DAY + dt.timedelta(days=1)
    assert problems(unit.item, 3, "sent", name="广场") == {"on"}
    unit.dates["today"] = DAY
    office.item(1)
    office.sign("adopt")
    assert problems(unit.item, 3, "sent", name="广场") == {"on"}


def test_what_units_send_in_is_put_on_the_list_or_left_out_with_a_reason(office, session, staff):
    """Until then it is no item of the catalogue, and no meeting adopts over it."""
    unit = Office(session, staff, "staff")
    office.begin(until=DAY)
    unit.item(1, "sent")
    assert office.found.stage == "called"
    assert office.found.items == ()
    unit.item(2, "sent", name="道路工程")
    assert problems(unit.item, 3, "sent", name="道路工程") == {"name"}
    unit.item(3, "sent", name="公园")
    office.item(3, "removed", name="公园", reason="不属于重大公共建设项目。")
    assert office.found.stage == "called"
    office.item(4, name="广场")
    assert problems(office.sign, "adopt") == {"on"}
    office.item(1)
    assert problems(office.item, 1) == {"change"}  # it is on the list already
    assert problems(office.item, 2, "changed", name="道路") == {"change"}  # and this is not
    assert problems(office.item, 2, "removed", name="道路工程", reason="无") == {"reason"}
    office.item(2, "removed", name="道路工程", reason="不属于重大公共建设项目。")
    assert office.found.stage == "drafted"
    assert [each.number for each in office.found.items] == [1, 4]
    assert [each.name for each in office.found.left_out] == ["道路工程", "公园"]
    office.sign("adopt")


def test_the_order_of_the_law_is_kept(office):
    assert problems(office.item) == {"on"}  # not begun
    office.begin()
    assert problems(office.begin) == {"year"}
    assert problems(office.sign, "adopt", version=0) == {"on"}  # nothing to adopt
    office.item()
    with pytest.raises(BadInput, match=r"art\. 3\(2\)"):
        office.sign("consent")
    with pytest.raises(BadInput, match=r"art\. 3\(3\)"):
        office.sign("publish")
    office.sign("adopt")
    assert problems(office.sign, "adopt") == {"on"}
    office.item(2, name="道路工程")  # a new version: the adoption was of the other
    with pytest.raises(BadInput, match=r"art\. 3\(2\)"):
        office.sign("consent")
    assert denied(office.session) == [
        ("catalogue.consented", "catalogue/2022", "cq-337.3.2"),
        ("catalogue.published", "catalogue/2022", "cn-713.3.3"),
        ("catalogue.consented", "catalogue/2022", "cq-337.3.2"),
    ]
    assert problems(office.sign, "adopt", version=1) == {"on"}


def test_what_cannot_be_is_said_at_its_field(office):
    later = DAY + dt.timedelta(days=1)
    assert problems(office.begin, on=later) == {"on"}
    assert problems(office.begin, until=DAY - dt.timedelta(days=1)) == {"until"}
    office.begin()
    office.item()
    assert problems(office.item, 1) == {"change"}  # the number is given
    assert problems(office.item, 1, "changed") == {"change"}  # nothing is changed
    assert problems(office.item, 7, "changed", name="别的") == {"change"}
    assert problems(office.item, 1, "removed") == {"reason"}
    for name in (" 饮水 工程", "饮水工程\u200b", "饮水\u3164工程", "饮水工程。"):
        assert problems(office.item, 2, name=name) == {"name"}  # the same name
    fresh = {"name": "道路工程"}
    assert problems(office.item, 2, **fresh, stages=["deliberation"]) == {"stages"}
    assert problems(office.item, 2, **fresh, due=dt.date(2021, 12, 31)) == {"due"}
    assert problems(office.item, 2, **fresh, due=dt.date(2023, 1, 1)) == {"due"}
    assert problems(office.item, 2, **fresh, due=dt.date(2023, 1, 1), remark="无") == {"due"}
    office.item(2, **fresh, due=dt.date(2023, 1, 1), remark="跨年度办理。")
    assert problems(office.sign, "adopt", on=DAY - dt.timedelta(days=1)) == {"on"}


def test_an_adjustment_says_why_and_goes_the_same_way(public):
    assert problems(public.item, 3, name="广场") == {"reason"}
    assert problems(public.item, 3, name="广场", reason="工作需要。") == {"reason"}
    public.item(3, name="广场", reason="群众要求。")
    public.item(1, "removed", reason="缓建。")
    assert [each.number for each in public.found.public_items] == [1, 2]
    public.sign(*WAY)
    assert [each.number for each in public.found.public_items] == [2, 3]
    public.item(4, name="堤防", reason="汛情。")  # a number is never given twice
    assert [each.change for each in public.found.adjustments] == [
        ItemChange.ADDED,
        ItemChange.REMOVED,
        ItemChange.ADDED,
    ]


def propose(walk: Walk, item: str = "2022-01", source: str = "catalogue", title: str = "饮水工程") -> None:
    walk.take("initiation.propose", "staff", 0, source=source, catalogue_item=item, title=title)


def test_nothing_is_dated_before_what_came_before_it(public):
    before, said = DAY - dt.timedelta(days=1), []
    with pytest.raises(BadInput) as wrong:
        public.item(change="changed", due=dt.date(2022, 6, 1), reason="工程推迟，与县级项目同步。", on=before)
    said.append(wrong.value.problems["on"].zh)
    public.item(change="changed", due=dt.date(2022, 6, 1), reason="工程推迟，与县级项目同步。")
    for act in WAY:
        with pytest.raises(BadInput) as wrong:
            public.sign(act, on=before)
        said.append(wrong.value.problems["on"].zh)
        public.sign(act)
    assert said == [
        "日期早于目录此前的审议、报批或者公布（2022年1月10日）。",
        *["日期早于目录最后一次变动（2022年1月10日）。"] * 3,
    ]


def test_a_proposal_names_an_open_item_of_a_published_catalogue(public, walk, session, staff):
    assert problems(propose, walk, "2022-01", "leader") == {"catalogue_item"}
    assert problems(propose, walk, "2022-09") == {"catalogue_item"}
    assert problems(propose, walk, "") == {"catalogue_item"}
    assert problems(propose, walk, title="别的工程") == {"departure"}
    propose(walk)
    other_name = {"source": "catalogue", "catalogue_item": "2022-01", "departure": "无"}
    assert problems(walk.take, "initiation.amend", "staff", 0, **other_name) == {"departure"}
    assert [key for key, _item in catalogue.open_items(session)] == ["2022-02"]
    own = walk.decision.number
    assert [key for key, _item in catalogue.open_items(session, but=own)] == ["2022-01", "2022-02"]
    other = Walk(session, walk.actors)
    assert problems(propose, other) == {"catalogue_item"}
    # the matter comes to nothing: the item is open again
    walk.take("initiation.amend", "staff", 0, source="catalogue", catalogue_item="2022-01", departure="名称按批复改。")
    walk.take("initiation.study", "unit_lead", 1)
    walk.take("initiation.decline", "chief", 2)
    assert len(catalogue.open_items(session)) == 2
    (line, _other) = catalogue.progress(session, public.found, DAY)
    assert line.standing is ItemStanding.ENDED


@pytest.mark.parametrize("kind", ["policy_document", "contract", "investment_project", "administrative_act"])
def test_an_item_of_the_catalogue_is_carried_out_as_the_major_decision_it_is(public, walk, kind):
    asked = {"source": "catalogue", "catalogue_item": "2022-01", "title": "饮水工程"}
    assert problems(walk.take, "initiation.propose", "staff", 0, kinds=[kind], **asked) == {"kinds"}
    assert walk.decision_id is None
    walk.take("initiation.propose", "staff", 0, kinds=[kind, "major_decision"], **asked)


def test_what_is_no_major_decision_is_not_amended_into_an_item_of_the_catalogue(public, walk):
    walk.take("initiation.propose", "staff", 0, kinds=["administrative_act"])
    asked = {"source": "catalogue", "catalogue_item": "2022-01", "title": "饮水工程"}
    assert problems(walk.take, "initiation.amend", "staff", 0, **asked) == {"kinds"}


def test_the_unit_of_the_catalogue_undertakes_it_unless_it_is_said_why_not(public, walk, session):
    public.item(1, "changed", unit="财政办", reason="职责调整。")
    public.sign(*WAY)
    propose(walk)
    assert problems(walk.take, "initiation.approve", "chief", 1) == {"departure"}
    assert problems(walk.take, "initiation.approve", "chief", 1, departure="领导决定") == {"departure"}
    walk.take("initiation.approve", "chief", 1, departure="财政办无人。")
    assert load(session, walk.decision.id).initiation.departure == "财政办无人。"


def test_progress_and_the_planned_day_that_cannot_be_kept(public, walk, session):
    calendar = WorkingCalendar()
    propose(walk)
    first, second = catalogue.progress(session, public.found, DAY, calendar)
    assert (first.linked.number, first.standing) == (walk.decision.number, ItemStanding.RUNNING)
    assert (second.linked, second.standing) == (None, ItemStanding.NOT_STARTED)
    assert (first.earliest, first.overdue) == (None, False)
    # the notice of 20 January leads to 1 March, the planned day; that of the next day does not
    (first, _second) = catalogue.progress(session, public.found, dt.date(2022, 1, 20), calendar)
    assert first.earliest is None
    (first, _second) = catalogue.progress(session, public.found, dt.date(2022, 1, 21), calendar)
    assert first.earliest == dt.date(2022, 3, 2)
    (first, _second) = catalogue.progress(session, public.found, dt.date(2022, 3, 2), calendar)
    assert first.overdue


def test_an_item_that_was_decided_stays(public, walk, session):
    """It was done under this catalogue. One whose matter is under way, or ended without a decision, may be removed."""
    propose(walk)
    walk.take("initiation.approve", "chief", 0, due=dt.date(2022, 3, 1))
    for state in ("decided", "published", "archived"):
        session.execute(update(Decision).values(state=state))
        session.commit()
        assert problems(public.item, 1, "removed", reason="缓建。") == {"change"}
    session.execute(update(Decision).values(state="rejected"))
    session.commit()
    public.item(1, "removed", reason="缓建。")


def test_the_report_counts_it(public, walk, session):
    propose(walk)
    public.item(2, "removed", reason="缓建。")
    public.item(3, name="广场", reason="群众要求。")
    with pytest.raises(BadInput):
        public.sign("publish")  # what was refused counts for nothing

    def figures(year: int = 2022) -> dict[str, int]:
        found = report.report_of(logreading.read_log(session), year, dt.date(year, 12, 31)).figures
        return {each.key: each.value for each in found.figures if each.group == "catalogue"}

    before = {"catalogue": 2, "decided": 0, "running": 1, "ended": 0, "not_started": 1, "adjusted": 0}
    assert figures() == {key if key == "catalogue" else f"catalogue.{key}": n for key, n in before.items()}
    public.sign(*WAY)
    assert figures()["catalogue"] == 2
    assert figures()["catalogue.adjusted"] == 2
    assert set(figures(2023).values()) == {0}


def unfinished(session) -> list[str]:
    """The items that a report drafted of the log calls on to finish."""
    log = logreading.read_log(session)
    texts = [each.text for each in annual.begun(session, log, 2022, dt.date(2022, 12, 31)).sections]
    said = next((each for each in texts if "年度目录内尚未作出决定的" in each), "")
    return re.findall("《([^》]+)》", said)


def test_the_report_names_what_is_open_of_the_catalogue_as_published(office, session, walk):
    office.begin()
    office.item()
    office.item(2, name="道路工程")
    assert unfinished(session) == [], "nothing was published"
    office.sign(*WAY)
    office.item(3, name="广场", reason="群众要求。")
    assert unfinished(session) == ["饮水工程", "道路工程"]
    propose(walk)
    assert unfinished(session) == ["饮水工程", "道路工程"]
    walk.take("initiation.study", "unit_lead", 0)
    walk.take("initiation.decline", "chief", 0)
    assert unfinished(session) == ["道路工程"], "what ended is none that is to be finished"


def test_the_public_reads_what_is_published(public, session):
    assert catalogue.public_years(session) == [2022]
    assert len(catalogue.public_catalogue(session, 2022).public_items) == 2


def test_a_day_later_than_the_planned_one_is_said_why(public, walk, session):
    """The planned day is 1 March 2022: a later one, or a start after it, departs from the catalogue."""
    propose(walk)
    late = {"due": dt.date(2022, 3, 2)}
    for day, changes in ((0, late), (1, {"due": None}), (0, late | {"departure": "特殊原因"})):
        with pytest.raises(steps.Refused) as refused:
            walk.take("initiation.approve", "chief", day, **changes)
        assert [each.rule_id for each in refused.value.findings if each.stops] == ["house.planned_day"]
    denied = [decode(body) for body in session.scalars(select(Entry.body).where(Entry.result == "denied"))]
    assert {each["d.rules"] for each in denied} == {"house.planned_day"}
    walk.take("initiation.approve", "chief", 0, departure="等待县级资金计划。", **late)
    assert load(session, walk.decision.id).initiation.departure == "等待县级资金计划。"


def test_the_dossier_knows_what_the_published_catalogue_plans(public, walk, session):
    propose(walk)
    plan = load(session, walk.decision.id).plan
    assert (plan.listed, plan.due) == (public.found.publications[0].on, dt.date(2022, 3, 1))
    assert plan.stages == public.found.items[0].stages
    public.item(1, "changed", stages=("fair_competition", "legality_review", "deliberation"), reason="调整。")
    assert load(session, walk.decision.id).plan == plan  # adjusted, not yet published
    public.sign(*WAY)
    assert "fair_competition" in load(session, walk.decision.id).plan.stages


def test_the_dossier_knows_what_the_catalogue_plans_no_longer(public, walk, session):
    """A hearing planned when the matter was proposed does not vanish unseen; nor does the item itself."""
    needed = ("legality_review", "deliberation")
    propose(walk)
    public.item(1, "changed", stages=needed, reason="各方没有分歧。")
    assert load(session, walk.decision.id).plan_changes == (), "adjusted, not yet published"
    public.sign(*WAY)
    newest = load(session, walk.decision.id).plan_changes[-1]
    assert (newest.on, newest.dropped, newest.reason) == (DAY, ("hearing",), "各方没有分歧。")
    public.item(1, "removed", reason="并入其他事项。")
    public.sign(*WAY)
    found = load(session, walk.decision.id)
    assert found.plan is None
    assert (found.plan_changes[-1].removed, found.plan_changes[-1].dropped) == (True, needed)


def test_no_unit_puts_right_what_another_sent_in(office, session, staff):
    office.begin(until=DAY)
    unit = Office(session, staff, "staff")
    unit.item(change="sent")
    stranger = Office(session, staff, "unit_lead")
    other, admin = staff.people["unit_lead"], staff.actor(session, "admin")
    stranger.dates["actor"] = change_account(
        session, admin, stranger.dates["now"], other, unit_id=staff.units[1], roles=["staff"]
    )
    with pytest.raises(BadInput, match="only what it sent in itself"):
        stranger.item(change="sent", name="道路工程")
    with pytest.raises(BadInput, match="has changed"):
        unit.item(3, change="sent", name="道路工程")
    unit.item(change="sent", name="饮水工程（二期）")
    assert [each.name for each in office.found.sent] == ["饮水工程（二期）"]
    office.item(name="饮水工程（二期）")
    with pytest.raises(BadInput, match="only what it sent in itself"):
        unit.item(change="sent", name="饮水工程（三期）")
    assert [each.name for each in office.found.items] == ["饮水工程（二期）"]


@pytest.mark.parametrize("title", ["饮水工程", "饮水 工程"])
def test_what_the_published_catalogue_lists_is_proposed_as_its_item(public, walk, title):
    with pytest.raises(BadInput) as refused:
        walk.take("initiation.propose", "staff", 0, title=title, source="department")
    assert set(refused.value.problems) == {"source"}
