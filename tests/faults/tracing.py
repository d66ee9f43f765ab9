"""System calls of a process, seen and made to fail by strace."""

from __future__ import annotations

import ctypes
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MISSING = (
    "测试系统调用出错须有 strace：apt install strace。 Tests of failing system calls need strace: apt install strace."
)

# a processor has not all of them: the question mark has strace pass over those it has not
NAMES = (
    *("openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "unlink", "unlinkat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat"),
)
# what else matters to what was written: where the next write goes, and several writes in one
_MORE = ("lseek", "pwritev")
_WHOLE = ("-xx", f"-s{2**26}")
_TAKES_ROOM = {"openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "mkdir", "mkdirat"}


class Call(NamedTuple):
    """A system call that was seen: which process made it, and the whole line."""

    process: str
    name: str
    line: str


class Point(NamedTuple):
    """The nth call of a name, and what happens to it: an error, or the process is killed at it."""

    name: str
    nth: int
    fault: str

    def __str__(self) -> str:
        return f"{self.name} {self.nth} {self.fault}"

    @property
    def injected(self) -> str:
        """As strace is told. A disk that is full stays full."""
        what = "signal=SIGKILL" if self.fault == "SIGKILL" else f"error={self.fault}"
        return f"inject={self.name}:{what}:when={self.nth}{'+' if self.fault == 'ENOSPC' else ''}"


class NotTraced(Exception):
    """Strace is not there, or may not look at a process."""


_SET_PTRACER, _ANYONE = 0x59616D61, ctypes.c_ulong(-1)


def let_anyone_trace() -> None:
    """Who is not this process's parent may trace it too, where the system asks for that."""
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYONE, 0, 0, 0)


@contextmanager
def traced(process: int, log: Path, point: Point | None = None, *, whole: bool = False) -> Iterator[None]:
    """Look at a process until it ends, and let one of its calls fail; what was seen is in `log`.

    `whole`: with every byte that is given to a call, in hex.
    """
    strace = shutil.which("strace")
    if strace is None:
        raise NotTraced(MISSING)
    names = ",".join(f"?{name}" for name in (*NAMES, *(_MORE if whole else ())))
    more = ["-e", point.injected] if point else []
    given = [
        strace,
        "-f",
        "-y",
        *(_WHOLE if whole else ("-s0",)),
        "-o",
        str(log),
        "-p",
        str(process),
        "-e",
        f"trace={names}",
        *more,
    ]
    with subprocess.Popen(given, stderr=subprocess.PIPE, text=True) as tracer:
        try:
            assert tracer.stderr is not None
            if "attached" not in (said := tracer.stderr.readline()):
                raise NotTraced(f"strace 不能跟踪进程。 strace may not look at a process: {said}")
            yield
            tracer.wait(60)
        finally:
            tracer.send_signal(signal.SIGTERM)


_CALL = re.compile(r"(\d+) +(\w+)\(")


def calls(log: Path) -> list[Call]:
    """What was seen."""
    found = [(_CALL.match(line), line) for line in log.read_text(errors="replace").splitlines()]
    return [Call(match[1], match[2], line) for match, line in found if match]


def points(seen: list[Call]) -> list[Point]:
    """Everything that may happen to a process that makes these calls: strace counts the calls of each thread apart."""
    most = Counter[str]()
    for (_, name), times in Counter((call.process, call.name) for call in seen).items():
        most[name] = max(most[name], times)
    faults = {name: ("SIGKILL", "EIO", "ENOSPC") if name in _TAKES_ROOM else ("SIGKILL", "EIO") for name in most}
    return [Point(name, nth, fault) for name in most for nth in range(1, most[name] + 1) for fault in faults[name]]


def before_answer(seen: list[Call]) -> list[Call]:
    """What was called until the answer was given, which is the last thing that goes into a pipe."""
    return seen[: max(place for place, call in enumerate(seen) if call.name == "write" and "<pipe:" in call.line)]


_WRITES, _SYNCS = {"write", "pwrite64", "ftruncate"}, {"fsync", "fdatasync"}


def written_through(seen: list[Call], ending: str) -> bool:
    """Whether what was written to the paths with that ending, a pattern, was on the disk when the answer was given."""
    path = re.compile(ending + ">")
    found = [call.name for call in before_answer(seen) if call.name in _WRITES | _SYNCS and path.search(call.line)]
    return bool(found) and found[-1] in _SYNCS


def handful(every: list[Point]) -> list[Point]:
    """One for each kind of call, at the last of its kind, when most is done; each has another fault than the one before."""
    last = {point.name: point.nth for point in every}
    of_each = ([point for point in every if (point.name, point.nth) == each] for each in last.items())
    return [faults[turn % len(faults)] for turn, faults in enumerate(of_each)]
