"""Writing files: whole or not at all."""

import errno
import os
import stat
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest

from refine_tui.domain.errors import RefineError
from refine_tui.files import FileTakenError, make_folder, replace_durably, write_atomically
from tests.support import synced_and_replaced


def failing(number: int) -> Any:
    """Return a function that fails as the system would."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    """UTF-8, line feeds as they are, mode 0600, nothing beside it."""
    write_atomically(tmp_path / "a.md", "é\n")

    assert (tmp_path / "a.md").read_bytes() == b"\xc3\xa9\n"
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_an_existing_file_is_left_alone_unless_forced(tmp_path: Path) -> None:
    """The sentence says what to do."""
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(FileTakenError, match="exists already"):
        write_atomically(path, "new")

    assert path.read_text() == "old"
    write_atomically(path, "new", force=True)
    assert path.read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_finished_file_is_on_the_disk_before_it_gets_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished, path = tmp_path / "a.part", tmp_path / "a"
    finished.write_text("new")
    path.write_text("old")
    calls = synced_and_replaced(monkeypatch)
    replace_durably(finished, path)

    assert calls == [("fsync", "a.part"), ("replace", "a"), ("fsync", tmp_path.name)]
    assert [file.name for file in tmp_path.iterdir()] == ["a"]
    assert path.read_text() == "new"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_finished_file_that_cannot_be_synced_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    finished, path = tmp_path / "a.part", tmp_path / "a"
    finished.write_text("new")
    path.write_text("old")
    monkeypatch.setattr(os, call, failing(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        replace_durably(finished, path)

    assert path.read_text() == "old"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Nothing is shortened and nothing is left over."""
    path = tmp_path / "a.md"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", failing(number))
    with pytest.raises(RefineError, match="could not be written"):
        write_atomically(path, "new", force=True)

    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("call", "force"),
    [("fsync", True), ("fsync", False), ("fdopen", True), ("fdopen", False), ("replace", True), ("link", False)],
)
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, force: bool
) -> None:
    """At whatever point it fills up: no empty file, no temporary one."""
    monkeypatch.setattr(os, call, failing(errno.ENOSPC))
    with pytest.raises(RefineError, match="the disk is full"):
        write_atomically(tmp_path / "a.md", "new", force=force)

    assert list(tmp_path.iterdir()) == []


def test_without_hard_links_the_name_is_taken_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no links gives the same promise."""
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    write_atomically(tmp_path / "a.md", "new")
    with pytest.raises(FileTakenError):
        write_atomically(tmp_path / "a.md", "newer")
    monkeypatch.setattr(os, "replace", failing(errno.ENOSPC))
    with pytest.raises(RefineError):
        write_atomically(tmp_path / "b.md", "new")

    assert (tmp_path / "a.md").read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 1


def test_of_many_writers_at_once_exactly_one_gets_the_name(tmp_path: Path) -> None:
    """The others are told, and the file is that of the one."""
    results: list[str] = []

    def write(text: str) -> None:
        try:
            write_atomically(tmp_path / "a.md", text)
            results.append(text)
        except FileTakenError:
            results.append("taken")

    threads = [threading.Thread(target=write, args=(f"{number}",)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results.count("taken") == 15
    assert (tmp_path / "a.md").read_text() in results
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    """Neither without force, nor with it: then the link itself is replaced."""
    target = tmp_path / "target"
    target.write_text("precious")
    path = tmp_path / "a.md"
    path.symlink_to(target)
    with pytest.raises(FileTakenError):
        write_atomically(path, "new")
    write_atomically(path, "new", force=True)

    assert target.read_text() == "precious"
    assert path.read_text() == "new"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("no/such/a.md", "does not exist"),
        ("file/a.md", "is not a folder"),
        ("folder", "it is a folder"),
        ("x" * 300, "too long"),
        ("a\0b", "cannot be the name of a file"),
    ],
)
@pytest.mark.parametrize("force", [True, False])
def test_what_is_wrong_is_told_in_one_sentence(tmp_path: Path, name: str, sentence: str, force: bool) -> None:
    """No traceback, no code."""
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    with pytest.raises(RefineError, match=sentence):
        write_atomically(tmp_path / name, "x", force=force)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for one who may do everything, as in a container, the case is made."""
    monkeypatch.setattr(tempfile, "mkstemp", failing(errno.EACCES))
    with pytest.raises(RefineError, match="you may not write in"):
        write_atomically(tmp_path / "a.md", "x")


def test_folders_are_made_for_their_owner_only(tmp_path: Path) -> None:
    """Each one that was missing; a second time it is no matter."""
    folder = tmp_path / "a" / "b"
    make_folder(folder)
    make_folder(folder)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)] == [0o700, 0o700]
    (tmp_path / "file").write_text("")
    with pytest.raises(RefineError):
        make_folder(tmp_path / "file")
