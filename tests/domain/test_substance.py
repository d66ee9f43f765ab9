"""What is a reason, and what only says yes or no again."""

from __future__ import annotations

import pytest

from workflow.domain.substance import (
    answers,
    says_none,
    says_something,
    says_what_is_urgent,
    says_why_again,
    says_why_not_major,
)
from workflow.domain.terms import Disposition, Handling


@pytest.mark.parametrize(
    "words",
    [
        *("", "无", "略。", "暂无", "没有", "否", "无理由", "无特殊情况", "不适用", "×××", "xxx", "x", "1、2"),
        *(
            "不采纳",
            "经研究，全部不予采纳。",
            "意见1、2：未采纳",
            "已采纳。",
            "同意",
            "领导同意",
            "领导要求",
            "按领导批示",
            "已修改",
            "已调整。",
        ),
        *("理由如下：", "同上", "见附件", "详见附件。", "理由充分。", "理由不充分", "按程序", "按规定办理", "依法依规"),
        *("特殊原因", "因特殊情况", "情况特殊", "其他原因", "工作需要", "因工作需要。", "因故", "会议研究决定"),
        *("N/A", "ｎ／ａ", "NA.", "No", "ok", "OK!", "nil", "None.", "rejected", "No reason", "special circumstances"),
        *("无\u200b", "同 意", "工\u200b作需要", "\u3164", "\u115f\uffa0", "①②③", "一", "二、三"),
        *(
            "阅",
            "呈阅",
            "照办",
            "收悉",
            "可",
            "行",
            "已核，无误",
            "属实",
            "如前所述",
            "详见材料",
            "见上",
            "见上述",
            "见下文",
            "啊",
            "嗯",
        ),
        *("确有必要", "符合规定", "没意见", "待补充", "如题", "见草案正文", "as required", "see the draft", "TBD"),
    ],
)
def test_words_that_give_no_reason(words: str) -> None:
    assert not says_something(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "法律已有规定。",
            "上级文件另有规定。",
            "超出预算，不予采纳。",
            "期限。",
            "时间紧",
            "情况紧急。",
            "病",
            "草案涉密",
            "不可行",
            "可能滑坡",
            "三组无水",
            "3天",
            "请假",
        ),
        *("因公出差", "不可行", "可行", "不涉及", "无人机禁飞", "无必要。", "未按程序公示", "材料不齐，不予启动。"),
        *("依据不足", "部门不同意", "工作需要增加两台泵", "已加宽至3米。", "上级要求", "因病。", "同一号。"),
        *("The law provides for it.", "No funds.", "notice", "Ill", "OK for the flood season"),
    ],
)
def test_words_that_give_one(words: str) -> None:
    assert says_something(words)


@pytest.mark.parametrize("words", ["", " ", "无。", "没有", "N/A", "none"])
def test_words_that_say_there_is_nothing(words: str) -> None:
    assert says_none(words)


@pytest.mark.parametrize("words", ["2", "意见2", "不采纳", "无障碍设施", "同意"])
def test_words_that_say_there_is_something(words: str) -> None:
    assert not says_none(words)


def test_what_is_adopted_needs_fewer_words() -> None:
    for adopted in (Disposition.ADOPTED, Handling.ADOPTED):
        assert answers(adopted, "同意，已修改。")
        assert not answers(adopted, "无")
    for other in (Disposition.PARTLY, Disposition.REJECTED, Handling.EXPLAINED, Handling.TRANSFERRED):
        assert not answers(other, "同意，已修改。")
        assert answers(other, "超出预算。")


@pytest.mark.parametrize("words", ["不重大", "不是重大行政决策", "领导要求", "上级要求", "一般事项。", "无"])
def test_that_it_is_none_is_not_why_it_is_none(words: str) -> None:
    assert not says_why_not_major(words)


@pytest.mark.parametrize(
    "words",
    ["甲乙丙丁戊己", "子丑寅卯", "啊啊啊啊", "哈哈呵呵", "asdf", "qwerty", "fdsa", "abcd", "甲乙丙，asdf。", "阿斯顿"],
)
def test_what_fingers_or_counting_give_is_no_reason(words: str) -> None:
    assert not says_something(words)
    assert not says_why_not_major(f"不作为重大行政决策：{words}")


@pytest.mark.parametrize("words", ["甲乙双方已经约定", "天天有人反映", "甲村", "wifi", "ASDF公司报价低"])
def test_what_only_looks_like_it_may_be_one(words: str) -> None:
    assert says_something(words)


@pytest.mark.parametrize("words", ["规模小", "投资8万元", "只涉及一个组", "面积不足一亩", "县里已经定了线路"])
def test_why_it_is_no_major_decision(words: str) -> None:
    assert says_why_not_major(words)


@pytest.mark.parametrize(
    "words",
    [
        *("时间紧", "时间紧、任务重", "情况紧急", "工作需要", "上级要求尽快", "urgent", "Time is short."),
        *("尽快开工", "为了尽快实施", "时间紧任务重，需尽快出台", "赶进度", "年底前必须完成"),
        *("刻不容缓", "因时间关系，来不及", "领导催得急", "会议召开在即，要上会", "特事特办", "ASAP"),
    ],
)
def test_haste_is_no_reason_for_haste(words: str) -> None:
    assert not says_what_is_urgent(words)


@pytest.mark.parametrize(
    "words", ["汛期将至，情况紧急。", "汛期前必须完成", "坝体渗漏", "疫情", "春耕在即", "The dam leaks."]
)
def test_what_is_urgent(words: str) -> None:
    assert says_what_is_urgent(words)


@pytest.mark.parametrize(
    "words",
    [
        *("", "无。", "再次论证。", "重新论证", "补充论证", "专家论证", "需要再次论证。", "再次办理的理由", "见上"),
        *("按照领导意见重新论证。", "为了更好地开展工作。", "为稳妥起见", "稳妥起见，再听证一次。", "进一步完善"),
        *("应上级要求再次评估", "重新组织专家进行充分论证", "为确保决策的科学性，需重新评估。", "草案需要重新听证"),
        *("To argue it again.", "A second hearing is needed.", "to be on the safe side"),
    ],
)
def test_that_it_is_done_again_is_not_why(words: str) -> None:
    assert not says_why_again(words)


@pytest.mark.parametrize(
    "words",
    [
        *("首次论证的两名专家未到会，意见不全。", "论证后出台新的上位法。", "上次听证未通知相邻村民。", "时间紧"),
        *("专家组缺少水质专业。", "汛期已过，补充评估积水风险。", "原评估没有涉及扬尘。", "又有新的利害关系人。"),
        *("首次论证不充分", "程序不规范", "专家变更", "县水利局要求补充论证", "The first panel had no hydrologist."),
    ],
)
def test_why_it_is_done_again(words: str) -> None:
    assert says_why_again(words)
