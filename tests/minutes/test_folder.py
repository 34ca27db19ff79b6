"""What closing a session leaves in the minutes folder."""

import json
import os
import re
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from refine_tui.domain import wrap_up
from refine_tui.domain.errors import RefineError
from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.exporter import Exporter
from refine_tui.minutes.folder import INDEX_NAME, file_name
from refine_tui.minutes.formats import FORMATS
from tests.minutes.building import START, closed_session, empty_session, opened

NAME = "2026-11-27-payments-refinement-minutes"


def write_minutes(session: RefinementSession, folder: Path, templates: Path | None = None) -> list[Path]:
    """Write the minutes as closing a session does."""
    exporter = Exporter(folder=folder, templates_folder=templates, now=lambda: START, invitation=lambda *_: 0)
    return exporter.write(session)


def names(folder: Path) -> list[str]:
    """Return the names of the minutes in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.name != INDEX_NAME)


def test_minutes_are_written_as_markdown_and_as_json(tmp_path: Path) -> None:
    """Side by side under one name, readable by their owner only, in a folder made for them."""
    folder = tmp_path / "documents" / "refine-minutes"
    paths = write_minutes(closed_session(), folder)

    assert paths == [folder / f"{NAME}.md", folder / f"{NAME}.json"]
    assert paths[0].read_text(encoding="utf-8").startswith("# Refinement – Payments")
    assert json.loads(paths[1].read_text(encoding="utf-8"))["session"]["team"] == "Payments"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_closing_again_replaces_our_own_unchanged_files(tmp_path: Path) -> None:
    """Also when the minutes have changed since."""
    write_minutes(closed_session(), tmp_path)
    again = replace(closed_session(), goal="Another goal")
    (markdown, _) = write_minutes(again, tmp_path)

    assert names(tmp_path) == [f"{NAME}.json", f"{NAME}.md"]
    assert "Another goal" in markdown.read_text(encoding="utf-8")


def test_a_file_that_somebody_edited_is_never_overwritten(tmp_path: Path) -> None:
    """The next name is taken for both files, and used again as long as nobody edits those."""
    (markdown, _) = write_minutes(closed_session(), tmp_path)
    markdown.write_text("my own words")
    for _ in range(2):
        paths = write_minutes(closed_session(), tmp_path)

        assert [path.name for path in paths] == [f"{NAME}-2.md", f"{NAME}-2.json"]
    assert markdown.read_text() == "my own words"


def test_another_session_of_the_same_day_keeps_its_minutes(tmp_path: Path) -> None:
    """The same team, the same day, another session: another file."""
    write_minutes(closed_session(), tmp_path)
    other = replace(empty_session(), id=2)
    paths = write_minutes(other, tmp_path)

    assert paths[0].name == f"{NAME}-2.md"
    assert "refund" in (tmp_path / f"{NAME}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "index",
    [
        None,
        *("", "[]", '{"files": 3}', "\x00", json.dumps({"files": {f"{NAME}.md": 1}})),
        pytest.param("[" * 100_000, id="nested too deeply"),
    ],
)
def test_without_a_sound_index_no_file_counts_as_ours(tmp_path: Path, index: str | None) -> None:
    """Rather one file more than one file lost."""
    write_minutes(closed_session(), tmp_path)
    (tmp_path / INDEX_NAME).unlink()
    if index is not None:
        (tmp_path / INDEX_NAME).write_text(index)
    paths = write_minutes(closed_session(), tmp_path)

    assert paths[0].name == f"{NAME}-2.md"


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A dangling one has the name too."""
    (tmp_path / f"{NAME}.md").symlink_to(tmp_path / "elsewhere")

    assert write_minutes(closed_session(), tmp_path)[0].name == f"{NAME}-2.md"
    assert not (tmp_path / "elsewhere").exists()


def test_a_broken_template_writes_nothing(tmp_path: Path) -> None:
    """Neither files nor folder."""
    (tmp_path / "minutes.md.j2").write_text("{{")
    with pytest.raises(RefineError):
        write_minutes(closed_session(), tmp_path / "new", templates=tmp_path)

    assert not (tmp_path / "new").exists()


def test_a_disk_that_fills_up_leaves_the_old_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says so in a sentence."""
    (markdown, _) = write_minutes(closed_session(), tmp_path)
    before = markdown.read_bytes()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RefineError, match="the disk is full"):
        write_minutes(replace(closed_session(), goal="x"), tmp_path)

    assert markdown.read_bytes() == before
    assert names(tmp_path) == [f"{NAME}.json", f"{NAME}.md"]


@pytest.mark.parametrize(
    ("team", "slug"),
    [
        ("Payments", "payments"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\CON", "c-windows-con"),
        ("Équipe № 7 — Été", "equipe-no-7-ete"),
        ("日本", "team"),
        ("..", "team"),
        ("", "team"),
        ("x" * 500, "x" * 60),
        ("a\x00b\nc", "ab-c"),
    ],
)
def test_the_name_is_a_plain_file_name_whatever_the_team_is_called(team: str, slug: str) -> None:
    """ASCII, short, within the folder."""
    name = file_name(opened(team=team), FORMATS["markdown"])

    assert name == f"2026-11-27-{slug}-refinement-minutes.md"
    assert re.fullmatch(r"[a-z0-9-]{1,120}\.md", name)


def test_the_name_has_the_day_of_the_sessions_own_zone() -> None:
    """Late in the evening in UTC is tomorrow in Auckland; closing later does not change it."""
    session = opened(zone="Pacific/Auckland", now=START + timedelta(hours=4))
    closed = wrap_up.close(session, now=START + timedelta(days=3)).session

    for each in (session, closed):
        assert file_name(each, FORMATS["markdown"]) == "2026-11-28-payments-refinement-minutes.md"
