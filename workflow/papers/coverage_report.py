"""The coverage of an instrument: as a page of plain text for people, as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workflow.domain.coverage import CARRYING_NAMES, Covered, summary
from workflow.domain.lawparts import Instrument
from workflow.domain.text import Text
from workflow.papers.plaintext import entry, wrapped

_DECLARATORY = Text("宣示", "Declaratory")
_OPEN = Text("尚无承载", "Nothing carries it yet")


def summary_text(covered: Sequence[Covered]) -> Text:
    """How much of the instrument is covered, in a sentence."""
    total, carried, declaratory, missing = summary(covered)
    done = Text(
        "共{articles}条{total}款：{carried}款有承载，{declaratory}款为宣示性规定，{missing}款尚无承载；覆盖率{share}%。",
        "{articles} articles, {total} paragraphs: {carried} carried, {declaratory} declaratory, {missing} not yet; "
        "coverage {share} %.",
    )
    return done.fmt(
        articles=len({each.article for each in covered}),
        total=total,
        carried=carried,
        declaratory=declaratory,
        missing=missing,
        share=(total - missing) * 100 // total,
    )


def as_text(instrument: Instrument, covered: Sequence[Covered], lang: str) -> str:
    """The coverage for people: every paragraph with what carries it."""
    title = Text("{name}（{number}）条款覆盖情况", "{name} ({number}): what carries each paragraph")
    lines = wrapped(title.fmt(name=instrument.name.text, number=instrument.number.text).say(lang), 0)
    lines += wrapped(summary_text(covered).say(lang), 0)
    for each in covered:
        lines += ["", *_paragraph(each, lang)]
    return "\n".join(lines) + "\n"


def _paragraph(covered: Covered, lang: str) -> Iterator[str]:
    yield from wrapped(
        Text("{place}　{gist}", "{place}  {gist}").fmt(place=covered.place, gist=covered.gist).say(lang), 3
    )
    for carrier in covered.carriers:
        value = Text("{name}（{key}）", "{name} ({key})").fmt(name=carrier.name, key=carrier.key)
        yield from entry(CARRYING_NAMES[carrier.how], value, lang, 3)
    if covered.reason:
        yield from entry(_DECLARATORY, covered.reason, lang, 3)
    if covered.open:
        yield "   " + _OPEN.say(lang)


def as_data(instrument: Instrument, covered: Sequence[Covered]) -> dict[str, Any]:
    """The coverage for programs, every word in both languages."""
    total, carried, declaratory, missing = summary(covered)
    return {
        "instrument": instrument.id,
        "name": instrument.name.text._asdict(),
        "number": instrument.number.text._asdict(),
        "total": total,
        "carried": carried,
        "declaratory": declaratory,
        "open": missing,
        "paragraphs": [
            {
                "article": each.article,
                "paragraph": each.paragraph,
                "place": each.place._asdict(),
                "gist": each.gist._asdict(),
                "carriers": [
                    {"how": carrier.how.value, "key": carrier.key, "name": carrier.name._asdict()}
                    for carrier in each.carriers
                ],
                "declaratory": each.reason._asdict() if each.reason else None,
            }
            for each in covered
        ],
    }
