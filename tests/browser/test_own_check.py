"""The second implementation of the verifier, in the browser: it says of a log what the offline verifier says of it."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import faults
from tests.browser.site import DESK, PHONE, Site, picture
from tests.longtier.recording import Many, Ran
from tests.trail import course
from tests.trail.test_offline import RULES, recomputed
from workflow.trail import offline
from workflow.trail.checkpoint import CheckpointFile

pytestmark = [pytest.mark.browser, pytest.mark.trial("T26")]

Bodies = list[bytes]
LOOKED = """async ([log, note, keys]) => {
  const bytes = Uint8Array.from(atob(log), (each) => each.charCodeAt(0));
  const [found] = Verify.notesOf(note), read = await Verify.readLog(bytes, [found.size]);
  const signed = await Verify.signedBy(found, await Verify.keysOf(keys));
  return { root: read.root, size: read.size, faults: read.faults, agrees: read.roots[found.size] === found.root, signed };
}"""


@pytest.fixture
def script(site: Site, browser: Browser) -> Iterator[Page]:
    """A page of our own origin, where a browser computes digests, with nothing on it but the script."""
    page = browser.new_page(viewport=DESK)
    page.goto(f"{site.address}/public/log")
    yield page
    page.close()


def looked(page: Page, bodies: Bodies, note: str) -> dict:
    log = base64.b64encode(b"".join(body + b"\n" for body in bodies)).decode()
    return page.evaluate(LOOKED, [log, note, course.trust().encode()])


def flipped(bodies: Bodies, rounds: int) -> Iterator[Bodies]:
    """One bit of one entry is another."""
    chance = random.Random(26)
    for _ in range(rounds):
        seq = chance.randrange(len(bodies))
        body = bytearray(bodies[seq])
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        if b"\n" not in body:
            yield [*bodies[:seq], bytes(body), *bodies[seq + 1 :]]


def test_it_agrees_with_the_offline_verifier(script: Page, tmp_path: Path, many: Many, ran: Ran) -> None:
    """Sound logs of every length are sound for both; of forged ones neither says so. The roots are the same."""
    entries, places = list(course.course(2)), iter(range(10**6))
    whole = course.linked(entries)

    def both(bodies: Bodies, point: CheckpointFile) -> tuple[dict, offline.Report]:
        place = course.Export(bodies, [point]).write(tmp_path / str(next(places)))
        return looked(script, bodies, point.encode()), offline.verify(place, json.loads(course.trust().encode()), RULES)

    sizes = [size for size in range(1, len(whole) + 1) for _ in range(many(1, 1 + 500 // len(whole)))][:: many(9, 1)]
    for size in sizes:
        found, report = both(whole[:size], course.checkpoint(whole[:size]))
        assert (found["faults"], found["agrees"], found["signed"]["wrong"]) == ([], True, [])
        assert (report.exit, report.size, report.roots["sha256"]) == (offline.SOUND, found["size"], found["root"])
        assert len(found["signed"]["right"]) == 2, "the log and the county"
    point = course.checkpoint(whole)
    forged = [*recomputed(entries, many(8, 300)), *(("flip", 0, each) for each in flipped(whole, many(8, 250)))]
    for what, _, bodies in (chosen := forged[:: many(7, 1)]):
        found, report = both(bodies, point)
        assert report.exit == offline.TAMPERED, what
        assert found["faults"] or not found["agrees"], what
        assert found["root"] == report.roots["sha256"], what
    ran(logs=len(sizes), tampered=len(chosen))


def written(place: Path, name: str, content: str | bytes) -> Path:
    (place / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return place / name


@pytest.mark.parametrize(
    ("locale", "good", "bad"), [("zh-CN", "与检查点相符", "第5条"), ("en-US", "It agrees", "Entry 5")]
)
def test_a_reader_checks_what_was_downloaded(
    site: Site, visit: Callable[..., Page], tmp_path: Path, locale: str, good: str, bad: str
) -> None:
    """The log with its checkpoint and keys; one entry with its proof; something else."""
    page = visit(site, locale=locale, viewport=PHONE)
    page.goto("/public/log")
    export = course.export(1)
    log = written(tmp_path, "log.jsonl", b"".join(each + b"\n" for each in export.bodies))
    point = written(tmp_path, "log.checkpoint.txt", export.checkpoints[-1].encode())
    keys = written(tmp_path, "keys.json", course.trust().encode())
    found, chosen = page.locator("#own-found"), page.locator("#own-files")
    chosen.set_input_files([log, point, keys])
    expect(found.locator(".good").last).to_contain_text(course.COUNTY.public.name)
    expect(found).to_contain_text(good)
    expect(found.locator(".bad")).to_have_count(0)
    assert not faults(page, locale.removesuffix("-US"))
    picture(page, "own-check", f"{locale}.png")
    changed = [*export.bodies[:5], export.bodies[5].replace(b'"clk":"ntp"', b'"clk": "ntp"'), *export.bodies[6:]]
    chosen.set_input_files(
        [written(tmp_path, "changed.jsonl", b"".join(each + b"\n" for each in changed)), point, keys]
    )
    expect(found.locator(".bad").first).to_contain_text(bad)
    proof = written(tmp_path, "entry.tlog-proof", export.proofs[0].encode())
    chosen.set_input_files([written(tmp_path, "entry.json", export.bodies[7]), proof, keys])
    expect(found.locator(".good")).to_have_count(3)
    chosen.set_input_files([written(tmp_path, "entry.json", export.bodies[8]), proof])
    expect(found.locator(".bad")).to_have_count(1)
    chosen.set_input_files([written(tmp_path, "alone.json", export.bodies[8]), keys])
    expect(found.locator("li")).to_have_count(1)
    expect(found).to_contain_text("entry.tlog-proof")
    chosen.set_input_files([keys])
    expect(found).not_to_contain_text("tlog-proof")
    expect(found.locator(".bad")).to_have_count(1)
