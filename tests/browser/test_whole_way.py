"""A new decision from its proposal to the archive, in a real browser, every role in turn, in both languages.

The people are the demonstration's; each steps in with one click and reads only the screen.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.english import Data, leftovers
from tests.browser.hands import fill, forward, open_decision, open_step, press, refusal, step_into, taken, today
from tests.browser.pages import faults
from tests.browser.site import PHONE, Site, aside, picture
from tests.walk import lawful
from workflow.cli import main
from workflow.demo import attachments
from workflow.domain.text import day_words
from workflow.services.passwords import DEMO_PASSWORD

pytestmark = pytest.mark.browser

STAFF, LEAD, CHIEF = "向丽华", "彭国华", "冉光明"
REVIEWER, RECORDER, OFFICE, AUDITOR = "何明理", "石明月", "杨晓岚", "张正平"
UNIT = "经济发展办公室"
TITLE = "清泉乡集镇垃圾分类收集点建设和运行管理办法"
ARTICLE = {"zh": "第十七条第二款", "en": re.compile(r"art\. 17\s?\(2\)|art\. 17, para(graph)?\.? 2|art\. 17\(2\)")}


class Album:
    """Pictures of every page on the way, numbered as they come; each page is looked over on the occasion."""

    def __init__(self, language: str, database: Path, *, axe: bool) -> None:
        self.language, self.database, self.axe = language, database, axe
        self.count, self.faults, self.chinese = 0, dict[str, list[str]](), dict[str, list[str]]()

    def add(self, page: Page, name: str) -> None:
        self.count += 1
        title = f"{self.count:02}-{name}"
        picture(page, "whole-way", self.language, f"{title}.png")
        if wrong := faults(page, {"zh": "zh-CN", "en": "en"}[self.language], axe=self.axe):
            self.faults[title] = wrong
        if self.language == "en" and (found := leftovers(page, Data(self.database))):
            self.chinese[title] = found


# what may still be done with a decision that is archived: it is carried out, what was published is put right, and papers
# come in late
AFTERWARDS = [
    *("execution.assign", "execution.suggest"),
    *("publication.amend", "publication.hand_over", "publication.supplement_archive"),
]


class Way:
    """One window of the staff and what was learnt on the way."""

    def __init__(self, page: Page, album: Album) -> None:
        self.page, self.album = page, album
        self.number = ""

    def become(self, name: str) -> None:
        """Sign in as someone and go to the decision."""
        step_into(self.page, name)
        if self.number:
            open_decision(self.page, self.number)

    def values(self, step: str, **changes: object) -> dict[str, object]:
        """What is typed: as the page has its fields, on the day the clock shows."""
        return lawful(step, today(self.page)) | changes

    def take(self, step: str, only: tuple[str, ...] = (), **changes: object) -> None:
        """Take a step from the page of the decision, with pictures of the form and of what came of it."""
        name = step.partition(":")[0]
        open_step(self.page, name)
        values = self.values(step)
        fill(self.page, {key: values[key] for key in only or values} | changes)
        self.album.add(self.page, name)
        press(self.page)
        taken(self.page)

    def reopen(self) -> None:
        """Back to the decision's page."""
        self.page.goto(f"/decisions/{self.number}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_way(
    language: str, site: Site, visit: Callable[..., Page], tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Every kind of page is examined by axe in `test_every_page`; with --everywhere those on the way are as well."""
    locale = {"zh": "zh-CN", "en": "en-US"}[language]
    database = site.app.extensions["shenjue"].settings.sqlite_path
    album = Album(language, database, axe=language == "zh" and bool(pytestconfig.getoption("everywhere")))
    way = Way(visit(site, locale=locale), album)
    citizen = visit(site, locale=locale, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)

    proposed(way)
    drafted(way, tmp_path)
    noticed(way, ARTICLE[language])
    receipt = opinion_sent(way, citizen)
    experts_heard(way)
    risk_assessed(way)
    opinions_answered(way, citizen, receipt)
    reviewed(way)
    deliberated(way)
    published(way)
    proven(way, site, tmp_path)
    seen_outside(way, citizen)
    assert not album.faults, _listed(album.faults)
    assert not album.chinese, "Chinese on English pages:\n" + _listed(album.chinese)


def _listed(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{name}\n  " + "\n  ".join(each) for name, each in found.items())


def proposed(way: Way) -> None:
    page = way.page
    way.become(STAFF)
    way.album.add(page, "desk")
    page.locator("main a[href='/decisions/new']").first.click()
    fill(page, way.values("initiation.propose", title=TITLE, proposer=UNIT))
    way.album.add(page, "initiation.propose")
    press(page)
    taken(page)
    way.number = urlsplit(page.url).path.rsplit("/", 1)[1]
    way.album.add(page, "proposed")

    way.become(LEAD)
    way.take("initiation.study", unit=UNIT)
    way.become(CHIEF)
    open_step(page, "initiation.approve")
    fill(page, {"deputy": "石昌林", "deputy_on": today(page)})
    page.get_by_label(UNIT, exact=True).check()
    way.album.add(page, "initiation.approve")
    press(page)
    taken(page)


def drafted(way: Way, tmp_path: Path) -> None:
    paper = tmp_path / "收集点位置一览.docx"
    paper.write_bytes(attachments.make({"paragraphs": ["集镇东街、西街、菜市场各一处。"]}))
    way.become(STAFF)
    way.take("drafting.save", ("on", "body", "note", "bases"), title=f"{TITLE}（草案）", files=paper)
    # expect(way.page.locator("main")).to_contain_text("收集点位置一览.docx")
    way.album.add(way.page, "drafted")


def noticed(way: Way, article: str | re.Pattern[str]) -> None:
    """Twenty days are refused with the article that says so; thirty are taken, and nothing was typed twice."""
    page = way.page
    open_step(page, "participation.open")
    day = today(page)
    notice = way.values(
        "participation.open", ends=day + dt.timedelta(days=20), title=f"关于公开征求《{TITLE}》意见的公告"
    )
    fill(page, notice)
    press(page)
    refused = page.locator("#refused")
    expect(refused).to_contain_text(article)
    assert day_words(day + dt.timedelta(days=30)).say(way.album.language) in refusal(page)
    expect(page.locator("[name=contact]")).to_have_value(notice["contact"])
    way.album.add(page, "participation.open-refused")
    fill(page, {"ends": day + dt.timedelta(days=30)})
    way.album.add(page, "participation.open")
    press(page)
    taken(page)


def opinion_sent(way: Way, citizen: Page) -> str:
    """Someone reads the notice on a phone, without signing in, and keeps the receipt."""
    citizen.goto("/public/")
    way.album.add(citizen, "public-home")
    citizen.locator(f"a[href='/public/notices/{way.number}']").first.click()
    expect(citizen.locator("main")).to_contain_text("收集点位置一览.docx")
    way.album.add(citizen, "public-notice")
    citizen.locator("a[href='#opinion']").click()
    citizen.locator("[name=text]").fill("菜市场收集点离住户太近，建议移到停车场东侧，并每天清运两次。")
    citizen.locator("[name=name]").fill("住户")
    citizen.locator("#opinion button[type=submit]").last.click()
    code = citizen.locator("output").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    way.album.add(citizen, "public-received")
    look_up(citizen, code)
    way.album.add(citizen, "public-receipt-waiting")
    return code


def look_up(citizen: Page, code: str) -> None:
    citizen.goto("/public/receipt")
    # as somebody copies it from paper
    citizen.locator("[name=code]").fill(code.lower().replace("-", " "))
    citizen.locator("main form button[type=submit]").last.click()
    expect(citizen.locator("#found")).to_be_focused()


def experts_heard(way: Way) -> None:
    way.reopen()
    experts = [
        {"name": "邓启华", "field": "生态环境", "unit": "县林业科技推广站", "no_interest": True},
        {"name": "蒋云霞", "field": "村镇建设", "unit": "县村镇建设指导站", "no_interest": True},
    ]
    way.take("expert_review.convene", experts=experts)
    for number in (1, 2):
        way.reopen()
        way.take("expert_review.opine", expert=number)
    way.reopen()
    feedback = {"disposition": "adopted", "reason": "已吸收到草案中。"}
    way.take("expert_review.conclude", feedbacks=[feedback, feedback])


def risk_assessed(way: Way) -> None:
    way.reopen()
    way.take("risk_assessment.start")
    way.reopen()
    way.take("risk_assessment.report")
    way.become(CHIEF)
    way.take("risk_assessment.find")


def opinions_answered(way: Way, citizen: Page, receipt: str) -> None:
    """One opinion by telephone too; the period passes; both are answered and the answers published at once."""
    page = way.page
    forward(page, days=7)
    way.become(STAFF)
    way.take("participation.receive", channel="telephone", text="希望收集点加装照明。")
    forward(page, days=30)
    way.album.add(page, "clock-moved")
    for _each in range(2):
        way.become(STAFF)
        way.take("participation.answer", ("on", "disposition", "reason"))
    way.become(STAFF)
    way.take("participation.conclude")
    way.reopen()
    way.album.add(page, "participation-concluded")
    look_up(citizen, receipt)
    expect(citizen.locator("main")).to_contain_text(lawful("participation.answer", dt.date.today())["reason"])
    way.album.add(citizen, "public-receipt-answered")
    citizen.goto(f"/public/notices/{way.number}/result")
    way.album.add(citizen, "public-result")


def reviewed(way: Way) -> None:
    """Signed with the reviewer's own password, no sooner than the time guaranteed."""
    page = way.page
    way.become(LEAD)
    way.take("legality_review.submit")
    way.become(REVIEWER)
    way.take("legality_review.accept")
    way.reopen()
    way.take("legality_review.counsel")
    way.reopen()
    opinion = {
        "findings": [{"conforms": True, "text": "符合。"}] * 4,
        "conclusion": "lawful",
        "text": "经审查，草案合法，可以提交集体讨论。",
    }
    open_step(page, "legality_review.conclude")
    fill(page, opinion | {"password": DEMO_PASSWORD})
    press(page)
    refusal(page)
    way.album.add(page, "legality_review.conclude-too-early")
    forward(page, days=7)
    forward(page, days=7)
    way.reopen()
    open_step(page, "legality_review.conclude")
    fill(page, opinion | {"password": "not the password"})
    press(page)
    expect(page.locator("[name=password]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=password]")).to_have_value("")
    expect(page.locator("[name=text]")).to_have_value(str(opinion["text"]))
    fill(page, {"password": DEMO_PASSWORD})
    way.album.add(page, "legality_review.conclude")
    press(page)
    taken(page)


def deliberated(way: Way) -> None:
    """The chief speaks last: sooner is refused, and what was typed is kept."""
    page = way.page
    way.become(LEAD)
    # what the dossier holds is ticked
    way.take("deliberation.submit", ("on",))
    way.become(RECORDER)
    open_step(page, "deliberation.convene")
    fill(page, {"kind": "head_office", "number": "2023年第1次"})
    way.album.add(page, "deliberation.convene")
    press(page)
    taken(page)
    way.reopen()
    open_step(page, "deliberation.attend")
    rows = page.locator("[name$='-present'][value=yes]").count()
    fill(page, {f"attendances-{rows - 1}-present": False, f"attendances-{rows - 1}-absence_reason": "在县里开会"})
    way.album.add(page, "deliberation.attend")
    press(page)
    taken(page)

    way.reopen()
    open_step(page, "deliberation.speak")
    speakers = [option.get_attribute("value") for option in page.locator("[name=number] option").all()]
    chief = speakers[-1]
    fill(page, {"number": chief, "position": "agree", "words": "我先讲。"})
    press(page)
    assert refusal(page)
    expect(page.locator("[name=words]")).to_have_value("我先讲。")
    way.album.add(page, "deliberation.speak-refused")
    for place, speaker in enumerate(speakers):
        way.reopen()
        open_step(page, "deliberation.speak")
        said = ("reserved", "收集点运行费用还可以再核实。") if place == 0 else ("agree", "同意该方案。")
        fill(page, {"number": speaker, "position": said[0], "words": said[1]})
        if place == 0:
            way.album.add(page, "deliberation.speak")
        press(page)
        taken(page)
    way.reopen()
    open_step(page, "deliberation.decide")
    votes = page.locator("[name$='-vote'][value=for]").count()
    assert votes == len(speakers)
    fill(page, {f"ballots-{place}-vote": "for" for place in range(votes)})
    fill(page, {"outcome": "adopted", "text": "原则同意，由经济发展办公室组织实施。"})
    way.album.add(page, "deliberation.decide")
    press(page)
    taken(page)


def published(way: Way) -> None:
    page = way.page
    way.become(OFFICE)
    way.take("publication.report_party", ("on",), kind="report")
    way.reopen()
    way.take(
        "publication.publish",
        ("on", "channels", "interpretation"),
        wide_concern=True,
        title=TITLE,
    )
    way.reopen()
    way.take("publication.archive", ("on", "retention", "received_by", "unconfirmed"))
    way.reopen()
    way.album.add(page, "archived")
    left = page.locator("#actions a").evaluate_all("links => links.map((link) => link.pathname.split('/').pop())")
    assert sorted(left) == AFTERWARDS


def proven(way: Way, site: Site, tmp_path: Path) -> None:
    """The trail shows all of it, the log verifies, and the exported dossier passes the check of paper dossiers."""
    page = way.page
    step_into(page, AUDITOR)
    open_decision(page, way.number)
    page.locator("main a[href$='/trail']").click()
    steps = page.locator(".timeline > li")
    expect(steps).not_to_have_count(0)
    refused = page.locator(".timeline > li.denied")
    way.album.add(page, "trail")
    assert {"ok": steps.count() - refused.count(), "denied": refused.count()} == entered(way)
    page.get_by_role("navigation").locator("a[href='/audit']").first.click()
    expect(page).to_have_url(re.compile("/audit$"))
    way.album.add(page, "audit")

    runner = site.app.test_cli_runner()
    environment = {"DATABASE_URL": f"sqlite:///{way.album.database}"}
    verified = aside(lambda: runner.invoke(main, ["audit", "verify"], env=environment))
    assert verified.exit_code == 0, verified.output
    page.goto(f"/decisions/{way.number}")
    with page.expect_download() as download:
        page.locator("a[href$='/dossier.json']").click()
    file = tmp_path / "dossier.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["drafts"]
    checked = aside(lambda: runner.invoke(main, ["check", str(file)]))
    assert checked.exit_code == 0, checked.output


def entered(way: Way) -> dict[str, int]:
    """How many entries of the log are about the decision, by what came of them."""
    with closing(sqlite3.connect(f"file:{way.album.database}?mode=ro", uri=True)) as connection:
        return dict(
            connection.execute(
                "SELECT result, COUNT(*) FROM entry JOIN decision ON decision.id = entry.decision_id "
                "WHERE decision.number = ? GROUP BY result",
                (way.number,),
            ).fetchall()
        )


def seen_outside(way: Way, citizen: Page) -> None:
    citizen.goto("/public/decisions")
    citizen.locator(f"a[href='/public/decisions/{way.number}']").first.click()
    expect(citizen.locator("h1")).to_contain_text(TITLE)
    way.album.add(citizen, "public-decision")
