"""Forms of what comes before a meeting (papers: 提请集体讨论决定的请示, 会议材料目录, 议题审批单, 会议通知)."""

from __future__ import annotations

import datetime as dt

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, NumberRange

from workflow.domain.terms import MeetingMaterial, Trait
from workflow.services import precedents
from workflow.services.view import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph, TermChecks, WordSelect, YesNo


class MeetingSubmissionForm(StepForm):
    """会议材料目录."""

    materials = TermChecks(
        _l("报送材料清单"),
        MeetingMaterial,
        must=_l("请选择随本次报送的材料"),
        description=_l("已履行的程序对应的材料已经选中，请逐项核对。"),
    )
    note = Paragraph(_l("报送说明"), most=5000, description=_l("可不填。退回后重新报送的，说明补正情况。"))
    on = Day(_l("报送日期"), must=_l("请填写报送日期"))

    def begin(self, view: DecisionView | None) -> None:
        """What the procedure has left behind is on the list."""
        if view is None:
            return
        dossier = view.dossier
        last = dossier.meeting_submissions[-1].materials if dossier.meeting_submissions else ()
        held = {
            MeetingMaterial.COMPETITION: Trait.OPERATORS in dossier.traits,
            MeetingMaterial.OPINIONS: dossier.participation,
            MeetingMaterial.EXPERTS: dossier.expert_review and dossier.expert_review.result,
            MeetingMaterial.RISK: dossier.risk and dossier.risk.report,
            MeetingMaterial.OTHER: MeetingMaterial.OTHER in last,
        }
        self.materials.data = [each.value for each in MeetingMaterial if held.get(each, True)]


class MeetingReturnForm(StepForm):
    """退回函."""

    reason = Paragraph(
        _l("退回理由"), must=_l("请说明退回的理由"), most=5000, description=_l("写明为何暂不能提交审议，需要补正什么。")
    )
    on = Day(_l("退回日期"), must=_l("请填写退回日期"))


class PartyDiscussionForm(StepForm):
    """党委会研究情况."""

    meeting = Line(
        _l("党委会议"), must=_l("请填写党委会议的名称和次数"), description=_l("例如“乡党委会2022年第20次会议”。")
    )
    agreed = YesNo(_l("研究结果"), yes=_l("同意提交政府会议决定"), no=_l("不同意"), must=_l("请选择研究结果"))
    text = Paragraph(_l("研究意见"), most=5000, description=_l("可不填；涉密内容不得录入。"))
    on = Day(_l("党委会议日期"), must=_l("请填写党委会议日期"))


class AgendaForm(StepForm):
    """议题审批与会议通知."""

    kind = WordSelect(_l("会议种类"), "meeting_kinds", must=_l("请选择会议种类"))
    meets = Day(_l("会议日期"), must=_l("请填写会议日期"), description=_l("拟召开会议之日，可以晚于今天。"))
    number = Line(_l("会议次序"), description=_l("例如“2022年第3次”。同一次会议的各项议题填写相同的次序。"))
    item = Number(_l("议题序号"), validators=[InputRequired(_l("请填写议题序号")), NumberRange(1, 99)])
    place = Line(_l("会议地点"), must=_l("请填写会议地点"))
    chair = Line(_l("主持人"), must=_l("请填写主持人"))
    materials_on = Day(_l("材料送达日期"), description=_l("会议材料已经送达组成人员的，填写送达日期。"))
    on = Day(_l("会议通知日期"), must=_l("请填写会议通知日期"))

    def begin(self, view: DecisionView | None) -> None:
        """As the matter's last agenda, or as the last meeting of the organ was."""
        session, today = context.session(), context.today()
        known = view.rulebook.labels["meeting_kinds"] if view else {}
        planned = view.dossier.agenda[-1] if view and view.dossier.agenda else None
        last = planned or precedents.last_meeting(session)
        if last and last.kind in known:
            self.kind.data, self.place.data, self.chair.data = last.kind, last.place, last.chair
        if planned:
            self.meets.data, self.number.data, self.item.data = planned.meets, planned.number, planned.item
        else:
            self.number.data = precedents.next_sitting(session, today + dt.timedelta(days=1))
            self.item.data = 1


FORMS: dict[str, type[StepForm]] = {
    "deliberation.submit": MeetingSubmissionForm,
    "deliberation.send_back": MeetingReturnForm,
    "deliberation.party": PartyDiscussionForm,
    "deliberation.schedule": AgendaForm,
}
