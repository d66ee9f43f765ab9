"""Sentences in both languages: what the rules say, they say in Chinese and in English."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """Return the sentence in `lang`; anything that does not begin with ``zh`` is answered in English."""
        return self.zh if lang.startswith("zh") else self.en

    def fmt(self, /, **values: object) -> Text:
        """Fill the named places; a value that is a `Text` is said in the matching language."""
        return Text(
            self.zh.format(**{key: value.zh if isinstance(value, Text) else value for key, value in values.items()}),
            self.en.format(**{key: value.en if isinstance(value, Text) else value for key, value in values.items()}),
        )


def joined(texts: list[Text]) -> Text:
    """Return an enumeration of `texts`: 、 between the Chinese, commas between the English."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese characters, as articles are numbered and shares are spoken."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
