"""A template that is wrong is said to whoever wrote it: which, at which line, in Chinese and in English, in one sentence."""

from __future__ import annotations

import re

import pytest

from workflow.papers.official.filling import Templates
from workflow.papers.official.kinds import kinds_of
from workflow.papers.official.layout import layout_of
from workflow.papers.official.problems import BadTemplate

HEAD = "标题：通知\n---\n"
CASES = {
    "an if that is not closed": (f"{HEAD}{{% if d %}}\n正文", 4, "“if”没有结束，请补上“endif”"),
    "a statement there is not": (f"{HEAD}{{% wenn d %}}", 3, "没有“wenn”这样的语句"),
    "a filter there is not": (f"{HEAD}正文\n{{{{ d|klein }}}}", 4, "没有名为“klein”的过滤器"),
    "a place that is not closed": (f"{HEAD}{{{{ d }}", 3, "“}”写在这里不对"),
    "two words": (f"{HEAD}{{{{ d e }}}}", 3, "“e”写在这里不对，应当是“}}”"),
    "a full-width quotation mark": (f"{HEAD}{{{{ d == “一” }}}}", 3, "不能使用字符"),
    "a name there is not": (f"{HEAD}正文\n{{{{ dossier }}}}", 4, "没有名为“dossier”的内容"),
    "a part there is not": (f"{HEAD}{{{{ d.keys2 }}}}", 3, "记录中没有“keys2”这一项"),
    "a record that is not there": (f"{HEAD}{{{{ none.title }}}}", 3, "没有记录可以取“title”"),
    "a number that comes to nothing": (f"{HEAD}{{{{ 1 / 0 }}}}", 3, "除数为零"),
    "a part of a document there is not": ("标题：通知\n主题：{{ 1 }}\n---\n正文", 2, "“主题”不是公文的组成部分"),
    "a mark there is not": (f"{HEAD}正文\n- 一", 4, "行首的“-”不是可用的标记"),
    "a row that does not end": (f"{HEAD}| 一 | {{{{ 1 }}}}", 3, "表格的一行应当以“|”结束"),
    "a method there is not": (f"{HEAD}{{{{ d.get(1).strip() }}}}", 3, "没有记录可以取“strip”"),
    "a filter of what is no text": (f"{HEAD}{{{{ d|quoted }}}}", 3, "记录中没有“replace”这一项"),
    "a template that includes itself": (f'{HEAD}{{% include "own.txt" %}}', 3, "这一行算不出结果"),
    "no line": ("标题：通知", 0, "缺少分隔线“---”"),
    "no title": ("文号：一\n---\n正文", 2, "缺少“标题：”"),
}


def bad(folder, file, written, call):
    (folder / file).write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(BadTemplate) as found:
        call()
    return found.value


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_template_is_told_with_its_line(tmp_path, case):
    written, line, said = CASES[case]
    found = bad(tmp_path, "own.txt", written, lambda: Templates(tmp_path).fill("own", {"d": {}}))
    assert (found.name, found.line) == ("own.txt", line)
    assert said in found.said.zh
    assert ("第" in found.said.zh.partition("：")[0]) == (", line" in found.said.en) == bool(line)
    assert not found.said.zh.endswith("。"), "whoever says it ends the sentence"
    assert not re.search("[一-鿿]", re.sub("“[^”]*”", "", found.said.en)) or case.startswith("a part of a doc")
    assert not re.search("[a-z]{3,}", re.sub("“[^”]*”", "", found.said.zh.replace("own.txt", "")))


def test_an_error_in_what_is_included_is_told_of_that_file(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "own.txt").write_text(HEAD + '{% include "parts/mine.txt" %}', "utf-8")
    found = bad(tmp_path, "parts/mine.txt", "一\n{{ nobody }}", lambda: Templates(tmp_path).fill("own", {}))
    assert (found.name, found.line) == ("parts/mine.txt", 2)


@pytest.mark.parametrize(
    ("file", "written", "line", "said"),
    [
        ("papers.toml", "[[papers]]\nkey = ", 0, "不符合TOML的写法"),
        ("papers.toml", '[[papers]]\nkey = "x_y"\non = "on"', 0, "papers[x_y].name：缺少这一项，请补上"),
        ("papers.toml", '[[papers]]\nkey = "x_y"\non = "on"\nwho = 1', 0, "没有这一项“who”"),
        ("papers.toml", '[[papers]]\nkey = "x_y"\non = "on"\nname = { zh = "一" }', 0, "name.en：缺少英文，请补上"),
        ("papers.toml", '[[papers]]\nkey = "x_y"\non = "on"\nname = "一"', 0, "name：应当写成"),
        ("papers.toml", '[[papers]]\nkey = "x_y"\non = "on"\nname = { zh = "一", en = "a", fr = "u" }', 0, "“fr”"),
        ("layout.toml", "[page]\nwidth = 0", 0, "page.width"),
        ("layout.toml", "[page\n", 1, "不符合TOML的写法"),
        ("layout.toml", b"\xff\xfe", 0, "模板应当以UTF-8编码保存"),
    ],
)
def test_a_wrong_file_beside_the_templates_is_told(tmp_path, file, written, line, said):
    read = layout_of if file == "layout.toml" else kinds_of
    found = bad(tmp_path, file, written, lambda: read(tmp_path))
    assert (found.name, found.line, said in found.said.zh) == (file, line, True), found.said
    assert "Field required" not in found.said.zh
    assert "Input should" not in found.said.zh
