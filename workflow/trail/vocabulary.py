"""The closed vocabulary of the trail: every act there is, and the exact details an entry of it carries.

A new act, or a new detail of one, is a change of this file and nowhere else: an entry with any other key cannot be
written, and one found in a log is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORK = (
    "sessions people sat passed materials meetings reports made repealed reviewed changed inspections cases simple "
    "general coercions fines published received verified handled answered"
)
"""The figures of the work ledger: of each entry those of its kind that were given, the others empty."""

_PAST = (
    "number version title category published participation expert_review risk_assessment legality_review deliberation"
)
"""A decision taken before the system was used: the day of each of its stages, empty where there was none."""


def _closed(table: dict[str, str]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({act: frozenset(keys.split()) for act, keys in table.items()})


DETAILS: Mapping[str, frozenset[str]] = _closed(
    {
        # the house
        "log.opened": "organ organ_en mode rulebook real_time",
        "log.reopened": "former recovered recovered_root signed_size last_witnessed last_signed loss "
        "stated_by stated_since confirmed_by confirmed_since",
        "clock.moved": "before after real_time",
        "unit.created": "unit",
        "person.created": "person roles name post unit",
        "person.changed": "person what roles name post unit",
        "person.disabled": "person",
        "password.changed": "person",
        "expert.entered": "expert pool",
        "expert.changed": "expert what",
        "expert.noted": "expert kind",
        "expert.removed": "expert",
        "catalogue.begun": "year until",
        "catalogue.item": "year catalogue_item change version",
        "catalogue.adopted": "year version kind",
        "catalogue.consented": "year version",
        "catalogue.published": "year version channels",
        "number.code": "code use",
        "number.begun": "code year first",
        "number.closed": "code",
        "number.taken": "code year serial matter",
        "number.voided": "code year serial",
        "report.drafted": "year version size",
        "report.submitted": "year version size root",
        "report.published": "year version channels",
        "work.recorded": f"kind number version files {_WORK}",
        "work.corrected": f"kind number version files {_WORK}",
        "work.withdrawn": "kind number version",
        "past.recorded": f"{_PAST} files",
        "past.corrected": f"{_PAST} files",
        "past.withdrawn": "number version",
        "import.taken": "imported file rows taken",
        "calendar.entered": "year number calendar rest_days make_up_days rearranged reason",
        "body.seated": "meeting member post chief since why",
        "body.left": "meeting member until why",
        # personal data, of which no entry holds anything: it is named by the entry that committed to it
        "pii.requested": "entry evidence",
        "pii.erased": "entry evidence request asked_by",
        "pii.declined": "entry evidence request asked_by",
        # initiation
        "initiation.propose": "title category source kinds catalogue_item",
        "initiation.amend": "title category catalogue_item",
        "initiation.study": "necessary",
        "initiation.approve": "lead_unit units due rulebook",
        "initiation.decline": "",
        "initiation.stop": "",
        "initiation.move": "before after",
        "initiation.reply": "means",
        # drafting
        "drafting.research": "files",
        "drafting.save": "version files beyond",
        "drafting.consult": "version units disagreeing",
        "drafting.compare": "options",
        # public participation
        "participation.open": "starts ends days version",
        "participation.amend": "ends",
        "participation.receive": "channel opinion",
        "participation.answer": "opinion disposition",
        "participation.conclude": "received adopted partly rejected duplicates",
        "participation.reopen": "version",
        "participation.withhold": "agreed ground version",
        "participation.hear": "number way people views",
        "participation.explain": "way",
        # hearing
        "hearing.announce": "version day days",
        "hearing.register": "registration",
        "hearing.list": "participants registered",
        "hearing.deliver": "participants",
        "hearing.postpone": "day",
        "hearing.cancel": "",
        "hearing.hold": "present absent",
        "hearing.report": "",
        # expert review
        "expert_review.draw": "field wanted candidates log_size log_root seed drawn",
        "expert_review.convene": "experts method",
        "expert_review.replace": "expert successor",
        "expert_review.record": "attended signed",
        "expert_review.opine": "expert conclusion",
        "expert_review.conclude": "experts opinions adopted partly rejected",
        # risk assessment
        "risk_assessment.start": "method",
        "risk_assessment.report": "level points",
        "risk_assessment.reuse": "level",
        "risk_assessment.find": "controllable level",
        "risk_assessment.follow": "actions",
        # fair competition review
        "fair_competition.examine": "version touched conclusion",
        "fair_competition.conclude": "version conclusion",
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
        "legality_review.check": "version digest finding",
        # deliberation
        "deliberation.submit": "version materials",
        "deliberation.send_back": "version",
        "deliberation.party": "agreed",
        "deliberation.schedule": "meeting meets item",
        "deliberation.convene": "meeting entitled item",
        "deliberation.attend": "present absent recused",
        "deliberation.speak": "order position",
        "deliberation.decide": "outcome for against abstain present dissent against_majority",
        "deliberation.confirm": "confirmed digest",
        "deliberation.correct": "",
        # publication
        "publication.report_party": "kind",
        "publication.report_congress": "form",
        "publication.reconsider": "way version",
        "publication.publish": "number channels publish_by",
        "publication.amend": "channels",
        "publication.withhold": "ground review_on",
        "publication.disclose": "",
        "publication.sign": "number",
        "publication.file": "to",
        "publication.archive": "items retention",
        "publication.supplement_archive": "items",
        "publication.hand_over": "recipient package as_of",
        # execution
        "execution.assign": "tasks units",
        "execution.report": "kind task done",
        "execution.problem": "situation advice",
        "execution.suggest": "channel suggestion",
        "execution.answer": "suggestion handling",
        "execution.suspend": "situation",
        "execution.resume": "",
        "execution.examine": "finding",
        "execution.adjust": "kind",
        "execution.terminate": "",
        "execution.conclude": "",
        # evaluation
        "evaluation.start": "grounds third_party",
        "evaluation.report": "advice",
        "evaluation.use": "consequence",
    }
)
"""Act → the keys of its details, written in an entry with the prefix ``d.``."""

DENIED: frozenset[str] = frozenset({"rules", "reasons"})
"""The details of a refusal, whatever the act: the rules that refused and what they said."""

COUNTS: Mapping[str, frozenset[str]] = _closed(
    {
        "catalogue.item": "version",
        "catalogue.published": "version",
        "work.recorded": f"version {_WORK}",
        "work.corrected": f"version {_WORK}",
        "work.withdrawn": "version",
        "past.recorded": "version",
        "past.corrected": "version",
        "past.withdrawn": "version",
        "import.taken": "rows taken",
        "drafting.consult": "units disagreeing",
        "drafting.compare": "options",
        "participation.open": "days",
        "participation.conclude": "received adopted partly rejected duplicates",
        "participation.hear": "people views",
        "hearing.announce": "days",
        "hearing.list": "participants registered",
        "hearing.hold": "present absent",
        "expert_review.draw": "wanted candidates log_size",
        "expert_review.record": "attended signed",
        "expert_review.conclude": "experts opinions adopted partly rejected",
        "risk_assessment.report": "points",
        "fair_competition.examine": "touched",
        "legality_review.submit": "round",
        "legality_review.return": "round",
        "legality_review.request_supplement": "round",
        "legality_review.supply": "round",
        "legality_review.extend": "working_days round",
        "legality_review.conclude": "working_days round",
        "legality_review.respond": "round",
        "deliberation.decide": "for against abstain present dissent",
        "execution.assign": "tasks",
    }
)
"""Act → those details that are numbers the yearly report adds up: a decimal, or empty where none applies."""
