"""The paragraph of the yearly report on the rule of law: the figures in the report's own words."""

from __future__ import annotations

from workflow.domain.figures import NOTHING_TO_DECIDE, Figure, Figures
from workflow.domain.lawparts import Kind
from workflow.domain.prose import NONE, and_, counted, joined_clauses, listed, split, times, was
from workflow.domain.text import Text, day_words

HEADING = Text("（二）提高依法决策水平。", "(2) Raising the level of lawful decision-making.")

# A stage is mandatory where a rule that may not be departed from demands it.
MANDATORY = (
    ("participation_held", Text("公众参与", "public participation")),
    ("expert_review_held", Text("专家论证", "expert review")),
    ("risk_assessment_held", Text("风险评估", "risk assessment")),
    ("review_passed_on_same_draft", Text("合法性审查", "legality review")),
    ("decided_before", Text("集体讨论决定", "collective deliberation and decision")),
)


def paragraph(figures: Figures) -> Text:
    """The paragraph, ready to be copied. What did not happen is left out, or said where its absence says something."""
    sentences = [HEADING, _law(figures)]
    if figures.number("decisions"):
        writers = (
            _matters,
            _states,
            _participation,
            _hearings,
            _experts,
            _risks,
            _competition,
            _reviews,
            _meetings,
            _closing,
            _order,
        )
        sentences += [sentence for write in writers if (sentence := write(figures)).zh]
    else:
        sentences.append(_none_handled(figures))
    return Text("".join(each.zh for each in sentences), " ".join(each.en for each in sentences))


def _none_handled(figures: Figures) -> Text:
    """A year in which the program handled nothing: what was recorded of it later, if anything was."""
    when, past, published = _when(figures), figures.number("past"), figures.number("past.published")
    if not past:
        return Text(f"{when.zh}，没有办理重大行政决策事项。", f"{when.en}, no major decision was dealt with.")
    return Text(
        f"{when.zh}，作出重大行政决策{past}件，已公布{published}件（系统启用前办理，据补录的以往决策统计）。",
        f"{when.en}, {counted(past, 'major decision')} were taken and {published} published (before the system was in use, by "
        "what was recorded later).",
    )


def _when(figures: Figures) -> Text:
    if figures.whole:
        return Text(f"{figures.year}年", f"In {figures.year}")
    day = day_words(figures.as_of)
    return Text(f"{figures.year}年1月1日至{day.zh.partition('年')[2]}", f"From 1 January to {day.en}")


def _law(figures: Figures) -> Text:
    # the most specific one that speaks of the whole procedure
    name = [each for each in figures.rulebook.instruments if any(rule.stage == "deliberation" for rule in each.rules)][
        -1
    ].name
    binding = {rule.rule.guard for rule in figures.rulebook.rules if rule.rule.kind is Kind.BLOCKS}
    stages = [stage for guard, stage in MANDATORY if guard in binding]
    if len(stages) < len(MANDATORY):
        return Text(f"严格执行《{name.zh}》等文件。", f"We strictly carried out the {name.en} and related documents.")
    zh, en = and_([stage.zh for stage in stages], [stage.en for stage in stages])
    return Text(
        f"严格执行《{name.zh}》等文件，将{zh}作为重大行政决策的必经程序。",
        f"We strictly carried out the {name.en} and related documents and made {en} mandatory steps of every major "
        "administrative decision.",
    )


def _matters(figures: Figures) -> Text:
    when, n = _when(figures), figures.number("decisions")
    counts = [
        (zh, en, value)
        for key, zh, en in (
            ("proposals", "收到决策事项建议", "proposals received"),
            ("started", "启动决策程序", "procedures started"),
            ("declined", "决定不予启动", "declined"),
        )
        if (value := figures.number(key))
    ]
    dealt = Text(f"办理重大行政决策事项{n}件", f"{counted(n, 'matter was', 'matters were')} dealt with")
    kinds = split("类别", n, figures.parts("category"), quoted=True)
    said = "，".join(f"{zh}{value}件" for zh, _, value in counts)
    told = "; ".join(f"{en}: {value}" for _, en, value in counts)
    return Text(
        f"{when.zh}，{said}{'；' if counts else ''}{dealt.zh}，{kinds.zh}。",
        f"{when.en}, {dealt.en}: {kinds.en}{'; ' if counts else ''}{told}.",
    )


def _states(figures: Figures) -> Text:
    """Where the matters stood: those decided, those under way, those that ended, as people group them."""
    day = day_words(figures.as_of)
    zh, en = ("年末", "At the end of the year") if figures.whole else (day.zh.partition("年")[2], f"On {day.en}")
    parts = [each for each in figures.parts("state") if each.value]
    if len(parts) == 1:
        said = split("状态", figures.number("decisions"), parts, quoted=True)
        return Text(f"截至{zh}，上述事项{said.zh}。", f"{en}, the matters stood as follows: {said.en}.")
    states = {each.key: each for each in figures.rulebook.procedure.track_by_key["main"].states}
    groups: dict[str, list[Figure]] = {"": [], "正在办理的，": [], "终止办理的，": []}
    for each in parts:
        key = each.key.partition(".")[2]
        done = key in NOTHING_TO_DECIDE or (states[key].final and not states[key].ended)
        groups["" if done else "终止办理的，" if states[key].final else "正在办理的，"].append(each)
    told = "；".join(head + listed(those).zh for head, those in groups.items() if those)
    english = "; ".join(listed(those, quoted=True).en for those in groups.values() if those)
    return Text(f"截至{zh}，上述事项中，{told}。", f"{en}, the matters stood as follows: {english}.")


def _participation(figures: Figures) -> Text:
    notices, opinions, results, dealt = (
        figures.number(key) for key in ("notices", "opinions", "results", "results.opinions")
    )
    clauses = []
    if notices:
        clauses.append(
            Text(
                f"发布征求意见公告{notices}次",
                f"{counted(notices, 'notice')} soliciting opinions {was(notices)} published",
            )
        )
    if opinions:
        clauses.append(Text(f"收到公众意见{opinions}条", f"{counted(opinions, 'opinion')} {was(opinions)} received"))
    elif notices:
        clauses.append(Text("未收到公众意见", "no opinion was received"))
    if results and dealt:
        parts = [part for part in figures.parts("results") if part.key.rpartition(".")[2] in _DISPOSITIONS]
        answers = split("结果", dealt, parts)
        clauses.append(
            Text(
                f"公布意见采纳情况{results}次，所涉意见{dealt}条逐条研究处理，{answers.zh}",
                f"results were published {times(results)}, on {counted(dealt, 'opinion')}, each answered: {answers.en}",
            )
        )
    elif results:
        clauses.append(
            Text(
                f"公布意见采纳情况{results}次，所涉事项均未收到意见",
                f"results were published {times(results)}, without opinions",
            )
        )
    if heard := figures.number("heard"):
        clauses.append(
            Text(
                f"公开征求意见之外另行听取意见{heard}次",
                f"opinions were heard {times(heard)} beside public solicitation",
            )
        )
    return joined_clauses(clauses)


def _hearings(figures: Figures) -> Text:
    held, came = figures.number("hearings.held"), figures.number("hearings.present")
    if not held:
        return NONE
    en = f"{counted(held, 'hearing')} {was(held)} held with {counted(came, 'participant')}"
    return joined_clauses([Text(f"召开听证会{held}次，听证参加人到会{came}人次", en)])


_DISPOSITIONS = ("adopted", "partly", "rejected")


def _experts(figures: Figures) -> Text:
    reviews, experts, opinions = (figures.number(key) for key in ("expert_reviews", "experts", "expert_opinions"))
    if not reviews:
        return NONE
    return Text(
        f"办结专家论证{reviews}次，参加论证专家{experts}人次，出具论证意见{opinions}份。",
        f"{counted(reviews, 'expert review')} {was(reviews)} concluded, with {counted(experts, 'expert')} taking part and "
        f"{counted(opinions, 'written opinion')}.",
    )


def _risks(figures: Figures) -> Text:
    risks, good, bad = (figures.number(key) for key in ("risks", "controllable.yes", "controllable.no"))
    if not risks:
        return NONE
    levels = split("等级", risks, figures.parts("risk"))
    verdict = (
        Text(f"认定风险可控{good}次、不可控{bad}次", f"{good} found controllable, {bad} not")
        if bad
        else Text("均认定风险可控", "all found controllable")
    )
    if risks == 1 and not bad:
        verdict = Text("认定风险可控", "found controllable")
    return Text(
        f"完成风险评估{risks}次，{levels.zh}，{verdict.zh}。",
        f"{counted(risks, 'risk assessment')} {was(risks)} completed ({levels.en}), {verdict.en}.",
    )


def _competition(figures: Figures) -> Text:
    reviews = figures.number("competition")
    if not reviews:
        return NONE
    parts = split("结论", reviews, figures.parts("competition"), quoted=True)
    return Text(
        f"作出公平竞争审查结论{reviews}次，{parts.zh}。",
        f"{counted(reviews, 'fair competition review')} {was(reviews)} concluded: {parts.en}.",
    )


def _reviews(figures: Figures) -> Text:
    clauses, reviews = [], figures.number("reviews")
    if reviews:
        parts = split("结论", reviews, figures.parts("review"), quoted=True)
        clauses.append(
            Text(
                f"出具合法性审查意见书{reviews}份，{parts.zh}",
                f"{counted(reviews, 'legality opinion')} {was(reviews)} given: {parts.en}",
            )
        )
    average = figures.of("review_days")
    if average and reviews > 1:
        low, high = figures.number("review_days.shortest"), figures.number("review_days.longest")
        clauses.append(
            Text(
                f"平均用时{average.value}个工作日（最短{low}个、最长{high}个工作日）",
                f"on average {average.value} working days were taken (from {low} to {high})",
            )
        )
    elif average:
        clauses.append(Text(f"用时{average.value}个工作日", f"{average.value} working days were taken"))
    for key, zh, en in (
        ("returned", "退回承办单位", "materials were returned to the unit"),
        ("supplements", "要求补充材料", "supplements were asked for"),
    ):
        if value := figures.number(key):
            clauses.append(Text(f"{zh}{value}次", f"{en} {times(value)}"))
    return joined_clauses(clauses)


def _meetings(figures: Figures) -> Text:
    brought, decided = figures.number("meetings"), figures.number("resolutions")
    clauses = []
    if brought:
        clauses.append(Text(f"提请会议集体讨论{brought}次", f"matters were brought before a meeting {times(brought)}"))
    if decided:
        parts = [part for part in figures.parts("outcome") if part.part]
        outcomes = split("结果", decided, parts, quoted=True)
        clauses.append(
            Text(
                f"作出决定{decided}次，{outcomes.zh}",
                f"{counted(decided, 'decision')} {was(decided)} taken: {outcomes.en}",
            )
        )
    if postponed := figures.number("outcome.postponed"):
        clauses.append(Text(f"会议决定暂缓{postponed}次", f"meetings put a matter off {times(postponed)}"))
    if dissents := figures.number("dissents"):
        clauses.append(
            Text(f"如实载明不同意见{dissents}条", f"{counted(dissents, 'dissent')} {was(dissents)} set down in full")
        )
    if against := figures.number("against_majority"):
        clauses.append(
            Text(
                f"所作决定与多数人意见不一致的{against}次",
                f"{counted(against, 'decision')} went against the majority",
            )
        )
    return joined_clauses(clauses)


def _closing(figures: Figures) -> Text:
    return joined_clauses(
        [
            Text(f"{zh}{value}{unit}", en.format(n=value))
            for key, zh, unit, en in (
                ("reported", "向同级党委请示报告", "次", "requests and reports to the Party committee: {n}"),
                ("published", "公布决策", "件", "decisions published: {n}"),
                ("archived", "归档", "件", "matters archived: {n}"),
            )
            if (value := figures.number(key))
        ]
    )


def _order(figures: Figures) -> Text:
    refused = figures.number("refused")
    if not refused:
        return NONE
    return Text(
        f"办理过程中，对尚不符合程序规则的操作，系统未予办理{refused}次，均留痕备查。",
        f"The system did not let a step be taken {times(refused)} whose conditions were not met yet; each is on record.",
    )
