"""A hearing: what people type into its forms, and how it goes on, said anew (713 arts. 16 and 17, Chongqing Order 171)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tests.stateful.hand import Fields, Hand, days

NOTICE_DAYS, LIST_DAYS, MATERIAL_DAYS, PUT_OFF = 15, 5, 7, 2
"""Days before the hearing at which notice, list and material have to be there; how often it may be put off."""

DUE, REGISTER, LATER = 17, 4, 40
"""Days from the notice to the hearing and to the end of registration; from a postponement to the new day."""

_NOTICE: Fields = {
    "title": "关于召开听证会的公告",
    "organiser": "规划建设办",
    "day": days(DUE),
    "register_until": days(REGISTER),
    "time": "9:30",
    "place": "乡政府三楼会议室",
    "places": "",
    "selection": "",
    "contact": "规划建设办，023-00000000",
    "again": "又有新的利害关系人。",
}
_REGISTRATION: Fields = {
    "name": "罗成",
    "contact": "13900000000",
    "view": "for",
    "summary": "盼望早日通水。",
}
_RECORD: Fields = {
    "held_openly": "y",
    "host": "田秀英",
    "host_independent": "y",
    "recorder": "白晓",
    "presented_by": "周文",
    "presentation": "介绍了草案、依据和有关情况。",
    "debate": "就占地和水价进行了询问、质证和辩论。",
    "handling": "无。",
    "officials_signed": "y",
    **{f"appearances-{place}-statement": "请尽快动工。" for place in range(2)},
    **{f"appearances-{place}-record_signed": "y" for place in range(2)},
}
_REPORT: Fields = {
    "overview": "公开举行，参加人全部到会。",
    "matter": "农村饮水安全工程实施方案（草案）。",
    "support": "多数参加人赞成实施。",
    "disputes": "占地范围。",
    "advice": "缩减临时占地。",
    "late_reason": "整理笔录延误。",
}

HANDS = (
    Hand("hearing.announce", typed=_NOTICE),
    Hand("hearing.announce", typed=_NOTICE | {"day": days(NOTICE_DAYS - 1)}, wrong="law"),
    Hand("hearing.announce", typed=_NOTICE | {"places": "1"}, wrong="law"),
    Hand("hearing.announce", typed=_NOTICE | {"register_until": days(DUE)}, wrong="form"),
    Hand("hearing.register", "for", _REGISTRATION),
    Hand("hearing.register", "against", _REGISTRATION | {"name": "秦小兰", "view": "against", "summary": "占地过多。"}),
    Hand("hearing.register", typed=_REGISTRATION | {"summary": ""}, wrong="form"),
    Hand("hearing.list"),
    Hand("hearing.deliver", typed={"way": "in_person"}),
    Hand("hearing.postpone", typed={"day": days(LATER), "reason": "暴雨红色预警。"}),
    Hand("hearing.postpone", typed={"day": days(LATER), "reason": ""}, wrong="form"),
    Hand("hearing.cancel", typed={"reason": "草案将作较大修改，另行公告。"}),
    Hand("hearing.hold", typed=_RECORD),
    Hand("hearing.hold", typed=_RECORD | {"host_independent": None}, wrong="law"),
    Hand("hearing.hold", typed=_RECORD | {"officials_signed": None}, wrong="law"),
    Hand("hearing.hold", typed=_RECORD | {"appearances-0-record_signed": None}, wrong="law"),
    Hand("hearing.hold", typed=_RECORD | {"presentation": ""}, wrong="form"),
    Hand("hearing.report", typed=_REPORT),
    Hand("hearing.report", typed=_REPORT | {"advice": ""}, wrong="law"),
)

WHO = {
    **{f"hearing.{name}": False for name in ("announce", "list", "deliver", "postpone", "cancel", "hold", "report")},
    "hearing.register": True,
}
"""Every act, and whether the office may do it too."""

STANDS = {
    "hearing.announce": {"pending", "reported"},
    "hearing.register": {"announced"},
    "hearing.list": {"announced"},
    "hearing.deliver": {"listed"},
    "hearing.postpone": {"announced", "listed"},
    "hearing.cancel": {"announced", "listed"},
    "hearing.hold": {"listed"},
    "hearing.report": {"held"},
}
LEADS = {
    ("hearing.announce", ""): "announced",
    ("hearing.list", ""): "listed",
    ("hearing.cancel", ""): "pending",
    ("hearing.hold", ""): "held",
    ("hearing.report", ""): "reported",
}


@dataclass
class Hearing:
    """A hearing that was announced: the day it is due, who registered, and when the material reached them."""

    on: dt.date
    until: dt.date
    due: dt.date
    put_off: int = 0
    views: list[str] = field(default_factory=list)
    version: int = 0
    lost: set[str] = field(default_factory=set)
    """The sides that had registered for those called off right before it: they are not lost by that (house rule 71)."""
    delivered: dt.date | None = None
    over: bool = False

    def unfilled(self, hand: Hand, day: dt.date) -> bool:
        """Whether the form itself shows that it cannot be so: outside its time, before its day, to nobody."""
        match hand.act:
            case "hearing.register":
                return not self.on <= day <= self.until
            case "hearing.list":
                return day <= self.until
            case "hearing.deliver":
                return self.delivered is not None
            case "hearing.postpone":
                return day + days(LATER) <= self.due
            case "hearing.hold":
                return day < self.due
        return False

    def stopped(self, hand: Hand, day: dt.date, entered: dt.date) -> bool:
        """Whether the law stops it: what is made public counts from the day it is, whatever day it bears."""
        match hand.act:
            case "hearing.list":
                late = max(day, entered) + days(LIST_DAYS) > self.due
                return late or not self.views or not self.lost <= {*self.views}
            case "hearing.postpone":
                return self.put_off == PUT_OFF
            case "hearing.hold":
                return self.delivered is None or self.delivered + days(MATERIAL_DAYS) > self.due
        return False

    def take(self, hand: Hand, day: dt.date) -> None:
        """Remember what was done."""
        match hand.act:
            case "hearing.register":
                self.views.append(hand.says)
            case "hearing.deliver":
                self.delivered = day
            case "hearing.postpone":
                self.due, self.put_off = day + days(LATER), self.put_off + 1
            case "hearing.report":
                self.over = True


def announced_late(entered: dt.date, day: dt.date) -> bool:
    """Whether a notice of that day, made public when it was entered, leaves people too few days."""
    return entered + days(NOTICE_DAYS) > day + days(DUE)


def announced(day: dt.date, version: int, called_off: list[Hearing]) -> Hearing:
    """The hearing that a lawful notice of that day calls; how often those called off before were put off counts on, where they
    were on the same version."""
    lost = {view for each in called_off for view in each.views}
    put_off = [0, *(each.put_off for each in called_off if each.version == version)][-1]
    return Hearing(day, day + days(REGISTER), day + days(DUE), put_off, version=version, lost=lost)
