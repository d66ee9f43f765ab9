"""The closed vocabularies of the procedure: stored keys with what people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from workflow.domain.text import Text


class Term(StrEnum):
    """A stored key (the value) with its label in Chinese and English."""

    label: Text

    def __new__(cls, key: str, zh: str, en: str) -> Self:
        """Make a member of a key and its label."""
        term = str.__new__(cls, key)
        term._value_ = key
        term.label = Text(zh, en)
        return term

    @classmethod
    def of(cls, key: str) -> Self:
        """The member of a stored key. Raises ValueError if there is none."""
        for term in cls:
            if term == key:
                return term
        raise ValueError(f"{cls.__name__} has no {key}")


class Category(Term):
    """The kinds of matter (Order 713 art. 3(1), Chongqing Order 337 art. 3(1))."""

    POLICY = "policy", "重大公共政策和措施", "Major public policy or measure"
    PLAN = "plan", "重要规划", "Important plan"
    RESOURCES = "resources", "自然资源、文化资源开发利用和保护", "Use and protection of natural or cultural resources"
    PROJECT = "project", "重大公共建设项目、重大国有资产处置", "Major public works or disposal of major state assets"
    OTHER = "other", "其他重大事项", "Other major matter"


class Source(Term):
    """Who brought the proposal forward (713 art. 10, 337 art. 12)."""

    CATALOGUE = "catalogue", "年度决策事项目录", "Annual catalogue"
    LEADER = "leader", "决策机关领导人员", "Leader of the organ"
    DEPARTMENT = "department", "所属部门或者下一级单位", "Department or subordinate body"
    DEPUTY = "deputy", "人大代表、政协委员", "People's deputy or CPPCC member"
    CITIZEN = "citizen", "公民、法人或者其他组织", "Citizen or organisation"


class NoticeChannel(Term):
    """Where a notice is made known (713 art. 15)."""

    WEBSITE = "website", "政府网站", "Government website"
    NEW_MEDIA = "new_media", "政务新媒体", "Government new media"
    NEWSPAPER = "newspaper", "报刊", "Newspaper"
    BROADCAST = "broadcast", "广播（村村通广播）", "Radio and village broadcast"
    TELEVISION = "television", "电视", "Television"
    BOARD = "board", "乡、村公开栏", "Township and village notice boards"


class ReplyWay(Term):
    """How people may answer a notice, and how an opinion came in."""

    WEB = "web", "网上提交", "Online"
    LETTER = "letter", "信函", "Letter"
    TELEPHONE = "telephone", "电话", "Telephone"
    EMAIL = "email", "电子邮件", "E-mail"
    VISIT = "visit", "来访当面提出", "In person"


class Disposition(Term):
    """What was done with an opinion (713 art. 18, 337 arts. 18 and 22)."""

    ADOPTED = "adopted", "采纳", "Adopted"
    PARTLY = "partly", "部分采纳", "Partly adopted"
    REJECTED = "rejected", "不采纳", "Not adopted"


class ReviewMethod(Term):
    """Forms of expert review (713 art. 20)."""

    MEETING = "meeting", "论证会", "Panel meeting"
    WRITTEN = "written", "书面咨询", "Written consultation"
    COMMISSIONED = "commissioned", "委托咨询论证", "Commissioned review"


class ExpertConclusion(Term):
    """The bottom line of one expert's opinion."""

    SUPPORT = "support", "赞成", "Supports"
    WITH_CHANGES = "with_changes", "修改后赞成", "Supports with changes"
    OPPOSE = "oppose", "不赞成", "Opposes"


class RiskMethod(Term):
    """Ways of assessing risk (713 art. 23(1))."""

    MONITORING = "monitoring", "舆情跟踪", "Following public opinion"
    VISITS = "visits", "重点走访", "Targeted visits"
    CONFERENCE = "conference", "会商分析", "Joint analysis"
    QUESTIONNAIRE = "questionnaire", "问卷调查", "Questionnaire"


class Material(Term):
    """What is handed in for legality review (337 art. 27(1) items 1 to 7)."""

    DRAFT = "draft", "决策草案及其说明（含履行法定程序的情况）", "Draft and drafting note, with the procedure followed"
    OPINIONS = "opinions", "社会公众主要意见及其研究采纳情况", "Main public opinions and what became of them"
    EXPERTS = "experts", "专家论证意见及其研究采纳情况", "Expert opinions and what became of them"
    RISK = "risk", "风险评估报告等有关材料", "Risk assessment report"
    PRELIMINARY = "preliminary", "承办单位合法性审查意见", "The undertaking unit's own legality opinion"
    BASES = "bases", "有关法律、法规、规章和政策规定", "Laws, regulations, rules and policies relied on"
    OTHER = "other", "需要报送的其他材料", "Other materials"


class CounselKind(Term):
    """Whose legal opinion was organised (713 art. 28)."""

    COUNSEL = "counsel", "政府法律顾问", "Government legal counsel"
    PUBLIC_LAWYER = "public_lawyer", "公职律师", "Public-service lawyer"


class Aspect(Term):
    """What legality review looks at (713 art. 27, 337 art. 26(1))."""

    AUTHORITY = "authority", "是否符合法定权限", "Within statutory authority"
    PROCEDURE = "procedure", "是否履行相关法定程序", "Statutory procedure followed"
    CONTENT = "content", "内容是否符合法律、法规、规章和国家政策", "Content conforms to law and state policy"
    BASIS = "basis", "决策依据适用是否正确", "Legal basis rightly applied"


class Position(Term):
    """What a member said in the meeting, in one word."""

    AGREE = "agree", "同意", "Agrees"
    WITH_CHANGES = "with_changes", "修改后同意", "Agrees with changes"
    DISAGREE = "disagree", "不同意", "Disagrees"
    RESERVED = "reserved", "保留意见", "Reserves opinion"


class Vote(Term):
    """A member's vote on the draft."""

    FOR = "for", "赞成", "For"
    AGAINST = "against", "反对", "Against"
    ABSTAIN = "abstain", "弃权", "Abstains"


class PartyReportKind(Term):
    """How the Party committee at the same level is turned to (713 art. 31)."""

    REQUEST = "request", "请示", "Request for instructions"
    REPORT = "report", "报告", "Report"


class PublishChannel(Term):
    """Where a decision is published (713 art. 32)."""

    GAZETTE = "gazette", "政府公报", "Government gazette"
    WEBSITE = "website", "政府网站", "Government website"
    NEWSPAPER = "newspaper", "本行政区域内发行的报纸", "Newspaper of the area"
    BOARD = "board", "乡、村公开栏", "Township and village notice boards"


class Role(Term):
    """What an account may act as; nothing is allowed that no role grants."""

    STAFF = "staff", "承办工作人员", "Unit staff"
    UNIT_LEAD = "unit_lead", "承办单位负责人", "Unit lead"
    OFFICE = "office", "党政办公室", "Government office"
    LEGAL_REVIEWER = "legal_reviewer", "合法性审查人员", "Legal reviewer"
    RECORDER = "recorder", "会议记录人", "Committee recorder"
    CHIEF = "chief", "行政首长", "Chief"
    AUDITOR = "auditor", "审计监督人员", "Auditor"
    ADMIN = "admin", "系统管理员", "System administrator"
