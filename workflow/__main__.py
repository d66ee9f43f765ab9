"""The command `shenjue`; also `python -m workflow`."""

from __future__ import annotations

import atexit
import gc


def main() -> None:
    """Load the command line, then be it."""
    # law, models and libraries stay to the end: to look through them for garbage again and again slows start and report,
    # and at the end the process gives all of it back anyway
    gc.set_threshold(20_000, 20, 20)
    atexit.register(gc.freeze)
    from workflow.cli import main as command

    command(prog_name="shenjue")


if __name__ == "__main__":
    main()
