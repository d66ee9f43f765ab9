"""What people type into the forms of the way: lawfully in several turns, and with one thing wrong."""

from __future__ import annotations

from tests.helpers import PASSWORD
from tests.stateful import execution, hearing, withholding
from tests.stateful.hand import TODAY, Fields, Hand, days, with_draft
from tests.walk import MEMBERS

ASPECTS, SEATS = range(4), range(len(MEMBERS))

_STUDY = {"necessary": "yes", "opinion": "确有必要，建议启动决策程序。"}
_APPROVE = {"deputy": "田秀英", "deputy_on": TODAY, "unit_ids": "1"}
_DRAFT = {
    "body": "一、总体要求。\n二、第{draft}稿的建设内容。",
    "note": "现就草案起草情况说明如下。",
    "change": "按各方意见作了修改。",
    "bases-0-title": "中华人民共和国水法",
    "bases-0-article": "第五十四条",
    "files": with_draft("{draft}"),
    **withholding.NOT_ASKED,
}
_ANOTHER_FILE = {name: value for name, value in _DRAFT.items() if name != "body"} | {"kept": None}
"""The words stay as they are; the file of the version before is not taken over, and another one comes instead."""
_NOTICE = {
    "title": "关于公开征求意见的公告",
    "channels": ["website", "board"],
    "ways": ["web", "telephone"],
    "contact": "经济发展办公室，023-00000000",
}
_PANEL = {
    "again": "又有新的情况。",
    "method": "written",
    "questions": "方案是否可行，水源能否保证。",
    "materials": "草案及起草说明。",
    "experts-0-name": "李文",
    "experts-0-field": "水利工程",
    "experts-0-unit": "县水利局",
    "experts-0-no_interest": "y",
}
_SUCCESSOR = {
    "expert": "{expert}",
    "reason": "因病不能参加。",
    "successor-name": "周敏",
    "successor-field": "给排水",
    "successor-unit": "县水务公司",
    "successor-no_interest": "y",
}
_EXPERT = {
    "expert": "{expert}",
    **dict.fromkeys(("legality", "necessity", "feasibility", "soundness", "risk"), "同意，论证充分。"),
    "conclusion": "support",
    "signed": "y",
}
_REPORT = {
    "level": "low",
    "text": "经走访会商，风险较小。",
    "heard-0-unit": "平安建设办公室",
    "heard-0-view": "同意。",
    "points-0-description": "施工期间停水",
    "points-0-likelihood": "3",
    "points-0-impact": "2",
    "points-0-measure": "分片施工并提前公告",
    "points-0-response": "送水到户",
}
_AMENDED = {"contact": "清泉乡经济发展办公室，分机{amended}", "reason": "公告所载电话有误。"}
_SUBMIT = {
    "preliminary": "内容合法，程序完备。",
    "preliminary_by": "白晓",
    "not_anew": "只调整了文字，不影响原来的意见和结论。",
}
_OPINION = {
    **{f"findings-{place}-conforms": "yes" for place in ASPECTS},
    **{f"findings-{place}-text": "经审查，符合规定。" for place in ASPECTS},
    "text": "经审查，意见如下。",
    "short_time_reason": "汛期将至，时间紧迫。",
    "password": PASSWORD,
}
_AGAINST = {"findings-2-conforms": "no", "advice": "第二条应当修改。"}
_CHECK = {
    "changes": "“二、第{now}稿的建设内容”一处按会议意见写明了养护责任；按会议意见增加、替换附件："
    # each version that was saved since the meeting may have come with a file
    + "、".join(f"“{with_draft(number).name}”" for number in range(1, 40)),
    "not_anew": "只写明了养护责任。",
    "reason": "超出会议决定的范围。",
    "password": PASSWORD,
}
_MEETING = {
    "kind": "head_office",
    "number": "第{meeting}次",
    "place": "乡政府三楼会议室",
    "chair": "冉光明",
    **{f"members-{place}-name": name for place, (name, _, _) in enumerate(MEMBERS)},
    "members-0-chief": "y",
}
_VOTES = {"text": "会议经讨论作出决定。", **{f"ballots-{place}-dissent": "资金没有落实。" for place in SEATS}}
OUTCOMES = {
    "adopted": "for",
    "in_principle": "for",
    "amend": "against",
    "postponed": "abstain",
    "rejected": "against",
}
"""What a meeting decides, and the vote that carries it."""


def _voted(outcome: str, vote: str) -> Fields:
    return _VOTES | {"outcome": outcome, **{f"ballots-{place}-vote": vote for place in SEATS}}


_PUBLISH = {
    "number": "清泉府发〔2022〕5号",
    "channels": ["website", "board"],
    "interpretation": "通过院坝会宣传解读。",
    "explanation": "逐条研究答复；依法不予公开的，当时没有公开征求意见，理由见审定意见。",
}
_PUT_RIGHT = {"correction": "第二条“三组”应为“四组”。", "reason": "排印有误。", "approved_by": "田秀英"}
_ARCHIVE = {"retention": "permanent", "received_by": "档案员", "unconfirmed": "外出学习，返岗后确认。"}

_HANDS = (
    Hand("initiation.study", typed=_STUDY),
    Hand("initiation.study", typed=_STUDY | {"opinion": ""}, wrong="form"),
    Hand("initiation.approve", typed=_APPROVE),
    Hand("initiation.approve", typed=_APPROVE | {"deputy": "", "deputy_on": ""}, wrong="law"),
    Hand("initiation.decline", typed={"reason": "建设资金没有落实。"}),
    Hand("drafting.save", typed=_DRAFT),
    Hand("drafting.save", typed=_ANOTHER_FILE),
    Hand("drafting.save", "secret", _DRAFT | withholding.ASKED),
    Hand("drafting.save", "kept_to", _DRAFT | {"beyond": "no"}),
    Hand("drafting.save", "beyond", _DRAFT | {"beyond": "yes"}),
    Hand("drafting.save", typed=_DRAFT | {"title": ""}, wrong="form"),
    Hand("participation.open", typed=_NOTICE),
    Hand("participation.open", typed=_NOTICE | {"ends": days(20)}, wrong="law"),
    Hand("participation.amend", typed=_AMENDED),
    Hand("participation.amend", "longer", _AMENDED | {"ends": days(40)}),
    Hand("participation.amend", typed=_AMENDED | {"reason": ""}, wrong="form"),
    Hand("participation.receive", typed={"channel": "letter", "text": "建议把三组也纳入管网。"}),
    Hand("participation.answer", typed={"disposition": "adopted", "reason": "已写入草案第二条。"}),
    Hand("participation.answer", typed={"disposition": "rejected", "reason": ""}, wrong="form"),
    Hand("participation.conclude"),
    Hand("expert_review.convene", typed=_PANEL),
    Hand("expert_review.convene", typed=_PANEL | {"experts-0-no_interest": None}, wrong="law"),
    Hand("expert_review.replace", typed=_SUCCESSOR),
    Hand("expert_review.replace", typed=_SUCCESSOR | {"successor-no_interest": None}, wrong="law"),
    Hand("expert_review.replace", typed=_SUCCESSOR | {"reason": ""}, wrong="form"),
    Hand("expert_review.opine", typed=_EXPERT),
    Hand(
        "expert_review.conclude",
        typed={
            "summary": "专家认为方案可行。",
            # whoever argued and fell out since is answered too
            **{f"feedbacks-{place}-disposition": "adopted" for place in range(8)},
            **{f"feedbacks-{place}-reason": "已吸收到草案中。" for place in range(8)},
        },
    ),
    Hand(
        "risk_assessment.start",
        typed={"methods": ["visits"], "assessor": "平安建设办公室", "again": "汛期已过，补充评估。"},
    ),
    Hand("risk_assessment.report", typed=_REPORT),
    Hand("risk_assessment.report", typed=_REPORT | {"level": ""}, wrong="form"),
    Hand("risk_assessment.find", "controllable", {"controllable": "yes", "reason": "措施可行，风险可控。"}),
    Hand("risk_assessment.find", "uncontrollable", {"controllable": "no", "reason": "施工影响水源地。"}),
    Hand("legality_review.submit", typed=_SUBMIT),
    Hand("legality_review.submit", typed=_SUBMIT | {"materials": ["draft"]}, wrong="law"),
    Hand("legality_review.accept"),
    Hand("legality_review.counsel", typed={"kind": "counsel", "name": "陈律师", "text": "草案内容合法。"}),
    Hand("legality_review.conclude", "lawful", _OPINION | {"conclusion": "lawful"}),
    Hand("legality_review.conclude", "amend", _OPINION | _AGAINST | {"conclusion": "amend"}),
    Hand("legality_review.conclude", "unlawful", _OPINION | _AGAINST | {"conclusion": "unlawful"}),
    Hand("legality_review.conclude", "lawful", _OPINION | _AGAINST | {"conclusion": "lawful"}, "law"),
    Hand("legality_review.check", "kept_to", _CHECK | {"finding": "kept_to"}),
    Hand("legality_review.check", "short", _CHECK | {"finding": "short"}),
    Hand("legality_review.check", "beyond", _CHECK | {"finding": "beyond"}),
    Hand("deliberation.submit"),
    Hand("deliberation.submit", typed={"materials": ["draft"]}, wrong="law"),
    Hand("deliberation.convene", typed=_MEETING),
    Hand("deliberation.convene", typed=_MEETING | {"members-1-chief": "y"}, wrong="law"),
    Hand("deliberation.attend"),
    Hand("deliberation.attend", typed={"attendances-1-present": "no"}, wrong="form"),
    *(
        Hand("deliberation.speak", number, {"number": number, "position": "agree", "words": "同意实施。"})
        for number in ("2", "3", "1")
    ),
    *(Hand("deliberation.decide", outcome, _voted(outcome, vote)) for outcome, vote in OUTCOMES.items()),
    Hand("deliberation.decide", "adopted", _voted("adopted", "against"), "law"),
    Hand("publication.report_party", typed={"kind": "report", "anew": "此前录入的文号有误。"}),
    Hand("publication.publish", typed=_PUBLISH),
    Hand("publication.publish", typed=_PUBLISH | {"title": ""}, wrong="form"),
    Hand("publication.amend", typed=_PUT_RIGHT),
    Hand("publication.amend", typed={"interpretation": "在院坝会上作了解读。"}),
    Hand("publication.archive", typed=_ARCHIVE),
    Hand("publication.archive", typed=_ARCHIVE | {"received_by": ""}, wrong="form"),
    *hearing.HANDS,
    *withholding.HANDS,
    *execution.HANDS,
)

HANDS: dict[str, tuple[Hand, ...]] = {}
for _hand in _HANDS:
    HANDS[_hand.act] = (*HANDS.get(_hand.act, ()), _hand)


def lawful(act: str, says: str = "") -> Hand:
    """What is typed for an act with nothing wrong, and the matter goes where `says` leads."""
    return next(each for each in HANDS[act] if not each.wrong and (each.says == says or not says))
