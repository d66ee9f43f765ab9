"""The closed vocabulary of the trail: every act there is, and the exact details an entry of it carries.

A new act, or a new detail of one, is a change of this file and nowhere else: an entry with any other key cannot be
written, and one found in a log is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _closed(table: dict[str, str]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({act: frozenset(keys.split()) for act, keys in table.items()})


DETAILS: Mapping[str, frozenset[str]] = _closed(
    {
        # the house
        "log.opened": "mode rulebook real_time",
        "clock.moved": "before after real_time",
        "unit.created": "unit",
        "person.created": "person roles",
        "person.changed": "person what",
        "person.disabled": "person",
        "password.changed": "person",
        "calendar.entered": "year number calendar",
        # initiation
        "initiation.propose": "title category source kinds",
        "initiation.amend": "title category",
        "initiation.study": "necessary",
        "initiation.approve": "lead_unit units due rulebook",
        "initiation.decline": "",
        "initiation.move": "before after",
        # drafting
        "drafting.save": "version files",
        # public participation
        "participation.open": "starts ends days version",
        "participation.receive": "channel opinion",
        "participation.answer": "opinion disposition",
        "participation.conclude": "received adopted partly rejected duplicates",
        # expert review
        "expert_review.convene": "experts method",
        "expert_review.opine": "expert conclusion",
        "expert_review.conclude": "experts opinions adopted partly rejected",
        # risk assessment
        "risk_assessment.start": "method",
        "risk_assessment.report": "level points",
        "risk_assessment.find": "controllable level",
        # legality review
        "legality_review.submit": "version round",
        "legality_review.accept": "guaranteed_until calendar",
        "legality_review.return": "round",
        "legality_review.request_supplement": "round",
        "legality_review.supply": "round",
        "legality_review.counsel": "kind",
        "legality_review.extend": "working_days round",
        "legality_review.conclude": "conclusion working_days version round",
        "legality_review.respond": "round",
        # deliberation
        "deliberation.convene": "meeting entitled",
        "deliberation.attend": "present absent",
        "deliberation.speak": "order position",
        "deliberation.decide": "outcome for against abstain present dissent against_majority",
        # publication
        "publication.report_party": "kind",
        "publication.publish": "number channels",
        "publication.sign": "number",
        "publication.file": "to",
        "publication.archive": "items retention",
    }
)
"""Act → the keys of its details, written in an entry with the prefix ``d.``."""

DENIED: frozenset[str] = frozenset({"rules", "reasons"})
"""The details of a refusal, whatever the act: the rules that refused and what they said."""

COUNTS: Mapping[str, frozenset[str]] = _closed(
    {
        "participation.open": "days",
        "participation.conclude": "received adopted partly rejected duplicates",
        "expert_review.conclude": "experts opinions adopted partly rejected",
        "risk_assessment.report": "points",
        "legality_review.submit": "round",
        "legality_review.return": "round",
        "legality_review.request_supplement": "round",
        "legality_review.supply": "round",
        "legality_review.extend": "working_days round",
        "legality_review.conclude": "working_days round",
        "legality_review.respond": "round",
        "deliberation.decide": "for against abstain present dissent",
    }
)
"""Act → those details that are numbers the yearly report adds up: a decimal, or empty where none applies."""
