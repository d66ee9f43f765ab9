"""Finding every page somebody can reach by links, and saying whether a page is as it should be."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from lxml import html
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.browser.site import Site
from tests.helpers import step_into

AXE = Axe()
# only what is wrong is told; to fetch the style sheets anew serves a rule that is not asked
OPTIONS = {"resultTypes": ["violations"], "reporter": "no-passes", "preload": False}
RULES = {"target-size": {"enabled": True}}

# what a link may lead to that is no page of the kind looked at here
NO_PAGES = frozenset({"static", "bootstrap.static", "language.choose"})
PUBLIC = "/public/"

Kind = tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """An account of the demonstration; `roles` tells which accounts see the same."""

    public_id: str
    name: str
    roles: str


@dataclass(frozen=True)
class Found:
    """A page: its address, who reaches it (None: anybody), what makes it one of its kind.

    `fresh`: something it is built of was not seen on those before.
    """

    path: str
    person: Person | None
    kind: Kind
    fresh: bool


@dataclass(frozen=True)
class _Built:
    """Where a page links to, and the bricks it is built of: each element with its classes and what it stands in."""

    links: list[str]
    bricks: set[tuple[str, str, str]]

    @classmethod
    def read(cls, page: str) -> _Built:
        """What a page of ours is."""
        tree = html.fromstring(page)
        nodes = [(node.getparent(), node) for node in tree.iter() if isinstance(node.tag, str)]
        bricks = {
            ("" if above is None else above.tag, node.tag, node.get("class") or node.get("type") or "")
            for above, node in nodes
        }
        return cls(
            [node.get("href") for node in tree.iter("a") if node.get("href") and "download" not in node.attrib], bricks
        )


def people(site: Site) -> list[Person]:
    """The accounts that can sign in, in the order of the sign-in page."""
    rows = _asked(
        site,
        "SELECT person.id, person.name, GROUP_CONCAT(role, ' ') FROM person JOIN person_role ON person_id = person.id "
        "WHERE active GROUP BY person.id ORDER BY person.id",
    )
    return [Person(f"P-{number:04d}", name, " ".join(sorted(roles.split()))) for number, name, roles in rows]


def _asked(site: Site, question: str) -> list[tuple]:  # type: ignore[type-arg]
    path = site.app.extensions["shenjue"].settings.sqlite_path
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(question).fetchall()


@dataclass
class Crawl:
    """What all links of a site lead to.

    Whoever is the first of some roles opens every decision, and of other pages one of each kind. Others with the same
    roles, who differ by their unit only, open what waits on their own desks and what is new to those roles.
    """

    site: Site
    states: dict[str, str] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    bricks: set[tuple[str, str, str]] = field(default_factory=set)
    kinds: set[Kind] = field(default_factory=set)
    opened: dict[str, set[Kind]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.adapter: MapAdapter = self.site.app.url_map.bind("localhost")
        self.states = dict(_asked(self.site, "SELECT number, state FROM decision"))
        self.acts = {
            str(seq): f"{act.partition('.')[0]} {result}"
            for seq, act, result in _asked(self.site, "SELECT seq, act, result FROM entry")
        }

    def worth_looking_at(self) -> list[Found]:
        """One page of each kind, and of the same kind those that are built of something not seen before."""
        found = list(self._of(None, (PUBLIC, "/sign-in")))
        for person in people(self.site):
            found += self._of(person, ("/", "/account/password"))
        return found

    def _of(self, person: Person | None, start: tuple[str, ...]) -> Iterator[Found]:
        client = self.site.app.test_client()
        if person:
            step_into(client, person.public_id)
        before = self.opened.get(person.roles if person else "", set())
        opened = {kind for kind in before if kind[0] != "decisions.desk"}
        asked = set(start)
        waiting = deque((path, "the beginning") for path in start)
        while waiting:
            path, whence = waiting.popleft()
            kind, once = self._kind(path)
            waits = before and whence == "/" and kind[0] == "decisions.page"
            if (once in opened and not waits) or kind[0] in NO_PAGES:
                continue
            opened.add(once)
            links = self._open(client, path, whence)
            if links is None:
                continue
            fresh = not links.bricks <= self.bricks
            if fresh or kind not in self.kinds:
                self.bricks |= links.bricks
                self.kinds.add(kind)
                yield Found(path, person, kind, fresh)
            for target in _targets(path, links.links):
                if target not in asked and self._inside(person, target):
                    asked.add(target)
                    waiting.append((target, path))
        self.opened[person.roles if person else ""] = opened

    def _inside(self, person: Person | None, target: str) -> bool:
        # the public pages are the same for everybody: nobody in particular looks at them
        return person is None or not target.startswith("/public")

    def _open(self, client: FlaskClient, path: str, whence: str) -> _Built | None:
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}; the link stands on {whence}"
        if answer.mimetype != "text/html":
            return None
        return _Built.read(answer.text)

    def _kind(self, path: str) -> tuple[Kind, Kind]:
        """The kind of a page; and for the walk the same, but every decision is one of its own."""
        parts = urlsplit(path)
        try:
            endpoint, values = self.adapter.match(parts.path, method="GET")
        except HTTPException as error:
            raise AssertionError(f"a link leads to {path}: {error}") from None
        query = tuple(sorted({name for name, _ in parse_qsl(parts.query)}))
        number, step, seq = values.get("number"), values.get("step_id"), values.get("seq")
        if step:
            kind: Kind = (endpoint, step)
        elif number and endpoint.startswith(("decisions.", "public.")):
            kind = (endpoint, self.states.get(str(number), ""), *query)
        elif seq:
            kind = (endpoint, self.acts.get(str(seq), ""))
        else:
            kind = (endpoint, *query)
        return kind, (endpoint, str(number), *query) if endpoint == "decisions.page" else kind


def _targets(path: str, links: Iterable[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not (parts.path or parts.query):
            continue
        yield (parts.path or urlsplit(path).path) + (f"?{parts.query}" if parts.query else "")


# -- one page ----------------------------------------------------------------------------------------------------------


def faults(page: Page, language: str, axe: bool = True, contrast: bool = True) -> list[str]:
    """What is wrong with the page in the window, looked at once it is whole.

    `contrast`: axe measures that of every text with what is behind it, which takes longer than all the rest of it.
    """
    wrong = []
    width = page.viewport_size["width"] if page.viewport_size else 0
    # a page that is only beginning has no root element yet, and less than all of its ids
    if page.evaluate("() => document.readyState") != "complete":
        page.wait_for_function("() => document.readyState === 'complete'")
    facts = page.evaluate(
        """() => ({
          heads: document.querySelectorAll("h1").length, title: document.title, lang: document.documentElement.lang,
          wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth,
          raw: (document.body.innerText.match(/.{0,30}(\\{\\{|\\}\\}|\\{%|%\\(\\w+\\)|&(amp|lt|gt|quot);).{0,30}/) || [""])[0],
          ids: [...document.querySelectorAll("[id]")].map((node) => node.id).filter((id, at, all) => all.indexOf(id) !== at),
        })"""
    )
    if facts["heads"] != 1:
        wrong.append(f"{facts['heads']} h1")
    if ("审决" not in facts["title"] and "Shenjue" not in facts["title"]) or len(facts["title"]) < 5:
        wrong.append(f"title {facts['title']!r}")
    if facts["lang"] != language:
        wrong.append(f"lang {facts['lang']!r}")
    if facts["wide"] > facts["room"]:
        wrong.append(f"{facts['wide']} px wide at {width}: {_widest(page)}")
    if facts["raw"]:
        wrong.append(f"markup shown as text: {facts['raw']!r}")
    if facts["ids"]:
        wrong.append(f"ids twice: {facts['ids']}")
    if axe:
        options = OPTIONS | {"rules": RULES | {"color-contrast": {"enabled": contrast}}}
        for each in AXE.run(page, options=options).response["violations"]:
            nodes = "; ".join(
                " ".join(map(str, node["target"])) + " " + node["html"][:200] for node in each["nodes"][:3]
            )
            wrong.append(f"axe {each['id']} ({len(each['nodes'])}): {nodes}")
    return wrong


def _widest(page: Page) -> str:
    return str(
        page.evaluate(
            """() => [...document.querySelectorAll("body *")]
              .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .slice(-3).map((node) => node.outerHTML.slice(0, 150)).join(" | ")"""
        )
    )
