"""The doors: blueprints and forms. A view parses, calls one service, and renders or redirects."""

from __future__ import annotations

# every module named here has a blueprint called `bp`; a new one is added here and nowhere else
BLUEPRINTS: tuple[str, ...] = (
    "workflow.web.auth",
    "workflow.web.language",
    "workflow.web.clock",
    "workflow.web.hearings",  # adds to the public pages, so it comes before them
    "workflow.web.catalogue",  # and so do these
    "workflow.web.annual",
    "workflow.web.seals",
    "workflow.web.papers",
    "workflow.web.published",
    "workflow.web.public",
    "workflow.web.decisions",
    "workflow.web.packages",
    "workflow.web.plans",
    "workflow.web.drafts",
    "workflow.web.personal",
    "workflow.web.experts",
    "workflow.web.work",
    "workflow.web.past",
    "workflow.web.importing",
    "workflow.web.steps",
    "workflow.web.numbers",
    "workflow.web.meetings",
    "workflow.web.holidays",
    "workflow.web.admin",
    "workflow.web.rules",
    "workflow.web.audit",
    "workflow.web.report",
)
