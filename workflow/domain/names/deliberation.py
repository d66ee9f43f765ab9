"""Deliberation in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Position, Vote

NAMES = StageNames(
    parts={
        facts.Statement: of(
            order="发言次序｜Place in the order of speaking, from 1",
            position="态度｜The position in one word",
            words="发言内容｜What was said",
        ),
        facts.Member: of(
            number="编号｜Number of the member",
            name="姓名｜Name",
            post="职务｜Post",
            chief="是否行政首长｜Whether this is the chief (or who acts as such)",
            present="是否到会｜Whether present; left out while not recorded",
            absence_reason="缺席原因｜Why absent",
            recusal="回避原因｜Why a member who came takes no part in this item",
            view="书面意见｜What an absent member wrote; shown and not counted",
            statement="发言｜The statement",
            vote="表决意见｜The vote",
            dissent="不同意见｜The dissent, in the member's own words",
            confirmation="会议记录确认｜The member's confirmation of the record",
        ),
        facts.Confirmation: of(
            digest="会议记录摘要｜SHA-256 of the record that was confirmed",
            own="是否本人账号办理｜Whether by the member's own account",
        ),
        facts.Guest: of(
            number="编号｜Number of the person sitting in",
            name="姓名｜Name",
            unit="单位｜Unit",
            post="职务｜Post",
            stands_in_for="代谁参加｜The absent member in whose place the person came",
        ),
        facts.Correction: of(
            passage="原记录｜What the record says",
            text="更正为｜What it is to say",
            reason="更正理由｜Why",
        ),
        facts.Resolution: of(
            outcome="决定｜The outcome, a key of the profile's vocabulary outcomes",
            text="决定内容｜The decision",
            majority_reason="与多数人意见不一致的理由｜The reason for deciding against the majority",
            minutes="会议纪要｜The minutes",
        ),
        facts.Seat: of(
            body="所属会议｜The body, a key of the profile's vocabulary meeting_kinds",
            name="姓名｜Name",
            post="职务｜Post",
            since="任职起始｜First day as a member",
            why="任职依据｜What seats the member",
            entered_on="任职录入日期｜The day on which it was entered",
            until="任职截止｜Last day as a member; left out: still one",
            left_why="不再任职的理由｜Why the seat ended",
            left_entered_on="任职截止录入日期｜The day on which the end was entered",
        ),
        facts.Meeting: of(
            version="草案版本号｜The version deliberated",
            kind="会议种类｜Kind of meeting, a key of the profile's vocabulary meeting_kinds",
            number="会议次数｜Number of the meeting",
            place="地点｜Place",
            chair="主持人｜Chair",
            item="议题序号｜Place of the matter on the agenda of the meeting",
            agenda="议题｜Agenda item",
            members="应到人员｜The members entitled to attend",
            guests="列席人员｜Those who sat in",
            resolution="决定情况｜The decision taken",
            corrections="会议记录更正｜Errata to the record",
        ),
    },
    kinds=texts(
        {
            "meeting": ("会议", "Meeting"),
            "attendance": ("到会情况", "Attendance"),
            "statement": ("发言", "Statement"),
            "resolution": ("表决与决定", "Votes and decision"),
            "confirmation": ("会议记录确认", "Confirmation of the record"),
            "correction": ("会议记录更正", "Erratum to the record"),
        }
    ),
    fields=texts(
        {
            "place": ("地点", "Place"),
            "chair": ("主持人", "Chair"),
            "agenda": ("议题", "Agenda"),
            "meeting": ("会议类型", "Kind of meeting"),
            "members": ("应到人员", "Members entitled"),
            "entitled": ("应到人数", "Entitled"),
            "post": ("职务", "Post"),
            "chief": ("行政首长", "Chief"),
            "present": ("到会", "Present"),
            "absent": ("缺席", "Absent"),
            "absence_reason": ("缺席原因", "Reason of absence"),
            "recused": ("回避（人）", "Recused"),
            "recusal": ("回避原因", "Reason of recusal"),
            "view": ("书面意见", "Written view"),
            "guests": ("列席人员", "Sitting in"),
            "stands_in_for": ("代谁参加", "In the place of"),
            "item": ("议题序号", "Agenda item no."),
            "confirmed": ("确认（人）", "Confirmed"),
            "confirmation": ("会议记录确认", "Confirmation"),
            "confirmations": ("会议记录确认", "Confirmations"),
            "corrections": ("会议记录更正", "Errata"),
            "own": ("本人账号办理", "By own account"),
            "passage": ("原记录", "What the record says"),
            "statement": ("发言", "Statement"),
            "attendances": ("到会情况", "Attendance"),
            "position": ("态度", "Position"),
            "words": ("发言内容", "Words"),
            "vote": ("表决", "Vote"),
            "dissent": ("不同意见", "Dissent"),
            "outcome": ("决定", "Decision"),
            "for": ("赞成", "For"),
            "against": ("反对", "Against"),
            "abstain": ("弃权", "Abstentions"),
            "against_majority": ("与多数意见不一致", "Against the majority"),
            "majority_reason": ("与多数意见不一致的理由", "Reason for going against the majority"),
            "minutes": ("会议纪要", "Minutes"),
            "ballots": ("表决情况", "Votes"),
        }
    ),
    special=texts(
        {
            "statement.number": ("发言人编号", "Member no."),
            "meeting.number": ("会议届次", "Meeting number"),
            "resolution.text": ("决定内容", "Text of the decision"),
            "correction.text": ("更正为", "To say"),
            "correction.reason": ("更正理由", "Why"),
            "deliberation.attend.present": ("到会（人）", "Present"),
            "deliberation.attend.absent": ("缺席（人）", "Absent"),
            "deliberation.convene.entitled": ("应到（人）", "Entitled"),
            "deliberation.decide.present": ("到会（人）", "Present"),
            "deliberation.decide.dissent": ("不同意见（条）", "Dissents"),
        }
    ),
    words={
        "meeting.kind": "meeting_kinds",
        "position": Position,
        "vote": Vote,
        "outcome": "outcomes",
        "deliberation.convene.meeting": "meeting_kinds",
    },
)
