"""Terms of the work ledger: what a yearly report on law-based government tells of beside the decisions."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class WorkKind(Term):
    """What an entry of the work ledger tells of, in the words of the yearly reports."""

    STUDY = "study", "学法", "Law study"
    TRAINING = "training", "法治培训", "Training on law"
    EXAM = "exam", "学法考试", "Exam on law"
    PUBLICITY = "publicity", "普法宣传", "Publicity of law"
    PRINCIPAL = "principal", "第一责任人履职", "Duty of the principals"
    INSTITUTION = "institution", "制度建设", "Institution building"
    CONTRACT = "contract", "合同审核", "Contract review"
    DOCUMENT = "document", "文件审核", "Document review"
    ENFORCEMENT = "enforcement", "行政执法", "Law enforcement"
    OPENNESS = "openness", "政务公开", "Openness of government"
    COMPLAINT = "complaint", "投诉举报", "Complaints"
