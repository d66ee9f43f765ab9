"""Passwords: how they are kept, and which are good enough."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from workflow.domain.text import Text

MIN_LENGTH = 12
MAX_LENGTH = 128

# of every demonstration account, shown on the sign-in page of a demonstration; a signature asks for it again
DEMO_PASSWORD = "qingquan-demo-2022"  # noqa: S105
MIN_CHARACTERS = 5
COMMON = frozenset(
    {
        "123456789012", "1234567890123", "123456781234", "qwertyuiop12", "password1234", "admin1234567",
        "administrator", "letmein12345", "111111222222", "abcdefghijkl", "abcd12345678", "a12345678901",
    }
)  # fmt: skip

_hasher = PasswordHasher()


def make_hash(password: str) -> str:
    """The argon2id hash to keep instead of the password."""
    return _hasher.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether `password` is the one `kept` was made of; takes about as long for a wrong one as for the right one."""
    try:
        return _hasher.verify(kept, password)
    except (Argon2Error, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than today's and should be made anew."""
    return _hasher.check_needs_rehash(kept)


_nobody: str | None = None


def nobody() -> str:
    """A hash no password fits, so that an unknown login costs as much time as a known one."""
    global _nobody
    if _nobody is None or outdated(_nobody):
        _nobody = make_hash("-")
    return _nobody


def faults(password: str, *, login: str, name: str = "") -> list[Text]:
    """Everything that is wrong with a new password; empty for a good one."""
    found: list[Text] = []
    if len(password) < MIN_LENGTH:
        found.append(
            Text(f"密码应不少于{MIN_LENGTH}个字符。", f"The password needs at least {MIN_LENGTH} characters."),
        )
    if len(password) > MAX_LENGTH:
        found.append(
            Text(f"密码应不多于{MAX_LENGTH}个字符。", f"The password may have at most {MAX_LENGTH} characters."),
        )
    lowered = password.lower()
    if len(set(password)) < MIN_CHARACTERS or lowered in COMMON:
        found.append(Text("密码过于简单，请另选一个。", "The password is too easy to guess; choose another."))
    if (len(login) >= 4 and login in lowered) or (name and name in password):
        found.append(
            Text("密码不得包含登录名或者姓名。", "The password must not contain the login or the name."),
        )
    return found
