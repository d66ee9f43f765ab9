"""The report of an expert review (专家论证报告), written from its record. It is an official paper and therefore in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Expert, ExpertReview
from workflow.domain.terms import Stance
from workflow.domain.wording import quoted

_ASPECTS = (
    ("legality", "合法性"),
    ("necessity", "必要性"),
    ("feasibility", "可行性"),
    ("soundness", "科学性"),
    ("risk", "风险可控性"),
)


def expert_report(dossier: Dossier) -> str:
    """The report as plain text, one paragraph a line; what is not recorded is left out. Empty without a review."""
    review = dossier.expert_review
    if review is None:
        return ""
    sections = (
        ("论证事项和方式", _matter(dossier, review)),
        ("专家产生和参加情况", _experts(dossier, review)),
        ("论证会情况", _meeting(review)),
        ("专家论证意见", _opinions(review)),
        ("意见研究处理和反馈情况", _feedback(review)),
        ("论证结论", _result(review)),
    )
    lines = [f"{quoted(_title(dossier, review))}专家论证报告"]
    written = [(title, body) for title, section in sections if (body := list(section))]
    for place, (title, body) in zip("一二三四五六", written, strict=False):
        lines += [f"{place}、{title}", *body]
    signed = review.result.on if review.result else review.on
    lead = dossier.initiation.lead_unit if dossier.initiation else ""
    return "\n".join([*lines, *((lead,) if lead else ()), _day(signed)])


def _title(dossier: Dossier, review: ExpertReview) -> str:
    return next((each.title for each in dossier.drafts if each.version == review.version), dossier.title)


def _matter(dossier: Dossier, review: ExpertReview) -> Iterable[str]:
    version = f"第{review.version}版" if review.version else ""
    yield f"{_day(review.on)}，就{quoted(_title(dossier, review))}{version}组织专家论证，采取{review.method.label.zh}方式。"
    if review.questions.strip():
        yield f"论证的内容和问题：{_flat(review.questions)}"
    if review.materials.strip():
        day = f"{_day(review.materials_on)}" if review.materials_on else ""
        yield f"{day}向专家提供的论证材料：{_flat(review.materials)}"
    if review.disputed:
        yield "对论证问题存在重大分歧，持不同意见的各方均有代表参加。"


def _experts(dossier: Dossier, review: ExpertReview) -> Iterable[str]:
    for drawn in dossier.expert_draws:
        field = f"{drawn.field}领域" if drawn.field else "不限领域"
        yield (
            f"{_day(drawn.on)}从专家库随机抽取专家（{field}）：候选{len(drawn.candidates)}名，抽中{len(drawn.drawn)}名，"
            f"编号{'、'.join(drawn.drawn)}。"
        )
    if review.not_called.strip():
        yield f"抽中未选聘的理由：{_sentence(review.not_called)}"
    yield f"参加论证的专家共{len(review.sitting)}名："
    for place, expert in enumerate(review.sitting, start=1):
        yield f"{place}．{_named(expert)}{_about(review, expert)}"
    for expert in review.experts:
        if expert.replaced:
            came = next((each.name for each in review.experts if each.number == expert.replaced.successor), "")
            yield f"{_day(expert.replaced.on)}，{expert.name}由{came}接替，理由：{_sentence(expert.replaced.reason)}"


def _about(review: ExpertReview, expert: Expert) -> str:
    parts = [f"专家库编号{expert.pool_number}"] if expert.pool_number else []
    if review.disputed and expert.stance is not Stance.NEUTRAL:
        parts.append(f"对论证问题持{expert.stance.label.zh}意见")
    if expert.no_interest:
        parts.append("已声明与决策事项没有直接利害关系")
    why = f"选取理由：{_sentence(expert.why_chosen)}" if expert.why_chosen.strip() else ""
    return "，".join(["", *parts]) + "。" + why


def _meeting(review: ExpertReview) -> Iterable[str]:
    record = review.record
    if record is None:
        return
    names = {each.number: each.name for each in review.experts}
    yield f"时间：{_day(record.on)}{record.time}"
    for label, value in (("地点", record.place), ("主持", record.chair)):
        if value:
            yield f"{label}：{value}"
    yield "到会专家：" + "、".join(names[number] for number in record.attended if number in names)
    yield from (line.strip() for line in record.discussion.splitlines() if line.strip())
    yield "会议记录经下列专家本人签名确认：" + "、".join(names[number] for number in record.signed if number in names)


def _opinions(review: ExpertReview) -> Iterable[str]:
    for expert in review.experts:
        if opinion := expert.opinion:
            yield f"{expert.name}：{opinion.conclusion.label.zh}。"
            for key, label in _ASPECTS:
                if words := _flat(getattr(opinion, key)):
                    yield f"关于{label}：{_sentence(words)}"


def _feedback(review: ExpertReview) -> Iterable[str]:
    for expert in review.experts:
        if told := expert.feedback:
            reason = _sentence(told.reason) if told.reason.strip() else ""
            yield f"{expert.name}的意见：{told.disposition.label.zh}。{reason}"


def _result(review: ExpertReview) -> Iterable[str]:
    if review.result:
        yield from (line.strip() for line in review.result.summary.splitlines() if line.strip())


def _named(expert: Expert) -> str:
    return "，".join(part for part in (expert.name, expert.unit, expert.field) if part)


def _flat(text: str) -> str:
    """Several lines as one paragraph."""
    return "".join(line.strip() for line in text.splitlines())


def _sentence(text: str) -> str:
    flat = _flat(text)
    return flat if flat.endswith(("。", "！", "？", "；")) else f"{flat}。"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
