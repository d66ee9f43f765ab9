"""The main navigation: what each role has business with."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext as _

from workflow.domain.lawfiles import library
from workflow.domain.terms import Role
from workflow.services import numberregister, organ, work
from workflow.services.expert_pool import MAY_READ
from workflow.web import context

BUSINESS = frozenset(Role) - {Role.ADMIN}


class Item(NamedTuple):
    """One entry of the navigation."""

    url: str
    label: str
    active: bool
    badge: int | None = None


def _entries() -> list[tuple[str, str, frozenset[Role]]]:
    return [
        ("decisions.desk", _("我的办理台"), BUSINESS),
        ("decisions.index", _("决策事项"), BUSINESS),
        ("catalogue.index", _("事项目录"), BUSINESS),
        ("experts.index", _("专家库"), frozenset(MAY_READ)),
        ("work.index", _("工作台账"), frozenset(work.MAY_READ)),
        ("meetings.index", _("会议"), BUSINESS),
        ("numbers.index", _("文号登记"), frozenset(numberregister.MAY_READ)),
        ("annual.index", _("年度报告"), frozenset({Role.OFFICE, Role.CHIEF, Role.AUDITOR, Role.UNIT_LEAD})),
        ("audit.index", _("审计"), frozenset({Role.AUDITOR, Role.CHIEF})),
        ("admin.people", _("账号与单位"), frozenset({Role.ADMIN})),
        ("holidays.index", _("工作日历"), frozenset({Role.OFFICE})),
        ("rules.index", _("规则"), frozenset(Role)),
        ("public.home", _("公众页面"), frozenset(Role)),
    ]


def navigation() -> list[Item]:
    """The entries for the viewer; none without signing in."""
    found = context.viewer()
    if found is None:
        return []
    here = request.endpoint or ""
    return [
        Item(url_for(endpoint), label, _active(endpoint, here))
        for endpoint, label, roles in _entries()
        if endpoint in current_app.view_functions and not roles.isdisjoint(found.actor.roles)
    ]


def _active(endpoint: str, here: str) -> bool:
    if endpoint == "decisions.desk" or here == "decisions.desk":
        return endpoint == here
    if here.startswith("past.") or (here.startswith("importing.") and (request.view_args or {}).get("kind") != "work"):
        here = "decisions.index"
    if here.startswith("importing."):
        here = "work.index"
    here = "decisions.index" if here.startswith("steps.") else "annual.index" if here.startswith("report.") else here
    return endpoint.partition(".")[0] == here.partition(".")[0]


def register(app: Flask) -> None:
    """Give the layout its navigation and the rulebook in force."""

    def words() -> dict[str, Any]:
        if g.get("bare"):
            return {}
        info = organ.organ(context.session())
        if info is None:
            return {"navigation": navigation()}
        profile = library().in_force(info.profile_id, context.today()).profile
        return {
            "navigation": navigation(),
            "rulebook_label": profile.name.text,
            "rulebook_url": url_for("rules.index") if "rules.index" in app.view_functions else None,
        }

    app.context_processor(words)
