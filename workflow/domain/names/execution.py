"""Execution in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import AdjustmentFinding, ExecutionReportKind, Handling, OrderKind, ProblemAdvice, Situation

NAMES = StageNames(
    parts={
        facts.Task: of(
            number="任务序号｜Number of the task, over all lists",
            unit="执行单位｜The executing unit",
            work="工作任务和要求｜What it has to do",
            due="完成时限｜By when",
        ),
        facts.Assignment: of(tasks="任务清单｜The tasks"),
        facts.ExecutionReport: of(
            kind="类型｜Report of the executing unit or inspection by the organ",
            unit="报告单位｜The unit that reports or inspects",
            task="任务序号｜The task it speaks of; left out: execution as a whole",
            text="执行情况｜How execution goes",
            on_behalf="是否由办公室代为录入｜Whether the office entered it for the unit",
            done="任务是否完成｜Whether the task is done",
        ),
        facts.ProblemReport: of(
            unit="报告单位｜The unit that reports",
            situation="情形｜Which situation of art. 35",
            text="问题和影响｜The problem and its effect",
            on_behalf="是否由办公室代为录入｜Whether the office entered it for the unit",
            advice="建议｜What the unit suggests",
        ),
        facts.AdjustmentCheck: of(
            change="拟调整内容｜What is to change, in the words of the order",
            finding="审核意见｜Whether it is an adjustment in detail or in substance",
            reason="理由｜Why",
            reviewer="审核人｜The reviewer",
            reviewer_id="审核人账号｜The reviewer's account; left out for papers",
        ),
        facts.ExecutionOrder: of(
            kind="决定｜Suspend, resume, adjust or terminate",
            situation="情形｜The situation that led to it",
            urgent="是否情况紧急｜Whether it was urgent",
            reason="理由｜Why",
            change="调整内容｜What changes",
            measures="减少不利影响的措施｜Measures to avoid or reduce harm",
            decided_by="决定人｜Who decided so",
            decided_by_id="决定人账号｜The decider's account; left out for papers",
            meeting="讨论会议｜The meeting that deliberated it, with its number",
            meeting_on="讨论会议日期｜The day of that meeting",
            meeting_known="会议是否在本系统登记｜Whether the record of that meeting is kept in this system",
            entitled="应到人数｜How many were entitled to attend",
            in_favour="赞成人员｜Who was for it, by name",
            opposed="反对人员｜Who was against it, by name",
            abstained="弃权人员｜Who abstained, by name",
            majority_reason="与多数人意见不一致的理由｜The reason for ordering what not more than half were for",
            not_major="不属于重大调整的理由｜Why an adjustment in detail is none in substance",
            core_kept="是否不改变名称、目标和主要措施｜Whether title, aims and main measures stay as they are",
        ),
        facts.SuggestionAnswer: of(
            handling="处理结果｜What became of it",
            reason="处理情况和理由｜How it was handled, and why",
        ),
        facts.Suggestion: of(
            number="编号｜Number within the decision",
            channel="提出方式｜How it came in",
            text="意见建议｜The words of the suggestion or complaint",
            answer="处理情况｜What became of it",
        ),
        facts.ExecutionResult: of(
            summary="执行结果｜What came of execution",
            settled="所报告问题的处理情况｜What became of problems reported on which nothing was ordered",
            unfinished="未报告完成的任务的说明｜How it is with the tasks that nobody reported done",
        ),
        facts.Successor: of(
            number="接续决策编号｜Number of the decision that adjusts this one",
            published_on="公布日期｜The day it was published",
            settled_on="决定不予公开的日期（其后公布的也填写），或者不公布的种类的归档日期｜"
            "The day it was withheld, published later or not, or archived where its kind is not published",
        ),
        facts.Execution: of(
            assignments="任务分解｜The lists of tasks, oldest first",
            reports="执行情况报告和督促检查｜Reports and inspections, oldest first",
            problems="问题报告｜Problems reported, oldest first",
            checks="拟作的一般调整的审核意见｜Checks of adjustments before they were ordered, oldest first",
            orders="执行中的决定｜Orders to suspend, resume, adjust or terminate, oldest first",
            suggestions="收到的意见建议｜Suggestions and complaints received",
            result="执行办结｜The end of execution",
        ),
    },
    kinds=texts(
        {
            "assignment": ("任务分解", "Assignment of tasks"),
            "execution_report": ("执行情况报告", "Report on execution"),
            "problem_report": ("执行问题报告", "Report of a problem"),
            "adjustment_check": ("一般调整审核意见", "Check of an adjustment"),
            "execution_order": ("执行中的决定", "Order in execution"),
            "suggestion": ("对执行的意见建议", "Suggestion on execution"),
            "suggestion_answer": ("意见建议处理情况", "Answer to a suggestion"),
            "execution_result": ("执行办结", "End of execution"),
        }
    ),
    fields=texts(
        {
            "meeting_on": ("讨论会议日期", "Day of the meeting"),
            "meeting_known": ("会议在本系统登记", "Meeting kept here"),
            "in_favour": ("赞成人员", "For"),
            "opposed": ("反对人员", "Against"),
            "abstained": ("弃权人员", "Abstained"),
            "on_behalf": ("由办公室代为录入", "Entered by the office"),
            "settled": ("所报告问题的处理情况", "What became of the problems reported"),
            "unfinished": ("未报告完成的任务的说明", "Tasks not reported done"),
            "settled_on": ("不予公开或者归档日期", "Withheld or archived on"),
            "tasks": ("任务清单", "Tasks"),
            "work": ("工作任务和要求", "Work"),
            "task": ("任务序号", "Task no."),
            "done": ("任务已完成", "Done"),
            "situation": ("情形", "Situation"),
            "urgent": ("情况紧急", "Urgent"),
            "not_major": ("不属于重大调整的理由", "Why it is no adjustment in substance"),
            "core_kept": ("不改变名称、目标和主要措施", "Title, aims and main measures kept"),
            "measures": ("减少不利影响的措施", "Measures against harm"),
            "handling": ("处理结果", "Handling"),
            "suggestion": ("意见建议编号", "Suggestion no."),
            "published_on": ("公布日期", "Published on"),
        }
    ),
    special=texts(
        {
            "tasks.due": ("完成时限", "Due"),
            "problem_report.advice": ("建议", "Suggestion of the unit"),
            "execution.problem.advice": ("建议", "Suggestion of the unit"),
            "adjustment_check.change": ("拟调整内容", "What is to change"),
            "adjustment_check.finding": ("审核意见", "Finding"),
            "adjustment_check.reviewer": ("审核人", "Checked by"),
            "execution.examine.finding": ("审核意见", "Finding"),
            "execution_order.change": ("调整内容", "What changes"),
            "execution_order.decided_by": ("决定人", "Decided by"),
            "execution.assign.tasks": ("任务（项）", "Tasks"),
            "execution.assign.units": ("执行单位", "Executing units"),
            "execution.answer.handling": ("处理结果", "Handling"),
        }
    ),
    words={
        "execution_report.kind": ExecutionReportKind,
        "execution.report.kind": ExecutionReportKind,
        "situation": Situation,
        "problem_report.advice": ProblemAdvice,
        "execution.problem.advice": ProblemAdvice,
        "adjustment_check.finding": AdjustmentFinding,
        "execution.examine.finding": AdjustmentFinding,
        "execution_order.kind": OrderKind,
        "execution.adjust.kind": OrderKind,
        "handling": Handling,
    },
)
