"""Hiding personal data in words that are published: telephone numbers, identity and card numbers, e-mail addresses.

Publishing what became of opinions needs their substance, never who can be reached behind them (713 art. 18).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflow.domain.unseen import unseen

# full-width digits, letters and signs are read as half-width ones; one character stays one character
_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20}

# numbers that are spelt out
_SPELT = dict(zip(map(ord, "〇零一幺二三四五六七八九"), "001123456789", strict=True))
_APART = "[ .·-]?"
_NUMBERS = re.compile(
    rf"""
    (?<!\d)(?:
        \d(?:{_APART}\d){{5}}{_APART}(?:1{_APART}9|2{_APART}0)(?:{_APART}\d){{9}}{_APART}[\dXx] # identity number of 18 places
      | \d{{15}}                                                      # identity number of the old kind
      | \d{{4}}(?:{_APART}\d{{4}}){{3}}(?:{_APART}\d{{1,3}})?            # bank card
      | (?:(?:\+|00)?86{_APART})?1[3-9]\d{_APART}\d{{4}}{_APART}\d{{4}} # mobile telephone
      | \(?0\d{{2,3}}\)?{_APART}\d{{3,4}}{_APART}\d{{4}}               # telephone with its area code
    )(?!\d)
    """,
    re.VERBOSE,
)
_E_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# what follows such a word is a number or an account, however short
_ACCOUNT = re.compile(
    r"(?:电话|手机|座机|固话|微信|qq|wechat|tel(?:ephone)?|phone)[号码是为:. ]{0,6}(?P<account>[A-Za-z0-9_-]{5,24})",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    {"村民", "群众", "居民", "市民", "农户", "网友", "匿名", "一村民", "某村民", "先生", "女士", "本人", "村委会"}
)


Span = tuple[int, int]


@dataclass(frozen=True)
class Private:
    """What must not be published of who wrote: their names and contacts, and of those erased where they had stood.

    `passages` are by the digest of the text they stand in, so that they hold for this text and no other.
    """

    words: tuple[str, ...] = ()
    passages: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


def spans(text: str, passage: str) -> list[Span]:
    """Where a passage stands in a text, from its first place to the one after its last."""
    wanted = passage.strip().translate(_WIDTH)
    return [found.span() for found in re.finditer(re.escape(wanted), text.translate(_WIDTH))] if wanted else []


def mask(text: str, private: Iterable[str] = (), hidden: Iterable[Span] = ()) -> str:
    """`text` with numbers and addresses hidden, every occurrence of the words in `private`, and the passages `hidden`.

    The first three digits of a number and the first letter of an address remain, so that the sentence can be read.
    Words of `private` that are one character long or name nobody (村民, 匿名 …) are left standing.
    """
    plain = text.translate(_WIDTH)
    shown = list(text)
    for start, end in hidden:
        _hide(shown, max(start, 0), min(end, len(shown)))
    for start, end in naming(text, private):
        _hide(shown, start, end)
    # what nobody sees parts no number
    seen = [place for place, char in enumerate(text) if char.isspace() or not unseen(char)]
    for found in _NUMBERS.finditer("".join(plain[place] for place in seen).translate(_SPELT)):
        _hide(shown, seen[found.start()], seen[found.end() - 1] + 1, keep=3)
    for found in _E_MAIL.finditer(plain):
        _hide(shown, found.start(), found.end(), keep=1)
    for found in _ACCOUNT.finditer(plain):
        start, end = found.span("account")
        if "*" not in shown[start:end]:
            _hide(shown, start, end, keep=1)
    return "".join(shown)


def naming(text: str, private: Iterable[str]) -> list[Span]:
    """Where a text has one of the words in `private` that name somebody."""
    named = (word for word in private if len(word.strip()) >= 2 and word.strip().translate(_WIDTH) not in _GENERIC)
    return [span for word in named for span in spans(text, word)]


def text_digest(text: str) -> str:
    """What a text is told from others by."""
    return hashlib.sha256(text.encode()).hexdigest()


def published(text: str, private: Private, hidden: Iterable[Span] = ()) -> str:
    """`text` as it may be published, with what would name somebody hidden, also if they were erased since."""
    return mask(text, private.words, [*hidden, *private.passages.get(text_digest(text), ())])


def _hide(shown: list[str], start: int, end: int, keep: int = 0) -> None:
    for place in range(start, end):
        if shown[place].isalnum():
            if keep > 0:
                keep -= 1
            else:
                shown[place] = "*"
