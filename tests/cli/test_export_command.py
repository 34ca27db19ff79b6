"""``refine export``: every format to standard output, into a file, or all of them into a folder."""

import csv
import io
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from refine_tui.domain import deep_dive, recording, timekeeping, wrap_up
from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.transitions import bind
from refine_tui.minutes.formats import FORMATS
from tests.cli.conftest import Machine
from tests.driver import StoreDriver
from tests.end_to_end.program import run_warm
from tests.end_to_end.warm import Warm
from tests.support import NINE, TEAM, FakeClock, a_setup

STEM = "2026-11-27-payments-refinement"
NEXT = NINE + timedelta(days=7)
IMPORTED = (
    ImportedItem(key="PAY-11", title="Partial refunds", type="Story"),
    ImportedItem(key="acme/shop#7", title="Retry a card", url="https://github.com/acme/shop/issues/7"),
    ImportedItem(key="4711", title="Pay later", type="User Story", status="New"),
)


@pytest.fixture
def held(machine: Machine) -> Machine:
    """Return a machine on which a session was held and closed, with items of three trackers, without a next one."""
    return _hold(machine, next_session=False)


@pytest.fixture
def followed(machine: Machine) -> Machine:
    """Return a machine on which a session was closed that knows when the next one is."""
    return _hold(machine, next_session=True)


def _hold(machine: Machine, *, next_session: bool) -> Machine:
    clock = FakeClock()
    facilitator = machine.facilitator(clock)
    facilitator.import_items(TEAM, IMPORTED, source="csv")
    facilitator.start(a_setup())
    clock.advance(minutes=20)
    facilitator.apply(bind(timekeeping.next_phase))
    for item in (1, 2, 3):
        facilitator.apply(bind(deep_dive.set_estimate, item=item, value="5"))
        facilitator.apply(bind(deep_dive.mark_ready, item=item))
    facilitator.apply(bind(recording.add_decision, text="Refunds wait", because="the fees are open", item=2))
    if next_session:
        facilitator.apply(bind(wrap_up.set_next_session, at=NEXT))
    facilitator.apply(bind(wrap_up.close))
    facilitator.leave(paused=False)
    assert isinstance(facilitator.store, StoreDriver)
    facilitator.store.close()
    return machine


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files aside."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_goes_to_standard_output_as_it_is(followed: Machine, warm: Warm, name: str) -> None:
    """With its own line ends, and nothing besides."""
    result = run_warm(warm, ("export", "last", "--format", name), dict(os.environ))
    written = followed.run("export", "last", "--format", name, "--output", "out")

    assert (result.returncode, result.stderr) == (0, "")
    assert (written.exit_code, written.stdout) == (0, "out\n")
    content = (followed.home / "out").read_bytes()
    assert content.decode() == result.stdout
    assert (b"\r\n" in content) is (name in {"csv", "ics", "jira", "azure"})


def test_the_calendar_file_is_read_by_a_calendar(followed: Machine) -> None:
    """One event, or one that repeats every week."""
    once = Calendar.from_ical(followed.run("export", "1", "--format", "ics").stdout_bytes)
    weekly = Calendar.from_ical(followed.run("export", "1", "--format", "ics", "--weekly").stdout_bytes)

    assert [event.decoded("dtstart") for event in once.walk("VEVENT")] == [NEXT]
    assert ["rrule" in event for event in (*once.walk("VEVENT"), *weekly.walk("VEVENT"))] == [False, True]
    assert [zone["tzid"] for zone in weekly.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_each_tracker_gets_its_own_items(held: Machine) -> None:
    """And no others."""

    def keys(name: str) -> list[str]:
        text = held.run("export", "1", "--format", name).stdout.removeprefix("\ufeff")
        return [row[0] for row in csv.reader(io.StringIO(text))][1:]

    script = held.run("export", "1", "--format", "github").stdout
    assert (keys("jira"), keys("azure")) == (["PAY-11"], ["4711"])
    assert "run issue comment 7 --repo acme/shop" in script
    assert keys("csv") == ["PAY-11", "acme/shop#7", "4711"]


def test_all_writes_every_format_into_a_folder_and_names_what_it_left_out(held: Machine) -> None:
    """The folder is made; the paths are the result, what is missing stands on standard error."""
    result = held.run("export", "last", "--format", "all", "--output", "new/folder")
    expected = [
        f"{STEM}-minutes.md", f"{STEM}-short.txt", f"{STEM}-minutes.html", f"{STEM}-minutes.json", f"{STEM}-items.csv",
        f"{STEM}-jira.csv", f"{STEM}-github.sh", f"{STEM}-azure-devops.csv",
    ]  # fmt: skip

    assert result.exit_code == 0
    assert [Path(line).name for line in result.stdout.splitlines()] == expected
    assert names(held.home / "new" / "folder") == sorted(expected)
    assert result.stderr == (
        "Left out: ics: This session has no next session yet: settle one in its wrap-up, then export again.\n"
    )
    assert json.loads((held.home / "new" / "folder" / f"{STEM}-minutes.json").read_text())["session"]["id"] == 1


def test_all_leaves_everything_as_it_is_where_one_name_is_taken(held: Machine) -> None:
    """Unless it is forced."""
    mine = held.write(f"folder/{STEM}-jira.csv", "my own words")
    refused = held.run("export", "1", "--format", "all", "--output", "folder")

    assert refused.exit_code == 1
    assert f"{STEM}-jira.csv exists already" in refused.stderr
    assert names(held.home / "folder") == [mine.name]
    assert held.run("export", "1", "--format", "all", "--output", "folder", "--force").exit_code == 0
    assert mine.read_text().startswith("Issue key,")


def test_all_without_a_folder_goes_into_the_minutes_folder(held: Machine) -> None:
    """And again replaces our own files there."""
    first, second = (held.run("export", "1", "--format", "all").stdout for _ in range(2))

    assert first == second
    assert len(names(held.home / "Documents" / "refine-minutes")) == 8


def test_at_a_terminal_a_format_is_written_into_the_minutes_folder(
    held: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone, as its own file."""
    monkeypatch.setattr("refine_tui.cli.export_command.is_terminal", lambda stream: True)
    path = Path(held.run("export", "1", "--format", "html").stdout.strip())

    assert path == held.home / "Documents" / "refine-minutes" / f"{STEM}-minutes.html"
    assert names(path.parent) == [path.name]


def test_a_format_with_nothing_to_say_is_refused_with_its_sentence(held: Machine) -> None:
    """No empty file comes of it."""
    result = held.run("export", "1", "--format", "ics", "--output", "next.ics")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "no next session yet" in result.stderr
    assert not (held.home / "next.ics").exists()


@pytest.mark.parametrize(
    ("name", "file"), [("markdown", "minutes.md.j2"), ("short", "short.txt.j2"), ("html", "minutes.html.j2")]
)
def test_the_teams_own_templates_take_the_place_of_ours(held: Machine, name: str, file: str) -> None:
    """They lie in one folder; a broken one is named by its path."""
    held.write(f".config/refine/templates/{file}", "Ours: {{ minutes.team }}\n")
    assert held.run("export", "1", "--format", name).stdout.strip() == "Ours: Payments"

    held.write(f".config/refine/templates/{file}", "{{ nothing }}")
    broken = held.run("export", "1", "--format", name)
    assert broken.exit_code == 1
    assert f"templates/{file}, line 1: 'nothing' is undefined." in broken.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "all", "--output", "-"), "name a folder"),
        (("--format", "html", "--weekly"), "--format ics"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(held: Machine, arguments: tuple[str, ...], says: str) -> None:
    """Status 2, and the sentence says what would be right."""
    result = held.run("export", "1", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_another_time_for_the_next_session_makes_a_later_version_of_the_same_event(followed: Machine) -> None:
    """A calendar takes the later one; the same time twice is the same invitation."""

    def exported() -> tuple[str, int]:
        (event,) = Calendar.from_ical(followed.run("export", "1", "--format", "ics").stdout_bytes).walk("VEVENT")
        return str(event["UID"]), int(event["SEQUENCE"].to_ical())

    first, again = exported(), exported()
    facilitator = followed.facilitator()
    facilitator.resume(1)
    facilitator.reopen()
    at = facilitator.session.next_session_at
    assert at is not None
    facilitator.apply(bind(wrap_up.set_next_session, at=at + timedelta(hours=1)))
    facilitator.close()
    facilitator.leave()
    assert isinstance(facilitator.store, StoreDriver)
    facilitator.store.close()
    later = exported()

    assert first == again
    assert first[1] == 0
    assert later == (first[0], 1)
