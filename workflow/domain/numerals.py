"""Figures written in Chinese characters."""

from __future__ import annotations

_ONES = {
    char: value
    for value, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TENS = {"十": 10, "百": 100, "千": 1000}

NUMERALS = "".join((*_ONES, *_TENS, "万"))
"""Every character a numeral is made of."""


def figure_of(numeral: str) -> int:
    """The figure a numeral below a hundred million stands for."""
    high, myriads, low = numeral.partition("万")
    if myriads:
        return (figure_of(high) or 1) * 10_000 + figure_of(low)
    total = digit = 0
    for char in numeral:
        if char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = digit * 10 * (digit > 0) + _ONES[char]
    return total + digit
