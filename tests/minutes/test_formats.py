"""Every way out, from one list: golden files, names, and what has nothing to say.

The files under ``golden/`` are compared byte for byte. After a wanted change write them anew with
``REFINE_WRITE_GOLDEN=1 pytest tests/minutes`` and read the difference.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.custom_templates import CustomTemplate
from refine_tui.minutes.errors import EmptyExportError
from refine_tui.minutes.folder import file_name
from refine_tui.minutes.formats import FORMATS, export_request
from tests.minutes.building import START, closed_session, empty_session, running_session, trackers_session

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    *(("rich", closed_session(), name) for name in ("short", "html", "csv", "ics", "jira")),
    *(("trackers", trackers_session(), name) for name in ("short", "csv", "github", "azure")),
    *(("empty", empty_session(), name) for name in ("short", "html")),
    *(("running", running_session()[0], name) for name in ("short", "html")),
]


@pytest.mark.parametrize(("case", "session", "name"), CASES, ids=[f"{case}-{name}" for case, _, name in CASES])
def test_what_is_handed_out_is_what_the_golden_file_says(case: str, session: RefinementSession, name: str) -> None:
    """Byte for byte, line ends too."""
    kind = FORMATS[name]
    text = kind.render(export_request(session, now=running_session()[1] if case == "running" else START))
    golden = GOLDEN / f"{case}-{kind.part}{kind.ending}"
    if os.environ.get("REFINE_WRITE_GOLDEN"):
        golden.write_bytes(text.encode())

    assert text.encode() == golden.read_bytes()


def test_every_format_is_in_the_list_under_its_name() -> None:
    """The command line and the screens read them from here."""
    assert list(FORMATS) == ["markdown", "short", "html", "json", "csv", "ics", "jira", "github", "azure"]
    assert all(name == kind.name and kind.about for name, kind in FORMATS.items())


def test_the_names_of_the_files_are_stable_and_each_has_its_own() -> None:
    """Scripts and people find them again; the second one of a day has a number before its ending."""
    stem = "2026-11-27-payments-refinement"

    assert [file_name(closed_session(), kind) for kind in FORMATS.values()] == [
        f"{stem}-minutes.md", f"{stem}-short.txt", f"{stem}-minutes.html", f"{stem}-minutes.json",
        f"{stem}-items.csv", f"{stem}-next.ics", f"{stem}-jira.csv", f"{stem}-github.sh", f"{stem}-azure-devops.csv",
    ]  # fmt: skip
    assert file_name(closed_session(), FORMATS["ics"], 2) == f"{stem}-next-2.ics"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("csv", "This session has no items"),
        ("ics", "no next session yet"),
        ("jira", "No item with a Jira key was refined"),
        ("github", "Nothing was settled about an item on GitHub"),
        ("azure", "No work item of Azure DevOps was refined"),
    ],
)
def test_a_format_with_nothing_to_say_says_so_in_one_sentence(name: str, says: str) -> None:
    """Rather than an empty file that somebody imports."""
    with pytest.raises(EmptyExportError, match=says) as told:
        FORMATS[name].render(export_request(empty_session(), now=START))

    assert re.fullmatch(r"[^.\n]+\.", told.value.message)


@pytest.mark.parametrize("name", ["markdown", "short", "html"])
def test_a_template_of_the_team_takes_the_place_of_ours_and_is_named_in_errors(name: str) -> None:
    """In each format that has one."""
    kind = FORMATS[name]

    def rendered(text: str) -> str:
        own = CustomTemplate(text=text, name="/our/own.j2")
        return kind.render(replace(export_request(closed_session(), now=START), template=own))

    assert rendered("Ours: {{ minutes.team }}\n").strip() == "Ours: Payments"
    with pytest.raises(Exception, match=r"The minutes template /our/own\.j2, line 2"):
        rendered("\n{{ nothing }}")
    with pytest.raises(Exception, match="access to attribute"):
        rendered("{{ minutes.__class__ }}")
