"""Runs refine with a profiler in it: ``profiled.py OUT start|wait ARGUMENT...``.

The profiler runs from the start, or whenever SIGPROF has come; SIGVTALRM halts it and writes to OUT all it has seen.
"""

import cProfile
import signal
import sys
from pathlib import Path

_profiler = cProfile.Profile()


def main() -> None:
    """Run the program that is called ``refine``."""
    out, when, *arguments = sys.argv[1:]

    def begin(*_: object) -> None:
        _profiler.enable()

    def halt(*_: object) -> None:
        _profiler.disable()
        _profiler.dump_stats(f"{out}.part")
        Path(f"{out}.part").replace(out)

    signal.signal(signal.SIGPROF, begin)
    signal.signal(signal.SIGVTALRM, halt)
    sys.argv[1:] = arguments
    if when == "start":
        _profiler.enable()
    from refine_tui.cli import main as run  # noqa: PLC0415 - what it imports is part of what is seen

    run()


if __name__ == "__main__":
    main()
