"""What `make bench` measures of the door is still there to be measured: the steps are taken, matter after matter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# the clients keep what they opened until their process ends
TWICE = """
import sys
from pathlib import Path
from sqlalchemy.engine import make_url
from tests.bench import door
place = sys.argv[1]
url = make_url(f"sqlite:///{place}/bench.db")
door.prepare(url, place)
step = door.stepping(url, place, 0)
for _ in range(2 * len(door.TAKEN)):
    step()
print("taken")
"""


@pytest.mark.one_database
def test_the_steps_that_are_measured_are_taken_matter_after_matter(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", TWICE, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr[-500:]) == (0, "taken\n", "")
