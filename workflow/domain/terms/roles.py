"""Roles: what an account may act as."""

from __future__ import annotations

from workflow.domain.terms.base import Term


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
