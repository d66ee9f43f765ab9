"""Law files: a broken folder tells all that is wrong with it, and a published file is never edited."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tests.domain.dossiers import LABEL, having, rulebook, setting
from workflow.domain.lawfiles import LawFilesError, Library, library, read_library
from workflow.domain.lawparts import Kind

LAW = Path(str(files("workflow") / "law"))
PUBLISHED = Path(__file__).with_name("published.json")
CN, CQ = "instruments/cn-713.toml", "instruments/cq-337.toml"
PROCEDURE, PROFILE = "procedures/major-decision.toml", f"profiles/{LABEL}.toml"


def place(file: str, rule_id: str) -> str:
    """Where a rule stands in its file, as a problem of it says."""
    rules = tomllib.loads((LAW / file).read_text(encoding="utf-8"))["rules"]
    assert rule_id in {rule["id"] for rule in rules}
    return f"rules[{rule_id}]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the law files, to be broken."""
    shutil.copytree(LAW, tmp_path / "law")
    return tmp_path / "law"


@pytest.fixture
def problems(folder: Path) -> Callable[[], list[str]]:
    """What reading the folder complains of."""

    def read() -> list[str]:
        with pytest.raises(LawFilesError) as error:
            read_library(folder)
        assert str(error.value) == "\n".join(map(str, error.value.problems))
        for each in error.value.problems:
            assert any("一" <= char <= "鿿" for char in each.said.zh), each
        return [f"{each.file}: {each.key}: {each.said.en}" for each in error.value.problems]

    return read


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_installed_is_whole() -> None:
    assert LABEL in library().profiles
    assert library() is library()
    assert rulebook().label == LABEL


def test_everything_wrong_is_said_at_once(folder: Path, problems: Callable[[], list[str]]) -> None:
    """One breakage of every kind, in four files, in one answer."""
    edit(folder / CN, 'guard = "units_named"', 'guard = "units_guessed"')
    edit(folder / CN, "params = { days = 30", "params = { days = 0")
    edit(folder / CN, 'steps = ["drafting.save"]', 'steps = ["drafting.dream"]')
    edit(folder / CN, 'id = "cn-713.11"', 'id = "cn-713.10"')
    edit(folder / CN, 'guard = "counsel_heard"', 'guard = "aspects_found"')
    edit(folder / CQ, 'stage = "drafting"', 'stage = "daydreaming"')
    edit(
        folder / PROCEDURE,
        '{ key = "rejected",',
        '{ key = "limbo", stage = "publication", name = { zh = "无", en = "None" } },\n  { key = "rejected",',
    )
    edit(folder / PROFILE, 'instrument = "cn-713"', 'instrument = "cn-714"')
    edit(folder / PROFILE, 'instrument = "cq-337"', 'instrument = "cn-713"')
    edit(
        folder / PROFILE,
        "[[layers]]",
        '[[layers]]\ninstrument = "cq-337"\nbinding = "direct"\nunder = { zh = "无", en = "none" }\n\n[[layers]]',
    )
    (folder / "instruments" / "broken.toml").write_text("kind = = 3", encoding="utf-8")
    (folder / "instruments" / "gbk.toml").write_bytes("name = '规定'".encode("gb18030"))
    (folder / "instruments" / "unnamed.toml").write_text('kind = "instrument"\nid = "x"\n', encoding="utf-8")
    (folder / "profiles" / "copy.toml").write_bytes((LAW / PROFILE).read_bytes())
    found = problems()
    for beginning in (
        f"{CN}: rules[cn-713.10].guard: there is no guard units_guessed",
        f"{CN}: {place(CN, 'cn-713.10')}.id: cn-713.10 is there twice",
        f"{CN}: {place(CN, 'cn-713.15.period')}.params.days: ",
        f"{CN}: {place(CN, 'cn-713.12.2')}.steps: there is no step drafting.dream",
        f"{CN}: {place(CN, 'cn-713.28')}.params.aspects: ",
        f"{CQ}: {place(CQ, 'cq-337.14')}.stage: there is no stage daydreaming",
        f"{PROCEDURE}: tracks.main.states.limbo: no step leads here",
        f"{PROFILE}: layers[cn-714].instrument: there is no instrument cn-714",
        "instruments/broken.toml: TOML: ",
        "instruments/gbk.toml: TOML: ",
        "instruments/unnamed.toml: name: it is missing: write it",
        f"profiles/copy.toml: id: the file must be named {LABEL}.toml",
    ):
        assert [each for each in found if each.startswith(beginning)], (beginning, found)
    assert len(found) == len(set(found)), "nothing is said twice"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            PROFILE,
            'procedure = "major-decision"',
            'procedure = "minor"',
            f"{PROFILE}: kinds[major_decision].procedure: there is no procedure minor",
        ),
        (PROFILE, 'convention = "first_day_excluded"', 'convention = "last_day"', f"{PROFILE}: convention: "),
        (PROFILE, 'binding = "by_reference"', 'binding = "loosely"', f"{PROFILE}: layers[cn-713].binding: "),
        (PROFILE, 'kind = "blocks"', 'kind = "forbids"', f"{PROFILE}: house.rules[house.participation].kind: "),
        (
            PROFILE,
            'key = "joint"',
            'key = "head_office"',
            f"{PROFILE}: vocabularies.meeting_kinds: head_office is there twice",
        ),
        (
            PROFILE,
            'kinds = ["major_decision"], name',
            'kinds = ["major"], name',
            f"{PROFILE}: vocabularies.conclusions[exploratory].kinds: there is no kind major",
        ),
        (
            PROFILE,
            'key = "high", name',
            'key = "high", effect = "forbid", name',
            f"{PROFILE}: vocabularies.risk_levels[high].effect: there is no effect forbid",
        ),
        (
            PROCEDURE,
            'key = "publication", name',
            'key = "publication", when = ["operators"], name',
            f"{PROCEDURE}: stages.publication.when: there is no track publication",
        ),
        (CQ, 'id = "cq-337.13"', 'id = "cn-713.11"', f"{CQ}: rules[cn-713.11].id: cn-713.11 is there twice"),
        (CQ, 'limit = "hard"', 'limit = "firm"', "params.limit: "),
        (CQ, 'concern = "units_named"', 'concern = "bases_listed"', "share a concern but not guard and steps"),
        (
            PROFILE,
            'yields_to = "found_necessary"',
            'yields_to = "found_needed"',
            f"{PROFILE}: house.rules[house.against_study].yields_to: there is no guard found_needed; did you mean found_",
        ),
        (CQ, "since = 2020-09-01", "since = 2020-09-01\nuntil = 2030-01-01", f"{CQ}: rules[cq-337.4].until: "),
        (CN, 'fields = ["problem"', 'fields = ["beauty"', f"{CN}: {place(CN, 'cn-713.10.2')}.params.fields[1]: "),
        (PROCEDURE, 'target = "studied"', 'target = "burnt"', "has no state burnt"),
        (PROCEDURE, 'during = ["drafting"]', 'during = ["daytime"]', "the main track has no state daytime"),
        (PROCEDURE, 'id = "drafting.save"', 'id = "initiation.approve"', "steps: two steps have one id"),
        (
            PROCEDURE,
            'roles = { staff = "any", unit_lead = "any", office = "any" }',
            "roles = {}",
            "no role may take it",
        ),
        (
            PROCEDURE,
            'roles = { staff = "any",',
            'roles = { queen = "any",',
            f"{PROCEDURE}: steps[initiation.propose].roles",
        ),
        (
            PROCEDURE,
            'roles = { staff = "any",',
            'roles = { staff = "some",',
            f"{PROCEDURE}: steps[initiation.propose].roles",
        ),
        (PROCEDURE, 'initial = "new"', 'initial = "old"', "there is no state old"),
        (
            PROCEDURE,
            'key = "studied", stage = "initiation"',
            'key = "studied", stage = "study"',
            "there is no stage study",
        ),
        (PROCEDURE, 'key = "studied", stage', 'key = "proposed", stage', "two states have one key"),
        (
            PROCEDURE,
            'stage = "drafting"\nname = { zh = "保存',
            'stage = "writing"\nname = { zh = "保存',
            "there is no stage writing",
        ),
        (PROCEDURE, 'track = "expert_review"', 'track = "experts"', "there is no track experts"),
        (PROCEDURE, 'key = "main"', 'key = "trunk"', "there is no track main"),
    ],
)
def test_one_thing_wrong(
    folder: Path, problems: Callable[[], list[str]], file: str, old: str, new: str, said: str
) -> None:
    edit(folder / file, old, new)
    assert said in "\n".join(problems())


def test_an_instrument_no_profile_uses_is_read_as_well(folder: Path, problems: Callable[[], list[str]]) -> None:
    spare = (folder / CN).read_text(encoding="utf-8").replace('id = "cn-713"', 'id = "cn-000"', 1)
    (folder / "instruments" / "cn-000.toml").write_text(
        spare.replace('guard = "units_named"', 'guard = "units_guessed"'), encoding="utf-8"
    )
    (said,) = problems()
    assert said.startswith(f"instruments/cn-000.toml: {place(CN, 'cn-713.11')}.guard: there is no guard units_guessed;")


def test_states_that_only_lead_to_each_other_are_not_reached(folder: Path, problems: Callable[[], list[str]]) -> None:
    limbo = "".join(
        f'{{ key = "{key}", stage = "publication", name = {{ zh = "无", en = "None" }} }},\n  ' for key in "ab"
    )
    edit(folder / PROCEDURE, '{ key = "rejected",', f'{limbo}{{ key = "rejected",')
    edit(
        folder / PROCEDURE,
        'moves = [{ source = ["published", "withheld"], target = "archived" }]',
        'moves = [{ source = ["published", "withheld"], target = "archived" }, { source = ["a"], target = "b" }, '
        '{ source = ["b"], target = "a" }]',
    )
    said = "\n".join(problems())
    assert "tracks.main.states.a: no step leads here" in said
    assert "tracks.main.states.b: no step leads here" in said


def test_a_folder_without_profiles_says_so(folder: Path, problems: Callable[[], list[str]]) -> None:
    shutil.rmtree(folder / "profiles")
    assert problems() == ["profiles: folder: there is no such folder: make it"]


def test_the_version_in_force_on_a_day(folder: Path) -> None:
    text = (folder / PROFILE).read_text(encoding="utf-8")
    later = text.replace('version = "2020.1"', 'version = "2024.1"').replace(
        "since = 2020-09-01", "since = 2024-03-01", 1
    )
    (folder / "profiles" / "cq-township-2024.1.toml").write_text(later, encoding="utf-8")
    both: Library = read_library(folder)
    assert both.in_force("cq-township", date(2020, 9, 1)).label == LABEL
    assert both.in_force("cq-township", date(2024, 2, 29)).label == LABEL
    assert both.in_force("cq-township", date(2024, 3, 1)).label == "cq-township-2024.1"
    with pytest.raises(KeyError, match="no version in force on 2020-08-31"):
        both.in_force("cq-township", date(2020, 8, 31))
    with pytest.raises(KeyError):
        both.rulebook("cq-township-1999.1")


def test_the_stricter_rule_rules_and_all_are_cited() -> None:
    by_id = {rule.id: rule for rule in rulebook().rules}
    period = by_id["cq-337.17.period"]
    assert "cn-713.15.period" not in by_id
    assert period.rule.kind is Kind.BLOCKS
    assert [article.zh for article in period.articles] == [
        "《重庆市重大行政决策程序规定》第十七条第二款",
        "《重大行政决策程序暂行条例》第十五条第一款",
    ]
    assert {citation.binding.zh for citation in period.citations} == {"参照执行"}
    held = by_id["house.participation"]
    assert held.articles[0].zh.startswith("《本机关重大行政决策内部规则》第一条")
    assert held.articles[1].zh == "《重大行政决策程序暂行条例》第十四条第一款"
    assert [citation.binding.zh for citation in held.citations] == ["本级内部规则", "参照执行"]
    # more aspects, more materials: the instrument that asks more rules, whichever layer it is
    assert {"cq-337.19", "cq-337.27.materials", "cq-337.26"} <= set(by_id)


@pytest.mark.parametrize(
    ("days", "ruling"), [(29, "cq-337.17.period"), (30, "cq-337.17.period"), (31, "cn-713.15.period")]
)
def test_more_days_are_stricter_when_the_kind_is_the_same(folder: Path, days: int, ruling: str) -> None:
    edit(
        folder / CN,
        'kind = "needs_reason"\nguard = "comment_period_met"',
        'kind = "blocks"\nguard = "comment_period_met"',
    )
    edit(folder / CN, 'params = { days = 30, limit = "soft" }', f'params = {{ days = {days}, limit = "soft" }}')
    rules = {rule.rule.concern: rule.id for rule in read_library(folder).rulebook(LABEL).rules}
    assert rules["comment_period"] == ruling


def test_no_law_file_says_less_in_english() -> None:
    """Every text of every rule is there in both languages, and the English is English."""
    for rule in rulebook().rules:
        for words in (rule.rule.demand, rule.rule.remedy, rule.rule.article):
            assert any("一" <= char <= "鿿" for char in words.zh), rule.id
            assert not any("一" <= char <= "鿿" for char in words.en), rule.id


def test_published_law_files_are_never_edited() -> None:
    """A decision pins the rulebook it was begun under: what it was judged by must stay what it was."""
    published: dict[str, str] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    now = {str(path.relative_to(LAW)): hashlib.sha256(path.read_bytes()).hexdigest() for path in LAW.rglob("*.toml")}
    # what carries the law is no law: it grows with the system
    now = {name: digest for name, digest in now.items() if not name.startswith("coverage/")}
    changed = sorted(name for name, digest in published.items() if now.get(name) != digest)
    assert not changed, (
        f"{', '.join(changed)}: published, so it may not be edited or removed. Write the change as a new version "
        "(a new profile file, and a new instrument or procedure file for it to name), and add it to published.json."
    )
    missing = sorted(set(now) - set(published))
    assert not missing, f"{', '.join(missing)}: add its sha256 to {PUBLISHED.name} when it is published."
    assert library().digests == now


COUNTY = """kind = "profile"
id = "cq-township"
version = "2027.1"
extends = "cq-township-2020.1"
name = { zh = "清泉乡重大行政决策规则", en = "Major decisions of Qingquan Township" }
since = 2027-01-01
without = ["house.expert_review"]

[vocabularies]
retention = [{ key = "permanent", name = { zh = "永久", en = "Permanent" } }]

[[house.rules]]
id = "house.period"
article = { zh = "第四条", en = "rule 4" }
stage = "participation"
steps = ["participation.open"]
kind = "blocks"
guard = "comment_period_met"
concern = "comment_period"
params = { days = 40, limit = "hard" }
demand = { zh = "征求意见不得少于40日。", en = "Opinions may be sent for no less than 40 days." }
remedy = { zh = "将截止日期改为不早于提示的日期。", en = "Move the end to the day named or later." }
since = 2027-01-01

[[house.rules]]
id = "house.reviewer"
article = { zh = "第五条", en = "rule 5" }
stage = "legality_review"
steps = ["legality_review.accept", "legality_review.conclude"]
kind = "blocks"
guard = "reviewer_not_drafter"
concern = "reviewer_not_drafter"
params = { acts = ["review", "final_check"] }
demand = { zh = "起草人不审查。", en = "Drafters do not review." }
remedy = { zh = "换人办理。", en = "Have it done by another." }
since = 2027-01-01
"""


def test_a_profile_that_extends_another_writes_only_what_is_its_own(folder: Path) -> None:
    (folder / "profiles" / "cq-township-2027.1.toml").write_text(COUNTY, encoding="utf-8")
    shelf = read_library(folder)
    base, county = shelf.rulebook(LABEL), shelf.in_force("cq-township", date(2027, 1, 1))
    assert county.label == "cq-township-2027.1"
    assert county.procedure == base.procedure
    rules = {rule.id: rule for rule in county.rules}
    assert rules["house.period"].articles[0].zh == "《本机关重大行政决策内部规则》第四条"
    assert len(rules["house.period"].articles) == 3, "the rules it is stricter than are cited"
    assert "house.expert_review" not in rules
    assert "cq-337.19.held" in rules, "what the house no longer asks, the law still does"
    # in its place, not beside it
    assert [rule.id for rule in county.profile.house.rules if rule.id == "house.reviewer"] == ["house.reviewer"]
    assert rules["house.reviewer"].rule.article.zh == "第五条"
    assert list(county.labels["retention"]) == ["permanent"]
    assert county.labels["outcomes"] == base.labels["outcomes"]
    assert "house.period" not in {rule.id for rule in base.rules}


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("cq-township-1999.1", "there is no profile cq-township-1999.1; did you mean cq-township-2024.1"),
        ("cq-township-2027.1", "cq-township-2027.1 extends itself in the end: change extends"),
    ],
)
def test_a_profile_extends_one_that_is_there(
    folder: Path, problems: Callable[[], list[str]], base: str, said: str
) -> None:
    text = COUNTY.replace('extends = "cq-township-2020.1"', f'extends = "{base}"')
    (folder / "profiles" / "cq-township-2027.1.toml").write_text(text, encoding="utf-8")
    assert problems() == [f"profiles/cq-township-2027.1.toml: extends: {said}"]


def test_no_profile_holds_an_instrument_that_came_later(folder: Path, problems: Callable[[], list[str]]) -> None:
    edit(folder / PROFILE, "since = 2020-09-01", "since = 2020-08-31")
    (said,) = (each for each in problems() if ".instrument: " in each)
    assert said.startswith(f"{PROFILE}: layers[cq-337]")
    assert "cq-337 is in force only since 2020-09-01: a profile of 2020-08-31 has no such layer" in said


def test_no_reason_shortens_a_hard_limit_that_does_not_say_so(folder: Path) -> None:
    (folder / "profiles" / "cq-township-2027.1.toml").write_text(COUNTY, encoding="utf-8")
    book = read_library(folder).rulebook("cq-township-2027.1")
    rule = next(each for each in book.rules if each.id == "house.period")
    for reason in ("", "汛期将至。"):
        (gap,) = rule.guard.check(having({"notice.shortened_reason": reason}), rule.params, setting(book=book))
        assert not gap.excused
        assert "该期限不得缩短" in gap.detail.zh


NEXT, PERIOD = "profiles/cq-township-2027.1.toml", "house.rules[house.period]"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("guard =", "gaurd =", f"{PERIOD}.gaurd: there is no key gaurd; did you mean guard"),
        (
            "comment_period_met",
            "comment_period",
            f"{PERIOD}.guard: there is no guard comment_period; did you mean comment_p",
        ),
        ("days = 40", "day = 40", f"{PERIOD}.params.day: there is no key day; did you mean days"),
        ("days = 40", 'days = "40"', f"{PERIOD}.params.days: write a whole number without quotation marks"),
        ("days = 40", "days = true", f"{PERIOD}.params.days: write a whole number"),
        ("days = 40", "shorten = 1, days = 40", f"{PERIOD}.params.shorten: write true or false"),
        ("days = 40", "days = 0", f"{PERIOD}.params.days: it must not be less than 1"),
        ('limit = "hard"', 'limit = "不得少于"', f"{PERIOD}.params.limit: it must be one of: 'soft', 'hard'"),
        (
            ', en = "Move the end to the day named or later."',
            "",
            f"{PERIOD}.remedy.en: the English is missing: write it",
        ),
        ('"Move the end to the day named or later."', '""', f"{PERIOD}.remedy.en: it must not be empty"),
        (
            '{ zh = "第四条", en = "rule 4" }',
            '"第四条"',
            f'{PERIOD}.article: write it as {{ zh = "中文", en = "English" }}',
        ),
        (
            'id = "house.period"',
            'id = "cn-713.11"',
            "house.rules[cn-713.11].id: cn-713.11 is there twice: give one another",
        ),
        (
            "since = 2027-01-01\n",
            "since = 2020-09-01\n",
            "since: 2020-09-01 is not after cq-township-2020.1, which it ext",
        ),
        ("since = 2027-01-01\n", 'since = "2027年1月1日"\n', "since: write a day without quotation marks"),
        ('steps = ["participation.open"]', 'steps = "participation.open"', f"{PERIOD}.steps: write a list, such as"),
        ('steps = ["participation.open"]', "steps = []", f"{PERIOD}.steps: name at least one"),
        (
            'stage = "participation"',
            'stage = "public"',
            f"{PERIOD}.stage: there is no stage public; did you mean public",
        ),
        (
            '"participation.open"',
            '"participation.answer"',
            f"{PERIOD}.concern: house.period and cn-713.15.period share",
        ),
        (
            'without = ["house.expert_review"]',
            'without = ["cn-999"]',
            "without: there is no house rule, layer or kind of",
        ),
        ('id = "house.period"', 'id = "house.reviewer"', "house.rules[house.reviewer]: house.reviewer is there twice"),
        ('without = ["house.expert_review"]', 'without = "house.expert_review"', "without: write a list, such as"),
        ('extends = "cq-township-2020.1"', 'extends = ["cq-township-2020.1"]', "extends: name one version, such as"),
        ("[vocabularies]", "[[vocabularies]]", "vocabularies: write it as [vocabularies]"),
        ("[vocabularies]", 'layers = "cn-713"\n[vocabularies]', "layers: write a list: [[layers]] for each"),
        ("[vocabularies]", "[house]\nrules = 1\n[vocabularies]", "TOML: "),
        (
            "retention = [",
            "retentions = [",
            "vocabularies.retentions: there is no vocabulary retentions; did you mean rete",
        ),
        ("[[house.rules]]", "[[house.rule]]", "house.rule: there is no key rule; did you mean rules"),
        ('limit = "hard" }', 'limit = "hard"', "TOML: "),
        ("days = 40", "days = 40.5", f"{PERIOD}.params.days: write a whole number"),
        ('limit = "hard"', 'limit = "hard", "" = 1', f"{PERIOD}.params.: there is no key"),
    ],
)
def test_what_a_clerk_gets_wrong_is_said_at_its_place(
    folder: Path, problems: Callable[[], list[str]], old: str, new: str, said: str
) -> None:
    """In the clerk's own file, at the rule by its name, with what to write instead; nothing else is blamed."""
    (folder / NEXT).write_text(COUNTY, encoding="utf-8")
    edit(folder / NEXT, old, new)
    found = problems()
    assert any(each.startswith(f"{NEXT}: {said}") for each in found), found
    assert all(each.startswith(f"{NEXT}: ") for each in found), found


def test_a_rule_that_cannot_be_read_hides_no_wrong_parameter(folder: Path, problems: Callable[[], list[str]]) -> None:
    """Neither in the clerk's own file nor in an instrument: both are said in the same run."""
    (folder / NEXT).write_text(COUNTY, encoding="utf-8")
    edit(folder / NEXT, 'kind = "blocks"', 'kind = "block"')
    edit(folder / NEXT, "days = 40", "days = 0")
    edit(folder / CN, 'kind = "advises"', 'kind = "advise"')
    edit(folder / CN, "params = { days = 30", "params = { days = 0")
    found = "\n".join(problems())
    assert f"{NEXT}: {PERIOD}.kind: " in found
    assert f"{NEXT}: {PERIOD}.params.days: it must not be less than 1" in found
    assert re.search(rf"^{CN}: rules\[\S+\]\.kind: ", found, re.MULTILINE)
    assert re.search(rf"^{CN}: rules\[\S+\]\.params\.days: it must not be less than 1", found, re.MULTILINE)


@pytest.mark.parametrize("share", ["0.67", "三分之二", "2／3"])
def test_a_share_is_said_to_be_a_fraction_in_words(folder: Path, share: str) -> None:
    edit(folder / PROFILE, 'share = "1/2"', f'share = "{share}"')
    with pytest.raises(LawFilesError) as error:
        read_library(folder)
    assert error.value.problems
    assert all("分数" in each.said.zh and "^" not in each.said.en for each in error.value.problems)


def test_a_rule_that_begins_later_than_its_version_is_complained_of(
    folder: Path, problems: Callable[[], list[str]]
) -> None:
    (folder / NEXT).write_text(COUNTY[::-1].replace("10-10-7202", "10-10-8202", 1)[::-1], encoding="utf-8")
    assert problems() == [
        f"{NEXT}: house.rules[house.reviewer].since: the rule begins on 2028-01-01, after this version on 2027-01-01: "
        "write a version of its own for that day"
    ]


def test_what_is_cited_by_subject_says_so_and_no_number_is_made_up():
    """Where the text at hand gives no number of an article, the instrument says so; every other citation has its number."""
    unnumbered = {
        instrument.id: [
            rule.id
            for rule in (*instrument.rules, *instrument.annual)
            if not re.match(r"第[一二三四五六七八九十百]+条", rule.article.zh)
        ]
        for instrument in library().instruments.values()
    }
    assert {name: len(rules) for name, rules in unnumbered.items() if rules} == {"cn-supervision-2019": 2, "cq-171": 8}
    for name in unnumbered:
        assert bool(library().instruments[name].note) == bool(unnumbered[name])
