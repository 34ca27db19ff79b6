"""Each script runs, and each measurement says how it is run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import picture
from tests.quick_pilot import use_quick_pilot

ROOT = Path(__file__).parents[2]
SCRIPTS = {"picture.py", "drive_wheel.py", "settings_table.py"}
LEGIBILITY = ("rsvg-convert", "ffmpeg", "tesseract", "fc-list")
"""What the measurement of legibility needs besides Python."""
MEASUREMENTS = ("startup.py", "latency.py", "importing.py", "preview.py")


def run(
    folder: str, *arguments: str, path: str = os.environ["PATH"], timeout: int = 120
) -> "subprocess.CompletedProcess[str]":
    """Run a script in its folder, as the README of the folder says."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT / folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )


def test_no_script_is_without_a_test() -> None:
    """The table of settings has a test of its own beside those of the settings."""
    assert {path.name for path in (ROOT / "scripts").glob("*.py")} == SCRIPTS


def test_the_picture_shows_a_session_with_what_was_recorded_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_quick_pilot(monkeypatch)
    svg = tmp_path / "live.svg"

    picture.main([str(svg)])

    shown = svg.read_text(encoding="utf-8").replace("&#160;", " ")
    assert "Harbour" in shown
    assert "Partial refunds wait" in shown
    assert "@font-face" not in shown


def test_an_installed_program_is_driven_through_its_main_job() -> None:
    driven = run(".", "scripts/drive_wheel.py", str(Path(sys.executable).with_name("refine")))

    assert (driven.returncode, driven.stderr) == (0, "")
    assert driven.stdout.splitlines()[-1] == "ok  exported: the minutes hold what was recorded"


@pytest.mark.parametrize("measurement", MEASUREMENTS)
def test_a_measurement_says_how_it_is_run(measurement: str) -> None:
    result = run("bench", measurement, "--help")

    assert (result.returncode, result.stderr) == (0, "")
    assert "--rounds" in result.stdout


@pytest.mark.long
@pytest.mark.parametrize("measurement", MEASUREMENTS)
def test_a_measurement_can_be_repeated(measurement: str) -> None:
    result = run("bench", measurement, "--rounds", "1")

    assert (result.returncode, result.stderr) == (0, "")
    assert "aim" in result.stdout


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--require",), 2)])
def test_legibility_says_which_programs_it_needs(tmp_path: Path, options: tuple[str, ...], status: int) -> None:
    result = run("bench", "legibility.py", *options, path=str(tmp_path))

    assert (result.returncode, result.stderr) == (status, "")
    assert result.stdout == f"Legibility is not measured: install {', '.join(LEGIBILITY)} (bench/README.md says how).\n"


@pytest.mark.long
@pytest.mark.skipif(not all(map(shutil.which, LEGIBILITY)), reason="needs ffmpeg, tesseract, librsvg and fontconfig")
def test_the_screen_can_be_read_in_a_video_call() -> None:
    """At 80 columns; at 120 the figures of bench/README.md say where it falls short."""
    result = run("bench", "legibility.py", "--require", "--columns", "80", timeout=1200)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("met") == 4
