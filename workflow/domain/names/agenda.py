"""What comes before a meeting in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import MeetingMaterial

NAMES = StageNames(
    parts={
        facts.MeetingSubmission: of(
            version="草案版本号｜The version handed in",
            materials="报送材料｜The materials listed",
            note="说明｜A note",
            submitted_by="报送人｜Who handed them in",
        ),
        facts.MeetingReturn: of(
            reason="退回理由｜Why it was sent back",
            returned_by="退回人｜Who sent it back",
        ),
        facts.AgendaEntry: of(
            meets="会议日期｜The day of the meeting",
            time="会议时间｜The hour of the meeting",
            kind="会议种类｜Kind of meeting, a key of the profile's vocabulary meeting_kinds",
            number="会议次数｜Number of the meeting",
            place="地点｜Place",
            chair="主持人｜Chair",
            item="议题序号｜Place of the matter on the agenda",
            materials_on="材料送达日期｜The day the members had the materials",
        ),
        facts.PartyDiscussion: of(
            meeting="党委会议｜The meeting of the Party committee, with its number",
            agreed="是否同意｜Whether it agreed",
            text="研究意见｜What it said",
            anew="重新录入的理由｜Why it takes back what an earlier record said",
        ),
    },
    kinds=texts(
        {
            "meeting_submission": ("报送审议材料", "Materials for deliberation"),
            "meeting_return": ("退回承办单位", "Sent back to the unit"),
            "agenda_entry": ("列入会议议程", "On the agenda"),
            "party_discussion": ("党委先行研究", "Party committee's discussion"),
        }
    ),
    fields=texts(
        {
            "meets": ("会议日期", "Day of the meeting"),
            "materials_on": ("材料送达日期", "Materials sent on"),
            "agreed": ("是否同意", "Agreed"),
            "returned_by": ("退回人", "Sent back by"),
        }
    ),
    special=texts(
        {
            "agenda_entry.time": ("会议时间", "Time of the meeting"),
            "agenda_entry.number": ("会议届次", "Meeting number"),
            "party_discussion.meeting": ("党委会议", "Meeting of the Party committee"),
            "party_discussion.text": ("研究意见", "What it said"),
            "meeting_return.reason": ("退回理由", "Why it was sent back"),
            "meeting_submission.materials": ("报送材料", "Materials handed in"),
            "deliberation.submit.materials": ("报送材料（件）", "Materials"),
        }
    ),
    words={
        "agenda_entry.kind": "meeting_kinds",
        "meeting_submission.materials": MeetingMaterial,
        "deliberation.schedule.meeting": "meeting_kinds",
        "body.seated.meeting": "meeting_kinds",
        "body.left.meeting": "meeting_kinds",
    },
)
