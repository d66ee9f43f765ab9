"""Signing and filing in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts

NAMES = StageNames(
    parts={
        facts.Signing: of(
            number="合同编号｜Number of the contract",
            counterparty="对方当事人｜The other party",
            amount="合同金额｜The amount",
            term="履行期限｜The term of performance",
            anew="重新录入的理由｜Why it takes back what an earlier record said",
        ),
        facts.Filing: of(
            to="备案机关｜The organ it was filed with",
            number="备案文号｜Number of the filing",
            note="备注｜Note",
        ),
    },
    kinds=texts({"signing": ("合同签订情况", "Signing of the contract"), "filing": ("报送备案情况", "Filing")}),
    fields=texts(
        {
            "counterparty": ("对方当事人", "Other party"),
            "amount": ("合同金额", "Amount"),
            "term": ("履行期限", "Term"),
            "to": ("报送机关", "Sent to"),
        }
    ),
    special=texts(
        {
            "signing.number": ("合同编号", "Contract number"),
            "filing.number": ("备案文号", "Filing number"),
            "filing.note": ("备注", "Note"),
            "publication.sign.number": ("合同编号", "Contract number"),
        }
    ),
)
