"""What is hidden in published words, and what is left standing."""

from __future__ import annotations

import pytest

from workflow.domain.masking import mask


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("请打13812345678找我", "请打138********找我"),
        ("手机138-1234-5678。", "手机138-****-****。"),
        ("１３８１２３４５６７８", "１３８********"),
        ("+86 13812345678", "+86 1**********"),
        ("座机023-75551234", "座机023-********"),
        ("（０２３）７５５５１２３４", "（０２３）********"),
        ("电话：75551234", "电话：7*******"),
        ("身份证500242199001011234", "身份证500***************"),
        ("50024219900101123X有误", "500***************有误"),
        ("500242900101123", "500************"),
        ("卡号6217 0000 1234 5678 901", "卡号621* **** **** **** ***"),
        ("写信到li.si@example.com。", "写信到l*.**@*******.***。"),
        ("ａｂｃ＠ｑｑ．ｃｏｍ", "ａ**＠**．***"),
        ("微信号 lisi_2022，谢谢", "微信号 l***_****，谢谢"),
        ("QQ:12345678", "QQ:1*******"),
        ("请打139.0000.0000", "请打139.****.****"),
        ("请打一三八零零零零一二三四", "请打一三八********"),
        ("请打138\u200b12345678", "请打138\u200b********"),
        ("身份证5001011990 01011234", "身份证500******* ********"),
    ],
)
def test_numbers_and_addresses_are_hidden(given, shown):
    assert mask(given) == shown


@pytest.mark.parametrize(
    "text",
    [
        "投资估算1285.6万元，受益1,380户5620人。",
        "2022-03-01 2022-03-31期间停水",
        "2022年3月1日至2022年3月31日",
        "管网长12000000毫米",
        "二〇二二年三月一日至二〇二二年三月三十一日",
        "各组户数100 200 300 400 500 600",
        "造价1285.6000万元、2022.0301万元",
        "清泉府发〔2022〕5号文件第3条",
        "《条例》第15条第1款，详见第20220301期",
        "建议把三组也纳入管网。",
        "",
    ],
)
def test_figures_and_dates_of_the_matter_stay(text):
    assert mask(text) == text


def test_name_and_contact_of_the_sender_are_hidden_wherever_they_stand():
    text = "我是李四，住三组。李四 留 http://x/lisi"
    assert mask(text, ("李四", "http://x/lisi")) == "我是**，住三组。** 留 ****://*/****"


@pytest.mark.parametrize("word", ["", "李", " ", "村民", "匿名"])
def test_words_that_name_nobody_are_left(word):
    assert mask("广大村民李先生匿名反映", (word,)) == "广大村民李先生匿名反映"


def test_a_mask_is_as_long_as_what_it_hides():
    text = "电话１３８１２３４５６７８，li@a.cn，500242199001011234"
    assert len(mask(text)) == len(text)
    assert mask(mask(text)) == mask(text)
