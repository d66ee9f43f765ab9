"""The tables: columns, constraints, relationships; no decisions. Importing the package knows them all."""

from __future__ import annotations

from importlib import import_module

from workflow.models.base import Base

# every module with tables; a new one is added here and nowhere else
MODULES = (
    "people",
    "trail",
    "protection",
    "holidays",
    "bodies",
    "files",
    "decisions",
    "catalogue",
    "initiation",
    "drafting",
    "preparation",
    "participation",
    "past",
    "withholding",
    "opinions_heard",
    "hearings",
    "expert_pool",
    "expert_review",
    "risk_assessment",
    "fair_competition",
    "legality_review",
    "agenda",
    "deliberation",
    "final_text",
    "publication",
    "other_kinds",
    "execution",
    "evaluation",
    "numbers",
    "annual",
    "work",
)

for _name in MODULES:
    import_module(f"{__name__}.{_name}")

__all__ = ["MODULES", "Base"]
