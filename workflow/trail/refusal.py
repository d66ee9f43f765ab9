"""What the trail does not believe, or does not do: always with a sentence in both languages."""

from __future__ import annotations


class Refusal(ValueError):
    """Something that is not believed or not done; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)
