"""Terms of initiation."""

from __future__ import annotations

from workflow.domain.terms.base import Term


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


class Exclusion(Term):
    """Matters to which the procedure does not apply (713 art. 3(2), 337 art. 4); which of them, the rules say.

    Personnel and internal affairs are left out by the rules of other places only.
    """

    NONE = "none", "不属于", "None of these"
    PRESCRIBED = "prescribed", "法律、法规另行规定决策程序的事项", "Matter with a procedure prescribed by other law"
    MACRO = "macro", "财政政策等宏观调控决策", "Macro-regulation such as fiscal policy"
    LEGISLATION = "legislation", "政府立法决策", "Government legislation"
    EMERGENCY = "emergency", "突发事件应急处置决策", "Emergency response"
    INTERNAL = "internal", "人事任免和内部事务管理", "Personnel and internal affairs"


class ReplyMeans(Term):
    """How whoever proposed a matter was answered."""

    LETTER = "letter", "书面答复", "In writing"
    IN_PERSON = "in_person", "当面答复", "In person"
    TELEPHONE = "telephone", "电话告知", "By telephone"
    EMAIL = "email", "电子邮件", "By e-mail"
    PLATFORM = "platform", "网络平台回复", "On the online platform"
