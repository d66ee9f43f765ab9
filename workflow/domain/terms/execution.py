"""Terms of execution: what is reported, what is found and done about it, what became of what people wrote."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class ExecutionReportKind(Term):
    """Who looks at execution: the executing unit itself, or the organ (713 art. 34, 337 arts. 33 and 34)."""

    PROGRESS = "progress", "执行情况报告", "Report of the executing unit"
    INSPECTION = "inspection", "督促检查", "Inspection by the organ"


class Situation(Term):
    """What stands in the way of a decision's aim (713 art. 35(1), 337 art. 34)."""

    PROBLEM = "problem", "重大行政决策存在问题", "A problem of the decision itself"
    CHANGED = "changed", "客观情况发生重大变化", "Circumstances have changed greatly"
    FORCE_MAJEURE = (
        "force_majeure",
        "发生不可抗力等严重影响决策目标实现",
        "Force majeure or the like gravely affects its aim",
    )
    SUGGESTED = "suggested", "公民、法人或者其他组织提出意见建议", "Citizens or organisations point to a problem"


class ProblemAdvice(Term):
    """What the executing unit suggests with a problem (337 art. 34)."""

    STOP = "stop", "停止执行", "Stop execution"
    SUSPEND = "suspend", "暂缓执行", "Put execution off"
    AMEND = "amend", "修正决策", "Amend the decision"
    NONE = "none", "报告情况，暂不提出建议", "No suggestion yet"


class OrderKind(Term):
    """What the organ orders while a decision is carried out (713 art. 37, 337 art. 36)."""

    SUSPEND = "suspend", "中止执行", "Suspended"
    RESUME = "resume", "恢复执行", "Resumed"
    ADJUST_MINOR = "minor", "一般调整", "Adjusted in detail"
    ADJUST_MAJOR = "major", "重大调整，依法重新履行决策程序", "Adjusted in substance: the procedure is run anew"
    TERMINATE = "terminate", "停止执行", "Terminated"


class AdjustmentFinding(Term):
    """What the legality reviewer finds of an adjustment before it is ordered; one in substance runs the procedure anew."""

    MINOR = "minor", "不属于重大调整", "In detail, not in substance"
    MAJOR = "major", "属于重大调整", "In substance"


class Handling(Term):
    """What became of a suggestion or complaint on a decision in execution (337 art. 34)."""

    ADOPTED = "adopted", "采纳或者已经解决", "Adopted or settled"
    PARTLY = "partly", "部分采纳", "Partly adopted"
    EXPLAINED = "explained", "未采纳，说明理由", "Not adopted, reasons given"
    TRANSFERRED = "transferred", "转有权处理的机关办理", "Passed on to the competent organ"
