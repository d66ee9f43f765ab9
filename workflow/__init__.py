"""审决 Shenjue: a workflow engine for major administrative decisions (重大行政决策).

`create_app` wires the rooms together; it is the only place that does. What it needs is imported inside, so that the
pure rooms (the rules, the trail) can be used without the web.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from workflow.settings import Settings

__all__ = ["create_app", "ready"]


def create_app(settings: Settings | None = None, *, real_now: Callable[[], datetime] | None = None) -> Flask:
    """The application, for these settings or those of the environment.

    `real_now` tells the real time; tests give their own.

    :raises SettingsError: the settings are unsafe, with every reason.
    """
    from workflow.wiring import build

    return build(settings, real_now)


def ready(app: Flask) -> None:
    """Make sure the database fits before anything is served.

    :raises NotReady: it was not migrated, or belongs to another kind of instance.
    """
    from workflow.wiring import check

    check(app)
