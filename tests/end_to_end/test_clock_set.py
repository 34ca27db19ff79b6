"""The computer's clock is really set under the running program: the timebox goes on, and the screen says what happened.

libfaketime moves the wall clock of one process tree; the seconds since the start of the machine stay as they are.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.program import Program, capture, notice
from tests.end_to_end.terminal import Terminal

FOUND = [
    library
    for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib")
    for library in sorted(Path(folder).glob("**/faketime/libfaketimeMT.so.1"))
]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux preloads libfaketime this way"),
    pytest.mark.skipif(not FOUND, reason="libfaketime is not installed (apt-get install faketime)"),
]
SLACK = 3
"""By how many seconds the screen of a busy machine may be late."""
_READ = "import time; print(time.time(), time.clock_gettime(time.CLOCK_BOOTTIME), time.monotonic())"


class Computer:
    """A program whose computer's clock can be set."""

    def __init__(self, home: Path) -> None:
        home.mkdir()
        settings, self._offset = home / "settings.toml", home / "offset"
        settings.write_text("seconds = true\n", encoding="utf-8")
        self.program = Program(home)
        self.program.environment |= {
            "REFINE_CONFIG": str(settings),
            "LD_PRELOAD": str(FOUND[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._offset),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.set_by(hours=0)

    def set_by(self, *, hours: int) -> None:
        """Set the clock so many hours from the real time."""
        following = self._offset.with_suffix(".next")
        following.write_text(f"{hours:+}h", encoding="utf-8")
        following.replace(self._offset)

    def clocks(self) -> list[float]:
        """Return the wall time and the readings of the two monotonic clocks, as a process sees them."""
        command, environment = [sys.executable, "-c", _READ], self.program.environment
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
        return [float(reading) for reading in done.stdout.split()]


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "home")


def seconds_shown(terminal: Terminal) -> int | None:
    """Return what is left of the box, as the ribbon shows it; None: it is not drawn yet."""
    found = re.search(r"▶ Kick-off   (\d+):(\d\d) left", terminal.text)
    return None if found is None else int(found[1]) * 60 + int(found[2])


def seconds_left(terminal: Terminal, *, other_than: int | None = None) -> int:
    """Wait until the screen shows what is left of the box, or something else than before, and return it."""
    terminal.wait_until(lambda: seconds_shown(terminal) not in (None, other_than), "the seconds that are left")
    shown = seconds_shown(terminal)
    assert shown is not None
    return shown


def at_a_new_second(terminal: Terminal) -> tuple[float, int]:
    """Return the monotonic time at which the screen shows another second, and what is left of the box then."""
    left = seconds_left(terminal, other_than=seconds_left(terminal))
    return time.monotonic(), left


def test_only_the_wall_clock_is_set(computer: Computer) -> None:
    """What the other tests rely on."""
    before = computer.clocks()
    computer.set_by(hours=-1)
    after = computer.clocks()
    passed = [later - earlier for earlier, later in zip(before, after, strict=True)]

    assert passed == pytest.approx([-3600 + passed[1], passed[1], passed[1]], abs=0.5)
    assert 0 < passed[1] < 60


@pytest.mark.parametrize(
    ("hours", "there", "back_again"), [(-1, "back by 1 h", "forward by 1 h"), (1, "forward by 1 h", "back by 1 h")]
)
def test_the_timebox_goes_on_when_the_clock_is_set(computer: Computer, hours: int, there: str, back_again: str) -> None:
    with computer.program.start_session() as terminal:
        terminal.wait_for(" left ")
        began, left = at_a_new_second(terminal)
        terminal.watch(2)
        for offset, said in ((hours, there), (0, back_again)):
            computer.set_by(hours=offset)
            notice(terminal, f"The computer's clock was set {said}. The timebox goes on.")
            for _ in range(2):
                terminal.watch(2)
                now, still_left = at_a_new_second(terminal)
                assert left - still_left == pytest.approx(now - began, abs=SLACK)
        least = 300 - left + time.monotonic() - began
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        most = 300 - left + time.monotonic() - began
    kick_off = computer.program.json("show", "last")["phases"][0]
    assert least - SLACK <= kick_off["spent_seconds"] <= most + SLACK


def test_a_clock_that_is_set_back_after_a_kill_costs_no_time(computer: Computer) -> None:
    with computer.program.start_session() as terminal:
        terminal.wait_for(" left ")
        terminal.watch(2)
        capture(terminal, "d", "Refunds wait", "D1")
        left = seconds_left(terminal)
        terminal.kill()
    computer.set_by(hours=-1)
    began = time.monotonic()
    with computer.program.start("resume") as terminal:
        notice(terminal, "The computer's clock was set back by at least ")
        assert 0 <= left - seconds_left(terminal) <= SLACK + time.monotonic() - began
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
