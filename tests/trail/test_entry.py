"""An entry is written in one way only, and anything else is refused with every reason."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.trail.entry import ENVELOPE, LIMIT, EntryError, decode, encode
from workflow.trail.vocabulary import COUNTS, DENIED, DETAILS

Fields = dict[str, str]
Entry = Callable[[Fields], Fields]
PINNED = settings(derandomize=True, deadline=None, max_examples=150)

FREE = sorted({"who", "name", "post", "as", "unit", "for", "req", "obj", "from", "to", "rule", "law", "in", "pc"})
anything = st.text(max_size=60)  # every character but the surrogates
moments = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z".zfill(24))


@st.composite
def proper(draw: st.DrawFn) -> Fields:
    fields = {key: draw(anything) for key in FREE}
    fields |= {"v": "1", "log": draw(st.text(min_size=1, max_size=40)), "ts": draw(moments)}
    fields |= {"seq": str(draw(st.integers(0, 10**18 - 1))), "ver": draw(st.sampled_from(["", "0", "7", "12345"]))}
    fields |= {
        "clk": draw(st.sampled_from(["ntp", "unsynced", "regressed", "demo"])),
        "res": draw(st.sampled_from(["ok", "denied", "error"])),
        "via": draw(st.sampled_from(["web", "cli", "job", "import", "demo"])),
        "act": draw(st.sampled_from(sorted(DETAILS))),
        "eff": draw(st.just("") | st.dates().map(str)),
        "prev": draw(st.just("") | st.binary(min_size=32, max_size=32).map(bytes.hex)),
    }
    for key in DENIED if fields["res"] == "denied" else DETAILS[fields["act"]]:
        counted = fields["res"] != "denied" and key in COUNTS.get(fields["act"], ())
        fields[f"d.{key}"] = draw(st.sampled_from(["", "0", "30"]) if counted else anything)
    return fields


def flaws(fields: object) -> set[str]:
    with pytest.raises(EntryError) as caught:
        encode(fields)  # type: ignore[arg-type]
    assert all(flaw.zh and flaw.en for flaw in caught.value.flaws)
    return {flaw.key for flaw in caught.value.flaws}


@given(proper())
@PINNED
def test_what_is_written_is_read_back(fields: Fields) -> None:
    body = encode(fields)
    assert decode(body) == fields
    assert body == rfc8785.dumps(dict(fields))
    assert encode(decode(body)) == body


@given(proper(), st.data())
@PINNED
def test_a_missing_key_is_refused(fields: Fields, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(fields)))
    del fields[key]
    assert key in flaws(fields)


@given(proper(), st.text(max_size=12) | st.text("abc", max_size=5).map("d.".__add__))
@PINNED
def test_a_key_too_many_is_refused(fields: Fields, key: str) -> None:
    if key not in fields:
        assert flaws(fields | {key: ""}) == {key}


@given(proper(), st.data(), st.sampled_from([None, 1, 1.5, True, [], {"a": "b"}, b"x"]))
@PINNED
def test_a_value_that_is_no_string_is_refused(fields: Fields, data: st.DataObject, value: object) -> None:
    key = data.draw(st.sampled_from(sorted(fields)))
    assert key in flaws(fields | {key: value})


def test_every_flaw_is_named_at_once(entry: Entry) -> None:
    fields = entry({"act": "participation.open", "v": "2", "seq": "007", "prev": "ABC", "eff": "2026-02-30", "log": ""})
    fields |= {"d.days": "三十", "extra": "\ud800"}
    del fields["who"]
    assert flaws(fields) == {"v", "seq", "prev", "eff", "log", "d.days", "extra", "who"}


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("v", ["1"], ["", "2", "01"]),
        ("res", ["ok", "error"], ["", "OK", "refused"]),
        ("clk", ["ntp", "unsynced", "regressed", "demo"], ["", "NTP", "gps"]),
        ("via", ["web", "cli", "job", "import", "demo"], ["", "api"]),
        (
            "seq",
            ["0", "9", "10", "9" * 18],
            ["", "00", "01", "-1", "+1", "1.0", "１", "1\n", " 1", "9" * 19, "9" * 5000],
        ),
        ("ver", ["", "0", "10"], ["01", "-1", "１", "1 "]),
        (
            "ts",
            ["2024-02-29T23:59:59.999Z", "0001-01-01T00:00:00.000Z"],
            [
                *("", "2026-03-02T01:00:00Z", "2026-03-02T01:00:00.000+08:00", "2026-03-02T01:00:00.000z"),
                *("2026-03-02 01:00:00.000Z", "2025-02-29T00:00:00.000Z", "2026-03-02T24:00:00.000Z"),
                *("2026-03-02T01:00:60.000Z", "2026-03-02T01:00:00.000000Z", "２026-03-02T01:00:00.000Z"),
            ],
        ),
        ("eff", ["", "2024-02-29"], ["2025-02-29", "2026-3-2", "20260302", "2026-03-02 ", "2026-W10-1"]),
        ("prev", ["", "0" * 64, "af" * 32], ["0" * 63, "0" * 65, "AF" * 32, "g" * 64]),
        ("log", ["gov.example/e1"], [""]),
        ("act", [], ["", "log.closed", "LOG.OPENED"]),
        ("name", ["", "𠮷䶮", "é", "e\u0301", "\x00\u2028\u202e"], ["\ud800", "a\udfff"]),
    ],
)
def test_the_values_of_each_key(entry: Entry, key: str, good: list[str], bad: list[str]) -> None:
    for value in good:
        assert decode(encode(entry({key: value})))[key] == value
    for value in bad:
        assert key in flaws(entry({key: value})), value


@pytest.mark.parametrize("act", sorted(DETAILS))
def test_each_act_takes_its_own_details_and_a_refusal_its_own(entry: Entry, act: str) -> None:
    done, refused = entry({"act": act}), entry({"act": act, "res": "denied"})
    assert {key for key in decode(encode(done)) if key.startswith("d.")} == {f"d.{key}" for key in DETAILS[act]}
    assert {key for key in decode(encode(refused)) if key.startswith("d.")} == {"d.rules", "d.reasons"}
    assert {"d.rules", "d.reasons"} <= flaws(done | {"res": "denied"})
    assert {"d.rules", "d.reasons"} <= flaws(refused | {"res": "ok"})


def test_the_acts_are_these_and_no_others() -> None:
    steps = {
        "initiation": "propose amend study approve decline stop reply move",
        "drafting": "research save consult compare",
        "participation": "open amend receive answer conclude reopen withhold hear explain",
        "hearing": "announce register list deliver postpone cancel hold report",
        "expert_review": "draw convene replace record opine conclude",
        "risk_assessment": "start report reuse find follow",
        "fair_competition": "examine conclude",
        "legality_review": "submit accept return request_supplement supply extend counsel conclude respond check",
        "deliberation": "submit send_back party schedule convene attend speak decide confirm correct",
        "publication": "report_party report_congress reconsider publish amend withhold disclose archive supplement_archive hand_over sign file",
        "execution": "assign report problem suggest answer suspend resume examine adjust terminate conclude",
        "evaluation": "start report use",
        "log": "opened reopened",
        "clock": "moved",
        "unit": "created",
        "person": "created changed disabled",
        "password": "changed",
        "expert": "entered changed noted removed",
        "catalogue": "begun item adopted consented published",
        "number": "code begun closed taken voided",
        "report": "drafted submitted published",
        "work": "recorded corrected withdrawn",
        "past": "recorded corrected withdrawn",
        "import": "taken",
        "calendar": "entered",
        "body": "seated left",
        "pii": "requested erased declined",
    }
    assert DETAILS.keys() == {f"{stage}.{step}" for stage, names in steps.items() for step in names.split()}
    assert all(counts <= DETAILS[act] for act, counts in COUNTS.items())


def test_numbers_the_report_adds_up_are_decimals(entry: Entry) -> None:
    for act, counts in COUNTS.items():
        for key in counts:
            assert flaws(entry({"act": act, f"d.{key}": "1.5"})) == {f"d.{key}"}
            assert encode(entry({"act": act, f"d.{key}": ""}))


def test_the_longest_entry_and_one_byte_more(entry: Entry) -> None:
    room = LIMIT - len(encode(entry({"name": ""})))
    assert len(encode(entry({"name": "x" * room}))) == LIMIT
    assert flaws(entry({"name": "x" * (room + 1)})) == {""}
    with pytest.raises(EntryError):
        decode(encode(entry({"name": "x" * room})) + b" ")
    with pytest.raises(EntryError, match=r"^longer than 16384 bytes"):
        decode(b"0" * (LIMIT + 1))  # refused unread, however long


def test_bytes_that_mean_the_same_but_are_not_canonical_are_refused(entry: Entry) -> None:
    fields = entry({})
    body = encode(fields)
    ordered = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert decode(ordered) == fields  # so that each variant below differs in one thing only
    variants = [
        json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode(),
        json.dumps(fields, ensure_ascii=False, sort_keys=True).encode(),
        json.dumps(dict(sorted(fields.items(), reverse=True)), ensure_ascii=False, separators=(",", ":")).encode(),
        body + b"\n",
        b"\xef\xbb\xbf" + body,
        body.replace(b'"v":"1"', b'"v":"\\u0031"'),
    ]
    for variant in variants:
        with pytest.raises(EntryError):
            decode(variant)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{}", b"[]", b'"v"', b"null", b"1", b"NaN", b"{", b"\xff", b'{"v":1}', b'{"v":{"a":"b"}}'),
        *(b"[" * 16000, b'{"act":' + b"[" * 900 + b"]" * 900 + b"}", b'{"v":' + b"9" * 9000 + b"}"),
        *(b'{"act":["x"],"res":{}}', b'{"v":"\\ud800"}', b'{"\\ud800":"v"}', b"0" * (LIMIT + 1)),
    ],
)
def test_rubbish_is_refused_and_nothing_else_happens(body: bytes) -> None:
    with pytest.raises(EntryError):
        decode(body)


def test_a_key_that_occurs_twice_is_refused(entry: Entry) -> None:
    body = encode(entry({}))
    with pytest.raises(EntryError) as caught:
        decode(body.replace(b'"v":"1"', b'"v":"1","v":"1"'))
    assert {flaw.key for flaw in caught.value.flaws} == {"v"}


@given(st.binary(max_size=200))
@PINNED
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with pytest.raises(EntryError):
        decode(body)


def test_the_envelope_is_what_was_agreed() -> None:
    agreed = "v log seq ts clk act res who name post as unit for via req obj ver from to rule law eff in pc prev"
    assert " ".join(ENVELOPE) == agreed
