"""The house in words: acts that no procedure names, what every entry carries, and the details of those acts."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.domain.names.base import texts
from workflow.domain.terms import PersonalData, Role, Term
from workflow.domain.text import Text

FIELDS: Mapping[str, Text] = texts(
    {
        "rest_days": ("放假日期", "Days off"),
        "make_up_days": ("调休上班日期", "Make-up days"),
        "rearranged": ("更改的已有安排", "Days that were known to be otherwise"),
        "mode": ("运行模式", "Mode"),
        "former": ("恢复的日志", "Log recovered"),
        "recovered": ("恢复的条目数", "Entries recovered"),
        "recovered_root": ("恢复部分的树根", "Root over what was recovered"),
        "signed_size": ("原已签署的条目数", "Entries signed before"),
        "last_witnessed": ("最后经见证的检查点", "Last witnessed checkpoint"),
        "last_signed": ("最后签署的检查点", "Last signed checkpoint"),
        "loss": ("丢失说明", "Statement of the loss"),
        "stated_by": ("说明人", "Stated by"),
        "stated_since": ("说明人账号所据条目", "Entry of the stating account"),
        "confirmed_by": ("确认人", "Confirmed by"),
        "confirmed_since": ("确认人账号所据条目", "Entry of the confirming account"),
        "year": ("年份", "Year"),
        "real_time": ("实际时间", "Real time"),
        "before": ("调整前", "Before"),
        "after": ("调整后", "After"),
        "person": ("人员编号", "Person"),
        "member": ("组成人员", "Member"),
        "since": ("任职起始", "Member since"),
        "until": ("任职截止", "Member until"),
        "roles": ("角色", "Roles"),
        "organ": ("决策机关", "Decision organ"),
        "organ_en": ("决策机关英文名称", "Decision organ in English"),
        "what": ("变更内容", "What changed"),
        "entry": ("所涉条目", "Entry it is about"),
        "evidence": ("所涉个人信息", "Personal data it is about"),
        "request": ("申请条目", "Entry of the request"),
        "asked_by": ("申请经办人", "Request entered by"),
        "rules": ("拒绝依据的规则", "Rules that refused"),
        "reasons": ("拒绝理由", "Reasons of the refusal"),
    }
)
"""Details of the acts of the house and of refusals."""

HOUSE_ACTS: Mapping[str, Text] = texts(
    {
        "log.opened": ("启用审计日志", "Log opened"),
        "log.reopened": ("启用新一期审计日志", "New epoch of the log opened"),
        "clock.moved": ("调整演示时间", "Demonstration clock moved"),
        "unit.created": ("设立单位", "Unit created"),
        "person.created": ("建立账号", "Account created"),
        "person.changed": ("变更账号", "Account changed"),
        "person.disabled": ("停用账号", "Account disabled"),
        "password.changed": ("修改密码", "Password changed"),
        "expert.entered": ("专家入库", "Expert entered in the pool"),
        "expert.changed": ("变更专家登记信息", "Expert's particulars changed"),
        "expert.noted": ("登记专家诚信考核", "Expert appraised"),
        "expert.removed": ("专家退出专家库", "Expert removed from the pool"),
        "catalogue.begun": ("开始编制年度目录", "Yearly catalogue begun"),
        "catalogue.item": ("登记目录事项", "Item of the catalogue entered"),
        "catalogue.adopted": ("目录审议通过", "Catalogue adopted"),
        "catalogue.consented": ("党委同意目录", "Party committee consented to the catalogue"),
        "catalogue.published": ("目录公布", "Catalogue published"),
        "number.code": ("登记机关代字", "Agency code entered"),
        "number.begun": ("登记起始号", "Beginning of a series stated"),
        "number.closed": ("停用机关代字", "Agency code closed"),
        "number.taken": ("给号", "Document number given"),
        "number.voided": ("发文字号作废", "Document number voided"),
        "report.drafted": ("年度报告存稿", "Text of the yearly report kept"),
        "report.submitted": ("年度报告上报", "Yearly report submitted"),
        "report.published": ("年度报告公布", "Yearly report published"),
        "work.recorded": ("登记工作台账", "Entered in the work ledger"),
        "work.corrected": ("更正工作台账", "Entry of the work ledger corrected"),
        "work.withdrawn": ("撤回工作台账条目", "Entry of the work ledger withdrawn"),
        "past.recorded": ("登记以往决策", "Past decision recorded"),
        "past.corrected": ("更正以往决策", "Past decision corrected"),
        "past.withdrawn": ("撤回以往决策登记", "Record of a past decision withdrawn"),
        "import.taken": ("导入文件", "File imported"),
        "calendar.entered": ("录入工作日历", "Working-day calendar entered"),
        "body.seated": ("列为会议组成人员", "Member of a body entered"),
        "body.left": ("不再担任会议组成人员", "Member of a body left"),
        "pii.requested": ("申请删除个人信息", "Erasure of personal data requested"),
        "pii.erased": ("核准删除个人信息", "Personal data erased"),
        "pii.declined": ("不予删除个人信息", "Erasure of personal data declined"),
    }
)
"""Acts of the house, which no procedure names."""

HOUSE_WORDS: Mapping[str, type[Term] | str] = {
    "log.reopened.stated_by": Role,
    "log.reopened.confirmed_by": Role,
    "person.created.roles": Role,
    "person.changed.roles": Role,
    **dict.fromkeys((f"pii.{act}.evidence" for act in ("requested", "erased", "declined")), PersonalData),
}
"""Details of those acts that hold a term."""

HOUSE_SPECIAL: Mapping[str, Text] = texts(
    dict.fromkeys(("person.created.name", "person.changed.name"), ("姓名", "Name"))
)
"""Details that have a more exact name in those acts."""

FOR_PROGRAMS = frozenset({"last_witnessed", "last_signed", "key", "media_type"})
"""What nobody reads, and the bytes have: whole checkpoints, the keys by which an in-file list knows its items, and what
programs call the type of a file, whose name says it."""

ENVELOPE_NAMES: Mapping[str, Text] = texts(
    {
        "v": ("格式版本", "Format version"),
        "log": ("日志名称", "Log"),
        "seq": ("序号", "Number"),
        "ts": ("录入时间（UTC）", "Entered at (UTC)"),
        "clk": ("时钟状态", "Clock"),
        "act": ("行为", "Act"),
        "res": ("结果", "Result"),
        "who": ("人员编号", "Person"),
        "name": ("姓名", "Name"),
        "post": ("职务", "Post"),
        "as": ("办理角色", "Acting as"),
        "unit": ("单位", "Unit"),
        "for": ("代理", "On behalf of"),
        "via": ("途径", "By way of"),
        "req": ("请求标识", "Request"),
        "obj": ("对象", "Object"),
        "ver": ("对象版本", "Version of the object"),
        "from": ("原状态", "From state"),
        "to": ("新状态", "To state"),
        "rule": ("规则版本与步骤", "Rulebook and step"),
        "law": ("法律依据", "Articles"),
        "eff": ("发生日期", "Happened on"),
        "in": ("材料承诺值", "Commitments to evidence"),
        "pc": ("个人信息材料承诺值", "Commitments to private evidence"),
        "prev": ("同一对象前一条目的叶哈希", "Leaf of the object's entry before"),
    }
)
"""Keys of every entry."""

VIA = texts(
    {
        "web": ("网页", "Web"),
        "cli": ("命令行", "Command line"),
        "job": ("定时任务", "Scheduled job"),
        "import": ("导入", "Import"),
        "demo": ("演示数据", "Demonstration data"),
    }
)
CLOCKS = texts(
    {
        "demo": ("演示时钟", "Demonstration clock"),
        "unsynced": ("未校时", "Not synchronised"),
        "ntp": ("已校时", "Synchronised"),
        "regressed": ("时钟回拨", "Clock set back"),
    }
)
RESULTS = texts({"ok": ("已办理", "Done"), "denied": ("已拒绝", "Refused"), "error": ("出错", "Failed")})
