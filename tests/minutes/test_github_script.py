"""The script for ``gh``: it runs what we wrote and nothing else, whatever people typed."""

import os
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from markdown_it import MarkdownIt

from refine_tui.domain.session import RefinementSession
from refine_tui.minutes.document import document_of
from refine_tui.minutes.github_script import render_github_script
from refine_tui.minutes.trackers import github_issue, is_azure, is_jira
from tests.minutes.building import START, closed_session, item, opened, trackers_session
from tests.minutes.hostile import NAME, NAMES, TEXT, TYPED, as_typed, saying

FAKE = """#!/bin/sh
printf '%s\\0' "$@" >>"$GH_LOG"
case "$*" in *--body-file*) cat >>"$GH_LOG"; printf '\\0' >>"$GH_LOG" ;; esac
printf '\\001\\0' >>"$GH_LOG"
"""
"""Notes its arguments and its standard input."""
GITHUB = {"key": "acme/shop#7", "source": "github-json"}
PARSER = MarkdownIt("gfm-like")


def run(script: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the script in *folder*, with a ``gh`` that only takes notes."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    gh = tools / "gh"
    gh.write_text(FAKE)
    gh.chmod(0o755)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    (folder / "log").unlink(missing_ok=True)
    (folder / "script.sh").write_bytes(script.encode())
    checked = subprocess.run(["/bin/sh", "-n", str(folder / "script.sh")], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    return subprocess.run(
        ["/bin/sh", str(folder / "script.sh")],
        cwd=work,
        env={"PATH": f"{tools}:{os.environ['PATH']}", "GH_LOG": str(folder / "log"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def calls(folder: Path) -> list[list[str]]:
    """Return what ``gh`` was called with: its arguments, then what it read."""
    noted = (folder / "log").read_bytes().decode().split("\1\0")
    return [call.removesuffix("\0").split("\0") for call in noted if call]


@cache
def calls_for_plain_text(folder: Path) -> list[list[str]]:
    """Return what ``gh`` is called with where everything typed is a word."""
    done = run(render_github_script(document_of(saying(TEXT, NAME, **GITHUB), now=START)), folder)
    assert done.returncode == 0
    return calls(folder)


def elements(markdown: str) -> list[str]:
    """Return the elements of a body, code and text aside."""
    return [
        kind.type
        for token in PARSER.parse(markdown)
        for kind in (token, *(token.children or ()))
        if kind.type not in {"text", "code_inline"}
    ]


def words(markdown: str) -> list[str]:
    """Return the text of a body, line by line, as it reads."""
    return [
        "".join("\n" if child.type == "softbreak" else child.content for child in token.children or ())
        for token in PARSER.parse(markdown)
        if token.type == "inline"
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TYPED, name=NAMES)
@example(text="$(touch x) `touch x` '; touch x; ' \"; touch x; \"", name="--help")
@example(text="-- $(touch x)", name="${PATH}")
@example(text="REFINE_1", name="REFINE_1")
@example(text="\\", name="'")
def test_the_script_calls_gh_as_we_wrote_it_with_the_text_as_typed(tmp_path: Path, text: str, name: str) -> None:
    """No file is touched, no other command is run, every value arrives whole."""
    expected = calls_for_plain_text(tmp_path)
    done = run(render_github_script(document_of(saying(text, name, **GITHUB), now=START)), tmp_path)
    noted = calls(tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert list((tmp_path / "work").iterdir()) == []
    assert [call[:2] for call in noted] == [call[:2] for call in expected]
    titles, comments = noted[0], noted[-1]
    assert titles == ["issue", "edit", "7", "--repo", "acme/shop", f"--title={text}"]
    assert comments[:-1] == ["issue", "comment", "7", "--repo", "acme/shop", "--body-file", "-"]
    assert elements(comments[-1]) == elements(expected[-1][-1])
    assert words(comments[-1]) == [as_typed(line, text, name) for line in words(expected[-1][-1])]


def test_the_issues_are_told_what_was_settled(tmp_path: Path) -> None:
    """The label of the estimate takes the place of the one before; the rest is a comment."""
    done = run(render_github_script(document_of(trackers_session(), now=START)), tmp_path, REPO="acme/old")
    noted = [call if call[1] != "comment" else call[:-1] for call in calls(tmp_path)]

    assert (done.returncode, done.stderr) == (0, "")
    assert noted == [
        ["issue", "comment", "9", "--repo", "acme/shop", "--body-file", "-"],
        ["label", "create", "size: 5", "--repo", "acme/shop"],
        ["issue", "edit", "7", "--repo", "acme/shop", "--add-label=size: 5", "--remove-label=size: 3"],
        ["issue", "comment", "7", "--repo", "acme/shop", "--body-file", "-"],
        ["label", "create", "estimate: 8", "--repo", "acme/old"],
        ["issue", "edit", "12", "--repo", "acme/old", "--add-label=estimate: 8"],
        ["issue", "comment", "12", "--repo", "acme/old", "--body-file", "-"],
    ]


def test_without_a_repository_the_script_ends_before_it_does_anything(tmp_path: Path) -> None:
    """Some issues are named by their number alone."""
    done = run(render_github_script(document_of(trackers_session(), now=START)), tmp_path)

    assert done.returncode != 0
    assert "REPO=owner/name" in done.stderr
    assert not (tmp_path / "log").exists()


def test_a_dry_run_tells_what_would_be_done_and_does_nothing(tmp_path: Path) -> None:
    """To be read before."""
    done = run(
        render_github_script(document_of(trackers_session(), now=START)), tmp_path, REPO="acme/old", DRY_RUN="yes"
    )

    assert done.returncode == 0
    assert "gh issue comment 12 --repo acme/old" in done.stdout
    assert "D1 Refunds go through the ledger" in done.stdout
    assert not (tmp_path / "log").exists()


def test_a_failing_command_ends_the_script(tmp_path: Path) -> None:
    """Nobody takes half of it for all of it; a label that exists already is no failure."""
    script = render_github_script(document_of(trackers_session(), now=START))
    run(script, tmp_path, REPO="acme/old")
    gh = tmp_path / "tools" / "gh"
    gh.write_text(FAKE + '[ "$1" = issue ] && [ "$2" = edit ] && exit 3\n[ "$1" != label ]\n')
    (tmp_path / "log").unlink()
    done = subprocess.run(
        ["/bin/sh", str(tmp_path / "script.sh")],
        env={"PATH": f"{gh.parent}:{os.environ['PATH']}", "GH_LOG": str(tmp_path / "log"), "REPO": "a/b"},
        check=False,
    )

    assert done.returncode == 3
    assert [call[:3] for call in calls(tmp_path)][-1] == ["issue", "edit", "7"]


def test_items_of_other_trackers_are_listed_in_comments_of_one_line() -> None:
    """No text ends a comment."""
    script = render_github_script(
        document_of(
            replace(
                trackers_session(),
                items=tuple(
                    replace(held, item=replace(held.item, title="x\r\ntouch x\u2028touch y\x0btouch z\x85touch q"))
                    if held.id == 5
                    else held
                    for held in trackers_session().items
                ),
            ),
            now=START,
        ),
    )

    assert script.endswith(
        "# Not on GitHub; write these where they are tracked:\n"
        "# #5 x touch x touch y touch z touch q\n# acme/shop#6 On GitLab\n# 4711 Export <statements>\n"
    )


@pytest.mark.parametrize(
    ("key", "url", "source", "expected"),
    [
        ("acme/shop#7", "", "", ("acme/shop", "7")),
        ("#7", "", "github-json", ("", "7")),
        ("#7", "https://github.com/acme/shop/issues/7", "", ("acme/shop", "7")),
        ("acme/shop#7", "https://github.example.com/acme/shop/pull/7", "", ("github.example.com/acme/shop", "7")),
        ("acme/shop#7", "https://gitlab.example.com/acme/shop/-/issues/7", "", None),
        ("acme/shop#7", "", "gitlab-csv", None),
        ("#7", "", "trello-json", None),
        ("PAY-7", "", "", None),
        ("7", "", "", None),
        ("", "", "session", None),
        ("acme/shop#7$(touch x)", "", "", None),
        ("-x/shop#7", "", "", None),
        ("#7", "https://[", "", None),
    ],
)
def test_an_issue_is_known_by_its_key_its_address_and_where_it_came_from(
    key: str, url: str, source: str, expected: tuple[str, str] | None
) -> None:
    """A number of ours, or of another tracker, is none."""
    session = opened(new=(item(1, "x", key=key, url=url, source=source),))
    (tracked,) = document_of(session, now=START).items
    found = github_issue(tracked)

    assert (found and (found.repository, found.number)) == expected


def test_an_item_lives_in_one_tracker() -> None:
    """By the form of its key and by where it came from."""

    def homes(session: RefinementSession) -> list[tuple[bool, bool, bool]]:
        items = document_of(session, now=START).items
        return [(is_jira(each), is_azure(each), github_issue(each) is not None) for each in items]

    assert all(sum(each) <= 1 for each in (*homes(closed_session()), *homes(trackers_session())))
    assert homes(opened(new=(item(1, "x", key="PAY-1", source="linear-csv"), item(2, "y", key="12", url="")))) == [
        (False, False, False),
        (False, True, False),
    ]
