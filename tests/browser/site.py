"""A demonstration served on a port of its own, and browser windows that report whatever is not as it should be."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import waitress
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError
from waitress import wasyncore

from tests.demonstration import REAL_NOW, copied
from tests.helpers import Clock
from workflow import create_app
from workflow.settings import ROOT
from workflow.wiring import db

RESULTS = ROOT / "test-results"
"""Where pictures are left to be looked at; not part of the repository."""

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# what the browser would refuse is told on the console, so that it is seen together with all else that goes wrong
REPORT_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
});
"""


T = TypeVar("T")


def aside(function: Callable[[], T]) -> T:
    """Call something that uses the application itself.

    Playwright keeps an event loop running in the thread of the test, and the application's contexts refuse to be
    closed in such a thread.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(function).result()


@dataclass
class Site:
    """A running demonstration: its address, its application, the real time as it knows it."""

    address: str
    app: Flask
    clock: Clock

    def url(self, path: str) -> str:
        return self.address + path


@contextmanager
def serving(source: Path, place: Path) -> Iterator[Site]:
    """Serve a copy of the loaded demonstration, as `shenjue serve` would, until the end of the block."""
    clock = Clock(REAL_NOW)
    app = aside(lambda: create_app(copied(source, place), real_now=clock))
    app.config["SIGN_IN_LIMIT"] = app.config["PUBLIC_POST_LIMIT"] = "100000 per minute"
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    thread = threading.Thread(target=server.run, name="shenjue", daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.effective_port}", app, clock)
    finally:
        # closed by the thread that reads from the sockets: nobody else may
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()
        aside(lambda: _close(app))


def _close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@dataclass
class Watch:
    """All that went wrong in a browser window, in the order it did."""

    home: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of the window."""
        context.add_init_script(REPORT_POLICY)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # a page that answers 404 or 422 is told here too; whether it should have is asserted where it was asked for
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text} ({message.location.get('url')})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme != "data" and not request.url.startswith(self.home + "/"):
            self.faults.append(f"another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # going on to another page, or a download, ends what is still under way
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.status}: {response.url}")


def picture(page: Page, *path: str) -> None:
    """Leave a picture of the whole page, which takes its time: `make test PICTURES=1`."""
    if not os.environ.get("PICTURES"):
        return
    target = RESULTS.joinpath(*path)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("() => scrollTo(0, 0)")
    page.screenshot(path=target, full_page=True, animations="disabled")
