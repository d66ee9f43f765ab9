"""Turning away who has no right to an act beside the one door: whoever tries to write anyhow is entered as refused."""

from __future__ import annotations

from flask import abort, request

from workflow.domain.text import Text
from workflow.services import refusals
from workflow.web import context


def turn_away(act: str, obj: str, said: Text) -> None:
    """Answer 403. An act that was sent, and not only looked at, is entered as refused."""
    if request.method == "POST":
        forbidden = refusals.Forbidden({"on": said})
        refusals.enter(context.session(), act, obj, forbidden, actor=context.actor(), now=context.now())
    abort(403)
