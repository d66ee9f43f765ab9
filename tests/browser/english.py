"""Whether an English page is English: Chinese may stand in it only as data."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import suppress
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from playwright.sync_api import Page

from workflow.settings import ROOT

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_SIGNS = re.compile(r"[，。、；：？！（）【】《》]")
# what stands at a placeholder is no sentence of its own: else a bare “%(n)s 日” would be found in every text
_ANYTHING = r"[^，。；：\n]{1,80}?"
_PLACEHOLDER = re.compile(r"%\\\((\w+)\\\)[sd]")

# all that a reader meets: texts, choices, and what only a screen reader says; what is marked as Chinese may be Chinese
_SAID = """() => {
  const said = [["title", document.title]];
  const marked = (node) => node.closest("[lang|='zh'], script, style, template, noscript");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    if (text && !marked(parent) && parent.tagName !== "TEXTAREA") said.push([parent.tagName.toLowerCase(), text]);
  }
  for (const node of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [data-label], [data-confirm]"))
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-label", "data-confirm"])
      if (node.getAttribute(name) && !marked(node)) said.push([`${node.tagName.toLowerCase()}@${name}`, node.getAttribute(name).trim()]);
  return said;
}"""


@cache
def _messages() -> tuple[re.Pattern[str], ...]:
    """Every sentence of the pages as it stands in the source, with anything at its placeholders."""
    keywords = dict.fromkeys(("_", "_l", "gettext", "lazy_gettext")) | {"ngettext": (1, 2)}
    found: set[str] = set()
    for folder, methods in (
        (ROOT / "templates", [("**.html", "jinja2")]),
        (ROOT / "workflow/web", [("**.py", "python")]),
    ):
        options = {"**.html": {"silent": "false"}}
        for _file, _line, message, _comments, _context in extract_from_dir(folder, methods, options, keywords):
            found.update((message,) if isinstance(message, str) else message)
    return tuple(
        re.compile(_PLACEHOLDER.sub(_ANYTHING, re.escape(message)), re.DOTALL)
        for message in sorted(found)
        if len("".join(_CHINESE.findall(message))) > (1 if "%(" in message else 0)
    )


class Data:
    """What the database says in Chinese: every text by itself, and all of them in one."""

    def __init__(self, database: Path) -> None:
        self.wholes: set[str] = set()
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                for row in connection.execute(f"SELECT * FROM '{table}'"):  # noqa: S608 - names of our own tables
                    for value in row:
                        self._keep(value.decode("utf-8", "replace") if isinstance(value, bytes) else value)
        finally:
            connection.close()
        self.blob = "\n".join(sorted(self.wholes))
        self._pieces = sorted((each for each in self.wholes if 1 < len(each) < 60), key=len, reverse=True)

    def _keep(self, value: object) -> None:
        if isinstance(value, str) and _CHINESE.search(value):
            self.wholes.add(value.strip())
            if value[:1] in "[{":
                with suppress(ValueError):
                    self._keep(json.loads(value))
        elif isinstance(value, dict):
            self._keep(list(value.values()))
        elif isinstance(value, list):
            for each in value:
                self._keep(each)

    def says(self, run: str) -> bool:
        """Whether a run of Chinese is data, by itself or as several texts put one after the other."""
        if run in self.blob:
            return True
        for piece in self._pieces:
            run = run.replace(piece, " ")
        return not run.strip()


def leftovers(page: Page, data: Data) -> list[str]:
    """What of a page is still Chinese and is no data; also Chinese punctuation between English words."""
    problems = []
    for place, text in page.evaluate(_SAID):
        if text in data.wholes:
            continue
        runs = _CHINESE.findall(text)
        untranslated = bool(runs) and any(message.fullmatch(text) for message in _messages())
        # what stands in quotation marks in an English sentence is an example of what is typed
        unquoted = re.sub("“[^”]*”", "", text) if re.search("[A-Za-z]{3}", text) else text
        foreign = not all(map(data.says, runs)) and not all(map(data.says, _CHINESE.findall(unquoted)))
        if untranslated or foreign or (not runs and _SIGNS.search(text)):
            problems.append(f"{place}: {text[:120]}")
    return sorted(set(problems))
