"""Where this instance makes its papers: the folders of the settings, and the address they name."""

from __future__ import annotations

from flask import request

from workflow.services.papers import House
from workflow.web import context


def house() -> House:
    """Where this instance makes its papers."""
    settings = context.settings()
    return House(settings.papers_dir, settings.fonts_dir, settings.public_url or request.url_root)
