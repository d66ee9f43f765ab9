"""Records of decisions in which every paper there is can be made of something."""

from __future__ import annotations

from tests.domain.dossiers import having, lawful
from tests.papers.official.later_records import LATER
from workflow.domain.dossier import Dossier
from workflow.domain.drawing import draw, seed_of, seed_text

# ---- expert review, risk assessment, fair competition review, legality review

_ASKED = {
    "log_size": 41,
    "log_root": seed_of("root"),
    "moment": "2022-08-04T01:00:00.000Z",
    "field": "道路工程",
    "wanted": 2,
    "candidates": ("E-0007", "E-0001", "E-0003", "E-0012"),
}
_SEED = seed_of(seed_text(matter="2022-001", **_ASKED))
DRAWN = {"on": "2022-08-04", **_ASKED, "seed": _SEED, "drawn": draw(_SEED, _ASKED["candidates"], 2)}
_EXPERT = {
    "number": 3,
    "name": "唐工",
    "unit": "市公路勘察设计院",
    "field": "道路工程",
    "stance": "against",
    "why_chosen": "抽中的专家出差，由同一领域的专家参加",
}


def argued() -> Dossier:
    """A panel on a question in dispute: somebody was drawn, somebody replaced, and one has not answered yet."""
    return having(
        {
            "expert_draws": [DRAWN],
            "expert_review.disputed": True,
            "expert_review.not_called": "抽中的专家出差",
            "expert_review.experts.0.replaced": {"on": "2022-08-10", "reason": "因病不能参加", "successor": 3},
            "expert_review.experts.0.opinion": None,
            "expert_review.experts.0.feedback": None,
            "expert_review.experts.1.pool_number": "E-0003",
            "expert_review.experts.1.feedback.disposition": "partly",
            "expert_review.record.attended": [2],
            "expert_review.record.signed": [2],
        },
        having({"expert_review.experts": [*lawful().model_dump()["expert_review"]["experts"], _EXPERT]}),
    )


RECORDS = (lawful(), argued(), *LATER)
